use super::*;

const MINUTE: Duration = Duration::from_mins(1);
const SIX: Rate = Rate::new(1, 6, MINUTE);
const OTHER: Rate = Rate::new(2, 1, MINUTE);
const GUESSES: Backoff = Backoff::new(3, 3, Duration::from_secs(10), Duration::from_mins(15));

fn at(seconds: i64) -> Moment {
    Moment::from_ms(1_800_000_000_000 + seconds * 1_000)
}

#[test]
fn an_allowance_may_be_spent_at_once_and_comes_back_evenly() {
    let throttle = Throttle::default();
    for _ in 0..6 {
        assert_eq!(throttle.take(SIX, &"a", at(0)), Ok(()));
    }
    assert_eq!(throttle.take(SIX, &"a", at(0)), Err(Wait(10)));
    assert_eq!(throttle.take(SIX, &"a", at(9)), Err(Wait(1)));
    assert_eq!(throttle.take(SIX, &"a", at(10)), Ok(()));
    assert_eq!(throttle.take(SIX, &"a", at(10)), Err(Wait(10)));
}

#[test]
fn what_is_given_back_was_never_spent() {
    let throttle = Throttle::default();
    for _ in 0..100 {
        assert_eq!(throttle.take(SIX, &"a", at(0)), Ok(()));
        throttle.give_back(SIX, &"a");
    }
}

#[test]
fn keys_and_kinds_do_not_pay_for_each_other() {
    let throttle = Throttle::default();
    assert_eq!(throttle.take(OTHER, &"a", at(0)), Ok(()));
    assert_eq!(throttle.take(OTHER, &"a", at(0)), Err(Wait(60)));
    assert_eq!(throttle.take(OTHER, &"b", at(0)), Ok(()));
    assert_eq!(throttle.take(SIX, &"a", at(0)), Ok(()));
    assert_eq!(throttle.attempt(GUESSES, &"a", at(0)), Ok(()));
}

#[test]
fn after_the_free_guesses_the_wait_doubles_up_to_its_cap() {
    let throttle = Throttle::default();
    for _ in 0..3 {
        assert_eq!(throttle.attempt(GUESSES, &"a", at(0)), Ok(()));
    }
    let mut now = 0;
    for expected in [10, 20, 40, 80, 160, 320, 640, 900, 900] {
        assert_eq!(
            throttle.attempt(GUESSES, &"a", at(now)),
            Err(Wait(expected))
        );
        now += i64::try_from(expected).unwrap();
        assert_eq!(throttle.attempt(GUESSES, &"a", at(now)), Ok(()));
    }
}

#[test]
fn guesses_are_forgotten_after_a_success_or_a_quiet_while() {
    let throttle = Throttle::default();
    for _ in 0..3 {
        assert_eq!(throttle.attempt(GUESSES, &"a", at(0)), Ok(()));
    }
    throttle.succeeded(GUESSES, &"a");
    for _ in 0..3 {
        assert_eq!(throttle.attempt(GUESSES, &"a", at(1)), Ok(()));
    }
    assert!(throttle.attempt(GUESSES, &"a", at(1)).is_err());
    for _ in 0..3 {
        assert_eq!(throttle.attempt(GUESSES, &"a", at(1 + 910)), Ok(()));
    }
}

#[test]
fn a_flood_of_invented_keys_does_not_wash_away_a_guesser() {
    let throttle = Throttle::default();
    let hour = Rate::new(4, 100, Duration::from_hours(1));
    for _ in 0..4 {
        let _ = throttle.attempt(GUESSES, &"guesser", at(0));
    }
    for key in 0..200_000 {
        let _ = throttle.take(hour, &key, at(1));
    }
    assert!(throttle.attempt(GUESSES, &"guesser", at(2)).is_err());
}

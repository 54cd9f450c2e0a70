use proptest::prelude::*;

use super::*;

mod corpus;

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

#[test]
fn the_corpus_is_as_large_as_promised() {
    assert!(corpus::GOOD.len() + corpus::BAD.len() >= 120);
}

#[test]
fn what_is_an_address_is_understood_and_printed() {
    for (text, printed) in corpus::GOOD {
        assert_eq!(
            Address::parse(text).map(|a| a.to_string()),
            Ok((*printed).to_owned()),
            "{text:?}"
        );
    }
}

#[test]
fn what_is_none_is_refused_with_its_reason() {
    for (text, fault) in corpus::BAD {
        assert_eq!(Address::parse(text), Err(*fault), "{text:?}");
    }
}

#[test]
fn lengths_are_those_of_smtp() {
    let local = "a".repeat(64);
    let label = "b".repeat(63);
    let domain = format!("{label}.{label}.{}.example", "c".repeat(53));

    assert_eq!(address(&format!("{local}@{domain}")).as_str().len(), 254);
    for long in [
        format!("{local}@{domain}").replace('c', "cc"),
        format!("{local}a@hall.example"),
        "a@b.example ".repeat(100_000),
    ] {
        assert_eq!(Address::parse(&long), Err(AddressFault::TooLong));
    }
    assert_eq!(
        Address::parse(&format!("a@{label}b.example")),
        Err(AddressFault::Domain)
    );
}

#[test]
fn a_short_writing_of_a_long_domain_is_measured_as_it_is_sent() {
    let domain = format!("{}.example", ["é"; 25].join("."));

    let text = format!("{}@{domain}", "a".repeat(64));

    assert!(text.len() < 150);
    assert_eq!(Address::parse(&text), Err(AddressFault::TooLong));
}

#[test]
fn identity_lowers_the_domain_and_nothing_else() {
    assert_eq!(
        address("Imke.S+x@HALL.example").identity(),
        "Imke.S+x@hall.example"
    );
    assert_eq!(address("imke@HALL.example"), address("imke@hall.example"));
    assert_ne!(address("Imke@hall.example"), address("imke@hall.example"));
}

#[test]
fn limits_count_a_mailbox_once() {
    for (given, folded) in [
        ("I.m.ke+shop@gmail.com", "imke@gmail.com"),
        ("imke@googlemail.com", "imke@gmail.com"),
        ("im.ke+a@hotmail.com", "im.ke@outlook.com"),
        ("im-ke.s_a+b@pm.me", "imkesa@proton.me"),
        ("imke-shop@yahoo.com", "imke@yahoo.com"),
        ("+a@gmail.com", "+a@gmail.com"),
        ("I.mke+a@hall.example", "i.mke+a@hall.example"),
        ("i.mke@notgmail.com", "i.mke@notgmail.com"),
        ("i.mke@gmail.com.evil.tld", "i.mke@gmail.com.evil.tld"),
    ] {
        assert_eq!(address(given).abuse_form(), folded);
    }
}

#[test]
fn lists_of_domains_match_whole_labels() {
    let good = address("a@mail.example.com");

    assert!(good.is_within("example.com"));
    assert!(good.is_within("EXAMPLE.com"));
    assert!(good.is_within("mail.example.com"));
    assert!(!good.is_within("other.example.com"));
    assert!(!address("a@attacker-example.com").is_within("example.com"));
    assert!(!address("a@example.com.evil.tld").is_within("example.com"));
    for nonsense in ["", ".", "com", ".com", "*.com", "example.com/"] {
        assert!(!good.is_within(nonsense), "{nonsense}");
    }
}

#[test]
fn logs_do_not_show_who_it_is() {
    assert_eq!(
        format!("{:?}", address("imke@hall.example")),
        "Address(…@hall.example)"
    );
}

fn near_misses() -> impl Strategy<Value = String> {
    let local = prop_oneof!["[a-zA-Z0-9.+=?'_-]{1,20}", any::<String>()];
    let host = prop_oneof![
        "[a-zA-Z0-9-]{1,10}(\\.[a-zA-Z0-9-]{1,10}){0,3}",
        "[a-zßäöéñ例え\u{200d}]{1,10}\\.[a-z]{2,5}",
        any::<String>(),
    ];
    (local, host).prop_map(|(local, host)| format!("{local}@{host}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn printing_and_parsing_again_changes_nothing(text in near_misses()) {
        if let Ok(once) = Address::parse(&text) {
            let again = Address::parse(once.as_str());

            prop_assert_eq!(again.as_ref(), Ok(&once));
            prop_assert_eq!(format!("{}@{}", once.local(), once.domain()), once.as_str());
            prop_assert!(once.as_str().is_ascii() && once.as_str().len() <= 254);
            prop_assert!(!once.as_str().contains(|c: char| c.is_control() || c == ' '));
        }
    }

    #[test]
    fn most_plain_addresses_are_understood(text in "[a-z][a-z0-9]{0,20}@[a-z]{1,20}\\.[a-z]{2,10}") {
        prop_assert!(Address::parse(&text).is_ok());
    }
}

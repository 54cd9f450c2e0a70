//! What takes too long is stopped, and the threads go on.

use std::time::{Duration, Instant};

use super::place::everywhere;
use crate::{Error, Options, Result};

fn short() -> Options {
    Options {
        threads: 1,
        read_limit: Duration::from_millis(200),
        write_limit: Duration::from_millis(200),
        ..Options::default()
    }
}

#[test]
fn a_runaway_read_is_stopped_and_its_reader_goes_on() {
    everywhere(async |spot| {
        let store = spot.open_with(&short());
        for _ in 0..3 {
            let started = Instant::now();
            let outcome: Result<i64> = store
                .read(|from| {
                    sql!("with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n")
                        .one(from)
                })
                .await;
            assert!(matches!(outcome, Err(Error::Busy(_))), "{outcome:?}");
            assert!(started.elapsed() < Duration::from_secs(5));
            let one: Result<i64> = store
                .read(|from| sql!("select count(*) from person").one(from))
                .await;
            assert_eq!(one.unwrap(), 0);
        }
    });
}

#[test]
fn many_small_statements_are_stopped_like_one_large() {
    everywhere(async |spot| {
        let store = spot.open_with(&short());
        let outcome: Result<()> = store
            .read(|from| {
                loop {
                    let _: i64 = sql!("select count(*) from person").one(from)?;
                }
            })
            .await;
        assert!(matches!(outcome, Err(Error::Busy(_))), "{outcome:?}");
        let outcome: Result<()> = store
            .write(|tx| {
                loop {
                    sql!("update setting set value = 'x'").change(tx)?;
                }
            })
            .await;
        assert!(matches!(outcome, Err(Error::Busy(_))), "{outcome:?}");
        store
            .write(|tx| sql!("insert into setting (name, value) values ('a', 'b')").change_one(tx))
            .await
            .unwrap();
    });
}

//! Opening: one process per file, no newer data, nothing changed by who only looks, copies.

use super::place::{self, everywhere, run};
use crate::{Error, Options, Place, Result, Store};

fn looking() -> Options {
    Options {
        exclusive: false,
        ..Options::default()
    }
}

#[test]
fn a_directory_is_served_once() {
    let spot = place::sqlite();
    let store = spot.open();
    assert!(matches!(
        Store::open(&spot.place, &Options::default()),
        Err(Error::Locked(_))
    ));
    drop(store);
    drop(spot.open());
}

#[test]
fn who_looks_does_so_beside_who_serves_and_makes_nothing() {
    let spot = place::sqlite();
    assert!(matches!(
        Store::open(&spot.place, &looking()),
        Err(Error::Unfit(_))
    ));
    assert!(!spot.file().exists());
    let _serving = spot.open();
    drop(Store::open(&spot.place, &looking()).unwrap());
}

#[test]
fn opening_again_finds_everything() {
    everywhere(async |spot| {
        for number in 0..3_i64 {
            let store = spot.open();
            store
                .write(move |tx| {
                    sql!(
                        "insert into setting (name, value) values ($1, '')",
                        number.to_string()
                    )
                    .change_one(tx)
                })
                .await
                .unwrap();
        }
        assert_eq!(spot.number("select count(*) from setting"), 3);
    });
}

#[test]
fn the_data_of_a_newer_program_is_refused() {
    everywhere(async |spot| {
        drop(spot.open());
        spot.execute("insert into migration (number, name, at) values (9999, 'later', 0)");
        for options in [Options::default(), looking()] {
            match Store::open(&spot.place, &options) {
                Err(Error::Unfit(why)) => assert!(why.contains("newer program"), "{why}"),
                other => panic!("{:?}", other.map(|_| ())),
            }
        }
    });
}

#[test]
fn several_processes_may_start_at_once_on_one_database() {
    let Some(spot) = place::postgres() else {
        return;
    };
    let opened: Vec<Result<()>> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| Store::open(&spot.place, &Options::default()).map(drop)))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
    assert_eq!(
        spot.number("select count(*) from migration where number = 1"),
        1
    );
}

#[test]
fn a_schema_with_a_strange_name_is_refused() {
    for schema in ["", "a; drop schema x", "Guild", "ä"] {
        let place = Place::Postgres {
            url: "postgres://127.0.0.1:1/x".to_owned(),
            schema: schema.to_owned(),
        };
        assert!(matches!(
            Store::open(&place, &Options::default()),
            Err(Error::Unfit(_))
        ));
    }
}

#[test]
fn a_store_opens_inside_a_runtime_too() {
    everywhere(async |spot| {
        let store = spot.open();
        let people: i64 = store
            .read(|from| sql!("select count(*) from person").one::<i64>(from))
            .await
            .unwrap();
        assert_eq!(people, 0);
    });
}

#[test]
fn a_copy_made_while_writing_is_whole() {
    let spot = place::sqlite();
    run(async {
        let store = std::sync::Arc::new(spot.open());
        let writing = {
            let store = std::sync::Arc::clone(&store);
            tokio::spawn(async move {
                for number in 0..200_i64 {
                    store
                        .write(move |tx| {
                            // Two rows or none.
                            for half in ["a", "b"] {
                                let name = format!("{half}{number}");
                                sql!("insert into setting (name, value) values ($1, '')", name)
                                    .change_one(tx)?;
                            }
                            Ok::<_, Error>(())
                        })
                        .await
                        .unwrap();
                }
            })
        };
        let target = spot.file().with_file_name("copy.sqlite");
        store.copy_to(&target).unwrap();
        writing.await.unwrap();
        let copy = rusqlite::Connection::open(&target).unwrap();
        let halves: i64 = copy
            .query_row(
                "select (select count(*) from setting where name like 'a%') - (select count(*) from setting where name like 'b%')",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(halves, 0);
        let sound: String = copy
            .query_row("pragma integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok");
        assert!(!target.with_extension("partial").exists());
    });
}

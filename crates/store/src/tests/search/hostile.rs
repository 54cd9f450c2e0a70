//! Whatever is typed, nothing fails, and both engines find the same.

use super::*;

#[test]
fn ten_thousand_bytes_of_anything_are_a_query_like_any_other() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["plain words"]).await;
        for piece in [
            "\"", "by:ada ", "a:", "-", "(", "\u{0}", "plain ", "tag:\"", "é",
        ] {
            let raw = piece.repeat(10_000 / piece.len());
            let found = page(&store, Viewer::Guest, &raw, 10).await;
            assert!(found.hits.len() <= 2, "{piece}");
        }
    });
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["plain words"]).await;
        for raw in [
            "\"",
            "\"\"",
            "*",
            "kettle*",
            "title:kettle",
            "{title body}: x",
            "^plain",
            "plain OR words",
            "NOT plain",
            "plain AND",
            "NEAR(plain words, 2)",
            "plain + words",
            "(plain",
            "plain)",
            "'; drop table person; --",
            "a & b",
            "!plain",
            "plain | words",
            "plain:*",
            "plain <-> words",
            "\\",
            "plain\\",
            "%",
            "_",
            "$1",
            "?1",
            "\u{202e}plain",
            "-",
            "--plain",
            "-\"",
            "\u{0}",
            "by:",
            "by:\"",
            "by:@@@",
            "in:/",
            "in:'",
            "tag:\"'\"",
            "kind:comment -kind:comment",
            "before:0001 after:9999",
            "before:9999-12-31",
            "until:9999 after:0001",
            "%comment",
            "#1 @1 $1 =plain",
            "order:newest",
            ":::::",
        ] {
            page(&store, Viewer::Guest, raw, 10).await;
        }
        // Words of the engines' own languages are words.
        talk_more(&store).await;
        assert_eq!(
            texts(&store, Viewer::Guest, "AND OR NOT NEAR").await,
            ["and or not near"]
        );
    });
}

async fn talk_more(store: &Store) {
    store
        .write(|tx| {
            let id = draft(tx, "More", "and or not near", &[ADA], Visibility::Public, 1)?;
            publish(tx, id, minute(3))
        })
        .await
        .unwrap();
}

#[test]
fn no_query_fails_and_both_engines_find_the_same_in_the_same_order() {
    const SAID: &[&str] = &[
        "ab abc abcd",
        "日本 ab",
        "日 本日 ab-cd",
        "Éa ea EA",
        "cd \"ab\" x",
        "ab cd ab cd",
        "本 ab 日本日本",
        "12 1.5 -3 1e5 a1b2",
    ];
    let spots: Vec<Spot> = std::iter::once(super::super::place::sqlite())
        .chain(super::super::place::postgres())
        .collect();
    let stores: Vec<Store> = spots.iter().map(open).collect();
    run(async {
        for store in &stores {
            talk(store, SAID).await;
        }
    });
    let words = prop_oneof![
        Just("ab"),
        Just("abc"),
        Just("cd"),
        Just("日本"),
        Just("本"),
        Just("日本日"),
        Just("ea"),
        Just("É"),
        Just("\"ab cd\""),
        Just("\"日本 ab\""),
        Just("-ab"),
        Just("-\"cd ab\""),
        Just("-日"),
        Just("\""),
        Just("'"),
        Just("1.5"),
        Just("1e5"),
        Just("a1b"),
        Just("ab-cd"),
        Just("*"),
        Just("("),
        Just("kind:comment"),
        Just("-kind:comment"),
        Just("by:@ada"),
        Just("-by:ada"),
        Just("tag:kitchen"),
        Just("-tag:mending"),
        Just("in:/articles/2026/01/talk"),
        Just("before:2026-01-01T"),
        Just("before:2026"),
        Just("after:2026-01-01"),
        Just("order:newest"),
    ];
    let query = prop::collection::vec(words, 0..5).prop_map(|words| words.join(" "));
    let wild = prop_oneof![3 => query, 1 => "\\PC{0,40}".prop_map(String::from)];
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&wild, |raw| {
            let found: Vec<Vec<String>> = stores
                .iter()
                .map(|store| run(texts(store, Viewer::Guest, &raw)))
                .collect();
            for other in &found {
                prop_assert_eq!(&found[0], other);
            }
            Ok(())
        })
        .unwrap();
    drop(stores);
}

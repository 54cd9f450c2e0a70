//! What comes first.

use super::*;

#[test]
fn titles_exact_words_and_what_is_new_come_first() {
    everywhere(async |spot| {
        let store = open(spot);
        store
            .write(|tx| {
                world::add_person(tx, ADA, "Ada", Role::Owner)?;
                let old = draft(tx, "Of cats", "Animals.", &[ADA], Visibility::Public, 1)?;
                publish(tx, old, minute(2))?;
                // Five years before the others, the same words.
                say(
                    tx,
                    old.cast(),
                    By::Person(ADA),
                    "a dog barks",
                    State::Visible,
                    -2_628_000,
                    None,
                )?;
                say(
                    tx,
                    old.cast(),
                    By::Person(ADA),
                    "a cat sat",
                    State::Visible,
                    10,
                    None,
                )?;
                say(
                    tx,
                    old.cast(),
                    By::Person(ADA),
                    "a dog barks",
                    State::Visible,
                    11,
                    None,
                )?;
                say(
                    tx,
                    old.cast(),
                    By::Person(ADA),
                    "a catalogue",
                    State::Visible,
                    12,
                    None,
                )?;
                for at in 20..60 {
                    say(
                        tx,
                        old.cast(),
                        By::Person(ADA),
                        "filling",
                        State::Visible,
                        at,
                        None,
                    )?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        assert_eq!(texts(&store, Viewer::Guest, "cats").await, ["Animals."]);
        let cats = texts(&store, Viewer::Guest, "cat").await;
        assert_eq!(cats.len(), 3);
        let place = |text: &str| cats.iter().position(|one| one == text).unwrap();
        assert!(place("a cat sat") < place("a catalogue"), "{cats:?}");
        let dogs = page(&store, Viewer::Guest, "dog", 10).await;
        assert_eq!(dogs.hits[0].at, minute(11));
        assert_eq!(dogs.hits[1].at, minute(-2_628_000));
    });
}

#[test]
fn an_old_title_is_found_above_thousands_of_newer_comments() {
    everywhere(async |spot| {
        let store = open(spot);
        store
            .write(|tx| {
                world::add_person(tx, ADA, "Ada", Role::Owner)?;
                let old = draft(
                    tx,
                    "The teapot",
                    "All of it.",
                    &[ADA],
                    Visibility::Public,
                    1,
                )?;
                publish(tx, old, minute(2))?;
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        for hundred in 1..7 {
            store
                .write(move |tx| {
                    let path = "/articles/2026/01/the-teapot";
                    let talk = crate::conversation::by_path(tx, &Viewer::Guest, path)?;
                    let talk = talk.ok_or(Error::NotOne(0))?.id;
                    for at in hundred * 100..hundred * 100 + 100 {
                        say(
                            tx,
                            talk,
                            By::Person(ADA),
                            "a teapot",
                            State::Visible,
                            at,
                            None,
                        )?;
                    }
                    Ok::<_, Error>(())
                })
                .await
                .unwrap();
        }
        let found = page(&store, Viewer::Guest, "teapot", 10).await;
        assert_eq!(found.hits[0].title, "The teapot");
        assert_eq!(found.hits[0].comment, None);
        // Only so many are ranked, and it is said that there are more; by the newest first all are there.
        assert!(found.is_cut);
        assert_eq!(found.count(), 501);
        let ranked = all_pages(&store, Viewer::Guest, "teapot", 100).await;
        assert_eq!(ranked.len(), 501);
        let newest = all_pages(&store, Viewer::Guest, "teapot order:newest", 100).await;
        assert_eq!(newest.len(), 601);
        assert!(newest.windows(2).all(|two| two[0].at > two[1].at));
        assert_eq!(
            page(&store, Viewer::Guest, "teapot", i64::MAX)
                .await
                .hits
                .len(),
            100
        );
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition_whatever_is_said_meanwhile() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let ada = viewer(ADA, Role::Owner);
        for raw in [
            "kettle",
            "kettle order:newest",
            "kind:comment",
            "tag:kitchen",
        ] {
            let whole = page(&store, ada.clone(), raw, 100).await.hits;
            assert!(whole.len() > 3, "{raw}");
            let mut paged = Vec::new();
            let mut after = None;
            let mut at = 9_000;
            loop {
                let found = page_after(&store, ada.clone(), raw, after, 2).await;
                paged.extend(found.hits);
                after = found.next;
                if after.is_none() {
                    break;
                }
                // Somebody says the same in between, at a time after the first page was made.
                at += 1_001;
                store
                    .write(move |tx| {
                        let path = "/articles/2026/01/toasters";
                        let ada = viewer(ADA, Role::Owner);
                        let talk = crate::conversation::by_path(tx, &ada, path)?;
                        let talk = talk.ok_or(Error::NotOne(0))?.id;
                        let by = By::Person(ADA);
                        say(tx, talk, by, "one more kettle", State::Visible, at, None).map(drop)
                    })
                    .await
                    .unwrap();
            }
            assert_eq!(paged.len(), whole.len(), "{raw}");
            let place = |hits: &[Visible<Hit>]| -> Vec<String> {
                hits.iter()
                    .map(|hit| format!("{} {}", hit.path, hit.html))
                    .collect()
            };
            assert_eq!(place(&paged), place(&whole), "{raw}");
            store
                .write(|tx| {
                    crate::engine::query(&MORE_GONE, []).change(tx).map(drop)?;
                    let mut step = Some(Step::default());
                    while let Some(now) = step {
                        step = rebuild(tx, now)?;
                    }
                    Ok::<_, Error>(())
                })
                .await
                .unwrap();
        }
    });
}

static MORE_GONE: crate::engine::Statement = crate::engine::Statement::new(
    "update comment set state = 'removed' where source = 'one more kettle'",
);

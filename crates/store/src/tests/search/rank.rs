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
        let dogs = page(&store, Viewer::Guest, "dog", 0, 10).await;
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
        for hundred in 1..22 {
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
        let found = page(&store, Viewer::Guest, "teapot", 0, 10).await;
        assert_eq!(found.hits[0].title, "The teapot");
        assert_eq!(found.hits[0].comment, None);
        assert!(found.more);
        // Only so many are ranked, and the end of them is the end.
        let last = page(&store, Viewer::Guest, "teapot", 1_995, 10).await;
        assert_eq!((last.hits.len(), last.more), (6, false));
        assert_eq!(
            page(&store, Viewer::Guest, "teapot", i64::MAX, i64::MAX)
                .await
                .hits
                .len(),
            1
        );
    });
}

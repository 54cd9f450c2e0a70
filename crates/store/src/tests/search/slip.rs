//! Misspelt words are put right, with words that whoever looks finds by themselves.

use super::*;
use crate::search::{Lesson, instead, learn};

async fn lesson(store: &Store) {
    let mut lesson = Some(Lesson::default());
    let mut steps = 0;
    while let Some(now) = lesson {
        lesson = store.write(move |tx| learn(tx, now.clone())).await.unwrap();
        steps += 1;
    }
    assert!((4..200).contains(&steps));
}

async fn meant(store: &Store, viewer: Viewer, raw: &str) -> Option<String> {
    let query = Query::parse(raw);
    store
        .read(move |from| {
            let ask = Ask::new(&query, query.span(&TimeZone::UTC), 10);
            let before = find(from, &viewer, &ask)?.count();
            instead(from, &viewer, &ask, before)
        })
        .await
        .unwrap()
        .map(|query| query.to_string())
}

#[test]
fn slips_are_put_right() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        assert_eq!(meant(&store, Viewer::Guest, "kettel").await, None);
        lesson(&store).await;
        for (raw, right) in [
            ("kettel", "kettle"),
            ("KETTEL", "kettle"),
            ("conector base", "connector base"),
            ("\"base conector\"", "\"base connector\""),
            (
                "kettel kind:comment -toaster",
                "kettle kind:comment -toaster",
            ),
            ("conector ketle", "connector kettle"),
            // A name.
            ("bne", "bne"),
            ("claeo", "cleo"),
        ] {
            let found = meant(&store, Viewer::Guest, raw).await;
            assert_eq!(found, (raw != right).then(|| right.to_owned()), "{raw}");
        }
        // What is found is no slip; what is like nothing is none; and a better word has to find more.
        for raw in [
            "kettle",
            "zzyzx",
            "kettel by:nobody",
            "kettel in:/nowhere",
            "kettel kind:question",
            "tag:kettel",
        ] {
            assert_eq!(meant(&store, Viewer::Guest, raw).await, None, "{raw}");
        }
    });
}

#[test]
fn a_word_of_hidden_texts_is_told_to_nobody_who_may_not_read_them() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let secret = |slip: &str| slip.to_owned();
        lesson(&store).await;
        // In a members' article, in drafts, waiting, rejected, deleted, withdrawn.
        for (slip, hidden) in [
            ("canery", "canary"),
            ("draftwrod", "draftword"),
            ("laterwrod", "laterword"),
            ("withdrawnwrod", "withdrawnword"),
            ("waitingwrod", "waitingword"),
            ("rejectedwrod", "rejectedword"),
            ("deletedwrod", "deletedword"),
        ] {
            assert_eq!(
                meant(&store, Viewer::Guest, &secret(slip)).await,
                None,
                "{slip}"
            );
            let member = meant(&store, viewer(BEN, Role::Member), &secret(slip)).await;
            assert_eq!(
                member,
                (hidden == "canary").then(|| "canary".to_owned()),
                "{slip}"
            );
        }
        // What begins a word that is in plain sight is not told either, if it is itself hidden.
        store
            .write(|tx| {
                let path = "/articles/2026/01/toasters";
                let talk = crate::conversation::by_path(tx, &Viewer::Guest, path)?;
                let talk = talk.ok_or(Error::NotOne(0))?.id;
                say(
                    tx,
                    talk,
                    By::Person(ADA),
                    "canaryseed",
                    State::Visible,
                    900,
                    None,
                )
                .map(drop)
            })
            .await
            .unwrap();
        lesson(&store).await;
        assert_eq!(meant(&store, Viewer::Guest, "canery").await, None);
    });
}

#[test]
fn what_does_not_occur_any_more_is_forgotten() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["one sardine", "two sardines", "a teapot"]).await;
        lesson(&store).await;
        let known = "select count(*) from vocabulary where word = 'sardine'";
        assert_eq!(spot.number(known), 1);
        assert_eq!(
            spot.number("select seen from vocabulary where word = 'teapot'"),
            1
        );
        // Marks, pairs of letters, very short words and numbers are nothing that one misspells.
        let odd = "select count(*) from vocabulary where letters < 3 or word like '%@%' or word like '%=%' or word like '%#%'";
        assert_eq!(spot.number(odd), 0);
        store
            .write(|tx| {
                let id: i64 = crate::engine::query(&SARDINE, []).one(tx)?;
                crate::search::unindex(tx, id)
            })
            .await
            .unwrap();
        // What was said there alone is forgotten at once, and what else occurs is learnt again.
        let (left, others) = (
            spot.number(known),
            spot.number("select count(*) from vocabulary"),
        );
        assert_eq!(left, 0);
        assert!(others > 3, "{others}");
        lesson(&store).await;
        assert_eq!(spot.number(known), 0);
        assert_eq!(
            spot.number("select seen from vocabulary where word = 'teapot'"),
            1
        );
    });
}

#[test]
fn of_somebody_who_goes_no_name_is_left() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        lesson(&store).await;
        let known = "select count(*) from vocabulary where word = 'cleo'";
        assert_eq!(spot.number(known), 1);
        spot.execute("update person set state = 'suspended', name = 'Gone' where handle = 'cleo'");
        store
            .write(|tx| crate::search::index_person(tx, CLEO))
            .await
            .unwrap();
        assert_eq!(spot.number(known), 0);
        lesson(&store).await;
        assert_eq!(spot.number(known), 0);
    });
}

static SARDINE: crate::engine::Statement =
    crate::engine::Statement::new("select id from comment where source = 'one sardine'");

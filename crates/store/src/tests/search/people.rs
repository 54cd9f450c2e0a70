//! People are found by their names and by what they say of themselves, as far as they are shown.

use super::*;
use crate::search::{People, people, suggest_people, suggest_tags, suggest_titles};

async fn who(store: &Store, viewer: Viewer, raw: &str) -> Vec<String> {
    let query = Query::parse(raw);
    let found: People = store
        .read(move |from| {
            people(
                from,
                &viewer,
                &Ask::new(&query, query.span(&TimeZone::UTC), 100),
            )
        })
        .await
        .unwrap();
    assert_eq!(found.count, found.people.len());
    found
        .people
        .iter()
        .map(|person| person.handle.clone())
        .collect()
}

fn describe(spot: &Spot, handle: &str, bio: &str) {
    spot.execute(&format!(
        "update person set bio = '{bio}', bio_html = '<p>{bio}</p>' where handle = '{handle}'"
    ));
}

async fn again(store: &Store) {
    store
        .write(|tx| {
            for id in [ADA, BEN, CLEO] {
                crate::search::index_person(tx, id)?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}

#[test]
fn names_come_before_what_people_say_of_themselves() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        describe(spot, "ben", "I mend what Ada breaks.");
        describe(spot, "cleo", "Tea, and again tea.");
        again(&store).await;
        assert_eq!(who(&store, Viewer::Guest, "ada").await, ["ada", "ben"]);
        assert_eq!(
            who(&store, Viewer::Guest, "kind:person tea").await,
            ["cleo"]
        );
        assert_eq!(who(&store, Viewer::Guest, "\"again tea\"").await, ["cleo"]);
        assert_eq!(who(&store, Viewer::Guest, "ada -mend").await, ["ada"]);
        assert_eq!(who(&store, Viewer::Guest, "CLE").await, ["cleo"]);
        for nobody in [
            "kettle",
            "ada by:ben",
            "ada tag:kitchen",
            "ada kind:comment",
            "kind:person",
            "ada -kind:person",
            "ada before:1960",
        ] {
            assert_eq!(
                who(&store, Viewer::Guest, nobody).await,
                Vec::<String>::new(),
                "{nobody}"
            );
        }
    });
}

#[test]
fn whoever_is_not_shown_is_not_found() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        for state in ["suspended", "applied", "unconfirmed"] {
            spot.execute(&format!(
                "update person set state = '{state}' where handle = 'ben'"
            ));
            // Whether the index knows it already or not.
            for _ in 0..2 {
                for viewer in [
                    Viewer::Guest,
                    viewer(CLEO, Role::Moderator),
                    viewer(ADA, Role::Owner),
                ] {
                    assert_eq!(
                        who(&store, viewer, "ben").await,
                        Vec::<String>::new(),
                        "{state}"
                    );
                }
                let suggested = store
                    .read(|from| suggest_people(from, &Viewer::Guest, "be", 5))
                    .await
                    .unwrap();
                assert!(suggested.is_empty());
                again(&store).await;
            }
            spot.execute("update person set state = 'active' where handle = 'ben'");
            again(&store).await;
            assert_eq!(who(&store, Viewer::Guest, "ben").await, ["ben"]);
        }
    });
}

#[test]
fn whoever_types_is_offered_titles_people_and_tags_that_they_may_see() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let titles = |viewer: Viewer, text: &'static str| {
            let store = &store;
            async move {
                let found = store
                    .read(move |from| suggest_titles(from, &viewer, text, 5))
                    .await
                    .unwrap();
                found
                    .iter()
                    .map(|title| title.title.clone())
                    .collect::<Vec<_>>()
            }
        };
        let ben = viewer(BEN, Role::Member);
        assert_eq!(
            titles(Viewer::Guest, "dead ke").await,
            ["Forty-one dead kettles"]
        );
        assert_eq!(titles(Viewer::Guest, "t").await, ["Toasters"]);
        assert_eq!(titles(ben, "cupb").await, ["The members’ cupboard"]);
        // Hidden titles, drafts, and words of texts.
        for hidden in [
            "cupb", "comin", "draft", "opened", "", "…", "by:ada", "\"", "%", "=kettles",
        ] {
            let found = titles(Viewer::Guest, hidden).await;
            assert!(
                found.is_empty() || hidden == "=kettles",
                "{hidden}: {found:?}"
            );
        }
        let people = store
            .read(|from| suggest_people(from, &Viewer::Guest, "cl", 5))
            .await
            .unwrap();
        assert_eq!(people[0].handle, "cleo");
        let tags = store
            .read(|from| suggest_tags(from, &Viewer::Guest, "Kit", 5))
            .await
            .unwrap();
        assert_eq!(tags[0].name, "Kitchen");
        spot.execute("update conversation set audience = 1");
        let tags = store
            .read(|from| suggest_tags(from, &Viewer::Guest, "Kit", 5))
            .await
            .unwrap();
        assert!(tags.is_empty());
    });
}

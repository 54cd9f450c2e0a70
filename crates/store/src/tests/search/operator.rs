//! Each operator finds what it says, alone and with others, and what changes around a thing is found as it is now.

use domain::guest::Claim;

use super::*;
use crate::search::{Missing, refresh};

/// The world's articles by their last words: `kettles` and `members` by Ada, `toasters` by Ben.
async fn found(store: &Store, viewer: Viewer, raw: &str) -> Vec<String> {
    let mut texts: Vec<String> = page(store, viewer, raw, 100)
        .await
        .hits
        .iter()
        .map(|hit| {
            let words = hit.html.replace("<p>", "").replace("</p>", "");
            let place = hit.path.rsplit('/').next().unwrap_or_default();
            let place = place.split('#').next().unwrap_or_default();
            format!("{place}: {}", base::clean::clip(&words, 12))
        })
        .collect();
    texts.sort();
    texts
}

#[test]
fn every_operator_narrows_alone_with_words_and_with_others() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        refresh_all(&store).await;
        let everything = page(&store, viewer(ADA, Role::Owner), "-nothing after:2000", 100).await;
        assert!(everything.hits.len() > 8);
        let all = |raw: &str| {
            let raw = raw.to_owned();
            let store = &store;
            async move { page(store, viewer(ADA, Role::Owner), &raw, 100).await.hits }
        };
        // Kinds.
        assert!(
            all("kind:comment")
                .await
                .iter()
                .all(|hit| hit.comment.is_some())
        );
        assert!(
            all("kind:article")
                .await
                .iter()
                .all(|hit| hit.comment.is_none())
        );
        assert_eq!(
            all("kind:comment").await.len() + all("kind:article").await.len(),
            everything.hits.len()
        );
        assert_eq!(
            all("kind:article,comment").await.len(),
            everything.hits.len()
        );
        assert_eq!(all("kind:question").await.len(), 0);
        assert_eq!(all("kind:person").await.len(), 0);
        assert_eq!(
            all("kettle -kind:comment").await.len(),
            all("kettle kind:article").await.len()
        );
        // People: an article is by all its authors, and what a guest said is by whom they turned out to be.
        let bens = found(&store, Viewer::Guest, "by:@ben").await;
        assert!(
            bens.iter().any(|hit| hit.starts_with("toasters")),
            "{bens:?}"
        );
        assert!(
            bens.iter()
                .any(|hit| hit.starts_with("forty-one-dead-kettles: We opened")),
            "{bens:?}"
        );
        assert!(all("by:@ben joined").await.len() == 1);
        assert!(
            all("by:@ben")
                .await
                .iter()
                .all(|hit| hit.comment.is_none() || hit.author == "Ben")
        );
        let either = all("by:@ben by:@ada").await.len();
        assert!(either > all("by:@ben").await.len() && either <= everything.hits.len());
        assert_eq!(
            all("kettle by:@ada").await.len() + all("kettle -by:@ada").await.len(),
            all("kettle").await.len()
        );
        // Tags and categories, by their name however it is written, with all that is said under them.
        let kitchen = all("tag:KITCHEN").await;
        assert!(kitchen.iter().any(|hit| hit.comment.is_some()));
        assert_eq!(all("tag:mending").await, kitchen);
        assert_eq!(all("tag:kitchen tag:mending").await, kitchen);
        assert_eq!(all("kettle -tag:kitchen").await.len(), 0);
        // Places.
        let path = "/articles/2026/01/toasters";
        let there = all(&format!("in:{path}")).await;
        assert!(!there.is_empty() && there.iter().all(|hit| hit.path.starts_with(path)));
        let id = there[0].conversation;
        assert_eq!(all(&format!("in:{id}")).await, there);
        assert_eq!(
            all(&format!("after:2000 -in:{id}")).await.len() + there.len(),
            everything.hits.len()
        );
        // Times: the articles came out ten, twenty and thirty minutes into the year.
        assert_eq!(all("before:2026").await.len(), 0);
        assert_eq!(
            all("after:2026-01-01 until:2026-01-01").await.len(),
            everything.hits.len()
        );
        assert_eq!(all("after:2026-01-02").await.len(), 0);
        // Together.
        let together = all(&format!(
            "kettle kind:comment by:@ada,@ben tag:kitchen after:2026 -in:{id}"
        ))
        .await;
        assert!(!together.is_empty());
        assert!(
            together
                .iter()
                .all(|hit| hit.comment.is_some() && hit.conversation != id)
        );
    });
}

#[test]
fn what_is_named_and_not_there_is_said_and_what_is_hidden_is_not_there() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let missing = |viewer, raw: &str| {
            let raw = raw.to_owned();
            let store = &store;
            async move {
                let found = page(store, viewer, &raw, 10).await;
                assert!(found.hits.is_empty(), "{raw}");
                found.missing
            }
        };
        let person = |name: &str| vec![Missing::Person(name.to_owned())];
        let place = |name: &str| vec![Missing::Place(name.to_owned())];
        assert_eq!(
            missing(Viewer::Guest, "kettle by:nobody").await,
            person("nobody")
        );
        assert_eq!(
            missing(Viewer::Guest, "tag:nothing").await,
            [Missing::Tag("nothing".to_owned())]
        );
        assert_eq!(missing(Viewer::Guest, "in:garden").await, place("garden"));
        let members = "/articles/2026/01/the-members-cupboard";
        assert_eq!(
            missing(Viewer::Guest, &format!("in:{members}")).await,
            place(members)
        );
        let seen = page(
            &store,
            viewer(BEN, Role::Member),
            &format!("in:{members}"),
            10,
        )
        .await;
        assert!(!seen.hits.is_empty() && seen.missing.is_empty());
        let id = seen.hits[0].conversation.to_string();
        assert_eq!(
            missing(Viewer::Guest, &format!("in:{id}")).await,
            place(&id)
        );
        // One who is there is enough; what is not there need not be left out.
        let some = page(&store, Viewer::Guest, "kettle by:@ada,@nobody", 10).await;
        assert!(!some.hits.is_empty() && some.missing == person("nobody"));
        let most = page(
            &store,
            Viewer::Guest,
            "kettle -by:nobody -tag:nothing -in:garden",
            100,
        )
        .await;
        assert_eq!(most, page(&store, Viewer::Guest, "kettle", 100).await);
        // Whoever is shut out is nobody to others.
        spot.execute("update person set state = 'suspended' where handle = 'ben'");
        assert_eq!(missing(Viewer::Guest, "by:@ben").await, person("ben"));
    });
}

#[test]
fn a_tag_that_is_under_hidden_things_only_is_no_tag() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        spot.execute(
            "delete from tagging where conversation_id in (select id from conversation where audience = 0)",
        );
        let found = page(&store, Viewer::Guest, "tag:kitchen", 10).await;
        assert_eq!(found, page(&store, Viewer::Guest, "tag:kitchen", 10).await);
        assert_eq!(found.missing, [Missing::Tag("kitchen".to_owned())]);
        let seen = page(&store, viewer(BEN, Role::Member), "tag:kitchen", 10).await;
        assert_eq!(seen.missing, []);
    });
}

async fn refresh_all(store: &Store) -> i64 {
    let mut rounds = 0;
    while store.write(|tx| refresh(tx, 2)).await.unwrap() {
        rounds += 1;
    }
    assert_eq!(store.read(astray).await.unwrap(), 0);
    rounds
}

/// Puts what opens a conversation into the index anew, as every change of it does.
async fn again(store: &Store, id: base::Id<domain::conversation::Conversation>) {
    store
        .write(move |tx| {
            let ada = viewer(ADA, Role::Owner);
            let found = crate::article::find(tx, &ada, id.cast())?.ok_or(Error::NotOne(0))?;
            let (title, html) = (&found.line.title, &found.html);
            crate::search::index(tx, id.raw(), id, None, minute(10), title, html)
        })
        .await
        .unwrap();
}

#[test]
fn what_is_said_under_a_thing_follows_its_tags_and_its_readers() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let path = "/articles/2026/01/forty-one-dead-kettles";
        let here = page(&store, viewer(ADA, Role::Owner), &format!("in:{path}"), 100)
            .await
            .hits;
        let id = here[0].conversation;
        let said = here.len();
        assert!(said > 3);
        let waiting = "select count(*) from job where work like '%refresh-search%'";
        // Benny has turned out to be Ben.
        assert_eq!(spot.number(waiting), 1);
        refresh_all(&store).await;
        spot.execute("delete from job");
        // Nothing has changed: nothing follows.
        again(&store, id).await;
        assert_eq!((spot.number(waiting), refresh_all(&store).await), (0, 0));

        store
            .write(move |tx| {
                let wool = domain::tag::Draft::new(domain::tag::Kind::Tag, "Wool", 30);
                crate::tag::set(tx, id.cast(), &wool.into_iter().collect::<Vec<_>>())
            })
            .await
            .unwrap();
        again(&store, id).await;

        // What opens it is found at once, and what is said there as soon as the job has run.
        assert_eq!(
            page(&store, viewer(ADA, Role::Owner), "tag:wool", 100)
                .await
                .hits
                .len(),
            1
        );
        assert_eq!(spot.number(waiting), 1);
        assert!(refresh_all(&store).await > 1);
        assert_eq!(
            page(&store, viewer(ADA, Role::Owner), "tag:wool", 100)
                .await
                .hits
                .len(),
            said
        );
        assert!(
            !found(&store, Viewer::Guest, "tag:kitchen")
                .await
                .iter()
                .any(|hit| hit.starts_with("forty"))
        );

        // For members only from now on: nothing waits for a job before it is hidden.
        spot.execute("update conversation set audience = 1 where title like 'Forty-one%'");
        assert_eq!(
            found(&store, Viewer::Guest, "tag:wool").await,
            Vec::<String>::new()
        );
        assert_eq!(
            found(&store, Viewer::Guest, "leaks").await,
            Vec::<String>::new()
        );
        again(&store, id).await;
        refresh_all(&store).await;
        assert_eq!(
            page(&store, viewer(BEN, Role::Member), "tag:wool", 100)
                .await
                .hits
                .len(),
            said
        );
        assert_eq!(
            found(&store, Viewer::Guest, "leaks").await,
            Vec::<String>::new()
        );
        spot.execute("update conversation set audience = 0 where title like 'Forty-one%'");
        again(&store, id).await;
        refresh_all(&store).await;
        assert_eq!(
            page(&store, Viewer::Guest, "tag:wool", 100)
                .await
                .hits
                .len(),
            said
        );
    });
}

#[test]
fn what_a_guest_said_is_found_by_whom_they_turn_out_to_be() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        spot.execute("update person set email = 'gus@example.org' where handle = 'cleo'");
        let cleo = viewer(CLEO, Role::Moderator);
        let before = page(&store, cleo.clone(), "by:@cleo says", 10)
            .await
            .hits
            .len();
        assert_eq!(before, 0);
        store
            .write(move |tx| {
                let cleo = viewer(CLEO, Role::Moderator);
                let guest = crate::guest::claimable(tx, &cleo)?.remove(0);
                let permit = Claim::permit(&cleo, guest).map_err(|_| Error::NotOne(0))?;
                crate::guest::claim(tx, &permit)
            })
            .await
            .unwrap();
        refresh_all(&store).await;
        assert_eq!(page(&store, cleo, "by:@cleo says", 10).await.hits.len(), 1);
    });
}

#[test]
fn days_begin_where_the_site_is() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["kettle"]).await;
        // Said ten minutes into the year, UTC: still the old year in New York.
        let query = Query::parse("kettle before:2026");
        for (zone, hits) in [("UTC", 0), ("America/New_York", 1)] {
            let (query, span) = (query.clone(), query.span(&TimeZone::get(zone).unwrap()));
            let found = store
                .read(move |from| find(from, &Viewer::Guest, &Ask::new(&query, span, 10)))
                .await
                .unwrap();
            assert_eq!(found.hits.len(), hits, "{zone}");
        }
    });
}

#[test]
fn many_things_of_one_moment_and_of_very_old_ones_are_all_found() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &[]).await;
        for at in [minute(5), base::Moment::from_ms(-5_000_000_000_000)] {
            store
                .write(move |tx| {
                    let path = "/articles/2026/01/talk";
                    let talk = crate::conversation::by_path(tx, &Viewer::Guest, path)?;
                    let talk = talk.ok_or(Error::NotOne(0))?.id;
                    let fresh = crate::comment::Fresh {
                        parent: None,
                        by: By::Person(ADA),
                        source: "sardine".to_owned(),
                        format: domain::article::Format::Markdown,
                        html: "<p>sardine</p>".to_owned(),
                        pipeline: 1,
                        state: State::Visible,
                        at,
                        feed_id: None,
                    };
                    crate::comment::bring_all(tx, talk, &vec![fresh; 120]).map(drop)
                })
                .await
                .unwrap();
        }
        assert_eq!(
            all_pages(&store, Viewer::Guest, "sardine", 50).await.len(),
            240
        );
        assert_eq!(
            page(&store, Viewer::Guest, "sardine before:1980", 100)
                .await
                .count(),
            120
        );
        assert_eq!(store.read(astray).await.unwrap(), 0);
    });
}

//! Whoever looks finds what they may read, as it is now.

use super::*;

#[test]
fn everybody_finds_what_they_may_read_and_nothing_else() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let open_ones = [
            "Descale the kettle!",
            "My kettle leaks.",
            "Nobody needs a toaster, or a kettle.",
            "We opened the base connector of every kettle.",
        ];
        assert_eq!(sorted(&store, Viewer::Guest, "kettle").await, open_ones);
        let mut members: Vec<&str> = open_ones.to_vec();
        members.extend([
            "A secret canary lives beside the kettle.",
            "kettle among members only",
        ]);
        members.sort_unstable();
        for seated in [
            viewer(BEN, Role::Member),
            viewer(CLEO, Role::Moderator),
            viewer(ADA, Role::Owner),
        ] {
            // Not even their own drafts, nor what waits: those have lists of their own.
            assert_eq!(sorted(&store, seated, "kettle").await, members);
        }
        for hidden in [
            "canary",
            "draftword",
            "laterword",
            "withdrawnword",
            "taken",
            "waitingword",
            "rejectedword",
            "deletedword",
        ] {
            let found = page(&store, Viewer::Guest, hidden, 10).await;
            assert_eq!(
                found,
                page(&store, Viewer::Guest, "nowhereword", 10).await,
                "{hidden}"
            );
        }
        let hit = &page(&store, Viewer::Guest, "leaks", 10).await.hits[0];
        let id = hit.comment.unwrap();
        assert_eq!(
            hit.path,
            format!("/articles/2026/01/forty-one-dead-kettles#comment-{id}")
        );
        assert_eq!(
            (hit.title.as_str(), hit.author.as_str(), hit.at),
            ("Forty-one dead kettles", "Ben", minute(100))
        );
        let anchor = &page(&store, Viewer::Guest, "forty-one", 10).await.hits[0];
        assert_eq!(
            (anchor.comment, anchor.author.as_str(), anchor.at),
            (None, "Ada", minute(10))
        );
        let claimed = &page(&store, Viewer::Guest, "joined", 10).await.hits[0];
        assert_eq!(claimed.author, "Ben");
        let guest = &page(&store, Viewer::Guest, "says", 10).await.hits[0];
        assert_eq!(guest.author, "Gus");
    });
}

#[test]
fn what_changes_is_found_as_it_is_now() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let cleo = viewer(CLEO, Role::Moderator);
        let id = page(&store, cleo.clone(), "leaks", 1).await.hits[0]
            .comment
            .unwrap();
        fn seen(
            tx: &mut crate::Tx<'_>,
            id: base::Id<domain::comment::Comment>,
        ) -> Result<Visible<domain::comment::Comment>> {
            let cleo = viewer(CLEO, Role::Moderator);
            let found = crate::comment::find(tx, &cleo, id)?.ok_or(Error::NotOne(0))?;
            Ok(found.part(|placed| placed.comment))
        }
        store
            .write(move |tx| {
                let cleo = viewer(CLEO, Role::Moderator);
                let permit = Delete::permit(&cleo, seen(tx, id)?).map_err(|_| Error::NotOne(0))?;
                crate::comment::delete(tx, &permit)
            })
            .await
            .unwrap();
        assert!(texts(&store, cleo.clone(), "leaks").await.is_empty());
        store
            .write(move |tx| {
                let cleo = viewer(CLEO, Role::Moderator);
                let permit = Restore::permit(&cleo, seen(tx, id)?).map_err(|_| Error::NotOne(0))?;
                crate::comment::restore(tx, &permit)
            })
            .await
            .unwrap();
        assert_eq!(
            texts(&store, cleo.clone(), "leaks").await,
            ["My kettle leaks."]
        );
        // A restored comment is no longer to be decided on.
        store
            .write(move |tx| {
                let cleo = viewer(CLEO, Role::Moderator);
                assert!(Decide::permit(&cleo, seen(tx, id)?).is_err());
                let conversation = seen(tx, id)?.conversation;
                crate::search::index(
                    tx,
                    id.raw(),
                    conversation,
                    Some(id),
                    minute(1),
                    "",
                    "<p>otherword</p>",
                )
            })
            .await
            .unwrap();
        assert!(texts(&store, cleo.clone(), "leaks").await.is_empty());
        assert_eq!(texts(&store, cleo, "otherword").await.len(), 1);
    });
}

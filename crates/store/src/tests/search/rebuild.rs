//! An index that went astray is made anew.

use super::*;

#[test]
fn a_rebuilt_index_finds_the_same() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let ada = viewer(ADA, Role::Owner);
        let before = page(&store, ada.clone(), "kettle", 100).await;
        assert_eq!(store.read(astray).await.unwrap(), 0);
        // Something goes wrong: some of it is lost, some is too much, and words are not where they belong.
        spot.execute(
            "delete from searchable where subject_id = conversation_id;
             insert into searchable (id, conversation_id, subject_id, marks)
             select id, conversation_id, id, 0 from comment where state = 'waiting'",
        );
        if store.engine() == crate::Engine::Sqlite {
            spot.execute("insert into search_comment (search_comment) values ('delete-all')");
        } else {
            spot.execute("update search_comment set words = ''");
        }
        assert!(store.read(astray).await.unwrap() > 0);
        assert_ne!(page(&store, ada.clone(), "kettle", 100).await, before);

        let mut step = Some(Step::default());
        let mut steps = 0;
        while let Some(now) = step {
            step = store.write(move |tx| rebuild(tx, now)).await.unwrap();
            steps += 1;
        }

        assert!(steps > 3);
        assert_eq!(store.read(astray).await.unwrap(), 0);
        let after = page(&store, ada, "kettle", 100).await;
        // Also what stands under what was taken back is there again, should it come out once more.
        let indexed = "select count(*) from searchable";
        assert_eq!(spot.number(indexed), 3 + 9 + 1);
        let texts = |found: &Found| {
            found
                .hits
                .iter()
                .map(|hit| hit.html.clone())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(texts(&after), texts(&before));
        assert!(
            page(&store, Viewer::Guest, "waitingword", 10)
                .await
                .hits
                .is_empty()
        );
    });
}

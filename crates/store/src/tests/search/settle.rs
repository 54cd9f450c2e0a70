//! What many small changes leave in pieces is put together again.

use super::*;
use crate::search::settle;

/// Pieces of the index.
async fn pieces(store: &Store) -> i64 {
    store
        .read(|from| {
            // Written here and not by `sql!`: only SQLite has this table.
            crate::engine::query(&PIECES, []).one(from)
        })
        .await
        .unwrap()
}

static PIECES: crate::engine::Statement = crate::engine::Statement::twin(
    "select count(distinct segid) from search_anchor_idx",
    "select cast(1 as bigint)",
);

#[test]
fn an_index_in_many_pieces_becomes_one_and_finds_the_same() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["a kettle leaks"]).await;
        for at in 20..32 {
            store
                .write(move |tx| {
                    let talk = draft(
                        tx,
                        &format!("Kettle {at}"),
                        "leaks",
                        &[ADA],
                        Visibility::Public,
                        at,
                    )?;
                    publish(tx, talk, minute(at))
                })
                .await
                .unwrap();
        }
        let (before, found) = (
            pieces(&store).await,
            texts(&store, Viewer::Guest, "leaks").await,
        );

        for part in 0..20 {
            store.write(move |tx| settle(tx, part == 0)).await.unwrap();
        }

        assert_eq!(texts(&store, Viewer::Guest, "leaks").await, found);
        assert_eq!(found.len(), 13);
        assert_eq!(pieces(&store).await, 1);
        if matches!(spot.place, crate::Place::Directory(_)) {
            assert!(before > 1, "{before}");
        }
    });
}

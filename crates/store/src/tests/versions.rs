//! Versions rise when, and only when, something was committed.

use std::sync::Arc;
use std::time::Duration;

use base::Id;
use domain::conversation::Conversation;

use super::place::{self, everywhere, run};
use crate::{Error, Mark, Result, Store};

const TALK: Id<Conversation> = Id::fixed(77);

async fn touch(store: &Store, mark: Mark) {
    store
        .write(move |tx| {
            tx.touch(mark);
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}

/// Waits a while for something that another process tells.
async fn soon(mut holds: impl FnMut() -> bool) -> bool {
    for _ in 0..500 {
        if holds() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

#[test]
fn versions_rise_after_the_commit_and_not_before() {
    everywhere(async |spot| {
        let store = spot.open();
        assert!(soon(|| store.versions().trusted()).await);
        let versions = Arc::clone(store.versions());
        let before = versions.conversation(TALK);
        let (own, during) = (Arc::clone(&versions), before);
        store
            .write(move |tx| {
                sql!("insert into setting (name, value) values ('a', 'b')").change_one(tx)?;
                tx.touch(Mark::Conversation(TALK));
                assert_eq!(own.conversation(TALK), during, "it rose before the commit");
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        assert!(versions.conversation(TALK) > before);
        assert!(versions.anything() > 1);
    });
}

#[test]
fn another_face_is_another_version_of_every_conversation() {
    everywhere(async |spot| {
        let store = spot.open();
        let versions = Arc::clone(store.versions());
        let all = || {
            [
                versions.conversation(TALK),
                versions.people(),
                versions.anything(),
            ]
        };
        let before = all();
        touch(&store, Mark::Faces).await;
        assert!(
            all()
                .iter()
                .zip(before)
                .all(|(after, before)| *after > before)
        );
    });
}

#[test]
fn what_is_undone_raises_nothing() {
    everywhere(async |spot| {
        let store = spot.open();
        assert!(soon(|| store.versions().trusted()).await);
        let before = store.versions().anything();
        let outcome: Result<()> = store
            .write(|tx| {
                tx.touch(Mark::Site);
                Err(Error::Busy("no"))
            })
            .await;
        assert!(outcome.is_err());
        assert_eq!(store.versions().anything(), before);
    });
}

#[test]
fn who_followed_the_jobs_before_looking_misses_none() {
    everywhere(async |spot| {
        let store = spot.open();
        assert!(soon(|| store.versions().trusted()).await);
        let mut jobs = store.versions().follow_jobs();
        jobs.mark_unchanged();
        // Added while nobody waits.
        touch(&store, Mark::Jobs).await;
        tokio::time::timeout(Duration::from_secs(5), jobs.changed())
            .await
            .unwrap()
            .unwrap();
    });
}

#[test]
fn another_process_learns_what_was_committed() {
    let Some(spot) = place::postgres() else {
        return;
    };
    run(async {
        let (one, other) = (spot.open(), spot.open());
        assert!(soon(|| one.versions().trusted() && other.versions().trusted()).await);
        let (conversation, people, site) = (
            other.versions().conversation(TALK),
            other.versions().people(),
            other.versions().site(),
        );
        touch(&one, Mark::Conversation(TALK)).await;
        touch(&one, Mark::People).await;
        let mut jobs = other.versions().follow_jobs();
        jobs.mark_unchanged();
        touch(&one, Mark::Jobs).await;

        assert!(soon(|| other.versions().conversation(TALK) > conversation).await);
        assert!(soon(|| other.versions().people() > people).await);
        assert!(soon(|| jobs.has_changed().unwrap()).await);
        assert_eq!(other.versions().site(), site);
    });
}

#[test]
fn nothing_is_trusted_while_the_listening_connection_is_lost() {
    let Some(spot) = place::postgres() else {
        return;
    };
    run(async {
        let store = spot.open();
        assert!(soon(|| store.versions().trusted()).await);
        let before = store.versions().conversation(TALK);
        spot.with_postgres(|client| {
            let cut = "select pg_terminate_backend(pid) from pg_stat_activity
                       where pid <> pg_backend_pid() and query like 'listen guildhall_' || current_schema()";
            assert_eq!(client.query(cut, &[]).unwrap().len(), 1);
        });
        assert!(soon(|| !store.versions().trusted()).await);
        // Once it listens again, whatever was missed counts as changed.
        assert!(soon(|| store.versions().trusted()).await);
        assert!(store.versions().conversation(TALK) > before);
    });
}

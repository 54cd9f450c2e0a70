//! Who sees a picture follows from what shows it; what nothing shows goes in time.

use std::sync::Arc;
use std::time::Duration;

use base::moment::SetClock;
use base::{Digest, Id};
use domain::comment::{Comment, Delete, State};
use domain::group::Visibility;
use domain::picture::{Discard, Picture, Variant};
use domain::policy::Rule;
use domain::site::Site;
use domain::{Role, Viewer, article};

use super::place::{Spot, everywhere};
use super::world::{ADA, BEN, CLEO, add_person, draft, minute, publish, say, viewer};
use crate::comment::By;
use crate::picture::{self, Fresh};
use crate::{Error, Options, Result, Store, Tx};

fn open(spot: &Spot) -> (Store, Arc<SetClock>) {
    let clock = Arc::new(SetClock::new(minute(10_000)));
    let options = Options {
        clock: clock.clone(),
        ..Options::default()
    };
    (spot.open_with(&options), clock)
}

fn variant(width: i64, words: &str) -> Variant {
    Variant {
        width,
        height: width / 2,
        mime: "image/png".to_owned(),
        hash: Digest::of(words.as_bytes()),
        bytes: width,
    }
}

/// A picture of Ada's in two sizes, one of which every other picture has, too.
fn bring(tx: &mut Tx<'_>, name: &str) -> Result<Id<Picture>> {
    let fresh = Fresh {
        source: Digest::of(name.as_bytes()),
        alt: name.to_owned(),
        variants: vec![variant(320, "common"), variant(800, name)],
    };
    picture::bring(tx, Some(ADA), &fresh)
}

fn people(tx: &mut Tx<'_>) -> Result<()> {
    add_person(tx, ADA, "Ada", Role::Member)?;
    add_person(tx, BEN, "Ben", Role::Member)?;
    add_person(tx, CLEO, "Cleo", Role::Moderator)?;
    add_person(tx, Id::fixed(104), "Dora", Role::Admin)
}

fn everybody() -> [(&'static str, Viewer); 5] {
    [
        ("guest", Viewer::Guest),
        ("member", viewer(BEN, Role::Member)),
        ("moderator", viewer(CLEO, Role::Moderator)),
        ("admin", viewer(Id::fixed(104), Role::Admin)),
        ("owner", viewer(ADA, Role::Member)),
    ]
}

fn shows(id: Id<Picture>) -> String {
    format!("<p><img src=\"/media/{id}/800\" srcset=\"/media/{id}/320 320w\"></p>")
}

/// Those who see it, by name.
async fn seen_by(store: &Store, id: Id<Picture>) -> String {
    store
        .read(move |from| {
            let mut names = Vec::new();
            for (name, who) in everybody() {
                if picture::find(from, &who, id)?.is_some() {
                    names.push(name);
                }
            }
            Ok::<_, Error>(names.join(" "))
        })
        .await
        .unwrap()
}

async fn show(store: &Store, id: Id<Picture>, place: Id<article::Article>) {
    store
        .write(move |tx| {
            let ada = viewer(ADA, Role::Member);
            picture::show(tx, &ada, place.raw(), Some(place.cast()), &shows(id))
        })
        .await
        .unwrap();
}

async fn write<T: Send + 'static>(
    store: &Store,
    work: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
) -> T {
    store.write(work).await.unwrap()
}

#[test]
fn a_picture_is_seen_by_whom_its_article_is_seen_by() {
    everywhere(async |spot| {
        let (store, _) = open(spot);
        write(&store, people).await;
        let (id, open, closed, sketch) = write(&store, |tx| {
            let open = draft(tx, "Open", "a", &[ADA], Visibility::Public, 1)?;
            let closed = draft(tx, "Closed", "a", &[ADA], Visibility::Members, 2)?;
            let sketch = draft(tx, "Sketch", "a", &[ADA, BEN], Visibility::Public, 3)?;
            publish(tx, open, minute(10))?;
            publish(tx, closed, minute(11))?;
            Ok((bring(tx, "kettle")?, open, closed, sketch))
        })
        .await;

        assert_eq!(seen_by(&store, id).await, "owner");
        show(&store, id, sketch).await;
        assert_eq!(seen_by(&store, id).await, "member admin owner"); // Ben writes it with her.
        show(&store, id, closed).await;
        assert_eq!(seen_by(&store, id).await, "member moderator admin owner");
        show(&store, id, open).await;
        assert_eq!(
            seen_by(&store, id).await,
            "guest member moderator admin owner"
        );

        write(&store, move |tx| {
            let admin = viewer(Id::fixed(104), Role::Admin);
            let found = crate::article::find(tx, &admin, open)?.ok_or(Error::NotOne(0))?;
            let permit = article::Edit::permit(&admin, found).map_err(|_| Error::NotOne(0))?;
            crate::article::withdraw(tx, &permit)
        })
        .await;
        assert_eq!(seen_by(&store, id).await, "member moderator admin owner");

        let members = Site {
            visibility: Visibility::Members,
            ..Site::default()
        };
        let other = write(&store, move |tx| {
            crate::site::found(tx, &members)?;
            publish(tx, open, minute(10))?;
            bring(tx, "other")
        })
        .await;
        show(&store, id, open).await;
        assert_eq!(seen_by(&store, id).await, "member moderator admin owner");
        assert_eq!(seen_by(&store, other).await, "owner");
    });
}

/// An open article of Ada's with a comment that shows a picture.
fn comment(tx: &mut Tx<'_>, state: State) -> Result<(Id<Picture>, Id<Comment>)> {
    let ada = viewer(ADA, Role::Member);
    let place = draft(tx, state.as_str(), "a", &[ADA], Visibility::Public, 1)?;
    publish(tx, place, minute(10))?;
    let id = say(tx, place.cast(), By::Person(ADA), "a", state, 20, None)?;
    let picture = bring(tx, state.as_str())?;
    picture::show(tx, &ada, id.raw(), Some(place.cast()), &shows(picture))?;
    Ok((picture, id))
}

#[test]
fn a_picture_is_seen_by_whom_its_comment_is_seen_by() {
    everywhere(async |spot| {
        let (store, _) = open(spot);
        write(&store, people).await;
        let (shown, said) = write(&store, |tx| comment(tx, State::Visible)).await;
        let (waiting, _) = write(&store, |tx| comment(tx, State::Waiting)).await;

        assert_eq!(
            seen_by(&store, shown).await,
            "guest member moderator admin owner"
        );
        assert_eq!(seen_by(&store, waiting).await, "moderator admin owner");

        write(&store, move |tx| {
            let cleo = viewer(CLEO, Role::Moderator);
            let found = crate::comment::find(tx, &cleo, said)?.ok_or(Error::NotOne(0))?;
            let found = found.part(|placed| placed.comment);
            let permit = Delete::permit(&cleo, found).map_err(|_| Error::NotOne(0))?;
            crate::comment::delete(tx, &permit)
        })
        .await;
        assert_eq!(seen_by(&store, shown).await, "owner");
    });
}

#[test]
fn a_portrait_is_seen_while_its_person_is_shown() {
    everywhere(async |spot| {
        let (store, _) = open(spot);
        write(&store, people).await;
        let id = write(&store, |tx| {
            let id = bring(tx, "face")?;
            let ada = viewer(ADA, Role::Member);
            picture::show(tx, &ada, ADA.raw(), None, &shows(id))?;
            Ok(id)
        })
        .await;

        assert_eq!(
            seen_by(&store, id).await,
            "guest member moderator admin owner"
        );
        spot.execute("update person set state = 'suspended' where handle = 'ada'");
        assert_eq!(seen_by(&store, id).await, "moderator admin owner");
    });
}

#[test]
fn to_know_an_address_widens_nobodys_audience() {
    everywhere(async |spot| {
        let (store, _) = open(spot);
        write(&store, people).await;
        let (mine, place) = write(&store, |tx| {
            let place = draft(tx, "Bens", "a", &[BEN], Visibility::Public, 1)?;
            publish(tx, place, minute(10))?;
            let mine = bring(tx, "mine")?;
            let ben = viewer(BEN, Role::Member);
            picture::show(tx, &ben, place.raw(), Some(place.cast()), &shows(mine))?;
            Ok((mine, place))
        })
        .await;
        assert_eq!(seen_by(&store, mine).await, "owner");

        // What Ada put there stays when Ben changes the text around it, who could not have put it there himself.
        write(&store, move |tx| {
            let (ada, ben) = (viewer(ADA, Role::Member), viewer(BEN, Role::Member));
            let (subject, conversation) = (place.raw(), Some(place.cast()));
            picture::show(tx, &ada, subject, conversation, &shows(mine))?;
            let changed = format!("<p>more</p>{}", shows(mine));
            picture::show(tx, &ben, subject, conversation, &changed)
        })
        .await;
        assert_eq!(
            seen_by(&store, mine).await,
            "guest member moderator admin owner"
        );
    });
}

#[test]
fn what_nothing_shows_goes_in_time_and_takes_the_files_that_are_its_alone() {
    everywhere(async |spot| {
        let (store, clock) = open(spot);
        write(&store, people).await;
        let (never, dropped, place) = write(&store, |tx| {
            let place = draft(tx, "Open", "a", &[ADA], Visibility::Public, 1)?;
            Ok((bring(tx, "never")?, bring(tx, "dropped")?, place))
        })
        .await;
        show(&store, dropped, place).await;
        let forget = async || write(&store, |tx| picture::forget(tx, 100)).await;

        clock.advance(Duration::from_hours(47));
        assert_eq!(forget().await, []);
        write(&store, move |tx| picture::keep_longer(tx, never)).await;
        clock.advance(Duration::from_hours(2));
        assert_eq!(forget().await, []);
        clock.advance(Duration::from_hours(47));
        assert_eq!(forget().await, [Digest::of(b"never")]);

        show(&store, never, place).await; // Shows nothing any more.
        clock.advance(Duration::from_hours(29 * 24));
        assert_eq!(forget().await, []);
        show(&store, dropped, place).await; // The change is taken back.
        clock.advance(Duration::from_hours(29 * 24));
        assert_eq!(forget().await, []);
        show(&store, never, place).await;
        clock.advance(Duration::from_hours(31 * 24));
        let mut gone = forget().await;
        gone.sort_by_key(Digest::hex);
        let mut both = [Digest::of(b"dropped"), Digest::of(b"common")];
        both.sort_by_key(Digest::hex);
        assert_eq!(gone, both);
        assert_eq!(spot.number("select count(*) from picture_variant"), 0);
    });
}

#[test]
fn ones_own_are_listed_page_by_page_and_counted() {
    everywhere(async |spot| {
        let (store, clock) = open(spot);
        write(&store, people).await;
        let mut brought = Vec::new();
        for name in ["a", "b", "c"] {
            brought.push(write(&store, move |tx| bring(tx, name)).await);
            clock.advance(Duration::from_secs(1));
        }
        brought.reverse();
        let page = async |who: Viewer, before, limit| {
            store
                .read(move |from| picture::own(from, &who, before, limit))
                .await
                .unwrap()
        };
        let ada = viewer(ADA, Role::Member);

        let first = page(ada.clone(), None, 2).await;
        let second = page(ada, first.last().map(|last| last.id), 2).await;

        let all: Vec<_> = first.iter().chain(&second).collect();
        assert_eq!(
            all.iter().map(|one| one.id).collect::<Vec<_>>(),
            brought,
            "newest first"
        );
        assert!(
            all.iter()
                .all(|one| one.widths() == [320, 800] && !one.used)
        );
        assert!(page(viewer(BEN, Role::Member), None, 9).await.is_empty());
        assert!(page(Viewer::Guest, None, 9).await.is_empty());
        let (taken, known, unknown) = store
            .read(|from| {
                let known = picture::made_of(from, Some(ADA), &Digest::of(b"b"))?;
                let unknown = picture::made_of(from, None, &Digest::of(b"b"))?;
                Ok::<_, Error>((picture::taken(from, ADA)?, known, unknown))
            })
            .await
            .unwrap();
        assert_eq!(taken, 3 * (320 + 800));
        assert_eq!(known.as_ref(), brought.get(1));
        assert_eq!(unknown, None);
    });
}

#[test]
fn to_throw_a_picture_away_gives_the_files_that_nobody_else_needs() {
    everywhere(async |spot| {
        let (store, _) = open(spot);
        write(&store, people).await;
        let (gone, _) = write(&store, |tx| Ok((bring(tx, "gone")?, bring(tx, "left")?))).await;

        let files = write(&store, move |tx| {
            let ada = viewer(ADA, Role::Member);
            let found = picture::find(tx, &ada, gone)?.ok_or(Error::NotOne(0))?;
            let permit = Discard::permit(&ada, found).map_err(|_| Error::NotOne(0))?;
            picture::discard(tx, &permit)
        })
        .await;

        assert_eq!(files, [Digest::of(b"gone")]);
        assert_eq!(seen_by(&store, gone).await, "");
    });
}

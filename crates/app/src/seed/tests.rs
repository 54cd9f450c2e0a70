//! Made-up communities as they stand in a store.

use std::sync::Arc;
use std::time::Duration;

use adapters::files::Folder;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use base::moment::SetClock;
use base::{Moment, Secret};
use domain::Viewer;
use domain::article::Format;
use domain::comment::State;
use store::article::Filter;
use store::{Options, Place, Store};

use super::dice::Dice;
use super::remarks::Remarks;
use super::{Plan, demo, grow};
use crate::text;
use crate::{App, BaseUrl, Parts};

const NOW: Moment = Moment::from_ms(1_777_000_000_000);

struct Home {
    app: App,
    folder: tempfile::TempDir,
}

fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        clock: Arc::new(SetClock::new(NOW)),
        ..Options::default()
    };
    let place = Place::Directory(folder.path().to_owned());
    let app = App::new(Parts {
        store: Store::open(&place, &options).unwrap(),
        base: BaseUrl::parse("http://127.0.0.1:8080").unwrap(),
        master: Secret::new(),
        carrier: None,
        files: Arc::new(Folder::new(folder.path().join("files")).unwrap()),
        parcels: adapters::files::Parcels::new(folder.path().join("exports")),
        workshop: Workshop::new("/nowhere".into(), Vec::new()),
        hasher: Hasher::new(1, None).unwrap(),
        limits: true,
        demo: true,
    });
    Home { app, folder }
}

fn plan(seed: u64) -> Plan {
    Plan {
        people: 60,
        conversations: 40,
        comments: 1_500,
        seed,
        from: NOW.before(Duration::from_hours(3 * 8_766)),
        until: NOW.before(Duration::from_hours(24)),
    }
}

/// Everything that was said and written, with all ids.
async fn everything(app: &App) -> Vec<String> {
    app.read(|from| {
        let mut all = Vec::new();
        for line in store::article::list(from, &Viewer::Guest, Filter::All, None, 10_000)? {
            all.push(format!("{line:?}"));
            if let Some(article) = store::article::find(from, &Viewer::Guest, line.id)? {
                all.push(format!("{article:?}"));
                all.push(format!("{:?}", store::tag::of(from, &article)?));
            }
        }
        for placed in store::comment::recent(from, &Viewer::Guest, None, 10_000)? {
            all.push(format!("{placed:?}"));
        }
        for person in store::person::list(from, &Viewer::Guest, None, 10_000)? {
            all.push(format!("{person:?}"));
        }
        Ok(all)
    })
    .await
    .unwrap()
}

async fn assert_sound(home: &Home) {
    let app = &home.app;
    let (counters, thanks, astray) = app
        .read(|from| {
            Ok((
                store::check::counters(from)?,
                store::check::thanks(from)?,
                store::search::astray(from)?,
            ))
        })
        .await
        .unwrap();
    assert_eq!(counters, []);
    assert_eq!(thanks, []);
    assert_eq!(astray, 0);
    let file = home.folder.path().join("guildhall.sqlite");
    assert_eq!(store::check::file(&file).unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_same_seed_makes_the_same_community_to_the_last_id() {
    let (one, same, other) = (home(), home(), home());
    for (home, seed) in [(&one, 7), (&same, 7), (&other, 8)] {
        let grown = grow(&home.app, &plan(seed), &mut |_| {}).await.unwrap();
        assert_eq!(grown.unwrap().comments, 1_500);
        assert_sound(home).await;
    }
    let first = everything(&one.app).await;
    assert!(first.len() > 1_400, "{}", first.len());
    assert_eq!(first, everything(&same.app).await);
    assert_ne!(first, everything(&other.app).await);
}

#[tokio::test]
async fn nothing_is_made_up_where_somebody_lives_already() {
    let home = home();
    grow(&home.app, &plan(1), &mut |_| {}).await.unwrap();
    let before = everything(&home.app).await;
    let again = grow(&home.app, &plan(1), &mut |_| {}).await.unwrap();
    assert_eq!(again, None);
    assert_eq!(everything(&home.app).await, before);
}

#[tokio::test]
async fn a_comment_put_together_from_rendered_parts_is_what_rendering_it_whole_gives() {
    let home = home();
    let mut dice = Dice::new(3);
    let remarks = Remarks::make(&home.app, &mut dice).await.unwrap();
    for _ in 0..500 {
        let (source, html) = remarks.say(&mut dice);
        assert!(!source.is_empty());
        let whole = text::render(
            &home.app,
            &Viewer::Guest,
            &source,
            Format::Markdown,
            text::Place::Comment,
            "s",
        );
        assert_eq!(whole.await.unwrap().html, html, "{source}");
    }
}

#[tokio::test]
async fn the_demo_is_sound_and_alive() {
    let home = home();
    demo(&home.app).await.unwrap();
    assert_sound(&home).await;

    let (articles, comments, applied, mails) = home
        .app
        .read(|from| {
            let articles = store::article::list(from, &Viewer::Guest, Filter::All, None, 100)?;
            let comments = store::comment::recent(from, &Viewer::Guest, None, 1_000)?;
            let applied = store::person::holder(from, "nell")?;
            let mails = store::mail::latest(from, 50)?;
            Ok((articles, comments, applied, mails))
        })
        .await
        .unwrap();
    assert_eq!(articles.len(), 14);
    assert!(comments.len() >= 90, "{}", comments.len());
    assert!(
        comments
            .iter()
            .all(|placed| placed.comment.state == State::Visible)
    );
    // Groups talk by the operations themselves, as the demo begins: nothing is said later than that.
    assert!(comments.iter().all(|placed| placed.comment.at <= NOW));
    assert!(applied.is_some());
    assert!(mails.len() >= 3, "{}", mails.len());
    assert!(
        comments
            .iter()
            .any(|placed| placed.comment.html.contains("/@dilwyn"))
    );

    let closed = articles
        .iter()
        .find(|line| line.path.ends_with("/the-bicycles-move-to-wharf-road"))
        .unwrap()
        .id;
    let wharf = home
        .app
        .read(move |from| Ok(store::article::find(from, &Viewer::Guest, closed)?))
        .await
        .unwrap()
        .unwrap();
    assert!(!wharf.door.is_open() && wharf.continues_in.is_some());

    let everything = everything(&home.app).await.join("\n");
    assert!(
        !everything.contains("article:"),
        "a link to a story was not resolved"
    );
}

#[tokio::test]
async fn whoever_keeps_the_peace_in_the_demo_is_told_what_waits_and_nothing_is_left_to_do_but_what_has_its_time()
 {
    let home = home();
    demo(&home.app).await.unwrap();
    crate::job::run_due(&home.app).await.unwrap();
    let (mails, (waiting, dead)) = home
        .app
        .read(|from| Ok((store::mail::latest(from, 50)?, store::job::counts(from)?)))
        .await
        .unwrap();
    assert!(mails.iter().any(|mail| mail.to == "rosa@kettle.example"));
    assert_eq!(dead, 0);
    assert_eq!(
        waiting, 3,
        "only the article that comes out and the two polls that close by themselves"
    );
}

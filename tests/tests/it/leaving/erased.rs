//! Who leaves is gone: from every table and every file, but for places that are told of. What others said stays where it is.

use std::path::Path;
use std::time::{Duration, SystemTime};

use base::Id;
use domain::person::{Person, State};
use http::StatusCode;

use super::leave;
use crate::kit::{Someone, TestSite, without_limits};

const NAME: &str = "Quillon Ravensworth";
const BIO: &str = "zephyrhills";
const SAID: &str = "xylotomous";
const OPENED: &str = "vermiculite";
const WROTE: &str = "quadrivium";
const DRAFTED: &str = "syllabub";
const REPORTED: &str = "borborygmus";
const APPEALED: &str = "tatterdemalion";

/// All files of the site's folder but the database itself, whose rows are looked at.
fn files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if !path.to_string_lossy().contains("guildhall.sqlite") {
            into.push(path);
        }
    }
}

fn all_files(site: &TestSite) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    files(site.folder(), &mut all);
    all
}

/// As if all files had been put long ago: the clock of a story does not move theirs.
fn age_files(site: &TestSite) {
    for path in all_files(site) {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        file.set_modified(before).unwrap();
    }
}

#[track_caller]
fn nowhere(site: &TestSite, canaries: &[&str]) {
    let dump = site.dump();
    for canary in canaries {
        let found = dump.anywhere(canary);
        assert!(found.is_empty(), "{canary} is kept: {found:#?}");
        for path in all_files(site) {
            let bytes = std::fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(canary), "{canary} is in {path:?}");
        }
    }
}

/// The other member has left traces wherever one can.
async fn live(site: &TestSite) -> Traces {
    let tom = site.other();
    let caller = site.other.caller();
    let app = site.app();
    let profile = domain::person::ProfileInput {
        name: NAME.into(),
        bio: format!("I lived in {BIO}."),
        accounts: "https://social.example/@quillon-elsewhere Elsewhere".into(),
    };
    app::person::edit(app, caller.clone(), site.other.id, &profile)
        .await
        .unwrap();
    let portrait = app::picture::add(
        app,
        caller.clone(),
        crate::kit::png(77),
        "A canary",
        app::picture::Purpose::Inline,
    );
    let picture = portrait.await.unwrap().picture;
    let hash = picture.variants.first().unwrap().hash;
    let text = format!("All is {SAID}. ![](/media/{})", picture.id);
    let said = site.say(caller.clone(), &site.kettle, &text, None).await;
    let answered = site
        .say(site.member.caller(), &site.kettle, "Is it?", Some(said))
        .await;
    let edit = domain::comment::Input {
        text: format!("All is {SAID}, and more so. ![](/media/{})", picture.id),
        revision: 1,
        ..domain::comment::Input::default()
    };
    app::comment::edit(app, caller.clone(), said, &edit)
        .await
        .unwrap();
    let post = |title: &str| domain::post::Input {
        kind: "discussion".into(),
        title: title.into(),
        source: format!("What of {OPENED}?"),
        ..domain::post::Input::default()
    };
    let opened = app::post::begin(app, caller.clone(), post(&format!("On {OPENED}")))
        .await
        .unwrap();
    let talk = crate::kit::Piece {
        id: opened.id.cast(),
        path: opened.path.clone(),
    };
    let under = site
        .say(site.member.caller(), &talk, "I have some.", None)
        .await;
    let alone = app::post::begin(app, caller.clone(), post(&format!("More {OPENED}")))
        .await
        .unwrap();
    site.configure(|settings| settings.writers = domain::group::Writers::Members)
        .await;
    let article = |title: &str, word: &str| domain::article::Input {
        title: title.into(),
        source: format!("The {word} is old."),
        ..domain::article::Input::default()
    };
    let written = app::article::begin(app, caller.clone(), article(&format!("The {WROTE}"), WROTE))
        .await
        .unwrap();
    app::article::publish(app, caller.clone(), written.id, None)
        .await
        .unwrap();
    app::article::begin(app, caller, article(&format!("A {DRAFTED}"), DRAFTED))
        .await
        .unwrap();
    for path in [
        format!("/comments/{}/thanks", site.first),
        format!("/people/{}/level", site.member.id),
    ] {
        let _ = tom.post(&path, "level=watching").await;
    }
    site.member()
        .post(
            &format!("/people/{}/level", site.other.id),
            "level=watching",
        )
        .await
        .done();
    quarrel(site, said).await;
    site.run_jobs().await;
    age_files(site);
    Traces {
        said,
        answered,
        talk: opened.path,
        alone: alone.path,
        under,
        file: hash.hex(),
    }
}

/// They report somebody, are reported themselves, silenced for it, and appeal.
async fn quarrel(site: &TestSite, said: Id<domain::comment::Comment>) {
    let (tom, moderator) = (site.other(), site.moderator());
    tom.post(
        &format!("/comments/{}/report", site.first),
        &format!("reason=other&words=He+is+{REPORTED}."),
    )
    .await
    .done();
    site.member()
        .post(
            &format!("/comments/{said}/report"),
            &format!("reason=insult&words={NAME}+was+rude."),
        )
        .await
        .done();
    let lists = moderator.get("/moderation/cases").await.ok();
    let about = lists.page().links().into_iter().find(|link| {
        link.starts_with("/moderation/cases/")
            && lists.text.contains(&format!("{link}\">"))
            && lists
                .text
                .split(&format!("{link}\">"))
                .nth(1)
                .is_some_and(|rest| rest.split("</h2>").next().unwrap().contains(NAME))
    });
    let case = about.unwrap();
    moderator
        .post(&format!("{case}/notes"), &format!("note={NAME}+again."))
        .await
        .done();
    let words = format!("step=day&reason=insult&words=Be+kind,+{NAME}.");
    moderator.post(&format!("{case}/step"), &words).await.done();
    let standing = tom.get("/standing").await.ok();
    let form = standing
        .page()
        .forms()
        .into_iter()
        .find(|form| form.action.ends_with("/appeal"));
    let action = form.unwrap().action;
    tom.post(&action, &format!("words=It+was+{APPEALED}."))
        .await
        .done();
}

struct Traces {
    said: Id<domain::comment::Comment>,
    answered: Id<domain::comment::Comment>,
    talk: String,
    alone: String,
    under: Id<domain::comment::Comment>,
    file: String,
}

/// A day passes, and what is due is done.
async fn a_day_later(site: &TestSite) {
    site.wait(domain::leaving::WAIT);
    site.run_jobs().await;
}

async fn state_of(site: &TestSite, person: &Someone) -> (State, String, String) {
    let (id, viewer): (Id<Person>, _) = (person.id, site.owner.viewer.clone());
    let found = site
        .app()
        .read(move |from| Ok(store::person::find(from, &viewer, id)?.unwrap()))
        .await
        .unwrap();
    (found.state, found.name.clone(), found.handle.clone())
}

#[tokio::test]
async fn whoever_leaves_with_their_words_is_found_nowhere() {
    without_limits(async |site: &TestSite| {
        let traces = live(site).await;
        let tom = site.other();
        for canary in [NAME, BIO, SAID, OPENED, WROTE, DRAFTED, REPORTED, APPEALED] {
            assert!(!site.dump().anywhere(canary).is_empty(), "{canary}");
        }

        leave(&tom, "tom", "words-too").await.done();
        site.run_jobs().await;
        a_day_later(site).await;

        let (state, name, handle) = state_of(site, &site.other).await;
        assert_eq!((state, name.as_str()), (State::Gone, "Former member"));
        assert!(handle.starts_with("former-"));
        nowhere(
            site,
            &[
                NAME,
                "tom@example.net",
                "quillon-elsewhere",
                BIO,
                SAID,
                OPENED,
                WROTE,
                DRAFTED,
                REPORTED,
                APPEALED,
                "@tom",
                "\"tom\"",
            ],
        );
        // No file has the bytes of the picture any more.
        let names: Vec<String> = all_files(site)
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert!(!names.contains(&traces.file));
        assert_eq!(site.dump().rows("doomed_file", ""), 0);
        assert_eq!(site.dump().rows("leaving", ""), 0);
        // The thread keeps its shape.
        let guest = site.guest();
        let thread = guest.get(&site.kettle.path).await.ok();
        assert!(
            thread
                .text
                .contains(&format!("id=\"comment-{}\"", traces.said))
        );
        assert!(
            thread
                .text
                .contains(&format!("id=\"comment-{}\"", traces.answered))
        );
        assert!(thread.says("Is it?") && !thread.says(SAID));
        let answer = guest.get(&format!("/comments/{}", traces.under)).await;
        let talk = guest.follow(&answer).await.ok();
        assert!(talk.says("Removed by its author") && talk.says("I have some."));
        assert_ne!(talk.asked, format!("GET {}", traces.talk));
        assert_eq!(guest.get(&traces.alone).await.status, StatusCode::NOT_FOUND);
        // Nor is anything found by looking for it.
        let mina = site.member();
        for word in [SAID, OPENED, WROTE, "ravensworth"] {
            let page = mina.get(&format!("/search?q={word}")).await.ok();
            let finds = page.page().links();
            let finds = finds.iter().filter(|link| {
                ["/comments/", "/articles/2026", "/@former"]
                    .iter()
                    .any(|begin| link.starts_with(begin))
            });
            assert_eq!(finds.count(), 0, "{word}");
        }
        // And nobody comes in.
        assert_eq!(tom.get("/settings").await.status, StatusCode::FOUND);
    })
    .await;
}

#[tokio::test]
async fn whose_words_stay_is_nobody_in_particular() {
    without_limits(async |site: &TestSite| {
        let traces = live(site).await;
        leave(&site.other(), "tom", "words-stay").await.done();
        site.run_jobs().await;
        a_day_later(site).await;

        let canaries = [
            NAME,
            "tom@example.net",
            "quillon-elsewhere",
            BIO,
            DRAFTED,
            REPORTED,
            APPEALED,
        ];
        nowhere(site, &canaries);
        nowhere(site, &["@tom", "\"tom\""]);
        let guest = site.guest();
        let thread = guest.get(&site.kettle.path).await.ok();
        assert!(thread.says("Former member") && thread.says(SAID));
        assert!(thread.says("Mine too, since May."));
        let (_, _, handle) = state_of(site, &site.other).await;
        let page = guest.get(&format!("/@{handle}")).await.ok();
        assert!(page.says("has left") && !page.says(SAID));
        assert!(!guest.get("/people").await.ok().says("Former member"));
        assert_eq!(guest.get("/@tom").await.status, StatusCode::NOT_FOUND);
        // Their pictures stay in what they said, and are nobody's.
        assert!(
            all_files(site)
                .iter()
                .any(|path| path.ends_with(&traces.file))
        );
        assert!(guest.get(&traces.talk).await.ok().says(OPENED));
    })
    .await;
}

#[tokio::test]
async fn what_was_cut_off_anywhere_is_done_by_the_next_try() {
    without_limits(async |site: &TestSite| {
        live(site).await;
        leave(&site.other(), "tom", "words-too").await.done();
        site.run_jobs().await;
        site.wait(domain::leaving::WAIT);
        // As far as the account, in a process that is killed then.
        let (person, blank) = (
            site.other.id,
            store::erasure::Blank {
                name: "Former member".into(),
                title: "Removed by its author".into(),
            },
        );
        site.app()
            .write(move |tx| {
                store::job::take(tx, domain::job::Queue::Bulk, "killed")?.unwrap();
                store::leaving::begin(tx, person)?;
                store::erasure::mails(tx, person, &blank, 0, 1)?;
                store::erasure::account(tx, person, &blank)?;
                store::erasure::said(tx, person, 0, 1)?;
                Ok(())
            })
            .await
            .unwrap();
        assert!(!site.dump().anywhere(OPENED).is_empty());

        site.wait(store::job::LEASE);
        site.run_jobs().await;

        nowhere(
            site,
            &[NAME, "tom@example.net", BIO, SAID, OPENED, WROTE, DRAFTED],
        );
        assert_eq!(site.dump().rows("leaving", ""), 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_has_the_handle_of_somebody_who_left_for_half_a_year() {
    without_limits(async |site: &TestSite| {
        leave(&site.other(), "tom", "words-stay").await.done();
        a_day_later(site).await;
        let add = async |handle: &str| {
            let input = app::person::AddInput {
                handle: handle.into(),
                name: "Somebody".into(),
                email: format!("new-{handle}@example.org"),
                password: crate::kit::PASSWORD.into(),
                role: domain::Role::Member,
            };
            app::person::add(site.app(), &input).await.is_ok()
        };
        assert!(!add("tom").await);
        assert!(!add("t0m").await, "it looks the same");
        assert!(add("tim").await);

        site.wait(domain::leaving::HANDLE_HELD);
        assert!(add("tom").await);
        site.tidy().await;
        assert_eq!(site.dump().rows("held_handle", ""), 0);
    })
    .await;
}

#[tokio::test]
async fn articles_of_several_stay_with_the_others() {
    without_limits(async |site: &TestSite| {
        let together = site
            .publish(|input| {
                input.title = "By two".into();
                input.source = "Both of us say so.".into();
                input.authors = "sten, ada".into();
            })
            .await;
        assert!(
            site.guest()
                .get(&together.path)
                .await
                .ok()
                .says("Ada Brandt")
        );

        leave(&site.steward(), "sten", "words-too").await.done();
        a_day_later(site).await;

        let page = site.guest().get(&together.path).await.ok();
        assert!(page.says("Both of us say so.") && page.says("Ada Brandt"));
        assert!(!page.says("Sten Holm") && !page.says("Former member"));
        // What was theirs alone is empty, under what others said.
        let old = site.guest().get(&site.kettle.path).await;
        assert_eq!(old.status, StatusCode::NOT_FOUND);
        let answer = site.guest().get(&format!("/comments/{}", site.first)).await;
        let page = site.guest().follow(&answer).await.ok();
        assert!(page.says("Removed by its author") && page.says("Mine leaks at the base."));
        assert!(!page.says("Descale"));
        assert!(site.dump().anywhere("Descale").is_empty());
    })
    .await;
}

/// Every column that names a person, and what becomes of it when they leave. A new one fails here until somebody has decided.
#[test]
fn every_column_that_names_a_person_is_known() {
    let schema = include_str!("../../../../crates/store/migrations/sqlite/0001_house.sql");
    let mut table = "";
    let mut found = Vec::new();
    for line in schema.lines() {
        if let Some(rest) = line.strip_prefix("create table ") {
            table = rest.trim_end_matches(" (");
        }
        if line.contains("references person") {
            let column = line.trim().split(' ').next().unwrap();
            found.push(format!("{table}.{column}"));
        }
    }
    insta::assert_snapshot!("leaving_columns", found.join("\n"));
}

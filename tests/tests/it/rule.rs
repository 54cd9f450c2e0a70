//! Every rule, by who asks and in which state its subject is: a table that changes only on purpose.

mod case;
mod circle;
mod leaving;
mod noun;
mod poll;
mod table;
mod told;

use std::collections::BTreeSet;

use domain::article::{self, Article};
use domain::comment::{self, Comment};
use domain::conversation::{self, Conversation};
use domain::group::{self, Appointment, Group, Visibility, Writers};
use domain::guest::{self, Claimable};
use domain::invitation::{self, Invitation};
use domain::person::{self, Person};
use domain::picture::{self, Picture};
use domain::post::{self, Post};
use domain::session::{self, Session};
use domain::{Role, Rule};

use noun::{DAY_LATER, ME, NOW, OTHER};
use table::{Table, Tables};

#[test]
fn rules_by_who_asks_and_what_is_asked_of_change_only_on_purpose() {
    let mut tables = Tables::default();
    articles(&mut tables);
    comments(&mut tables);
    conversations(&mut tables);
    posts(&mut tables);
    poll::tables(&mut tables);
    groups(&mut tables);
    people(&mut tables);
    leaving::tables(&mut tables);
    told::told(&mut tables);
    case::tables(&mut tables);
    circle::tables(&mut tables);

    let known: BTreeSet<String> = tables.rules().collect();
    assert_eq!(
        in_the_sources(),
        known,
        "a rule without a table, or a table without a rule"
    );
    insta::assert_snapshot!("rules", tables.print());
}

/// The names of all rules, as the sources have them: `comment::Edit`.
fn in_the_sources() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/domain/src");
    let mut rules = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // The rules of a noun that is a folder stand in a file of their own there.
            let named = match path.ends_with("rule.rs") {
                true => path.parent().unwrap(),
                false => path.as_path(),
            };
            let module = named.file_stem().unwrap().to_string_lossy().into_owned();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                if let Some(rest) = line.strip_prefix("impl Rule for ") {
                    rules.insert(format!("{module}::{}", rest.trim_end_matches(" {")));
                }
            }
        }
    }
    rules
}

/// A rule's row for one subject.
fn judged<R: Rule>(table: &mut Table, state: &str, subject: &R::Subject) {
    table.while_silenced = R::WHILE_SILENCED;
    table.row(state, |viewer| {
        assert_silence::<R>(viewer, subject);
        match R::judge(viewer, subject) {
            domain::Verdict::Allow => "yes".to_owned(),
            domain::Verdict::SignIn => "sign in".to_owned(),
            domain::Verdict::Deny(why) => {
                assert!(i18n::is_known(why), "no words for {why}");
                why.to_owned()
            }
        }
    });
}

/// Whoever may only read is refused what everybody else of their role may, unless the rule stays open to them.
fn assert_silence<R: Rule>(viewer: &domain::Viewer, subject: &R::Subject) {
    let allowed = R::judge(viewer, subject) == domain::Verdict::Allow;
    let silenced = viewer.clone().silenced(Some(DAY_LATER));
    if silenced.silenced_until().is_some() && allowed {
        let expected = match R::WHILE_SILENCED {
            true => R::judge(&silenced, subject),
            false => domain::Verdict::Deny("person.silenced"),
        };
        assert_eq!(R::verdict(&silenced, subject), expected);
    }
    assert!(allowed || !R::allows(&silenced, subject));
}

/// Whether a subject is seen.
fn seen<T: domain::Guarded>(table: &mut Table, state: &str, subject: &T) {
    table.row(state, |viewer| match subject.is_visible_to(viewer) {
        true => "seen".to_owned(),
        false => "–".to_owned(),
    });
}

fn articles(tables: &mut Tables) {
    let all: Vec<(String, Article)> = noun::articles();
    let table = tables.sight("article::Article");
    all.iter()
        .for_each(|(state, article)| seen(table, state, article));
    let table = tables.sight("article::Line");
    all.iter()
        .for_each(|(state, article)| seen(table, state, &article.line));
    let table = tables.rule("article::Edit");
    all.iter()
        .for_each(|(state, article)| judged::<article::Edit>(table, state, article));
    let table = tables.rule("article::TakeAway");
    all.iter()
        .for_each(|(state, article)| judged::<article::TakeAway>(table, state, article));
}

fn comments(tables: &mut Tables) {
    let all: Vec<(String, Comment)> = noun::comments();
    let published: Vec<_> = all
        .iter()
        .filter(|(state, _)| state.starts_with("published public"))
        .collect();
    let table = tables.sight("comment::Comment");
    all.iter()
        .for_each(|(state, comment)| seen(table, state, comment));
    let table = tables.rule("comment::Delete");
    published
        .iter()
        .for_each(|(state, comment)| judged::<comment::Delete>(table, state, comment));
    let table = tables.rule("comment::Restore");
    published
        .iter()
        .for_each(|(state, comment)| judged::<comment::Restore>(table, state, comment));
    let table = tables.rule("comment::Decide");
    published
        .iter()
        .for_each(|(state, comment)| judged::<comment::Decide>(table, state, comment));
    let table = tables.rule("comment::Thank");
    published
        .iter()
        .for_each(|(state, comment)| judged::<comment::Thank>(table, state, comment));
    let table = tables.rule("comment::ReadHistory");
    published
        .iter()
        .for_each(|(state, comment)| judged::<comment::ReadHistory>(table, state, comment));
    let table = tables.rule("comment::Undo");
    for (state, comment) in &published {
        for (when, seconds) in [("within forty seconds", 40), ("later", 41)] {
            let dated = comment::Dated {
                comment: comment.clone(),
                now: comment.at.after(std::time::Duration::from_secs(seconds)),
            };
            judged::<comment::Undo>(table, &format!("{state}, {when}"), &dated);
        }
    }
    let table = tables.rule("comment::Edit");
    for (state, comment) in published {
        for (when, now) in [
            ("within a day", DAY_LATER),
            (
                "later",
                DAY_LATER.after(std::time::Duration::from_millis(1)),
            ),
        ] {
            let dated = comment::Dated {
                comment: comment.clone(),
                now,
            };
            judged::<comment::Edit>(table, &format!("{state}, {when}"), &dated);
        }
    }
}

fn conversations(tables: &mut Tables) {
    let all: Vec<(String, Conversation)> = noun::conversations();
    let table = tables.sight("conversation::Conversation");
    all.iter()
        .for_each(|(state, conversation)| seen(table, state, conversation));
    let table = tables.rule("conversation::Comment");
    all.iter().for_each(|(state, conversation)| {
        judged::<conversation::Comment>(table, state, conversation)
    });
    let table = tables.rule("conversation::Close");
    all.iter().for_each(|(state, conversation)| {
        judged::<conversation::Close>(table, state, conversation)
    });
}

fn posts(tables: &mut Tables) {
    let all: Vec<(String, Post)> = noun::posts();
    let table = tables.sight("post::Post");
    all.iter()
        .for_each(|(state, post)| seen(table, state, post));
    let table = tables.rule("post::Change");
    all.iter()
        .for_each(|(state, post)| judged::<post::Change>(table, state, post));
    let table = tables.rule("post::Withdraw");
    all.iter()
        .for_each(|(state, post)| judged::<post::Withdraw>(table, state, post));
    let table = tables.rule("post::BringBack");
    all.iter()
        .for_each(|(state, post)| judged::<post::BringBack>(table, state, post));
    let table = tables.rule("post::LetThrough");
    all.iter()
        .for_each(|(state, post)| judged::<post::LetThrough>(table, state, post));
    let table = tables.rule("post::Accept");
    all.iter()
        .for_each(|(state, post)| judged::<post::Accept>(table, state, post));
    let table = tables.rule("post::Support");
    all.iter()
        .for_each(|(state, post)| judged::<post::Support>(table, state, post));
    let table = tables.rule("post::Decide");
    all.iter()
        .for_each(|(state, post)| judged::<post::Decide>(table, state, post));

    wishes(tables);

    let table = tables.rule("post::Begin");
    noun::openings()
        .iter()
        .for_each(|(state, opening)| judged::<post::Begin>(table, state, opening));

    let table = tables.rule("post::Help");
    let published = noun::comments();
    let published = published
        .iter()
        .filter(|(state, _)| state.starts_with("published public"));
    for (state, comment) in published {
        for kind in [conversation::Kind::Question, conversation::Kind::Idea] {
            let comment = Comment {
                kind,
                ..comment.clone()
            };
            judged::<post::Help>(table, &format!("{state}, under a {kind}"), &comment);
        }
    }
}

/// What is done with asks and offers, and that nobody does it with another kind.
fn wishes(tables: &mut Tables) {
    let some = noun::wishes();
    let table = tables.rule("post::Raise");
    some.iter()
        .for_each(|(state, post)| judged::<post::Raise>(table, state, post));
    let table = tables.rule("post::Lower");
    some.iter()
        .for_each(|(state, post)| judged::<post::Lower>(table, state, post));
    let table = tables.rule("post::Credit");
    some.iter()
        .for_each(|(state, post)| judged::<post::Credit>(table, state, post));
    let table = tables.rule("post::Conclude");
    some.iter()
        .for_each(|(state, post)| judged::<post::Conclude>(table, state, post));
    let table = tables.rule("post::Resume");
    some.iter()
        .for_each(|(state, post)| judged::<post::Resume>(table, state, post));
    let table = tables.rule("post::ThankBack");
    some.iter()
        .for_each(|(state, post)| judged::<post::ThankBack>(table, state, post));
}

fn groups(tables: &mut Tables) {
    let mut all: Vec<(String, Group)> = Vec::new();
    for visibility in Visibility::OF_SITES {
        for writers in Writers::ALL {
            let group = noun::root(*visibility, *writers);
            all.push((format!("{visibility}, {writers} write"), group));
        }
    }
    let table = tables.sight("group::Group");
    all.iter()
        .for_each(|(state, group)| seen(table, state, group));
    let table = tables.rule("group::Administer");
    all.iter()
        .for_each(|(state, group)| judged::<group::Administer>(table, state, group));
    let table = tables.rule("group::Moderate");
    all.iter()
        .for_each(|(state, group)| judged::<group::Moderate>(table, state, group));
    let table = tables.rule("group::Invite");
    all.iter()
        .for_each(|(state, group)| judged::<group::Invite>(table, state, group));
    let table = tables.rule("group::Write");
    all.iter()
        .for_each(|(state, group)| judged::<group::Write>(table, state, group));
    let table = tables.rule("post::Open");
    all.iter()
        .for_each(|(state, group)| judged::<post::Open>(table, state, group));
    let table = tables.rule("group::Upload");
    all.iter()
        .for_each(|(state, group)| judged::<group::Upload>(table, state, group));
    let mut changes = Vec::new();
    for from in Role::ALL {
        for to in Role::ALL {
            let change = Appointment {
                person: OTHER,
                from: *from,
                to: *to,
            };
            changes.push((format!("{from} to {to}"), change));
        }
    }
    let table = tables.sight("group::Appointment");
    changes
        .iter()
        .take(1)
        .for_each(|(_, change)| seen(table, "any", change));
    let table = tables.rule("group::Appoint");
    changes
        .iter()
        .for_each(|(state, change)| judged::<group::Appoint>(table, state, change));
}

fn people(tables: &mut Tables) {
    let all: Vec<(String, Person)> = noun::people();
    let table = tables.sight("person::Person");
    all.iter()
        .for_each(|(state, person)| seen(table, state, person));
    let table = tables.rule("person::EditProfile");
    all.iter()
        .for_each(|(state, person)| judged::<person::EditProfile>(table, state, person));
    let table = tables.rule("person::Admit");
    all.iter()
        .for_each(|(state, person)| judged::<person::Admit>(table, state, person));
    let table = tables.rule("person::Suspend");
    all.iter()
        .for_each(|(state, person)| judged::<person::Suspend>(table, state, person));
    let table = tables.rule("person::SuspendAlone");
    all.iter()
        .for_each(|(state, person)| judged::<person::SuspendAlone>(table, state, person));

    let sessions: Vec<(String, Session)> = noun::sessions();
    let table = tables.sight("session::Session");
    sessions
        .iter()
        .for_each(|(state, session)| seen(table, state, session));
    let table = tables.rule("session::End");
    sessions
        .iter()
        .for_each(|(state, session)| judged::<session::End>(table, state, session));

    let invitations: Vec<(String, Invitation)> = noun::invitations();
    let table = tables.sight("invitation::Invitation");
    invitations
        .iter()
        .for_each(|(state, invitation)| seen(table, state, invitation));
    let table = tables.rule("invitation::Revoke");
    invitations
        .iter()
        .for_each(|(state, invitation)| judged::<invitation::Revoke>(table, state, invitation));

    let claimables: Vec<(String, Claimable)> = noun::claimables();
    let table = tables.sight("guest::Claimable");
    claimables
        .iter()
        .for_each(|(state, guest)| seen(table, state, guest));
    let table = tables.rule("guest::Claim");
    claimables
        .iter()
        .for_each(|(state, guest)| judged::<guest::Claim>(table, state, guest));

    let pictures: Vec<(String, Picture)> = noun::pictures();
    let table = tables.sight("picture::Picture");
    pictures
        .iter()
        .for_each(|(state, picture)| seen(table, state, picture));
    let table = tables.rule("picture::Describe");
    pictures
        .iter()
        .for_each(|(state, picture)| judged::<picture::Describe>(table, state, picture));
    let table = tables.rule("picture::Discard");
    pictures
        .iter()
        .for_each(|(state, picture)| judged::<picture::Discard>(table, state, picture));
    assert_ne!(ME, OTHER);
    assert!(NOW < DAY_LATER);
}

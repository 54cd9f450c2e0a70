//! A small world with everything that lists and threads have to tell apart, made through the store's own functions.

use base::{Id, Moment};
use domain::article::{Article, Format};
use domain::comment::{Comment, Decide, Delete, State};
use domain::conversation::Conversation;
use domain::group::Visibility;
use domain::guest::{self, Guest};
use domain::person::Person;
use domain::policy::Rule;
use domain::tag::{self, Kind};
use domain::{Origin, Role, Viewer};

use crate::article::{self, Text};
use crate::comment::{self, By};
use crate::{Error, Result, Store, Tx};

pub(super) const ADA: Id<Person> = Id::fixed(101);
pub(super) const BEN: Id<Person> = Id::fixed(102);
pub(super) const CLEO: Id<Person> = Id::fixed(103);

/// Everybody who may look.
pub(super) fn viewers() -> Vec<(&'static str, Viewer)> {
    vec![
        ("guest", Viewer::Guest),
        ("ben", viewer(BEN, Role::Member)),
        ("cleo", viewer(CLEO, Role::Moderator)),
        ("ada", viewer(ADA, Role::Owner)),
    ]
}

pub(super) fn viewer(person: Id<Person>, role: Role) -> Viewer {
    Viewer::seated(person, role, Origin::Raised)
}

/// Minutes after the beginning of 2026.
pub(super) fn minute(minutes: i64) -> Moment {
    Moment::from_ms(1_767_225_600_000 + minutes * 60_000)
}

pub(super) fn add_person(tx: &mut Tx<'_>, id: Id<Person>, name: &str, role: Role) -> Result<()> {
    let handle = name.to_lowercase();
    sql!(
        "insert into person (id, handle, skeleton, name, state, role, email, made_at) values ($1, $2, $2, $3, 'active', $4, $5, 0)",
        id,
        handle,
        name,
        role,
        format!("{handle}@example.org"),
    )
    .change_one(tx)?;
    crate::search::index_person(tx, id)
}

pub(super) fn text(source: &str) -> Text {
    Text {
        source: source.to_owned(),
        format: Format::Markdown,
        html: format!("<p>{source}</p>"),
        pipeline: 1,
        own_excerpt: String::new(),
        excerpt: source.chars().take(20).collect(),
    }
}

/// A draft of Ada's and others', begun at a minute.
pub(super) fn draft(
    tx: &mut Tx<'_>,
    title: &str,
    body: &str,
    authors: &[Id<Person>],
    visibility: Visibility,
    at: i64,
) -> Result<Id<Article>> {
    let tags = ["Kitchen", "Mending"]
        .iter()
        .zip([Kind::Tag, Kind::Category])
        .filter_map(|(name, kind)| tag::Draft::new(kind, name, 30))
        .take(if body.is_empty() { 0 } else { 2 })
        .collect();
    article::bring(
        tx,
        "example.org",
        &article::Fresh {
            title: title.to_owned(),
            month: (2026, 1),
            slug: base::clean::slug(title, 80),
            text: text(body),
            visibility,
            authors: authors.to_vec(),
            tags,
            made_at: minute(at),
            feed_id: Some(format!("tag:{title}")),
        },
    )
}

pub(super) fn publish(tx: &mut Tx<'_>, id: Id<Article>, at: Moment) -> Result<()> {
    let owner = viewer(ADA, Role::Owner);
    let found = article::find(tx, &owner, id)?.ok_or(Error::NotOne(0))?;
    article::bring_out(tx, &found, at, (2026, 1)).map(drop)
}

pub(super) fn say(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    by: By,
    words: &str,
    state: State,
    at: i64,
    parent: Option<Id<Comment>>,
) -> Result<Id<Comment>> {
    let owner = viewer(ADA, Role::Owner);
    let parent = match parent {
        None => None,
        Some(id) => comment::find(tx, &owner, id)?.map(|placed| {
            let place = comment::Place::of(&placed);
            (id, place.root, place.root_at)
        }),
    };
    comment::bring(
        tx,
        conversation,
        &comment::Fresh {
            parent,
            by,
            source: words.to_owned(),
            format: Format::Markdown,
            html: format!("<p>{words}</p>"),
            pipeline: 1,
            state,
            at: minute(at),
            feed_id: None,
        },
    )
}

pub(super) fn meet(tx: &mut Tx<'_>, name: &str, email: Option<&str>) -> Result<Guest> {
    crate::guest::meet(
        tx,
        &guest::Draft {
            name: name.to_owned(),
            email: email.and_then(|email| email::Address::parse(email).ok()),
            url: None,
        },
        minute(0),
    )
}

/// The world. `now` has to be after its minute 1,000 and before its minute 100,000.
pub(super) async fn make(store: &Store) {
    store.write(make_in).await.unwrap();
}

fn make_in(tx: &mut Tx<'_>) -> Result<()> {
    add_person(tx, ADA, "Ada", Role::Owner)?;
    add_person(tx, BEN, "Ben", Role::Member)?;
    add_person(tx, CLEO, "Cleo", Role::Moderator)?;
    let gus = meet(tx, "Gus", Some("gus@example.org"))?;
    let claimed = meet(tx, "Benny", Some("ben@example.org"))?;

    let kettles = draft(
        tx,
        "Forty-one dead kettles",
        "We opened the base connector of every kettle.",
        &[ADA, BEN],
        Visibility::Public,
        1,
    )?;
    publish(tx, kettles, minute(10))?;
    let members = draft(
        tx,
        "The members’ cupboard",
        "A secret canary lives beside the kettle.",
        &[ADA],
        Visibility::Members,
        2,
    )?;
    publish(tx, members, minute(20))?;
    let toasters = draft(
        tx,
        "Toasters",
        "Crème brûlée needs no toaster. 日本語のやかん。",
        &[BEN],
        Visibility::Public,
        3,
    )?;
    publish(tx, toasters, minute(30))?;
    draft(
        tx,
        "A draft about kettles",
        "kettle draftword",
        &[BEN],
        Visibility::Public,
        40,
    )?;
    let later = draft(
        tx,
        "Coming kettles",
        "kettle laterword",
        &[ADA],
        Visibility::Public,
        41,
    )?;
    publish(tx, later, minute(1_000_000))?;
    let withdrawn = draft(
        tx,
        "Taken back",
        "kettle withdrawnword",
        &[ADA],
        Visibility::Public,
        42,
    )?;
    publish(tx, withdrawn, minute(50))?;
    say(
        tx,
        withdrawn.cast(),
        By::Person(BEN),
        "kettle under what was taken back",
        State::Visible,
        51,
        None,
    )?;
    let owner = viewer(ADA, Role::Owner);
    let found = article::find(tx, &owner, withdrawn)?.ok_or(Error::NotOne(0))?;
    let permit = domain::article::Edit::permit(&owner, found).map_err(|_| Error::NotOne(0))?;
    article::withdraw(tx, &permit)?;

    let talk = kettles.cast();
    let first = say(
        tx,
        talk,
        By::Person(BEN),
        "My kettle leaks.",
        State::Visible,
        100,
        None,
    )?;
    let answer = say(
        tx,
        talk,
        By::Guest(gus.id),
        "Mine too, says the guest.",
        State::Visible,
        110,
        Some(first),
    )?;
    say(
        tx,
        talk,
        By::Person(ADA),
        "Descale the kettle!",
        State::Visible,
        130,
        Some(answer),
    )?;
    say(
        tx,
        talk,
        By::Person(CLEO),
        "A second branch.",
        State::Visible,
        120,
        None,
    )?;
    say(
        tx,
        talk,
        By::Guest(claimed.id),
        "Ben before he joined.",
        State::Visible,
        125,
        Some(first),
    )?;
    say(
        tx,
        talk,
        By::Guest(gus.id),
        "kettle waitingword",
        State::Waiting,
        140,
        None,
    )?;
    say(
        tx,
        talk,
        By::Guest(gus.id),
        "kettle rejectedword",
        State::Rejected,
        141,
        None,
    )?;
    let gone = say(
        tx,
        talk,
        By::Person(BEN),
        "kettle deletedword",
        State::Visible,
        142,
        None,
    )?;
    say(
        tx,
        talk,
        By::Person(CLEO),
        "An answer to what is gone.",
        State::Visible,
        143,
        Some(gone),
    )?;
    let through = say(
        tx,
        talk,
        By::Guest(gus.id),
        "Let through in the end.",
        State::Waiting,
        144,
        None,
    )?;
    say(
        tx,
        members.cast(),
        By::Person(BEN),
        "kettle among members only",
        State::Visible,
        150,
        None,
    )?;
    say(
        tx,
        toasters.cast(),
        By::Person(ADA),
        "Nobody needs a toaster, or a kettle.",
        State::Visible,
        160,
        None,
    )?;

    let cleo = viewer(CLEO, Role::Moderator);
    let seen = |tx: &mut Tx<'_>, id| -> Result<_> {
        let found = comment::find(tx, &cleo, id)?.ok_or(Error::NotOne(0))?;
        Ok(found.part(|placed| placed.comment))
    };
    let permit = Delete::permit(&cleo, seen(tx, gone)?).map_err(|_| Error::NotOne(0))?;
    comment::delete(tx, &permit)?;
    let permit = Decide::permit(&cleo, seen(tx, through)?).map_err(|_| Error::NotOne(0))?;
    comment::decide(tx, &permit, true)?;
    let ben = viewer(BEN, Role::Member);
    for own in crate::guest::claimable(tx, &ben)? {
        let permit = guest::Claim::permit(&ben, own).map_err(|_| Error::NotOne(0))?;
        crate::guest::claim(tx, &permit)?;
    }
    Ok(())
}

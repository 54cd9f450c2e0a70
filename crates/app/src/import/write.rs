//! Units of an import: each whole by itself, so that one killed between two has done what it says and no more.

use std::collections::HashMap;

use base::{Digest, Id, Moment};
use domain::activity::{Activity, Actor, Door, Kind, Touches};
use domain::article::{Article, Format};
use domain::comment::{Comment, State};
use domain::conversation::Conversation;
use domain::group::ROOT;
use domain::guest::{Draft, Guest};
use domain::job::Work;
use domain::picture::Picture;
use store::Tx;
use store::comment::By;
use store::old_address::Offered;

use super::people::Office;
use super::plan::SOURCE;
use crate::error::Found;
use crate::{Error, Result};

/// What a unit does for one entry.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    /// The number of the entry whose thread this is.
    pub(super) entry: usize,
    /// Where it stands in the file.
    pub(super) line: u64,
    /// Its title, for the report.
    pub(super) title: String,
    pub(super) subject: Subject,
    pub(super) said: Vec<Said>,
    /// When the thread ends here: the name under which that is remembered, and the print of it.
    pub(super) end: Option<(String, Digest)>,
}

/// What becomes of the entry itself.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// It is new.
    Bring(Box<Ready>),
    /// It is here and has changed where it comes from.
    Renew(Id<Article>, Box<Ready>),
    /// It is here.
    There(Id<Article>),
    /// It was brought earlier in this import.
    Before,
}

/// An entry, ready to be brought.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    /// The name by which it is known when it is read again.
    pub(super) name: String,
    pub(super) print: Digest,
    pub(super) fresh: store::article::Fresh,
    pub(super) by: Office,
    /// When it is published, if it is.
    pub(super) published_at: Option<Moment>,
    pub(super) closed_at: Option<Moment>,
    pub(super) closes_at: Option<Moment>,
    /// Where it was.
    pub(super) addresses: Vec<Address>,
    pub(super) pictures: Vec<Id<Picture>>,
    /// Old addresses of pictures, and where those are now.
    pub(super) picture_addresses: Vec<(String, String)>,
}

/// Where an entry was.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) path: String,
    /// Only by the customs of the time: it is no loss if it is another's.
    pub(super) is_guess: bool,
}

/// Something said, ready to be brought.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) name: String,
    pub(super) by: Voice,
    pub(super) at: Moment,
    pub(super) source: String,
    pub(super) html: String,
    pub(super) is_ping: bool,
    pub(super) pictures: Vec<Id<Picture>>,
}

/// Who says it.
#[derive(Clone, Debug)]
pub(super) enum Voice {
    Person(Office),
    Guest(Draft),
}

/// What a unit did for one entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) article: Option<Id<Article>>,
    pub(super) fate: Fate,
    pub(super) comments: u64,
    pub(super) pings: u64,
    /// Comments and pings that were here already.
    pub(super) known_comments: u64,
    pub(super) known_pings: u64,
    pub(super) is_draft: bool,
    pub(super) is_scheduled: bool,
    pub(super) addresses: u64,
    /// Addresses that lead somewhere else already, and where.
    pub(super) taken: Vec<(String, String)>,
}

/// What became of the entry itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is here now.
    Brought,
    /// It is here as the file has it now.
    Renewed,
    /// It was here.
    #[default]
    Known,
    /// It was changed here, and stays so.
    Kept,
}

/// Guests met so far, by what makes them one, with the site they gave last.
pub(super) type Guests = HashMap<String, Id<Guest>>;

/// What makes two guests' words one guest's, as far as nothing has to be changed of them.
pub(super) fn guest_key(draft: &Draft) -> String {
    format!(
        "{} {}",
        draft.key(),
        draft.url.as_deref().unwrap_or_default()
    )
}

/// Does all of a unit. Adds to `guests` whom it met.
pub(super) fn unit(
    tx: &mut Tx<'_>,
    host: &str,
    slices: &[Slice],
    before: &HashMap<usize, Id<Article>>,
    guests: &mut Guests,
) -> Result<Vec<Outcome>> {
    let mut here: HashMap<usize, Id<Article>> = HashMap::new();
    let mut outcomes = Vec::with_capacity(slices.len());
    for slice in slices {
        let mut outcome = Outcome::default();
        let (id, is_new) = match &slice.subject {
            Subject::Bring(ready) => bring(tx, host, ready, &mut outcome)?,
            Subject::Renew(id, ready) => (renew(tx, *id, ready, &mut outcome)?, false),
            Subject::There(id) => (*id, false),
            Subject::Before => {
                let id = here.get(&slice.entry).or_else(|| before.get(&slice.entry));
                (id.copied().found()?, false)
            }
        };
        here.insert(slice.entry, id);
        outcome.article = Some(id);
        let author = match store::brought::standing(tx, id)? {
            Some(standing) if !slice.said.is_empty() => Some(standing.by_person),
            _ => None,
        };
        let mut fresh = Vec::with_capacity(slice.said.len());
        for said in &slice.said {
            let known =
                !is_new && store::origin::find::<Comment>(tx, SOURCE, &said.name)?.is_some();
            let count = match (known, said.is_ping) {
                (false, false) => &mut outcome.comments,
                (false, true) => &mut outcome.pings,
                (true, false) => &mut outcome.known_comments,
                (true, true) => &mut outcome.known_pings,
            };
            *count += 1;
            if !known {
                fresh.push(said);
            }
        }
        say(tx, id.cast(), &fresh, author, guests)?;
        if let Some((name, print)) = &slice.end {
            store::origin::keep(tx, SOURCE, name, id, print)?;
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// Brings an entry, unless somebody else has in the meantime. Says whether it is new.
fn bring(
    tx: &mut Tx<'_>,
    host: &str,
    ready: &Ready,
    outcome: &mut Outcome,
) -> Result<(Id<Article>, bool)> {
    if let Some((id, _)) = store::origin::find::<Article>(tx, SOURCE, &ready.name)? {
        return Ok((id, false));
    }
    let mut fresh = ready.fresh.clone();
    if let Some(feed_id) = &fresh.feed_id
        && store::brought::is_feed_id_taken(tx, feed_id)?
    {
        fresh.feed_id = None;
    }
    let id = store::article::bring(tx, host, &fresh)?;
    outcome.fate = Fate::Brought;
    match ready.published_at {
        Some(at) => publish(tx, id, ready, at, outcome)?,
        None => outcome.is_draft = true,
    }
    store::brought::set_door(tx, id.cast(), ready.closed_at, ready.closes_at)?;
    show(tx, &ready.pictures, id.raw(), id.cast())?;
    store::origin::keep(tx, SOURCE, &ready.name, id, &ready.print)?;
    addresses(tx, id, ready, outcome)?;
    Ok((id, true))
}

fn publish(
    tx: &mut Tx<'_>,
    id: Id<Article>,
    ready: &Ready,
    at: Moment,
    outcome: &mut Outcome,
) -> Result<()> {
    let viewer = ready.by.viewer();
    let article = store::article::find(tx, &viewer, id)?.found()?;
    store::article::bring_out(tx, &article, at, ready.fresh.month)?;
    if at > tx.now() {
        outcome.is_scheduled = true;
        let once = format!("publish {id} {}", at.ms());
        store::job::add(tx, &Work::Publish { article: id }, at, Some(&once))?;
        return Ok(());
    }
    let actor = actor(ready.by);
    let touches = Touches {
        conversation: Some(id.cast()),
        ..Touches::default()
    };
    record(tx, actor, Kind::Published, touches, at)
}

/// Old addresses lead to where the article is now.
fn addresses(tx: &mut Tx<'_>, id: Id<Article>, ready: &Ready, outcome: &mut Outcome) -> Result<()> {
    if ready.addresses.is_empty() && ready.picture_addresses.is_empty() {
        return Ok(());
    }
    let path = store::brought::standing(tx, id)?.found()?.path;
    let own = ready
        .addresses
        .iter()
        .map(|old| (old.path.as_str(), path.as_str(), old.is_guess));
    let pictures = ready
        .picture_addresses
        .iter()
        .map(|(old, new)| (old.as_str(), new.as_str(), true));
    for (old, new, is_guess) in own.chain(pictures) {
        if old == new {
            continue;
        }
        match store::old_address::offer(tx, old, new)? {
            Offered::Kept => outcome.addresses += 1,
            Offered::Taken(_) if is_guess => {}
            Offered::Known => {}
            Offered::Taken(other) => outcome.taken.push((old.to_owned(), other)),
        }
    }
    Ok(())
}

fn renew(
    tx: &mut Tx<'_>,
    id: Id<Article>,
    ready: &Ready,
    outcome: &mut Outcome,
) -> Result<Id<Article>> {
    if store::brought::renew(tx, id, &ready.fresh)? {
        outcome.fate = Fate::Renewed;
        show(tx, &ready.pictures, id.raw(), id.cast())?;
        store::origin::keep(tx, SOURCE, &ready.name, id, &ready.print)?;
        addresses(tx, id, ready, outcome)?;
    } else {
        outcome.fate = Fate::Kept;
    }
    Ok(id)
}

fn say(
    tx: &mut Tx<'_>,
    conversation: Id<Conversation>,
    all: &[&Said],
    author: Option<Id<domain::person::Person>>,
    guests: &mut Guests,
) -> Result<()> {
    let mut actors = Vec::with_capacity(all.len());
    let mut fresh = Vec::with_capacity(all.len());
    for said in all {
        let (by, actor) = match &said.by {
            Voice::Person(office) => (By::Person(office.id), actor(*office)),
            Voice::Guest(draft) => {
                let id = guest(tx, draft, said.at, guests)?;
                (By::Guest(id), Actor::Guest(id))
            }
        };
        actors.push(actor);
        fresh.push(store::comment::Fresh {
            parent: None,
            by,
            source: said.source.clone(),
            format: Format::Html,
            html: said.html.clone(),
            pipeline: markup::PIPELINE,
            state: State::Visible,
            at: said.at,
            feed_id: None,
        });
    }
    let ids = store::comment::bring_all(tx, conversation, &fresh)?;
    for ((said, actor), id) in all.iter().zip(actors).zip(ids) {
        show(tx, &said.pictures, id.raw(), conversation)?;
        let print = Digest::of(said.name.as_bytes());
        store::origin::keep(tx, SOURCE, &said.name, id, &print)?;
        if said.is_ping {
            continue; // A page that links here says nothing to anybody.
        }
        let touches = Touches {
            to: author,
            conversation: Some(conversation),
            comment: Some(id),
            ..Touches::default()
        };
        record(tx, actor, Kind::Commented, touches, said.at)?;
    }
    Ok(())
}

fn guest(tx: &mut Tx<'_>, draft: &Draft, at: Moment, guests: &mut Guests) -> Result<Id<Guest>> {
    let key = guest_key(draft);
    if let Some(known) = guests.get(&key) {
        return Ok(*known);
    }
    let guest = store::guest::meet(tx, draft, at)?;
    // Without an address nobody can ever be the same again.
    if draft.email.is_some() && !guest.trusted {
        store::guest::trust(tx, guest.id)?;
    }
    guests.insert(key, guest.id);
    Ok(guest.id)
}

fn show(
    tx: &mut Tx<'_>,
    pictures: &[Id<Picture>],
    subject: i64,
    conversation: Id<Conversation>,
) -> Result<()> {
    for picture in pictures {
        store::brought::show(tx, *picture, subject, conversation)?;
    }
    Ok(())
}

const fn actor(office: Office) -> Actor {
    Actor::Person {
        id: office.id,
        role: office.role,
        origin: office.origin,
    }
}

/// What was done elsewhere, when it was done. Nothing follows from it here: it is long over.
fn record(tx: &mut Tx<'_>, actor: Actor, kind: Kind, touches: Touches, at: Moment) -> Result<()> {
    let activity = Activity {
        id: store::origin::id(at),
        group: ROOT,
        at,
        actor,
        kind,
        touches,
        door: Door::Import,
    };
    Ok(store::activity::insert(tx, &activity)?)
}

/// Whether an error only concerns the thing that was to be brought.
pub(super) const fn is_about_it(error: &Error) -> bool {
    match error {
        Error::NotFound
        | Error::Conflict(_)
        | Error::Invalid(_)
        | Error::Forbidden(_)
        | Error::SignIn
        | Error::ProveIt => true,
        Error::TooMany(_) | Error::Unavailable(_) | Error::Internal(_) => false,
    }
}

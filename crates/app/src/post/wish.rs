//! Asks and offers: saying “I can” or “I’d like”, saying how it ended, giving thanks for it.

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::conversation::{self, Conversation};
use domain::person::Person;
use domain::post::{
    Conclude, Conclusion, Credit, Lower, NEVER, Post, Raise, Resume, Terms, ThankBack, has_room,
    parse_sentence,
};
use domain::site::Site;
use domain::{Problems, Rule, Viewer, Visible};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::post::Kept;
use store::{Snapshot, Tx};

use super::about::{Opened, about};
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// Most people of whom somebody can be named.
const CANDIDATES: i64 = 60;

/// The moment at which a day of the site is over; none after the last one that there is.
fn end_of(zone: &TimeZone, day: Date) -> Option<Moment> {
    let next = day.tomorrow().ok()?;
    let at = zone.to_timestamp(next.at(0, 0, 0, 0)).ok()?;
    Some(Moment::from(at))
}

/// When the last day of these terms is over.
pub(crate) fn ends_at(site: &Site, terms: &Terms) -> Moment {
    let zone = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let end = terms.until.and_then(|day| end_of(&zone, day));
    end.unwrap_or(NEVER)
}

/// Terms as they are kept. The last day has to come, unless it was said `before` already.
pub(super) fn kept(
    site: &Site,
    now: Moment,
    terms: &Terms,
    before: Option<&Terms>,
) -> Result<Kept> {
    let until_at = ends_at(site, terms);
    let same = before.is_some_and(|before| before.until == terms.until);
    if until_at <= now && !same {
        return Err(Problems::one("until", "post.until-past").into());
    }
    Ok(Kept {
        terms: terms.clone(),
        until_at,
    })
}

/// That one more may be open, should it be one that counts.
pub(super) fn room(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    by: Id<Person>,
    but: Option<Id<Conversation>>,
) -> Result<()> {
    let open = store::post::open_count(from, by, but)?;
    match has_room(viewer, by, open) {
        true => Ok(()),
        false => Err(Error::Forbidden("post.too-many-open")),
    }
}

/// The same for a post that is to be there, or open, again.
pub(super) fn room_again(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    post: &Visible<Post>,
) -> Result<()> {
    match store::post::would_be_open(from, post)? {
        true => room(from, viewer, post.by.id, Some(post.id())),
        false => Ok(()),
    }
}

/// Says “I can” under an ask or “I’d like” under an offer, with a sentence; no sentence at all takes it back. Doing either
/// twice is doing it once.
///
/// # Errors
/// Not allowed, or the sentence is too long.
pub async fn raise(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    words: Option<&str>,
) -> Result<Opened> {
    let words = words.map(parse_sentence).transpose()?;
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, mut touches) = about(&post);
        touches.asked_for = post.kind() == conversation::Kind::Ask;
        let (changed, kind) = match &words {
            Some(words) => {
                let permit = Raise::permit(&caller.viewer, post)?;
                (store::post::raise(tx, &permit, words)?, Kind::Raised)
            }
            None => {
                let permit = Lower::permit(&caller.viewer, post)?;
                (store::post::lower(tx, &permit)?, Kind::Lowered)
            }
        };
        if changed {
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(opened)
    })
    .await
}

/// How somebody says that an ask or an offer ends.
#[derive(Clone, Debug, Default)]
pub struct EndInput {
    /// `helped`, `without`, or `open` to open it again.
    pub how: String,
    /// Who helped, or was helped.
    pub named: Vec<Id<Person>>,
    /// Why it ends without help.
    pub reason: String,
}

/// Says how an ask or an offer ended, or opens it again. Saying the same twice is saying it once.
///
/// Naming somebody is thanking them under an ask; under an offer it says that they were helped.
///
/// # Errors
/// Not allowed, something is wrong with a field, or it has ended otherwise since.
pub async fn end(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    input: EndInput,
) -> Result<Opened> {
    let wanted = match input.how.as_str() {
        "open" => None,
        how => Some(Conclusion::parse(how, &input.named, &input.reason)?),
    };
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let Some(conclusion) = &wanted else {
            return resume(tx, &caller, post);
        };
        let ending = post.wish.as_ref().and_then(|wish| wish.ending());
        if ending.is_some_and(|ending| {
            conclusion.is_that_of(ending)
                && ending.by.as_ref().map(|by| by.id) == caller.viewer.person()
        }) {
            return Ok(about(&post).0);
        }
        match conclusion {
            Conclusion::Helped(named) => credit(tx, &caller, post, named),
            Conclusion::Without(reason) => {
                let (opened, touches) = ended_by(&caller, &post);
                let permit = Conclude::permit(&caller.viewer, post)?;
                store::post::conclude(tx, &permit, reason)?;
                record(tx, caller.actor(), caller.door, Kind::Ended, touches)?;
                Ok(opened)
            }
        }
    })
    .await
}

/// What is told of an ending: to whoever opened it, unless they say it themselves.
fn ended_by(caller: &Caller, post: &Visible<Post>) -> (Opened, Touches) {
    let (opened, touches) = about(post);
    let to = touches.to.filter(|to| !caller.viewer.is(*to));
    (opened, Touches { to, ..touches })
}

fn credit(
    tx: &mut Tx<'_>,
    caller: &Caller,
    post: Visible<Post>,
    named: &[Id<Person>],
) -> Result<Opened> {
    let (opened, touches) = ended_by(caller, &post);
    let permit = Credit::permit(&caller.viewer, post)?;
    let known = store::post::candidates(tx, permit.subject(), i64::MAX)?;
    let is_known = |person: &Id<Person>| known.iter().any(|known| known.id == *person);
    if !named.iter().all(is_known) {
        return Err(Problems::one("named", "post.named-unknown").into());
    }
    store::post::credit(tx, &permit, named)?;
    record(tx, caller.actor(), caller.door, Kind::Ended, touches)?;
    for person in named {
        let to = Touches {
            to: Some(*person),
            asked_for: permit.kind() == conversation::Kind::Offer,
            ..touches
        };
        let kind = helped(permit.kind(), true);
        record(tx, caller.actor(), caller.door, kind, to)?;
    }
    Ok(opened)
}

/// What naming somebody is: thanks under an ask, help under an offer; or taking that back.
const fn helped(kind: conversation::Kind, done: bool) -> Kind {
    match (kind, done) {
        (conversation::Kind::Offer, true) => Kind::Helped,
        (conversation::Kind::Offer, false) => Kind::Unhelped,
        (_, true) => Kind::Thanked,
        (_, false) => Kind::Unthanked,
    }
}

fn resume(tx: &mut Tx<'_>, caller: &Caller, post: Visible<Post>) -> Result<Opened> {
    let (opened, touches) = ended_by(caller, &post);
    let ended = post.wish.as_ref().and_then(|wish| wish.ending()).cloned();
    let Some(ended) = ended else {
        // It is open, and is to be: said twice.
        return match Conclude::allows(&caller.viewer, &post) {
            true => Ok(opened),
            false => Err(Resume::permit(&caller.viewer, post)
                .map_or_else(Error::from, |_| Error::Conflict("error.conflict"))),
        };
    };
    let permit = Resume::permit(&caller.viewer, post)?;
    room_again(tx, &caller.viewer, permit.subject())?;
    store::post::resume(tx, &permit)?;
    record(tx, caller.actor(), caller.door, Kind::Resumed, touches)?;
    for helper in &ended.helpers {
        let to = Touches {
            to: Some(helper.who.id),
            ..touches
        };
        let kind = helped(permit.kind(), false);
        record(tx, caller.actor(), caller.door, kind, to)?;
    }
    Ok(opened)
}

/// Somebody who is named as having helped, or as having been helped, thanks whoever opened it, or takes that back. Doing either
/// twice is doing it once.
///
/// # Errors
/// Not allowed.
pub async fn thank_back(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    thanked: bool,
) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = ThankBack::permit(&caller.viewer, post)?;
        let kind = match thanked {
            true => Kind::Thanked,
            false => Kind::Unthanked,
        };
        if store::post::thank_back(tx, &permit, thanked)? {
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(opened)
    })
    .await
}

/// What whoever opened an ask or an offer chooses from.
///
/// # Errors
/// The store's.
pub fn candidates(
    from: &mut Snapshot<'_>,
    post: &Visible<Post>,
) -> Result<Vec<domain::person::Byline>> {
    Ok(store::post::candidates(from, post, CANDIDATES)?)
}

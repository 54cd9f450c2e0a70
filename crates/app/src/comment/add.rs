//! Saying something.

use crate::error::Found;
use crate::hold;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};
use base::{Digest, Id};
use domain::activity::{Actor, Kind, Touches};
use domain::article::Format;
use domain::comment::{self, Comment, Draft, Input, State};
use domain::conversation::{self, Conversation};
use domain::hold::{Judged, Said};
use domain::person::Person;
use domain::problem::Fault;
use domain::{Permit, Problems, Rule, Viewer};
use std::time::Duration;
use store::comment::{By, Fresh};
use store::form_key::Known;
use store::{Snapshot, Tx};

/// How long the same words of the same guest in the same place are taken for one form sent twice.
const TWICE: Duration = Duration::from_mins(10);
/// Comments that one guest may leave in an hour.
const GUEST_HOURLY: i64 = 10;

/// A comment that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Which one; none if it was dropped without a word, as what machines write is.
    pub id: Option<Id<Comment>>,
    /// Whether everybody sees it already.
    pub visible: bool,
    /// Address of the conversation.
    pub path: String,
}

/// Renders a comment as it will be shown; for the preview.
///
/// # Errors
/// Not allowed there, or something is wrong with a field.
pub async fn preview(
    app: &App,
    caller: Caller,
    conversation: Id<Conversation>,
    input: &Input,
) -> Result<String> {
    let viewer = caller.viewer.clone();
    app.read(move |from| {
        let conversation = store::conversation::find(from, &viewer, conversation)?.found()?;
        conversation::Comment::permit(&viewer, conversation)?;
        Ok(())
    })
    .await?;
    shown(app, caller, input).await
}

/// Words as they will be shown, even before there are any.
pub(super) async fn shown(app: &App, caller: Caller, input: &Input) -> Result<String> {
    let text = base::clean::text(&input.text);
    if text.len() > comment::SOURCE_LIMIT {
        input.parse(false)?;
    }
    let made = text::render(
        app,
        &caller.viewer,
        &text,
        Format::Markdown,
        Place::Comment,
        "preview",
    )
    .await?;
    text::few_pictures(&made, "text", comment::PICTURES)?;
    Ok(made.html)
}

/// Adds a comment. `seen` is how long ago the page was first fetched from the same network, if that is known.
///
/// # Errors
/// Not allowed, or something is wrong with a field.
pub async fn add(
    app: &App,
    caller: Caller,
    conversation: Id<Conversation>,
    input: Input,
    seen: Option<Duration>,
) -> Result<Added> {
    let guest = caller.viewer == Viewer::Guest;
    let draft = input.parse(guest)?;
    let holding = app.site().await?.holding;
    // Rights before expensive work (R84).
    let viewer = caller.viewer.clone();
    let (path, known) = app
        .read(move |from| {
            let conversation = store::conversation::find(from, &viewer, conversation)?.found()?;
            let (path, visibility) = (conversation.path.clone(), conversation.visibility);
            conversation::Comment::permit(&viewer, conversation)?;
            let known = hold::known(from, &viewer, holding, visibility)?;
            Ok((path, known))
        })
        .await?;
    if guest && !input.website.is_empty() {
        // Filled in by a machine: it gets the answer that a waiting comment gets, and nothing else happens.
        return Ok(Added {
            id: None,
            visible: false,
            path,
        });
    }
    let ids = format!("c{:08x}", base::secret::random_u32());
    let rendered = text::render(
        app,
        &caller.viewer,
        &draft.text,
        Format::Markdown,
        Place::Comment,
        &ids,
    )
    .await?;
    text::few_pictures(&rendered, "text", comment::PICTURES)?;
    if guest && rendered.links.len() > comment::GUEST_LINKS {
        let most = i64::try_from(comment::GUEST_LINKS).unwrap_or(0);
        let mut problems = Problems::default();
        problems.add("text", Fault::with("comment.too-many-links", most));
        return Err(problems.into());
    }
    let hurried = seen.is_some_and(|seen| seen < comment::LEAST_TIME);
    let judged = match &known {
        Some(known) => {
            let said = hold::comment(&draft.text, &rendered.links, draft.guest.as_ref());
            hold::judge(app, known, &Said { hurried, ..said }).await?
        }
        None => Judged::default(),
    };
    let limits = app.keeps_limits();
    let fresh = move |parent, by, state, at| Fresh {
        parent,
        by,
        source: draft.text.clone(),
        format: Format::Markdown,
        html: rendered.html.clone(),
        pipeline: markup::PIPELINE,
        state,
        at,
        feed_id: None,
    };
    let draft = input.parse(guest)?;
    app.write(move |tx| {
        let found = store::conversation::find(tx, &caller.viewer, conversation)?.found()?;
        let permit = conversation::Comment::permit(&caller.viewer, found)?;
        let teller = teller(
            tx,
            &permit,
            &draft,
            hurried || !judged.grounds.is_empty(),
            limits,
        )?;
        let request = Digest::of_parts(&[
            conversation.to_string().as_bytes(),
            input.parent.as_bytes(),
            draft.text.as_bytes(),
        ]);
        let key = match (&teller.actor, input.key.is_empty()) {
            (Actor::Person { id, .. }, false) => Some(format!(
                "{id} comment {}",
                base::clean::clip(&input.key, 64)
            )),
            _ => None,
        };
        if let Some(key) = &key {
            match store::form_key::look(tx, key, &request)? {
                Known::New => {}
                Known::Same(id) => {
                    let id = id.parse().ok().found()?;
                    let state = store::comment::unseen(tx, id)?.map(|placed| placed.comment.state);
                    return Ok(Added {
                        id: Some(id),
                        visible: state != Some(State::Waiting),
                        path: path.clone(),
                    });
                }
                Known::Other => return Err(Error::Conflict("error.form-used")),
            }
        } else {
            let since = tx.now().before(TWICE);
            if let Some((id, state)) =
                store::comment::same(tx, conversation, teller.by, &draft.text, since)?
            {
                return Ok(Added {
                    id: Some(id),
                    visible: state == State::Visible,
                    path: path.clone(),
                });
            }
        }
        let hook = match draft.parent {
            None => None,
            Some(parent) => {
                let gone = || Problems::one("parent", "comment.parent-gone");
                Some(store::comment::hook(tx, permit.subject(), parent)?.ok_or_else(gone)?)
            }
        };
        let at = tx.now();
        let fresh = fresh(hook, teller.by, teller.state, at);
        let id = store::comment::insert(tx, &permit, &fresh)?;
        if teller.state == State::Waiting {
            store::hold::keep(tx, id.raw(), &judged.told())?;
        }
        store::picture::show(
            tx,
            &caller.viewer,
            id.raw(),
            Some(conversation),
            &fresh.html,
        )?;
        if let Some(key) = &key {
            store::form_key::keep(tx, key, &request, &id.to_string())?;
        }
        let touches = Touches {
            group: None,
            to: addressee(tx, &permit, draft.parent)?,
            conversation: Some(conversation),
            comment: Some(id),
            parent: draft.parent,
            asked_for: permit.kind.asks() && draft.parent.is_none(),
        };
        let kind = match (teller.state, draft.parent) {
            (State::Waiting, _) => Kind::CommentHeld,
            (_, Some(_)) => Kind::Replied,
            (_, None) => Kind::Commented,
        };
        record(tx, teller.actor, caller.door, kind, touches)?;
        if let Some(me) = teller.actor.person() {
            let place = domain::draft::Place::Saying {
                conversation,
                parent: draft.parent,
            };
            store::draft::discard(tx, me, place)?;
        }
        Ok(Added {
            id: Some(id),
            visible: teller.state == State::Visible,
            path: path.clone(),
        })
    })
    .await
}

/// Who says a new comment, and whether it is seen at once.
struct Teller {
    by: By,
    actor: Actor,
    state: State,
}

fn teller(
    tx: &mut Tx<'_>,
    permit: &Permit<conversation::Comment>,
    draft: &Draft,
    suspicious: bool,
    limits: bool,
) -> Result<Teller> {
    match (permit.by().person(), &draft.guest) {
        (Some(person), _) => {
            let actor = Caller::at_page(permit.by().clone()).actor();
            Ok(Teller {
                by: By::Person(person),
                actor,
                state: if suspicious {
                    State::Waiting
                } else {
                    State::Visible
                },
            })
        }
        (None, Some(guest)) => {
            let now = tx.now();
            let guest = store::guest::meet(tx, guest, now)?;
            let hour = now.before(Duration::from_hours(1));
            if limits && store::guest::count_since(tx, guest.id, hour)? >= GUEST_HOURLY {
                return Err(Error::TooMany(600));
            }
            // Who has become a member signs in; the name alone proves nothing.
            let trusted = guest.trusted && guest.claimed_by.is_none() && !suspicious;
            let state = if trusted {
                State::Visible
            } else {
                State::Waiting
            };
            Ok(Teller {
                by: By::Guest(guest.id),
                actor: Actor::Guest(guest.id),
                state,
            })
        }
        (None, None) => Err(Error::SignIn),
    }
}

/// To whom it is said: the one who is answered, or the one who began the conversation.
fn addressee(
    from: &mut Snapshot<'_>,
    permit: &Permit<conversation::Comment>,
    parent: Option<Id<Comment>>,
) -> Result<Option<Id<Person>>> {
    let Some(parent) = parent else {
        return Ok(Some(permit.by));
    };
    let parent = store::comment::find(from, permit.by(), parent)?;
    Ok(parent.and_then(|placed| placed.comment.author.person().map(|byline| byline.id)))
}

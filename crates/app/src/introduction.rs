//! Introducing two others to each other.

use std::time::Duration;

use base::Id;
use domain::activity::{Kind, Touches};
use domain::article::Format;
use domain::introduction::{Input, Introduce, Meeting};
use domain::person::Person;
use domain::{Problems, Rule, Visible, conversation};
use store::Snapshot;
use store::post::{Fresh, Text};

use crate::error::Found;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};

const DAY: Duration = Duration::from_hours(24);

/// Somebody whom the caller may introduce to others.
///
/// # Errors
/// Not there for the caller, oneself, or no member.
pub async fn somebody(app: &App, caller: Caller, id: Id<Person>) -> Result<Visible<Person>> {
    app.read(move |from| {
        let person = store::person::find(from, &caller.viewer, id)?.found()?;
        if caller.viewer.is(id) {
            return Err(Error::Forbidden("introduction.yourself"));
        }
        if person.state != domain::person::State::Active {
            return Err(Error::Forbidden("introduction.no-member"));
        }
        Ok(person)
    })
    .await
}

fn meeting(
    from: &mut Snapshot<'_>,
    caller: &Caller,
    id: Id<Person>,
    handle: &str,
) -> Result<Visible<Meeting>> {
    let viewer = &caller.viewer;
    let one = store::person::find(from, viewer, id)?.found()?;
    let unknown = || Error::from(Problems::one("handle", "group.nobody-of-that-name"));
    let other = store::person::by_handle(from, viewer, handle)?.ok_or_else(unknown)?;
    let me = viewer.person().ok_or(Error::SignIn)?;
    let since = from.now().before(DAY);
    // Each is recorded for both.
    let lately = store::activity::count_by(from, me, Kind::Introduced, since)? / 2;
    let other = (*other).clone();
    Ok(one.part(|one| Meeting { one, other, lately }))
}

/// What those who type can put right themselves is told beside the field where they can.
fn told(error: Error) -> Error {
    match error {
        Error::Forbidden(
            why @ ("introduction.same" | "introduction.yourself" | "introduction.no-member"),
        ) => Problems::one("handle", why).into(),
        other => other,
    }
}

/// Introduces somebody to another: opens a group of the three, and a conversation in it. Gives its address.
///
/// # Errors
/// Not there for the caller, oneself, the same twice, too often, or something is wrong with a field.
pub async fn introduce(app: &App, caller: Caller, id: Id<Person>, input: &Input) -> Result<String> {
    let (handle, words) = input.parse()?;
    let (by, whom) = (caller.clone(), handle.clone());
    let source = app
        .read({
            let words = words.clone();
            move |from| Ok(meeting(from, &by, id, &whom)?.words(&words))
        })
        .await?;
    let made = text::render(
        app,
        &caller.viewer,
        &source,
        Format::Markdown,
        Place::Article,
        "a",
    )
    .await?;
    let title = base::clean::clip(&words, domain::group::NAME_LIMIT).to_owned();
    let host = app.base().domain().to_owned();
    app.write(move |tx| {
        let meeting = meeting(tx, &caller, id, &handle)?;
        let permit =
            Introduce::permit(&caller.viewer, meeting).map_err(|refusal| told(refusal.into()))?;
        let (group, me) = store::group::introduce(tx, &permit, &words)?;
        let at = tx.now();
        let fresh = Fresh {
            kind: conversation::Kind::Discussion,
            title: title.clone(),
            slug: domain::post::slug(&title, conversation::Kind::Discussion),
            text: Text {
                source: source.clone(),
                excerpt: markup::excerpt(&made.html, text::EXCERPT),
                html: made.html.clone(),
                pipeline: markup::PIPELINE,
            },
            group,
            visibility: domain::group::Visibility::Group(group),
            by: me,
            tags: Vec::new(),
            at,
            closes_at: None,
            wish: None,
            waits: false,
        };
        let (conversation, path) = store::post::bring(tx, &host, &fresh)?;
        for to in permit.people() {
            let touches = Touches {
                to: Some(to),
                conversation: Some(conversation),
                ..Touches::default()
            };
            record(tx, caller.actor(), caller.door, Kind::Introduced, touches)?;
        }
        Ok(path)
    })
    .await
}

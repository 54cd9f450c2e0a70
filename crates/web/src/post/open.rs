//! Opening a post, and changing its first words.

use app::draft::Outcome;
use app::post::{Editable, Opened};
use askama::Template;
use axum::response::Response;
use base::{Id, Secret};
use domain::Visible;
use domain::conversation::{Conversation, Kind};
use domain::draft::{Kept, Place};
use domain::group::{self, Group, Visibility};
use domain::post::Input;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::parts::Parts;
use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::keeping::Keeping;
use crate::path::Path;

#[derive(Template)]
#[template(path = "post/opening.html")]
struct FormPage {
    frame: Frame,
    parts: Parts,
    kind: Kind,
    /// What is offered, and what it is already.
    choices: Vec<Kind>,
    /// The group in which it is, unless that is the site's own; and those that the viewer may choose from.
    group: Option<Visible<Group>>,
    groups: Vec<Visible<group::Line>>,
    site: Visibility,
}

impl FormPage {
    fn action(&self) -> String {
        self.parts.action()
    }

    /// Whether it is for nobody else than a group, or than the members of the site.
    fn is_for(&self, whom: &str) -> bool {
        self.parts.input.visibility == whom
    }

    /// Who may be chosen as readers: nobody whom the group keeps out.
    fn audiences(&self) -> Vec<&'static str> {
        let group = self.group.as_ref();
        let widest = group.map_or(self.site, |group| group.visibility);
        let mut all = vec!["public", "members"];
        all.retain(|name| *name != "public" || widest == Visibility::Public);
        all.retain(|name| *name != "members" || !matches!(widest, Visibility::Group(_)));
        if group.is_some() {
            all.push("group");
        }
        all
    }
}

/// The form as it is sent, with the button that was pressed. Not flattened: a flattened number could not be read.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    tags: String,
    #[serde(default)]
    visibility: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    revision: i64,
    #[serde(default)]
    key: String,
    #[serde(default, rename = "do")]
    wish: String,
    #[serde(default)]
    draft: String,
}

impl Sent {
    /// What was typed, and whether only a look at it is wanted.
    fn take(self) -> (Input, bool) {
        let looks = self.wish == "preview";
        (self.input(), looks)
    }

    fn input(self) -> Input {
        Input {
            kind: self.kind,
            title: self.title,
            source: self.source,
            tags: self.tags,
            visibility: self.visibility,
            group: self.group,
            when: self.when,
            day: self.day,
            place: self.place,
            until: self.until,
            revision: self.revision,
            key: self.key,
        }
    }
}

/// A fresh one-time key.
fn key() -> String {
    base::clean::clip(&Secret::new().reveal(), 32).to_owned()
}

/// What kind is wanted, and a title to begin with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FreshQuery {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    /// The group in which it is opened.
    #[serde(default)]
    group: String,
}

/// An empty form.
pub(crate) async fn fresh(
    desk: Desk,
    Query(query): Query<FreshQuery>,
) -> Result<Response, PageError> {
    let group = app::group::named(desk.app(), desk.caller(), &query.group).await?;
    let parts = Parts {
        input: Input {
            kind: query.kind,
            title: base::clean::line(&query.title),
            visibility: group.visibility.to_string(),
            group: group.handle.clone(),
            key: key(),
            ..Input::default()
        },
        ..Parts::default()
    };
    // Whoever comes with a title wants to begin with that, and whoever comes from a group begins there: what was typed for another
    // place is not put before others than it was meant for.
    let mut parts = parts;
    if parts.input.title.is_empty() {
        let kept = app::draft::find(desk.app(), desk.caller(), Place::Opening).await?;
        let is_here = |kept: &Kept| kept.draft.rest.group == parts.input.group;
        if parts.input.group.is_empty() || kept.as_ref().is_none_or(is_here) {
            parts.refill(Place::Opening, kept);
        }
        if !parts.input.group.is_empty() && !opens_in(&desk, &parts.input.group).await? {
            // As few as can be, until they choose.
            parts.input.group.clear();
            Visibility::Members
                .as_str()
                .clone_into(&mut parts.input.visibility);
            parts.notice = Some(desk.text("group.gone-from-draft"));
        }
    }
    render(&desk, StatusCode::OK, parts).await
}

/// Whether whoever looks may open something in this group, which may not be there for them any more.
async fn opens_in(desk: &Desk, handle: &str) -> Result<bool, PageError> {
    match app::group::front(desk.app(), desk.caller(), handle).await {
        Ok(front) => Ok(front.opens),
        Err(app::Error::NotFound) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// Opens a post, or shows how it will look.
pub(crate) async fn begin(
    desk: Desk,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (asks, keeps) = (sent.wish == "poll", sent.wish == "draft");
    let base = sent.draft.clone();
    let (input, looks) = sent.take();
    let mut parts = Parts {
        input,
        base,
        ..Parts::default()
    };
    if looks {
        return preview(&desk, &headers, parts).await;
    }
    if keeps {
        return keep(&desk, parts).await;
    }
    match app::post::begin(desk.app(), desk.caller(), parts.input.clone()).await {
        Ok(Opened { id, .. }) if asks => Ok(frame::go(&format!("/conversations/{id}/poll"))),
        Ok(Opened { path, .. }) => Ok(frame::go(&path)),
        Err(app::Error::Invalid(problems)) => {
            parts.problems = problems;
            render(&desk, StatusCode::UNPROCESSABLE_ENTITY, parts).await
        }
        Err(app::Error::Conflict("error.form-used")) => {
            parts.input.key = key();
            parts.notice = Some(desk.text("post.form-used"));
            render(&desk, StatusCode::CONFLICT, parts).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form of a post, filled in, perhaps with an earlier text.
pub(crate) async fn edit(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Query(query): Query<EditQuery>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let Editable { post, mut input } = app::post::edit(app, caller.clone(), id).await?;
    let mut notice = None;
    if let Ok(number) = query.version.parse::<i64>() {
        let (_, earlier) = app::post::history(app, caller.clone(), id).await?;
        if let Some(kept) = earlier.into_iter().find(|kept| kept.number == number) {
            input.title.clone_from(&kept.title);
            input.source.clone_from(&kept.source);
            notice = Some(desk.text("write.brought-back"));
        }
    }
    let mut parts = Parts {
        of: Some((id, post.conversation.path.clone())),
        was: Some(post.kind()),
        input,
        notice,
        ..Parts::default()
    };
    if query.version.is_empty() {
        let place = Place::Post(id);
        let kept = app::draft::find(app, caller, place).await?;
        parts.refill(place, kept);
    }
    render(&desk, StatusCode::OK, parts).await
}

/// The earlier version whose text is to be brought back.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct EditQuery {
    #[serde(default)]
    version: String,
}

/// Saves changes.
pub(crate) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Path(id): Path<Id<Conversation>>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let before = app::post::edit(app, caller.clone(), id).await?;
    let (keeps, base) = (sent.wish == "draft", sent.draft.clone());
    let (input, looks) = sent.take();
    let mut parts = Parts {
        base,
        of: Some((id, before.post.conversation.path.clone())),
        was: Some(before.post.kind()),
        input,
        ..Parts::default()
    };
    if looks {
        return preview(&desk, &headers, parts).await;
    }
    if keeps {
        return keep(&desk, parts).await;
    }
    match app::post::save(app, caller.clone(), id, &parts.input).await {
        Ok(Opened { path, .. }) => Ok(frame::go(&path)),
        Err(app::Error::Invalid(problems)) => {
            parts.problems = problems;
            render(&desk, StatusCode::UNPROCESSABLE_ENTITY, parts).await
        }
        Err(app::Error::Conflict("post.changed-since")) => {
            // Nothing is lost: what was typed stays, and saving again saves it over the other, knowingly.
            parts.input.revision = app::post::edit(app, caller, id).await?.post.revision;
            parts.notice = Some(desk.text("post.changed-since"));
            render(&desk, StatusCode::CONFLICT, parts).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn preview(
    desk: &Desk,
    headers: &HeaderMap,
    mut parts: Parts,
) -> Result<Response, PageError> {
    match app::post::preview(desk.app(), desk.caller(), &parts.input).await {
        Ok(html) if answer::wants_json(headers) => {
            Ok(answer::json(&serde_json::json!({ "html": html })))
        }
        Ok(html) => {
            parts.preview = Some(html);
            render(desk, StatusCode::OK, parts).await
        }
        Err(app::Error::Invalid(problems)) => {
            parts.problems = problems;
            render(desk, StatusCode::UNPROCESSABLE_ENTITY, parts).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Keeps what was typed, for whoever presses the button for it.
async fn keep(desk: &Desk, mut parts: Parts) -> Result<Response, PageError> {
    let place = parts.place();
    let typed = parts.typed();
    match app::draft::keep(desk.app(), desk.caller(), &typed, false).await {
        Ok(Outcome::Kept(_) | Outcome::Dropped) => Ok(frame::go(&parts.action())),
        Ok(Outcome::Newer(newer)) => {
            parts.keeping = Some(Keeping::behind(place, *newer));
            render(desk, StatusCode::CONFLICT, parts).await
        }
        Err(app::Error::Invalid(problems)) => {
            parts.problems = problems;
            render(desk, StatusCode::UNPROCESSABLE_ENTITY, parts).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn render(desk: &Desk, status: StatusCode, parts: Parts) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let group = app::group::named(app, caller.clone(), &parts.input.group).await?;
    let group = (group.id != group::ROOT).then_some(group);
    let groups = match parts.of {
        Some(_) => Vec::new(),
        None => {
            let mine = app::group::list(app, caller, store::group::Which::Mine, None).await?;
            let mut open = mine.lines;
            open.retain(|line| line.group.closed_at.is_none());
            open
        }
    };
    let offered = |kind: &Kind| desk.site.kinds.contains(kind) || parts.was == Some(*kind);
    let choices: Vec<Kind> = Kind::POSTS.into_iter().filter(offered).collect();
    let first = choices.first().copied();
    let kind = Kind::parse(&parts.input.kind)
        .filter(|kind| choices.contains(kind))
        .or(first)
        .ok_or(PageError::App(app::Error::Forbidden("post.no-kinds")))?;
    let heading = match parts.of {
        Some(_) => "post.change",
        None => "post.start",
    };
    let frame = Frame::new(desk, desk.text(heading), Section::Conversations)
        .unlisted()
        .notice(parts.notice.clone());
    let page = FormPage {
        site: desk.site.visibility,
        group,
        groups,
        frame,
        parts,
        kind,
        choices,
    };
    Ok(frame::respond(status, frame::html(desk, &page)?))
}

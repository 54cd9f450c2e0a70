//! What one follows: choosing it where it stands, and all of it on one page.

use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::conversation::Conversation;
use domain::following::{Level, Source};
use domain::group::ROOT;
use domain::person::Person;
use domain::post::Line;
use serde::Deserialize;
use serving::return_to::ReturnTo;
use store::reader::Mine;

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::level::LevelForm;
use crate::path::Path;
use crate::post::personal::{self, News};

/// Something that is followed, with its form.
struct Followed {
    name: String,
    path: String,
    level: LevelForm,
}

#[derive(Template)]
#[template(path = "following/list.html")]
struct FollowingPage {
    frame: Frame,
    site: LevelForm,
    sources: Vec<Followed>,
    lines: Vec<Visible<Line>>,
    news: News,
    older: Option<String>,
}

/// Tags and people that one page shows; nobody follows more by hand.
const SOURCES: i64 = 500;
/// Conversations that one page shows.
const LINES: i64 = 30;

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    before: String,
    #[serde(default)]
    said: String,
}

/// All that one follows.
pub(crate) async fn list(
    desk: Desk,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let me = desk.me()?.byline.id;
    let before = cursor::parse(&query.before);
    let (site, sources, mut lines) = desk
        .read(move |from, viewer| {
            let site = store::following::level(from, me, Source::Group(ROOT))?;
            let sources = store::following::list(from, me, SOURCES)?;
            let lines = store::reader::list(from, viewer, Mine::Followed, before, LINES + 1)?;
            Ok((site, sources, lines))
        })
        .await?;
    let most = usize::try_from(LINES).unwrap_or(30);
    let older = (lines.len() > most)
        .then(|| lines.get(most.saturating_sub(1)))
        .flatten()
        .map(|last| {
            format!(
                "/following?before={}",
                cursor::print(last.active_at, last.id)
            )
        });
    lines.truncate(most);
    let news = personal::news(&desk, &lines).await?;
    let sources = sources
        .into_iter()
        .map(|one| {
            let level = match one.source {
                Source::Person(id) => LevelForm::person(id, one.level),
                Source::Tag(_) => {
                    let slug = one.path.rsplit('=').next().unwrap_or_default();
                    LevelForm::tag(slug, one.level)
                }
                Source::Group(_) => {
                    let handle = one.path.rsplit('/').next().unwrap_or_default();
                    LevelForm::group(handle, one.level)
                }
            };
            Followed {
                level: level.listed(),
                name: one.name,
                path: one.path,
            }
        })
        .collect();
    let notice = (query.said == "changed").then(|| desk.text("following.changed"));
    let page = FollowingPage {
        frame: Frame::new(&desk, desk.text("following.list"), Section::Notifications)
            .unlisted()
            .notice(notice),
        site: LevelForm::site(site).listed(),
        sources,
        lines,
        news,
        older,
    };
    frame::show(&desk, &page)
}

/// A choice.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    level: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    return_to: String,
}

impl Choice {
    /// Back to where the button stood.
    fn back(&self, there: &str) -> Response {
        match ReturnTo::parse(&self.return_to) {
            Some(path) if path.as_str() == "/following" => frame::go("/following?said=changed"),
            _ => frame::go(there),
        }
    }
}

/// Chooses how much one is told of a conversation.
pub(crate) async fn conversation(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    Form(choice): Form<Choice>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let path = app::following::conversation(app, caller, id, &choice.level).await?;
    Ok(choice.back(&format!("{path}#level")))
}

/// Chooses how much one is told of somebody.
pub(crate) async fn person(
    desk: Desk,
    Path(id): Path<Id<Person>>,
    Form(choice): Form<Choice>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let path = app::following::person(app, caller, id, &choice.level).await?;
    Ok(choice.back(&format!("{path}#level")))
}

/// Chooses how much one is told of a tag, or of everything.
pub(crate) async fn group(desk: Desk, Form(choice): Form<Choice>) -> Result<Response, PageError> {
    let tag = (!choice.tag.is_empty()).then_some(choice.tag.as_str());
    app::following::group(desk.app(), desk.caller(), tag, &choice.level).await?;
    let there = match tag {
        Some(slug) => format!("/conversations?tag={}#level", crate::address::word(slug)),
        None => "/following".to_owned(),
    };
    Ok(choice.back(&there))
}

/// From now on, nothing that was said until now is new.
pub(crate) async fn catch_up(desk: Desk) -> Result<Response, PageError> {
    app::following::catch_up(desk.app(), desk.caller()).await?;
    Ok(frame::go("/conversations?show=new"))
}

/// How much a member is told of a tag.
pub(crate) async fn of_tag(
    desk: &Desk,
    id: Id<domain::tag::Tag>,
) -> Result<Option<Level>, PageError> {
    let Some(me) = desk.viewer().person() else {
        return Ok(None);
    };
    let level = desk
        .read(move |from, _| Ok(store::following::level(from, me, Source::Tag(id))?))
        .await?;
    Ok(Some(level))
}

//! The front of a group: what it is for, what is talked about, who is in it, how one comes in.

use app::group::Front;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::Visible;
use domain::conversation::{Conversation, Kind};
use domain::following::Source;
use domain::post::{self, Line};
use http::HeaderMap;
use serde::Deserialize;
use store::post::{Filter, Sort};

use crate::address;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept;
use crate::level::LevelForm;
use crate::path::Path;
use crate::post::personal::{self, News};

/// Members whose faces the front shows.
const FACES: usize = 12;

/// The query of the front.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct FrontQuery {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    said: String,
}

#[derive(Template)]
#[template(path = "group/front.html")]
struct FrontPage {
    frame: Frame,
    front: Front,
    kinds: Vec<(Option<Kind>, String, bool)>,
    kind: Option<Kind>,
    lines: Vec<Visible<Line>>,
    news: News,
    older: Option<String>,
    newest: Option<String>,
    level: Option<LevelForm>,
    /// The words of a request that could not be sent.
    words: String,
}

impl FrontPage {
    fn is_invited(&self) -> bool {
        matches!(
            self.front.group.knock,
            Some(domain::group::Knock::Invited(_))
        )
    }

    fn has_asked(&self) -> bool {
        matches!(self.front.group.knock, Some(domain::group::Knock::Asked(_)))
    }
}

/// What was done a moment ago.
fn said(word: &str) -> Option<&'static str> {
    Some(match word {
        "founded" => "group.is-founded",
        "in" => "group.is-in",
        "asked" => "group.is-asked",
        "withdrawn" => "group.is-withdrawn",
        "changed" => "group.is-changed",
        "closed" => "group.is-shut",
        "reopened" => "group.is-reopened",
        "told" => "following.changed",
        _ => return None,
    })
}

/// The front.
pub(crate) async fn show(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<FrontQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    kept::serve(
        &desk.clone(),
        &headers,
        crate::cache::Kind::Html,
        async move {
            let mut front = app::group::front(desk.app(), desk.caller(), &handle).await?;
            front.some.truncate(FACES);
            let group = front.group.clone();
            let kind = Kind::parse(&query.kind).filter(|kind| kind.is_post());
            let before = cursor::parse(&query.before);
            let (id, reads) = (group.id, front.reads);
            let (mut lines, level) = desk
                .read(move |from, viewer| {
                    let filter = Filter {
                        kind,
                        group: Some(id),
                        ..Filter::default()
                    };
                    let lines = match reads {
                        true => store::post::list(
                            from,
                            viewer,
                            &filter,
                            Sort::Active,
                            before,
                            post::PAGE + 1,
                        )?,
                        false => Vec::new(),
                    };
                    let level = match viewer.person().filter(|_| viewer.belongs_to(id)) {
                        Some(me) => Some(store::following::level(from, me, Source::Group(id))?),
                        None => None,
                    };
                    Ok((lines, level))
                })
                .await?;
            let path = group.path();
            let with = |kind: Option<Kind>| match kind {
                Some(kind) => format!("{path}?kind={kind}"),
                None => path.clone(),
            };
            let most = usize::try_from(post::PAGE).unwrap_or(30);
            let older = (lines.len() > most)
                .then(|| lines.get(most.saturating_sub(1)))
                .flatten()
                .map(|last| {
                    let join = if kind.is_some() { '&' } else { '?' };
                    let place = cursor::print(last.active_at, last.id);
                    format!("{}{join}before={place}", with(kind))
                });
            lines.truncate(most);
            let news = personal::news(&desk, &lines).await?;
            let notice = said(&query.said).map(|key| desk.text(key));
            let mut frame = Frame::new(&desk, group.name.clone(), Section::Groups)
                .describe(&group.charter)
                .at(desk.app().base().join(&path))
                .notice(notice);
            if reads {
                frame = frame.with_feeds(&path, &group.name);
            }
            frame.indexed = desk.query.is_empty() && !group.is_private();
            let kinds = [None]
                .into_iter()
                .chain(desk.site.kinds.iter().copied().map(Some))
                .map(|one| (one, with(one), one == kind))
                .collect();
            let page = FrontPage {
                frame,
                kinds,
                kind,
                newest: (!query.before.is_empty()).then(|| with(kind)),
                lines,
                news,
                older,
                level: level.map(|level| LevelForm::group(&group.handle, level)),
                words: String::new(),
                front,
            };
            frame::html(&desk, &page)
        },
    )
    .await
}

/// All conversations of a group are on its front.
pub(crate) async fn conversations(
    desk: Desk,
    Path(handle): Path<String>,
) -> Result<Response, PageError> {
    let group = app::group::named(desk.app(), desk.caller(), &handle).await?;
    Ok(address::moved(&group.path()))
}

/// A conversation has one address, in whichever group it is.
pub(crate) async fn conversation(
    desk: Desk,
    Path((handle, id, _)): Path<(String, Id<Conversation>, String)>,
) -> Result<Response, PageError> {
    use app::Found as _;
    let group = app::group::named(desk.app(), desk.caller(), &handle).await?;
    let path = desk
        .read(move |from, viewer| {
            let found = store::conversation::find(from, viewer, id)?.found()?;
            (found.group == group.id)
                .then(|| found.path.clone())
                .found()
        })
        .await?;
    Ok(address::moved(&path))
}

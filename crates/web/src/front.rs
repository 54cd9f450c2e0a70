//! The front: the charter, what is new, where people are talking.

use askama::Template;
use axum::response::Response;
use domain::Visible;
use domain::article::Line;
use domain::post;
use http::HeaderMap;
use store::comment::Placed;
use store::post::{Filter, Sort};

use crate::address;
use crate::cache::Kind;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::kept;
use crate::lost;
use crate::setup;

/// Articles and comments on the front.
const SHOWN: i64 = 5;
/// Conversations on the front.
const ACTIVE: i64 = 7;
/// Asks and offers on the front.
const OPEN: i64 = 4;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage {
    frame: Frame,
    charter: String,
    articles: Vec<Visible<Line>>,
    active: Vec<Visible<post::Line>>,
    open: Vec<Visible<post::Line>>,
    recent: Vec<Visible<Placed>>,
    writes: bool,
    guest: bool,
}

/// The front page.
pub(crate) async fn show(desk: Desk, headers: HeaderMap) -> Result<Response, PageError> {
    if !app::setup::is_done(desk.app()).await? {
        return setup::waiting(&desk);
    }
    if let Some(target) = lost::by_query(&desk).await? {
        return Ok(address::moved(&target));
    }
    kept::serve(&desk.clone(), &headers, Kind::Html, async move {
        let (articles, active, open, recent) = desk
            .read(|from, viewer| {
                let articles =
                    store::article::list(from, viewer, store::article::Filter::All, None, SHOWN)?;
                let any = Filter::default();
                let active = store::post::list(from, viewer, &any, Sort::Active, None, ACTIVE)?;
                let open = store::post::open(from, viewer, None, None, OPEN)?;
                let recent = store::comment::recent(from, viewer, None, SHOWN)?;
                Ok((articles, active, open, recent))
            })
            .await?;
        let frame = Frame::new(&desk, "", Section::None)
            .with_feeds("/articles", &desk.text("article.list"))
            .at(desk.app().base().join("/"));
        let writes = frame.me.as_ref().is_some_and(|me| me.writes);
        let guest = frame.me.is_none();
        let page = FrontPage {
            frame,
            charter: desk.site.charter.clone(),
            articles,
            active,
            open,
            recent,
            writes,
            guest,
        };
        frame::html(&desk, &page)
    })
    .await
}

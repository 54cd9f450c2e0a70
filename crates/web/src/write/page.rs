//! The page on which an article is written.

use askama::Template;
use base::Id;
use domain::Problems;
use domain::Visible;
use domain::article::{Article, Format, Input, Line};
use domain::conversation::Stage;
use domain::group::Visibility;
use http::StatusCode;
use i18n::Arg;
use jiff::civil::DateTime;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::write::stale::Theirs;

/// What the page is made from.
#[derive(Default)]
pub(crate) struct Parts {
    /// The article, unless it is being begun.
    pub(crate) article: Option<Visible<Article>>,
    pub(crate) input: Input,
    /// The time of publishing, as typed.
    pub(crate) at: String,
    pub(crate) problems: Problems,
    /// How it will look.
    pub(crate) preview: Option<String>,
    /// What somebody else has made of it meanwhile.
    pub(crate) theirs: Option<Theirs>,
    /// What has just happened, or has to be known first.
    pub(crate) notice: Option<String>,
}

#[derive(Template)]
#[template(path = "write/article.html")]
struct WritePage {
    frame: Frame,
    heading: String,
    parts: Parts,
    id: Option<Id<Article>>,
    line: Option<Visible<Line>>,
    stage: Option<Stage>,
    is_html: bool,
    drafts: Vec<Visible<Line>>,
    /// Whether a poll can be added.
    may_ask: bool,
    zone: String,
    least: String,
    now: String,
}

impl WritePage {
    fn action(&self) -> String {
        match self.id {
            Some(id) => format!("/write/{id}"),
            None => "/write".to_owned(),
        }
    }

    fn is_published(&self) -> bool {
        self.stage == Some(Stage::Published)
    }

    fn is_scheduled(&self) -> bool {
        self.stage == Some(Stage::Scheduled)
    }

    fn is_members_only(&self) -> bool {
        self.parts.input.visibility == Visibility::Members.as_str()
    }

    /// Whether the fields that few need are to be seen at once.
    fn shows_more(&self) -> bool {
        let (input, problems) = (&self.parts.input, &self.parts.problems);
        let faulty = |name| problems.of(name).is_some();
        !input.excerpt.is_empty()
            || !input.authors.is_empty()
            || ["excerpt", "slug", "authors", "categories"]
                .into_iter()
                .any(faulty)
    }

    fn others(&self) -> impl Iterator<Item = &Visible<Line>> {
        self.drafts.iter().filter(|line| Some(line.id) != self.id)
    }

    fn is_mine(&self, line: &Line) -> bool {
        self.frame
            .me
            .as_ref()
            .is_some_and(|me| me.byline.id == line.by.id)
    }
}

/// As `datetime-local` has it.
fn local(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Renders the page.
pub(crate) async fn show(
    desk: &Desk,
    status: StatusCode,
    mut parts: Parts,
) -> Result<axum::response::Response, PageError> {
    // Whoever may change this article need not be somebody who begins others.
    let drafts = match app::article::drafts(desk.app(), desk.caller()).await {
        Ok(drafts) => drafts,
        Err(app::Error::Forbidden(_)) if parts.article.is_some() => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    let article = parts.article.take();
    let is_html = article
        .as_ref()
        .is_some_and(|article| article.format == Format::Html);
    let line = article.map(|article| article.part(|article| article.line));
    let stage = line.as_ref().map(|line| line.stage);
    let may_ask = match &line {
        Some(line) => app::poll::attachable(desk.app(), desk.caller(), line.id.cast())
            .await
            .is_ok(),
        None => false,
    };
    let zoned = |at: base::Moment| at.timestamp().to_zoned_datetime(desk.zone.clone());
    if let Some(line) = &line
        && line.stage == Stage::Scheduled
        && parts.at.is_empty()
    {
        parts.at = local(zoned(line.at).datetime());
    }
    let now = zoned(desk.now);
    let title = match &line {
        Some(line) => line.title.clone(),
        None => desk.text("article.write"),
    };
    let frame = Frame::new(desk, title.clone(), Section::Weblog)
        .unlisted()
        .notice(parts.notice.take());
    let page = WritePage {
        frame,
        heading: title,
        id: line.as_ref().map(|line| line.id),
        is_html,
        line,
        stage,
        drafts,
        may_ask,
        zone: desk.site.zone.clone(),
        least: local(now.datetime()),
        now: i18n::date_time(desk.lang, &now),
        parts,
    };
    Ok(frame::respond(status, frame::html(desk, &page)?))
}

/// The words that say when something comes out.
pub(crate) fn comes_out(desk: &Desk, line: &Line) -> String {
    let at = line.at.timestamp().to_zoned_datetime(desk.zone.clone());
    let date = i18n::date_time(desk.lang, &at);
    i18n::text_with(
        desk.lang,
        "article.scheduled",
        &[("date", Arg::Text(&date))],
    )
}

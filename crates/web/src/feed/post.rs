//! The feed of conversations of all kinds: what was opened or published, newest first.

use super::format::{Anchor, ENTRIES, FeedQuery, Format, empty};
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame;
use crate::kept;
use crate::path::Path;
use crate::post::list::{ListQuery, filter};
use app::Found as _;
use app::poll::Look;
use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::group::Group;
use domain::person::Byline;
use domain::poll::Way;
use domain::post::{Line, Terms};
use domain::{Viewer, Visible};
use feeds::Entry;
use http::HeaderMap;
use store::Snapshot;
use store::post::Sort;

/// Everything of a page of the feed.
struct Found {
    entries: Vec<(Visible<Line>, Body)>,
    older: Option<String>,
}

/// What a line of the list is not enough for.
struct Body {
    feed_id: String,
    html: String,
    /// Of an ask or an offer: when, where and until when.
    terms: Option<Terms>,
    poll: Option<Look>,
    updated: Moment,
    authors: Vec<Byline>,
    tags: Vec<String>,
}

fn body(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    line: &Visible<Line>,
) -> app::Result<Option<Body>> {
    if !line.kind.is_post() {
        let Some(article) = store::article::find(from, viewer, line.id.cast())? else {
            return Ok(None);
        };
        let tags = store::tag::of(from, &article)?;
        let conversation =
            store::conversation::find(from, viewer, article.conversation())?.found()?;
        return Ok(Some(Body {
            feed_id: article.feed_id.clone(),
            html: article.html.clone(),
            terms: None,
            poll: app::poll::look(from, viewer, &conversation, None)?,
            updated: article.line.updated_at.max(line.at),
            authors: article.authors.clone(),
            tags: tags.into_iter().map(|tag| tag.name).collect(),
        }));
    }
    let Some(post) = store::post::find(from, viewer, line.id)? else {
        return Ok(None);
    };
    let conversation = post.clone().part(|post| post.conversation);
    let tags = store::tag::under(from, &conversation)?;
    Ok(Some(Body {
        feed_id: post.feed_id.clone(),
        html: post.html.clone(),
        terms: post.wish.as_ref().map(|wish| wish.terms.clone()),
        poll: app::poll::look(from, viewer, &conversation, None)?,
        updated: post.edited_at.unwrap_or(post.at),
        authors: vec![post.by.clone()],
        tags: tags.into_iter().map(|tag| tag.name).collect(),
    }))
}

/// What stands beside the words of a post, in plain lines.
#[derive(Template)]
#[template(path = "post/_feed.html")]
struct Lines<'a> {
    terms: &'a Terms,
}

/// A poll in plain lines, with the figures if they are shown to whoever has not voted.
#[derive(Template)]
#[template(path = "poll/_feed.html")]
struct PollLines<'a> {
    look: &'a Look,
    options: Vec<(&'a String, Option<i64>)>,
    outcome: Option<String>,
    ranked: bool,
}

/// The same as HTML of a feed; nothing if there is no poll.
pub(super) fn poll_lines(desk: &Desk, look: Option<&Look>) -> Result<String, PageError> {
    let Some(look) = look else {
        return Ok(String::new());
    };
    let tally = look.tally.as_ref();
    let votes = |place| tally.map(|tally| tally.count(place));
    let options = (1..).zip(&look.poll.options);
    let lines = PollLines {
        look,
        options: options
            .map(|(place, words)| (words, votes(place)))
            .collect(),
        outcome: crate::poll::part::outcome(desk.lang, look),
        ranked: look.poll.way == Way::Ranked,
    };
    frame::html(desk, &lines)
}

/// What was opened or published, of all kinds.
pub(crate) async fn posts(
    desk: Desk,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (base, name) = ("/conversations".to_owned(), desk.text("post.list"));
    serve(desk, &query, &headers, None, base, name).await
}

/// The same of one group, for whoever may read there.
pub(crate) async fn of_group(
    desk: Desk,
    Path(handle): Path<String>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let group = app::group::named(desk.app(), desk.caller(), &handle).await?;
    if !group.visibility.admits(&desk.viewer()) {
        return Err(PageError::not_found());
    }
    let (base, name) = (group.path(), group.name.clone());
    serve(desk, &query, &headers, Some(group.id), base, name).await
}

async fn serve(
    desk: Desk,
    query: &FeedQuery,
    headers: &HeaderMap,
    group: Option<Id<Group>>,
    base: String,
    name: String,
) -> Result<Response, PageError> {
    let format = Format::of(&desk.path).ok_or_else(PageError::not_found)?;
    kept::serve(&desk.clone(), headers, format.kind(), async move {
        let before = cursor::parse(&query.before);
        let Found { entries, older } = desk
            .read(move |from, viewer| {
                let (mut filter, _) = filter(from, viewer, &ListQuery::default())?;
                filter.group = group;
                let lines =
                    store::post::list(from, viewer, &filter, Sort::New, before, ENTRIES + 1)?;
                let most = usize::try_from(ENTRIES).unwrap_or(20);
                let older = (lines.len() > most)
                    .then(|| lines.get(most.saturating_sub(1)))
                    .flatten()
                    .map(|last| cursor::print(last.at, last.id));
                let mut entries = Vec::with_capacity(lines.len());
                for line in lines.into_iter().take(most) {
                    if let Some(body) = body(from, viewer, &line)? {
                        entries.push((line, body));
                    }
                }
                Ok(Found { entries, older })
            })
            .await?;
        let title = format!("{} – {}", desk.site.name, name);
        let mut feed = empty(&desk, format, &base, title, older);
        feed.updated = entries
            .iter()
            .map(|(_, body)| body.updated)
            .max()
            .unwrap_or(Moment::from_ms(0))
            .timestamp();
        feed.entries = entries
            .iter()
            .map(|(line, body)| entry(&desk, line, body))
            .collect::<Result<_, _>>()?;
        Ok(format.write(&feed))
    })
    .await
}

fn entry(desk: &Desk, line: &Visible<Line>, body: &Body) -> Result<Entry, PageError> {
    let lines = match &body.terms {
        Some(terms) => frame::html(desk, &Lines { terms })?,
        None => String::new(),
    };
    let poll = poll_lines(desk, body.poll.as_ref())?;
    let anchor = Anchor {
        feed_id: &body.feed_id,
        title: &line.title,
        path: &line.path,
        at: line.at,
        updated_at: body.updated,
        authors: &body.authors,
        html: &format!("{lines}{}{poll}", body.html),
        excerpt: &line.excerpt,
        tags: body.tags.clone(),
        comments: line.comments,
        last_comment_at: (line.comments > 0).then_some(line.active_at),
    };
    Ok(anchor.entry(desk))
}

//! The feed of conversations: what members open, newest first.

use super::format::{ENTRIES, FeedQuery, Format, empty, person};
use crate::address;
use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Query;
use crate::kept;
use crate::post::list::{ListQuery, filter};
use app::Found as _;
use axum::response::Response;
use base::Moment;
use domain::Visible;
use domain::post::{Line, Post};
use domain::tag::Tag;
use feeds::{Entry, Replies};
use http::HeaderMap;
use store::post::Sort;

/// Everything of a page of the feed.
struct Found {
    entries: Vec<(Visible<Line>, Visible<Post>, Vec<Tag>)>,
    older: Option<String>,
}

/// What members opened, of all kinds but articles, which have a feed of their own.
pub(crate) async fn posts(
    desk: Desk,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let format = Format::of(&desk.path).ok_or_else(PageError::not_found)?;
    kept::serve(&desk.clone(), &headers, format.kind(), async move {
        let before = cursor::parse(&query.before);
        let Found { entries, older } = desk
            .read(move |from, viewer| {
                let (filter, _) = filter(from, viewer, &ListQuery::default())?;
                let lines =
                    store::post::list(from, viewer, &filter, Sort::New, before, ENTRIES + 1)?;
                let most = usize::try_from(ENTRIES).unwrap_or(20);
                let older = (lines.len() > most)
                    .then(|| lines.get(most.saturating_sub(1)))
                    .flatten()
                    .map(|last| cursor::print(last.at, last.id));
                let mut entries = Vec::with_capacity(lines.len());
                for line in lines.into_iter().take(most) {
                    if !line.kind.is_post() {
                        continue;
                    }
                    let post = store::post::find(from, viewer, line.id)?.found()?;
                    let conversation = post.clone().part(|post| post.conversation);
                    let tags = store::tag::under(from, &conversation)?;
                    entries.push((line, post, tags));
                }
                Ok(Found { entries, older })
            })
            .await?;
        let title = format!("{} – {}", desk.site.name, desk.text("post.list"));
        let mut feed = empty(&desk, format, "/conversations", title, older);
        feed.updated = entries
            .iter()
            .map(|(_, post, _)| post.edited_at.unwrap_or(post.at))
            .max()
            .unwrap_or(Moment::from_ms(0))
            .timestamp();
        feed.entries = entries
            .iter()
            .map(|(line, post, tags)| entry(&desk, line, post, tags))
            .collect();
        Ok(format.write(&feed))
    })
    .await
}

fn entry(desk: &Desk, line: &Visible<Line>, post: &Visible<Post>, tags: &[Tag]) -> Entry {
    let url = desk.app().base().join(&address::ascii(&line.path));
    Entry {
        id: post.feed_id.clone(),
        title: line.title.clone(),
        published: post.at.timestamp(),
        updated: post.edited_at.unwrap_or(post.at).timestamp(),
        authors: vec![person(desk, &post.by)],
        html: markup::absolute(&post.html, &url),
        summary: (!line.excerpt.is_empty()).then(|| line.excerpt.clone()),
        tags: tags.iter().map(|tag| tag.name.clone()).collect(),
        replies: Some(Replies {
            feed_atom: format!("{url}/feed.atom"),
            feed_rss: format!("{url}/feed.rss"),
            feed_json: format!("{url}/feed.json"),
            page: format!("{url}#comments"),
            count: u64::try_from(line.comments).unwrap_or(0),
            updated: (line.comments > 0).then(|| line.active_at.timestamp()),
        }),
        in_reply_to: None,
        picture: None,
        url,
    }
}

//! All conversations, filtered and sorted.

use app::Found as _;
use askama::Template;
use axum::response::Response;
use domain::conversation::Kind;
use domain::post::{self, Line};
use domain::tag::Tag;
use domain::{Viewer, Visible};
use http::HeaderMap;
use serde::Deserialize;
use store::post::{Filter, Sort};

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept;

/// The query of the list.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) tag: String,
    #[serde(default)]
    pub(crate) unanswered: String,
    #[serde(default)]
    pub(crate) sort: String,
    #[serde(default)]
    pub(crate) before: String,
}

impl ListQuery {
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    fn is_unanswered(&self) -> bool {
        !matches!(self.unanswered.as_str(), "" | "no" | "0")
    }

    fn sort(&self) -> Sort {
        match self.sort.as_str() {
            "new" => Sort::New,
            _ => Sort::Active,
        }
    }

    /// The address of the list as it is, but for one part of the query, and from the beginning.
    fn with(&self, name: &str, value: &str) -> String {
        let parts = [
            ("kind", self.kind.as_str()),
            ("tag", self.tag.as_str()),
            ("unanswered", self.unanswered.as_str()),
            ("sort", self.sort.as_str()),
            ("before", ""),
        ];
        let query: Vec<String> = parts
            .iter()
            .map(|(key, kept)| (*key, if *key == name { value } else { *kept }))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", crate::address::word(value)))
            .collect();
        match query.is_empty() {
            true => "/conversations".to_owned(),
            false => format!("/conversations?{}", query.join("&")),
        }
    }
}

/// A way to look at the list: its words, its address, whether it is looked at so.
struct Way {
    key: &'static str,
    href: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "post/list.html")]
struct ListPage {
    frame: Frame,
    kinds: Vec<Way>,
    ways: Vec<Way>,
    tag: Option<Tag>,
    untagged: String,
    lines: Vec<Visible<Line>>,
    older: Option<String>,
    newest: Option<String>,
    waiting: Vec<Visible<Line>>,
    opens: bool,
    narrowed: bool,
    kind: Option<Kind>,
}

impl ListPage {
    const POSTS: [Kind; 3] = Kind::POSTS;
}

fn kinds(query: &ListQuery) -> Vec<Way> {
    [
        ("", "post.all"),
        ("article", "post.kinds-article"),
        ("discussion", "post.kinds-discussion"),
        ("question", "post.kinds-question"),
        ("idea", "post.kinds-idea"),
    ]
    .into_iter()
    .map(|(kind, key)| Way {
        key,
        href: query.with("kind", kind),
        here: query.kind == kind,
    })
    .collect()
}

fn ways(query: &ListQuery) -> Vec<Way> {
    let open = query.is_unanswered();
    vec![
        Way {
            key: "post.sort-active",
            href: query.with("sort", ""),
            here: query.sort() == Sort::Active,
        },
        Way {
            key: "post.sort-new",
            href: query.with("sort", "new"),
            here: query.sort() == Sort::New,
        },
        Way {
            key: "post.only-unanswered",
            href: query.with("unanswered", if open { "" } else { "yes" }),
            here: open,
        },
    ]
}

/// What the query asks for; nothing if there is no such tag.
pub(crate) fn filter(
    from: &mut store::Snapshot<'_>,
    viewer: &Viewer,
    query: &ListQuery,
) -> app::Result<(Filter, Option<Tag>)> {
    let tag = match query.tag.as_str() {
        "" => None,
        slug => Some(store::tag::find(from, viewer, slug)?.found()?),
    };
    let filter = Filter {
        kind: query.kind(),
        tag: tag.as_ref().map(|tag| tag.id),
        by: None,
        unanswered: query.is_unanswered(),
    };
    Ok((filter, tag))
}

/// All conversations.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    kept::serve(
        &desk.clone(),
        &headers,
        crate::cache::Kind::Html,
        async move {
            let before = cursor::parse(&query.before);
            let sort = query.sort();
            let asked = query.clone();
            let (tag, mut lines, waiting) = desk
                .read(move |from, viewer| {
                    let (filter, tag) = filter(from, viewer, &asked)?;
                    let lines =
                        store::post::list(from, viewer, &filter, sort, before, post::PAGE + 1)?;
                    let open = Filter {
                        kind: Some(Kind::Question),
                        unanswered: true,
                        ..Filter::default()
                    };
                    let waiting = store::post::list(from, viewer, &open, Sort::New, None, 5)?;
                    Ok((tag, lines, waiting))
                })
                .await?;
            let most = usize::try_from(post::PAGE).unwrap_or(30);
            let older = (lines.len() > most)
                .then(|| lines.get(most.saturating_sub(1)))
                .flatten()
                .map(|last| {
                    let at = match sort {
                        Sort::Active => last.active_at,
                        Sort::New => last.at,
                    };
                    query.with("before", &cursor::print(at, last.id))
                });
            lines.truncate(most);
            let heading = desk.text("post.list");
            let mut frame = Frame::new(&desk, heading.clone(), Section::Conversations)
                .with_feeds("/conversations", &heading)
                .at(desk.app().base().join("/conversations"));
            frame.indexed = desk.query.is_empty();
            let page = ListPage {
                opens: frame.me.is_some(),
                narrowed: query.is_unanswered() || !query.before.is_empty(),
                frame,
                kinds: kinds(&query),
                ways: ways(&query),
                tag,
                untagged: query.with("tag", ""),
                lines,
                older,
                newest: (!query.before.is_empty()).then(|| query.with("before", "")),
                waiting,
                kind: query.kind(),
            };
            frame::html(&desk, &page)
        },
    )
    .await
}

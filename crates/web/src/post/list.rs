//! All conversations, filtered and sorted.

use app::Found as _;
use askama::Template;
use axum::response::Response;
use domain::conversation::Kind;
use domain::post::{self, Fate, Line};
use domain::tag::Tag;
use domain::{Viewer, Visible};
use http::HeaderMap;
use serde::Deserialize;
use store::Snapshot;
use store::post::{Cursor, Filter, Sort};

use crate::cursor;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::following;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use crate::kept;
use crate::level::LevelForm;

use super::personal::{self, News};

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
    /// Those of whoever looks: what is new to them, what they follow, what is theirs.
    #[serde(default)]
    pub(crate) show: String,
}

impl ListQuery {
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    fn is_unanswered(&self) -> bool {
        !matches!(self.unanswered.as_str(), "" | "no" | "0")
    }

    /// Whether what is open comes before what is not: so asks and offers are listed, unless another order is asked for.
    fn is_open_first(&self) -> bool {
        self.sort.is_empty() && self.kind().is_some_and(Kind::is_wish)
    }

    /// Where the page before ended, and whether that was among what is not open any more.
    fn place(&self) -> (bool, Option<Cursor>) {
        match self.before.strip_prefix(OVER) {
            Some(rest) => (true, cursor::parse(rest)),
            None => (false, cursor::parse(&self.before)),
        }
    }

    /// A page of lines, and one more if there are more.
    fn lines(
        &self,
        from: &mut Snapshot<'_>,
        viewer: &Viewer,
        filter: Filter,
    ) -> app::Result<Vec<Visible<Line>>> {
        let (most, sort) = (post::PAGE + 1, self.sort());
        let (over, place) = self.place();
        if !self.is_open_first() {
            return Ok(store::post::list(from, viewer, &filter, sort, place, most)?);
        }
        let of = |open| Filter {
            open: Some(open),
            ..filter.clone()
        };
        let mut lines = match over {
            true => Vec::new(),
            false => store::post::list(from, viewer, &of(true), sort, place, most)?,
        };
        let left = most - i64::try_from(lines.len()).unwrap_or(most);
        if left > 0 {
            let place = place.filter(|_| over);
            lines.extend(store::post::list(
                from,
                viewer,
                &of(false),
                sort,
                place,
                left,
            )?);
        }
        Ok(lines)
    }

    /// The address of the page after this line.
    fn after(&self, last: &Line) -> String {
        let at = match self.sort() {
            Sort::Active => last.active_at,
            Sort::New => last.at,
        };
        let over = match last.fate {
            Some(fate) if self.is_open_first() && fate != Fate::Open => OVER,
            _ => "",
        };
        self.with("before", &format!("{over}{}", cursor::print(at, last.id)))
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

/// Before the cursor of what is not open any more.
const OVER: &str = "over-";

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
    tabs: Vec<(&'static str, &'static str, bool)>,
    news: News,
    level: Option<LevelForm>,
}

/// The words of a kind in the row of kinds.
const fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "post.kinds-article",
        Kind::Discussion => "post.kinds-discussion",
        Kind::Question => "post.kinds-question",
        Kind::Idea => "post.kinds-idea",
        Kind::Ask => "post.kinds-ask",
        Kind::Offer => "post.kinds-offer",
    }
}

/// Articles, what members may open, and what is `there` of other kinds.
fn kinds(query: &ListQuery, offered: &[Kind], there: &[Kind]) -> Vec<Way> {
    let shown = |kind: &&Kind| {
        let kind = **kind;
        kind == Kind::Article || offered.contains(&kind) || there.contains(&kind)
    };
    let named = Kind::ALL.iter().filter(shown);
    let named = named.map(|kind| (kind.as_str(), key(*kind)));
    [("", "post.all")]
        .into_iter()
        .chain(named)
        .map(|(kind, key)| Way {
            key,
            href: query.with("kind", kind),
            here: query.kind == kind,
        })
        .collect()
}

fn ways(query: &ListQuery) -> Vec<Way> {
    let open = query.is_unanswered();
    let wish = query.kind().is_some_and(Kind::is_wish);
    let open_first = wish.then(|| Way {
        key: "post.sort-open",
        href: query.with("sort", ""),
        here: query.is_open_first(),
    });
    let mut ways = Vec::from_iter(open_first);
    ways.extend([
        Way {
            key: "post.sort-active",
            href: query.with("sort", if wish { "active" } else { "" }),
            here: query.sort() == Sort::Active && !query.is_open_first(),
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
    ]);
    ways
}

/// What the query asks for; nothing if there is no such tag.
pub(crate) fn filter(
    from: &mut Snapshot<'_>,
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
        group: None,
        unanswered: query.is_unanswered(),
        open: None,
    };
    Ok((filter, tag))
}

/// All conversations.
pub(crate) async fn show(
    desk: Desk,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if !query.show.is_empty() {
        return personal::show(desk, &query.show, &query.before).await;
    }
    kept::serve(
        &desk.clone(),
        &headers,
        crate::cache::Kind::Html,
        async move {
            let asked = query.clone();
            let offered = desk.site.kinds.clone();
            let (tag, mut lines, waiting, there) = desk
                .read(move |from, viewer| {
                    let (filter, tag) = filter(from, viewer, &asked)?;
                    let lines = asked.lines(from, viewer, filter)?;
                    let open = Filter {
                        kind: Some(Kind::Question),
                        unanswered: true,
                        ..Filter::default()
                    };
                    let waiting = store::post::list(from, viewer, &open, Sort::New, None, 5)?;
                    let there = store::post::kinds(from, viewer, &offered)?;
                    Ok((tag, lines, waiting, there))
                })
                .await?;
            let most = usize::try_from(post::PAGE).unwrap_or(30);
            let older = (lines.len() > most)
                .then(|| lines.get(most.saturating_sub(1)))
                .flatten()
                .map(|last| query.after(last));
            lines.truncate(most);
            let news = personal::news(&desk, &lines).await?;
            let level = match &tag {
                Some(tag) => following::of_tag(&desk, tag.id)
                    .await?
                    .map(|level| LevelForm::tag(&tag.slug, level)),
                None => None,
            };
            let heading = desk.text("post.list");
            let mut frame = Frame::new(&desk, heading.clone(), Section::Conversations)
                .with_feeds("/conversations", &heading)
                .at(desk.app().base().join("/conversations"));
            frame.indexed = desk.query.is_empty();
            let page = ListPage {
                opens: frame.me.is_some() && !frame.offered.is_empty(),
                kinds: kinds(&query, &frame.offered, &there),
                narrowed: query.is_unanswered() || !query.before.is_empty(),
                frame,
                ways: ways(&query),
                tag,
                untagged: query.with("tag", ""),
                lines,
                older,
                newest: (!query.before.is_empty()).then(|| query.with("before", "")),
                waiting,
                kind: query.kind(),
                tabs: match desk.viewer() {
                    Viewer::Guest => Vec::new(),
                    _ => personal::tabs(""),
                },
                news,
                level,
            };
            frame::html(&desk, &page)
        },
    )
    .await
}

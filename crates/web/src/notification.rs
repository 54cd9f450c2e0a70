//! What one is told, grouped, and saying that it was read.

use askama::Template;
use axum::response::Response;
use base::{Id, Moment};
use domain::Visible;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::following::Source;
use domain::group::ROOT;
use domain::notification::{Notification, PAGE, Reason};
use domain::person::Byline;
use i18n::Arg;
use jiff::ToSpan as _;
use serde::Deserialize;
use store::notification::Shown;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};

/// The query of the list.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    show: String,
    #[serde(default)]
    before: String,
    /// How many were just marked as read.
    #[serde(default)]
    read: String,
}

impl ListQuery {
    fn shown(&self) -> Shown {
        match self.show.as_str() {
            "unread" => Shown::Unread,
            "personal" => Shown::Personal,
            _ => Shown::All,
        }
    }

    fn href(show: &str, before: Option<Id<Notification>>) -> String {
        match (show, before) {
            ("", None) => "/notifications".to_owned(),
            ("", Some(id)) => format!("/notifications?before={id}"),
            (show, None) => format!("/notifications?show={show}"),
            (show, Some(id)) => format!("/notifications?show={show}&before={id}"),
        }
    }
}

/// A part of a sentence.
enum Part {
    Words(String),
    Who,
    What,
}

/// Several of one kind about one thing, told as one.
struct News {
    reason: Reason,
    conversation: Option<Id<Conversation>>,
    /// What was thanked for, for what is grouped by comment.
    comment: Option<Id<Comment>>,
    at: Moment,
    new: bool,
    ids: Vec<Id<Notification>>,
    names: Vec<String>,
    by: Option<Byline>,
    title: String,
    /// Where it leads: to the oldest that was not read.
    href: String,
    sentence: Vec<Part>,
    why: String,
}

impl News {
    /// Whoever did it last.
    fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    fn ids(&self) -> String {
        let ids: Vec<String> = self.ids.iter().map(ToString::to_string).collect();
        ids.join(",")
    }
}

/// Those of one span of time.
struct Span {
    key: &'static str,
    news: Vec<News>,
}

#[derive(Template)]
#[template(path = "notification/list.html")]
struct ListPage {
    frame: Frame,
    tabs: Vec<(&'static str, String, bool)>,
    spans: Vec<Span>,
    until: i64,
    older: Option<String>,
    newest: Option<String>,
    none: &'static str,
    unread: bool,
}

/// What would be told in the same words.
const fn family(reason: Reason) -> Reason {
    match reason {
        Reason::Yours | Reason::Watched | Reason::WatchedSource => Reason::Watched,
        other => other,
    }
}

fn href(one: &Notification) -> String {
    match one.comment {
        Some(comment) => format!("/comments/{comment}"),
        None => one.path.clone(),
    }
}

/// One after the other, those that say the same of the same together. Newest first.
fn group(desk: &Desk, found: &[Visible<Notification>]) -> Vec<News> {
    let mut all: Vec<News> = Vec::new();
    for one in found {
        let name = one
            .by
            .as_ref()
            .map(|by| by.name.clone())
            .or_else(|| one.guest.clone());
        let name = name.unwrap_or_else(|| desk.text("news.somebody"));
        let reason = family(one.reason);
        let groups = matches!(
            reason,
            Reason::Watched | Reason::Thanked | Reason::Helped | Reason::Supported
        );
        let about = match reason {
            Reason::Thanked | Reason::Helped => one.comment,
            _ => None,
        };
        let new = one.read_at.is_none();
        // What was read and what was not are told apart.
        let same = all.iter_mut().find(|news| {
            groups
                && news.reason == reason
                && news.conversation == one.conversation
                && news.comment == about
                && news.new == new
        });
        if let Some(news) = same {
            news.ids.push(one.id);
            news.href = href(one);
            if !news.names.contains(&name) {
                news.names.push(name);
            }
            continue;
        }
        all.push(News {
            reason,
            conversation: one.conversation,
            comment: about,
            at: one.at,
            new,
            ids: vec![one.id],
            names: vec![name],
            by: one.by.clone(),
            title: one.title.clone(),
            href: href(one),
            sentence: Vec::new(),
            why: why(desk, one),
        });
    }
    for news in &mut all {
        news.sentence = sentence(desk, news);
    }
    all
}

const WHO: char = '\u{1}';
const WHAT: char = '\u{2}';

/// The sentence, with gaps where the name and the link go.
fn sentence(desk: &Desk, news: &News) -> Vec<Part> {
    let key = match news.reason {
        Reason::Named => "news.named",
        Reason::Answered => "news.answered",
        Reason::Yours | Reason::Watched | Reason::WatchedSource => "news.said",
        Reason::Began => "news.began",
        Reason::Thanked => "news.thanked",
        Reason::Helped => "news.helped",
        Reason::Accepted => "news.accepted",
        Reason::Supported => "news.supported",
        Reason::Decided => "news.decided",
        Reason::LetThrough => "news.let-through",
        Reason::Measure => "news.measure",
        Reason::Appeal => "news.appeal",
        Reason::Report => "news.report",
        Reason::Introduced => "news.introduced",
        Reason::Unanswered => "news.unanswered",
        Reason::Invited => "news.invited",
        Reason::LetIn => "news.let-in",
        Reason::Asked => "news.asked",
        Reason::Raised => "news.raised",
    };
    let others = i64::try_from(news.names.len().saturating_sub(1)).unwrap_or(0);
    let args = [
        ("who", Arg::Text("\u{1}")),
        ("what", Arg::Text("\u{2}")),
        ("others", Arg::from(others)),
    ];
    let text = i18n::text_with(desk.lang, key, &args);
    let mut parts = Vec::new();
    let mut words = String::new();
    for letter in text.chars() {
        let gap = match letter {
            WHO => Part::Who,
            WHAT => Part::What,
            _ => {
                words.push(letter);
                continue;
            }
        };
        parts.push(Part::Words(std::mem::take(&mut words)));
        parts.push(gap);
    }
    parts.push(Part::Words(words));
    parts
}

fn why(desk: &Desk, one: &Notification) -> String {
    let key = match (one.reason, one.source) {
        (Reason::WatchedSource | Reason::Began, Some(source)) => {
            let kind = match source {
                Source::Group(id) if id == ROOT => "group",
                Source::Group(_) => "circle",
                Source::Tag(_) => "tag",
                Source::Person(_) => "person",
            };
            let reason = match one.reason {
                Reason::Began => "began",
                _ => "watched",
            };
            format!("news.why-{reason}-{kind}")
        }
        (Reason::WatchedSource, None) => "news.why-watched".to_owned(),
        (Reason::Began, None) => "news.why-began-group".to_owned(),
        (reason, _) => format!("news.why-{reason}"),
    };
    let name = one.source_name.as_deref().unwrap_or_default();
    i18n::text_with(desk.lang, &key, &[("name", Arg::Text(name))])
}

/// Today, this week, and before.
fn spans(desk: &Desk, news: Vec<News>) -> Vec<Span> {
    let today = desk
        .now
        .timestamp()
        .to_zoned_datetime(desk.zone.clone())
        .date();
    let week = today.checked_sub(7.days()).unwrap_or(today);
    let mut spans = ["news.today", "news.week", "news.earlier"].map(|key| Span {
        key,
        news: Vec::new(),
    });
    for one in news {
        let day = one
            .at
            .timestamp()
            .to_zoned_datetime(desk.zone.clone())
            .date();
        let [now, lately, before] = &mut spans;
        let span = match day {
            day if day >= today => now,
            day if day > week => lately,
            _ => before,
        };
        span.news.push(one);
    }
    spans
        .into_iter()
        .filter(|span| !span.news.is_empty())
        .collect()
}

/// All that one is told.
pub(crate) async fn list(
    desk: Desk,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let shown = query.shown();
    let before = query.before.parse().ok();
    let mut found = desk
        .read(move |from, viewer| {
            Ok(store::notification::list(
                from,
                viewer,
                shown,
                before,
                PAGE + 1,
            )?)
        })
        .await?;
    let most = usize::try_from(PAGE).unwrap_or(100);
    let more = found.len() > most;
    found.truncate(most);
    let show = match shown {
        Shown::All => "",
        Shown::Unread => "unread",
        Shown::Personal => "personal",
    };
    let older = found.last().map(|last| last.id).filter(|_| more);
    let unread = found.iter().any(|one| one.read_at.is_none());
    let notice = query.read.parse::<i64>().ok().map(|n| {
        i18n::text_with(
            desk.lang,
            "news.are-read",
            &[("n", Arg::from(n.clamp(0, 1_000_000)))],
        )
    });
    let tabs = [
        ("news.all", ""),
        ("news.unread", "unread"),
        ("news.personal", "personal"),
    ];
    let frame = Frame::new(&desk, desk.text("news.title"), Section::Notifications)
        .unlisted()
        .notice(notice);
    let page = ListPage {
        frame,
        tabs: tabs
            .map(|(key, name)| (key, ListQuery::href(name, None), name == show))
            .to_vec(),
        until: found.first().map_or(0, |newest| newest.at.ms()),
        spans: spans(&desk, group(&desk, &found)),
        older: older.map(|id| ListQuery::href(show, Some(id))),
        newest: before.map(|_| ListQuery::href(show, None)),
        none: match shown {
            Shown::All => "news.none",
            Shown::Unread => "news.none-unread",
            Shown::Personal => "news.none-personal",
        },
        unread,
    };
    frame::show(&desk, &page)
}

/// What was read: some by their ids, or all that are not newer than the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Reading {
    #[serde(default)]
    of: String,
    #[serde(default)]
    until: String,
}

/// Says that something was read.
pub(crate) async fn read(desk: Desk, Form(form): Form<Reading>) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    if form.of.is_empty() {
        let until = form.until.parse().map_or(desk.now, Moment::from_ms);
        let count = app::notification::read_all(app, caller, until).await?;
        return Ok(frame::go(&format!("/notifications?read={count}")));
    }
    let most = usize::try_from(PAGE).unwrap_or(100);
    let ids: Vec<_> = form
        .of
        .split(',')
        .take(most)
        .filter_map(|id| id.parse().ok())
        .collect();
    app::notification::read(app, caller, ids).await?;
    Ok(frame::go("/notifications"))
}

//! The three formats, and what all feeds begin with.

use crate::address;
use crate::cache::Kind;
use crate::desk::Desk;
use base::Moment;
use domain::person::Byline;
use feeds::{Author, Entry, Feed, Replies};
use serde::Deserialize;

/// Entries of a page of a feed.
pub(super) const ENTRIES: i64 = 20;

/// The three formats, by the ending of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Atom,
    Rss,
    Json,
}

impl Format {
    pub(super) fn of(path: &str) -> Option<Self> {
        match path.rsplit('.').next() {
            Some("atom") => Some(Self::Atom),
            Some("rss") => Some(Self::Rss),
            Some("json") => Some(Self::Json),
            _ => None,
        }
    }

    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Rss => "rss",
            Self::Json => "json",
        }
    }

    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Atom => Kind::Feed(feeds::TYPE_ATOM),
            Self::Rss => Kind::Feed(feeds::TYPE_RSS),
            Self::Json => Kind::Feed(feeds::TYPE_JSON),
        }
    }

    pub(super) fn write(self, feed: &Feed) -> String {
        match self {
            Self::Atom => feeds::atom(feed),
            Self::Rss => feeds::rss(feed),
            Self::Json => feeds::json(feed),
        }
    }
}

/// The query of a feed: where the page before ended.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FeedQuery {
    #[serde(default)]
    pub(super) before: String,
}

/// A feed without its entries.
pub(super) fn empty(
    desk: &Desk,
    format: Format,
    here: &str,
    title: String,
    older: Option<String>,
) -> Feed {
    let base = desk.app().base();
    let address = |query: Option<&str>| {
        let query = query
            .map(|cursor| format!("?before={cursor}"))
            .unwrap_or_default();
        base.join(&format!(
            "{}/feed.{}{query}",
            address::ascii(here),
            format.ending()
        ))
    };
    let this = match desk.query.as_str() {
        "" => None,
        query => query.strip_prefix("before="),
    };
    Feed {
        id: format!("tag:{},2008-07-10:{here}", base.domain()),
        title,
        subtitle: (!desk.site.charter.is_empty()).then(|| desk.site.charter.clone()),
        language: desk.site.language.clone(),
        page: base.join(&address::ascii(here)),
        here: address(this),
        updated: Moment::from_ms(0).timestamp(),
        first: Some(address(None)),
        next: older.as_deref().map(|cursor| address(Some(cursor))),
        previous: None,
        generator: "Guildhall".to_owned(),
        icon: None,
        of: None,
        entries: Vec::new(),
    }
}

pub(super) fn person(desk: &Desk, byline: &Byline) -> Author {
    let address = desk
        .app()
        .base()
        .join(&address::ascii(&format!("/@{}", byline.handle)));
    Author {
        name: byline.name.clone(),
        url: Some(address),
    }
}

/// An article or post as an entry of a feed.
pub(super) struct Anchor<'a> {
    pub(super) feed_id: &'a str,
    pub(super) title: &'a str,
    pub(super) path: &'a str,
    pub(super) at: Moment,
    pub(super) updated_at: Moment,
    pub(super) authors: &'a [Byline],
    pub(super) html: &'a str,
    pub(super) excerpt: &'a str,
    pub(super) tags: Vec<String>,
    pub(super) comments: i64,
    pub(super) last_comment_at: Option<Moment>,
}

impl Anchor<'_> {
    /// With where its replies are (RFC 4685).
    pub(super) fn entry(self, desk: &Desk) -> Entry {
        let url = desk.app().base().join(&address::ascii(self.path));
        Entry {
            id: self.feed_id.to_owned(),
            title: self.title.to_owned(),
            published: self.at.timestamp(),
            updated: self.updated_at.timestamp(),
            authors: self.authors.iter().map(|by| person(desk, by)).collect(),
            html: markup::absolute(self.html, &url),
            summary: (!self.excerpt.is_empty()).then(|| self.excerpt.to_owned()),
            tags: self.tags,
            replies: Some(Replies {
                feed_atom: format!("{url}/feed.atom"),
                feed_rss: format!("{url}/feed.rss"),
                feed_json: format!("{url}/feed.json"),
                page: format!("{url}#comments"),
                count: u64::try_from(self.comments).unwrap_or(0),
                updated: self.last_comment_at.map(Moment::timestamp),
            }),
            in_reply_to: None,
            picture: None,
            url,
        }
    }
}

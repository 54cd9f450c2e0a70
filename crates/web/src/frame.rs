//! What stands around every page, and how a template becomes a response.

use askama::Template;
use axum::response::{IntoResponse, Response};
use base::{Id, Moment};
use domain::Role;
use domain::conversation::Kind;
use domain::group::Visibility;
use domain::person::{Byline, Person};
use http::header::{CONTENT_TYPE, VARY};
use http::{HeaderValue, StatusCode};
use i18n::Lang;

use crate::address::ascii;
use crate::desk::Desk;
use crate::env::Env;
use crate::error::PageError;
use crate::theme::Theme;

/// Who looks, for the tools at the top.
#[derive(Clone, Debug)]
pub(crate) struct Me {
    pub(crate) byline: Byline,
    pub(crate) writes: bool,
    pub(crate) invites: bool,
    pub(crate) moderates: bool,
    pub(crate) administers: bool,
    /// How much waits for those who keep the peace; none for others.
    pub(crate) waiting: i64,
    /// How many notifications are unread.
    pub(crate) told: i64,
}

/// A button in the notice that takes back what was just done.
#[derive(Clone, Debug)]
pub(crate) struct Undo {
    pub(crate) action: String,
    pub(crate) label: String,
    pub(crate) return_to: &'static str,
}

/// A feed that readers find by themselves.
#[derive(Clone, Debug)]
pub(crate) struct FeedLink {
    pub(crate) href: String,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
}

/// Which part of the site a page belongs to, for the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    None,
    Weblog,
    Conversations,
    People,
    Groups,
    Search,
    Settings,
    Notifications,
    Moderation,
    Admin,
}

impl Section {
    pub(crate) fn is(self, name: &str) -> bool {
        matches!(
            (self, name),
            (Self::Weblog, "weblog")
                | (Self::Conversations, "conversations")
                | (Self::People, "people")
                | (Self::Groups, "groups")
                | (Self::Search, "search")
                | (Self::Settings, "settings")
                | (Self::Notifications, "notifications")
                | (Self::Moderation, "moderation")
                | (Self::Admin, "admin")
        )
    }
}

/// What stands around a page.
pub(crate) struct Frame {
    pub(crate) site: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    pub(crate) me: Option<Me>,
    /// The kinds of conversation that members may open.
    pub(crate) offered: Vec<Kind>,
    /// Whether whoever looks stands before the door of a private site.
    pub(crate) outside: bool,
    pub(crate) section: Section,
    pub(crate) path: String,
    pub(crate) canonical: Option<String>,
    pub(crate) feeds: Vec<FeedLink>,
    pub(crate) styles: Vec<String>,
    pub(crate) script: String,
    pub(crate) live: String,
    pub(crate) write: String,
    pub(crate) icon: String,
    pub(crate) demo: bool,
    pub(crate) indexed: bool,
    pub(crate) notice: Option<String>,
    pub(crate) undo: Option<Undo>,
    /// Until when whoever looks may only read.
    pub(crate) silenced: Option<Moment>,
}

impl Frame {
    /// The frame of a page with this title.
    pub(crate) fn new(desk: &Desk, title: impl Into<String>, section: Section) -> Self {
        let assets = &desk.hall.assets;
        let me = desk.known.as_ref().map(|known| Me {
            byline: known.byline.clone(),
            writes: known.viewer.is_at_least(Role::Steward)
                || desk.site.writers == domain::group::Writers::Members,
            invites: known.viewer.is_at_least(Role::Steward),
            moderates: known.viewer.is_staff(),
            administers: known.viewer.is_at_least(Role::Admin),
            waiting: desk.waiting,
            told: desk.told,
        });
        let path = match desk.query.as_str() {
            "" => desk.path.clone(),
            query => format!("{}?{query}", desk.path),
        };
        // Outside a private site nothing of it is told, its name neither (R27).
        let outside = desk.site.visibility == Visibility::Members && me.is_none();
        let (site, description) = if outside {
            (desk.text("site.neutral-name"), String::new())
        } else {
            (desk.site.name.clone(), desk.site.charter.clone())
        };
        Self {
            site,
            title: title.into(),
            description,
            outside,
            lang: desk.lang,
            theme: desk.theme,
            me,
            offered: desk.site.kinds.clone(),
            section,
            path,
            canonical: None,
            feeds: Vec::new(),
            styles: vec![
                assets.href("guildhall.css").into_owned(),
                assets.href("site.css").into_owned(),
            ],
            script: assets.href("guildhall.js").into_owned(),
            live: assets.href("live.js").into_owned(),
            write: assets.href("write.js").into_owned(),
            icon: assets.href("icon.svg").into_owned(),
            demo: desk.hall.settings.demo,
            indexed: true,
            notice: None,
            undo: None,
            silenced: desk.viewer().silenced_until(),
        }
    }

    /// Whether it is whoever looks.
    pub(crate) fn is_me(&self, id: &Id<Person>) -> bool {
        self.me.as_ref().is_some_and(|me| me.byline.id == *id)
    }

    /// Whether whoever looks keeps the peace.
    pub(crate) fn moderates(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.moderates)
    }

    /// Whether whoever looks runs the site.
    pub(crate) fn administers(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.administers)
    }

    /// The three feeds of a list or conversation, to be found by readers.
    pub(crate) fn with_feeds(mut self, base: &str, title: &str) -> Self {
        for (ending, kind) in [
            ("atom", feeds::TYPE_ATOM),
            ("rss", feeds::TYPE_RSS),
            ("json", feeds::TYPE_JSON),
        ] {
            let kind = kind.split(';').next().unwrap_or(kind);
            self.feeds.push(FeedLink {
                href: format!("{base}/feed.{ending}"),
                kind,
                title: title.to_owned(),
            });
        }
        self
    }

    /// One sentence about the page, for search engines and previews.
    pub(crate) fn describe(mut self, words: &str) -> Self {
        words.clone_into(&mut self.description);
        self
    }

    /// The one address of the page.
    pub(crate) fn at(mut self, address: String) -> Self {
        self.canonical = Some(address);
        self
    }

    /// Not for search engines.
    pub(crate) const fn unlisted(mut self) -> Self {
        self.indexed = false;
        self
    }

    /// A sentence that says what has just happened, or has to be known first.
    pub(crate) fn notice(mut self, words: Option<String>) -> Self {
        self.notice = words;
        self
    }
}

/// Renders a template in the viewer's language.
pub(crate) fn html(desk: &Desk, page: &impl Template) -> Result<String, PageError> {
    html_around(desk, page, 0)
}

/// The same for a template that takes in so many bytes of what was rendered before.
pub(crate) fn html_around(
    desk: &Desk,
    page: &impl Template,
    bytes: usize,
) -> Result<String, PageError> {
    let mut html = String::with_capacity(hint(page) + bytes);
    let env = Env {
        lang: desk.lang,
        zone: desk.zone.clone(),
        now: desk.now,
    };
    page.render_into_with_values(&mut html, &env)
        .map_err(|error| PageError::internal(&error.to_string()))?;
    Ok(html)
}

const fn hint<T: Template>(_: &T) -> usize {
    T::SIZE_HINT
}

/// Renders a page as a response.
pub(crate) fn show(desk: &Desk, page: &impl Template) -> Result<Response, PageError> {
    Ok(respond(StatusCode::OK, html(desk, page)?))
}

/// Shows a form again with what is wrong in it.
pub(crate) fn show_again(desk: &Desk, page: &impl Template) -> Result<Response, PageError> {
    Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, html(desk, page)?))
}

/// A response of HTML.
pub(crate) fn respond(status: StatusCode, html: String) -> Response {
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.append(VARY, HeaderValue::from_static("Cookie"));
    response
}

/// 303 to a path of this site.
pub(crate) fn go(path: &str) -> Response {
    axum::response::Redirect::to(&ascii(path)).into_response()
}

//! What all handlers share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::App;
use base::Id;
use domain::conversation::Conversation;
use domain::person::Person;
use serving::assets::Assets;
use serving::client::Proxies;
use serving::cookie::Cookies;
use serving::flight::Flight;
use serving::network::Network;
use serving::rate::{Class, Limiter, Rate};

use crate::asset;
use crate::cache::Kept;
use crate::known::Known;
use crate::live::Board;
use crate::mine::Mine;
use crate::thread::Thread;
use crate::view::View;

/// How the pages are served.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether this is the demo: mails are shown to everybody, and one signs in by clicking a person.
    pub demo: bool,
    /// The proxies whose word about the client is taken (R5).
    pub proxies: Option<Proxies>,
    /// Whether other names below the site's may go on without TLS.
    pub spares_subdomains: bool,
}

/// What a network may do in a time (SECURITY 4.3).
pub(crate) mod rates {
    use super::{Class, Duration, Rate};

    /// Pages for guests.
    pub(crate) const READ: Class = Class::new(1, Rate::new(600, Duration::from_secs(60)));
    /// Everything that changes something.
    pub(crate) const WRITE: Class = Class::new(2, Rate::new(60, Duration::from_secs(60)));
    /// Searches of guests.
    pub(crate) const SEARCH: Class = Class::new(3, Rate::new(15, Duration::from_secs(60)));
    /// Suggestions while somebody types, guest or member: two a second for a whole minute.
    pub(crate) const SUGGEST: Class = Class::new(9, Rate::new(120, Duration::from_secs(60)));
    /// Drafts kept while somebody types: a room full of people who write at the same time. Each has a limit of their own.
    pub(crate) const DRAFT: Class = Class::new(10, Rate::new(400, Duration::from_secs(60)));
    /// Feeds.
    pub(crate) const FEED: Class = Class::new(4, Rate::new(120, Duration::from_secs(60)));
    /// What hashes a password or writes a mail for somebody who is not signed in.
    pub(crate) const ENTRY: Class = Class::new(5, Rate::new(30, Duration::from_secs(300)));
    /// Comments of guests: somebody has to read each.
    pub(crate) const GUEST: Class = Class::new(7, Rate::new(10, Duration::from_secs(600)));
    /// Pictures coming in.
    pub(crate) const UPLOAD: Class = Class::new(6, Rate::new(30, Duration::from_secs(1_800)));
}

/// What all handlers share.
pub struct Hall {
    pub(crate) app: Arc<App>,
    pub(crate) settings: Settings,
    pub(crate) cookies: Cookies,
    pub(crate) base: serving::base_url::BaseUrl,
    pub(crate) assets: Assets,
    pub(crate) limiter: Limiter,
    pub(crate) flight: Arc<Flight>,
    /// Whole pages of guests, with what they are compressed.
    pub(crate) pages: Kept<String, crate::cache::Page>,
    /// Threads, rendered once for everybody.
    pub(crate) threads: Kept<String, Thread>,
    /// Articles as loaded for pages, by audience and path.
    pub(crate) views: Kept<String, View>,
    /// How many take part in a conversation.
    pub(crate) people: Kept<Id<Conversation>, i64>,
    /// Articles with their threads, as those see them who may do the same there.
    pub(crate) bodies: Kept<crate::thread::BodyKey, String>,
    /// What members have thanked for and what has helped them, by member and conversation.
    pub(crate) mine: Kept<(Id<Person>, Id<Conversation>), Mine>,
    /// Who looks at what at this moment.
    pub(crate) live: Arc<Board>,
    /// How many notifications of each member are unread.
    pub(crate) told: Kept<Id<Person>, i64>,
    /// Side columns.
    pub(crate) sides: Kept<String, String>,
    /// Sessions, so that a page costs no query to know who looks.
    pub(crate) sessions: Kept<base::Digest, Known>,
    /// Answers as they left, for guests.
    pub(crate) sent: Kept<crate::sent::Key, crate::sent::Sent>,
    /// When a guest's network first fetched a page, for the timing of comments.
    pub(crate) fetched: Kept<(Network, u64), std::time::Instant>,
    /// Makes numbers of the addresses of pages.
    pub(crate) numbers: std::hash::RandomState,
    /// How much waits for those who keep the peace, as it was at some version.
    pub(crate) waiting: Mutex<Option<(u64, i64)>>,
    ready: AtomicBool,
}

impl Hall {
    /// Puts it together; `None` if the base URL is not one.
    #[must_use]
    pub fn new(app: Arc<App>, settings: Settings) -> Option<Arc<Self>> {
        let base = serving::base_url::BaseUrl::parse(app.base().as_str()).ok()?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Some(Arc::new(Self {
            app,
            settings,
            cookies: Cookies::new(&base),
            assets: Assets::new(asset::FILES),
            limiter: Limiter::default(),
            flight: Flight::new(cores),
            pages: Kept::new(16 * 1024 * 1024),
            threads: Kept::new(12 * 1024 * 1024),
            views: Kept::new(6 * 1024 * 1024),
            people: Kept::new(256 * 1024),
            bodies: Kept::new(8 * 1024 * 1024),
            mine: Kept::new(1024 * 1024),
            live: Arc::default(),
            told: Kept::new(512 * 1024),
            sides: Kept::new(512 * 1024),
            sessions: Kept::new(2 * 1024 * 1024),
            sent: Kept::new(24 * 1024 * 1024),
            fetched: Kept::new(1024 * 1024),
            numbers: std::hash::RandomState::new(),
            waiting: Mutex::new(None),
            ready: AtomicBool::new(true),
            base,
        }))
    }

    /// The site's own address, as the serving layers read it.
    #[must_use]
    pub const fn base(&self) -> &serving::base_url::BaseUrl {
        &self.base
    }

    /// From now on `/readyz` says no: nothing new is to be sent here (R91), and what goes on by itself ends.
    pub fn close(&self) {
        self.ready.store(false, Ordering::Release);
        self.live.close();
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }
}

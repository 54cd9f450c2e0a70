//! The application: the store and the adapters, put together once.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use adapters::files::{Files, Parcels};
use adapters::mail::Carrier;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use base::{Moment, Secret};
use domain::site::Site;
use store::{Snapshot, Store, Tx};
use tokio::sync::Semaphore;

use crate::Result;
use crate::alarm::Alarm;
use crate::throttle::Throttle;

/// Renderings at the same time (R36).
const RENDERINGS: usize = 8;
/// How long a rendering waits for its turn.
const RENDERING_WAIT: Duration = Duration::from_millis(2_000);

/// The site's own address, from the configuration (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(url::Url);

impl BaseUrl {
    /// Reads `https://example.org`: scheme, host, perhaps a port, nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        plain.then_some(Self(url))
    }

    /// Without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The address of something here, given from the root.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }

    /// Host and port, as browsers name them.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The host alone, as ids in mails and feeds name it.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it is `https`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }
}

/// What an application is put together from.
pub struct Parts {
    /// Where everything is kept.
    pub store: Store,
    /// The site's own address.
    pub base: BaseUrl,
    /// The key that others are derived from (R131).
    pub master: Secret,
    /// Hands mails over; none while no relay is set: mails are kept and shown to the operator.
    pub carrier: Option<Arc<dyn Carrier>>,
    /// Where files are.
    pub files: Arc<dyn Files>,
    /// Where the files lie that members take away.
    pub parcels: Parcels,
    /// Where pictures are made.
    pub workshop: Workshop,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// Whether limits on how often something may be done are kept. Only benchmarks and tests lift them.
    pub limits: bool,
    /// Whether this is the demo, in which anybody may be anybody: see [`crate::dev`].
    pub demo: bool,
}

/// The application.
pub struct App {
    parts: Parts,
    site: Mutex<Option<(u64, Arc<Site>)>>,
    renderings: Semaphore,
    throttle: Throttle,
    alarm: Alarm,
    set_up: AtomicBool,
}

impl App {
    /// Puts it together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            parts,
            site: Mutex::new(None),
            renderings: Semaphore::new(RENDERINGS),
            throttle: Throttle::default(),
            alarm: Alarm::default(),
            set_up: AtomicBool::new(false),
        }
    }

    /// Where everything is kept.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.parts.store
    }

    /// The site's own address.
    #[must_use]
    pub const fn base(&self) -> &BaseUrl {
        &self.parts.base
    }

    /// The key for one purpose.
    #[must_use]
    pub fn key(&self, purpose: &str) -> Secret {
        self.parts.master.derive(purpose)
    }

    /// Hands mails over, if a relay is set.
    #[must_use]
    pub fn carrier(&self) -> Option<&Arc<dyn Carrier>> {
        self.parts.carrier.as_ref()
    }

    /// Where files are.
    #[must_use]
    pub fn files(&self) -> &Arc<dyn Files> {
        &self.parts.files
    }

    /// Where the files lie that members take away.
    #[must_use]
    pub const fn parcels(&self) -> &Parcels {
        &self.parts.parcels
    }

    /// Where pictures are made.
    #[must_use]
    pub const fn workshop(&self) -> &Workshop {
        &self.parts.workshop
    }

    /// Hashes passwords.
    #[must_use]
    pub const fn hasher(&self) -> &Hasher {
        &self.parts.hasher
    }

    /// Whether limits on how often something may be done are kept.
    #[must_use]
    pub const fn keeps_limits(&self) -> bool {
        self.parts.limits
    }

    /// Whether this is the demo.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        self.parts.demo
    }

    /// Whether somebody answers for the site. Once it is so, it stays so: the last owner cannot go.
    pub(crate) const fn set_up(&self) -> &AtomicBool {
        &self.set_up
    }

    /// What is remembered of those who guess passwords and cause mails.
    pub(crate) const fn throttle(&self) -> &Throttle {
        &self.throttle
    }

    /// What rings when very many wrong passwords are tried.
    pub(crate) const fn alarm(&self) -> &Alarm {
        &self.alarm
    }

    /// The present moment, by the store's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.parts.store.clock().now()
    }

    /// Reads, on one consistent snapshot.
    ///
    /// # Errors
    /// The work's own, or the store's.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: FnMut(&mut Snapshot<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.parts.store.read(work).await
    }

    /// Writes: all of it, or nothing. The work may run more than once before it is kept.
    ///
    /// # Errors
    /// The work's own, or the store's.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.parts.store.write(work).await
    }

    /// The settings, from memory while nobody has changed them.
    ///
    /// # Errors
    /// The store's.
    pub async fn site(&self) -> Result<Arc<Site>> {
        let versions = self.parts.store.versions();
        let version = versions.site();
        if versions.trusted()
            && let Some((known, site)) = self
                .site
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref()
            && *known == version
        {
            return Ok(Arc::clone(site));
        }
        let site = Arc::new(self.read(|from| Ok(store::site::load(from)?)).await?);
        *self.site.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((version, Arc::clone(&site)));
        Ok(site)
    }

    /// Runs slow, pure work off the runtime's threads, a few at a time.
    pub(crate) async fn render<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let busy = || crate::Error::Unavailable("too many texts are being rendered".to_owned());
        let turn = tokio::time::timeout(RENDERING_WAIT, self.renderings.acquire());
        let _turn = turn.await.map_err(|_| busy())?.map_err(|_| busy())?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| crate::Error::Internal(error.to_string()))
    }
}

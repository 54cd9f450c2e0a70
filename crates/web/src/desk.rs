//! The desk: who stands before it, in which language, and the way to the operations behind it.

use std::sync::Arc;

use app::{App, Caller, Result as AppResult};
use axum::extract::FromRequestParts;
use base::Moment;
use domain::Viewer;
use domain::site::Site;
use http::request::Parts;
use i18n::Lang;
use jiff::tz::TimeZone;
use serving::network::Network;
use store::Snapshot;

use crate::error::PageError;
use crate::hall::Hall;
use crate::known::Known;
use crate::theme::Theme;

/// What a handler works at. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desk(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) hall: Arc<Hall>,
    /// The versions of everything and of the settings from before anything here was read: what is made with this desk is not newer,
    /// and is kept under them. Read later, they would keep what an older setting made for as long as nothing else changes.
    pub(crate) stamp: u64,
    pub(crate) settings: u64,
    pub(crate) site: Arc<Site>,
    pub(crate) zone: TimeZone,
    pub(crate) known: Option<Arc<Known>>,
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) network: Option<Network>,
    pub(crate) device: String,
    pub(crate) now: Moment,
    pub(crate) request: String,
    /// How much waits for whoever looks to read it.
    pub(crate) waiting: i64,
    /// How many notifications of whoever looks are unread.
    pub(crate) told: i64,
}

impl std::ops::Deref for Desk {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Desk {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// The operations.
    pub(crate) fn app(&self) -> &App {
        &self.hall.app
    }

    /// Who looks.
    pub(crate) fn viewer(&self) -> Viewer {
        self.known
            .as_ref()
            .map_or(Viewer::Guest, |known| known.viewer.clone().at(self.now))
    }

    /// A name for all who may see the same as whoever looks, to keep what is made for them under.
    ///
    /// What groups say is seen by their members alone, so the groups that somebody is in are part of it.
    pub(crate) fn audience(&self) -> String {
        match &self.known {
            None => "g".to_owned(),
            Some(known) => {
                let mut key = "m".to_owned();
                for one in known
                    .viewer
                    .seat()
                    .iter()
                    .flat_map(|seat| seat.memberships.iter())
                {
                    key.push('.');
                    key.push_str(&one.group.to_string());
                }
                key
            }
        }
    }

    /// Who calls an operation from here.
    pub(crate) fn caller(&self) -> Caller {
        Caller::at_page(self.viewer())
    }

    /// The person, for pages that are for members only.
    pub(crate) fn me(&self) -> Result<&Arc<Known>, PageError> {
        self.known
            .as_ref()
            .ok_or(PageError::App(app::Error::SignIn))
    }

    /// Words of the viewer's language.
    pub(crate) fn text(&self, key: &str) -> String {
        i18n::text(self.lang, key).into_owned()
    }

    /// Reads, as this viewer.
    pub(crate) async fn read<T, F>(&self, mut work: F) -> AppResult<T>
    where
        F: FnMut(&mut Snapshot<'_>, &Viewer) -> AppResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let viewer = self.viewer();
        self.app().read(move |from| work(from, &viewer)).await
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        // The gate puts it there for every declared route; without it there is no handler.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| PageError::internal("a handler without a gate"))
    }
}

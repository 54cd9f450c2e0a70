//! A hall at its first start, with nobody in it; perhaps the demo.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use adapters::files::Folder;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use app::{App, BaseUrl, Parts};
use base::moment::{Clock, SetClock};
use base::{Moment, Secret};
use store::{Options, Store};
use web::{Hall, Settings};

use super::BASE;
use super::browser::{Browser, Door};
use super::engine::Place;

/// The hall.
pub(crate) struct FirstStart {
    app: Arc<App>,
    clock: Arc<SetClock>,
    door: Door,
    // Last, since the store has to let go of its place before it goes away.
    _place: Place,
}

impl FirstStart {
    pub(crate) fn new(demo: bool) -> Self {
        let place = Place::folder();
        let clock = Arc::new(SetClock::new(Moment::from_ms(1_774_000_000_000)));
        let options = Options {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            ..Options::default()
        };
        let app = Arc::new(App::new(Parts {
            store: Store::open(&place.store(), &options).unwrap(),
            base: BaseUrl::parse(BASE).unwrap(),
            master: Secret::new(),
            carrier: None,
            files: Arc::new(Folder::new(place.path().join("files")).unwrap()),
            parcels: adapters::files::Parcels::new(place.path().join("exports")),
            workshop: Workshop::new("nowhere".into(), Vec::new()),
            hasher: Hasher::new(1, None).unwrap(),
            limits: true,
            demo,
        }));
        let settings = Settings {
            demo,
            ..Settings::default()
        };
        let hall = Hall::new(Arc::clone(&app), settings).unwrap();
        Self {
            door: Door::new(web::service(&hall)),
            app,
            clock,
            _place: place,
        }
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// A browser that has never been here.
    pub(crate) fn guest(&self) -> Browser {
        Browser::new(self.door.clone(), IpAddr::from([198, 51, 100, 7]))
    }

    /// The address that the console names.
    pub(crate) async fn console(&self) -> String {
        let secret = app::setup::secret(&self.app).await.unwrap().unwrap();
        app::link::path(domain::token::Purpose::SetUp, &secret)
    }
}

//! A site in a story: the real router, operations and store, a clock that stands, mail that stays here.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use adapters::mail::Kept;
use app::{App, Caller};
use base::moment::SetClock;
use base::{Id, Moment};
use domain::comment::Comment;
use domain::site::Site;
use email::Message;
use web::{Hall, Settings};

use super::BASE;
use super::browser::{Browser, Door};
use super::dump::{Dump, dump};
use super::engine::{Engine, Place};
use super::world::{self, Piece, Someone, World};

/// A site in a story. What is in its world is reached through it: `site.kettle`.
pub(crate) struct TestSite {
    world: &'static World,
    app: Arc<App>,
    clock: Arc<SetClock>,
    mail: Arc<Kept>,
    door: Door,
    guests: AtomicU8,
    // Last, since the store has to let go of its place before it goes away.
    place: Place,
}

impl Deref for TestSite {
    type Target = World;

    fn deref(&self) -> &World {
        self.world
    }
}

impl TestSite {
    pub(super) async fn open(engine: Engine, limits: bool) -> Self {
        let (place, world) = engine.place().await;
        let clock = Arc::new(SetClock::new(world.now));
        let mail = Arc::new(Kept::new());
        let app = world::app(&place, &clock, &mail, world.master.clone(), limits);
        let app = Arc::new(app);
        let hall = Hall::new(Arc::clone(&app), Settings::default()).unwrap();
        Self {
            door: Door::new(web::service(&hall)),
            world,
            app,
            clock,
            mail,
            guests: AtomicU8::new(0),
            place,
        }
    }

    /// The operations, for what has no page or is not what the story is about.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// The same, for what goes on beside the story.
    pub(crate) fn shared_app(&self) -> Arc<App> {
        Arc::clone(&self.app)
    }

    /// The folder of the data, and of what a story brings along.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.place.path()
    }

    /// A guest of a second process that serves the same site; only PostgreSQL lets one in.
    pub(crate) fn guest_of_another_process(&self) -> Option<Browser> {
        self.place.postgres()?;
        let master = self.world.master.clone();
        let app = world::app(&self.place, &self.clock, &self.mail, master, false);
        let hall = Hall::new(Arc::new(app), Settings::default()).unwrap();
        let door = Door::new(web::service(&hall));
        Some(Browser::new(door, IpAddr::from([198, 51, 100, 254])))
    }

    /// A browser that has never been here, in a network of its own.
    pub(crate) fn guest(&self) -> Browser {
        let number = self.guests.fetch_add(1, Ordering::Relaxed);
        Browser::new(self.door.clone(), IpAddr::from([198, 51, 100, number]))
    }

    /// A browser in which somebody is signed in.
    pub(crate) fn browser_of(&self, person: &Someone) -> Browser {
        let browser = self.guest();
        browser.put_cookie("__Host-s", &person.session.reveal());
        browser.put_cookie("__Host-d", &person.device.reveal());
        browser
    }

    pub(crate) fn owner(&self) -> Browser {
        self.browser_of(&self.world.owner)
    }

    pub(crate) fn admin(&self) -> Browser {
        self.browser_of(&self.world.admin)
    }

    pub(crate) fn moderator(&self) -> Browser {
        self.browser_of(&self.world.moderator)
    }

    pub(crate) fn steward(&self) -> Browser {
        self.browser_of(&self.world.steward)
    }

    pub(crate) fn member(&self) -> Browser {
        self.browser_of(&self.world.member)
    }

    /// Another member.
    pub(crate) fn other(&self) -> Browser {
        self.browser_of(&self.world.other)
    }

    /// Everybody who may look, by what they are.
    pub(crate) fn personas(&self) -> Vec<(&'static str, Browser)> {
        vec![
            ("guest", self.guest()),
            ("member", self.member()),
            ("steward", self.steward()),
            ("moderator", self.moderator()),
            ("admin", self.admin()),
            ("owner", self.owner()),
        ]
    }

    pub(crate) fn now(&self) -> Moment {
        self.app.now()
    }

    /// Time passes.
    pub(crate) fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    /// Changes settings, as the owner.
    pub(crate) async fn configure(&self, change: impl FnOnce(&mut Site)) {
        let mut site = (*self.app.site().await.unwrap()).clone();
        change(&mut site);
        let input = domain::site::Input::from_site(&site);
        let caller = self.world.owner.caller();
        app::site::change(&self.app, caller, input).await.unwrap();
    }

    /// An article by the steward, published a minute later.
    pub(crate) async fn publish(&self, fill: impl FnOnce(&mut domain::article::Input)) -> Piece {
        let mut input = domain::article::Input::default();
        fill(&mut input);
        let by = self.world.steward.caller();
        let written = app::article::begin(&self.app, by.clone(), input)
            .await
            .unwrap();
        self.wait(Duration::from_mins(1));
        let written = app::article::publish(&self.app, by, written.id, None).await;
        let written = written.unwrap();
        Piece {
            id: written.id,
            path: written.path,
        }
    }

    /// A comment, said a second later, without going through a page.
    pub(crate) async fn say(
        &self,
        by: Caller,
        under: &Piece,
        text: &str,
        parent: Option<Id<Comment>>,
    ) -> Id<Comment> {
        self.wait(Duration::from_secs(1));
        let input = domain::comment::Input {
            text: text.into(),
            parent: parent.map(|id| id.to_string()).unwrap_or_default(),
            ..domain::comment::Input::default()
        };
        let added = app::comment::add(&self.app, by, under.conversation(), input, None).await;
        added.unwrap().id.unwrap()
    }

    /// Does all that is due, and says how much that was.
    pub(crate) async fn run_jobs(&self) -> usize {
        app::job::run_due(&self.app).await.unwrap()
    }

    /// Tidies once, as the program does every hour.
    pub(crate) async fn tidy(&self) {
        let now = self.now();
        let plan = move |tx: &mut store::Tx<'_>| {
            Ok(store::job::add(tx, &domain::job::Work::Tidy, now, None)?)
        };
        self.app.write(plan).await.unwrap();
        self.run_jobs().await;
    }

    /// What was sent until now, the oldest first. Nothing is sent twice over to the story.
    pub(crate) async fn letters(&self) -> Vec<Message> {
        self.run_jobs().await;
        self.mail.take()
    }

    /// The one letter that was sent to somebody.
    pub(crate) async fn letter_to(&self, address: &str) -> Message {
        let letters = self.letters().await;
        let mut to = letters
            .iter()
            .filter(|letter| letter.to.as_str() == address);
        let letter = to
            .next()
            .unwrap_or_else(|| panic!("no letter to {address}: {letters:#?}"));
        assert!(
            to.next().is_none(),
            "more than one letter to {address}: {letters:#?}"
        );
        letter.clone()
    }

    /// Everything that is kept, a line for each row.
    pub(crate) fn dump(&self) -> Dump {
        dump(&self.place)
    }

    /// The mails, for stories about what carries them.
    pub(crate) fn carrier(&self) -> &Kept {
        &self.mail
    }

    /// Ends the story: everything that was to follow has followed, and what is kept agrees with itself.
    pub(super) async fn end(self) {
        let caller = self.world.owner.caller();
        for round in 0.. {
            assert!(round < 50, "jobs follow from jobs without end");
            self.run_jobs().await;
            let (waiting, dead) = app::job::list(&self.app, caller.clone()).await.unwrap();
            assert!(dead.is_empty(), "jobs were given up: {dead:#?}");
            let failed: Vec<_> = waiting.iter().filter(|job| job.error.is_some()).collect();
            assert!(failed.is_empty(), "jobs failed: {failed:#?}");
            // Tidying plans itself for ever.
            let waiting = waiting.iter().filter(|job| !job.work.contains("\"tidy\""));
            match waiting.map(|job| job.run_at).min() {
                None => break,
                Some(next) => self.clock.set(next.max(self.now())),
            }
        }
        for letter in self.mail.all() {
            for line in letter.text.lines().chain([letter.subject.as_str()]) {
                assert!(!line.contains("{$"), "a hole in a letter: {letter:#?}");
                let links = line.match_indices("http").map(|(at, _)| &line[at..]);
                for link in links {
                    assert!(
                        link.starts_with(BASE),
                        "a link of somebody else: {letter:#?}"
                    );
                }
            }
        }
        assert_eq!(i18n::missing(), Vec::<String>::new(), "words are missing");
        let counted = self.app.read(|from| {
            let counters = store::check::counters(from)?;
            let thanks = store::check::thanks(from)?;
            Ok((counters, thanks))
        });
        let (counters, thanks) = counted.await.unwrap();
        assert_eq!((counters, thanks), (Vec::new(), Vec::new()), "miscounted");
        let file = self.place.path().join("data/guildhall.sqlite");
        if file.exists() {
            assert_eq!(store::check::file(&file).unwrap(), Vec::<String>::new());
        }
    }
}

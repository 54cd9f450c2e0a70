//! A hall with a real workshop, real files and a clock that stands still; a few uploads.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use adapters::files::{Files, Folder};
use adapters::password::Hasher;
use adapters::picture::Workshop;
use app::picture::{Added, Content, Purpose};
use app::{App, BaseUrl, Caller, Error, Parts};
use base::moment::{Clock, SetClock};
use base::{Digest, Id, Moment, Secret};
use domain::person::{Person, State};
use domain::picture::{Picture, Variant};
use domain::site::Site;
use domain::{Origin, Role, Viewer};
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use store::person::Fresh;
use store::{Options, Place, Store};

tokio::task_local! {
    /// The PostgreSQL that the story is told on; SQLite if there is none.
    static POSTGRES: Option<String>;
}

/// Tells a story on SQLite, and on a PostgreSQL if there is one.
pub(crate) async fn everywhere(story: impl AsyncFn()) {
    POSTGRES.scope(None, story()).await;
    if let Ok(url) = std::env::var("GUILDHALL_TEST_POSTGRES") {
        POSTGRES.scope(Some(url), story()).await;
    }
}

/// The program that works for the workshop, as the adapters build it for their own tests.
fn worker() -> PathBuf {
    static WORKER: OnceLock<PathBuf> = OnceLock::new();
    let found = WORKER.get_or_init(|| {
        let here = std::env::current_exe().unwrap();
        let folder = here.parent().unwrap().parent().unwrap();
        let profile = match folder.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            other => other,
        };
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "guildhall-adapters"])
            .args(["--bin", "picture-worker", "--profile", profile])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(built.unwrap().success(), "the worker cannot be built");
        folder.join("picture-worker")
    });
    found.clone()
}

pub(crate) struct Hall {
    pub(crate) app: App,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) files: Arc<Folder>,
    _folder: tempfile::TempDir,
}

impl Hall {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Files are as old as the machine says, so the hall's clock begins with the machine's.
        let clock = Arc::new(SetClock::new(Moment::now()));
        let told: Arc<dyn Clock> = clock.clone();
        let options = Options {
            clock: told,
            ..Options::default()
        };
        let place = match POSTGRES.get() {
            None => Place::Directory(folder.path().join("data")),
            Some(url) => Place::Postgres {
                url,
                schema: format!("pictures_{}", Secret::new().digest().short()),
            },
        };
        let files = Arc::new(Folder::new(folder.path().join("files")).unwrap());
        let app = App::new(Parts {
            store: Store::open(&place, &options).unwrap(),
            base: BaseUrl::parse("https://hall.example").unwrap(),
            master: Secret::new(),
            carrier: None,
            files: files.clone(),
            parcels: adapters::files::Parcels::new(folder.path().join("exports")),
            // A machine that builds at the same time is slow.
            workshop: Workshop::new(worker(), Vec::new()).with_wall(Duration::from_mins(2)),
            hasher: Hasher::new(1, None).unwrap(),
            limits: true,
            demo: false,
        });
        Self {
            app,
            clock,
            files,
            _folder: folder,
        }
    }

    pub(crate) async fn person(&self, handle: &str, role: Role) -> Caller {
        let fresh = Fresh {
            handle: handle.into(),
            name: handle.to_uppercase(),
            state: State::Active,
            role,
            origin: Origin::Raised,
            email: None,
            wanted: None,
            password: None,
            application: String::new(),
            invited_by: None,
            made_at: self.clock.now(),
        };
        let person: Id<Person> = self
            .app
            .write(move |tx| Ok(store::person::insert(tx, &fresh)?))
            .await
            .unwrap();
        Caller::at_page(Viewer::seated(person, role, Origin::Raised))
    }

    pub(crate) async fn bring(&self, caller: Caller, bytes: &[u8]) -> Result<Added, Error> {
        let words = "A kettle on a bench";
        app::picture::add(&self.app, caller, bytes.to_vec(), words, Purpose::Inline).await
    }

    pub(crate) async fn sees(&self, viewer: Viewer, id: Id<Picture>) -> bool {
        match app::picture::open(&self.app, viewer, id, 800, true).await {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(other) => panic!("{other:?}"),
        }
    }

    /// What is in the file of a size.
    pub(crate) async fn content(&self, variant: &Variant) -> Vec<u8> {
        let mut bytes = Vec::new();
        match app::picture::content(&self.app, variant).await.unwrap() {
            Content::Whole(whole) => bytes = whole,
            Content::Open(mut file) => drop(file.read_to_end(&mut bytes).unwrap()),
        }
        bytes
    }

    pub(crate) async fn change_site(&self, site: Site) {
        self.app
            .write(move |tx| Ok(store::site::found(tx, &site)?))
            .await
            .unwrap();
    }

    pub(crate) fn all_files(&self) -> Vec<Digest> {
        let mut all = Vec::new();
        self.files
            .list(&mut |stored| {
                all.push(stored.digest);
                Ok(())
            })
            .unwrap();
        all
    }

    /// Time goes by, and whatever is due by then is done.
    pub(crate) async fn wait(&self, span: Duration) {
        self.clock.advance(span);
        let next = self.clock.now();
        self.app
            .write(move |tx| Ok(store::job::add(tx, &domain::job::Work::Tidy, next, None)?))
            .await
            .unwrap();
        // Each tidying plans the next one, an hour later.
        app::job::run_due(&self.app).await.unwrap();
    }
}

pub(crate) fn me(caller: Caller) -> Id<Person> {
    caller.viewer.person().unwrap()
}

/// Something like a photograph; another one for each number.
pub(crate) fn photograph(width: u32, height: u32, number: u8) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        let at = |many: u32| {
            u8::try_from((x * many + y * 3) * 200 / (width * many + height * 3)).unwrap()
        };
        Rgb([at(1), at(2), number])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Something partly transparent, so it is kept exactly in every size.
pub(crate) fn drawing(width: u32, height: u32) -> Vec<u8> {
    let pixels = RgbaImage::from_fn(width, height, |x, y| {
        let mixed = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA6B);
        let grain = u8::try_from(mixed.wrapping_mul(0xC2B2_AE35) >> 24).unwrap();
        Rgba([grain, grain, grain, 255 - grain / 4])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The key of the fault of a field.
#[track_caller]
pub(crate) fn fault<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> &'static str {
    match result {
        Err(Error::Invalid(problems)) => {
            let fault = problems.of(field).unwrap_or_else(|| panic!("{problems:?}"));
            assert!(i18n::is_known(fault.key), "{}", fault.key);
            fault.key
        }
        other => panic!("{other:?}"),
    }
}

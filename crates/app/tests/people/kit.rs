//! A hall in a folder that goes away, with a clock that stands still and mails that stay.

use std::sync::Arc;
use std::time::Duration;

use adapters::files::Folder;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use app::session::{SignInInput, SignedIn};
use app::{App, BaseUrl, Browser, Caller, Error, Parts};
use base::moment::{Clock, SetClock};
use base::{Moment, Secret};
use domain::mail::Mail;
use domain::person::JoinInput;
use domain::site::{Joining, Site};
use store::session::Sitting;
use store::{Options, Place, Store};

pub(crate) const PASSWORD: &str = "a brown teapot with no lid";

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

pub(crate) struct Hall {
    pub(crate) app: App,
    clock: Arc<SetClock>,
    _folder: tempfile::TempDir,
}

impl Hall {
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::new(Moment::from_ms(1_774_000_000_000)));
        let told: Arc<dyn Clock> = clock.clone();
        let options = Options {
            clock: told,
            ..Options::default()
        };
        let place = match POSTGRES.get() {
            None => Place::Directory(folder.path().join("data")),
            Some(url) => Place::Postgres {
                url,
                schema: format!("people_{}", Secret::new().digest().short()),
            },
        };
        let app = App::new(Parts {
            store: Store::open(&place, &options).unwrap(),
            base: BaseUrl::parse("https://hall.example").unwrap(),
            master: Secret::new(),
            carrier: None,
            files: Arc::new(Folder::new(folder.path().join("files")).unwrap()),
            parcels: adapters::files::Parcels::new(folder.path().join("exports")),
            workshop: Workshop::new("nowhere".into(), Vec::new()),
            hasher: Hasher::new(1, None).unwrap(),
            limits: true,
            demo: false,
        });
        Self {
            app,
            clock,
            _folder: folder,
        }
    }

    /// With an owner called imke, who is signed in.
    pub(crate) async fn new(joining: Joining) -> (Self, Sitting) {
        let hall = Self::empty().await;
        let secret = app::setup::secret(&hall.app).await.unwrap().unwrap();
        let input = app::setup::Input {
            community: "Kettle & Thread".into(),
            charter: "We mend things so that less is thrown away.".into(),
            zone: "Europe/Amsterdam".into(),
            name: "Imke Vos".into(),
            handle: "imke".into(),
            email: "imke@example.org".into(),
            password: PASSWORD.into(),
        };
        let signed_in = app::setup::set_up(&hall.app, &secret, &input, browser(1))
            .await
            .unwrap();
        let site = Site {
            joining,
            ..(*hall.app.site().await.unwrap()).clone()
        };
        hall.app
            .write(move |tx| Ok(store::site::found(tx, &site)?))
            .await
            .unwrap();
        let owner = hall.sitting(&signed_in).await.unwrap();
        (hall, owner)
    }

    pub(crate) fn wait(&self, span: Duration) {
        self.clock.advance(span);
    }

    pub(crate) async fn sitting(&self, signed_in: &SignedIn) -> Option<Sitting> {
        self.by_secret(&signed_in.session).await
    }

    pub(crate) async fn by_secret(&self, secret: &Secret) -> Option<Sitting> {
        let digest = secret.digest();
        self.app
            .read(move |from| Ok(store::session::by_secret(from, &digest)?))
            .await
            .unwrap()
    }

    /// All mails to an address, the latest first.
    pub(crate) async fn mails(&self, to: &str) -> Vec<Mail> {
        let mails = self
            .app
            .read(|from| Ok(store::mail::latest(from, 500)?))
            .await;
        mails
            .unwrap()
            .into_iter()
            .filter(|mail| mail.to == to)
            .collect()
    }

    /// The latest mail of a kind to an address. A moment passes, so that the next one is later.
    pub(crate) async fn mail(&self, to: &str, kind: &str) -> Mail {
        let kind = format!("<{kind}.");
        let mut mails = self.mails(to).await.into_iter();
        let mail = mails
            .find(|mail| mail.message_id.starts_with(&kind))
            .expect(&kind);
        self.wait(Duration::from_millis(5));
        assert!(!mail.text.contains("{$"), "{}", mail.text);
        assert_eq!(i18n::missing(), Vec::<String>::new());
        mail
    }

    /// The secret in the latest mail to an address.
    pub(crate) async fn secret(&self, to: &str, kind: &str) -> Secret {
        let mail = self.mail(to, kind).await;
        let link = mail
            .text
            .lines()
            .find(|line| line.starts_with("https://hall.example/"));
        let secret = link
            .and_then(|link| link.rsplit('/').next())
            .and_then(Secret::parse);
        secret.unwrap_or_else(|| panic!("no secret in {}", mail.text))
    }

    /// A member called so, and the session in which they joined.
    pub(crate) async fn member(&self, handle: &str, number: u8) -> (Sitting, Browser) {
        let input = app::person::AddInput {
            handle: handle.into(),
            name: String::new(),
            email: format!("{handle}@example.net"),
            password: PASSWORD.into(),
            role: domain::Role::Member,
        };
        app::person::add(&self.app, &input).await.unwrap();
        self.sign_in(handle, PASSWORD, browser(number))
            .await
            .unwrap()
    }

    pub(crate) async fn sign_in(
        &self,
        login: &str,
        password: &str,
        browser: Browser,
    ) -> Result<(Sitting, Browser), Error> {
        self.wait(Duration::from_millis(5)); // What is written then is later than what was written before.
        let input = SignInInput {
            login: login.into(),
            password: password.into(),
            ..SignInInput::default()
        };
        let signed_in = app::session::sign_in(&self.app, &input, browser.clone()).await?;
        let sitting = self.sitting(&signed_in).await.unwrap();
        let browser = Browser {
            device: Some(signed_in.device),
            session: Some(signed_in.session),
            ..browser
        };
        Ok((sitting, browser))
    }
}

/// A browser that nobody knows, in a network of its own.
pub(crate) fn browser(number: u8) -> Browser {
    Browser {
        words: "Firefox on Linux".into(),
        address: [192, 0, 2, number].into(),
        device: None,
        session: None,
    }
}

pub(crate) fn caller(sitting: &Sitting) -> Caller {
    Caller::at_page(sitting.viewer.clone())
}

pub(crate) fn form(handle: &str) -> JoinInput {
    JoinInput {
        name: format!("The {handle}"),
        handle: handle.into(),
        email: format!("{handle}@example.net"),
        password: PASSWORD.into(),
        answer: "I mend kettles.".into(),
    }
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

/// The key of the sentence that says why something did not happen.
#[track_caller]
pub(crate) fn why<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Conflict(key) | Error::Forbidden(key)) => {
            assert!(i18n::is_known(key), "{key}");
            key
        }
        other => panic!("{other:?}"),
    }
}

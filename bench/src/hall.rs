//! A hall with data in it, and its process.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Id, Moment, Secret};
use domain::article::Format;
use domain::comment::State;
use domain::group::Visibility;
use domain::person::Person;
use domain::{Origin, Role, Viewer};
use store::{Options, Place, Store};

/// A data directory, and what of it is asked for.
pub(crate) struct Data {
    pub(crate) directory: tempfile::TempDir,
    /// Path of an article with 50 comments.
    pub(crate) fifty: String,
    /// Path of an article with 1,000 comments.
    pub(crate) thousand: String,
    /// The conversation that is written into.
    pub(crate) conversation: Id<domain::conversation::Conversation>,
    /// The secret of a member's session.
    pub(crate) session: String,
    /// The member.
    pub(crate) person: Id<Person>,
}

pub(crate) fn free_port() -> Result<u16, String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    Ok(listener
        .local_addr()
        .map_err(|error| error.to_string())?
        .port())
}

impl Data {
    /// Seeds a hall of 1,000 people and adds the articles that are asked for.
    pub(crate) async fn make(bin: &Path, comments: u32) -> Result<Self, String> {
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let status = Command::new(bin)
            .args([
                "seed",
                "--people",
                "1000",
                "--conversations",
                "500",
                "--seed",
                "7",
                "--comments",
            ])
            .arg(comments.to_string())
            .arg("--data")
            .arg(directory.path())
            .stdout(Stdio::null())
            .status()
            .map_err(|error| error.to_string())?;
        if !status.success() {
            return Err("seeding failed".to_owned());
        }
        // Without an owner the front page only says that the hall is not open yet.
        owner(bin, directory.path())?;
        let store = Store::open(
            &Place::Directory(directory.path().to_owned()),
            &Options::default(),
        )
        .map_err(|error| error.to_string())?;
        let secret = Secret::new();
        let digest = secret.digest();
        let made = store
            .write(move |tx| {
                let people = store::person::list(tx, &Viewer::Guest, None, 60)?;
                let ids: Vec<Id<Person>> = people.iter().map(|person| person.id).collect();
                let me = ids.first().copied().ok_or(store::Error::NotOne(0))?;
                store::session::insert(tx, me, &digest, "bench", "127.0.0.1")?;
                let (fifty, _) = article(tx, "Fifty comments", &ids, 50)?;
                let (thousand, _) = article(tx, "A thousand comments", &ids, 1_000)?;
                let (_, id) = article(tx, "Being written under", &ids, 0)?;
                Ok::<_, store::Error>((me, fifty, thousand, id))
            })
            .await
            .map_err(|error| error.to_string())?;
        let (person, fifty, thousand, id) = made;
        Ok(Self {
            directory,
            fifty,
            thousand,
            conversation: id.cast(),
            session: secret.reveal(),
            person,
        })
    }

    pub(crate) fn open(&self) -> Result<Arc<Store>, String> {
        let place = Place::Directory(self.directory.path().to_owned());
        Store::open(&place, &Options::default())
            .map(Arc::new)
            .map_err(|error| error.to_string())
    }
}

fn owner(bin: &Path, data: &Path) -> Result<(), String> {
    let mut child = Command::new(bin)
        .args(["person", "add", "olive", "--role", "owner"])
        .args(["--email", "olive@bench.example", "--password-stdin"])
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut input) = child.stdin.take() {
        std::io::Write::write_all(&mut input, Secret::new().reveal().as_bytes())
            .map_err(|error| error.to_string())?;
    }
    match child.wait().map_err(|error| error.to_string())?.success() {
        true => Ok(()),
        false => Err("the owner could not be added".to_owned()),
    }
}

/// About as long as people write.
const WORDS: &str = "We weigh what comes in, and most of it only wanted a new connector. Could somebody spend a morning at \
our gate instead of waiting for the kettles to come to them? I would bring the tea, the small screwdrivers and a list of what \
we saw last year. It took us forty minutes a piece in the beginning and takes us fifteen now, mostly because we look at the \
same two places first. If you have done this elsewhere, write down what you found; if you never have, come and hold the lamp.";

fn article(
    tx: &mut store::Tx<'_>,
    title: &str,
    people: &[Id<Person>],
    comments: usize,
) -> store::Result<(String, Id<domain::article::Article>)> {
    let by = people.first().copied().ok_or(store::Error::NotOne(0))?;
    let html = format!("<p>{WORDS}</p>").repeat(12);
    let text = store::article::Text {
        source: html.clone(),
        format: Format::Html,
        html,
        pipeline: 1,
        own_excerpt: String::new(),
        excerpt: "What we saw last year.".to_owned(),
    };
    let now = tx.now();
    let begun = now.before(Duration::from_hours(24 * 30));
    let fresh = store::article::Fresh {
        title: title.to_owned(),
        month: (2026, 1),
        slug: domain::article::slug(title),
        text,
        visibility: Visibility::Public,
        authors: vec![by],
        tags: Vec::new(),
        made_at: begun,
        feed_id: None,
    };
    let id = store::article::bring(tx, "bench.example", &fresh)?;
    let viewer = Viewer::seated(by, Role::Owner, Origin::Outside);
    let found = store::article::find(tx, &viewer, id)?.ok_or(store::Error::NotOne(0))?;
    let path = store::article::bring_out(tx, &found, begun, (2026, 1))?;
    for (number, person) in (0_i64..).zip(people.iter().cycle().take(comments)) {
        let at = Moment::from_ms(begun.ms() + 60_000 * (number + 1));
        store::comment::bring(
            tx,
            id.cast(),
            &store::comment::Fresh {
                parent: None,
                by: store::comment::By::Person(*person),
                source: WORDS.to_owned(),
                format: Format::Markdown,
                html: format!("<p>{WORDS}</p>"),
                pipeline: 1,
                state: State::Visible,
                at,
                feed_id: None,
            },
        )?;
    }
    Ok((path, id))
}

/// A serving process.
pub(crate) struct Hall {
    pub(crate) port: u16,
    pub(crate) first_page: Duration,
    child: Child,
}

impl Hall {
    /// Starts it on a data directory, and perhaps a database beside, and waits for its first page.
    pub(crate) async fn start(
        bin: &Path,
        data: &Path,
        database: Option<&str>,
    ) -> Result<Self, String> {
        let port = free_port()?;
        let started = Instant::now();
        let child = Command::new(bin)
            .arg("serve")
            .env("GUILDHALL_LIMITS", "false")
            .arg("--data")
            .arg(data)
            .args(database.map(|url| format!("--database={url}")))
            .args([
                "--listen",
                &format!("127.0.0.1:{port}"),
                "--base-url",
                &format!("http://127.0.0.1:{port}"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut hall = Self {
            port,
            first_page: Duration::ZERO,
            child,
        };
        for _ in 0..2_000 {
            if crate::load::fetch(port, &crate::load::Asked::page("/"))
                .await
                .is_ok()
            {
                hall.first_page = started.elapsed();
                return Ok(hall);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err("the hall did not start within ten seconds".to_owned())
    }

    /// Its process id.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory in MB.
    pub(crate) fn memory(&self) -> Result<u64, String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .map_err(|error| error.to_string())?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        let kb: u64 = line
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .map_err(|_| "no number")?;
        Ok(kb / 1_024)
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .arg("-TERM")
            .arg(self.child.id().to_string())
            .status();
        let _ = self.child.wait();
    }
}

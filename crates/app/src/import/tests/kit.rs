//! A hall in a folder that goes away, and what can be told of everything in it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use adapters::files::Folder;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use base::moment::{Clock, SetClock};
use base::{Id, Moment, Secret};
use domain::article::Line;
use domain::person::Person;
use domain::{Origin, Role, Viewer, Visible};
use store::{Options, Place, Store};

use crate::import::{Import, ImportError, Report, typepad};
use crate::{App, BaseUrl, Parts};

/// 20 March 2026.
pub(super) const NOW: Moment = Moment::from_ms(1_774_000_000_000);

pub(super) struct Hall {
    pub(super) app: App,
    pub(super) clock: Arc<SetClock>,
    folder: tempfile::TempDir,
}

/// Tells a story on SQLite, and on a PostgreSQL if there is one.
pub(super) fn everywhere(story: impl AsyncFn(&Hall)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(story(&Hall::new(None)));
    if let Ok(url) = std::env::var("GUILDHALL_TEST_POSTGRES") {
        runtime.block_on(story(&Hall::new(Some(url))));
    }
}

impl Hall {
    pub(super) fn new(postgres: Option<String>) -> Self {
        Self::with(postgres, Workshop::new("nowhere".into(), Vec::new()))
    }

    pub(super) fn with(postgres: Option<String>, workshop: Workshop) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::new(NOW));
        let told: Arc<dyn Clock> = clock.clone();
        let options = Options {
            clock: told,
            ..Options::default()
        };
        let place = match postgres {
            None => Place::Directory(folder.path().join("data")),
            Some(url) => Place::Postgres {
                url,
                schema: format!("import_{}", Secret::new().digest().short()),
            },
        };
        let app = App::new(Parts {
            store: Store::open(&place, &options).unwrap(),
            base: BaseUrl::parse("https://hall.example").unwrap(),
            master: Secret::new(),
            carrier: None,
            files: Arc::new(Folder::new(folder.path().join("files")).unwrap()),
            parcels: adapters::files::Parcels::new(folder.path().join("exports")),
            workshop,
            hasher: Hasher::new(1, None).unwrap(),
            limits: false,
            demo: false,
        });
        Self { app, clock, folder }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes an export.
    pub(super) fn file(&self, content: impl AsRef<[u8]>) -> Import {
        let file: PathBuf = self.path().join("export.txt");
        std::fs::write(&file, content).unwrap();
        Import {
            file,
            zone: Some("Europe/Berlin".into()),
            report: Some(self.path().join("report.jsonl")),
            ..Import::default()
        }
    }

    pub(super) async fn import(&self, import: &Import) -> Report {
        self.try_import(import).await.unwrap()
    }

    pub(super) async fn try_import(&self, import: &Import) -> Result<Report, ImportError> {
        typepad(&self.app, import, &|_| {}).await
    }

    /// Imports this content.
    pub(super) async fn bring(&self, content: impl AsRef<[u8]>) -> Report {
        self.import(&self.file(content)).await
    }

    /// The lines of the written report.
    pub(super) fn report_lines(&self) -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(self.path().join("report.jsonl")).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Adds a member.
    pub(super) async fn member(&self, handle: &str, email: &str) -> Id<Person> {
        let input = crate::person::AddInput {
            handle: handle.into(),
            name: handle.to_uppercase(),
            email: email.into(),
            password: "a brown teapot with no lid".into(),
            role: Role::Owner,
        };
        crate::person::add(&self.app, &input).await.unwrap()
    }

    /// Articles, published ones first, as an owner sees them.
    pub(super) async fn articles(&self) -> Vec<Visible<Line>> {
        self.app
            .read(|from| {
                let owner = owner();
                let filter = store::article::Filter::All;
                let mut lines = store::article::list(from, &owner, filter, None, 100_000)?;
                lines.extend(store::article::drafts(from, &owner)?);
                Ok(lines)
            })
            .await
            .unwrap()
    }

    /// Everything that an import makes, without the ids that chance makes.
    pub(super) async fn all(&self) -> String {
        let mut lines = self.articles().await;
        lines.sort_by(|a, b| a.path.cmp(&b.path));
        let mut text = String::new();
        for line in lines {
            text.push_str(&self.told(line).await);
        }
        let addresses = self
            .app
            .read(|from| {
                let mut all = Vec::new();
                loop {
                    let after = all
                        .last()
                        .map_or("", |(old, _): &(String, _)| old)
                        .to_owned();
                    let some = store::old_address::list(from, &after, 1_000)?;
                    if some.is_empty() {
                        return Ok(all);
                    }
                    all.extend(some);
                }
            })
            .await
            .unwrap();
        for (old, new) in addresses {
            let new = without_ids(&new);
            writeln!(text, "{old} → {new}").unwrap();
        }
        self.sound().await;
        text
    }

    /// An article with its thread, as text.
    async fn told(&self, line: Visible<Line>) -> String {
        self.app
            .read(move |from| {
                let owner = owner();
                let mut text = String::new();
                let article = store::article::find(from, &owner, line.id)?.unwrap();
                let tags = store::tag::of(from, &article)?;
                let tags: Vec<String> = tags
                    .iter()
                    .map(|tag| format!("{}:{}", tag.kind, tag.name))
                    .collect();
                let at = if line.stage == domain::conversation::Stage::Draft {
                    String::new()
                } else {
                    line.at.to_string()
                };
                let authors: Vec<&str> = article
                    .authors
                    .iter()
                    .map(|by| by.handle.as_str())
                    .collect();
                writeln!(
                    text,
                    "{} [{} {at} {}] {:?} by {} {} open={} feed={}",
                    line.path,
                    line.stage,
                    line.comments,
                    line.title,
                    authors.join("+"),
                    tags.join(","),
                    article.door.is_open(),
                    if article.feed_id.starts_with("tag:") {
                        "own"
                    } else {
                        &article.feed_id
                    },
                )
                .unwrap();
                writeln!(text, "  = {}", without_ids(&article.html)).unwrap();
                let mut after = None;
                loop {
                    let some = store::comment::thread(from, &owner, line.id.cast(), after, 500)?;
                    for placed in &some {
                        let comment = &placed.comment;
                        let who = match &comment.author {
                            domain::comment::Author::Person(by) => format!("@{}", by.handle),
                            domain::comment::Author::Guest { name, url, .. } => {
                                format!("{name} <{}>", url.as_deref().unwrap_or_default())
                            }
                        };
                        let ms = comment.at.ms().rem_euclid(1_000);
                        writeln!(
                            text,
                            "  {}.{ms} {who} ({}): {}",
                            comment.at,
                            comment.state,
                            without_ids(&comment.html)
                        )
                        .unwrap();
                    }
                    match some.last() {
                        Some(last) => after = Some(store::comment::Place::of(last)),
                        None => return Ok(text),
                    }
                }
            })
            .await
            .unwrap()
    }

    /// Counters are what they count.
    pub(super) async fn sound(&self) {
        let wrong = self
            .app
            .read(|from| Ok(store::check::counters(from)?))
            .await
            .unwrap();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

pub(super) fn owner() -> Viewer {
    as_owner(Id::fixed(1))
}

pub(super) fn as_owner(person: Id<Person>) -> Viewer {
    Viewer::seated(person, Role::Owner, Origin::Raised)
}

/// Ids of pictures are made by chance.
fn without_ids(text: &str) -> String {
    let mut pieces = text.split("/media/");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("/media/*");
        out.push_str(piece.get(base::id::LENGTH..).unwrap_or_default());
    }
    out
}

/// Entries, each with its own header, body and pieces.
pub(super) fn export(entries: &[String]) -> String {
    entries.concat()
}

/// One entry.
pub(super) fn entry(header: &str, body: &str, pieces: &str) -> String {
    format!("{header}\n-----\nBODY:\n{body}\n-----\n{pieces}--------\n")
}

/// A comment's piece.
pub(super) fn comment(author: &str, email: &str, date: &str, text: &str) -> String {
    format!(
        "COMMENT:\nAUTHOR: {author}\nEMAIL: {email}\nIP: 192.0.2.1\nURL: \nDATE: {date}\n{text}\n-----\n"
    )
}

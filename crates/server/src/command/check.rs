//! `guildhall check`: whether everything kept agrees with itself.

use std::fmt::Write as _;
use std::io;

use adapters::files::Files;
use base::Digest;
use store::{Engine, Store};

use crate::assemble::{Purpose, assemble, open};
use crate::cli::Check;
use crate::config::Config;
use crate::fault::Fault;
use crate::out::say;

/// Rows looked at in one unit of work.
const PAGE: i64 = 1_000;
/// Findings of one kind that are printed.
const SHOWN: usize = 20;
/// How long a file may lie about that nothing speaks of: its row may still be on its way (R65).
const ORPHANED: std::time::Duration = std::time::Duration::from_hours(48);

/// One thing that was looked at.
#[derive(Debug, Default)]
struct Section {
    what: &'static str,
    findings: Vec<String>,
    /// Whether the findings were mended.
    mended: bool,
    /// Said even if nothing is wrong.
    note: Option<String>,
}

impl Section {
    fn new(what: &'static str, findings: Vec<String>) -> Self {
        Self {
            what,
            findings,
            ..Self::default()
        }
    }

    fn line(&self) -> String {
        let verdict = match (self.findings.len(), self.mended) {
            (0, _) => self.note.clone().unwrap_or_else(|| "well".to_owned()),
            (1, false) => "1 finding".to_owned(),
            (many, false) => format!("{many} findings"),
            (many, true) => format!("{many} mended"),
        };
        let mut out = format!("{:<24}{verdict}", self.what);
        for finding in self.findings.iter().take(SHOWN) {
            let _ = write!(out, "\n    {finding}"); // Writing to a string cannot fail.
        }
        if self.findings.len() > SHOWN {
            let _ = write!(out, "\n    and {} more", self.findings.len() - SHOWN);
        }
        out
    }
}

/// Looks at everything.
pub(crate) async fn run(config: &Config, check: &Check) -> Result<(), Fault> {
    let sections = tokio::task::block_in_place(|| -> Result<_, Fault> {
        if check.repair {
            let base = config.base(config.listen)?;
            let app = assemble(config, base, Purpose::Work)?;
            Ok(Eye::Mending(Box::new(app)))
        } else {
            Ok(Eye::Looking(open(config, Purpose::Look)?))
        }
    })?;
    let sections = look(config, sections.store(), check.repair).await?;
    let mut open = 0;
    for section in &sections {
        say(&section.line());
        if !section.mended {
            open += section.findings.len();
        }
    }
    if open == 0 {
        return Ok(());
    }
    if !check.repair {
        say(
            "\nCounters and the index can be mended: close the hall and run `guildhall check --repair`.",
        );
    }
    Err(Fault::Found)
}

/// Whether the store is only looked at.
enum Eye {
    Looking(Store),
    Mending(Box<app::App>),
}

impl Eye {
    fn store(&self) -> &Store {
        match self {
            Self::Looking(store) => store,
            Self::Mending(app) => app.store(),
        }
    }
}

async fn look(config: &Config, store: &Store, mend: bool) -> Result<Vec<Section>, Fault> {
    Ok(vec![
        database(config, store).await?,
        counters(store, mend).await?,
        thanks(store, mend).await?,
        index(store, mend).await?,
        files(config, store).await?,
        addresses(store).await?,
        jobs(store).await?,
    ])
}

async fn database(config: &Config, store: &Store) -> Result<Section, Fault> {
    let mut section = Section::new("database", Vec::new());
    match store.engine() {
        Engine::Postgres => {
            section.note = Some("PostgreSQL looks after its own pages and keys".to_owned());
        }
        Engine::Sqlite => {
            let path = config.data.join("guildhall.sqlite");
            let looked = tokio::task::spawn_blocking(move || store::check::file(&path)).await;
            section.findings = looked.map_err(io::Error::other)??;
        }
    }
    Ok(section)
}

async fn counters(store: &Store, mend: bool) -> Result<Section, Fault> {
    let mut section = Section::new("numbers of comments", Vec::new());
    loop {
        let wrong = store.read(store::check::counters).await?;
        section.findings.extend(wrong.iter().map(|one| {
            format!(
                "{} says {} comments and has {}",
                one.path, one.kept, one.counted
            )
        }));
        if !mend || wrong.is_empty() {
            break;
        }
        store
            .write(move |tx| {
                wrong
                    .iter()
                    .try_for_each(|one| store::check::mend_counters(tx, one.id))
            })
            .await?;
        section.mended = true;
    }
    Ok(section)
}

async fn thanks(store: &Store, mend: bool) -> Result<Section, Fault> {
    let mut section = Section::new("numbers of thanks", Vec::new());
    loop {
        let wrong = store.read(store::check::thanks).await?;
        section
            .findings
            .extend(wrong.iter().map(|(id, kept, counted)| {
                format!("comment {id} says {kept} thanks and has {counted}")
            }));
        if !mend || wrong.is_empty() {
            break;
        }
        store
            .write(move |tx| {
                wrong
                    .iter()
                    .try_for_each(|(id, _, _)| store::check::mend_thanks(tx, *id))
            })
            .await?;
        section.mended = true;
    }
    Ok(section)
}

async fn index(store: &Store, mend: bool) -> Result<Section, Fault> {
    let astray = store.read(store::search::astray).await?;
    let mut section = Section::new("index for searching", Vec::new());
    if astray == 0 {
        return Ok(section);
    }
    section.findings.push(format!(
        "{astray} things can be found and should not, or should and cannot"
    ));
    if mend {
        let mut step = Some(store::search::Step::default());
        while let Some(next) = step {
            step = store
                .write(move |tx| store::search::rebuild(tx, next))
                .await?;
        }
        section.mended = true;
    }
    Ok(section)
}

/// Every file that a picture needs is there and is what it was; nothing else lies about.
async fn files(config: &Config, store: &Store) -> Result<Section, Fault> {
    let folder = config.data.join("files");
    let folder =
        adapters::files::Folder::new(&folder).map_err(|error| Fault::at(&folder, &error))?;
    let folder = std::sync::Arc::new(folder);
    let mut section = Section::new("files", Vec::new());
    let mut needed = std::collections::HashSet::new();
    let mut after: Option<Digest> = None;
    loop {
        let some = store
            .read(move |from| store::check::files(from, after, PAGE))
            .await?;
        let Some((last, _)) = some.last() else { break };
        after = Some(*last);
        for (digest, bytes) in some {
            needed.insert(digest.hex());
            let place = std::sync::Arc::clone(&folder);
            let opened = tokio::task::spawn_blocking(move || place.open(&digest)).await;
            let name = digest.hex();
            match opened.map_err(io::Error::other)?? {
                None => section.findings.push(format!("{name} is missing")),
                Some(found) if Digest::of(&found).hex() != name => {
                    section.findings.push(format!("{name} is damaged"));
                }
                Some(found) if i64::try_from(found.len()).ok() != Some(bytes) => {
                    section
                        .findings
                        .push(format!("{name} is not as long as its picture says"));
                }
                Some(_) => {}
            }
        }
    }
    folder.list(&mut |stored| {
        let old = stored.put_at.elapsed().is_ok_and(|age| age > ORPHANED);
        let name = stored.digest.hex();
        if old && !needed.contains(&name) {
            section.findings.push(format!("{name} belongs to nothing"));
        }
        Ok(())
    })?;
    if section.findings.is_empty() {
        section.note = Some(format!("well, all {}", needed.len()));
    }
    Ok(section)
}

/// Whether an address is that of an article, whose page has to be there.
fn of_an_article(target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["", "articles", year, month, _]
            if [year, month]
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) =>
        {
            Some(path.to_owned())
        }
        _ => None,
    }
}

async fn addresses(store: &Store) -> Result<Section, Fault> {
    let mut section = Section::new("old addresses", Vec::new());
    let mut after = String::new();
    loop {
        let from = after.clone();
        let (last, lost) = store
            .read(move |snapshot| -> store::Result<_> {
                let some = store::old_address::list(snapshot, &from, PAGE)?;
                let mut lost = Vec::new();
                for (address, target) in &some {
                    if let Some(path) = of_an_article(target)
                        && !store::check::stands(snapshot, &path)?
                    {
                        lost.push(format!("{address} leads to {path}, where nothing is"));
                    }
                }
                Ok((some.last().map(|(address, _)| address.clone()), lost))
            })
            .await?;
        section.findings.extend(lost);
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    Ok(section)
}

async fn jobs(store: &Store) -> Result<Section, Fault> {
    let (waiting, dead) = store.read(store::job::counts).await?;
    let mut section = Section::new("jobs", Vec::new());
    if dead > 0 {
        section.findings.push(format!(
            "{dead} were given up; /admin/jobs says why, and tries them again"
        ));
    }
    section.note = Some(format!("well, {waiting} waiting"));
    Ok(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_articles_must_stand() {
        assert_eq!(
            of_an_article("/articles/2024/05/a-kettle#comment-1").as_deref(),
            Some("/articles/2024/05/a-kettle")
        );
        for other in [
            "/articles",
            "/articles/tagged/wool",
            "/articles/2024/05",
            "/articles/in/x/y",
        ] {
            assert_eq!(of_an_article(other), None, "{other}");
        }
    }
}

//! The import of a TypePad or Movable Type export, from its file to the report.

use std::sync::{Mutex, PoisonError};

use store::old_address::Offered;
use tokio::sync::mpsc;

use super::around::Circumstances;
use super::batch::{self, Reading};
use super::make::Maker;
use super::media::Media;
use super::note::{self, Note};
use super::people;
use super::plan::{self, Plan};
use super::report::{Ledger, Report};
use super::task::{Import, ImportError, Progress, Stage};
use super::write::Slice;
use super::writer::Writer;
use crate::{App, Error};

/// Bytes between two words about how far the first reading is.
const EVERY: u64 = 1 << 20;
/// Old pages led somewhere in one unit.
const PAGES: usize = 500;

/// A site whose zone nobody has chosen takes that of the dates that come in: in another one old articles would stand under
/// other days than they did.
async fn adopt(app: &App, import: &Import, present: &str) -> Result<Option<String>, ImportError> {
    let Some(name) = import.zone.clone().filter(|name| name != present) else {
        return Ok(None);
    };
    if present != "UTC" {
        return Ok(None);
    }
    if import.dry_run {
        return Ok(Some(name));
    }
    let zone = name.clone();
    app.write(move |tx| {
        let site = domain::site::Site {
            zone: zone.clone(),
            ..store::site::load(tx)?
        };
        Ok(store::site::found(tx, &site)?)
    })
    .await?;
    Ok(Some(name))
}

/// Imports a file, or says what would happen. Killed at any moment and begun again, it ends with the same.
///
/// # Errors
/// The file cannot be read or is no export; the store is out of order. What was brought until then stays.
pub async fn typepad(
    app: &App,
    import: &Import,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, ImportError> {
    super::sniff::refuse(import)?;
    let site = app.site().await?;
    let zone = import.time_zone(&site.zone)?;
    let given = import.named_encoding()?;
    let total = super::source::size(&import.file)?;
    let (encoding, guessed, survey) = {
        let (file, zone, now) = (import.file.clone(), zone.clone(), app.now());
        let (told, mut heard) = mpsc::channel(1);
        let reading = super::source::apart(move || {
            let detected = super::source::detect(&file, given)?;
            let mut said = 0;
            let mut tell = |bytes: u64| {
                if bytes >= said + EVERY {
                    said = bytes;
                    // One that is not heard at once is made up for by the next.
                    let _ = told.try_send(bytes);
                }
                !told.is_closed()
            };
            let survey = super::survey::survey(&file, detected.encoding, &zone, now, &mut tell)?;
            Ok::<_, ImportError>((detected.encoding, detected.guessed, survey))
        })?;
        while let Some(done) = heard.recv().await {
            progress(Progress {
                stage: Stage::Reading,
                done,
                total,
            });
        }
        joined(reading.await)??
    };
    let media = media(import, progress).await?;
    let mut ledger = Ledger::open(
        import.report.as_deref(),
        Report {
            dry_run: import.dry_run,
            encoding: encoding.name().to_owned(),
            guessed,
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            zone_assumed: import.zone.is_none(),
            ..Report::default()
        },
    )?;
    if let Some(name) = adopt(app, import, &site.zone).await? {
        let why = format!(
            "the site was in the zone UTC, as nobody had chosen one; from now on it is in {name}, so that days are what they were"
        );
        ledger.note(Note::new(0, note::Fate::Noted, "time zone", "", why));
    }
    if media.is_cut {
        let why = "there are more files in the folder than are looked at";
        ledger.note(Note::new(0, note::Fate::Noted, "picture", "", why));
    }
    let authors = survey.authors.clone();
    let nameless = survey.hosts.iter().min().cloned();
    let nameless = nameless.unwrap_or_else(|| site.name.clone());
    let (offices, people) = people::bring(app, &authors, &nameless, import.dry_run).await?;
    ledger.report.people = people;
    let plan = plan::plan(app, survey, media).await?;
    let ledger = Mutex::new(ledger);
    let around = Circumstances {
        app,
        plan: &plan,
        authors: &authors,
        offices: &offices,
        zone: &zone,
        ledger: &ledger,
        dry_run: import.dry_run,
        now: app.now(),
        site: &site,
    };
    let reading = Reading {
        path: import.file.clone(),
        encoding,
        absent_status: plan.absent_status,
        only: None,
    };
    carry(&around, reading, total, progress).await?;
    keep_pages(&around).await?;
    ledger
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .close()
}

async fn media(
    import: &Import,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Media, ImportError> {
    let Some(folder) = import.media.clone() else {
        return Ok(Media::default());
    };
    progress(Progress {
        stage: Stage::Media,
        done: 0,
        total: 0,
    });
    let looked = folder.clone();
    let found = tokio::task::spawn_blocking(move || Media::of(&looked)).await;
    joined(found)?.map_err(|error| ImportError::Read(folder, error))
}

fn joined<T>(joined: Result<T, impl std::fmt::Display>) -> Result<T, ImportError> {
    joined.map_err(|error| ImportError::Store(Error::Internal(error.to_string())))
}

/// Brings everything: one side reads and renders while the other writes.
async fn carry(
    around: &Circumstances<'_>,
    reading: Reading,
    total: u64,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), ImportError> {
    let mut maker = Maker::new(around);
    let mut writer = Writer::new(around);
    let first = reading.clone();
    pass(&mut maker, &mut writer, first, false, total, progress).await?;
    let only = std::mem::take(&mut maker.later);
    if only.is_empty() {
        return Ok(());
    }
    // Comments that came before their entry.
    let later = Reading {
        only: Some(only),
        ..reading
    };
    pass(&mut maker, &mut writer, later, true, total, progress).await
}

async fn pass(
    maker: &mut Maker<'_>,
    writer: &mut Writer<'_>,
    reading: Reading,
    again: bool,
    total: u64,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), ImportError> {
    let mut batches = batch::start(reading)?;
    let (out, mut units) = mpsc::channel::<Vec<Slice>>(1);
    let make = async {
        while let Some(batch) = batches.recv().await {
            let batch = batch?;
            let done = batch.bytes;
            maker.batch(batch, again, &out).await?;
            progress(Progress {
                stage: Stage::Bringing,
                done,
                total,
            });
            if out.is_closed() {
                break;
            }
        }
        drop(out);
        Ok::<(), ImportError>(())
    };
    let write = async move {
        while let Some(unit) = units.recv().await {
            writer.write(unit).await?;
        }
        Ok::<(), ImportError>(())
    };
    let (made, written) = tokio::join!(make, write);
    written.and(made)
}

/// Old pages that are about no single entry lead to what is in their place here.
async fn keep_pages(around: &Circumstances<'_>) -> Result<(), ImportError> {
    let Plan { pages, .. } = around.plan;
    let pages: Vec<(String, String)> = pages
        .iter()
        .map(|(old, new)| (old.clone(), new.clone()))
        .collect();
    let mut kept = 0;
    let mut taken = Vec::new();
    for some in pages.chunks(PAGES) {
        if around.dry_run {
            kept += u64::try_from(some.len()).unwrap_or(0);
            continue;
        }
        let some = some.to_vec();
        let (added, others) = around
            .app
            .write(move |tx| {
                let mut added = 0;
                let mut others = Vec::new();
                for (old, new) in &some {
                    match store::old_address::offer(tx, old, new)? {
                        Offered::Kept => added += 1,
                        Offered::Known => {}
                        Offered::Taken(other) => others.push((old.clone(), other)),
                    }
                }
                Ok((added, others))
            })
            .await?;
        kept += added;
        taken.extend(others);
    }
    around.count(|report| {
        report.addresses_kept += kept;
        report.addresses_taken += u64::try_from(taken.len()).unwrap_or(0);
    });
    let notes = taken.into_iter().map(|(old, other)| {
        let why = format!("this old address leads to something else: {other}");
        Note::new(0, note::Fate::Skipped, "address", &old, why)
    });
    around.note_all(notes.collect());
    Ok(())
}

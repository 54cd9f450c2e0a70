//! The job that makes a file: reads a piece, writes it, and reads the next one. Nothing is held whole but one piece.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use adapters::files::Unfinished;
use archives::pack::{Pack, is_too_large};
use base::{Digest, Id, Moment};
use domain::export::{Export, LARGEST};
use i18n::Lang;
use jiff::tz::TimeZone;
use store::export::{Shelf, Trail, Wanted};

use super::gather::Whose;
use super::item::Item;
use super::paper::{self, Counts};
use super::{FORMAT, VERSION, off};
use crate::fault::Fault;
use crate::letter::Desk;
use crate::{App, Error, Result};

/// A file that is being made, with the two in it that grow all the while.
struct Making {
    parcel: Unfinished,
    pack: Pack<File>,
    lines: BufWriter<File>,
    table: BufWriter<File>,
}

/// Makes a file. Safe to run twice: it is begun anew and put in the place of the other.
pub(crate) async fn make(app: &App, id: Id<Export>) -> std::result::Result<(), Fault> {
    let Some(wanted) = app
        .write(move |tx| Ok(store::export::begin(tx, id)?))
        .await?
    else {
        return Ok(()); // Made before, or not wanted any more.
    };
    match pack(app, &wanted).await {
        Ok(bytes) => Ok(tell(app, wanted, bytes).await?),
        Err(Stop::TooLarge) => {
            tracing::warn!(export = %id, "what a member wants to take away is too large for one file");
            Ok(app
                .write(move |tx| Ok(store::export::fail(tx, id)?))
                .await?)
        }
        Err(Stop::Disk(error)) => Err(Fault::Retry(error.to_string())),
        Err(Stop::App(error)) => Err(error.into()),
    }
}

/// Why it ends early.
enum Stop {
    TooLarge,
    Disk(io::Error),
    App(Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match is_too_large(&error) {
            true => Self::TooLarge,
            false => Self::Disk(error),
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

type Made<T> = std::result::Result<T, Stop>;

/// Runs what writes off the runtime's threads, and gives the file back.
async fn writing<F>(making: Making, work: F) -> Made<Making>
where
    F: FnOnce(&mut Making) -> io::Result<()> + Send + 'static,
{
    let (making, done) = off(move || {
        let mut making = making;
        let done = work(&mut making);
        (making, done)
    })
    .await?;
    done?;
    Ok(making)
}

async fn pack(app: &App, wanted: &Wanted) -> Made<i64> {
    let whose = Whose {
        me: wanted.person,
        viewer: wanted.viewer.clone(),
        base: app.base().clone(),
    };
    let (site, now) = (app.site().await?, app.now());
    let mut making = begin(app, now).await?;
    let mut counts = Counts::default();
    for shelf in [
        Shelf::Articles,
        Shelf::Posts,
        Shelf::Comments,
        Shelf::Pictures,
    ] {
        let mut after = 0;
        loop {
            let gather = whose.clone();
            let piece = app
                .read(move |from| gather.shelf(from, shelf, after))
                .await?;
            let count = i64::try_from(piece.items.len()).unwrap_or(0);
            let of = match shelf {
                Shelf::Articles => &mut counts.articles,
                Shelf::Posts => &mut counts.posts,
                Shelf::Comments => &mut counts.comments,
                Shelf::Pictures => &mut counts.pictures,
            };
            *of += count;
            counts.left_out += piece.left_out;
            making = match shelf {
                Shelf::Pictures => pictures(app, making, piece.items).await?,
                Shelf::Articles | Shelf::Posts | Shelf::Comments => {
                    writing(making, move |making| making.add(&piece.items)).await?
                }
            };
            match piece.next {
                Some(next) => after = next,
                None => break,
            }
        }
    }
    let mut after = Some(0);
    while let Some(from_here) = after {
        let gather = whose.clone();
        let (items, next) = app.read(move |from| gather.drafts(from, from_here)).await?;
        making = writing(making, move |making| making.add(&items)).await?;
        after = next;
    }
    making = traces(app, &whose, making).await?;
    let gather = whose.clone();
    let about = app
        .read(move |from| paper::about(from, &gather, now))
        .await?;
    let lang = Lang::from_tag(&site.language).unwrap_or_default();
    let readme = paper::readme(lang, &site.name, now, &counts);
    making = writing(making, move |making| {
        let about = serde_json::to_string_pretty(&about)?;
        making.pack.text("about.json", &about)?;
        making.pack.text("README.md", &readme)
    })
    .await?;
    // Whoever lost a right meanwhile takes nothing along that it gave (R25).
    let again = wanted.clone();
    let stands = app
        .read(move |from| Ok(store::export::stands(from, &again)?))
        .await?;
    if !stands {
        return Err(Error::Conflict("error.conflict").into());
    }
    finish(app, making, wanted.id).await
}

async fn traces(app: &App, whose: &Whose, mut making: Making) -> Made<Making> {
    for trail in Trail::ALL {
        let mut after = (0, -1);
        loop {
            let gather = whose.clone();
            let (items, next) = app
                .read(move |from| gather.traces(from, trail, after))
                .await?;
            making = writing(making, move |making| making.add(&items)).await?;
            match next {
                Some(next) => after = next,
                None => break,
            }
        }
    }
    Ok(making)
}

async fn begin(app: &App, now: Moment) -> Made<Making> {
    let parcels = app.parcels().clone();
    let made = off(move || {
        let (parcel, file) = parcels.begin()?;
        let at = TimeZone::UTC.to_datetime(now.timestamp());
        let mut making = Making {
            parcel,
            pack: Pack::new(file, LARGEST, at),
            lines: BufWriter::new(parcels.scratch()?),
            table: BufWriter::new(parcels.scratch()?),
        };
        let mut head = Item::of("head");
        head.set("format", FORMAT);
        head.set("version", VERSION);
        head.set("made-at", now.rfc3339());
        making.lines.write_all(head.to_line().as_bytes())?;
        let columns = ["at", "address", "under", "answers", "answers-whom", "text"];
        making.record(columns)?;
        Ok::<_, io::Error>(making)
    })
    .await?;
    Ok(made?)
}

impl Making {
    fn add(&mut self, items: &[Item]) -> io::Result<()> {
        for item in items {
            if let Some((name, text)) = &item.file {
                self.pack.text(name, text)?;
            }
            self.lines.write_all(item.to_line().as_bytes())?;
            if let Some(record) = &item.record {
                self.record(record.iter().map(String::as_str))?;
            }
        }
        Ok(())
    }

    fn record<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let mut line = String::new();
        archives::csv::record(&mut line, fields);
        self.table.write_all(line.as_bytes())
    }
}

/// Adds the files of pictures, one after the other. One that is missing is noted, and its line says nothing of a file.
async fn pictures(app: &App, making: Making, items: Vec<Item>) -> Made<Making> {
    let files = std::sync::Arc::clone(app.files());
    writing(making, move |making| {
        for mut item in items {
            let name = item.field("file").to_owned();
            let hash = Digest::parse(item.field("hash"));
            item.remove("hash");
            // Whole: none is larger than an upload may be.
            match hash.map(|hash| files.open(&hash)).transpose()?.flatten() {
                Some(bytes) => making.pack.copy(&name, bytes.as_slice(), true)?,
                None => item.remove("file"),
            }
            making.add(&[item])?;
        }
        Ok(())
    })
    .await
}

async fn finish(app: &App, making: Making, id: Id<Export>) -> Made<i64> {
    let parcels = app.parcels().clone();
    let bytes = off(move || {
        let Making {
            parcel,
            mut pack,
            lines,
            table,
        } = making;
        for (name, file) in [("everything.json", lines), ("comments.csv", table)] {
            let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            pack.copy(name, BufReader::new(file), false)?;
        }
        let file = pack.finish()?;
        parcels.finish(&parcel, &file, &id.to_string())
    })
    .await??;
    Ok(i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// It is there: they get to know it by mail.
async fn tell(app: &App, wanted: Wanted, bytes: i64) -> Result<()> {
    let desk = Desk::of(app).await?;
    app.write(move |tx| {
        if !store::export::ready(tx, &wanted, bytes)? {
            return Ok(());
        }
        match store::credential::find(tx, wanted.person)? {
            Some(credential) => match &credential.email {
                Some(email) => desk.export_ready(tx, email, &credential.name),
                None => Ok(()),
            },
            None => Ok(()),
        }
    })
    .await
}

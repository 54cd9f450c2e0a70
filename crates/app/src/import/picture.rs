//! Pictures of the old site, taken out of the folder or out of the texts, each content once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use adapters::picture::{Kind, Refusal, limit};
use base::{Digest, Id};
use domain::person::Person;
use domain::picture::Picture;

use super::media;
use super::reference::References;
use crate::{App, Error, Result};

/// How often a picture is tried while many others are being made.
const TRIES: u32 = 20;
/// How long to wait then.
const PAUSE: Duration = Duration::from_millis(500);

/// A picture that is here now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// None in a dry run.
    pub(super) id: Option<Id<Picture>>,
    /// Its address.
    pub(super) path: String,
    /// Its sizes, for whoever renders.
    pub(super) sizes: Option<markup::Picture>,
}

/// Why a picture is not here.
pub(super) type Missed = String;

/// Something that a text wants to show.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// A file of the folder, and the address it had.
    File(u32, String),
    /// A picture that was in the text itself.
    Inside(Vec<u8>),
}

/// Pictures taken so far.
#[derive(Default)]
pub(super) struct Pictures {
    by_file: HashMap<u32, std::result::Result<Shown, Missed>>,
    by_content: HashMap<[u8; 32], std::result::Result<Shown, Missed>>,
}

impl Pictures {
    /// Takes one, or says why not. Says too whether it was met for the first time.
    pub(super) async fn take(
        &mut self,
        app: &App,
        references: &References,
        wanted: Wanted,
        owner: Option<Id<Person>>,
        dry_run: bool,
    ) -> Result<(std::result::Result<Shown, Missed>, bool)> {
        match wanted {
            Wanted::File(number, _) => {
                if let Some(known) = self.by_file.get(&number) {
                    return Ok((known.clone(), false));
                }
                let taken = match open(references.media.path(number)).await {
                    Ok(bytes) => self.content(app, bytes, owner, dry_run).await?,
                    Err(missed) => Err(missed),
                };
                self.by_file.insert(number, taken.clone());
                Ok((taken, true))
            }
            Wanted::Inside(bytes) => Ok((self.content(app, bytes, owner, dry_run).await?, true)),
        }
    }

    async fn content(
        &mut self,
        app: &App,
        bytes: Vec<u8>,
        owner: Option<Id<Person>>,
        dry_run: bool,
    ) -> Result<std::result::Result<Shown, Missed>> {
        let digest = Digest::of(&bytes);
        if let Some(known) = self.by_content.get(digest.bytes()) {
            return Ok(known.clone());
        }
        let taken = if dry_run {
            judged(&bytes)
        } else {
            keep(app, bytes, owner).await?
        };
        self.by_content.insert(*digest.bytes(), taken.clone());
        Ok(taken)
    }
}

async fn open(path: Option<PathBuf>) -> std::result::Result<Vec<u8>, Missed> {
    let path = path.ok_or_else(|| "the folder has changed".to_owned())?;
    let read = tokio::task::spawn_blocking(move || media::read(&path, limit::INPUT_BYTES)).await;
    match read {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(format!("it cannot be read: {error}")),
        Err(error) => Err(format!("it cannot be read: {error}")),
    }
}

/// What can be said of a picture without making it.
fn judged(bytes: &[u8]) -> std::result::Result<Shown, Missed> {
    if bytes.len() > limit::INPUT_BYTES {
        return Err(Refusal::TooLarge.to_string());
    }
    match Kind::of(bytes) {
        Ok(_) => Ok(Shown {
            id: None,
            path: "/media/0000000000001".to_owned(),
            sizes: None,
        }),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Makes it in its sizes and keeps it, or says what is wrong with it.
async fn keep(
    app: &App,
    bytes: Vec<u8>,
    owner: Option<Id<Person>>,
) -> Result<std::result::Result<Shown, Missed>> {
    let mut tried = 0;
    loop {
        match crate::picture::attach(app, bytes.clone(), owner, "").await {
            Ok(attached) => return Ok(Ok(shown(&attached))),
            Err(Error::Invalid(problems)) => {
                let key = problems
                    .of("file")
                    .map_or("picture.crashed", |fault| fault.key);
                if key == Refusal::Busy.key() && tried < TRIES {
                    tried += 1;
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
                return Ok(Err(i18n::text(i18n::Lang::English, key).into_owned()));
            }
            Err(error) => return Err(error),
        }
    }
}

fn shown(attached: &crate::picture::Attached) -> Shown {
    let pixels = |number: i64| u32::try_from(number).unwrap_or(0);
    Shown {
        id: Some(attached.id),
        path: format!("/media/{}", attached.id),
        sizes: Some(markup::Picture {
            width: pixels(attached.width),
            height: pixels(attached.height),
            widths: attached.widths.iter().map(|width| pixels(*width)).collect(),
        }),
    }
}

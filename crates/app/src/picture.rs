//! Pictures: bringing them, looking at them, saying what they show, throwing them away.
//!
//! An upload is decoded and written anew outside any transaction; its files lie on the disk before a row speaks of them (R65).

use base::{Digest, Id};
use domain::group::{Upload, Visibility};
use domain::person::Person;
use domain::picture::{Describe, Discard, Picture, QUOTA, Variant};
use domain::{Permit, Problems, Rule, Viewer, Visible};
use store::picture::Fresh;
use store::{Snapshot, Tx};

use crate::error::Found;
use crate::{App, Caller, Error, Result, limit};

mod files;
mod make;
mod portrait;
mod tidy;

pub use adapters::picture::Purpose;
pub use adapters::picture::limit::INPUT_BYTES;
pub(crate) use files::off;
pub use files::{Content, content};
pub use portrait::{remove_portrait, set_portrait};
pub(crate) use tidy::tidy;

/// Pictures on one page of one's own.
pub const PAGE: i64 = 24;

/// Removes files that nothing names any more, but for those that may just be coming in again.
pub(crate) async fn remove(app: &App, lonely: Vec<Digest>) {
    files::remove(app, lonely, files::GRACE).await;
}

/// A picture that was brought.
#[derive(Debug)]
pub struct Added {
    /// The picture.
    pub picture: Visible<Picture>,
    /// Whether it was there before: the same bytes of the same person are one picture.
    pub known: bool,
}

/// Brings a picture.
///
/// # Errors
/// Not allowed, too often, or what is wrong with it under `file` or `alt`.
pub async fn add(
    app: &App,
    caller: Caller,
    bytes: Vec<u8>,
    alt: &str,
    purpose: Purpose,
) -> Result<Added> {
    let mut problems = Problems::default();
    let alt = problems.take("alt", domain::picture::parse_alt(alt));
    let alt = problems.or(|| alt)?;
    if bytes.is_empty() {
        return Err(Problems::one("file", "picture.none-chosen").into());
    }
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let (source, bytes) = make::source(bytes, purpose).await?;
    // Rights, room and the same picture from before, all before expensive work (R84).
    let viewer = caller.viewer.clone();
    let known = app
        .read(move |from| {
            let permit = may_upload(from, &viewer)?;
            let known = made_of(from, permit.by(), &source)?;
            if known.is_none() {
                has_room(from, me, size)?;
            }
            Ok(known.is_some())
        })
        .await?;
    let variants = if known {
        Vec::new()
    } else {
        limit::picture(app, me)?;
        make::variants(app, bytes, purpose).await?
    };
    app.write(move |tx| {
        let permit = may_upload(tx, &caller.viewer)?;
        if let Some(picture) = made_of(tx, permit.by(), &source)? {
            let picture = brought_again(tx, &caller, picture, &alt)?;
            return Ok(Added {
                picture,
                known: true,
            });
        }
        if variants.is_empty() {
            // It was there a moment ago, and was thrown away meanwhile.
            return Err(Error::Conflict("error.conflict"));
        }
        has_room(tx, me, variants.iter().map(|variant| variant.bytes).sum())?;
        let fresh = Fresh {
            source,
            alt: alt.clone(),
            variants: variants.clone(),
        };
        let id = store::picture::insert(tx, &permit, &fresh)?;
        Ok(Added {
            picture: store::picture::find(tx, &caller.viewer, id)?.found()?,
            known: false,
        })
    })
    .await
}

/// It stays as long as a new one would, and is described if nobody has done so yet.
fn brought_again(
    tx: &mut Tx<'_>,
    caller: &Caller,
    picture: Visible<Picture>,
    alt: &str,
) -> Result<Visible<Picture>> {
    store::picture::keep_longer(tx, picture.id)?;
    if alt.is_empty() || !picture.alt.is_empty() {
        return Ok(picture);
    }
    let permit = Describe::permit(&caller.viewer, picture)?;
    store::picture::set_alt(tx, &permit, alt)?;
    store::picture::find(tx, &caller.viewer, permit.id)?.found()
}

fn may_upload(from: &mut Snapshot<'_>, viewer: &Viewer) -> Result<Permit<Upload>> {
    let group = store::group::root(from, viewer)?.found()?;
    Ok(Upload::permit(viewer, group)?)
}

fn made_of(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    source: &Digest,
) -> Result<Option<Visible<Picture>>> {
    match store::picture::made_of(from, viewer.person(), source)? {
        Some(id) => Ok(store::picture::find(from, viewer, id)?),
        None => Ok(None),
    }
}

/// Whether so many bytes more are within what one person may have.
fn has_room(from: &mut Snapshot<'_>, owner: Id<Person>, more: i64) -> Result<()> {
    if store::picture::taken(from, owner)?.saturating_add(more) > QUOTA {
        return Err(Problems::one("file", "picture.no-room").into());
    }
    Ok(())
}

/// A picture that an import or a seed brought, as rendering asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Which one; its address is `/media/{id}`.
    pub id: Id<Picture>,
    /// Pixels across of its largest size.
    pub width: i64,
    /// Pixels down of its largest size.
    pub height: i64,
    /// The widths it can be had in.
    pub widths: Vec<i64>,
}

/// Keeps a picture that an import or a seed brought, without limits. Until something shows it, only its owner sees it.
///
/// # Errors
/// What is wrong with it under `file`.
pub async fn attach(
    app: &App,
    bytes: Vec<u8>,
    owner: Option<Id<Person>>,
    alt: &str,
) -> Result<Attached> {
    let (source, bytes) = make::source(bytes, Purpose::Inline).await?;
    let known = app.read(move |from| attached(from, owner, &source)).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let variants = make::variants(app, bytes, Purpose::Inline).await?;
    let line = base::clean::line(alt);
    let alt = base::clean::clip(&line, domain::picture::ALT_LIMIT).to_owned();
    app.write(move |tx| {
        if let Some(known) = attached(tx, owner, &source)? {
            return Ok(known);
        }
        let fresh = Fresh {
            source,
            alt: alt.clone(),
            variants: variants.clone(),
        };
        let id = store::picture::bring(tx, owner, &fresh)?;
        Ok(Attached::of(id, &variants))
    })
    .await
}

fn attached(
    from: &mut Snapshot<'_>,
    owner: Option<Id<Person>>,
    source: &Digest,
) -> Result<Option<Attached>> {
    match store::picture::made_of(from, owner, source)? {
        None => Ok(None),
        Some(id) => {
            let variants = store::picture::variants(from, id)?;
            Ok(Some(Attached::of(id, &variants)))
        }
    }
}

impl Attached {
    fn of(id: Id<Picture>, variants: &[Variant]) -> Self {
        let (width, height) = domain::picture::largest(variants);
        Self {
            id,
            width,
            height,
            widths: domain::picture::widths(variants),
        }
    }
}

/// A picture in the size that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The file, and what it is.
    pub variant: Variant,
    /// Whether everybody may see it.
    pub public: bool,
}

/// Looks at a picture, at most `width` wide where it can be had so narrow.
///
/// # Errors
/// Nothing shows such a picture to this viewer, and it is not theirs.
pub async fn open(
    app: &App,
    viewer: Viewer,
    id: Id<Picture>,
    width: i64,
    webp: bool,
) -> Result<Sight> {
    app.read(move |from| {
        let picture = store::picture::find(from, &viewer, id)?.found()?;
        Ok(Sight {
            variant: picture.variant(width, webp).cloned().found()?,
            public: picture.shown_to.contains(&Visibility::Public),
        })
    })
    .await
}

/// Whoever asks and their pictures.
#[derive(Debug)]
pub struct Shelf {
    /// Newest first, one page of them.
    pub pictures: Vec<Visible<Picture>>,
    /// Where the next page begins, if there is one.
    pub next: Option<Id<Picture>>,
    /// Bytes that all of them take.
    pub taken: i64,
}

/// One's own pictures, before one of them.
///
/// # Errors
/// Not signed in.
pub async fn own(app: &App, caller: Caller, before: Option<Id<Picture>>) -> Result<Shelf> {
    let me = caller.viewer.person().ok_or(Error::SignIn)?;
    app.read(move |from| {
        let mut pictures = store::picture::own(from, &caller.viewer, before, PAGE + 1)?;
        let whole = usize::try_from(PAGE).unwrap_or(1);
        let more = pictures.len() > whole;
        pictures.truncate(whole);
        Ok(Shelf {
            next: pictures.last().filter(|_| more).map(|last| last.id),
            pictures,
            taken: store::picture::taken(from, me)?,
        })
    })
    .await
}

/// One of one's own pictures, to be described.
///
/// # Errors
/// Not there for this viewer, or not theirs.
pub async fn show(app: &App, caller: Caller, id: Id<Picture>) -> Result<Visible<Picture>> {
    app.read(move |from| {
        let picture = store::picture::find(from, &caller.viewer, id)?.found()?;
        Ok(Describe::permit(&caller.viewer, picture)?.subject().clone())
    })
    .await
}

/// Says what a picture shows. Texts that show it already keep the words they have.
///
/// # Errors
/// Not there for this viewer, not theirs, or too long.
pub async fn describe(app: &App, caller: Caller, id: Id<Picture>, alt: &str) -> Result<()> {
    let mut problems = Problems::default();
    let alt = problems.take("alt", domain::picture::parse_alt(alt));
    let alt = problems.or(|| alt)?;
    app.write(move |tx| {
        let picture = store::picture::find(tx, &caller.viewer, id)?.found()?;
        let permit = Describe::permit(&caller.viewer, picture)?;
        Ok(store::picture::set_alt(tx, &permit, &alt)?)
    })
    .await
}

/// Throws a picture away that nothing shows, and its files with it.
///
/// # Errors
/// Not there for this viewer, not theirs, or shown somewhere.
pub async fn discard(app: &App, caller: Caller, id: Id<Picture>) -> Result<()> {
    let lonely = app
        .write(move |tx| {
            let picture = store::picture::find(tx, &caller.viewer, id)?.found()?;
            let permit = Discard::permit(&caller.viewer, picture)?;
            Ok(store::picture::discard(tx, &permit)?)
        })
        .await?;
    files::remove(app, lonely, files::GRACE).await;
    Ok(())
}

//! Pictures, their sizes, who sees them. Files are named here and kept elsewhere.

mod going;
mod showing;

pub(crate) use going::remove;
pub use going::{discard, forget, named, set_swept, swept_at};
pub use showing::{MOST, mentioned, show};

use std::collections::HashMap;

use base::{Digest, Id};
use domain::group::{Upload, Visibility};
use domain::person::Person;
use domain::picture::{Describe, Picture, UNUSED_KEPT, Variant, Veil, largest};
use domain::policy::Guarded;
use domain::{Permit, Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

struct Found(Picture);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id", "owner_id", "alt", "width", "height", "used", "made_at",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Picture {
            id: next(row, at)?,
            owner: next(row, at)?,
            alt: next(row, at)?,
            width: next(row, at)?,
            height: next(row, at)?,
            used: next(row, at)?,
            made_at: next(row, at)?,
            shown_to: Vec::new(),
            veils: Vec::new(),
            variants: Vec::new(),
        }))
    }
}

struct Sized {
    picture_id: Id<Picture>,
    width: i64,
    height: i64,
    mime: String,
    hash: Digest,
    bytes: i64,
}
row!(Sized {
    picture_id,
    width,
    height,
    mime,
    hash,
    bytes
});

/// One, if the viewer may know of it: theirs, or shown by something that they may read (R26).
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Picture>,
) -> Result<Option<Visible<Picture>>> {
    let found: Option<Found> =
        sql!("select * from picture_line where id = $1", id).optional(from)?;
    let Some(Found(mut picture)) = found else {
        return Ok(None);
    };
    picture.shown_to = shown_to(from, id)?;
    // A guest sees nothing that is veiled, and who sees it anyway need not be asked about.
    if viewer.person().is_some() && !picture.is_visible_to(viewer) {
        picture.veils = veils(from, id)?;
    }
    let Some(picture) = viewer.see(picture) else {
        return Ok(None);
    };
    let variants = variants(from, id)?;
    Ok(Some(picture.part(|picture| Picture {
        variants,
        ..picture
    })))
}

/// The sizes of a picture, for imports, which have no viewer.
pub fn variants(from: &mut Snapshot<'_>, id: Id<Picture>) -> Result<Vec<Variant>> {
    let sizes: Vec<Sized> = sql!(
        "select picture_id, width, height, mime, hash, bytes from picture_variant where picture_id = $1 order by position",
        id,
    )
    .all(from)?;
    Ok(sizes.into_iter().map(Variant::from).collect())
}

/// Who may read what shows a picture, each once. What is in a profile is for whoever the site is for.
fn shown_to(from: &mut Snapshot<'_>, id: Id<Picture>) -> Result<Vec<Visibility>> {
    let found: Vec<Visibility> = sql!(
        "select distinct c.audience
         from picture_use u join conversation c on c.id = u.conversation_id left join comment m on m.id = u.subject_id
         where u.picture_id = $1 and c.stage = 'published' and (u.subject_id = c.id or m.state = 'visible')
         union
         select 0 from picture_use u join person p on p.id = u.subject_id
         where u.picture_id = $1 and u.conversation_id is null and p.state in ('active', 'imported')
         order by 1",
        id,
    )
    .all(from)?;
    narrowed(from, found)
}

/// On a site for its members nothing is for others.
fn narrowed(from: &mut Snapshot<'_>, audiences: Vec<Visibility>) -> Result<Vec<Visibility>> {
    if audiences.is_empty() {
        return Ok(audiences);
    }
    let site = crate::site::load(from)?.visibility;
    let narrow = |audience| match audience {
        Visibility::Public => site,
        other => other,
    };
    Ok(audiences.into_iter().map(narrow).collect())
}

fn with(mut picture: Picture, sizes: impl IntoIterator<Item = Sized>) -> Picture {
    picture.variants = sizes.into_iter().map(Variant::from).collect();
    picture
}

impl From<Sized> for Variant {
    fn from(size: Sized) -> Self {
        Self {
            width: size.width,
            height: size.height,
            mime: size.mime,
            hash: size.hash,
            bytes: size.bytes,
        }
    }
}

struct Veiled(Veil);

impl FromRow for Veiled {
    const COLUMNS: &'static [&'static str] = &["person", "role", "group_id", "audience"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self(Veil {
            of: next(row, at)?,
            from: next(row, at)?,
            group: next(row, at)?,
            within: next(row, at)?,
        }))
    }
}

/// Who sees what shows a picture without being there for everybody; the same as the rules of articles, comments and people.
fn veils(from: &mut Snapshot<'_>, id: Id<Picture>) -> Result<Vec<Veil>> {
    let found: Vec<Veiled> = sql!(
        "select c.by_person as person, case c.stage when 'removed' then 'moderator' else 'admin' end as role, c.group_id, c.audience
         from picture_use u join conversation c on c.id = u.subject_id
         where u.picture_id = $1 and c.stage <> 'published'
         union
         select b.person_id, 'admin', c.group_id, c.audience
         from picture_use u join conversation c on c.id = u.subject_id join byline b on b.article_id = c.id
         where u.picture_id = $1 and c.stage <> 'published'
         union
         select m.person_id, 'moderator', c.group_id, c.audience
         from picture_use u join comment m on m.id = u.subject_id join conversation c on c.id = m.conversation_id
         where u.picture_id = $1 and m.state in ('waiting', 'rejected') and c.stage = 'published'
         union
         select case when m.state = 'visible' then c.by_person end, case c.stage when 'removed' then 'moderator' else 'admin' end,
             c.group_id, c.audience
         from picture_use u join comment m on m.id = u.subject_id join conversation c on c.id = m.conversation_id
         where u.picture_id = $1 and m.state in ('visible', 'waiting', 'rejected') and c.stage <> 'published'
         union
         select p.id, 'moderator', 1, 0
         from picture_use u join person p on p.id = u.subject_id
         where u.picture_id = $1 and u.conversation_id is null and p.state not in ('active', 'imported')
         limit 500",
        id,
    )
    .all(from)?;
    Ok(found.into_iter().map(|Veiled(veil)| veil).collect())
}

/// The viewer's own, newest first, before one of them.
pub fn own(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    before: Option<Id<Picture>>,
    limit: i64,
) -> Result<Vec<Visible<Picture>>> {
    let before = before.map_or(i64::MAX, Id::raw);
    let found: Vec<Found> = sql!(
        "select * from picture_line where owner_id = $1 and id < $2 order by id desc limit $3",
        viewer.person(),
        before,
        limit,
    )
    .all(from)?;
    let sizes: Vec<Sized> = sql!(
        "select picture_id, width, height, mime, hash, bytes from picture_variant
         where picture_id in (select id from picture where owner_id = $1 and id < $2 order by id desc limit $3)
         order by picture_id, position",
        viewer.person(),
        before,
        limit,
    )
    .all(from)?;
    let mut by_picture: HashMap<Id<Picture>, Vec<Sized>> = HashMap::new();
    for size in sizes {
        by_picture.entry(size.picture_id).or_default().push(size);
    }
    // Whoever brought them sees them, whoever else does.
    let pictures = found
        .into_iter()
        .map(|Found(picture)| {
            let sizes = by_picture.remove(&picture.id).unwrap_or_default();
            with(picture, sizes)
        })
        .collect();
    Ok(viewer.see_all(pictures))
}

/// Bytes that somebody's pictures take.
pub fn taken(from: &mut Snapshot<'_>, owner: Id<Person>) -> Result<i64> {
    sql!(
        "select cast(coalesce(sum(bytes), 0) as bigint) from picture where owner_id = $1",
        owner
    )
    .one(from)
}

/// Somebody's picture that was made of these bytes before.
pub fn made_of(
    from: &mut Snapshot<'_>,
    owner: Option<Id<Person>>,
    source: &Digest,
) -> Result<Option<Id<Picture>>> {
    sql!(
        "select id from picture where source_hash = $2 and owner_id is not distinct from $1 order by id limit 1",
        owner,
        source,
    )
    .optional(from)
}

/// A picture to be kept. Its files lie where they belong already (R65).
#[derive(Clone, Debug)]
pub struct Fresh {
    /// What it was made of.
    pub source: Digest,
    /// What it shows; may be empty.
    pub alt: String,
    /// The sizes made of it; never empty.
    pub variants: Vec<Variant>,
}

/// Keeps a picture of whoever may bring one.
pub fn insert(tx: &mut Tx<'_>, permit: &Permit<Upload>, fresh: &Fresh) -> Result<Id<Picture>> {
    bring(tx, permit.by().person(), fresh)
}

/// Keeps a picture that an import or a seed brought.
pub fn bring(tx: &mut Tx<'_>, owner: Option<Id<Person>>, fresh: &Fresh) -> Result<Id<Picture>> {
    let now = tx.now();
    let id: Id<Picture> = Id::new(now);
    let (width, height) = largest(&fresh.variants);
    let bytes: i64 = fresh.variants.iter().map(|variant| variant.bytes).sum();
    sql!(
        "insert into picture (id, owner_id, source_hash, alt, width, height, bytes, made_at, keep_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        owner,
        fresh.source,
        fresh.alt,
        width,
        height,
        bytes,
        now,
        now.after(UNUSED_KEPT),
    )
    .change_one(tx)?;
    for (position, variant) in (1_i64..).zip(&fresh.variants) {
        sql!(
            "insert into picture_variant (picture_id, position, width, height, mime, hash, bytes)
             values ($1, $2, $3, $4, $5, $6, $7)",
            id,
            position,
            variant.width,
            variant.height,
            variant.mime,
            variant.hash,
            variant.bytes,
        )
        .change_one(tx)?;
    }
    Ok(id)
}

/// Says what a picture shows.
pub fn set_alt(tx: &mut Tx<'_>, permit: &Permit<Describe>, alt: &str) -> Result<()> {
    sql!("update picture set alt = $2 where id = $1", permit.id, alt).change_one(tx)
}

/// Somebody brought a picture again: it stays as long as a new one would.
pub fn keep_longer(tx: &mut Tx<'_>, id: Id<Picture>) -> Result<()> {
    let until = tx.now().after(UNUSED_KEPT);
    sql!(
        "update picture set keep_until = $2 where id = $1 and keep_until < $2",
        id,
        until
    )
    .change(tx)?;
    Ok(())
}

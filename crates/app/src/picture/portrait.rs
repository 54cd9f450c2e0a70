//! The face of a person: set, changed, taken away. The one before goes at once.

use base::{Digest, Id};
use domain::Rule;
use domain::person::{EditProfile, Person};
use domain::picture::{Discard, Picture};
use store::Tx;

use super::{Purpose, add, files};
use crate::error::Found;
use crate::{App, Caller, Result};

/// Shows `bytes`, cut to the shape of a portrait, as the face of a person.
///
/// # Errors
/// No such person, not the caller's to change, or what is wrong with the picture under `file`.
pub async fn set_portrait(app: &App, caller: Caller, id: Id<Person>, bytes: Vec<u8>) -> Result<()> {
    let viewer = caller.viewer.clone();
    let name = app
        .read(move |from| {
            let person = store::person::find(from, &viewer, id)?.found()?;
            Ok(EditProfile::permit(&viewer, person)?.name.clone())
        })
        .await?;
    let added = add(app, caller.clone(), bytes, &name, Purpose::Portrait).await?;
    let portrait = added.picture.id;
    change(app, caller, id, Some(portrait)).await
}

/// Takes the portrait of a person away.
///
/// # Errors
/// No such person, or not the caller's to change.
pub async fn remove_portrait(app: &App, caller: Caller, id: Id<Person>) -> Result<()> {
    change(app, caller, id, None).await
}

async fn change(
    app: &App,
    caller: Caller,
    id: Id<Person>,
    portrait: Option<Id<Picture>>,
) -> Result<()> {
    let lonely = app
        .write(move |tx| {
            let person = store::person::find(tx, &caller.viewer, id)?.found()?;
            let permit = EditProfile::permit(&caller.viewer, person)?;
            let before = permit.portrait.filter(|before| Some(*before) != portrait);
            store::person::set_portrait(tx, &permit, portrait)?;
            match before {
                Some(before) => throw_away(tx, &caller, before),
                None => Ok(Vec::new()),
            }
        })
        .await?;
    files::remove(app, lonely, files::GRACE).await;
    Ok(())
}

/// The portrait from before, unless something else shows it or somebody else brought it.
fn throw_away(tx: &mut Tx<'_>, caller: &Caller, before: Id<Picture>) -> Result<Vec<Digest>> {
    let Some(picture) = store::picture::find(tx, &caller.viewer, before)? else {
        return Ok(Vec::new());
    };
    match Discard::permit(&caller.viewer, picture) {
        Ok(permit) => Ok(store::picture::discard(tx, &permit)?),
        Err(_) => Ok(Vec::new()), // It goes when its time is over.
    }
}

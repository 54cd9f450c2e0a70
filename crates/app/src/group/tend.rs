//! Founding a group, changing what it says of itself, closing it.

use std::time::Duration;

use base::Digest;
use domain::Rule;
use domain::activity::{Kind, Touches};
use domain::group::{Found, Founding, Input, Shut, Tend, path};
use store::form_key::Known;

use crate::error::Found as _;
use crate::record::record;
use crate::{App, Caller, Error, Result};

/// The span in which groups that one member founds are counted.
const MONTH: Duration = Duration::from_hours(30 * 24);

/// Founds a group, and gives its address. The same form sent twice founds one (R105).
///
/// # Errors
/// Not allowed, too many, or something is wrong with a field.
pub async fn found(app: &App, caller: Caller, input: Input) -> Result<String> {
    let draft = input.parse()?;
    let request = Digest::of_parts(&[draft.name.as_bytes(), draft.charter.as_bytes()]);
    app.write(move |tx| {
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let key = (!input.key.is_empty())
            .then(|| format!("{me} group {}", base::clean::clip(&input.key, 64)));
        if let Some(key) = &key {
            match store::form_key::look(tx, key, &request)? {
                Known::New => {}
                Known::Same(path) => return Ok(path),
                Known::Other => return Err(Error::Conflict("error.form-used")),
            }
        }
        let month = tx.now().before(MONTH);
        let founding = Founding {
            founders: store::site::load(tx)?.founders,
            lately: store::group::founded_since(tx, me, month)?,
        };
        let founding = caller.viewer.see(founding).found()?;
        let permit = Found::permit(&caller.viewer, founding)?;
        let (id, handle) = store::group::found(tx, &permit, &draft)?;
        let touches = Touches {
            group: Some(id),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Founded, touches)?;
        let path = path(&handle);
        if let Some(key) = &key {
            store::form_key::keep(tx, key, &request, &path)?;
        }
        Ok(path)
    })
    .await
}

/// Changes a group's name, charter, and who comes in and reads.
///
/// # Errors
/// Not there for the caller, not theirs to change, or something is wrong with a field.
pub async fn change(app: &App, caller: Caller, handle: &str, input: &Input) -> Result<()> {
    let draft = input.parse()?;
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = store::group::by_handle(tx, &caller.viewer, &handle)?.found()?;
        let permit = Tend::permit(&caller.viewer, group)?;
        // Whoever runs the site may not shut themself out of what they look after for others.
        if draft.open_to == domain::group::OpenTo::Members
            && !caller.viewer.is_steward_of(permit.id)
        {
            return Err(Error::Forbidden("group.stewards-only"));
        }
        store::group::change(tx, &permit, &draft)?;
        let touches = Touches {
            group: Some(permit.id),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Configured, touches)?;
        Ok(())
    })
    .await
}

/// Closes a group, so that it can be read and not written in; or opens it again.
///
/// # Errors
/// Not there for the caller, or not theirs to close.
pub async fn shut(app: &App, caller: Caller, handle: &str, closed: bool) -> Result<()> {
    let handle = handle.to_owned();
    app.write(move |tx| {
        let group = store::group::by_handle(tx, &caller.viewer, &handle)?.found()?;
        let permit = Shut::permit(&caller.viewer, group)?;
        if permit.closed_at.is_some() == closed {
            return Ok(());
        }
        store::group::shut(tx, &permit, closed)?;
        let touches = Touches {
            group: Some(permit.id),
            ..Touches::default()
        };
        let kind = if closed { Kind::Closed } else { Kind::Reopened };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        Ok(())
    })
    .await
}

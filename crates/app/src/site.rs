//! The site's settings.

use domain::Rule;
use domain::activity::{Kind, Touches};
use domain::group::Administer;
use domain::site::{Input, Site};

use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Result};

/// The settings, for the form that changes them.
///
/// # Errors
/// Not an admin.
pub async fn show(app: &App, caller: Caller) -> Result<Site> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        Administer::permit(&caller.viewer, group)?;
        Ok(store::site::load(from)?)
    })
    .await
}

/// Changes the settings.
///
/// # Errors
/// Not an admin, or something is wrong with a field.
pub async fn change(app: &App, caller: Caller, input: Input) -> Result<()> {
    app.write(move |tx| {
        let before = store::site::load(tx)?;
        let site = input.parse(&before)?;
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = Administer::permit(&caller.viewer, group)?;
        store::site::save(tx, &permit, &site)?;
        if site.close_after != before.close_after {
            store::conversation::close_all_after(tx, &permit, site.close_after)?;
        }
        record(
            tx,
            caller.actor(),
            caller.door,
            Kind::Configured,
            Touches::default(),
        )?;
        Ok(())
    })
    .await
}

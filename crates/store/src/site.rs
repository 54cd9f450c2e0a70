//! The site's settings: one row, as JSON.

use domain::Permit;
use domain::group::Administer;
use domain::site::Site;

use crate::{Error, Mark, Result, Snapshot, Tx};

/// The settings; the first ones while nobody has set any.
pub fn load(from: &mut Snapshot<'_>) -> Result<Site> {
    let stored: Option<String> =
        sql!("select value from setting where name = 'site'").optional(from)?;
    match stored {
        None => Ok(Site::default()),
        Some(text) => serde_json::from_str(&text).map_err(|error| Error::Shape {
            column: "setting.value".to_owned(),
            problem: error.to_string(),
        }),
    }
}

/// Whether the site has been set up.
pub fn is_set_up(from: &mut Snapshot<'_>) -> Result<bool> {
    let owners: i64 =
        sql!("select count(*) from person where role = 'owner' and state = 'active'").one(from)?;
    Ok(owners > 0)
}

/// Keeps settings that somebody may change.
pub fn save(tx: &mut Tx<'_>, _: &Permit<Administer>, site: &Site) -> Result<()> {
    found(tx, site)
}

/// Keeps the settings of a site that is being founded, seeded or restored, when nobody is there yet to permit it.
pub fn found(tx: &mut Tx<'_>, site: &Site) -> Result<()> {
    let text = serde_json::to_string(site).map_err(|error| Error::Shape {
        column: "setting.value".to_owned(),
        problem: error.to_string(),
    })?;
    sql!(
        "insert into setting (name, value) values ('site', $1)
         on conflict (name) do update set value = excluded.value",
        text,
    )
    .change_one(tx)?;
    tx.touch(Mark::Site);
    Ok(())
}

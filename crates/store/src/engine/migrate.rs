//! Migrations: numbered, written for each engine, forward only, run at start.

use std::path::Path;

use base::Moment;

use super::postgres_link::Address;
use super::sqlite_link::{self, SqliteLink};
use crate::{Error, Result};

/// One step of the schema.
pub(crate) struct Migration {
    pub(crate) number: i64,
    pub(crate) name: &'static str,
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

/// All steps, in order.
pub(crate) const MIGRATIONS: &[Migration] = migrations![1 "0001_house"];

const LEDGER: &str = "create table if not exists migration (number bigint primary key, name text not null, at bigint not null)";

fn check(known: i64) -> Result<()> {
    let newest = MIGRATIONS.last().map_or(0, |last| last.number);
    if known > newest {
        return Err(Error::Unfit(format!(
            "this data was written by a newer program (schema {known}, this one knows {newest}); use that one, or a backup"
        )));
    }
    Ok(())
}

/// Refuses a SQLite file that is not there or is not up to date: who only looks changes nothing.
pub(crate) fn sqlite_is_ready(path: &Path) -> Result<()> {
    if !path.exists() {
        return Err(Error::Unfit(format!("there is no {}", path.display())));
    }
    let link = SqliteLink::open(path, true)?;
    let known: i64 = link.connection().query_row(
        "select coalesce(max(number), 0) from migration",
        [],
        |row| row.get(0),
    )?;
    check(known)?;
    if MIGRATIONS.last().is_some_and(|last| known < last.number) {
        return Err(Error::Unfit(
            "this data is of an older program; start the new one once, it brings it up to date"
                .to_owned(),
        ));
    }
    Ok(())
}

/// Brings a SQLite file up to date. A file with data in it is copied first.
pub(crate) fn sqlite(path: &Path, now: Moment) -> Result<()> {
    let link = SqliteLink::open(path, false)?;
    let db = link.connection();
    db.execute_batch(LEDGER)?;
    let known: i64 = db.query_row(
        "select coalesce(max(number), 0) from migration",
        [],
        |row| row.get(0),
    )?;
    check(known)?;
    let mut fresh = MIGRATIONS
        .iter()
        .filter(|step| step.number > known)
        .peekable();
    if known > 0 && fresh.peek().is_some() {
        let copy = path.with_file_name(format!("before-{known:04}-{}.sqlite", now.ms()));
        sqlite_link::copy(path, &copy)?;
        tracing::info!(copy = %copy.display(), "kept a copy of the data as it was before this version");
    }
    for step in fresh {
        db.execute_batch("begin immediate")?;
        let done = db.execute_batch(step.sqlite).and_then(|()| {
            db.execute(
                "insert into migration (number, name, at) values (?1, ?2, ?3)",
                (step.number, step.name, now.ms()),
            )
        });
        match done {
            Ok(_) => db.execute_batch("commit")?,
            Err(error) => {
                db.execute_batch("rollback")?;
                return Err(Error::Unfit(format!(
                    "migration {} failed and was undone: {error}",
                    step.name
                )));
            }
        }
        tracing::info!(name = step.name, "migrated");
    }
    Ok(())
}

/// Brings a PostgreSQL schema up to date. Several processes may start at once; one migrates, the others wait.
pub(crate) fn postgres(address: &Address, now: Moment) -> Result<()> {
    let mut link = address.prepare()?;
    link.batch(LEDGER)?;
    let statement = link.prepare("select coalesce(max(number), 0) from migration")?;
    let known: i64 = match link.query(&statement, &[])?.first() {
        Some(row) => row.try_get(0)?,
        None => 0,
    };
    check(known)?;
    for step in MIGRATIONS.iter().filter(|step| step.number > known) {
        link.batch(step.postgres)?;
        let statement =
            link.prepare("insert into migration (number, name, at) values ($1, $2, $3)")?;
        link.execute(&statement, &[&step.number, &step.name, &now.ms()])?;
        tracing::info!(name = step.name, "migrated");
    }
    link.batch("commit")
}

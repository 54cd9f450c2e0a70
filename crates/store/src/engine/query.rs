//! Statements: one text, two engines, values in, rows out.

use std::sync::OnceLock;

use super::column::{FromRow, Row, places};
use super::lexer;
use super::unit::{Link, Snapshot, Tx};
use super::value::{Bind, Value};
use crate::{Error, Result};

/// A statement of the program, the same for both engines unless [`Statement::twin`] says otherwise.
pub(crate) struct Statement {
    text: &'static str,
    sqlite: Option<&'static str>,
    translated: OnceLock<String>,
}

impl Statement {
    /// One text for both.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            text,
            sqlite: None,
            translated: OnceLock::new(),
        }
    }

    /// A text for each. Only `dialect` makes these.
    pub(crate) const fn twin(sqlite: &'static str, postgres: &'static str) -> Self {
        Self {
            text: postgres,
            sqlite: Some(sqlite),
            translated: OnceLock::new(),
        }
    }

    /// As SQLite reads it.
    pub(crate) fn sqlite(&self) -> &str {
        self.translated
            .get_or_init(|| lexer::numbered(self.sqlite.unwrap_or(self.text)))
    }

    /// As PostgreSQL reads it.
    pub(crate) const fn postgres(&self) -> &'static str {
        self.text
    }
}

/// A statement with its values.
pub(crate) struct Query<'a, const N: usize> {
    statement: &'static Statement,
    values: [Value<'a>; N],
}

/// A statement with its values; see `sql!`.
pub(crate) const fn query<'a, const N: usize>(
    statement: &'static Statement,
    values: [Value<'a>; N],
) -> Query<'a, N> {
    Query { statement, values }
}

/// A value for a statement.
pub(crate) fn bind<T: Bind + ?Sized>(value: &T) -> Value<'_> {
    value.bind()
}

/// A statement in the common dialect with its values: `sql!("select … where id = $1", id).all(from)?`.
macro_rules! sql {
    ($text:literal $(, $value:expr)* $(,)?) => {
        $crate::engine::query(
            {
                static STATEMENT: $crate::engine::Statement = $crate::engine::Statement::new($text);
                &STATEMENT
            },
            [$($crate::engine::bind(&$value)),*],
        )
    };
}

impl<const N: usize> Query<'_, N> {
    /// Every row.
    pub(crate) fn all<T: FromRow>(self, from: &mut Snapshot<'_>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(from, |row| {
            found.push(row);
            Ok(true)
        })?;
        Ok(found)
    }

    /// The first row, if there is one.
    pub(crate) fn optional<T: FromRow>(self, from: &mut Snapshot<'_>) -> Result<Option<T>> {
        let mut found = None;
        self.each(from, |row| {
            found = Some(row);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row of a statement that always has one.
    pub(crate) fn one<T: FromRow>(self, from: &mut Snapshot<'_>) -> Result<T> {
        self.optional(from)?.ok_or(Error::NotOne(0))
    }

    /// Row by row, until `take` says no.
    pub(crate) fn each<T: FromRow>(
        self,
        from: &mut Snapshot<'_>,
        take: impl FnMut(T) -> Result<bool>,
    ) -> Result<()> {
        let done = self.run(from, take);
        from.note(done)
    }

    fn run<T: FromRow>(
        &self,
        from: &mut Snapshot<'_>,
        mut take: impl FnMut(T) -> Result<bool>,
    ) -> Result<()> {
        from.count()?;
        match from.link() {
            Link::Sqlite(link) => {
                let mut statement = link.connection().prepare_cached(self.statement.sqlite())?;
                let at = places(T::COLUMNS, |name| statement.column_index(name).ok())?;
                for (number, value) in (1_usize..).zip(&self.values) {
                    statement.raw_bind_parameter(number, value)?;
                }
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    if !take(T::from_row(&Row::Sqlite(row), &at)?)? {
                        break;
                    }
                }
                Ok(())
            }
            Link::Postgres(link) => {
                let statement = link.prepare(self.statement.postgres())?;
                let at = places(T::COLUMNS, |name| {
                    statement
                        .columns()
                        .iter()
                        .position(|column| column.name() == name)
                })?;
                let values = self
                    .values
                    .each_ref()
                    .map(|value| -> &(dyn postgres::types::ToSql + Sync) { value });
                let rows = link.query(&statement, &values)?;
                for row in &rows {
                    if !take(T::from_row(&Row::Postgres(row), &at)?)? {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// Changes what it changes, and says how many rows.
    pub(crate) fn change(self, tx: &mut Tx<'_>) -> Result<u64> {
        let changed = self.execute(tx);
        tx.note(changed)
    }

    fn execute(&self, tx: &mut Tx<'_>) -> Result<u64> {
        tx.count()?;
        match tx.link() {
            Link::Sqlite(link) => {
                let mut statement = link.connection().prepare_cached(self.statement.sqlite())?;
                for (number, value) in (1_usize..).zip(&self.values) {
                    statement.raw_bind_parameter(number, value)?;
                }
                Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
            }
            Link::Postgres(link) => {
                let statement = link.prepare(self.statement.postgres())?;
                let values = self
                    .values
                    .each_ref()
                    .map(|value| -> &(dyn postgres::types::ToSql + Sync) { value });
                link.execute(&statement, &values)
            }
        }
    }

    /// Changes exactly one row, or it is an error.
    pub(crate) fn change_one(self, tx: &mut Tx<'_>) -> Result<()> {
        match self.change(tx)? {
            1 => Ok(()),
            other => Err(Error::NotOne(other)),
        }
    }
}

//! Values on their way out of a row.

use base::{Digest, Id, Moment};
use email::Address;
use rusqlite::types::ValueRef;

use crate::{Error, Result};

/// A row of either engine.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

/// What can be read from one column.
pub(crate) trait Column: Sized {
    fn read(row: &Row<'_>, at: usize) -> Result<Self>;
}

impl Row<'_> {
    pub(crate) fn get<T: Column>(&self, at: usize) -> Result<T> {
        T::read(self, at)
    }

    pub(crate) fn misfit(&self, at: usize, problem: &str) -> Error {
        let column = match self {
            Self::Sqlite(row) => row.as_ref().column_name(at).map(str::to_owned).ok(),
            Self::Postgres(row) => row.columns().get(at).map(|column| column.name().to_owned()),
        };
        Error::Shape {
            column: column.unwrap_or_else(|| at.to_string()),
            problem: problem.to_owned(),
        }
    }
}

impl Column for i64 {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        match row {
            Row::Sqlite(inner) => match inner.get_ref(at)? {
                ValueRef::Integer(n) => Ok(n),
                other => Err(row.misfit(at, &format!("{} is no integer", other.data_type()))),
            },
            Row::Postgres(inner) => inner
                .try_get(at)
                .map_err(|error| row.misfit(at, &error.to_string())),
        }
    }
}

impl Column for bool {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        match row {
            Row::Sqlite(_) => Ok(i64::read(row, at)? != 0),
            Row::Postgres(inner) => inner
                .try_get(at)
                .map_err(|error| row.misfit(at, &error.to_string())),
        }
    }
}

impl Column for String {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        match row {
            Row::Sqlite(inner) => match inner.get_ref(at)? {
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Ok(text.to_owned()),
                    Err(error) => Err(row.misfit(at, &error.to_string())),
                },
                other => Err(row.misfit(at, &format!("{} is no text", other.data_type()))),
            },
            Row::Postgres(inner) => inner
                .try_get(at)
                .map_err(|error| row.misfit(at, &error.to_string())),
        }
    }
}

impl<T: Column> Column for Option<T> {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        if row.is_null(at)? {
            Ok(None)
        } else {
            T::read(row, at).map(Some)
        }
    }
}

impl Row<'_> {
    fn is_null(&self, at: usize) -> Result<bool> {
        /// Any type, only to ask whether it is there.
        struct Anything;
        impl<'a> postgres::types::FromSql<'a> for Anything {
            fn from_sql(
                _: &postgres::types::Type,
                _: &'a [u8],
            ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
                Ok(Self)
            }

            fn accepts(_: &postgres::types::Type) -> bool {
                true
            }
        }
        match self {
            Self::Sqlite(inner) => Ok(matches!(inner.get_ref(at)?, ValueRef::Null)),
            Self::Postgres(inner) => inner
                .try_get::<_, Option<Anything>>(at)
                .map(|value| value.is_none())
                .map_err(|error| self.misfit(at, &error.to_string())),
        }
    }
}

impl<T: ?Sized> Column for Id<T> {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        let raw: i64 = row.get(at)?;
        Self::from_raw(raw).ok_or_else(|| row.misfit(at, "not a positive number"))
    }
}

impl Column for Moment {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        row.get(at).map(Self::from_ms)
    }
}

impl Column for Digest {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        let text: String = row.get(at)?;
        Self::parse(&text).ok_or_else(|| row.misfit(at, "not 64 hexadecimal digits"))
    }
}

impl Column for Address {
    fn read(row: &Row<'_>, at: usize) -> Result<Self> {
        let text: String = row.get(at)?;
        Self::parse(&text).map_err(|_| row.misfit(at, "not a mail address"))
    }
}

/// What can be read from a whole row.
pub(crate) trait FromRow: Sized {
    /// The columns it needs, by name; none to read by position from the first.
    const COLUMNS: &'static [&'static str];

    /// Reads it; `at` says where each of [`FromRow::COLUMNS`] stands.
    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self>;
}

/// Where each column stands in a result.
pub(crate) fn places(wanted: &[&str], place: impl Fn(&str) -> Option<usize>) -> Result<Vec<usize>> {
    wanted
        .iter()
        .map(|name| {
            place(name).ok_or_else(|| Error::Shape {
                column: (*name).to_owned(),
                problem: "the statement does not give it".to_owned(),
            })
        })
        .collect()
}

/// The value of the column that stands in the next of the places.
pub(crate) fn next<T: Column>(row: &Row<'_>, at: &mut std::slice::Iter<'_, usize>) -> Result<T> {
    match at.next() {
        Some(place) => row.get(*place),
        None => Err(row.misfit(0, "fewer columns than the program reads")),
    }
}

impl<T: Column> FromRow for T {
    const COLUMNS: &'static [&'static str] = &[];

    fn from_row(row: &Row<'_>, _: &[usize]) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuple_rows {
    ($($name:ident $at:literal),+) => {
        impl<$($name: Column),+> FromRow for ($($name,)+) {
            const COLUMNS: &'static [&'static str] = &[];

            fn from_row(row: &Row<'_>, _: &[usize]) -> Result<Self> {
                Ok(($(row.get::<$name>($at)?,)+))
            }
        }
    };
}
tuple_rows!(A 0, B 1);
tuple_rows!(A 0, B 1, C 2);
tuple_rows!(A 0, B 1, C 2, D 3);
tuple_rows!(A 0, B 1, C 2, D 3, E 4);

/// A plain struct whose fields are columns of the same names.
macro_rules! row {
    ($name:path { $($field:ident),+ $(,)? }) => {
        impl $crate::engine::FromRow for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];

            fn from_row(row: &$crate::engine::Row<'_>, at: &[usize]) -> $crate::Result<Self> {
                let mut at = at.iter();
                Ok(Self { $($field: $crate::engine::next(row, &mut at)?),+ })
            }
        }
    };
}

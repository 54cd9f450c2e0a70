//! Values on their way into a statement.

use std::error::Error as StdError;

use base::{Digest, Id, Moment};
use email::Address;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};

/// A value of either engine, borrowed where it can be.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Text(&'a str),
    Owned(String),
}

/// What can be given to a statement.
pub(crate) trait Bind {
    fn bind(&self) -> Value<'_>;
}

impl Bind for i64 {
    fn bind(&self) -> Value<'_> {
        Value::Int(*self)
    }
}
impl Bind for bool {
    fn bind(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}
impl Bind for str {
    fn bind(&self) -> Value<'_> {
        Value::Text(self)
    }
}
impl Bind for String {
    fn bind(&self) -> Value<'_> {
        Value::Text(self)
    }
}
impl Bind for Moment {
    fn bind(&self) -> Value<'_> {
        Value::Int(self.ms())
    }
}
impl Bind for Digest {
    fn bind(&self) -> Value<'_> {
        Value::Owned(self.hex())
    }
}
impl Bind for Address {
    fn bind(&self) -> Value<'_> {
        Value::Text(self.identity())
    }
}
impl<T: ?Sized> Bind for Id<T> {
    fn bind(&self) -> Value<'_> {
        Value::Int(self.raw())
    }
}
impl<T: Bind> Bind for Option<T> {
    fn bind(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Bind::bind)
    }
}
impl<T: Bind + ?Sized> Bind for &T {
    fn bind(&self) -> Value<'_> {
        (**self).bind()
    }
}

/// Stored as the group whose members may read.
impl Bind for domain::group::Visibility {
    fn bind(&self) -> Value<'_> {
        Value::Int(self.audience())
    }
}
impl crate::engine::Column for domain::group::Visibility {
    fn read(row: &crate::engine::Row<'_>, at: usize) -> crate::Result<Self> {
        let raw: i64 = row.get(at)?;
        Self::of_audience(raw).ok_or_else(|| row.misfit(at, &format!("{raw} is no audience")))
    }
}

/// Stored as ids and offices, between commas.
impl crate::engine::Column for domain::group::Memberships {
    fn read(row: &crate::engine::Row<'_>, at: usize) -> crate::Result<Self> {
        let text: Option<String> = row.get(at)?;
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let one = |text: &str| {
            let (group, office) = text.split_once(' ')?;
            Some(domain::group::Membership {
                group: group.parse().ok().and_then(Id::from_raw)?,
                office: domain::group::Office::parse(office)?,
            })
        };
        let all: Option<Vec<_>> = text.split(',').map(one).collect();
        all.map(Self::new)
            .ok_or_else(|| row.misfit(at, &format!("“{text}” is no list of memberships")))
    }
}

/// Enums that are stored by name.
macro_rules! bind_named {
    ($($name:ty),+ $(,)?) => {
        $(
            impl Bind for $name {
                fn bind(&self) -> Value<'_> {
                    Value::Text(self.as_str())
                }
            }
            impl crate::engine::Column for $name {
                fn read(row: &crate::engine::Row<'_>, at: usize) -> crate::Result<Self> {
                    let text: String = row.get(at)?;
                    Self::parse(&text).ok_or_else(|| row.misfit(at, &format!("“{text}” is no {}", stringify!($name))))
                }
            }
        )+
    };
}

bind_named!(
    domain::Role,
    domain::Origin,
    domain::group::Writers,
    domain::group::Entry,
    domain::group::Office,
    domain::person::State,
    domain::conversation::Kind,
    domain::post::Standing,
    domain::post::Fate,
    domain::poll::Way,
    domain::poll::Shown,
    domain::conversation::Stage,
    domain::article::Format,
    domain::comment::State,
    domain::tag::Kind,
    domain::token::Purpose,
    domain::activity::Kind,
    domain::activity::Door,
    domain::job::Queue,
    domain::following::Level,
    domain::notification::Reason,
    domain::case::Reason,
    domain::case::Outcome,
    domain::case::Step,
    domain::measure::Kind,
    domain::measure::Answer,
    domain::export::Stage,
    domain::leaving::Way,
    domain::hold::Reason,
    domain::blocked::Kind,
    domain::spam::Verdict,
);

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Bool(yes) => ValueRef::Integer(i64::from(*yes)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Owned(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *kind == Type::INT4 => i32::try_from(*n)?.to_sql(kind, out),
            Self::Int(n) => n.to_sql(kind, out),
            Self::Bool(yes) => yes.to_sql(kind, out),
            // PostgreSQL's text cannot hold NUL; no cleaned text has one, and what comes unclean is an error either way.
            Self::Text(text) => text.to_sql(kind, out),
            Self::Owned(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true // Judged value by value in `to_sql`.
    }

    to_sql_checked!();
}

//! Reads forms and queries strictly, by type.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Request};
use http::request::Parts;
use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serving::body;

use crate::error::PageError;

/// Bytes of a form: the longest article, every byte of it percent-encoded, and a little more.
const LIMIT: usize = 3 * 1_048_576;

/// A form's fields as a type. Each may come once; what the type does not know is ignored (R12).
pub(crate) struct Form<T>(pub(crate) T);

/// The query of an address as a type.
pub(crate) struct Query<T>(pub(crate) T);

fn read<T: DeserializeOwned>(form: &body::Form) -> Result<T, PageError> {
    let mut fields: BTreeMap<&str, Field<'_>> = BTreeMap::new();
    for (name, value) in form.pairs() {
        if fields.insert(name, Field(value)).is_some() {
            return Err(PageError::Malformed("error.field-twice"));
        }
    }
    T::deserialize(MapDeserializer::<_, serde::de::value::Error>::new(
        fields.into_iter(),
    ))
    .map_err(|_| PageError::Malformed("error.form-unreadable"))
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &S) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        let form = body::form(&parts.headers, body, LIMIT).await?;
        read(&form).map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        read(&body::query(&parts.uri)?).map(Self)
    }
}

/// A field's text, which becomes a number where one is wanted.
struct Field<'a>(&'a str);

impl<'de> IntoDeserializer<'de> for Field<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Field<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let number = self.0.trim().parse().map_err(serde::de::Error::custom)?;
        visitor.visit_i64(number)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_bool(!self.0.is_empty())
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// How many fields have a fault.
pub(crate) fn faults(problems: &domain::Problems) -> i64 {
    i64::try_from(problems.iter().count()).unwrap_or(i64::MAX)
}

/// A form without fields.
#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

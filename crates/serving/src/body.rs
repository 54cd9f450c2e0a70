//! Reading forms and queries strictly (SECURITY 3.4). What is ambiguous is refused, not guessed: a key that we read and
//! that comes twice is an error, unless several values are what is asked for.

use crate::accept::TooSlow;
use crate::decode::{self, BadText};
use crate::refusal::refuse;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode, Uri};
use http_body::Body as _;
use http_body_util::BodyExt;
use std::error::Error;

/// No form of ours has as many fields.
pub const MOST_FIELDS: usize = 1_000;

/// What came, in the order in which it came, decoded once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

/// Why a form or query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadForm {
    /// It is longer than the route takes.
    #[error("the form is too long")]
    TooLong,
    /// It has more than [`MOST_FIELDS`] fields.
    #[error("the form has too many fields")]
    TooManyFields,
    /// It is no `application/x-www-form-urlencoded`.
    #[error("this is not a form")]
    NotAForm,
    /// A name or value is no text.
    #[error(transparent)]
    NotText(#[from] BadText),
    /// This field came more than once.
    #[error("the field {0} came twice")]
    Twice(String),
    /// It came more slowly than a form may.
    #[error("the form came too slowly")]
    TooSlow,
    /// The connection broke, or the framing did.
    #[error("the form was cut off")]
    CutOff,
}

impl IntoResponse for BadForm {
    fn into_response(self) -> Response {
        let (status, reason) = match self {
            Self::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, "form.too-long"),
            Self::TooManyFields => (StatusCode::BAD_REQUEST, "form.too-many-fields"),
            Self::NotAForm => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "form.type"),
            Self::NotText(_) => (StatusCode::BAD_REQUEST, "form.not-text"),
            Self::Twice(_) => (StatusCode::BAD_REQUEST, "form.field-twice"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "form.too-slow"),
            Self::CutOff => (StatusCode::BAD_REQUEST, "form.cut-off"),
        };
        refuse(status, reason)
    }
}

impl Form {
    /// The value of a field that comes once or not at all.
    pub fn get(&self, name: &str) -> Result<Option<&str>, BadForm> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            None => Ok(first),
            Some(_) => Err(BadForm::Twice(name.to_owned())),
        }
    }

    /// The values of a field that may come several times.
    pub fn all<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> {
        self.pairs()
            .filter_map(move |(key, value)| (key == name).then_some(value))
    }

    /// Everything, for whoever reads by type. Call [`Form::each_once`] for the fields that are read.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Sees to it that none of these fields comes twice.
    pub fn each_once(&self, names: &[&str]) -> Result<(), BadForm> {
        names.iter().try_for_each(|name| self.get(name).map(drop))
    }

    fn parse(text: &[u8]) -> Result<Self, BadForm> {
        let fields = || {
            text.split(|&byte| byte == b'&')
                .filter(|field| !field.is_empty())
        };
        if fields().count() > MOST_FIELDS {
            return Err(BadForm::TooManyFields);
        }
        let pairs = fields().map(|field| {
            let cut = field
                .iter()
                .position(|&byte| byte == b'=')
                .unwrap_or(field.len());
            let (key, value) = field.split_at_checked(cut).unwrap_or((field, &[]));
            let value = value.strip_prefix(b"=").unwrap_or(value);
            Ok((
                decode::form(key)?.into_owned(),
                decode::form(value)?.into_owned(),
            ))
        });
        pairs.collect::<Result<_, BadForm>>().map(Self)
    }
}

/// Reads the form in a request's body, which may have `limit` bytes.
pub async fn form(headers: &HeaderMap, body: Body, limit: usize) -> Result<Form, BadForm> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(BadForm::NotAForm);
    }
    Form::parse(&bytes(body, limit).await?)
}

/// Reads the query of an address.
pub fn query(uri: &Uri) -> Result<Form, BadForm> {
    uri.query()
        .map_or(Ok(Form::default()), |text| Form::parse(text.as_bytes()))
}

/// Reads a body of at most `limit` bytes. One that says that it is longer is not read at all.
pub async fn bytes(mut body: Body, limit: usize) -> Result<Vec<u8>, BadForm> {
    let hint = body.size_hint();
    let expected = usize::try_from(hint.lower()).unwrap_or(usize::MAX);
    if expected > limit {
        return Err(BadForm::TooLong);
    }
    let mut bytes = Vec::with_capacity(expected);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| match is_too_slow(&error) {
            true => BadForm::TooSlow,
            false => BadForm::CutOff,
        })?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if bytes.len().saturating_add(data.len()) > limit {
            return Err(BadForm::TooLong);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(error), |&error| error.source()).any(|error| error.is::<TooSlow>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use http::HeaderValue;

    fn parse(text: &str) -> Result<Form, BadForm> {
        Form::parse(text.as_bytes())
    }

    fn is_form() -> HeaderMap {
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8");
        HeaderMap::from_iter([(CONTENT_TYPE, kind)])
    }

    #[test]
    fn fields_are_decoded_once_and_kept_in_order() {
        let form = parse("a=1+2&b=%26%3D%2541&&empty=&bare&a%5B%5D=x=y").unwrap();
        let pairs: Vec<_> = form.pairs().collect();

        assert_eq!(
            pairs,
            [
                ("a", "1 2"),
                ("b", "&=%41"),
                ("empty", ""),
                ("bare", ""),
                ("a[]", "x=y")
            ]
        );
        assert_eq!(parse("").unwrap(), Form::default());
    }

    #[test]
    fn a_field_that_is_read_comes_once() {
        let form = parse("a=1&b=2&a=3&tag=x&tag=y").unwrap();

        assert_eq!(form.get("a"), Err(BadForm::Twice("a".to_owned())));
        assert_eq!(form.get("b"), Ok(Some("2")));
        assert_eq!(form.get("c"), Ok(None));
        assert_eq!(form.all("tag").collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(form.each_once(&["b", "c"]), Ok(()));
        assert!(form.each_once(&["b", "a"]).is_err());
    }

    #[test]
    fn what_is_not_text_or_too_much_is_refused() {
        assert_eq!(parse("a=%ff"), Err(BadForm::NotText(BadText::NotUtf8)));
        assert_eq!(parse("%ff=a"), Err(BadForm::NotText(BadText::NotUtf8)));
        assert_eq!(parse("a=%00"), Err(BadForm::NotText(BadText::Nul)));
        assert!(parse(&"a&".repeat(1_000)).is_ok());
        assert_eq!(parse(&"a&".repeat(1_001)), Err(BadForm::TooManyFields));
        assert_eq!(
            query(&"/?a=%00".parse().unwrap()),
            Err(BadForm::NotText(BadText::Nul))
        );
        assert_eq!(
            query(&"/?a=1".parse().unwrap()).unwrap().get("a"),
            Ok(Some("1"))
        );
        assert_eq!(query(&"/".parse().unwrap()), Ok(Form::default()));
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_its_limit() {
        let whole = |text: &'static str| Body::from(text);
        let pieces = || {
            let pieces = ["a=", "1&b", "=2"].map(Ok::<_, std::io::Error>);
            Body::from_stream(stream::iter(pieces))
        };

        assert_eq!(form(&is_form(), whole("a=1"), 3).await, parse("a=1"));
        assert_eq!(
            form(&is_form(), whole("a=12"), 3).await,
            Err(BadForm::TooLong)
        );
        assert_eq!(form(&is_form(), pieces(), 7).await, parse("a=1&b=2"));
        assert_eq!(form(&is_form(), pieces(), 6).await, Err(BadForm::TooLong));
    }

    #[tokio::test]
    async fn only_forms_are_forms() {
        for kind in [
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=x",
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(kind))]);

            assert_eq!(
                form(&headers, Body::from("a=1"), 10).await,
                Err(BadForm::NotAForm)
            );
        }
        assert_eq!(
            form(&HeaderMap::new(), Body::empty(), 10).await,
            Err(BadForm::NotAForm)
        );
    }

    #[tokio::test]
    async fn it_is_said_whether_a_body_was_slow_or_broken() {
        let slow = Body::from_stream(stream::iter([Err::<&str, _>(TooSlow)]));
        let broken = Body::from_stream(stream::iter([Err::<&str, _>(std::io::Error::other("x"))]));

        assert_eq!(bytes(slow, 10).await, Err(BadForm::TooSlow));
        assert_eq!(bytes(broken, 10).await, Err(BadForm::CutOff));
        assert_eq!(BadForm::TooSlow.into_response().status(), 408);
    }
}

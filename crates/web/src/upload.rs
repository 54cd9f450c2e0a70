//! Reads a form with a file in it, never more than fits.

use std::fmt;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;
use serving::body::BadForm;

use crate::error::PageError;

/// The most bytes of a file.
const FILE: usize = app::picture::INPUT_BYTES;
/// The most bytes of everything else in the form.
const REST: usize = 64 * 1024;
/// How much of a larger upload is read and dropped, so that its sender reads the answer and not that the line broke.
const DROPPED: usize = 32 * 1024 * 1024;
/// Parts of a form.
const PARTS: usize = 8;
/// Bytes of a field that is no file.
const FIELD: usize = 16 * 1024;

/// A picture with its words, as a form brings them.
pub(crate) struct Upload {
    /// The file; nothing if it was larger than any that is taken.
    pub(crate) file: Option<Vec<u8>>,
    /// What it shows.
    pub(crate) alt: String,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.file.as_ref().map(Vec::len);
        write!(f, "Upload({bytes:?} bytes, {:?})", self.alt)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &S) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        // Whole, since the file is needed whole anyway; and a parser that is fed byte by byte can be made slow.
        let Some(whole) = whole(body).await? else {
            return Ok(Self {
                file: None,
                alt: String::new(),
            });
        };
        let mut form = Request::new(Body::from(whole));
        if let Some(kind) = parts.headers.get(CONTENT_TYPE) {
            form.headers_mut().insert(CONTENT_TYPE, kind.clone());
        }
        DefaultBodyLimit::disable().apply(&mut form);
        let form = Multipart::from_request(form, &())
            .await
            .map_err(|_| unreadable())?;
        read(form).await
    }
}

fn unreadable() -> PageError {
    PageError::Malformed("error.form-unreadable")
}

/// All of it; nothing if it is too much.
async fn whole(mut body: Body) -> Result<Option<Bytes>, PageError> {
    let mut kept = Vec::new();
    let mut dropped = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BadForm::CutOff)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if dropped == 0 && kept.len().saturating_add(data.len()) <= FILE + REST {
            kept.extend_from_slice(&data);
            continue;
        }
        kept = Vec::new();
        dropped = dropped.saturating_add(data.len().max(1));
        if dropped > DROPPED {
            break;
        }
    }
    Ok((dropped == 0).then(|| Bytes::from(kept)))
}

async fn read(mut form: Multipart) -> Result<Upload, PageError> {
    let mut file: Option<Vec<u8>> = None;
    let mut alt: Option<String> = None;
    for _ in 0..PARTS {
        let Some(field) = form.next_field().await.map_err(|_| unreadable())? else {
            return Ok(Upload {
                file: Some(file.unwrap_or_default()).filter(|file| file.len() <= FILE),
                alt: alt.unwrap_or_default(),
            });
        };
        let name = field.name().unwrap_or_default().to_owned();
        let value = field.bytes().await.map_err(|_| unreadable())?;
        let before = match name.as_str() {
            "file" => file.replace(value.into()).map(drop),
            "alt" => {
                let text = String::from_utf8(value.into()).map_err(|_| unreadable())?;
                if text.len() > FIELD {
                    return Err(unreadable());
                }
                alt.replace(text).map(drop)
            }
            _ => None,
        };
        if before.is_some() {
            return Err(PageError::Malformed("error.field-twice"));
        }
    }
    Err(unreadable())
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn part(name: &str, value: &[u8]) -> Vec<u8> {
        let head = format!(
            "--seam\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"../a.php\"\r\nContent-Type: text/html\r\n\r\n"
        );
        [head.as_bytes(), value, b"\r\n"].concat()
    }

    async fn sent(parts: &[Vec<u8>], piece: usize) -> Result<Upload, PageError> {
        let body = [parts.concat(), b"--seam--\r\n".to_vec()].concat();
        let pieces: Vec<_> = body
            .chunks(piece)
            .map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece)))
            .collect();
        let request = Request::builder()
            .header(CONTENT_TYPE, "multipart/form-data; boundary=seam")
            .body(Body::from_stream(stream::iter(pieces)))
            .unwrap();
        Upload::from_request(request, &()).await
    }

    #[tokio::test]
    async fn the_file_and_its_words_are_read_however_they_come() {
        for piece in [1, 7, 100_000] {
            let parts = [part("alt", "é".as_bytes()), part("file", b"\xff\r\n--sea")];
            let upload = sent(&parts, piece).await.unwrap();
            assert_eq!(upload.file.as_deref(), Some(&b"\xff\r\n--sea"[..]));
            assert_eq!(upload.alt, "é");
        }
        let empty = sent(&[], 10).await.unwrap();
        assert_eq!((empty.file, empty.alt.as_str()), (Some(Vec::new()), ""));
    }

    #[tokio::test]
    async fn what_is_too_large_is_no_file_and_is_not_kept() {
        let most = sent(&[part("file", &vec![7; FILE])], 64 * 1024)
            .await
            .unwrap();
        assert_eq!(most.file.map(|file| file.len()), Some(FILE));
        for bytes in [FILE + 1, FILE + REST, 2 * FILE] {
            let over = sent(&[part("file", &vec![7; bytes])], 64 * 1024).await;
            assert_eq!(over.unwrap().file, None, "{bytes}");
        }
    }

    #[tokio::test]
    async fn what_is_ambiguous_is_refused() {
        let twice = [part("file", b"a"), part("file", b"b")];
        assert!(sent(&twice, 100).await.is_err());
        let many: Vec<_> = (0..9).map(|n| part(&format!("field{n}"), b"")).collect();
        assert!(sent(&many, 100).await.is_err());
        assert!(sent(&[part("alt", b"\xff")], 100).await.is_err());
        let cut = Request::builder()
            .header(CONTENT_TYPE, "multipart/form-data; boundary=seam")
            .body(Body::from(part("file", b"no end")))
            .unwrap();
        assert!(Upload::from_request(cut, &()).await.is_err());
        let plain = Request::builder()
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("file=a"))
            .unwrap();
        assert!(Upload::from_request(plain, &()).await.is_err());
    }
}

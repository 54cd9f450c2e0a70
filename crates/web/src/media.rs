//! The files of pictures, to whoever may see them (R26, R64).

use app::picture::{Content, Sight};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::Response;
use base::Id;
use domain::picture::{COLUMN, Picture};
use futures_util::stream;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderMap, HeaderValue};
use serving::compress::NoCompress;
use serving::etag::ETag;
use serving::headers::{Cache, Sharing};
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use crate::desk::Desk;
use crate::error::PageError;

/// How long a picture that everybody may see is kept without asking, by browsers and by what stands between.
///
/// It never changes under its address, but it may go, or be for members only from now on: then it is gone within a minute.
const KEPT: u32 = 60;
/// How much of a large file is held while it is sent.
const PIECE: usize = 64 * 1024;
/// The widest picture that anybody may ask for; none is wider.
const WIDEST: i64 = 16_384;

/// The types that pictures have. Nothing else is ever served from here.
const TYPES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// A picture in the width of a column.
pub(crate) async fn plain(
    desk: Desk,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    serve(&desk, &id, COLUMN, &headers).await
}

/// A picture, at most so wide.
pub(crate) async fn sized(
    desk: Desk,
    Path((id, width)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    // Written in one way only, so that one size has one address.
    let wide: Option<i64> = width
        .parse()
        .ok()
        .filter(|wide: &i64| (1..=WIDEST).contains(wide) && wide.to_string() == width);
    let width = wide.ok_or_else(PageError::not_found)?;
    serve(&desk, &id, width, &headers).await
}

async fn serve(
    desk: &Desk,
    id: &str,
    width: i64,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let id: Id<Picture> = id.parse().map_err(|_| PageError::not_found())?;
    let webp = takes_webp(headers);
    let sight = app::picture::open(desk.app(), desk.viewer(), id, width, webp).await?;
    let kind = TYPES
        .into_iter()
        .find(|kind| *kind == sight.variant.mime)
        .ok_or_else(|| PageError::internal("a picture of a type that is not served"))?;
    let etag = ETag::of_version(&[&sight.variant.hash.hex()]);
    let mut response = if sight.public && etag.is_known_to(headers) {
        etag.not_modified()
    } else {
        let mut response = Response::new(body(desk, &sight).await?);
        let out = response.headers_mut();
        out.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        out.insert(CONTENT_LENGTH, HeaderValue::from(sight.variant.bytes));
        out.insert(ETAG, etag.value());
        response.extensions_mut().insert(NoCompress);
        response
    };
    let vary = HeaderValue::from_static(if sight.public {
        "Accept"
    } else {
        "Accept, Cookie"
    });
    response.headers_mut().insert(VARY, vary);
    let extensions = response.extensions_mut();
    if sight.public {
        // Whoever asks gets the same: the answer depends on no session.
        extensions.insert(Cache::Public { seconds: KEPT });
        extensions.insert(Sharing::Everywhere);
    } else {
        extensions.insert(Cache::Private);
    }
    Ok(response)
}

/// Whether the asker says by name that it reads WebP; `*/*` says everything and means little.
fn takes_webp(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter();
    let mut items = lines.flat_map(|line| line.to_str().unwrap_or_default().split(','));
    items.any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("image/webp"));
        named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The file, whole or piece by piece.
async fn body(desk: &Desk, sight: &Sight) -> Result<Body, PageError> {
    let file = match app::picture::content(desk.app(), &sight.variant).await? {
        Content::Whole(bytes) => return Ok(Body::from(bytes)),
        Content::Open(file) => File::from_std(file),
    };
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    Ok(Body::from_stream(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webp_goes_to_whoever_names_it() {
        let takes = |accept: &'static str| {
            takes_webp(&HeaderMap::from_iter([(
                ACCEPT,
                HeaderValue::from_static(accept),
            )]))
        };

        assert!(takes("image/avif,image/webp,*/*"));
        assert!(takes("Image/WebP;q=0.8"));
        assert!(!takes("*/*"));
        assert!(!takes("image/*"));
        assert!(!takes("image/webp;q=0"));
        assert!(!takes_webp(&HeaderMap::new()));
    }
}

//! Pages that are kept for guests: whole, ready to be sent, while nothing has changed.

use axum::body::Body;
use axum::response::Response;
use domain::Viewer;
use domain::group::Visibility;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serving::compress::NoCompress;
use serving::headers::Cache;
use serving::negotiation::{Accept, Encoding, vary_by_encoding};

use crate::cache::{ENCODINGS, Kind, Page};
use crate::desk::Desk;
use crate::error::PageError;
use crate::sent::Common;

/// Answers from memory while nothing has changed, with ready brotli; to whoever is signed in, made afresh and kept by nobody.
pub(crate) async fn serve(
    desk: &Desk,
    headers: &HeaderMap,
    kind: Kind,
    made: impl Future<Output = Result<String, PageError>>,
) -> Result<Response, PageError> {
    let versions = desk.app().store().versions();
    let guest = desk.viewer() == Viewer::Guest && desk.site.visibility == Visibility::Public;
    if !guest || !versions.trusted() {
        let mut response = Response::new(Body::from(made.await?));
        *response.status_mut() = StatusCode::OK;
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, kind.content_type());
        response.headers_mut().append(
            header::VARY,
            HeaderValue::from_static("Cookie, Accept-Language"),
        );
        response.extensions_mut().insert(Cache::Private);
        return Ok(response);
    }
    let key = format!(
        "{}?{} {} {}",
        desk.path,
        desk.query,
        desk.lang.tag(),
        desk.theme.as_str()
    );
    // The version from before the settings were read, so that what is made is never older than it says.
    let stamp = desk.stamp;
    let page = match desk.hall.pages.get(&key, stamp) {
        Some(page) if !page.is_old(desk.now) => page,
        _ => {
            let text = made.await?;
            desk.hall.pages.put(key, stamp, Page::new(text, desk.now))
        }
    };
    let wanted = Accept::of(headers).choose(ENCODINGS);
    let mut response = answer(&page, wanted, headers, kind);
    response.extensions_mut().insert(Common {
        stamp,
        page,
        encoding: wanted,
        kind,
    });
    Ok(response)
}

fn answer(page: &Page, wanted: Encoding, headers: &HeaderMap, kind: Kind) -> Response {
    let (encoding, variant) = page.variant(wanted);
    let mut response = if variant.etag.is_known_to(headers) {
        variant.etag.not_modified()
    } else {
        let mut response = Response::new(Body::from(variant.bytes.clone()));
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, kind.content_type());
        out.insert(header::ETAG, variant.etag.value());
        if let Some(token) = encoding.token() {
            out.insert(header::CONTENT_ENCODING, token);
        }
        vary_by_encoding(out);
        // As packed as it will be: the tag is of exactly these bytes.
        response.extensions_mut().insert(NoCompress);
        response
    };
    response.headers_mut().append(
        header::VARY,
        HeaderValue::from_static("Cookie, Accept-Language"),
    );
    response.extensions_mut().insert(Cache::Revalidate);
    response
}

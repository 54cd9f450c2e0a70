//! Asking for a file with everything of one's own, and fetching it.

use app::session::Proven;
use axum::body::{Body, Bytes};
use axum::response::Response;
use base::Id;
use domain::export::Export;
use futures_util::stream;
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use serving::compress::NoCompress;
use serving::headers::Cache;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use crate::desk::Desk;
use crate::error::PageError;
use crate::frame;
use crate::path::Path;

/// How much of the file is held while it is sent.
const PIECE: usize = 64 * 1024;

/// Asks for one.
pub(crate) async fn ask(desk: Desk) -> Result<Response, PageError> {
    let Ok(proven) = Proven::of(desk.me()?, desk.now) else {
        return Ok(frame::go("/prove?return_to=/settings%23taking"));
    };
    app::export::ask(desk.app(), desk.caller(), proven).await?;
    Ok(frame::go("/settings?saved=export#taking"))
}

/// Sends one to whoever it belongs to, piece by piece; nobody keeps a copy on the way.
pub(crate) async fn fetch(desk: Desk, Path(id): Path<Id<Export>>) -> Result<Response, PageError> {
    let parcel = app::export::fetch(desk.app(), desk.caller(), id).await?;
    let file = File::from_std(parcel.file);
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(parcel.bytes));
    // A host and a day: nothing in it has to be quoted.
    let named = format!("attachment; filename=\"{}\"", parcel.name);
    let named = HeaderValue::try_from(named)
        .map_err(|_| PageError::internal("a file whose name is no header"))?;
    headers.insert(CONTENT_DISPOSITION, named);
    let extensions = response.extensions_mut();
    extensions.insert(NoCompress);
    extensions.insert(Cache::Private);
    Ok(response)
}

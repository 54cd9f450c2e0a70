//! From untrusted bytes to files that are on the disk.

use std::sync::Arc;

use adapters::picture::{Prepared, Purpose, Refusal};
use base::Digest;
use domain::Problems;
use domain::picture::Variant;

use super::files::off;
use crate::{App, Error, Result};

/// By what a picture is known again. A portrait is cut: it is another picture than the same bytes in a text.
pub(super) async fn source(bytes: Vec<u8>, purpose: Purpose) -> Result<(Digest, Vec<u8>)> {
    off(move || {
        let digest = match purpose {
            Purpose::Inline => Digest::of(&bytes),
            Purpose::Portrait => Digest::of_parts(&[b"portrait", &bytes]),
        };
        (digest, bytes)
    })
    .await
}

/// Has the picture made in its sizes and keeps their files. No row speaks of them yet.
pub(super) async fn variants(app: &App, bytes: Vec<u8>, purpose: Purpose) -> Result<Vec<Variant>> {
    let made = app.workshop().prepare(bytes, purpose).await;
    let made = made.map_err(refused)?;
    let files = Arc::clone(app.files());
    off(move || keep(files.as_ref(), &made))
        .await?
        .map_err(|error| {
            tracing::error!(%error, "the files of a picture cannot be kept");
            Error::Unavailable("files cannot be kept".to_owned())
        })
}

/// The files, narrowest first; of one width they stay in their order.
fn keep(files: &dyn adapters::files::Files, made: &Prepared) -> std::io::Result<Vec<Variant>> {
    let mut kept = Vec::with_capacity(made.variants.len());
    for variant in &made.variants {
        kept.push(Variant {
            width: variant.width.into(),
            height: variant.height.into(),
            mime: variant.kind.mime().to_owned(),
            hash: files.put(&variant.bytes)?,
            bytes: i64::try_from(variant.bytes.len()).unwrap_or(i64::MAX),
        });
    }
    kept.sort_by_key(|variant| variant.width);
    Ok(kept)
}

fn refused(refusal: Refusal) -> Error {
    Problems::one("file", refusal.key()).into()
}

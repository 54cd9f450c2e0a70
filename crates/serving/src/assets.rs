//! Scripts, styles and pictures that come with the program: under names that hold their content's hash, kept by
//! browsers for ever, packed once when first asked for.
//!
//! Nothing under `/assets/` ever redirects; the policy of pages relies on it.

use crate::compress::NoCompress;
use crate::etag::{ETag, short_hash};
use crate::headers::Cache;
use crate::negotiation::{Accept, Effort, Encoding, compress, vary_by_encoding};
use crate::refusal::refuse;
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue, StatusCode};
use hyper::body::Bytes;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A file by its own name.
pub type File = (&'static str, &'static [u8]);

/// All files of the program. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Assets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// From `guildhall.css` to `/assets/guildhall-3fa9….css`.
    hrefs: HashMap<&'static str, String>,
    /// By the name in the address.
    files: HashMap<String, Asset>,
}

#[derive(Debug)]
struct Asset {
    plain: Bytes,
    kind: HeaderValue,
    packs: bool,
    tag: String,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl Assets {
    /// Names the files. Styles and scripts that name another as `/assets/font.woff2` get its hashed name instead,
    /// and a hash that covers what they name.
    pub fn new(files: &'static [File]) -> Self {
        let hrefs: HashMap<_, _> = files
            .iter()
            .map(|file| (file.0, format!("/assets/{}", hashed_name(file, files))))
            .collect();
        let by_address = files.iter().map(|file| {
            let asset = Asset::new(file, &hrefs);
            (hashed_name(file, files), asset)
        });
        let files = by_address.collect();
        Self(Arc::new(Inner { hrefs, files }))
    }

    /// The address of a file; its plain one, which answers 404, if there is no such file.
    pub fn href<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        match self.0.hrefs.get(name) {
            Some(href) => Cow::Borrowed(href),
            None => Cow::Owned(format!("/assets/{name}")),
        }
    }

    /// Whether there is such a file, for a test over all templates.
    pub fn has(&self, name: &str) -> bool {
        self.0.hrefs.contains_key(name)
    }

    /// Answers for `/assets/{name}`.
    pub fn answer(&self, name: &str, headers: &HeaderMap) -> Response {
        match self.0.files.get(name) {
            Some(asset) => asset.answer(headers),
            None => refuse(StatusCode::NOT_FOUND, "asset.unknown"),
        }
    }

    /// The route.
    pub fn router(&self) -> Router {
        let assets = self.clone();
        let answer = move |Path(name): Path<String>, headers: HeaderMap| {
            let response = assets.answer(&name, &headers);
            async move { response }
        };
        Router::new().route("/assets/{name}", get(answer))
    }
}

impl Asset {
    fn new(file: &File, hrefs: &HashMap<&'static str, String>) -> Self {
        let (name, bytes) = *file;
        let (kind, packs) = kind(name);
        let plain = match names_others(name) {
            true => Bytes::from(rewritten(bytes, hrefs)),
            false => Bytes::from_static(bytes),
        };
        Self {
            tag: short_hash(&[&plain]),
            plain,
            kind: HeaderValue::from_static(kind),
            packs,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let encoding = match self.packs {
            true => Accept::of(headers).choose(&[Encoding::Brotli, Encoding::Gzip]),
            false => Encoding::Identity,
        };
        let (bytes, encoding) = match self.packed(encoding) {
            Some(bytes) => (bytes, encoding),
            None => (self.plain.clone(), Encoding::Identity),
        };
        let suffix = match encoding {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gz",
            Encoding::Identity | Encoding::Zstd => "id",
        };
        let tag = ETag::of_version(&[&self.tag, suffix]);
        let mut response = if tag.is_known_to(headers) {
            tag.not_modified()
        } else {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, self.kind.clone());
            headers.insert(ETAG, tag.value());
            if let Some(token) = encoding.token() {
                headers.insert(CONTENT_ENCODING, token);
            }
            if self.packs {
                vary_by_encoding(headers);
            }
            response
        };
        response.extensions_mut().insert(Cache::Immutable);
        response.extensions_mut().insert(NoCompress);
        response
    }

    /// Packed at the first request, not at the start: milliseconds then, instead of a third of a second here.
    fn packed(&self, encoding: Encoding) -> Option<Bytes> {
        let place = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
            Encoding::Identity | Encoding::Zstd => return None,
        };
        place
            .get_or_init(|| compress(&self.plain, encoding, Effort::Best).map(Bytes::from))
            .clone()
    }
}

/// `guildhall.css` as `guildhall-3fa9….css`. The hash covers the file and all that it names, directly or not.
fn hashed_name(file: &File, files: &[File]) -> String {
    let mut reached = vec![file];
    let mut next = 0;
    while let Some(&&(name, bytes)) = reached.get(next) {
        next += 1;
        if !names_others(name) {
            continue;
        }
        for other in files {
            let known = reached.iter().any(|known| known.0 == other.0);
            if !known && find(bytes, reference(other.0).as_bytes()).is_some() {
                reached.push(other);
            }
        }
    }
    let parts: Vec<&[u8]> = reached
        .iter()
        .flat_map(|(name, bytes)| [name.as_bytes(), *bytes])
        .collect();
    let hash = short_hash(&parts);
    match file.0.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{}-{hash}", file.0),
    }
}

fn reference(name: &str) -> String {
    format!("/assets/{name}")
}

fn names_others(name: &str) -> bool {
    [".css", ".js", ".webmanifest"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// `bytes` with every `/assets/name` of a known file replaced by its address.
fn rewritten(bytes: &[u8], hrefs: &HashMap<&'static str, String>) -> Vec<u8> {
    const START: &[u8] = b"/assets/";
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = find(rest, START) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        let name = behind.get(START.len()..).unwrap_or_default();
        let end = name
            .iter()
            .position(|byte| !is_name(*byte))
            .unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        out.extend_from_slice(before);
        let href = std::str::from_utf8(name)
            .ok()
            .and_then(|name| hrefs.get(name));
        match href {
            Some(href) => out.extend_from_slice(href.as_bytes()),
            None => {
                out.extend_from_slice(START);
                out.extend_from_slice(name);
            }
        }
        rest = behind
            .get(START.len().saturating_add(end)..)
            .unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

/// The type of a file, and whether packing it helps.
fn kind(name: &str) -> (&'static str, bool) {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => ("text/css; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("svg") => ("image/svg+xml", true),
        Some("json") => ("application/json", true),
        Some("webmanifest") => ("application/manifest+json", true),
        Some("txt") => ("text/plain; charset=utf-8", true),
        Some("woff2") => ("font/woff2", false),
        Some("png") => ("image/png", false),
        Some("jpg") => ("image/jpeg", false),
        Some("webp") => ("image/webp", false),
        Some("ico") => ("image/x-icon", true),
        _ => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH, VARY};
    use http_body_util::BodyExt;

    const FONT: &[u8] = b"wOF2....";
    const CSS: &[u8] = b"@font-face{src:url(/assets/hall.woff2)} a{background:url('/assets/gone.png')} \
/* long enough to be worth packing, and long enough again to be worth packing, and again to be worth packing */";
    const A: &[u8] = b"import '/assets/b.js'; export const a = 1;";
    const B: &[u8] = b"import '/assets/a.js'; export const b = 1;";
    const FILES: &[File] = &[
        ("hall.woff2", FONT),
        ("hall.css", CSS),
        ("a.js", A),
        ("b.js", B),
    ];
    const NEW_FONT: &[File] = &[
        ("hall.woff2", b"wOF2.new"),
        ("hall.css", CSS),
        ("a.js", A),
        ("b.js", B),
    ];

    fn ask(assets: &Assets, href: &str, lines: &[(http::HeaderName, &'static str)]) -> Response {
        let headers = lines
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect();
        assets.answer(href.strip_prefix("/assets/").unwrap(), &headers)
    }

    async fn text(response: Response) -> String {
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn files_are_found_under_the_name_of_their_content_only() {
        let assets = Assets::new(FILES);
        let href = assets.href("hall.css").into_owned();

        assert!(
            href.starts_with("/assets/hall-") && href.ends_with(".css") && href.len() == 33,
            "{href}"
        );
        let response = ask(&assets, &href, &[]);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.extensions().get(), Some(&Cache::Immutable));
        for unknown in [
            "/assets/hall.css",
            "/assets/hall-0000000000000000.css",
            "/assets/",
            "/assets/../hall.css",
        ] {
            assert_eq!(ask(&assets, unknown, &[]).status(), 404, "{unknown}");
        }
        assert!(assets.has("hall.css") && !assets.has("gone.png"));
    }

    #[tokio::test]
    async fn files_name_each_other_by_hash_and_change_with_each_other() {
        let (old, new) = (Assets::new(FILES), Assets::new(NEW_FONT));
        let css = text(ask(&old, &old.href("hall.css"), &[])).await;

        assert!(css.contains(&format!("url({})", old.href("hall.woff2"))));
        assert!(css.contains("'/assets/gone.png'"));
        assert_ne!(old.href("hall.css"), new.href("hall.css"));
        assert_eq!(old.href("a.js"), new.href("a.js"));
        let a = text(ask(&old, &old.href("a.js"), &[])).await;
        assert!(a.contains(&*old.href("b.js")));
    }

    #[tokio::test]
    async fn text_is_packed_and_fonts_are_not() {
        let assets = Assets::new(FILES);
        let (css, font) = (assets.href("hall.css"), assets.href("hall.woff2"));
        let brotli = ask(&assets, &css, &[(ACCEPT_ENCODING, "gzip, br")]);
        let plain = ask(&assets, &css, &[]);

        assert_eq!(brotli.headers()[CONTENT_ENCODING], "br");
        assert_eq!(brotli.headers()[VARY], "accept-encoding");
        assert_ne!(brotli.headers()[ETAG], plain.headers()[ETAG]);
        assert!(!plain.headers().contains_key(CONTENT_ENCODING));
        let font = ask(&assets, &font, &[(ACCEPT_ENCODING, "gzip, br")]);
        assert_eq!(font.headers()[CONTENT_TYPE], "font/woff2");
        assert!(!font.headers().contains_key(CONTENT_ENCODING));
    }

    #[test]
    fn who_has_a_file_is_not_sent_it_again() {
        let assets = Assets::new(FILES);
        let href = assets.href("hall.woff2");

        let response = ask(&assets, &href, &[(IF_NONE_MATCH, "*")]);

        assert_eq!(response.status(), 304);
        assert_eq!(response.extensions().get(), Some(&Cache::Immutable));
    }
}

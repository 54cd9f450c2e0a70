//! What every answer has to say of itself, whatever it is (SECURITY 3.1, R4, R28).

use http::{StatusCode, header};

use super::BASE;
use super::answer::Answer;

/// Looks at an answer to a request for `path`, which came with a session or without one.
pub(super) fn check(answer: &Answer, path: &str, session: bool) {
    let what = &answer.asked;
    let path = path.split('?').next().unwrap_or_default();
    cache(answer, path, session);
    cookies(answer);
    if answer.status == StatusCode::NOT_MODIFIED {
        assert!(answer.bytes.is_empty(), "{what}: a 304 with a body");
        return;
    }
    let kind = answer.header("content-type");
    let is_page = kind.starts_with("text/html");
    assert!(
        answer.bytes.is_empty() || !kind.is_empty(),
        "{what}: a body without a type"
    );
    assert!(
        !kind.starts_with("text/") || kind.contains("charset="),
        "{what}: text without a charset: {kind}"
    );
    let policy = if is_page {
        format!(
            "default-src 'none'; script-src {BASE}/assets/; style-src {BASE}/assets/; img-src 'self' data:; \
             font-src {BASE}/assets/; connect-src 'self'; media-src 'self'; manifest-src 'self'; \
             worker-src {BASE}/assets/; form-action 'self'; frame-src 'none'; frame-ancestors 'none'; \
             base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types app live; \
             upgrade-insecure-requests; report-to csp"
        )
    } else {
        "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned()
    };
    let shared =
        path.starts_with("/media/") && answer.header("cache-control").starts_with("public");
    let resource = if shared {
        "cross-origin"
    } else {
        "same-origin"
    };
    for (name, value) in [
        ("content-security-policy", policy.as_str()),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", resource),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }

    assert_eq!(
        answer.header("strict-transport-security"),
        "max-age=31536000; includeSubDomains",
        "{what}"
    );
    let referrer = answer.header("referrer-policy");
    assert!(
        matches!(referrer, "same-origin" | "strict-origin-when-cross-origin"),
        "{what}: {referrer}"
    );
    let permissions = answer.header("permissions-policy");
    assert!(permissions.contains("camera=()"), "{what}: {permissions}");
    for name in [
        header::SERVER,
        header::HeaderName::from_static("x-powered-by"),
    ] {
        assert!(!answer.headers.contains_key(&name), "{what}: {name}");
    }
    // Packed, it cannot be read here; unpacked it is the same.
    if is_page && !answer.headers.contains_key(header::CONTENT_ENCODING) {
        page(answer);
    }
}

/// By what the answer is: errors and what read a session are kept by nobody, the pages of guests only with asking.
fn cache(answer: &Answer, path: &str, session: bool) {
    let what = &answer.asked;
    let cache = answer.header("cache-control");
    if answer.status.is_client_error() || answer.status.is_server_error() {
        assert_eq!(cache, "no-store", "{what}: an error");
    } else if path.starts_with("/assets/") {
        assert_eq!(cache, "public, max-age=31536000, immutable", "{what}");
    } else if path.starts_with("/media/") && cache != "private, no-store" {
        // What a public article shows is everybody's; it may be gone in a minute.
        assert_eq!(cache, "public, max-age=60", "{what}");
    } else if session {
        assert_eq!(cache, "private, no-store", "{what}: it read a session");
    } else {
        let known = matches!(cache, "public, no-cache" | "private, no-store");
        assert!(known, "{what}: {cache}");
    }
    if cache == "public, no-cache" && answer.status == StatusCode::OK {
        let etag = answer.header("etag");
        assert!(!etag.is_empty(), "{what}: kept without a mark to ask by");
        let varies = answer
            .headers
            .get_all(header::VARY)
            .iter()
            .map(|value| value.to_str().unwrap().to_ascii_lowercase())
            .collect::<Vec<_>>()
            .join(", ");
        for name in ["cookie", "accept-language", "accept-encoding"] {
            assert!(
                varies.contains(name),
                "{what}: varies by {varies}, not by {name}"
            );
        }
    }
}

/// R4: bound to this host, sent over TLS only, out of the reach of scripts.
fn cookies(answer: &Answer) {
    for line in answer.headers.get_all(header::SET_COOKIE) {
        let line = line.to_str().unwrap();
        let what = &answer.asked;
        assert!(line.len() < 4_096, "{what}: {line}");
        assert!(line.starts_with("__Host-"), "{what}: {line}");
        for word in ["; Path=/", "; Secure", "; SameSite=Lax"] {
            assert!(line.contains(word), "{what}: {line} without {word}");
        }
        assert!(!line.contains("Domain"), "{what}: {line}");
        // What is taken away is readable to nobody.
        let readable = line.starts_with("__Host-t=") && !line.contains("Max-Age=0");
        assert_eq!(line.contains("; HttpOnly"), !readable, "{what}: {line}");
    }
}

/// What no page may contain: inline scripts, styles, handlers, or anything of another host (R31, R130).
fn page(answer: &Answer) {
    let what = &answer.asked;
    for tag in answer.page().tags() {
        assert_ne!(tag.name, "style", "{what}");
        assert_ne!(tag.name, "iframe", "{what}");
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on"), "{what}: <{} {name}>", tag.name);
            assert_ne!(name, "style", "{what}: <{}>", tag.name);
            let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction");
            let script = leads && value.trim_start().to_lowercase().starts_with("javascript:");
            assert!(!script, "{what}: <{} {name}={value}>", tag.name);
        }
        let fetched = match tag.name.as_str() {
            "script" | "img" => tag.get("src"),
            "link" if tag.get("rel") != "canonical" => tag.get("href"),
            _ => "",
        };
        let ours = fetched.is_empty() || (fetched.starts_with('/') && !fetched.starts_with("//"));
        assert!(ours, "{what}: fetches {fetched}");
        assert!(
            tag.name != "script" || !fetched.is_empty(),
            "{what}: a script in the page"
        );
    }
}

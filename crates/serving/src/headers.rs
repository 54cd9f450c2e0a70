//! The security headers of every response (SECURITY 3.1), by what the response is and how it may be kept.
//!
//! All values are made once. A handler says what its response is by extensions, [`Cache`], [`Sharing`] and
//! [`Referrer`], and never writes one of these headers itself: what it writes is overwritten.

use crate::base_url::BaseUrl;
use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, SERVER,
    SET_COOKIE, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Body as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where browsers report what the policy forbade.
pub const REPORT_PATH: &str = "/csp-report";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const REPORTING_ENDPOINTS: HeaderName = HeaderName::from_static("reporting-endpoints");
const POWERED_BY: HeaderName = HeaderName::from_static("x-powered-by");

/// Everything off but passkeys.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
screen-wake-lock=(), serial=(), usb=(), window-management=(), xr-spatial-tracking=(), \
publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// How a response may be kept (R28). Without one it is [`Cache::Private`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Anybody may keep it so long without asking.
    Public {
        /// How long.
        seconds: u32,
    },
    /// Anybody may keep it, and asks each time whether it is still so.
    Revalidate,
    /// It never changes under its address.
    Immutable,
    /// Nobody keeps it. Everything that read a session.
    Private,
    /// As public feeds are: a minute, so that a thousand readers of one are one request.
    Feed,
}

/// Set on public media and the like, which other sites may embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// `Cross-Origin-Resource-Policy: cross-origin`.
    Everywhere,
}

/// Set on pages whose address holds a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referrer {
    /// The address is told to this site only.
    SameOrigin,
}

/// The headers of a site. Cheap to clone; use it as `Around(policy)`, outside everything that answers.
#[derive(Clone, Debug)]
pub struct Policy(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    html: HeaderValue,
    reporting: HeaderValue,
    transport: Option<HeaderValue>,
    private_site: AtomicBool,
}

impl Policy {
    /// Makes the values for a site at `base` whose media may live on another host.
    /// HSTS covers subdomains unless the operator says otherwise.
    pub fn new(base: &BaseUrl, media: Option<&BaseUrl>, subdomains: bool) -> Self {
        let transport = match subdomains {
            true => "max-age=31536000; includeSubDomains",
            false => "max-age=31536000",
        };
        let reporting = format!("csp=\"{}{REPORT_PATH}\"", base.origin());
        Self(Arc::new(Inner {
            html: value(&html_policy(base, media)),
            reporting: value(&reporting),
            transport: base.is_https().then(|| HeaderValue::from_static(transport)),
            private_site: AtomicBool::new(false),
        }))
    }

    /// Members-only sites tell other sites nothing about where their readers came from.
    pub fn set_private_site(&self, private: bool) {
        self.0.private_site.store(private, Ordering::Relaxed);
    }

    /// Puts the headers on a response.
    pub fn apply(&self, response: &mut Response) {
        let cache = cache_control(response);
        let sharing = response.extensions().get::<Sharing>().copied();
        let same_origin = response.extensions().get::<Referrer>().is_some()
            || self.0.private_site.load(Ordering::Relaxed);
        if response.status() == StatusCode::NOT_MODIFIED {
            // A 304 renews the headers of the stored response: it must not bring those of another kind.
            response.headers_mut().insert(CACHE_CONTROL, cache);
            return;
        }
        let html = complete_content_type(response);
        let headers = response.headers_mut();
        headers.reserve(12);
        headers.insert(CACHE_CONTROL, cache);
        if html {
            headers.insert(CONTENT_SECURITY_POLICY, self.0.html.clone());
            headers.insert(REPORTING_ENDPOINTS, self.0.reporting.clone());
        } else {
            headers.insert(
                CONTENT_SECURITY_POLICY,
                fixed("default-src 'none'; sandbox; frame-ancestors 'none'"),
            );
        }
        if let Some(transport) = &self.0.transport {
            headers.insert(STRICT_TRANSPORT_SECURITY, transport.clone());
        }
        headers.insert(X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
        headers.insert(X_FRAME_OPTIONS, fixed("DENY"));
        let referrer = if same_origin {
            "same-origin"
        } else {
            "strict-origin-when-cross-origin"
        };
        headers.insert(REFERRER_POLICY, fixed(referrer));
        headers.insert(PERMISSIONS_POLICY, fixed(PERMISSIONS));
        headers.insert(OPENER_POLICY, fixed("same-origin"));
        let resource = match sharing {
            Some(Sharing::Everywhere) => "cross-origin",
            None => "same-origin",
        };
        headers.insert(RESOURCE_POLICY, fixed(resource));
        headers.remove(SERVER);
        headers.remove(POWERED_BY);
    }
}

impl Step for Policy {
    type Kept = ();

    fn before(&self, _: &mut Request) -> ControlFlow<Response, ()> {
        ControlFlow::Continue(())
    }

    fn after(&self, (): (), response: &mut Response) {
        self.apply(response);
    }
}

/// The policy of pages. Scripts and styles come from `/assets/` by full path only, so a file that somebody uploaded
/// to the same host can never be one; hence no redirect may exist under `/assets/`.
fn html_policy(base: &BaseUrl, media: Option<&BaseUrl>) -> String {
    let assets = format!("{}/assets/", base.origin());
    let media = media
        .map(|media| format!(" {}", media.origin()))
        .unwrap_or_default();
    let upgrade = if base.is_https() {
        " upgrade-insecure-requests;"
    } else {
        ""
    };
    format!(
        "default-src 'none'; script-src {assets}; style-src {assets}; img-src 'self'{media} data:; \
         font-src {assets}; connect-src 'self'; media-src 'self'{media}; manifest-src 'self'; \
         worker-src {assets}; form-action 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; \
         object-src 'none'; require-trusted-types-for 'script'; trusted-types app live;{upgrade} report-to csp"
    )
}

/// What may be kept, whatever was said: errors never, and nothing that sets a cookie.
fn cache_control(response: &Response) -> HeaderValue {
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        return fixed("no-store");
    }
    if response.headers().contains_key(SET_COOKIE) {
        return fixed("private, no-store");
    }
    match response.extensions().get::<Cache>() {
        None | Some(Cache::Private) => fixed("private, no-store"),
        Some(Cache::Revalidate) => fixed("public, no-cache"),
        Some(Cache::Immutable) => fixed("public, max-age=31536000, immutable"),
        Some(Cache::Feed) => fixed("public, max-age=60"),
        Some(Cache::Public { seconds }) => value(&format!("public, max-age={seconds}")),
    }
}

/// Sees to it that a body has a type and text a charset; says whether it is a page.
fn complete_content_type(response: &mut Response) -> bool {
    let empty = response.body().is_end_stream();
    let headers: &mut HeaderMap = response.headers_mut();
    let Some(kind) = headers.get(CONTENT_TYPE) else {
        if !empty {
            headers.insert(CONTENT_TYPE, fixed("application/octet-stream"));
        }
        return false;
    };
    let Ok(text) = kind.to_str() else {
        headers.insert(CONTENT_TYPE, fixed("application/octet-stream"));
        return false;
    };
    let html = is_html(text);
    let starts = |start: &str| {
        text.get(..start.len())
            .is_some_and(|have| have.eq_ignore_ascii_case(start))
    };
    if starts("text/") && !text.contains("charset=") {
        let complete = value(&format!("{text}; charset=utf-8"));
        headers.insert(CONTENT_TYPE, complete);
    }
    html
}

fn is_html(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("text/html")
        || essence.eq_ignore_ascii_case("application/xhtml+xml")
}

fn fixed(text: &'static str) -> HeaderValue {
    HeaderValue::from_static(text)
}

/// Of text that is printable by how it is made: origins, numbers, and types that were header values before.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| fixed(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::header::ETAG;

    fn policy(base: &str) -> Policy {
        let media = BaseUrl::parse("https://media.example").unwrap();
        Policy::new(&BaseUrl::parse(base).unwrap(), Some(&media), true)
    }

    fn respond(
        policy: &Policy,
        status: u16,
        kind: Option<&str>,
        say: impl FnOnce(&mut Response),
    ) -> HeaderMap {
        let mut response = Response::new(Body::from("x"));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        if let Some(kind) = kind {
            response.headers_mut().insert(CONTENT_TYPE, value(kind));
        }
        say(&mut response);
        policy.apply(&mut response);
        response.headers().clone()
    }

    #[test]
    fn a_page_has_exactly_the_specified_headers() {
        let headers = respond(
            &policy("https://hall.example"),
            200,
            Some("text/html"),
            |_| {},
        );
        let mut lines: Vec<String> = headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort();

        let expected = [
            "cache-control: private, no-store",
            "content-security-policy: default-src 'none'; script-src https://hall.example/assets/; style-src https://hall.example/assets/; img-src 'self' https://media.example data:; font-src https://hall.example/assets/; connect-src 'self'; media-src 'self' https://media.example; manifest-src 'self'; worker-src https://hall.example/assets/; form-action 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types app live; upgrade-insecure-requests; report-to csp",
            "content-type: text/html; charset=utf-8",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            &format!("permissions-policy: {PERMISSIONS}"),
            "referrer-policy: strict-origin-when-cross-origin",
            "reporting-endpoints: csp=\"https://hall.example/csp-report\"",
            "strict-transport-security: max-age=31536000; includeSubDomains",
            "x-content-type-options: nosniff",
            "x-frame-options: DENY",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn everything_else_is_locked_in() {
        for kind in [
            "image/png",
            "application/json",
            "text/plain",
            "image/svg+xml",
            "text/htmlx",
            "text/css",
        ] {
            let headers = respond(&policy("https://hall.example"), 200, Some(kind), |_| {});

            assert_eq!(
                headers[CONTENT_SECURITY_POLICY],
                "default-src 'none'; sandbox; frame-ancestors 'none'",
                "{kind}"
            );
        }
        let headers = respond(
            &policy("https://hall.example"),
            200,
            Some("Text/HTML ;charset=utf-8"),
            |_| {},
        );
        assert!(
            headers[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .contains("form-action")
        );
    }

    #[test]
    fn without_tls_nothing_promises_tls() {
        let headers = respond(
            &policy("http://127.0.0.1:8080"),
            200,
            Some("text/html"),
            |_| {},
        );
        let page = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();

        assert!(!page.contains("upgrade-insecure-requests"));
        assert!(page.contains("script-src http://127.0.0.1:8080/assets/;"));
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
        let base = BaseUrl::parse("https://hall.example").unwrap();
        let alone = respond(
            &Policy::new(&base, None, false),
            200,
            Some("text/html"),
            |_| {},
        );
        assert_eq!(alone[STRICT_TRANSPORT_SECURITY], "max-age=31536000");
        assert!(
            alone[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .contains("img-src 'self' data:; ")
        );
    }

    #[test]
    fn the_cache_class_decides_unless_it_is_an_error_or_sets_a_cookie() {
        let policy = policy("https://hall.example");
        let cache = |status, class: Option<Cache>, cookie: bool| {
            let headers = respond(&policy, status, Some("text/html"), |response| {
                if let Some(class) = class {
                    response.extensions_mut().insert(class);
                }
                if cookie {
                    response.headers_mut().insert(SET_COOKIE, fixed("a=b"));
                }
                response
                    .headers_mut()
                    .insert(CACHE_CONTROL, fixed("public, max-age=9999"));
            });
            headers[CACHE_CONTROL].to_str().unwrap().to_owned()
        };

        assert_eq!(cache(200, None, false), "private, no-store");
        assert_eq!(
            cache(200, Some(Cache::Public { seconds: 300 }), false),
            "public, max-age=300"
        );
        assert_eq!(
            cache(200, Some(Cache::Revalidate), false),
            "public, no-cache"
        );
        assert_eq!(
            cache(200, Some(Cache::Immutable), false),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(cache(200, Some(Cache::Feed), false), "public, max-age=60");
        assert_eq!(cache(200, Some(Cache::Feed), true), "private, no-store");
        assert_eq!(cache(404, Some(Cache::Immutable), false), "no-store");
        assert_eq!(cache(500, None, true), "no-store");
        assert_eq!(
            cache(304, Some(Cache::Revalidate), false),
            "public, no-cache"
        );
    }

    #[test]
    fn a_304_does_not_bring_the_policy_of_another_kind() {
        let headers = respond(&policy("https://hall.example"), 304, None, |response| {
            *response.body_mut() = Body::empty();
            response.headers_mut().insert(ETAG, fixed("\"1\""));
        });

        assert_eq!(
            headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(),
            ["etag", "cache-control"]
        );
    }

    #[test]
    fn what_a_response_says_of_itself_is_heard() {
        let policy = policy("https://hall.example");
        let shared = respond(&policy, 200, Some("image/png"), |response| {
            response.extensions_mut().insert(Sharing::Everywhere);
        });
        let token = respond(&policy, 200, Some("text/html"), |response| {
            response.extensions_mut().insert(Referrer::SameOrigin);
        });
        let untyped = respond(&policy, 200, None, |response| {
            response.headers_mut().insert(SERVER, fixed("x/1.0"));
        });
        policy.set_private_site(true);
        let private = respond(&policy, 200, Some("text/html"), |_| {});

        assert_eq!(shared[RESOURCE_POLICY], "cross-origin");
        assert_eq!(token[REFERRER_POLICY], "same-origin");
        assert_eq!(private[REFERRER_POLICY], "same-origin");
        assert_eq!(untyped[CONTENT_TYPE], "application/octet-stream");
        assert!(!untyped.contains_key(SERVER));
    }
}

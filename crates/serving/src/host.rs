//! A request must name this site and nothing else (R5): whoever asks under another name gets 421 and learns nothing
//! that depends on the name.

use crate::base_url::BaseUrl;
use crate::refusal::refuse;
use crate::step::Step;
use axum::extract::Request;
use axum::response::Response;
use http::header::{COOKIE, HOST};
use http::{StatusCode, Version};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Set on requests that came to the media host. Their cookies are gone already (R64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnMediaHost;

/// Lets requests through that name the site, or the media host.
#[derive(Clone, Debug)]
pub struct Names(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    base: BaseUrl,
    media: Option<BaseUrl>,
    probes: &'static [&'static str],
}

impl Names {
    /// `probes` are the paths that a supervisor asks by address: `/livez`, `/readyz`.
    pub fn new(base: BaseUrl, media: Option<BaseUrl>, probes: &'static [&'static str]) -> Self {
        Self(Arc::new(Inner {
            base,
            media,
            probes,
        }))
    }

    fn judge(&self, request: &Request) -> Named {
        let path = request.uri().path();
        if self.0.probes.contains(&path) {
            return Named::Site;
        }
        let authority = request
            .uri()
            .authority()
            .map(|authority| authority.as_str());
        let mut lines = request.headers().get_all(HOST).iter();
        let host = match (lines.next(), lines.next()) {
            (Some(line), None) => match line.to_str() {
                Ok(line) => Some(line),
                Err(_) => return Named::Badly,
            },
            // HTTP/2 names the host in the pseudo-header.
            (None, None) if request.version() == Version::HTTP_2 && authority.is_some() => None,
            _ => return Named::Badly,
        };
        // An absolute request line names the host too, and must name the same.
        let is = |base: &BaseUrl| {
            authority
                .into_iter()
                .chain(host)
                .all(|name| base.is_named_by(name))
        };
        if is(&self.0.base) {
            Named::Site
        } else if self.0.media.as_ref().is_some_and(is) {
            Named::Media
        } else {
            Named::Other
        }
    }
}

/// Whom a request names.
enum Named {
    Site,
    Media,
    Other,
    /// Nobody, or several.
    Badly,
}

impl Step for Names {
    type Kept = ();

    fn before(&self, request: &mut Request) -> ControlFlow<Response, ()> {
        match self.judge(request) {
            Named::Site => {}
            Named::Media => {
                request.headers_mut().remove(COOKIE);
                request.extensions_mut().insert(OnMediaHost);
            }
            Named::Other => {
                return ControlFlow::Break(refuse(StatusCode::MISDIRECTED_REQUEST, "host.other"));
            }
            Named::Badly => {
                return ControlFlow::Break(refuse(StatusCode::BAD_REQUEST, "host.missing"));
            }
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::HeaderValue;

    fn status(version: Version, target: &str, hosts: &[&str]) -> (u16, Request) {
        let base = BaseUrl::parse("https://hall.example").unwrap();
        let media = BaseUrl::parse("https://media.example").unwrap();
        let names = Names::new(base, Some(media), &["/livez"]);
        let mut request = Request::builder()
            .version(version)
            .uri(target)
            .body(Body::empty())
            .unwrap();
        for host in hosts {
            request
                .headers_mut()
                .append(HOST, HeaderValue::from_str(host).unwrap());
        }
        request
            .headers_mut()
            .insert(COOKIE, HeaderValue::from_static("s=1"));
        match names.before(&mut request) {
            ControlFlow::Continue(()) => (200, request),
            ControlFlow::Break(response) => (response.status().as_u16(), request),
        }
    }

    #[test]
    fn only_the_sites_own_name_is_answered() {
        let (one, two) = (Version::HTTP_11, Version::HTTP_2);
        for (version, target, hosts, expected) in [
            (one, "/", &["hall.example"][..], 200),
            (one, "/", &["HALL.example:443"], 200),
            (one, "/", &["evil.example"], 421),
            (one, "/", &["hall.example:8080"], 421),
            (one, "/", &["hall.example, evil.example"], 421),
            (one, "/", &["127.0.0.1"], 421),
            (one, "/", &[""], 421),
            (one, "/", &[], 400),
            (one, "/", &["hall.example", "hall.example"], 400),
            (one, "/", &["hall.example", "evil.example"], 400),
            (one, "http://hall.example/", &["hall.example"], 200),
            (one, "http://evil.example/", &["hall.example"], 421),
            (one, "http://hall.example/", &["evil.example"], 421),
            (two, "https://hall.example/", &[], 200),
            (two, "https://evil.example/", &[], 421),
            (two, "https://hall.example/", &["evil.example"], 421),
            (one, "/livez", &["127.0.0.1:8080"], 200),
            (one, "/livez/more", &["127.0.0.1:8080"], 421),
        ] {
            assert_eq!(
                status(version, target, hosts).0,
                expected,
                "{target} {hosts:?}"
            );
        }
    }

    #[test]
    fn cookies_end_at_the_media_host() {
        let (status_there, there) = status(Version::HTTP_11, "/x.png", &["media.example"]);
        let (_, here) = status(Version::HTTP_11, "/", &["hall.example"]);

        assert_eq!(status_there, 200);
        assert!(there.headers().get(COOKIE).is_none());
        assert!(there.extensions().get::<OnMediaHost>().is_some());
        assert!(here.headers().get(COOKIE).is_some());
    }
}

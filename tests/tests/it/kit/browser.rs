//! A browser: it has cookies, says where its requests come from, and follows nothing by itself.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;
use serving::network::Peer;
use tower::util::BoxCloneSyncService;
use tower::{Service, ServiceExt as _};

use super::answer::Answer;
use super::html::Form;
use super::{BASE, headers};

/// Where requests go in.
#[derive(Clone)]
pub(crate) struct Door(BoxCloneSyncService<Request, Response, Infallible>);

impl Door {
    pub(super) fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error = Infallible, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        Self(BoxCloneSyncService::new(service))
    }
}

/// A stream of events.
pub(crate) struct Stream {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Body,
    text: String,
}

impl Stream {
    /// The next event with its data, or none if the stream has ended. Stories wait for no longer than five seconds.
    pub(crate) async fn next(&mut self) -> Option<(String, serde_json::Value)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name));
                    line.unwrap_or_default().trim().to_owned()
                };
                let (name, data) = (field("event:"), field("data:"));
                self.text = rest.to_owned();
                if !name.is_empty() {
                    return Some((name, serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let frame = tokio::time::timeout(Duration::from_secs(5), self.body.frame());
            let frame = frame.await.expect("nothing happened for five seconds");
            let bytes = frame?.unwrap().into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// Whether nothing is heard for a moment.
    pub(crate) async fn is_silent(&mut self) -> bool {
        let moment = Duration::from_millis(300);
        tokio::time::timeout(moment, self.next()).await.is_err()
    }
}

/// A browser.
#[derive(Clone)]
pub(crate) struct Browser {
    door: Door,
    address: IpAddr,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    headers: Vec<(HeaderName, HeaderValue)>,
    expects_failure: bool,
}

impl Browser {
    pub(super) fn new(door: Door, address: IpAddr) -> Self {
        let mut browser = Self {
            door,
            address,
            cookies: Arc::default(),
            headers: Vec::new(),
            expects_failure: false,
        };
        browser.set("host", "hall.example");
        browser.set("sec-fetch-site", "same-origin");
        browser.set("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        browser.set(
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        );
        browser
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.headers.retain(|(known, _)| known != name);
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.push((HeaderName::from_static(name), value));
    }

    /// The same browser, with the same cookies, sending another header.
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.clone();
        other.set(name, value);
        other
    }

    /// The same browser, not sending a header.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| known != name);
        other
    }

    /// The same browser, to which an answer of 5xx is no surprise.
    pub(crate) fn expecting_failure(&self) -> Self {
        Self {
            expects_failure: true,
            ..self.clone()
        }
    }

    /// The same browser in another network.
    pub(crate) fn in_network(&self, address: impl Into<IpAddr>) -> Self {
        Self {
            address: address.into(),
            ..self.clone()
        }
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn put_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Whether there is a session in it.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.cookie("__Host-s").is_some()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn head(&self, path: &str) -> Answer {
        self.send(Method::HEAD, path, None).await
    }

    /// Posts a form as it would be written in an address: `text=hello&parent=`.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.with("content-type", "application/x-www-form-urlencoded")
            .send(Method::POST, path, Some(form.as_bytes().to_vec()))
            .await
    }

    /// Posts fields.
    pub(crate) async fn post_fields(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(path, &encoded(fields)).await
    }

    /// Sends a form off that stood on a page, with some of its fields filled in.
    pub(crate) async fn submit(&self, form: &Form, fill: &[(&str, &str)]) -> Answer {
        let filled = form.filled(fill);
        let fields: Vec<(&str, &str)> = filled
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match form.method.as_str() {
            "post" => self.post_fields(&form.action, &fields).await,
            _ => {
                self.get(&format!("{}?{}", form.action, encoded(&fields)))
                    .await
            }
        }
    }

    /// Goes where an answer sends to; the part after `#` stays here.
    pub(crate) async fn follow(&self, answer: &Answer) -> Answer {
        let target = answer.location();
        let target = target.strip_prefix(BASE).unwrap_or(target);
        self.get(target.split('#').next().unwrap_or_default()).await
    }

    /// Sends a request and looks at what every answer has to be.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut request = Request::builder().method(&method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let cookies = self.cookie_line();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, &cookies);
        }
        let mut request = request
            .body(body.map_or_else(Body::empty, Body::from))
            .unwrap();
        let peer = Peer(SocketAddr::new(self.address, 40_000));
        request.extensions_mut().insert(peer);
        let response = self.door.0.clone().oneshot(request).await;
        let (parts, body) = response.unwrap_or_else(|never| match never {}).into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let answer = Answer::new(
            format!("{method} {path}"),
            parts.status,
            parts.headers,
            bytes,
        );
        assert!(
            !answer.status.is_server_error() || self.expects_failure,
            "{} failed with {}: {}",
            answer.asked,
            answer.status,
            answer.text
        );
        headers::check(&answer, path, cookies.contains("__Host-s="));
        self.take_cookies(&answer);
        answer
    }

    /// Opens a stream, which goes on until it is dropped.
    pub(crate) async fn listen(&self, path: &str) -> Stream {
        let mut request = Request::builder().method(Method::GET).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut request = request
            .header(header::COOKIE, self.cookie_line())
            .body(Body::empty())
            .unwrap();
        let peer = Peer(SocketAddr::new(self.address, 40_000));
        request.extensions_mut().insert(peer);
        let response = self.door.0.clone().oneshot(request).await;
        let (parts, body) = response.unwrap_or_else(|never| match never {}).into_parts();
        Stream {
            status: parts.status,
            headers: parts.headers,
            body,
            text: String::new(),
        }
    }

    fn cookie_line(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn take_cookies(&self, answer: &Answer) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() || line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

//! HTTP as far as a client needs it that may be cut off at any moment.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the program lets any request take.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer that came whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        found.next().map_or("", |(_, value)| value)
    }

    /// The value of a cookie that is set.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let set = self
            .headers
            .iter()
            .filter(|(known, _)| known == "set-cookie");
        let mut pairs = set.filter_map(|(_, line)| line.split(';').next()?.split_once('='));
        pairs
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }
}

/// What went wrong, and whether the request can have been done.
pub(crate) enum Cut {
    /// Nobody was there to do it.
    Before,
    /// Nobody knows.
    After,
}

/// Sends one request and reads the whole answer.
pub(crate) fn send(
    to: SocketAddr,
    method: &str,
    path: &str,
    cookies: &str,
    form: &[(&str, &str)],
) -> Result<Answer, Cut> {
    let mut stream = TcpStream::connect_timeout(&to, PATIENCE).map_err(|_| Cut::Before)?;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {to}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\nCookie: {cookies}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let whole = exchange(&mut stream, &head).map_err(|_| Cut::After)?;
    read(&whole).map_err(|_| Cut::After)
}

fn exchange(stream: &mut TcpStream, request: &str) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut whole = Vec::new();
    stream.read_to_end(&mut whole)?;
    Ok(whole)
}

/// An answer that was cut off is none.
fn read(whole: &[u8]) -> io::Result<Answer> {
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let text = String::from_utf8_lossy(whole);
    let (head, rest) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status: status.and_then(|code| code.parse().ok()).ok_or_else(cut)?,
        headers,
        body: String::new(),
    };
    let length = answer.header("content-length").parse::<usize>();
    answer.body = match length {
        Ok(length) if rest.len() < length => return Err(cut()),
        Ok(_) => rest.to_owned(),
        Err(_) if answer.header("transfer-encoding") == "chunked" => {
            if !rest.ends_with("0\r\n\r\n") {
                return Err(cut());
            }
            rest.to_owned()
        }
        Err(_) => rest.to_owned(),
    };
    Ok(answer)
}

//! A small load generator: connections that ask the same again and again and read every byte of the answer.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn page(path: &str) -> Self {
        Self {
            method: "GET",
            path: path.to_owned(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.to_owned(), value.to_owned()));
        with
    }

    pub(crate) fn bytes(&self, port: u16) -> Vec<u8> {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n",
            self.method, self.path
        );
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.method == "POST" {
            text.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        text.push_str("\r\n");
        text.push_str(&self.body);
        text.into_bytes()
    }
}

/// What came of it.
pub(crate) struct Rate {
    pub(crate) per_second: f64,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

impl Rate {
    pub(crate) fn of(mut times: Vec<Duration>, all: Duration) -> Self {
        times.sort_unstable();
        let at = |part: f64| {
            let place = (part * f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX))).floor();
            let place = times.len().saturating_sub(1).min(whole(place));
            times.get(place).copied().unwrap_or_default()
        };
        let count = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX));
        Self {
            per_second: count / all.as_secs_f64(),
            p50: at(0.5),
            p99: at(0.99),
        }
    }
}

fn whole(number: f64) -> usize {
    format!("{number:.0}").parse().unwrap_or(0)
}

/// An answer: its status, its head, its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A connection that is kept alive.
pub(crate) struct Wire {
    stream: TcpStream,
    held: Vec<u8>,
}

impl Wire {
    pub(crate) async fn open(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect(("127.0.0.1", port))
            .await
            .map_err(|error| error.to_string())?;
        stream
            .set_nodelay(true)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            stream,
            held: Vec::with_capacity(256 * 1024),
        })
    }

    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<Answer, String> {
        self.stream
            .write_all(request)
            .await
            .map_err(|error| error.to_string())?;
        self.held.clear();
        let head_end = loop {
            if let Some(at) = self.held.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(self.held.get(..head_end).unwrap_or_default())
            .to_ascii_lowercase();
        let status = head
            .get(9..12)
            .and_then(|text| text.parse().ok())
            .ok_or("not an answer")?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|text| text.trim().parse::<usize>().ok());
        let end = match length {
            Some(length) => head_end + length,
            None if head.contains("transfer-encoding: chunked") => {
                while !self.held.ends_with(b"0\r\n\r\n") {
                    self.more().await?;
                }
                self.held.len()
            }
            None => head_end,
        };
        while self.held.len() < end {
            self.more().await?;
        }
        let body = self.held.get(head_end..end).unwrap_or_default().to_vec();
        Ok(Answer { status, head, body })
    }

    async fn more(&mut self) -> Result<(), String> {
        let read = self
            .stream
            .read_buf(&mut self.held)
            .await
            .map_err(|error| error.to_string())?;
        if read == 0 {
            Err("the connection was closed".to_owned())
        } else {
            Ok(())
        }
    }
}

/// One answer's body.
pub(crate) async fn fetch(port: u16, asked: &Asked) -> Result<Vec<u8>, String> {
    let answer = Wire::open(port).await?.ask(&asked.bytes(port)).await?;
    if answer.status != 200 {
        return Err(format!("{} answered {}", asked.path, answer.status));
    }
    Ok(answer.body)
}

/// One answer's tag.
pub(crate) async fn etag(port: u16, asked: &Asked) -> Result<String, String> {
    let answer = Wire::open(port).await?.ask(&asked.bytes(port)).await?;
    let tag = answer
        .head
        .lines()
        .find_map(|line| line.strip_prefix("etag:").map(|tag| tag.trim().to_owned()));
    tag.ok_or_else(|| "no etag".to_owned())
}

/// Asks over so many connections for so long.
pub(crate) async fn run(
    port: u16,
    asked: &Asked,
    connections: usize,
    time: Duration,
) -> Result<Rate, String> {
    let request = asked.bytes(port);
    // Once before, so that what is kept is there.
    Wire::open(port).await?.ask(&request).await?;
    let started = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let request = request.clone();
            tokio::spawn(async move {
                let mut wire = Wire::open(port).await?;
                let mut times = Vec::new();
                while started.elapsed() < time {
                    let asked_at = Instant::now();
                    let answer = wire.ask(&request).await?;
                    if !matches!(answer.status, 200 | 304) {
                        return Err(format!("answered {}", answer.status));
                    }
                    times.push(asked_at.elapsed());
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(|error| error.to_string())??);
    }
    Ok(Rate::of(times, started.elapsed()))
}

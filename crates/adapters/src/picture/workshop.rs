//! The parent's side: a child for each picture, two at a time, killed when it takes too long.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::kind::Kind;
use super::limit;
use super::prepared::{Prepared, Purpose};
use super::refusal::Refusal;
use super::wire;

/// Words to mimalloc, the allocator of our binary.
///
/// By itself it reserves address space a gigabyte at a time, more than the child may have: then even small pictures failed.
const ALLOCATOR: [(&str, &str); 2] = [
    ("MIMALLOC_DISALLOW_ARENA_ALLOC", "1"),
    ("MIMALLOC_PURGE_DELAY", "0"),
];

/// Prepares pictures, each in a fenced process of its own.
#[derive(Debug)]
pub struct Workshop {
    program: PathBuf,
    arguments: Vec<OsString>,
    wall: Duration,
    places: Semaphore,
    benches: Semaphore,
}

impl Workshop {
    /// A workshop whose children are `program` with `arguments`, which must come to [`super::work`].
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<OsString>) -> Self {
        Self {
            program,
            arguments,
            wall: limit::WALL,
            places: Semaphore::new(limit::WAITING),
            benches: Semaphore::new(limit::AT_ONCE),
        }
    }

    /// The same with another limit by the clock.
    #[must_use]
    pub fn with_wall(mut self, wall: Duration) -> Self {
        self.wall = wall;
        self
    }

    /// Prepares one picture, or says why not. Whatever happens to the child concerns this picture alone.
    ///
    /// Dropping the future kills the child.
    pub async fn prepare(&self, bytes: Vec<u8>, purpose: Purpose) -> Result<Prepared, Refusal> {
        if bytes.len() > limit::INPUT_BYTES {
            return Err(Refusal::TooLarge);
        }
        // The child decides again; this only spares a process for what is no picture at all.
        let kind = Kind::of(&bytes)?;
        let _place = self.places.try_acquire().map_err(|_| Refusal::Busy)?;
        let _bench = self.benches.acquire().await.map_err(|_| Refusal::Busy)?;
        let answer = match timeout(self.wall, self.ask(&bytes, purpose)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                tracing::warn!(%error, size = bytes.len(), ?kind, "a picture's child failed");
                return Err(Refusal::Crashed);
            }
            Err(_) => {
                tracing::warn!(
                    size = bytes.len(),
                    ?kind,
                    "a picture's child took too long and was killed"
                );
                return Err(Refusal::Crashed);
            }
        };
        match wire::read_answer(&answer) {
            Ok(Ok(picture)) if picture.kind == kind => Ok(picture),
            Ok(Err(refusal)) => Err(refusal),
            Ok(Ok(_)) | Err(wire::Garbled) => {
                tracing::warn!(
                    size = bytes.len(),
                    ?kind,
                    "a picture's child answered nonsense"
                );
                Err(Refusal::Crashed)
            }
        }
    }

    /// Hands the picture to a child of its own and waits for all of its answer and its end.
    async fn ask(&self, bytes: &[u8], purpose: Purpose) -> io::Result<Vec<u8>> {
        let head =
            wire::request_head(purpose, bytes.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let mut child = self.spawn()?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let mut answer = Vec::new();
        let one_more = u64::try_from(wire::ANSWER_BYTES)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let mut output = output.take(one_more);
        let say = async move {
            input.write_all(&head).await?;
            input.write_all(bytes).await?;
            input.shutdown().await
        };
        {
            let hear = output.read_to_end(&mut answer);
            tokio::pin!(say, hear);
            // A child that answers early, or dies, need not have read all: its end decides, not the broken pipe.
            tokio::select! {
                heard = &mut hear => heard?,
                _ = &mut say => hear.await?,
            };
        }
        if answer.len() > wire::ANSWER_BYTES {
            return Err(io::Error::other("an endless answer"));
        }
        let status = child.wait().await?;
        if status.success() {
            Ok(answer)
        } else {
            Err(io::Error::other(status.to_string()))
        }
    }

    fn spawn(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .envs(ALLOCATOR)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

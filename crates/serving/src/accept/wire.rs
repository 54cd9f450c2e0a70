//! The socket as hyper sees it: what is read is also shown to the framer, and a peer that takes nothing for too long
//! ends the connection (R80).

use super::framer::Framer;
use super::pulse::Pulse;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// A connection's socket.
#[derive(Debug)]
pub(crate) struct Wire {
    socket: TcpStream,
    framer: Framer,
    pulse: Arc<Pulse>,
    stall: Duration,
    /// Runs while the peer takes nothing. Made at the first need: most connections never have one.
    alarm: Option<Pin<Box<Sleep>>>,
    stalled: bool,
}

impl Wire {
    pub(crate) fn new(
        socket: TcpStream,
        pulse: Arc<Pulse>,
        framer: Framer,
        stall: Duration,
    ) -> Self {
        Self {
            socket,
            framer,
            pulse,
            stall,
            alarm: None,
            stalled: false,
        }
    }

    /// Keeps time over a write.
    fn timed<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = false;
            return written;
        }
        let until = Instant::now() + self.stall;
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(sleep(Duration::ZERO)));
        if !self.stalled {
            self.stalled = true;
            alarm.as_mut().reset(until);
        }
        match alarm.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(cx, buf);
        if let Some(new) = buf.filled().get(before..)
            && !new.is_empty()
            && !self.framer.is_blind()
        {
            let this = &mut *self;
            this.framer.feed(new);
            this.pulse.saw(&this.framer);
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.timed(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, bytes);
        self.timed(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

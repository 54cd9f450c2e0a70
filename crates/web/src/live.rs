//! What happens while one looks: a stream of server-sent events for each open page.
//!
//! A stream says *that* something happened (which comment, how many notifications, who is writing); what it looks like for
//! whoever looks is fetched like any other page. Whoever has no stream sees everything at the next reload.

mod board;
mod dispatch;
mod fragment;
mod stream;

pub(crate) use board::Board;
pub(crate) use fragment::{fragment, writing};
pub(crate) use stream::open;

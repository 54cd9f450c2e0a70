//! Serving HTTP, without a word of our domain: accepting connections, and everything around the app that is the same
//! for every site.
//!
//! Layers are [`step::Step`]s, used as `Around(step)`, or tower layers of their own. From the outside in:
//! request id, access log, security headers, panics, host, path, client address, origin; then compression and
//! conditional answers; then the router, with deadline, in-flight limit and the note of the route on its routes.

pub mod accept;
pub mod access_log;
pub mod assets;
pub mod base_url;
pub mod body;
pub mod client;
pub mod compress;
pub mod cookie;
pub mod deadline;
pub mod decode;
pub mod etag;
pub mod flight;
pub mod headers;
pub mod host;
pub mod negotiation;
pub mod network;
pub mod origin;
pub mod panic;
pub mod path;
pub mod rate;
pub mod refusal;
pub mod request_id;
pub mod return_to;
pub mod step;

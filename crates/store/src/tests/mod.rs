//! What the store promises, on both engines.

mod commit;
mod contention;
mod equal;
mod job;
mod limit;
mod open;
mod paging;
mod picture;
mod place;
mod rust_text;
mod search;
mod statements;
mod twins;
mod versions;
mod world;

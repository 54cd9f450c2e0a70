//! What the store promises, on both engines.

mod commit;
mod contention;
mod limit;
mod open;
mod place;
mod rust_text;
mod statements;
mod twins;
mod versions;

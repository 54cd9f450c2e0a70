//! The demo's community: Kettle & Thread, repair volunteers of a town that does not exist. Written by hand.

mod calls;
mod circle;
mod clocks;
mod coats;
mod fenside;
mod first_bench;
mod fuse;
mod gate;
mod glue;
mod hems;
mod kettles;
mod load;
mod log;
mod mixer;
mod not_out;
mod openings;
mod people;
mod poll;
mod post;
mod saying_no;
mod script;
mod stage;
mod stories;
mod talk;
mod tester;
mod wharf_road;
mod wish;

#[cfg(test)]
mod tests;

pub use load::{PASSWORD, demo};

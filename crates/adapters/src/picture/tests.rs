//! Uploads good and bad, prepared without a process around them.

mod bad;
mod good;
mod sample;

//! One file for each command.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod import;
pub(crate) mod person;
pub(crate) mod seed;
pub(crate) mod serve;

//! Pages about what was reported: reporting, cases and what is done in them, where somebody stands, the log.

pub(crate) mod act;
pub(crate) mod appeal;
pub(crate) mod file;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod outside;
pub(crate) mod report;
pub(crate) mod standing;

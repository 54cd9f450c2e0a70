//! People: who is here, and what each shows of themselves.

pub(crate) mod list;
pub(crate) mod show;

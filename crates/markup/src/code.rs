//! Colours for code: a lexer and the tables that drive it.

pub(crate) mod language;
pub(crate) mod lexer;

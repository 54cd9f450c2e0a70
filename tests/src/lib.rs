//! Stories about people, on both engines.

//! Readers of the archives that other programs leave behind: pure, streaming, and bounded on hostile input.
//!
//! A reader says what stands in the file and what in it is odd or had to be left out. What becomes of it here, who may
//! see it, and cleaning its HTML are decided by whoever asked. What members take along is written here, too.

pub mod csv;
pub mod mtif;
pub mod pack;

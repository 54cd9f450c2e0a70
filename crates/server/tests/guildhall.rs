//! The program itself, started as its operator would.

#[cfg(test)]
#[path = "guildhall/stories.rs"]
mod stories;

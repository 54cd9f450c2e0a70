//! Stories about people, and the rules of the house that these stories live in.

#[cfg(test)]
mod house;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod reading;

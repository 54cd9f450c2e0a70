//! Markup as a whole: what people write, what attackers try, what always holds.

extern crate guildhall_markup as markup;

#[cfg(test)]
mod features;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod pathological;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reader;

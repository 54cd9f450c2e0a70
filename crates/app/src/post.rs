//! Conversations that members open: opening, changing, answering, supporting, deciding.

mod change;
mod idea;
mod open;
mod question;

pub use change::{Editable, bring_back, edit, history, save, withdraw};
pub use idea::{decide, support};
pub use open::{Opened, begin, preview};
pub use question::{accept, help};

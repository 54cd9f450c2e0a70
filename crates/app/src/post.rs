//! Conversations that members open: opening, changing, answering, supporting, deciding,
//! helping.

mod about;
mod change;
mod idea;
mod open;
mod question;
mod queue;
mod wish;

pub use about::Opened;
pub use change::{Editable, bring_back, edit, history, save, withdraw};
pub use idea::{decide, support};
pub use open::{begin, preview};
pub use question::{accept, help};
pub use queue::{let_through, waiting};
pub(crate) use wish::ends_at;
pub use wish::{EndInput, candidates, end, raise, thank_back};

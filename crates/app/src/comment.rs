//! Saying something, changing it, taking it back, thanking for it, and the queue of first comments.

mod add;
mod change;
mod queue;
mod read;
mod undo;

pub use add::{Added, add, preview};
pub(crate) use change::found;
pub use change::{Deleted, Editable, delete, edit, open, preview_change, restore, thank};
pub use queue::{decide, grounds, waiting};
pub use read::{History, address, history, page_of, quotation};
pub use undo::{Undone, undo};

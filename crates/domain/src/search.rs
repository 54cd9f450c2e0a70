//! What somebody looks for: the query as typed and as understood, how good a find is, what a misspelt word may have meant.

mod called;
mod kind;
mod part;
mod query;
mod rank;
mod spelling;
mod when;

pub use called::Called;
pub use kind::Kind;
pub use part::{Note, Part, Place, What, Words};
pub use query::{Narrowing, Query};
pub use rank::{Traits, rank};
pub use spelling::{SHORTEST, allowance, distance};
pub use when::When;

/// Bytes of a query (R35).
pub const LIMIT: usize = 200;
/// Words of a query that count.
pub const WORDS: usize = 12;
/// Operators of a query that count.
pub const OPERATORS: usize = 10;

/// The words of a text as the index sees them: runs of letters and digits, folded. Folding comes first, since an accent that
/// stands by itself is no letter and would tear its word apart.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    part::words(text)
}

//! What differs between the engines. Everything else is one text.

use crate::engine::Statement;

/// Puts words into the index: id, title, body.
pub(crate) static INDEX: Statement = Statement::twin(
    "insert into search_text (rowid, title, body) values ($1, $2, $3)",
    "insert into search_text (rowid, words) values ($1,
        setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('simple', $3), 'B'))",
);

/// Takes words out of the index.
pub(crate) static UNINDEX: Statement = Statement::twin(
    "delete from search_text where rowid = $1",
    "delete from search_text where rowid = $1",
);

/// All of the above, for the test that shows them to both engines.
#[cfg(test)]
pub(crate) static ALL: &[(&str, &Statement)] = &[("INDEX", &INDEX), ("UNINDEX", &UNINDEX)];

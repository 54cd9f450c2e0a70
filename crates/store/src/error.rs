//! What can go wrong between us and an engine.

/// A result of the store.
pub type Result<T> = std::result::Result<T, Error>;

/// Sorted by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A constraint of the schema said no: something is taken, missing or too long.
    #[error("a constraint was not met: {0}")]
    Constraint(String),
    /// A change of one object met none, or several.
    #[error("a change of one row changed {0}")]
    NotOne(u64),
    /// The engines disagree with the program about a value. A fault of ours.
    #[error("column {column}: {problem}")]
    Shape {
        /// Which column.
        column: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Too much waits already, or it took too long. Worth another try later.
    #[error("the store is busy: {0}")]
    Busy(&'static str),
    /// Somebody else changed the same at the same time, again and again. Worth another try.
    #[error("others changed the same thing at the same time")]
    Contended,
    /// The database went away. Of what was being committed, nobody knows whether it was kept; of everything else, nothing was.
    #[error("the database went away")]
    Gone,
    /// The store is being closed, a unit of work has panicked, or it overlooked an error of a statement.
    #[error("the unit of work was given up")]
    GivenUp,
    /// Another process serves this file.
    #[error("{0} is in use by another process; stop it first, or give another data directory")]
    Locked(String),
    /// The database is not one that we can work with.
    #[error("{0}")]
    Unfit(String),
    /// The SQLite engine.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
    /// The PostgreSQL engine.
    #[error("PostgreSQL: {}", postgres_words(.0))]
    Postgres(postgres::Error),
    /// The file system.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

fn postgres_words(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        None => error.to_string(),
    }
}

/// Whether the connection is of no use any more: cut, closed, or ended by a database that stops.
fn is_gone(error: &postgres::Error) -> bool {
    use std::error::Error as _;
    match error.code() {
        Some(code) => code.code().starts_with("08") || code.code().starts_with("57P0"),
        None => {
            error.is_closed()
                || error
                    .source()
                    .is_some_and(|cause| cause.is::<std::io::Error>())
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Self::Constraint(error.to_string()),
            Some(ErrorCode::OperationInterrupted) => Self::Busy("it took too long"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy("the file is locked")
            }
            _ => Self::Sqlite(error),
        }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        let class = error
            .code()
            .map(|code| code.code().to_owned())
            .unwrap_or_default();
        if is_gone(&error) {
            Self::Gone
        } else if class.starts_with("23") || class == "22001" {
            Self::Constraint(postgres_words(&error))
        } else if class == "57014" || class == "55P03" {
            Self::Busy("it took too long")
        } else if class.starts_with("40") {
            Self::Contended
        } else {
            Self::Postgres(error)
        }
    }
}

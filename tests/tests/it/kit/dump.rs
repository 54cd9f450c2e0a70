//! Everything that is kept, as text, whatever the engine.

use super::engine::Place;

/// Columns that reading changes, and nothing else may: when a session was last used, what somebody has been told (R19).
const LISTED: [(&str, &str); 2] = [("session", "seen_at"), ("notification", "read_at")];
/// A table that says how far everybody has read, and nothing else that anybody sees.
const READING: &str = "reader";

/// All that is kept at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dump(Vec<String>);

impl Dump {
    /// Rows of a table in which these words stand.
    pub(crate) fn rows(&self, table: &str, words: &str) -> usize {
        let table = format!("{table} ");
        let rows = self.0.iter();
        rows.filter(|row| row.starts_with(&table) && row.contains(words))
            .count()
    }

    /// All rows in which these words stand.
    pub(crate) fn anywhere(&self, words: &str) -> Vec<&str> {
        let rows = self.0.iter().map(String::as_str);
        rows.filter(|row| row.contains(words)).collect()
    }

    /// Fails with the rows that are not the same.
    #[track_caller]
    pub(crate) fn is_still(&self, other: &Self) {
        let gone: Vec<_> = self.0.iter().filter(|row| !other.0.contains(row)).collect();
        let new: Vec<_> = other.0.iter().filter(|row| !self.0.contains(row)).collect();
        assert!(
            gone.is_empty() && new.is_empty(),
            "what is kept has changed; gone: {gone:#?}, new: {new:#?}"
        );
    }
}

/// A line for each row of each table, sorted.
pub(super) fn dump(place: &Place) -> Dump {
    let mut lines = match place.postgres() {
        Some(url) => std::thread::spawn(move || postgres(&url)).join().unwrap(),
        None => sqlite(&place.path().join("data/guildhall.sqlite")),
    };
    lines.sort();
    Dump(lines)
}

fn is_listed(table: &str, column: &str) -> bool {
    LISTED.contains(&(table, column))
}

fn postgres(url: &str) -> Vec<String> {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let tables = "select tablename::text from pg_tables where schemaname = 'guildhall'";
    let mut lines = Vec::new();
    for table in client.query(tables, &[]).unwrap() {
        let table: String = table.get(0);
        if table == READING {
            continue;
        }
        let rows = format!("select to_jsonb(t) from guildhall.{table} t");
        for row in client
            .query(&format!("select x::text from ({rows}) y (x)"), &[])
            .unwrap()
        {
            let text: String = row.get(0);
            let mut row: serde_json::Map<_, _> = serde_json::from_str(&text).unwrap();
            row.retain(|column, _| !is_listed(&table, column));
            lines.push(format!("{table} {}", serde_json::Value::from(row)));
        }
    }
    lines
}

fn sqlite(path: &std::path::Path) -> Vec<String> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let db = rusqlite::Connection::open_with_flags(path, flags).unwrap();
    let names = |text: &str| -> Vec<String> {
        let mut names = db.prepare(text).unwrap();
        let names = names.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    let mut lines = Vec::new();
    for table in
        names("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    {
        let columns = names(&format!("select name from pragma_table_info('{table}')"));
        let pairs: Vec<String> = columns
            .iter()
            .filter(|column| !is_listed(&table, column))
            .map(|column| format!("'{column}', case typeof({column}) when 'blob' then hex({column}) else {column} end"))
            .collect();
        if pairs.is_empty() || table == READING {
            continue;
        }
        let rows = format!("select json_object({}) from {table}", pairs.join(", "));
        for row in names(&rows) {
            lines.push(format!("{table} {row}"));
        }
    }
    lines
}

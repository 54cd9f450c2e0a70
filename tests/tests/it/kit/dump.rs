//! Everything that is kept, as text, whatever the engine.

use super::engine::Place;

/// A line for each row of each table, sorted.
pub(crate) async fn dump(place: &Place) -> Vec<String> {
    let mut lines = match place.postgres() {
        Some(url) => std::thread::spawn(move || postgres(&url)).join().unwrap(),
        None => sqlite(&place.path().join("data/guildhall.sqlite")),
    };
    lines.sort();
    lines
}

fn postgres(url: &str) -> Vec<String> {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let tables = "select tablename::text from pg_tables where schemaname = 'guildhall'";
    let mut lines = Vec::new();
    for table in client.query(tables, &[]).unwrap() {
        let table: String = table.get(0);
        let rows = format!("select row_to_json(t)::text from guildhall.{table} t");
        for row in client.query(&rows, &[]).unwrap() {
            lines.push(format!("{table} {}", row.get::<_, String>(0)));
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
            .map(|column| format!("'{column}', case typeof({column}) when 'blob' then hex({column}) else {column} end"))
            .collect();
        if pairs.is_empty() {
            continue;
        }
        let rows = format!("select json_object({}) from {table}", pairs.join(", "));
        for row in names(&rows) {
            lines.push(format!("{table} {row}"));
        }
    }
    lines
}

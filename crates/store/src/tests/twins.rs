//! Both schemas are one: the same tables, columns, keys, references, indexes, views.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{self, Spot};

/// A schema as comparable lines, by table.
type Schema = BTreeMap<String, BTreeSet<String>>;

const TABLES: &str = "select name from sqlite_master
    where type = 'table' and name not like 'sqlite_%' and name not like 'search\\_%' escape '\\' order by name";

/// `'x'::text`, `0`, `false` and their likes, the same for both.
fn default(text: Option<String>) -> String {
    let text = text.unwrap_or_default();
    match text.split("::").next().unwrap_or_default() {
        "false" => "0".to_owned(),
        "true" => "1".to_owned(),
        other => other.to_owned(),
    }
}

fn rows(db: &rusqlite::Connection, sql: &str, table: &str, columns: usize) -> Vec<Vec<String>> {
    let mut statement = db.prepare(sql).unwrap();
    let mut found = statement.query([table]).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = found.next().unwrap() {
        rows.push(
            (0..columns)
                .map(|at| match row.get_ref(at).unwrap() {
                    rusqlite::types::ValueRef::Null => "-".to_owned(),
                    rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                    rusqlite::types::ValueRef::Text(text) => {
                        String::from_utf8(text.to_vec()).unwrap()
                    }
                    other => panic!("{other:?}"),
                })
                .collect(),
        );
    }
    rows
}

fn of_sqlite(spot: &Spot) -> Schema {
    let db = spot.to_sqlite();
    let mut schema = Schema::new();
    let tables: Vec<String> = db
        .prepare(TABLES)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for table in tables {
        let lines = schema.entry(table.clone()).or_default();
        let text: String = db
            .query_row(
                "select sql from sqlite_master where name = ?1",
                [&table],
                |row| row.get(0),
            )
            .unwrap();
        let mut checks = text.matches("check (").count();
        let mut key = Vec::new();
        for column in rows(
            &db,
            "select name, lower(type), \"notnull\", dflt_value, pk from pragma_table_info(?1)",
            &table,
            5,
        ) {
            let [name, kind, required, preset, place] = column.as_slice() else {
                panic!("five columns were asked for")
            };
            // SQLite has no booleans: a column that may only be 0 or 1 is one.
            let boolean = text.contains(&format!("check ({name} in (0, 1))"));
            checks -= usize::from(boolean);
            let kind = match (kind.as_str(), boolean) {
                ("integer", true) => "boolean",
                ("integer" | "bigint", false) => "number",
                ("text", false) => "text",
                other => panic!("{table}.{name} is {other:?}"),
            };
            if place != "0" {
                key.push((place.clone(), name.clone()));
            }
            let required = required == "1" || place != "0";
            let preset = default((preset != "-").then(|| preset.clone()));
            lines.insert(format!(
                "column {name} {kind} required={required} default={preset}"
            ));
        }
        key.sort();
        let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
        lines.insert(format!("key {}", key.join(", ")));
        lines.insert(format!("{checks} checks"));
        for index in rows(
            &db,
            "select name, origin, \"unique\" from pragma_index_list(?1)",
            &table,
            3,
        ) {
            let [name, origin, unique] = index.as_slice() else {
                panic!("three columns were asked for")
            };
            let columns: Vec<String> = rows(
                &db,
                "select name from pragma_index_info(?1) order by seqno",
                name,
                1,
            )
            .into_iter()
            .flatten()
            .collect();
            match origin.as_str() {
                "pk" => {}
                "u" => drop(lines.insert(format!("unique {}", columns.join(", ")))),
                _ => drop(lines.insert(format!(
                    "index {name} unique={} {}",
                    unique == "1",
                    columns.join(", ")
                ))),
            }
        }
        for reference in rows(
            &db,
            "select \"from\", \"table\", coalesce(\"to\", 'id'), lower(on_delete) from pragma_foreign_key_list(?1)",
            &table,
            4,
        ) {
            lines.insert(format!("reference {}", reference.join(" ")));
        }
    }
    let views: Vec<String> = db
        .prepare("select name from sqlite_master where type = 'view'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for view in views {
        let columns: Vec<String> = rows(
            &db,
            "select name from pragma_table_info(?1) order by cid",
            &view,
            1,
        )
        .into_iter()
        .flatten()
        .collect();
        schema
            .entry(view)
            .or_default()
            .insert(format!("view {}", columns.join(", ")));
    }
    schema
}

const COLUMNS: &str = "
    select c.table_name::text, t.table_type = 'VIEW', c.column_name::text, c.data_type::text, c.is_nullable = 'NO', c.column_default::text
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and (c.table_name not like 'search\\_%' or t.table_type = 'VIEW')
    order by c.table_name, c.ordinal_position";

/// Names of the columns with these numbers of a table, in this order.
const CONSTRAINTS: &str = "
    select r.relname::text, k.contype::text,
        (select string_agg(a.attname, ', ' order by n.place) from unnest(k.conkey) with ordinality n (number, place)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.number),
        coalesce(f.relname::text, ''),
        coalesce((select a.attname::text from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1]), ''),
        k.confdeltype::text
    from pg_constraint k
    join pg_class r on r.oid = k.conrelid
    left join pg_class f on f.oid = k.confrelid
    where k.connamespace = current_schema()::regnamespace and r.relname not like 'search\\_%'";

const INDEXES: &str = "
    select r.relname::text, i.relname::text, x.indisunique,
        (select string_agg(coalesce(a.attname, '-'), ', ' order by n.place) -- '-' is an expression
         from unnest(x.indkey::int[]) with ordinality n (number, place)
         left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.number)
    from pg_index x
    join pg_class r on r.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    where r.relnamespace = current_schema()::regnamespace and r.relname not like 'search\\_%'
        and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u'))";

fn of_postgres(spot: &Spot) -> Schema {
    spot.with_postgres(|client| {
        let mut schema = Schema::new();
        let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in client.query(COLUMNS, &[]).unwrap() {
            let (table, is_view, name): (String, bool, String) =
                (row.get(0), row.get(1), row.get(2));
            if is_view {
                views.entry(table).or_default().push(name);
                continue;
            }
            let kind: String = row.get(3);
            let kind = match kind.as_str() {
                "bigint" => "number",
                "boolean" | "text" => kind.as_str(),
                other => panic!("{table}.{name} is {other}"),
            };
            let (required, preset): (bool, Option<String>) = (row.get(4), row.get(5));
            let preset = default(preset);
            schema.entry(table).or_default().insert(format!(
                "column {name} {kind} required={required} default={preset}"
            ));
        }
        let mut checks: BTreeMap<String, usize> = BTreeMap::new();
        for row in client.query(CONSTRAINTS, &[]).unwrap() {
            let (table, kind, columns): (String, String, String) =
                (row.get(0), row.get(1), row.get(2));
            let (other, column, deletion): (String, String, String) =
                (row.get(3), row.get(4), row.get(5));
            let line = match kind.as_str() {
                "p" => format!("key {columns}"),
                "u" => format!("unique {columns}"),
                "c" => {
                    *checks.entry(table).or_default() += 1;
                    continue;
                }
                "f" => {
                    let deletion = match deletion.as_str() {
                        "a" => "no action",
                        "c" => "cascade",
                        "n" => "set null",
                        other => panic!("on delete {other}"),
                    };
                    format!("reference {columns} {other} {column} {deletion}")
                }
                other => panic!("a constraint of kind {other}"),
            };
            schema.entry(table).or_default().insert(line);
        }
        for (table, lines) in &mut schema {
            lines.insert(format!("{} checks", checks.get(table).unwrap_or(&0)));
        }
        for row in client.query(INDEXES, &[]).unwrap() {
            let (table, name, unique, columns): (String, String, bool, String) =
                (row.get(0), row.get(1), row.get(2), row.get(3));
            schema
                .entry(table)
                .or_default()
                .insert(format!("index {name} unique={unique} {columns}"));
        }
        for (view, columns) in views {
            schema
                .entry(view)
                .or_default()
                .insert(format!("view {}", columns.join(", ")));
        }
        schema
    })
}

#[test]
fn both_schemas_are_the_same() {
    let Some(there) = place::postgres() else {
        return;
    };
    let here = place::sqlite();
    drop(here.open());
    drop(there.open());

    let (one, other) = (of_sqlite(&here), of_postgres(&there));

    assert!(one.len() > 20);
    let names = |schema: &Schema| schema.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    for (table, lines) in &one {
        let only_here: Vec<_> = lines.difference(&other[table]).collect();
        let only_there: Vec<_> = other[table].difference(lines).collect();
        assert!(
            only_here.is_empty() && only_there.is_empty(),
            "{table}: only SQLite has {only_here:#?}, only PostgreSQL has {only_there:#?}"
        );
    }
}

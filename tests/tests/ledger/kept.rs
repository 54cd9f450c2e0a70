//! What is kept, read past the program.

use std::collections::BTreeMap;

use super::client::Note;
use super::hall::Place;

/// What is kept of one conversation.
pub(crate) struct Kept {
    /// By text: the ids under which it is kept, as numbers.
    comments: BTreeMap<String, Vec<i64>>,
    /// What the conversation counts.
    counted: i64,
    visible: i64,
    /// Activities that say that something was said.
    activities: i64,
    /// Rows of the search index for comments.
    searchable: i64,
    /// Jobs that tell staff of what waits, and jobs that were given up.
    told: i64,
    dead: i64,
}

const COMMENTS: &str = "select source, id from comment";
const NUMBERS: [&str; 6] = [
    "select comment_count from conversation",
    "select count(*) from comment where state = 'visible'",
    "select count(*) from activity where kind in ('commented', 'comment-held')",
    "select count(*) from searchable where subject_id <> conversation_id",
    "select count(*) from job where work like '%tell-staff%'",
    "select count(*) from job where dead_at is not null",
];

impl Kept {
    pub(crate) fn of(place: &Place) -> Self {
        let (rows, numbers) = match &place.postgres {
            Some((url, schema)) => postgres(url, schema),
            None => sqlite(&place.path().join("guildhall.sqlite")),
        };
        let mut comments: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (text, id) in rows {
            comments.entry(text).or_default().push(id);
        }
        let [counted, visible, activities, searchable, told, dead] = numbers;
        Self {
            comments,
            counted,
            visible,
            activities,
            searchable,
            told,
            dead,
        }
    }

    /// Nothing acknowledged is missing or there twice, nothing unknown is there twice, nothing is there that nobody sent.
    pub(crate) fn agrees_with(&self, notes: &[Note]) {
        let mut problems = Vec::new();
        let mut known = BTreeMap::new();
        for note in notes {
            known.insert(note.text.as_str(), note);
            let ids = self.comments.get(&note.text).map_or(&[][..], Vec::as_slice);
            match (&note.told, ids) {
                (Some(Some(told)), [id])
                    if told.parse::<base::Id<()>>().map(|told| told.raw()) != Ok(*id) =>
                {
                    problems.push(format!("{}: told {told}, kept as {id}", note.text));
                }
                (Some(_), [_]) | (None, [] | [_]) => {}
                (Some(_), []) => problems.push(format!("{}: acknowledged and lost", note.text)),
                (_, many) => problems.push(format!("{}: kept {} times", note.text, many.len())),
            }
        }
        for text in self.comments.keys() {
            if !known.contains_key(text.as_str()) {
                problems.push(format!("{text}: nobody sent it"));
            }
        }
        let all: usize = self.comments.values().map(Vec::len).sum();
        let all = i64::try_from(all).unwrap_or(i64::MAX);
        for (what, one, other) in [
            ("counted and visible comments", self.counted, self.visible),
            ("activities and comments", self.activities, all),
            (
                "searchable and visible comments",
                self.searchable,
                self.visible,
            ),
            ("jobs that were given up and none", self.dead, 0),
        ] {
            if one != other {
                problems.push(format!("{what}: {one} and {other}"));
            }
        }
        let held = notes.iter().any(|note| note.guest && note.told.is_some());
        if held && self.told == 0 {
            problems.push("something waits, and nobody is going to be told".to_owned());
        }
        assert!(
            problems.is_empty(),
            "{} problems: {problems:#?}",
            problems.len()
        );
    }
}

type Rows = (Vec<(String, i64)>, [i64; 6]);

fn sqlite(path: &std::path::Path) -> Rows {
    let db = rusqlite::Connection::open(path).expect("the database");
    let mut comments = db.prepare(COMMENTS).expect("comments");
    let rows = comments.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let rows = rows.expect("rows").map(|row| row.expect("a row")).collect();
    let numbers = NUMBERS.map(|text| db.query_row(text, [], |row| row.get(0)).expect(text));
    (rows, numbers)
}

fn postgres(url: &str, schema: &str) -> Rows {
    let mut client = postgres::Client::connect(url, postgres::NoTls).expect("PostgreSQL");
    let path = format!("set search_path = {schema}");
    client.batch_execute(&path).expect("the schema");
    let rows = client.query(COMMENTS, &[]).expect("comments");
    let rows = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let numbers = NUMBERS.map(|text| client.query_one(text, &[]).expect(text).get(0));
    (rows, numbers)
}

//! Looking for something, suggestions while one types, and keeping the search in order.

mod order;

pub(crate) use order::tidy;
pub use order::{learn, refresh};

use domain::person::Person;
use domain::search::{Kind, Part, Place, Query, What};
use domain::tag::Tag;
use domain::{Viewer, Visible};
use jiff::tz::TimeZone;
use store::Snapshot;
use store::search::{Ask, Cursor, Found, Hit, Missing, People, Title};

use crate::{App, Caller, Result};

/// Finds on a page.
pub const PAGE: i64 = 20;
/// People beside the other finds.
const BESIDE: i64 = 5;
/// Tags beside them.
const TAGS: i64 = 8;
/// Finds below which it is asked whether something else was meant.
const FEW: usize = 3;
/// Completions.
const COMPLETED: i64 = 6;
/// Suggestions of each sort.
const SUGGESTED: i64 = 5;
/// Suggestions of people and of tags.
const SUGGESTED_BESIDE: i64 = 3;

/// What came of a search.
#[derive(Debug, Default)]
pub struct Answer {
    /// A page of finds; nothing if only people are looked for.
    pub hits: Vec<Visible<Hit>>,
    /// People whom the words fit: a page of them if only they are looked for, or the first few.
    pub people: Vec<Visible<Person>>,
    /// Tags that begin like the words.
    pub tags: Vec<Tag>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// How many there are of each kind. On further pages of the newest first nobody counts.
    pub kinds: Vec<(Kind, usize)>,
    /// Whether there are more than were looked at.
    pub is_cut: bool,
    /// What the query names and is not there.
    pub missing: Vec<Missing>,
    /// The conversations that it names, with their titles.
    pub places: Vec<(Place, String)>,
    /// What may have been meant, where little was found.
    pub instead: Option<Query>,
}

impl Answer {
    /// How many finds there are on all pages together, as far as they were looked at.
    #[must_use]
    pub fn count(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// How many of one kind; `None` where nobody counted.
    #[must_use]
    pub fn count_of(&self, kind: Kind) -> Option<usize> {
        self.kinds
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, count)| *count)
    }
}

/// Looks for something, in all that the viewer may see. Days begin as they do in `zone`.
///
/// # Errors
/// The store's.
pub async fn look(
    app: &App,
    caller: Caller,
    query: Query,
    zone: TimeZone,
    after: Option<Cursor>,
) -> Result<Answer> {
    app.read(move |from| {
        let mut ask = Ask::new(&query, query.span(&zone), PAGE);
        ask.after = after;
        look_from(from, &caller.viewer, &ask)
    })
    .await
}

fn look_from(from: &mut Snapshot<'_>, viewer: &Viewer, ask: &Ask<'_>) -> Result<Answer> {
    let query = ask.query;
    let mut answer = Answer {
        places: places(from, viewer, query)?,
        ..Answer::default()
    };
    let mut kinds = query.kinds().peekable();
    let only_people = kinds.peek().is_some() && kinds.all(|kind| kind == Kind::Person);
    let is_first = ask.after.is_none();
    if !only_people {
        let found: Found = store::search::find(from, viewer, ask)?;
        answer.hits = found.hits;
        answer.next = found.next;
        answer.kinds = found.kinds;
        answer.is_cut = found.is_cut;
        answer.missing = found.missing;
    }
    if only_people || is_first {
        let mut beside = ask.clone();
        if !only_people {
            beside.limit = BESIDE;
        }
        let found: People = store::search::people(from, viewer, &beside)?;
        if found.count > 0 {
            answer.kinds.push((Kind::Person, found.count));
        }
        answer.people = found.people;
        if only_people {
            answer.next = found.next;
            answer.is_cut = found.is_cut;
        }
    }
    if is_first && query.has_words() {
        if query.parts().iter().all(is_plain) {
            let words = query.words().join(" ");
            answer.tags = store::search::suggest_tags(from, viewer, &words, TAGS)?;
        }
        let count = answer.count();
        if count < FEW {
            answer.instead = store::search::instead(from, viewer, ask, count)?;
        }
    }
    Ok(answer)
}

fn is_plain(part: &Part) -> bool {
    !part.negative && matches!(part.what, What::Words(_) | What::Newest)
}

/// The titles of the conversations that a query names.
fn places(from: &mut Snapshot<'_>, viewer: &Viewer, query: &Query) -> Result<Vec<(Place, String)>> {
    let mut places = Vec::new();
    for part in query.parts() {
        let What::In(place) = &part.what else {
            continue;
        };
        let found = match place {
            Place::Conversation(id) => store::conversation::find(from, viewer, *id)?,
            Place::Path(path) => store::conversation::by_path(from, viewer, path)?,
            Place::Name(_) => None,
        };
        if let Some(found) = found {
            places.push((place.clone(), found.title.clone()));
        }
    }
    Ok(places)
}

/// What somebody may mean who is still typing.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// Conversations by their titles.
    pub titles: Vec<Visible<Title>>,
    /// People by their names.
    pub people: Vec<Visible<Person>>,
    /// Tags by their beginning.
    pub tags: Vec<Tag>,
}

/// Suggests what may be meant by what is typed so far. After `by:` only people are suggested, after `tag:` only tags.
///
/// # Errors
/// The store's.
pub async fn suggest(app: &App, caller: Caller, typed: &Typed) -> Result<Suggestions> {
    let typed = typed.clone();
    app.read(move |from| {
        let viewer = &caller.viewer;
        let mut found = Suggestions::default();
        match &typed {
            Typed::Words(words) => {
                found.titles = store::search::suggest_titles(from, viewer, words, SUGGESTED)?;
                found.people =
                    store::search::suggest_people(from, viewer, words, SUGGESTED_BESIDE)?;
                found.tags = store::search::suggest_tags(from, viewer, words, SUGGESTED_BESIDE)?;
            }
            Typed::Handle(name) => {
                found.people = store::search::suggest_people(from, viewer, name, SUGGESTED)?;
            }
            Typed::Tag(name) => {
                found.tags = store::search::suggest_tags(from, viewer, name, SUGGESTED)?;
            }
        }
        Ok(found)
    })
    .await
}

/// Completes what somebody types in a text: whom they call after `@`, or the title of a conversation.
///
/// # Errors
/// The store's.
pub async fn complete(app: &App, caller: Caller, begun: Begun) -> Result<Suggestions> {
    app.read(move |from| {
        let viewer = &caller.viewer;
        let mut found = Suggestions::default();
        match &begun {
            Begun::Name(name) => {
                found.people = store::search::suggest_people(from, viewer, name, COMPLETED)?;
            }
            Begun::Title(words) => {
                found.titles = store::search::suggest_titles(from, viewer, words, COMPLETED)?;
            }
        }
        Ok(found)
    })
    .await
}

/// What is being typed in a text, and stands for something longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Somebody's name or handle.
    Name(String),
    /// Words of a title.
    Title(String),
}

impl Begun {
    /// What a name begins with, cleaned and cut to what can be looked for.
    #[must_use]
    pub fn name(raw: &str) -> Self {
        Self::Name(words(raw))
    }

    /// What a title has in it.
    #[must_use]
    pub fn title(raw: &str) -> Self {
        Self::Title(words(raw))
    }
}

fn words(raw: &str) -> String {
    let text = base::clean::line(raw);
    let text = base::clean::clip(&text, domain::search::LIMIT);
    Query::parse(text).words().join(" ")
}

/// What is being typed at the end of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Words.
    Words(String),
    /// Whom something is by.
    Handle(String),
    /// What something is tagged with.
    Tag(String),
}

impl Typed {
    /// Understands what is typed so far, and gives what stands before it where that stays as it is.
    #[must_use]
    pub fn parse(raw: &str) -> (String, Self) {
        let text = base::clean::line(raw);
        let text = base::clean::clip(&text, domain::search::LIMIT);
        let start = text.rfind(' ').map_or(0, |at| at + 1);
        let (before, last) = text.split_at_checked(start).unwrap_or(("", text));
        if let Some((name, value)) = last.split_once(':') {
            let value = value.trim_start_matches(['@', '#', '"']).to_owned();
            match name.to_ascii_lowercase().as_str() {
                "by" | "author" => return (before.to_owned(), Self::Handle(value)),
                "tag" | "tags" => return (before.to_owned(), Self::Tag(value)),
                _ => {}
            }
        }
        (
            String::new(),
            Self::Words(Query::parse(text).words().join(" ")),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_being_typed_is_understood() {
        for (raw, before, typed) in [
            ("Kettle re", "", Typed::Words("kettle re".to_owned())),
            ("kettle by:an", "kettle ", Typed::Handle("an".to_owned())),
            ("BY:@", "", Typed::Handle(String::new())),
            ("a b tag:#wo", "a b ", Typed::Tag("wo".to_owned())),
            ("by:@anna ket", "", Typed::Words("ket".to_owned())),
            ("", "", Typed::Words(String::new())),
            ("kind:art", "", Typed::Words("kind art".to_owned())),
        ] {
            assert_eq!(Typed::parse(raw), (before.to_owned(), typed), "{raw}");
        }
        let _ = Typed::parse(&"é:\" ".repeat(400));
    }
}

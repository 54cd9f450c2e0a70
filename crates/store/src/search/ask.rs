//! A query with all that its operators name looked up, as far as the viewer may know of it.

use base::{Id, Moment};
use domain::Viewer;
use domain::group::Group;
use domain::person::Person;
use domain::search::{self, Part, Place, Query, What};

use super::key::{self, Cursor};
use super::mark;
use super::sought::Sought;
use crate::{Result, Snapshot};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Ask<'q> {
    /// What to look for.
    pub query: &'q Query,
    /// The times that it asks for: from the first moment, and before the second.
    pub span: (Moment, Moment),
    /// In one group only.
    pub group: Option<Id<Group>>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// How many finds make a page.
    pub limit: i64,
}

impl<'q> Ask<'q> {
    /// The first page of all that there is.
    #[must_use]
    pub const fn new(query: &'q Query, span: (Moment, Moment), limit: i64) -> Self {
        Self {
            query,
            span,
            group: None,
            after: None,
            limit,
        }
    }
}

/// What a query names and the viewer cannot know of. What is hidden from them and what is not there are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nobody is called that.
    Person(String),
    /// Nothing is under that tag.
    Tag(String),
    /// No conversation is there.
    Place(String),
}

/// Has PostgreSQL plan what follows for its values: a common word wants another plan than a rare one.
pub(super) fn plan(from: &mut Snapshot<'_>) -> Result<()> {
    if from.engine() == crate::Engine::Postgres {
        let _: (String, String, String) = dialect!(PLAN_BY_VALUES).one(from)?;
    }
    Ok(())
}

/// A query, looked up.
pub(super) struct Terms {
    sought: Sought,
    /// Nothing can be found, since something wanted is not there.
    pub(super) is_hopeless: bool,
    pub(super) missing: Vec<Missing>,
    /// The first and the last key that may be found.
    pub(super) span: (i64, i64),
    /// For whom, and what need not be looked at for them.
    pub(super) member: Option<Id<Person>>,
    pub(super) hidden: Option<&'static str>,
    pub(super) group: Option<Id<Group>>,
    kinds: Vec<search::Kind>,
    barred_kinds: Vec<search::Kind>,
}

impl Terms {
    /// Looks up whom and what the operators name.
    pub(super) fn of(from: &mut Snapshot<'_>, viewer: &Viewer, ask: &Ask<'_>) -> Result<Self> {
        plan(from)?;
        let mut terms = Self {
            sought: Sought::of(ask.query),
            is_hopeless: false,
            missing: Vec::new(),
            span: (key::first(ask.span.0), key::before(ask.span.1)),
            member: viewer.person(),
            hidden: mark::hidden_from(viewer),
            group: ask.group,
            kinds: Vec::new(),
            barred_kinds: Vec::new(),
        };
        let (mut people, mut places) = (Vec::new(), Vec::new());
        for part in ask.query.parts() {
            match &part.what {
                What::By(handle) => {
                    let found = crate::person::seen::by_handle(from, viewer, handle)?;
                    let marks = found.map(|person| mark::person(person.id));
                    terms.take(part, marks, Missing::Person(handle.clone()), &mut people);
                }
                What::In(place) => {
                    let marks = conversation(from, viewer, place)?;
                    terms.take(part, marks, Missing::Place(place.to_string()), &mut places);
                }
                What::Tag(name) => {
                    let mut marks = Vec::new();
                    for tag in tags(from, viewer, name)? {
                        let missing = Missing::Tag(name.clone());
                        terms.take(part, Some(mark::tag(tag)), missing, &mut marks);
                    }
                    if !part.negative {
                        terms.narrow(marks, vec![Missing::Tag(name.clone())]);
                    }
                }
                What::Kind(kind) if part.negative => terms.barred_kinds.push(*kind),
                What::Kind(kind) => terms.kinds.push(*kind),
                What::Words(_)
                | What::After(_)
                | What::Before(_)
                | What::Until(_)
                | What::Newest => {}
            }
        }
        for (marks, operator) in [(people, "by"), (places, "in")] {
            let asked = ask.query.parts().iter().any(|part| {
                !part.negative
                    && matches!(
                        (&part.what, operator),
                        (What::By(_), "by") | (What::In(_), "in")
                    )
            });
            if asked {
                terms.narrow(marks, Vec::new());
            }
        }
        if let Some(hidden) = terms.hidden {
            terms.sought.bar(hidden.to_owned());
        }
        Ok(terms)
    }

    fn take(
        &mut self,
        part: &Part,
        found: Option<String>,
        missing: Missing,
        wanted: &mut Vec<String>,
    ) {
        match (part.negative, found) {
            (true, Some(mark)) => self.sought.bar(mark),
            (false, Some(mark)) => wanted.push(mark),
            (false, None) => self.missing.push(missing),
            // What is not there need not be left out.
            (true, None) => {}
        }
    }

    fn narrow(&mut self, one_of: Vec<String>, missing: Vec<Missing>) {
        if one_of.is_empty() {
            self.is_hopeless = true;
            self.missing.extend(missing);
        } else {
            self.sought.marked(one_of);
        }
    }

    /// What is sought among comments; nothing if they are not to be found.
    pub(super) fn comments(&self, query: &Query) -> Option<Sought> {
        if !query.admits(search::Kind::Comment) {
            return None;
        }
        let mut sought = self.sought.clone();
        if !sought.asks() {
            sought.marked(vec![mark::COMMENT.to_owned()]);
        }
        Some(sought)
    }

    /// What is sought among anchors; nothing if they are not to be found.
    pub(super) fn anchors(&self) -> Option<Sought> {
        let mut sought = self.sought.clone();
        let anchors = |kinds: &[search::Kind]| -> Vec<String> {
            let anchors = kinds
                .iter()
                .filter(|kind| matches!(kind, search::Kind::Anchor(_)));
            anchors.filter_map(|kind| mark::kind(*kind)).collect()
        };
        let marks = anchors(&self.kinds);
        if !self.kinds.is_empty() {
            if marks.is_empty() {
                return None;
            }
            sought.marked(marks);
        } else if !sought.asks() {
            sought.marked(vec![mark::ANCHOR.to_owned()]);
        }
        for mark in anchors(&self.barred_kinds) {
            sought.bar(mark);
        }
        Some(sought)
    }
}

fn conversation(from: &mut Snapshot<'_>, viewer: &Viewer, place: &Place) -> Result<Option<String>> {
    let found = match place {
        Place::Conversation(id) => crate::conversation::find(from, viewer, *id)?,
        Place::Path(path) => crate::conversation::by_path(from, viewer, path)?,
        Place::Name(_) => None,
    };
    Ok(found.map(|conversation| mark::conversation(conversation.id)))
}

/// The tag and the category of that name under which the viewer can find something.
fn tags(from: &mut Snapshot<'_>, viewer: &Viewer, name: &str) -> Result<Vec<Id<domain::tag::Tag>>> {
    let member = viewer.person();
    sql!(
        "select t.id from tag t
         where t.slug = $1 and exists (
             select 1 from tagging g join conversation c on c.id = g.conversation_id
             where g.tag_id = t.id and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2)))
         order by t.id",
        base::clean::slug(name, domain::tag::IMPORT_LIMIT),
        member,
    )
    .all(from)
}

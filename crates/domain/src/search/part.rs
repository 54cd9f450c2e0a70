//! A part of a query: words, or an operator with its value.

use std::fmt;

use base::Id;

use super::kind::Kind;
use super::when::When;
use crate::conversation::Conversation;

/// Bytes of a handle that may be one.
const HANDLE_LIMIT: usize = 120;

/// A part of a query, wanted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether it leaves out what fits.
    pub negative: bool,
    /// What it says.
    pub what: What,
}

/// What a part of a query says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Words that stand there.
    Words(Words),
    /// Of one kind.
    Kind(Kind),
    /// By whoever has this handle.
    By(String),
    /// In a conversation with this tag or category.
    Tag(String),
    /// In one place only.
    In(Place),
    /// Not before this begins.
    After(When),
    /// Before this begins.
    Before(When),
    /// Before this is over.
    Until(When),
    /// Not the best first but the newest.
    Newest,
}

/// Words that have to stand next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As typed.
    pub text: String,
    /// As the index sees them; never empty.
    pub words: Vec<String>,
    /// Whether they stood between quotation marks.
    pub quoted: bool,
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A conversation by its id.
    Conversation(Id<Conversation>),
    /// Whatever has this address, from the root.
    Path(String),
    /// Something with a name. Nothing has one yet: this is where groups will be understood.
    Name(String),
}

impl Place {
    /// Understands an id, an address with or without its host, or a name.
    fn parse(raw: &str) -> Option<Self> {
        if let Ok(id) = raw.to_ascii_uppercase().parse() {
            return Some(Self::Conversation(id));
        }
        let path = match raw.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..))?,
            None => raw,
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = path.trim_end_matches('/');
        if !path.starts_with('/') {
            return (!path.is_empty()).then(|| Self::Name(path.to_owned()));
        }
        let id = path
            .strip_prefix("/conversations/")
            .and_then(|rest| rest.split('/').next())
            .and_then(|id| id.parse().ok());
        Some(match id {
            Some(id) => Self::Conversation(id),
            None => Self::Path(path.to_owned()),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conversation(id) => write!(f, "{id}"),
            Self::Path(name) | Self::Name(name) => f.write_str(name),
        }
    }
}

/// What of a query was taken for words although it looks like an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// There is no operator of this name.
    Unknown(String),
    /// The operator of this name makes nothing of this value.
    Value(&'static str, String),
}

/// Names of operators, and the one that each stands for.
const NAMES: &[(&str, &str)] = &[
    ("kind", "kind"),
    ("type", "kind"),
    ("is", "kind"),
    ("by", "by"),
    ("author", "by"),
    ("tag", "tag"),
    ("tags", "tag"),
    ("category", "tag"),
    ("in", "in"),
    ("after", "after"),
    ("since", "after"),
    ("before", "before"),
    ("until", "until"),
    ("order", "order"),
    ("sort", "order"),
];

/// What a name with a value says, or the note that it says nothing. `None` if it does not look like an operator.
pub(super) fn operator(name: &str, value: &str, negative: bool) -> Option<Result<What, Note>> {
    let value = &base::clean::line(value);
    if !(1..=12).contains(&name.len()) || !name.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == lower) else {
        // Addresses, paths of code and faces are no operators.
        let plain = !value.starts_with(['/', ':', ')', '(']);
        return plain.then_some(Err(Note::Unknown(lower)));
    };
    let what = match *name {
        "kind" => Kind::parse(value).map(What::Kind),
        "by" => handle(value).map(What::By),
        "tag" => tag(value).map(What::Tag),
        "in" if value.contains([' ', '"']) => None,
        "in" => Place::parse(value).map(What::In),
        _ if negative => None,
        "after" => When::parse(value).map(What::After),
        "before" => When::parse(value).map(What::Before),
        "until" => When::parse(value).map(What::Until),
        _ => ["new", "newest", "latest"]
            .contains(&value.to_ascii_lowercase().as_str())
            .then_some(What::Newest),
    };
    Some(what.ok_or_else(|| Note::Value(name, value.to_owned())))
}

fn handle(value: &str) -> Option<String> {
    let handle = base::clean::line(value.strip_prefix('@').unwrap_or(value));
    let fits =
        !handle.is_empty() && handle.len() <= HANDLE_LIMIT && !handle.contains(['"', ' ', ',']);
    fits.then_some(handle)
}

fn tag(value: &str) -> Option<String> {
    let name = base::clean::line(value.trim_start_matches('#'));
    let fits =
        !base::clean::slug(&name, crate::tag::IMPORT_LIMIT).is_empty() && !name.contains('"');
    fits.then_some(name)
}

impl Words {
    /// Nothing if there is no word in it. At most `most` count.
    pub(super) fn of(text: &str, quoted: bool, most: usize) -> Option<Self> {
        // Again, now that it stands by itself: what hung on its neighbour hangs on nothing. It may begin with a sign then that
        // would be read as one; between quotation marks it is not.
        let clean = base::clean::line(text);
        let (text, quoted) = match clean == text {
            true => (clean, quoted),
            false => (base::clean::line(&clean.replace('"', " ")), true),
        };
        let mut words = words(&text);
        words.truncate(most);
        (!words.is_empty()).then_some(Self {
            text,
            words,
            quoted,
        })
    }
}

/// The words of a text as the index sees them.
pub(super) fn words(text: &str) -> Vec<String> {
    base::clean::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        match &self.what {
            What::Words(words) if words.quoted => write!(f, "\"{}\"", words.text),
            What::Words(words) => f.write_str(&words.text),
            What::Kind(kind) => write!(f, "kind:{kind}"),
            What::By(handle) => write!(f, "by:@{handle}"),
            What::Tag(name) if name.contains([' ', ',']) => write!(f, "tag:\"{name}\""),
            What::Tag(name) => write!(f, "tag:{name}"),
            What::In(place) => write!(f, "in:{place}"),
            What::After(when) => write!(f, "after:{when}"),
            What::Before(when) => write!(f, "before:{when}"),
            What::Until(when) => write!(f, "until:{when}"),
            What::Newest => f.write_str("order:newest"),
        }
    }
}

/// The words that have to be there, or must not.
pub(super) fn phrases(parts: &[Part], negative: bool) -> impl Iterator<Item = &[String]> {
    let chosen = parts.iter().filter(move |part| part.negative == negative);
    chosen.filter_map(|part| match &part.what {
        What::Words(words) => Some(words.words.as_slice()),
        _ => None,
    })
}

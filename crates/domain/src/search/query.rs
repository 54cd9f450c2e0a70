//! A query: what was typed in the box, understood.

mod written;

use base::Moment;
use jiff::tz::TimeZone;

use super::kind::Kind;
use super::part::{Note, Part, Place, What, Words, operator, phrases};
use super::when::When;
use super::{LIMIT, OPERATORS, WORDS};

/// A query, understood: parts that all have to fit, and some that must not.
///
/// It is written as it can be typed, and reading what was written gives the same again: so one address holds it whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
    notes: Vec<Note>,
}

/// What a form narrows a query to; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Names of kinds.
    pub kind: String,
    /// Handles.
    pub by: String,
    /// Names of tags, between commas.
    pub tag: String,
    /// The first day, month or year.
    pub from: String,
    /// The last one.
    pub until: String,
    /// How the finds are ordered.
    pub order: String,
}

impl Query {
    /// Reads `words "a phrase" -without kind:article by:@anna tag:"how to" in:… after:2024-03 before:2025 order:newest`.
    ///
    /// Nothing that is typed is an error; too much is cut. What looks like an operator and is none counts as words, and is
    /// noted.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let text = base::clean::line(raw);
        let mut query = Self::default();
        let mut rest = base::clean::clip(&text, LIMIT);
        let mut room = Room {
            words: WORDS,
            operators: OPERATORS,
        };
        while let Some(after) = query.take(rest.trim_start(), &mut room) {
            rest = after;
        }
        query
    }

    /// The words of a text, and nothing else, whatever they look like.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        let text = base::clean::line(text);
        let words = super::part::words(base::clean::clip(&text, LIMIT));
        let parts = words.into_iter().take(WORDS).map(|word| Part {
            negative: false,
            what: What::Words(Words {
                text: word.clone(),
                words: vec![word],
                quoted: false,
            }),
        });
        Self {
            parts: parts.collect(),
            notes: Vec::new(),
        }
    }

    /// Reads one piece, and gives what is left; nothing at the end.
    fn take<'t>(&mut self, rest: &'t str, room: &mut Room) -> Option<&'t str> {
        let first = rest.chars().next()?;
        let negative = first == '-' && rest.chars().nth(1).is_some_and(|c| !c.is_whitespace());
        let rest = match negative {
            true => rest.strip_prefix('-').unwrap_or(rest),
            false => rest,
        };
        if let Some(quoted) = rest.strip_prefix('"') {
            let (piece, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            self.say(piece, true, negative, room);
            return Some(after);
        }
        let (piece, after) = match rest.find(char::is_whitespace) {
            Some(at) => rest.split_at_checked(at).unwrap_or((rest, "")),
            None => (rest, ""),
        };
        let Some((name, value)) = piece.split_once(':') else {
            self.say(piece, false, negative, room);
            return Some(after);
        };
        // A value between quotation marks may have blanks in it.
        let quoted = value
            .starts_with('"')
            .then(|| rest.split_once(":\""))
            .flatten()
            .map(|(_, from)| from.split_once('"').unwrap_or((from, "")));
        let (values, after) = match quoted {
            Some((value, after)) => (vec![value], after),
            None if name.eq_ignore_ascii_case("in") => (vec![value], after),
            None => (value.split(',').collect(), after),
        };
        let mut understood = Vec::new();
        for value in values.into_iter().filter(|value| !value.is_empty()) {
            match operator(name, value.trim(), negative) {
                Some(Ok(what)) => understood.push(Part { negative, what }),
                Some(Err(note)) => {
                    if self.notes.len() < OPERATORS && !self.notes.contains(&note) {
                        self.notes.push(note);
                    }
                    understood.clear();
                    break;
                }
                None => break,
            }
        }
        if understood.is_empty() {
            match quoted {
                // The name is a word then, and what stood between quotation marks goes on standing there.
                Some((value, _)) => {
                    self.say(name, false, negative, room);
                    self.say(value, true, negative, room);
                }
                None => self.say(piece, false, negative, room),
            }
        }
        for part in understood {
            if room.operators > 0 && !self.parts.contains(&part) {
                room.operators -= 1;
                self.parts.push(part);
            }
        }
        Some(after)
    }

    fn say(&mut self, text: &str, quoted: bool, negative: bool, room: &mut Room) {
        if let Some(words) = Words::of(text, quoted, room.words) {
            room.words -= words.words.len();
            let what = What::Words(words);
            self.parts.push(Part { negative, what });
        }
    }

    /// All of it, in the order typed.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What looked like an operator and is none.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether there is nothing to look for: leaving out and ordering alone ask for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts
            .iter()
            .all(|part| part.negative || part.what == What::Newest)
    }

    /// What the positive parts say.
    fn asked(&self) -> impl Iterator<Item = &What> {
        self.parts
            .iter()
            .filter(|part| !part.negative)
            .map(|part| &part.what)
    }

    /// Each has to be found: a word, or the words of a phrase in order.
    pub fn wanted(&self) -> impl Iterator<Item = &[String]> {
        phrases(&self.parts, false)
    }

    /// None may be found.
    pub fn unwanted(&self) -> impl Iterator<Item = &[String]> {
        phrases(&self.parts, true)
    }

    /// The words to be marked in an excerpt.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.wanted().flatten().cloned().collect()
    }

    /// Whether words are looked for, and not only what operators say.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.wanted().next().is_some()
    }

    /// The kinds asked for; all if none.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.asked().filter_map(|what| match what {
            What::Kind(kind) => Some(*kind),
            _ => None,
        })
    }

    /// Whether things of this kind may be among what is found.
    #[must_use]
    pub fn admits(&self, kind: Kind) -> bool {
        let is = |part: &Part| part.what == What::Kind(kind);
        let named =
            self.kinds().next().is_none() || self.asked().any(|what| *what == What::Kind(kind));
        named && !self.parts.iter().any(|part| part.negative && is(part))
    }

    /// Whether people may be among what is found: they are looked for by words, and nobody is by somebody, tagged or said
    /// somewhere.
    #[must_use]
    pub fn admits_people(&self) -> bool {
        let elsewhere = |what: &What| matches!(what, What::By(_) | What::Tag(_) | What::In(_));
        self.has_words() && self.admits(Kind::Person) && !self.asked().any(elsewhere)
    }

    /// Whether the newest are wanted first: where no words are sought, none fits better than another.
    #[must_use]
    pub fn is_newest_first(&self) -> bool {
        !self.has_words() || self.asked().any(|what| *what == What::Newest)
    }

    /// The times asked for, for days that begin there: from the first moment, and before the second.
    #[must_use]
    pub fn span(&self, zone: &TimeZone) -> (Moment, Moment) {
        let mut span = (Moment::from_ms(i64::MIN), Moment::from_ms(i64::MAX));
        for what in self.asked() {
            match what {
                What::After(when) => span.0 = span.0.max(when.start(zone)),
                What::Before(when) => span.1 = span.1.min(when.start(zone)),
                What::Until(when) => span.1 = span.1.min(when.end(zone)),
                _ => {}
            }
        }
        span
    }

    /// The query without the part at that place.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        let parts = self.parts.iter().enumerate();
        let parts = parts
            .filter(|(at, _)| *at != place)
            .map(|(_, part)| part.clone());
        Self::made(parts.collect())
    }

    /// The query with another word in the place of one, wherever that is wanted.
    #[must_use]
    pub fn with_word(&self, old: &str, new: &str) -> Self {
        let parts = self.parts.iter().map(|part| match &part.what {
            What::Words(words) if !part.negative && words.words.iter().any(|word| word == old) => {
                let swap = |word: &String| if word == old { new } else { word }.to_owned();
                let swapped: Vec<String> = words.words.iter().map(swap).collect();
                let words = Words {
                    text: swapped.join(" "),
                    quoted: swapped.len() > 1,
                    words: swapped,
                };
                Part {
                    negative: false,
                    what: What::Words(words),
                }
            }
            _ => part.clone(),
        });
        Self::made(parts.collect())
    }

    /// The query asking for one kind only, or for all.
    #[must_use]
    pub fn of_kind(&self, kind: Option<Kind>) -> Self {
        self.instead(|what| matches!(what, What::Kind(_)), kind.map(What::Kind))
    }

    /// The query asking for what is not older than this, or for all times.
    #[must_use]
    pub fn since(&self, when: Option<When>) -> Self {
        let is_time =
            |what: &What| matches!(what, What::After(_) | What::Before(_) | What::Until(_));
        self.instead(is_time, when.map(What::After))
    }

    /// The query with the newest first, or the best.
    #[must_use]
    pub fn newest_first(&self, newest: bool) -> Self {
        self.instead(|what| *what == What::Newest, newest.then_some(What::Newest))
    }

    /// The query within one conversation.
    #[must_use]
    pub fn within(&self, place: Place) -> Self {
        self.instead(|what| matches!(what, What::In(_)), Some(What::In(place)))
    }

    /// The query without the positive parts of some sort, and perhaps with another in their stead.
    fn instead(&self, old: impl Fn(&What) -> bool, new: Option<What>) -> Self {
        let kept = self
            .parts
            .iter()
            .filter(|part| part.negative || !old(&part.what))
            .cloned();
        let new = new.map(|what| Part {
            negative: false,
            what,
        });
        Self::made(kept.chain(new).collect())
    }

    /// The query narrowed by a form, in place of what narrowed it before.
    #[must_use]
    pub fn narrowed(&self, to: &Narrowing) -> Self {
        let formed = |what: &What| !matches!(what, What::Words(_) | What::In(_));
        let mut text = self.instead(formed, None).to_string();
        for (name, value) in [
            ("kind", &to.kind),
            ("by", &to.by),
            ("after", &to.from),
            ("until", &to.until),
        ] {
            for value in value.split([',', ' ']) {
                let one = format!("{name}:{value}");
                // What a form cannot say in words is left out.
                if !value.contains('"')
                    && Self::parse(&one)
                        .parts
                        .iter()
                        .all(|part| !matches!(part.what, What::Words(_)))
                {
                    text = format!("{text} {one}");
                }
            }
        }
        for tag in to.tag.split(',').map(|tag| tag.trim().replace('"', "")) {
            if !tag.is_empty() {
                text = format!("{text} tag:\"{tag}\"");
            }
        }
        if to.order == "newest" {
            text.push_str(" order:newest");
        }
        Self::parse(&text)
    }

    /// As a form shows what narrows the query.
    #[must_use]
    pub fn narrowing(&self) -> Narrowing {
        let mut form = Narrowing::default();
        let add = |field: &mut String, value: &str| {
            if !field.is_empty() {
                field.push_str(", ");
            }
            field.push_str(value);
        };
        for what in self.asked() {
            match what {
                What::Kind(kind) => add(&mut form.kind, kind.as_str()),
                What::By(handle) => add(&mut form.by, &format!("@{handle}")),
                What::Tag(name) => add(&mut form.tag, name),
                What::After(when) => form.from = when.to_string(),
                What::Until(when) => form.until = when.to_string(),
                What::Newest => "newest".clone_into(&mut form.order),
                What::Words(_) | What::In(_) | What::Before(_) => {}
            }
        }
        form
    }

    /// Reading what is written keeps to the bounds.
    fn made(parts: Vec<Part>) -> Self {
        Self::parse(
            &Self {
                parts,
                notes: Vec::new(),
            }
            .to_string(),
        )
    }
}

/// What is still taken.
struct Room {
    words: usize,
    operators: usize,
}

#[cfg(test)]
mod tests;

//! A query in the words and marks of the index, as each engine reads it.

use domain::search::Query;

use super::mark;
use super::words::{quoted, words};
use crate::Engine;

/// Letters from which on the last word of a query also stands for every word that it begins. In a phrase, words are whole.
const BEGINNING: usize = 3;

/// How the words of a query are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// As typed.
    Whole,
    /// The last one also as the beginning of others.
    Begun,
    /// All together as one phrase.
    Phrase,
}

/// A query in the words of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought {
    wanted: Vec<Phrase>,
    unwanted: Vec<Phrase>,
    /// Of each, one has to be there.
    marks: Vec<Vec<String>>,
    /// None may be there.
    barred: Vec<String>,
    /// Whether the words have to be in the name.
    named: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    /// Whether its last word stands for every word that it begins, in any case.
    open: bool,
    /// Whether it may.
    opens: bool,
}

impl Sought {
    /// The words of a query.
    pub(super) fn of(query: &Query) -> Self {
        let phrases = |raw: &mut dyn Iterator<Item = &[String]>| -> Vec<Phrase> {
            raw.map(Phrase::of)
                .filter(|phrase| !phrase.words.is_empty())
                .collect()
        };
        let mut wanted = phrases(&mut query.wanted());
        if let Some(last) = wanted.last_mut()
            && let [word] = last.words.as_slice()
        {
            last.opens = word.chars().count() >= BEGINNING;
        }
        Self {
            wanted,
            unwanted: phrases(&mut query.unwanted()),
            ..Self::default()
        }
    }

    /// One word as it is, which is one of the index.
    pub(super) fn word(word: &str) -> Self {
        let phrase = Phrase {
            words: vec![word.to_owned()],
            open: false,
            opens: false,
        };
        Self {
            wanted: vec![phrase],
            ..Self::default()
        }
    }

    /// Whether there are words to look for.
    pub(super) fn has_words(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Whether anything is to be there, and not only not to be.
    pub(super) fn asks(&self) -> bool {
        self.has_words() || !self.marks.is_empty()
    }

    /// What somebody is still typing: its last word stands for all that it begins, however short it is.
    pub(super) fn typed(mut self) -> Self {
        if let Some(last) = self.wanted.last_mut() {
            last.open = true;
        }
        self
    }

    /// Whether taking the last word for a beginning finds more.
    pub(super) fn opens(&self) -> bool {
        self.wanted.iter().any(|phrase| phrase.opens)
    }

    /// Whether the words could stand together and are not asked to.
    pub(super) fn joins(&self) -> bool {
        self.wanted.len() > 1
    }

    /// One of these marks has to be there.
    pub(super) fn marked(&mut self, one_of: Vec<String>) {
        self.marks.push(one_of);
    }

    /// This mark must not be there.
    pub(super) fn bar(&mut self, mark: String) {
        self.barred.push(mark);
    }

    /// The same, with the words in the name.
    pub(super) fn named(&self) -> Self {
        Self {
            named: true,
            ..self.clone()
        }
    }

    /// As an engine reads it. Something has to be sought: a word or a mark.
    pub(super) fn expression(&self, taken: Taken, engine: Engine) -> String {
        let say = Say {
            engine,
            named: self.named,
        };
        let mut all = match taken {
            Taken::Phrase => {
                let words: Vec<String> = self
                    .wanted
                    .iter()
                    .flat_map(|phrase| phrase.words.clone())
                    .collect();
                vec![say.phrase(&words, false)]
            }
            Taken::Whole | Taken::Begun => {
                let open = taken == Taken::Begun;
                self.wanted
                    .iter()
                    .map(|phrase| say.phrase(&phrase.words, phrase.open || (open && phrase.opens)))
                    .collect()
            }
        };
        let plain = Say {
            engine,
            named: false,
        };
        all.extend(self.marks.iter().map(|marks| plain.any(marks)));
        let unwanted = self
            .unwanted
            .iter()
            .map(|phrase| plain.phrase(&phrase.words, false));
        let none: Vec<String> = unwanted
            .chain(self.barred.iter().map(|mark| plain.quoted(mark)))
            .collect();
        plain.without(&all, &none)
    }
}

impl Phrase {
    fn of(raw: &[String]) -> Self {
        let words = words(&raw.join(" "), false);
        // One letter of a script without gaps begins a word of two wherever it is not the last of its run.
        let open = words.last().is_some_and(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(base::clean::is_unspaced) && letters.next().is_none()
        });
        Self {
            words,
            open,
            opens: false,
        }
    }
}

/// How an engine says it.
#[derive(Clone, Copy)]
struct Say {
    engine: Engine,
    named: bool,
}

impl Say {
    fn quoted(self, word: &str) -> String {
        quoted(
            word,
            match self.engine {
                Engine::Sqlite => '"',
                Engine::Postgres => '\'',
            },
        )
    }

    fn phrase(self, words: &[String], open: bool) -> String {
        let words: Vec<String> = words
            .iter()
            .map(|word| match self.named {
                true => format!("{}{word}", mark::NAMED),
                false => word.clone(),
            })
            .collect();
        match self.engine {
            Engine::Sqlite => {
                let end = if open { " *" } else { "" };
                format!("({}{end})", self.quoted(&words.join(" ")))
            }
            Engine::Postgres => {
                let end = if open { ":*" } else { "" };
                let words: Vec<String> = words.iter().map(|word| self.quoted(word)).collect();
                format!("({}{end})", words.join(" <-> "))
            }
        }
    }

    fn any(self, words: &[String]) -> String {
        let or = match self.engine {
            Engine::Sqlite => " OR ",
            Engine::Postgres => " | ",
        };
        let words: Vec<String> = words.iter().map(|word| self.quoted(word)).collect();
        format!("({})", words.join(or))
    }

    fn without(self, all: &[String], none: &[String]) -> String {
        let (and, or, not) = match self.engine {
            Engine::Sqlite => (" AND ", " OR ", " NOT "),
            Engine::Postgres => (" & ", " | ", " & !"),
        };
        let wanted = format!("({})", all.join(and));
        match none.is_empty() {
            true => wanted,
            false => format!("{wanted}{not}({})", none.join(or)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(sought: &Sought, taken: Taken) -> [String; 2] {
        [Engine::Sqlite, Engine::Postgres].map(|engine| sought.expression(taken, engine))
    }

    #[test]
    fn expressions_quote_every_word() {
        let mut sought = Sought::of(&Query::parse("\"base conn\" abc -x"));
        assert!(sought.opens() && sought.joins());
        assert_eq!(
            both(&sought, Taken::Whole),
            [
                r#"(("base conn") AND ("abc")) NOT (("x"))"#,
                "(('base' <-> 'conn') & ('abc')) & !(('x'))",
            ]
        );
        sought.marked(vec!["#1".to_owned(), "#2".to_owned()]);
        sought.bar("%members".to_owned());
        assert_eq!(
            both(&sought.named(), Taken::Begun),
            [
                r##"(("=base =conn") AND ("=abc" *) AND ("#1" OR "#2")) NOT (("x") OR "%members")"##,
                "(('=base' <-> '=conn') & ('=abc':*) & ('#1' | '#2')) & !(('x') | '%members')",
            ]
        );
        assert_eq!(
            both(&sought, Taken::Phrase),
            [
                r##"(("base conn abc") AND ("#1" OR "#2")) NOT (("x") OR "%members")"##,
                "(('base' <-> 'conn' <-> 'abc') & ('#1' | '#2')) & !(('x') | '%members')",
            ]
        );
    }

    #[test]
    fn marks_alone_can_be_sought() {
        let mut sought = Sought::of(&Query::parse("by:anna"));
        assert!(!sought.has_words() && !sought.opens() && !sought.joins());
        sought.marked(vec!["@7".to_owned()]);
        assert_eq!(both(&sought, Taken::Whole), [r#"(("@7"))"#, "(('@7'))"]);
    }

    #[test]
    fn short_words_begin_nothing_and_a_single_letter_of_a_script_without_gaps_does() {
        assert!(!Sought::of(&Query::parse("ab")).opens());
        assert_eq!(
            both(&Sought::of(&Query::parse("日")), Taken::Whole),
            [r#"(("日" *))"#, "(('日':*))"]
        );
        assert_eq!(
            both(&Sought::word("abc"), Taken::Begun),
            [r#"(("abc"))"#, "(('abc'))"]
        );
    }
}

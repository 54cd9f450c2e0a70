//! What somebody looks for.

/// Bytes of a query (R35).
pub const LIMIT: usize = 200;
/// Words of a query that count.
pub const WORDS: usize = 12;

/// A query, understood: phrases and words that all have to be found, and some that must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each has to be found: a word, or the words of a phrase in order.
    pub wanted: Vec<Vec<String>>,
    /// None may be found.
    pub unwanted: Vec<Vec<String>>,
}

impl Query {
    /// Reads `words "a phrase" -without`. Nothing that is typed is an error; too much is cut.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let text = base::clean::line(raw);
        let mut query = Self::default();
        let mut rest = base::clean::clip(&text, LIMIT);
        let mut left = WORDS;
        while left > 0 {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else {
                break;
            };
            let negative = first == '-' && rest.chars().nth(1).is_some_and(|c| !c.is_whitespace());
            if negative {
                rest = rest.strip_prefix('-').unwrap_or(rest);
            }
            let (piece, after) = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            };
            rest = after;
            let mut words = words(piece);
            words.truncate(left);
            if !words.is_empty() {
                left -= words.len();
                if negative {
                    query.unwanted.push(words)
                } else {
                    query.wanted.push(words)
                }
            }
        }
        query
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The words to be marked in an excerpt.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.wanted.iter().flatten().cloned().collect()
    }
}

/// The words of a text as the index sees them: runs of letters and digits, folded. Folding comes first, since an accent that
/// stands by itself is no letter and would tear its word apart.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    base::clean::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What somebody is called who is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// Exactly this handle, or one that looks like it.
    Handle(String),
    /// A part of a handle or a name, and for whoever runs the site of an address.
    Part(String),
}

impl Called {
    /// Understands `@handle` and `part`. Nothing if there is nothing to look for.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let text = base::clean::line(raw);
        let sought = match text.strip_prefix('@') {
            Some(handle) => Self::Handle(base::name::skeleton(handle)),
            None => Self::Part(base::clean::fold(&text)),
        };
        let (Self::Handle(words) | Self::Part(words)) = &sought;
        (!words.is_empty()).then_some(sought)
    }

    /// Whether somebody is called like that.
    #[must_use]
    pub fn fits(&self, handle: &str, name: &str, address: Option<&str>) -> bool {
        match self {
            Self::Handle(wanted) => base::name::skeleton(handle) == *wanted,
            Self::Part(wanted) => [Some(handle), Some(name), address]
                .into_iter()
                .flatten()
                .any(|text| base::clean::fold(text).contains(wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_words_phrases_and_exclusions() {
        let query = Query::parse(r#"Kettle "base connector" -toaster "open"#);
        assert_eq!(
            query.wanted,
            vec![vec!["kettle"], vec!["base", "connector"], vec!["open"]]
        );
        assert_eq!(query.unwanted, vec![vec!["toaster"]]);
        assert!(Query::parse(" - \"\" ' ").is_empty());
        assert!(Query::parse(&"a ".repeat(500)).words().len() <= WORDS);
    }

    #[test]
    fn however_a_letter_is_typed_it_is_the_same_word() {
        for raw in ["cafés", "cafe\u{301}s", "CAFÉS", "ｃａｆｅｓ"] {
            assert_eq!(Query::parse(raw).wanted, vec![vec!["cafes"]], "{raw}");
        }
        assert_eq!(
            Query::parse("\"Straße Łódź\"").wanted,
            vec![vec!["strasse", "lodz"]]
        );
        assert_eq!(
            Query::parse("-Bäcker kettle").unwanted,
            vec![vec!["backer"]]
        );
    }

    #[test]
    fn people_are_found_however_their_name_is_typed() {
        let fits = |raw, address| {
            let called = Called::parse(raw).unwrap();
            called.fits("hana", "Hāna Ōzer", address)
        };
        for raw in ["HAN", "ozer", "hana o", "Ō"] {
            assert!(fits(raw, None), "{raw}");
        }
        assert!(fits("@Hana", None) && !fits("@han", None));
        assert!(!fits("example.org", None) && fits("H@Example.ORG", Some("h@example.org")));
        for nothing in ["", " ", "@", "\u{200b}"] {
            assert_eq!(Called::parse(nothing), None);
        }
    }
}

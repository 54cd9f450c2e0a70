//! Words, and hosts of links, that those who keep the peace have put on a list: what has them waits for somebody.
//!
//! There are no patterns in it that could take long: words are compared whole, hosts with all that is below them.

use base::{Id, Moment};

use crate::problem::{Fault, Problems};
use crate::role::named;

/// Entries on the list at most.
pub const MOST: usize = 500;
/// Bytes of one.
pub const LIMIT: usize = 120;
/// Hits in one text that are told.
const TOLD: usize = 5;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word, or several in a row.
    Word,
    /// A host that links lead to.
    Host,
}
named!(Kind { Word = "word", Host = "host" });

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Its id.
    pub id: Id<Blocked>,
    /// What it is.
    pub kind: Kind,
    /// The word, folded; or the host, in lower case.
    pub what: String,
    /// The name of who put it there, while they are here.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// What is typed to put something on the list: one a line.
///
/// What looks like an address or a host is one, all else is a word.
///
/// # Errors
/// Nothing in it, a line that is too long or too short, or more than the list has room for.
pub fn parse(raw: &str, room: usize) -> Result<Vec<(Kind, String)>, Problems> {
    let mut entries: Vec<(Kind, String)> = Vec::new();
    for line in raw.lines() {
        let line = base::clean::line(line);
        if line.is_empty() {
            continue;
        }
        let entry = match host(&line) {
            Some(host) => (Kind::Host, host),
            None => (Kind::Word, folded(&line)),
        };
        let letters = entry.1.chars().filter(|c| c.is_alphanumeric()).count();
        let least = if entry.1.chars().any(base::clean::is_unspaced) {
            1
        } else {
            3
        };
        if letters < least {
            return Err(Problems::one("words", "blocked.too-short"));
        }
        if entry.1.len() > LIMIT {
            return Err(Problems::one("words", "error.too-long"));
        }
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        return Err(Problems::one("words", "blocked.empty"));
    }
    if entries.len() > room {
        let mut problems = Problems::default();
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        problems.add("words", Fault::with("blocked.full", most));
        return Err(problems);
    }
    Ok(entries)
}

/// A text as words of it are compared: folded, with single blanks between runs of letters and digits.
fn folded(text: &str) -> String {
    let folded = base::clean::fold(text);
    let runs = folded.split(|c: char| !c.is_alphanumeric());
    let runs: Vec<&str> = runs.filter(|run| !run.is_empty()).collect();
    runs.join(" ")
}

/// The host of an address, or what is one by itself; in lower case, without `www.`.
fn host(text: &str) -> Option<String> {
    let bare = match text.split_once("://") {
        Some((_, rest)) => rest,
        None if text.contains(' ') => return None,
        None => text,
    };
    let host = bare.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.split(':').next()?.to_lowercase();
    let host = host.trim_start_matches("www.").trim_matches('.').to_owned();
    let (_, ending) = host.rsplit_once('.')?;
    let is_name = host
        .chars()
        .all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    let is_ending = ending.chars().count() >= 2 && ending.chars().all(|c| !c.is_ascii_digit());
    (is_name && is_ending).then_some(host)
}

/// The hosts that links lead to, each once.
#[must_use]
pub fn hosts(links: &[String]) -> Vec<String> {
    let mut hosts: Vec<String> = links.iter().filter_map(|link| host(link)).collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

/// The entries that a text and its links meet, at most a few.
#[must_use]
pub fn hits<'a>(list: &'a [Blocked], text: &str, links: &[String]) -> Vec<&'a Blocked> {
    if list.is_empty() {
        return Vec::new();
    }
    let plain = folded(text);
    let words = format!(" {plain} ");
    let hosts = hosts(links);
    let meets = |entry: &&Blocked| match entry.kind {
        Kind::Word if entry.what.chars().any(base::clean::is_unspaced) => {
            plain.contains(&entry.what)
        }
        Kind::Word => words.contains(&format!(" {} ", entry.what)),
        Kind::Host => hosts.iter().any(|host| {
            host.strip_suffix(&entry.what)
                .is_some_and(|above| above.is_empty() || above.ends_with('.'))
        }),
    };
    list.iter().filter(meets).take(TOLD).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(raw: &str) -> Vec<Blocked> {
        parse(raw, MOST)
            .unwrap()
            .into_iter()
            .map(|(kind, what)| Blocked {
                id: Id::fixed(1),
                kind,
                what,
                by: None,
                at: Moment::from_ms(0),
            })
            .collect()
    }

    fn met(raw: &str, text: &str, links: &[&str]) -> usize {
        let links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
        hits(&list(raw), text, &links).len()
    }

    #[test]
    fn words_are_met_whole_however_they_are_written() {
        assert_eq!(met("casino", "Best CASINO, here", &[]), 1);
        assert_eq!(met("casino", "Best Casíno!", &[]), 1);
        assert_eq!(met("casino", "the casinos of old", &[]), 0);
        assert_eq!(met("cheap pills", "cheap... pills", &[]), 1);
        assert_eq!(met("cheap pills", "pills, cheap", &[]), 0);
        assert_eq!(met("賭博", "今日は賭博の話", &[]), 1);
    }

    #[test]
    fn hosts_are_met_with_all_below_them_and_nothing_beside() {
        let raw = "https://www.spam.example/offer?x=1";
        assert_eq!(met(raw, "", &["http://SPAM.example/"]), 1);
        assert_eq!(met(raw, "", &["https://shop.spam.example:8080/a"]), 1);
        assert_eq!(met(raw, "", &["https://notspam.example/"]), 0);
        assert_eq!(met(raw, "", &["https://spam.example.org/"]), 0);
        assert_eq!(met(raw, "spam example", &[]), 0);
        assert_eq!(list("spam.example\ntwo words.here")[1].kind, Kind::Word);
    }

    #[test]
    fn a_list_is_bounded_and_says_what_is_wrong() {
        assert!(parse(" \n ", MOST).is_err());
        assert!(parse("ab", MOST).is_err());
        assert!(parse(&"x".repeat(LIMIT + 1), MOST).is_err());
        assert!(parse("one\ntwo\nthree", 2).is_err());
        assert_eq!(parse("one two\nONE  two", MOST).unwrap().len(), 1);
    }
}

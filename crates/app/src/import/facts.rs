//! What an entry will be here: its title, its key for running again, its place in addresses, whether it is shown.
//!
//! The same entry gives the same facts every time it is read.

use archives::mtif::{Comment, Entry, Status};
use base::{Digest, Moment};
use jiff::tz::TimeZone;

use super::address;

/// Bytes of a title (the schema's limit).
const TITLE: usize = 1_000;
/// Bytes of the part of a key that is a name.
const NAME: usize = 200;

/// What an entry will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    /// Never empty.
    pub(super) title: String,
    /// Whether more of the title was there than fits.
    pub(super) title_was_cut: bool,
    /// What it is known by when the file is read again: its date and name.
    pub(super) key: String,
    /// The last part of its address, perhaps not yet free.
    pub(super) slug: String,
    /// The year and month of its date, on the wall of its author.
    pub(super) month: Option<(i16, i8)>,
    /// Whether it is shown, and since when.
    pub(super) standing: Standing,
    /// Where its date comes from, if not from its own line.
    pub(super) date_from: DateFrom,
}

/// Whether an entry is shown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Published at this moment, or to be.
    Public(Moment),
    /// A draft, begun then.
    Draft(Option<Moment>),
    /// Not taken: spam.
    Junk,
}

/// Where a date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFrom {
    /// It has one.
    Itself,
    /// Its old address told the month.
    Address,
    /// The first comment was made then.
    Comment,
    /// From nowhere: it has none.
    Nowhere,
}

impl Facts {
    pub(super) fn of(entry: &Entry, zone: &TimeZone) -> Self {
        let (at, month, date_from) = date(entry, zone);
        let raw = entry.title_or_first_words();
        let plain = if raw.contains(['<', '&']) {
            markup::plain(base::clean::clip(&raw, 4 * TITLE))
        } else {
            raw.clone()
        };
        let mut title = base::clean::line(&plain);
        if title.is_empty() && !raw.contains('<') {
            title = base::clean::line(&raw);
        }
        if title.is_empty() {
            title = match month {
                Some((year, month)) => format!("{year:04}-{month:02}"),
                None => "–".to_owned(),
            };
        }
        let cut = base::clean::clip(&title, TITLE).trim_end().to_owned();
        let title_was_cut = cut.len() < title.len() || raw.len() > 4 * TITLE;
        let named = entry
            .basename
            .as_deref()
            .map(|name| domain::article::slug(&base::clean::line(name)))
            .filter(|slug| slug != "article");
        let slug = named.unwrap_or_else(|| domain::article::slug(&cut));
        Self {
            key: key(entry, &slug),
            title: cut,
            title_was_cut,
            slug,
            month,
            standing: standing(entry, at),
            date_from,
        }
    }

    /// When it was begun.
    pub(super) const fn begun(&self, now: Moment) -> Moment {
        match self.standing {
            Standing::Public(at) | Standing::Draft(Some(at)) => at,
            Standing::Draft(None) | Standing::Junk => now,
        }
    }
}

fn date(entry: &Entry, zone: &TimeZone) -> (Option<Moment>, Option<(i16, i8)>, DateFrom) {
    let told = |dated: &archives::mtif::Dated| {
        let date = dated.civil.date();
        let month = (date.year().clamp(0, 9_999), date.month());
        (Some(Moment::from(dated.at(zone))), Some(month))
    };
    if let Some(dated) = &entry.date {
        let (at, month) = told(dated);
        return (at, month, DateFrom::Itself);
    }
    let old = address::exact(entry);
    if let Some((_, (year, month))) = old.as_ref().and_then(|old| address::folder(&old.path)) {
        let noon = jiff::civil::date(year, month, 1).at(12, 0, 0, 0);
        if let Ok(at) = zone.to_timestamp(noon) {
            return (
                Some(Moment::from(at)),
                Some((year, month)),
                DateFrom::Address,
            );
        }
    }
    match entry.comments.iter().find_map(|comment| comment.date) {
        Some(dated) => {
            let (at, month) = told(&dated);
            (at, month, DateFrom::Comment)
        }
        None => (None, None, DateFrom::Nowhere),
    }
}

fn standing(entry: &Entry, at: Option<Moment>) -> Standing {
    match (entry.status, at) {
        (Status::Junk, _) => Standing::Junk,
        (Status::Publish | Status::Future, Some(at)) => Standing::Public(at),
        // What has no date cannot be put anywhere: its author will know.
        (Status::Publish | Status::Future, None) => Standing::Draft(None),
        (Status::Draft | Status::Review | Status::Unpublish, at) => Standing::Draft(at),
    }
}

/// The name under which the entry of this key is known when it is read again, if it is the first, second, … of that key.
pub(super) fn name(key: &str, ordinal: u32) -> String {
    match ordinal {
        0 | 1 => format!("entry {key}"),
        more => format!("entry {key} #{more}"),
    }
}

fn key(entry: &Entry, slug: &str) -> String {
    let date = entry
        .date
        .map_or_else(|| "-".to_owned(), |dated| dated.civil.to_string());
    let name = entry
        .basename
        .as_deref()
        .map_or_else(|| slug.to_owned(), base::clean::line);
    format!("{date} {}", base::clean::clip(&name, NAME))
}

/// What the text of an entry is at present, so that a change of it is noticed. Its comments are not in it.
pub(super) fn print(entry: &Entry) -> Digest {
    let list = |names: &[String]| names.join("\n");
    let status = format!("{:?} {:?}", entry.status, entry.comments_allowed);
    let format = format!("{:?}", entry.format);
    Digest::of_parts(&[
        entry.title.as_bytes(),
        entry.author.as_deref().unwrap_or_default().as_bytes(),
        status.as_bytes(),
        format.as_bytes(),
        list(&entry.categories).as_bytes(),
        list(&entry.tags).as_bytes(),
        entry.body.as_bytes(),
        entry.extended.as_bytes(),
        entry.excerpt.as_bytes(),
    ])
}

/// What is said under an entry at present.
pub(super) fn thread_print(entry: &Entry) -> Digest {
    let comments = entry.comments.iter().map(comment_print);
    let pings = entry.pings.iter().map(|ping| {
        Digest::of_parts(&[
            ping.title.as_bytes(),
            ping.blog.as_bytes(),
            ping.text.as_bytes(),
        ])
    });
    let prints: Vec<u8> = comments
        .chain(pings)
        .flat_map(|print| *print.bytes())
        .collect();
    Digest::of(&prints)
}

fn comment_print(comment: &Comment) -> Digest {
    Digest::of_parts(&[
        comment.identity("").as_bytes(),
        comment.email.as_deref().unwrap_or_default().as_bytes(),
        comment.url.as_deref().unwrap_or_default().as_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use archives::mtif::{Item, Options, Reader};

    fn facts(header: &str, body: &str) -> Facts {
        let file = format!("{header}\n-----\nBODY:\n{body}\n-----\n--------\n");
        let options = Options {
            absent_status: Status::Publish,
            ..Options::default()
        };
        match Reader::new(file.as_bytes(), options).next() {
            Some(Ok(Item::Entry(entry))) => {
                Facts::of(&entry, &TimeZone::get("Europe/Berlin").unwrap())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_entry_is_known_by_its_date_and_name() {
        let facts = facts(
            "TITLE: R&amp;D <i>now</i>\nBASENAME: r_and_d\nDATE: 03/31/2006 11:30:00 PM",
            "x",
        );
        assert_eq!(facts.key, "2006-03-31T23:30:00 r_and_d");
        assert_eq!(
            (facts.title.as_str(), facts.slug.as_str()),
            ("R&D now", "r-and-d")
        );
        assert_eq!(facts.month, Some((2006, 3)));
        assert_eq!(
            facts.standing,
            Standing::Public(
                "2006-03-31T21:30:00Z"
                    .parse::<jiff::Timestamp>()
                    .unwrap()
                    .into()
            )
        );
    }

    #[test]
    fn without_a_title_the_first_words_are_one_and_without_words_the_month() {
        assert_eq!(
            facts(
                "DATE: 03/31/2006 01:00:00",
                "<p>One two three four five six</p>"
            )
            .title,
            "One two three four five"
        );
        assert_eq!(facts("DATE: 03/31/2006 01:00:00", "").title, "2006-03");
        assert_eq!(facts("TITLE: ", "").title, "–");
        let long = facts(&format!("TITLE: {}", "é".repeat(900)), "");
        assert!(long.title_was_cut && long.title.len() == 1_000);
    }

    #[test]
    fn a_lost_date_is_looked_for_and_without_one_nothing_is_shown() {
        let url = facts(
            "TITLE: a\nUNIQUE URL: http://x.example/b/2005/02/a.html",
            "",
        );
        assert_eq!(
            (url.month, url.date_from),
            (Some((2005, 2)), DateFrom::Address)
        );
        let lost = facts("TITLE: a\nBASENAME: b", "");
        assert_eq!(
            (lost.standing, lost.date_from),
            (Standing::Draft(None), DateFrom::Nowhere)
        );
        assert_eq!(facts("TITLE: a\nSTATUS: spam", "").standing, Standing::Junk);
        assert_eq!(
            facts("TITLE: a\nSTATUS: Odd\nDATE: 1/1/2005 1:1:1", "").slug,
            "a"
        );
    }
}

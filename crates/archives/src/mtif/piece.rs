//! One piece of an entry while its lines come in.

use super::date::Dated;
use super::entry::{Comment, Oddity, Ping};
use super::header::{self, ENTRY_END, Label, PIECE_END};
use super::markup;

/// Bytes of a text that is not copied where that can be helped.
const LARGE: usize = 64 * 1024;
/// Bytes from which a text grows by a quarter and not to the double: room that is never filled is memory all the same.
const HUGE: usize = 1024 * 1024;

/// A body, a comment, and so on, so far.
pub(super) struct Piece {
    pub(super) label: Label,
    pub(super) line: u64,
    text: String,
    header: Header,
    /// It goes beyond a limit: its text is not kept.
    surplus: bool,
    /// It has been said that hyphens stand in its text.
    hyphens: bool,
}

/// The lines before the text of a comment or ping. Each key counts once; what comes again is text.
#[derive(Default)]
struct Header {
    over: bool,
    author: Option<String>,
    title: Option<String>,
    email: Option<String>,
    ip: Option<String>,
    url: Option<String>,
    blog: Option<String>,
    date: Option<String>,
}

impl Header {
    fn slot(&mut self, label: Label, key: &str) -> Option<&mut Option<String>> {
        match (label, key) {
            (Label::Comment, "AUTHOR") => Some(&mut self.author),
            (Label::Comment, "EMAIL") => Some(&mut self.email),
            (Label::Ping, "TITLE") => Some(&mut self.title),
            (Label::Ping, "BLOG NAME") => Some(&mut self.blog),
            (Label::Comment | Label::Ping, "IP") => Some(&mut self.ip),
            (Label::Comment | Label::Ping, "URL") => Some(&mut self.url),
            (Label::Comment | Label::Ping, "DATE") => Some(&mut self.date),
            _ => None,
        }
    }

    fn started(&self) -> bool {
        let Self {
            over,
            author,
            title,
            email,
            ip,
            url,
            blog,
            date,
        } = self;
        *over
            || [author, title, email, ip, url, blog, date]
                .into_iter()
                .any(Option::is_some)
    }

    /// Takes the line if it belongs here.
    fn takes(&mut self, label: Label, line: &str) -> bool {
        if self.over || !matches!(label, Label::Comment | Label::Ping) {
            return false;
        }
        if line.trim().is_empty() {
            self.over = self.started();
            return true;
        }
        if let Some((key, value)) = header::split(line)
            && let Some(slot @ None) = self.slot(label, key)
        {
            *slot = Some(value.to_owned());
            return true;
        }
        self.over = true;
        false
    }
}

impl Piece {
    pub(super) fn new(label: Label, line: u64, surplus: bool) -> Self {
        Self {
            label,
            line,
            text: String::new(),
            header: Header::default(),
            surplus,
            hyphens: false,
        }
    }

    /// Adds a line. Hyphens that would end something were written with a tab behind them.
    pub(super) fn add(&mut self, line: &str) {
        if self.surplus || self.header.takes(self.label, line) {
            return;
        }
        let line = match line.strip_suffix('\t') {
            Some(hyphens @ (PIECE_END | ENTRY_END)) => hyphens,
            _ => line,
        };
        self.add_text(line);
    }

    /// Adds lines that are text whatever they look like. Says whether this is the first time.
    pub(super) fn add_hyphens(&mut self, lines: &str) -> bool {
        self.header.over = true;
        if !self.surplus {
            self.add_text(lines);
        }
        !std::mem::replace(&mut self.hyphens, true)
    }

    fn add_text(&mut self, line: &str) {
        if line.len() >= LARGE {
            // Room for the newline, too, or all of it would be moved once more for that.
            self.text.reserve_exact(line.len().saturating_add(1));
        } else if self.text.len() >= HUGE && self.text.capacity() - self.text.len() <= line.len() {
            self.text
                .reserve_exact(line.len().saturating_add(self.text.len() / 4));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn is_surplus(&self) -> bool {
        self.surplus
    }

    pub(super) fn into_text(self) -> String {
        trimmed(self.text)
    }

    pub(super) fn into_comment(self, odd: &mut impl FnMut(Oddity)) -> Comment {
        Comment {
            line: self.line,
            author: self.header.author.unwrap_or_default(),
            email: self.header.email.and_then(|email| email_of(&email)),
            ip: filled(self.header.ip),
            url: url(self.header.url),
            date: self.header.date.and_then(|date| date_of(&date, odd)),
            text: trimmed(self.text),
        }
    }

    pub(super) fn into_ping(self, odd: &mut impl FnMut(Oddity)) -> Ping {
        Ping {
            line: self.line,
            title: self.header.title.unwrap_or_default(),
            url: url(self.header.url),
            blog: self.header.blog.unwrap_or_default(),
            ip: filled(self.header.ip),
            date: self.header.date.and_then(|date| date_of(&date, odd)),
            text: trimmed(self.text),
        }
    }
}

/// Without blank lines around it; the first line keeps what it is indented by.
fn trimmed(mut text: String) -> String {
    let end = text.trim_end().len();
    text.truncate(end);
    let indent = end - text.trim_start().len();
    let start = text
        .get(..indent)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |at| at + 1);
    if end < LARGE {
        // There may be very many of them: none takes more room than it needs.
        return text.get(start..).unwrap_or_default().to_owned();
    }
    text.drain(..start);
    text
}

fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

fn url(value: Option<String>) -> Option<String> {
    filled(value.map(|value| markup::unwrap_link(&value).into_owned()))
}

/// The address, unless it is the one that TypePad wrote for nobody's.
pub(super) fn email_of(value: &str) -> Option<String> {
    (!value.is_empty() && !value.eq_ignore_ascii_case("none@unknown.com")).then(|| value.to_owned())
}

/// The date, with word of what is odd about it.
pub(super) fn date_of(value: &str, odd: &mut impl FnMut(Oddity)) -> Option<Dated> {
    let date = Dated::parse(value);
    match date {
        None if value.is_empty() => {}
        None => odd(Oddity::BadDate(brief(value))),
        Some(date) if date.loose => odd(Oddity::LooseDate(brief(value))),
        Some(_) => {}
    }
    date
}

/// Enough of a text to recognise it by.
pub(super) fn brief(text: &str) -> String {
    text.trim().chars().take(80).collect()
}

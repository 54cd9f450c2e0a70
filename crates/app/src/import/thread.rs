//! What was said below an entry, in the order in which it was said: comments, and what other sites announced.

use std::collections::HashMap;
use std::iter::Peekable;

use archives::mtif::{Comment, Dated, Entry, Ping};
use base::{Digest, Moment};
use domain::guest::Draft;
use jiff::tz::TimeZone;

use super::author::Authors;
use super::note::{Fate, Note};
use super::reference::References;
use super::render::Form;
use super::say::{self, Teller};

/// Something said, not yet rendered.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// Where it stands.
    pub(super) line: u64,
    /// The name by which it is known when it is read again.
    pub(super) name: String,
    pub(super) teller: Teller,
    pub(super) at: Moment,
    pub(super) form: Form,
    pub(super) is_ping: bool,
}

impl Raw {
    /// Who says it, for a report.
    pub(super) fn who(&self, authors: &Authors) -> String {
        match &self.teller {
            Teller::Guest(draft) => draft.name.clone(),
            Teller::Author(number) => authors
                .list()
                .get(*number)
                .map(|author| author.name.clone())
                .unwrap_or_default(),
        }
    }

    /// How long its text is.
    pub(super) fn bytes(&self) -> usize {
        match &self.form {
            Form::Said(text) => text.len(),
            Form::Ping(title, _, text) => title.len() + text.len(),
            Form::Body(_, body, extended) => body.len() + extended.len(),
        }
    }

    /// The guest, if it is one.
    pub(super) const fn guest(&self) -> Option<&Draft> {
        match &self.teller {
            Teller::Guest(draft) => Some(draft),
            Teller::Author(_) => None,
        }
    }
}

/// What a thread is read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) authors: &'a Authors,
    pub(super) references: &'a References,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Moment,
}

/// All that was said below an entry, in order. One thing after the other is taken out: there may be very many.
pub(super) struct Thread<'a> {
    reader: Reader<'a>,
    /// The name of the entry.
    of: String,
    comments: Peekable<std::vec::IntoIter<Comment>>,
    /// When each of them was made.
    moments: std::vec::IntoIter<Moment>,
    pings: Peekable<std::vec::IntoIter<(Moment, Ping)>>,
    same: HashMap<[u8; 16], u32>,
    last: Option<Moment>,
}

impl<'a> Reader<'a> {
    /// Takes everything said out of an entry. `of` is the name of the entry it belongs to, `begun` its date.
    pub(super) fn open(
        self,
        entry: &mut Entry,
        of: &str,
        begun: Moment,
        notes: &mut Vec<Note>,
    ) -> Thread<'a> {
        let mut comments = std::mem::take(&mut entry.comments);
        comments.retain(|comment| {
            let says = !comment.text.trim().is_empty();
            if !says {
                let (line, who, why) = (comment.line, &comment.author, "it says nothing");
                notes.push(Note::new(line, Fate::Skipped, "comment", who, why));
            } else if let Some(why) = say::lost(comment) {
                let (line, who) = (comment.line, &comment.author);
                notes.push(Note::new(line, Fate::Changed, "comment", who, why));
            }
            says
        });
        let mut last = begun;
        let mut moments: Vec<Moment> = comments
            .iter()
            .map(|comment| {
                last = self.moment(comment.date, last);
                last
            })
            .collect();
        // They come by what the clock showed; only dates with zones of their own can be out of order by that.
        if !moments.is_sorted() {
            let mut pairs: Vec<_> = moments.into_iter().zip(comments).collect();
            pairs.sort_by_key(|(at, _)| *at);
            (moments, comments) = pairs.into_iter().unzip();
        }
        let pings = std::mem::take(&mut entry.pings).into_iter();
        let mut pings: Vec<_> = pings
            .map(|ping| (self.moment(ping.date, begun), ping))
            .collect();
        pings.sort_by_key(|(at, _)| *at);
        Thread {
            reader: self,
            of: of.to_owned(),
            comments: comments.into_iter().peekable(),
            moments: moments.into_iter(),
            pings: pings.into_iter().peekable(),
            same: HashMap::new(),
            last: None,
        }
    }

    /// The moment of a date, or another where there is none. Nobody has said anything in the future.
    fn moment(&self, date: Option<Dated>, otherwise: Moment) -> Moment {
        date.map_or(otherwise, |date| Moment::from(date.at(self.zone)))
            .min(self.now)
    }
}

impl Thread<'_> {
    /// When the last of it was said.
    pub(super) fn last_at(&self) -> Option<Moment> {
        self.moments.as_slice().last().copied()
    }

    /// Whether everything was taken.
    pub(super) fn is_empty(&mut self) -> bool {
        self.comments.peek().is_none() && self.pings.peek().is_none()
    }

    /// The next `most` things.
    pub(super) fn take(&mut self, most: usize) -> Vec<Raw> {
        std::iter::from_fn(|| self.next()).take(most).collect()
    }

    fn next(&mut self) -> Option<Raw> {
        let ping_at = self.pings.peek().map(|(at, _)| *at);
        let comment_at = self.moments.as_slice().first().copied();
        let ping_is_next = match (ping_at, comment_at) {
            (Some(ping), Some(comment)) => ping < comment,
            (Some(_), None) => true,
            (None, _) => false,
        };
        let mut raw = if ping_is_next {
            let (at, ping) = self.pings.next()?;
            let digest = ping_identity(&ping, &self.of);
            announced(ping, self.numbered("ping", &digest), at)
        } else {
            let (comment, at) = (self.comments.next()?, self.moments.next()?);
            let digest = Digest::of(comment.identity(&self.of).as_bytes());
            let name = self.numbered("comment", &digest);
            self.comment(comment, name, at)
        };
        // The format knows whole seconds only: what shares one keeps its order by thousandths.
        if let Some(last) = self.last
            && raw.at <= last
        {
            raw.at = Moment::from_ms(last.ms() + 1);
        }
        self.last = Some(raw.at);
        Some(raw)
    }

    fn comment(&self, comment: Comment, name: String, at: Moment) -> Raw {
        let Reader {
            authors,
            references,
            ..
        } = self.reader;
        Raw {
            line: comment.line,
            name,
            teller: say::of_comment(&comment, authors, references),
            at,
            form: Form::Said(comment.text),
            is_ping: false,
        }
    }

    /// The same words by the same at the same time under the same entry are told apart by their number.
    fn numbered(&mut self, kind: &str, digest: &Digest) -> String {
        let mut short = [0; 16];
        for (at, byte) in short.iter_mut().zip(digest.bytes()) {
            *at = *byte;
        }
        let count = self.same.entry(short).or_default();
        *count += 1;
        match *count {
            1 => format!("{kind} {}", digest.hex()),
            more => format!("{kind} {} #{more}", digest.hex()),
        }
    }
}

fn announced(ping: Ping, name: String, at: Moment) -> Raw {
    let url = ping.url.as_deref().and_then(say::web_site);
    Raw {
        line: ping.line,
        name,
        teller: Teller::Guest(say::of_ping(&ping)),
        at,
        form: Form::Ping(ping.title, url, ping.text),
        is_ping: true,
    }
}

fn ping_identity(ping: &Ping, of: &str) -> Digest {
    let date = ping.date.map(|date| date.civil.to_string());
    Digest::of_parts(&[
        of.as_bytes(),
        ping.blog.as_bytes(),
        ping.url.as_deref().unwrap_or_default().as_bytes(),
        date.unwrap_or_default().as_bytes(),
        ping.title.as_bytes(),
        ping.text.as_bytes(),
    ])
}

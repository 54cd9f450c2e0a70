//! What was said below an entry, in the order in which it was said: comments, and what other sites announced.

use std::collections::HashMap;

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
pub(super) struct Reader<'a> {
    pub(super) authors: &'a Authors,
    pub(super) references: &'a References,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Moment,
}

impl Reader<'_> {
    /// Takes everything said out of an entry. `of` is the name of the entry it belongs to, `begun` its date.
    pub(super) fn take(
        &self,
        entry: &mut Entry,
        of: &str,
        begun: Moment,
        notes: &mut Vec<Note>,
    ) -> Vec<Raw> {
        let mut said: Vec<Raw> = Vec::new();
        let mut last = begun;
        let mut same: HashMap<Digest, u32> = HashMap::new();
        for comment in std::mem::take(&mut entry.comments) {
            if comment.text.trim().is_empty() {
                let why = "it says nothing";
                notes.push(Note::new(
                    comment.line,
                    Fate::Skipped,
                    "comment",
                    &comment.author,
                    why,
                ));
                continue;
            }
            last = self.moment(comment.date, last);
            let digest = Digest::of(comment.identity(of).as_bytes());
            let name = numbered("comment", &digest, &mut same);
            said.push(self.comment(comment, name, last));
        }
        for ping in std::mem::take(&mut entry.pings) {
            let at = self.moment(ping.date, begun);
            let digest = ping_identity(&ping, of);
            let name = numbered("ping", &digest, &mut same);
            said.push(announced(ping, name, at));
        }
        in_order(&mut said);
        said
    }

    /// The moment of a date, or another where there is none. Nobody has said anything in the future.
    fn moment(&self, date: Option<Dated>, otherwise: Moment) -> Moment {
        date.map_or(otherwise, |date| Moment::from(date.at(self.zone)))
            .min(self.now)
    }

    fn comment(&self, comment: Comment, name: String, at: Moment) -> Raw {
        Raw {
            line: comment.line,
            name,
            teller: say::of_comment(&comment, self.authors, self.references),
            at,
            form: Form::Said(comment.text),
            is_ping: false,
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

/// The same words by the same at the same time under the same entry are told apart by their number.
fn numbered(kind: &str, digest: &Digest, same: &mut HashMap<Digest, u32>) -> String {
    let count = same.entry(*digest).or_default();
    *count += 1;
    match *count {
        1 => format!("{kind} {}", digest.hex()),
        more => format!("{kind} {} #{more}", digest.hex()),
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

/// By time. The format knows whole seconds only, so what shares one keeps its order by thousandths.
fn in_order(said: &mut [Raw]) {
    said.sort_by_key(|one| one.at);
    let mut last: Option<Moment> = None;
    for one in said {
        if let Some(last) = last
            && one.at <= last
        {
            one.at = Moment::from_ms(last.ms() + 1);
        }
        last = Some(one.at);
    }
}

//! One entry while its lines come in: which line belongs to what.

use super::entry::{Comment, Entry, Oddity, Warning};
use super::header::{self, ENTRY_END, Label, PIECE_END};
use super::heading::{Heading, PART};
use super::item::{Item, Options, Reason};
use super::lines::Line;
use super::piece::{Piece, brief};

/// An entry so far.
///
/// Before its first piece, lines are its header. Then each belongs to the open piece, except that a line of five hyphens
/// is held back until the next line that is not blank tells whether it ended the piece.
pub(super) struct Assembly {
    options: Options,
    entry: Entry,
    piece: Option<Piece>,
    held: Option<String>,
    heading: Heading,
    /// Something was seen that only entries have.
    known: bool,
    /// How its first line that is not blank begins.
    first: Option<(u64, String)>,
    size: usize,
    over: bool,
    long_lines: Left,
    comments: Left,
    pings: Left,
    replaced: u64,
    removed: u64,
}

/// Things left out: how many, and where the first stood.
#[derive(Clone, Copy, Default)]
struct Left {
    count: u64,
    line: u64,
}

impl Left {
    fn add(&mut self, line: u64) {
        if self.count == 0 {
            self.line = line;
        }
        self.count += 1;
    }
}

impl Assembly {
    pub(super) fn new(options: Options) -> Self {
        Self {
            options,
            entry: Entry::at(0, options.absent_status),
            piece: None,
            held: None,
            heading: Heading::default(),
            known: false,
            first: None,
            size: 0,
            over: false,
            long_lines: Left::default(),
            comments: Left::default(),
            pings: Left::default(),
            replaced: 0,
            removed: 0,
        }
    }

    /// Whether hyphens that do not end the entry could be text of it.
    pub(super) fn in_piece(&self) -> bool {
        self.piece.is_some() || self.over
    }

    /// Takes the next line, whatever it is but an end of the entry.
    pub(super) fn add(&mut self, line: Line) {
        self.replaced += line.replaced;
        self.removed += line.removed;
        let Some(text) = line.text else {
            self.long_lines.add(line.number);
            self.first
                .get_or_insert_with(|| (line.number, String::new()));
            self.resume(line.number);
            return;
        };
        let blank = text.trim().is_empty();
        if !blank && text != PIECE_END && self.first.is_none() {
            self.first = Some((line.number, brief(&text)));
            self.entry.line = line.number;
        }
        self.charge(text.len() + 1);
        if self.over {
            return;
        }
        if text == PIECE_END {
            self.hold(PIECE_END);
        } else if self.held.is_some() {
            if blank {
                self.hold(&text);
            } else {
                self.label_or_text(&text, line.number);
            }
        } else if let Some(piece) = &mut self.piece {
            piece.add(&text);
        } else if !blank {
            self.head(&text, line.number);
        }
    }

    /// Takes a line of eight hyphens as text.
    pub(super) fn add_hyphens(&mut self, line: u64) {
        self.charge(ENTRY_END.len() + 1);
        self.resume(line);
        self.hyphens(ENTRY_END, line);
    }

    /// The entry and what was left out of it; nothing if there was nothing. `cut` is the last line of a file that ends here.
    pub(super) fn finish(mut self, cut: Option<u64>) -> Vec<Item> {
        let Some((first, beginning)) = self.first.take() else {
            return Vec::new();
        };
        if !self.known {
            return vec![Item::Skipped {
                line: first,
                what: beginning,
                why: Reason::NotAnEntry,
            }];
        }
        self.close();
        if let Some(line) = cut {
            self.warn(line, Oddity::CutOff);
        }
        self.settle();
        let what = brief(&self.entry.title_or_first_words());
        let mut items = Vec::new();
        let skipped = |left: Left, why: fn(u64) -> Reason| {
            let what = what.clone();
            (left.count > 0).then(|| Item::Skipped {
                line: left.line,
                what,
                why: why(left.count),
            })
        };
        let left = [
            skipped(self.long_lines, Reason::LinesTooLong),
            skipped(self.comments, Reason::TooManyComments),
            skipped(self.pings, Reason::TooManyPings),
        ];
        if self.over {
            items.push(Item::Skipped {
                line: first,
                what,
                why: Reason::EntryTooLarge,
            });
        } else {
            items.push(Item::Entry(Box::new(self.entry)));
            items.extend(left.into_iter().flatten());
        }
        items
    }

    /// A line of the header.
    fn head(&mut self, line: &str, number: u64) {
        if header::starts_body(line) {
            self.begin(Label::Body, number);
            return;
        }
        let Some((name, value)) = header::split(line) else {
            return;
        };
        match header::key(name) {
            Some(key) => {
                self.known = true;
                let left = self.options.limits.entry.saturating_sub(self.size);
                let (cost, odd) = self.heading.set(&mut self.entry, key, value, left);
                self.charge(cost);
                self.warn_all(number, odd);
            }
            None => {
                self.charge(PART);
                self.entry.fields.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    /// What follows a held line: the label of the next piece, or else text of the one before.
    fn label_or_text(&mut self, line: &str, number: u64) {
        if let Some((label, rest)) = header::label(line)
            && (rest.is_empty() || self.piece.is_none())
        {
            self.begin(label, number);
            if let (Some(piece), false) = (&mut self.piece, rest.is_empty()) {
                piece.add(rest);
            }
            return;
        }
        self.resume(number);
        if let Some(piece) = &mut self.piece {
            piece.add(line);
        }
    }

    fn hold(&mut self, line: &str) {
        match &mut self.held {
            Some(held) => {
                held.push('\n');
                held.push_str(line);
            }
            None => self.held = Some(line.to_owned()),
        }
    }

    /// Goes on with the open piece: what was held is text of it.
    fn resume(&mut self, line: u64) {
        let Some(held) = self.held.take() else {
            return;
        };
        if self.piece.is_some() {
            self.hyphens(&held, line);
        } else if !self.over {
            self.warn(line, Oddity::NoLabel);
            self.piece = Some(Piece::new(Label::Body, line, false));
        }
    }

    fn hyphens(&mut self, lines: &str, line: u64) {
        if let Some(piece) = &mut self.piece
            && piece.add_hyphens(lines)
        {
            self.warn(line, Oddity::HyphensInText);
        }
    }

    fn begin(&mut self, label: Label, line: u64) {
        self.close();
        self.known = true;
        self.held = None;
        let most = self.options.limits.comments_per_entry;
        let surplus = match label {
            Label::Comment if self.entry.comments.len() >= most => {
                self.comments.add(line);
                true
            }
            Label::Ping if self.entry.pings.len() >= most => {
                self.pings.add(line);
                true
            }
            _ => false,
        };
        if !surplus {
            self.charge(PART);
        }
        if !self.over {
            self.piece = Some(Piece::new(label, line, surplus));
        }
    }

    /// Puts the open piece where it belongs.
    fn close(&mut self) {
        let Some(piece) = self.piece.take().filter(|piece| !piece.is_surplus()) else {
            return;
        };
        let (label, line) = (piece.label, piece.line);
        let mut odd = Vec::new();
        let mut note = |what| odd.push(what);
        match label {
            Label::Comment => self.entry.comments.push(piece.into_comment(&mut note)),
            Label::Ping => self.entry.pings.push(piece.into_ping(&mut note)),
            Label::Body => join(&mut self.entry.body, piece.into_text(), &mut note),
            Label::Extended => join(&mut self.entry.extended, piece.into_text(), &mut note),
            Label::Excerpt => join(&mut self.entry.excerpt, piece.into_text(), &mut note),
            Label::Keywords => join(&mut self.entry.keywords, piece.into_text(), &mut note),
        }
        self.warn_all(line, odd);
    }

    /// Draws the conclusions that need the whole entry.
    fn settle(&mut self) {
        let line = self.entry.line;
        let odd = std::mem::take(&mut self.heading).settle(&mut self.entry);
        self.warn_all(line, odd);
        if self.replaced > 0 {
            self.warn(line, Oddity::Unreadable(self.replaced));
        }
        if self.removed > 0 {
            self.warn(line, Oddity::ControlCharacters(self.removed));
        }
        by_date(&mut self.entry.comments);
    }

    fn warn(&mut self, line: u64, what: Oddity) {
        self.charge(PART);
        if !self.over {
            self.entry.warnings.push(Warning { line, what });
        }
    }

    fn warn_all(&mut self, line: u64, odd: impl IntoIterator<Item = Oddity>) {
        for what in odd {
            self.warn(line, what);
        }
    }

    /// Counts what is held. Beyond the limit the entry is let go but for its title.
    fn charge(&mut self, bytes: usize) {
        self.size = self.size.saturating_add(bytes);
        if self.over || self.size <= self.options.limits.entry {
            return;
        }
        self.over = true;
        let title = brief(&self.entry.title_or_first_words());
        self.entry = Entry {
            title,
            ..Entry::at(self.entry.line, self.options.absent_status)
        };
        self.piece = None;
        self.held = None;
        self.heading = Heading::default();
    }
}

/// Adds a text to what is there already.
fn join(whole: &mut String, text: String, note: &mut impl FnMut(Oddity)) {
    if whole.is_empty() {
        *whole = text;
    } else if !text.is_empty() {
        note(Oddity::RepeatedPiece);
        whole.push_str("\n\n");
        whole.push_str(&text);
    }
}

/// Sorts by date; one without a date keeps behind the one it followed.
fn by_date(comments: &mut Vec<Comment>) {
    let mut last = None;
    let dates: Vec<_> = comments
        .iter()
        .map(|comment| {
            last = comment.date.map(|date| date.civil).or(last);
            last
        })
        .collect();
    if dates.is_sorted() {
        return; // As nearly all of them are: very many are not moved for nothing.
    }
    let mut dated: Vec<_> = dates.into_iter().zip(std::mem::take(comments)).collect();
    dated.sort_by_key(|(date, _)| *date);
    comments.extend(dated.into_iter().map(|(_, comment)| comment));
}

//! What became of a text: the lines that stayed, and within those that changed, the words.

/// Fields of the table in which the longest common part is looked for.
///
/// Whatever is longer counts as replaced: nobody reads such a difference word by word, and it must not cost seconds.
const FIELDS: usize = 4_000_000;
/// Unchanged lines shown before and after a change.
const AROUND: usize = 2;

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stayed.
    Same,
    /// It went.
    Gone,
    /// It came.
    Come,
}

/// Some words with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) fate: Fate,
    pub(crate) text: String,
}

/// A part of a difference, from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A line that stayed, near a change.
    Same(String),
    /// So many lines that stayed, and are not shown.
    Left(i64),
    /// Lines that changed, with their words.
    Changed(Vec<Piece>),
}

/// The difference between two texts; nothing if there is none.
pub(crate) fn of(before: &str, after: &str) -> Vec<Part> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut parts = Vec::new();
    let mut same: Vec<&str> = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let steps = steps(&old, &new);
    for (fate, line) in &steps {
        match fate {
            Fate::Same => {
                if !gone.is_empty() || !come.is_empty() {
                    parts.push(changed(&gone, &come));
                    gone.clear();
                    come.clear();
                }
                same.push(line);
            }
            Fate::Gone | Fate::Come => {
                around(&mut parts, &same, false);
                same.clear();
                match fate {
                    Fate::Gone => gone.push(*line),
                    Fate::Same | Fate::Come => come.push(*line),
                }
            }
        }
    }
    if !gone.is_empty() || !come.is_empty() {
        parts.push(changed(&gone, &come));
    }
    if parts.is_empty() {
        return parts;
    }
    around(&mut parts, &same, true);
    parts
}

/// Shows unchanged lines next to changes, and counts those in between.
fn around(parts: &mut Vec<Part>, same: &[&str], last: bool) {
    let head = if parts.is_empty() { 0 } else { AROUND };
    let tail = if last { 0 } else { AROUND };
    let show = |parts: &mut Vec<Part>, lines: &[&str]| {
        parts.extend(lines.iter().map(|line| Part::Same((*line).to_owned())));
    };
    // A single line takes no more room than the words that would say that it is left out.
    if same.len() <= head + tail + 1 {
        return show(parts, same);
    }
    let (first, rest) = same.split_at(head);
    let (left, end) = rest.split_at(rest.len() - tail);
    show(parts, first);
    parts.push(Part::Left(i64::try_from(left.len()).unwrap_or(i64::MAX)));
    show(parts, end);
}

/// Changed lines, word by word where enough of them stayed for that to be read.
fn changed(gone: &[&str], come: &[&str]) -> Part {
    let (before, after) = (gone.join("\n"), come.join("\n"));
    let (old, new) = (words(&before), words(&after));
    let steps = steps(&old, &new);
    let size = |wanted: Fate| -> usize {
        let chosen = steps.iter().filter(|(fate, _)| *fate == wanted);
        chosen.map(|(_, text)| text.trim().len()).sum()
    };
    let (same, moved) = (size(Fate::Same), size(Fate::Gone) + size(Fate::Come));
    let mut pieces: Vec<Piece> = Vec::new();
    if same * 3 < moved {
        let whole = [(Fate::Gone, before.clone()), (Fate::Come, after.clone())];
        let whole = whole.into_iter().filter(|(_, text)| !text.is_empty());
        pieces.extend(whole.map(|(fate, text)| Piece { fate, text }));
        return Part::Changed(pieces);
    }
    for (fate, text) in steps {
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(text),
            _ => pieces.push(Piece {
                fate,
                text: text.to_owned(),
            }),
        }
    }
    Part::Changed(pieces)
}

/// Words, blanks and signs. Where a script writes no blanks, every letter is a word.
fn words(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Sort {
        Word,
        Blank,
        Single,
    }
    let sort = |c: char| match c {
        c if base::clean::is_unspaced(c) => Sort::Single,
        c if c.is_alphanumeric() || c == '\'' || c == '’' => Sort::Word,
        c if c.is_whitespace() => Sort::Blank,
        _ => Sort::Single,
    };
    let mut found = Vec::new();
    let (mut start, mut last) = (0, Sort::Single);
    for (at, c) in text.char_indices() {
        let now = sort(c);
        if at > start && (now == Sort::Single || now != last) {
            found.extend(text.get(start..at));
            start = at;
        }
        last = now;
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

/// From one list to the other in the fewest steps: what goes comes before what takes its place.
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Fate, &'a str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (same, old) = old.split_at(head);
    let (_, new) = new.split_at(head);
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    let (old, end) = old.split_at(old.len() - tail);
    let (new, _) = new.split_at(new.len() - tail);
    let mut steps = Vec::with_capacity(same.len() + old.len() + new.len() + end.len());
    steps.extend(same.iter().map(|text| (Fate::Same, *text)));
    if old.len().saturating_mul(new.len()) > FIELDS {
        steps.extend(old.iter().map(|text| (Fate::Gone, *text)));
        steps.extend(new.iter().map(|text| (Fate::Come, *text)));
    } else {
        middle(old, new, &mut steps);
    }
    steps.extend(end.iter().map(|text| (Fate::Same, *text)));
    steps
}

fn middle<'a>(old: &[&'a str], new: &[&'a str], steps: &mut Vec<(Fate, &'a str)>) {
    let table = table(old, new);
    let length = |i: usize, j: usize| table.get(i).and_then(|row| row.get(j)).copied();
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => return,
            (Some(a), Some(b)) if a == b => {
                steps.push((Fate::Same, a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || length(i + 1, j) >= length(i, j + 1) => {
                steps.push((Fate::Gone, a));
                i += 1;
            }
            (_, Some(b)) => {
                steps.push((Fate::Come, b));
                j += 1;
            }
            (Some(_), None) => return, // The arm above takes whatever is left of the old one.
        }
    }
}

/// How long the longest common part is, from each place in both lists to their ends.
fn table(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut rows: Vec<Vec<u32>> = vec![vec![0; new.len() + 1]];
    for a in old.iter().rev() {
        let mut row = Vec::with_capacity(new.len() + 1);
        row.push(0);
        if let Some(below) = rows.last() {
            // Both rows are written from their ends, so that a place's right neighbour is the last one written.
            let mut right = 0;
            for (b, pair) in new.iter().rev().zip(below.windows(2)) {
                let (diagonal, under) = match pair {
                    [diagonal, under] => (*diagonal, *under),
                    _ => (0, 0), // Windows of two have two.
                };
                right = if a == b {
                    diagonal + 1
                } else {
                    under.max(right)
                };
                row.push(right);
            }
        }
        rows.push(row);
    }
    rows.reverse();
    for row in &mut rows {
        row.reverse();
    }
    rows
}

#[cfg(test)]
mod tests;

//! A rough division of text into tags and what stands between them, for formats that mix both.

/// A stretch of the source; together they are the source.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Text(&'a str),
    /// A tag, or with the name `!` a comment or the like.
    Tag {
        raw: &'a str,
        name: &'a str,
        closing: bool,
    },
}

/// The parts of `source`. Takes time linear in its length, whatever it is.
pub(crate) fn parts(source: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = source;
    // Bytes of `rest` that have been passed and are text.
    let mut text = 0_usize;
    let last_comment = source.rfind("-->").unwrap_or(0);
    while let Some(found) = rest.get(text..).and_then(|ahead| ahead.find('<')) {
        let start = text.saturating_add(found);
        let Some(here) = rest.get(start..) else { break };
        let comment = source.len().saturating_sub(here.len()) < last_comment;
        match tag(here, comment) {
            Tag::Yes {
                length,
                name,
                closing,
            } => {
                if let Some(before) = rest.get(..start).filter(|before| !before.is_empty()) {
                    parts.push(Part::Text(before));
                }
                let (raw, after) = here.split_at_checked(length).unwrap_or((here, ""));
                parts.push(Part::Tag { raw, name, closing });
                rest = after;
                text = 0;
            }
            Tag::No => text = start.saturating_add(1),
            Tag::Never => break,
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

enum Tag<'a> {
    Yes {
        length: usize,
        name: &'a str,
        closing: bool,
    },
    No,
    /// Nothing is closed from here on.
    Never,
}

/// `comment` says that a comment beginning here would end somewhere.
fn tag(here: &str, comment: bool) -> Tag<'_> {
    let end = |mark: &str| here.find(mark).map(|at| at.saturating_add(mark.len()));
    if comment
        && here.starts_with("<!--")
        && let Some(length) = end("-->")
    {
        return Tag::Yes {
            length,
            name: "!",
            closing: false,
        };
    }
    let Some(inside) = here.get(1..) else {
        return Tag::No;
    };
    let (inside, closing) = match inside.strip_prefix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return Tag::No;
    }
    let Some(length) = end(">") else {
        return Tag::Never;
    };
    let name = inside
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '!' | '-' | ':')))
        .and_then(|end| inside.get(..end))
        .unwrap_or(inside);
    Tag::Yes {
        length,
        name,
        closing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_texts_take_turns() {
        assert_eq!(
            parts("a<b x='1'>c</B><!-- <d> -->1 < 2"),
            [
                Part::Text("a"),
                Part::Tag {
                    raw: "<b x='1'>",
                    name: "b",
                    closing: false
                },
                Part::Text("c"),
                Part::Tag {
                    raw: "</B>",
                    name: "B",
                    closing: true
                },
                Part::Tag {
                    raw: "<!-- <d> -->",
                    name: "!",
                    closing: false
                },
                Part::Text("1 < 2"),
            ]
        );
    }

    #[test]
    fn what_is_never_closed_is_text() {
        assert_eq!(parts("<a <a <a"), [Part::Text("<a <a <a")]);
    }
}

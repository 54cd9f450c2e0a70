//! The words of the format: keys, labels of pieces, separators.

/// What ends an entry.
pub(super) const ENTRY_END: &str = "--------";
/// What ends the header and each piece.
pub(super) const PIECE_END: &str = "-----";

/// Keys of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Author,
    AuthorEmail,
    Title,
    Basename,
    Status,
    AllowComments,
    AllowPings,
    ConvertBreaks,
    PrimaryCategory,
    Category,
    Date,
    Tags,
    NoEntry,
    UniqueUrl,
    Image,
}

/// Labels of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Body,
    Extended,
    Excerpt,
    Keywords,
    Comment,
    Ping,
}

/// Splits `KEY: value` at the first colon.
pub(super) fn split(line: &str) -> Option<(&str, &str)> {
    line.split_once(':')
        .map(|(key, value)| (key.trim(), value.trim()))
}

pub(super) fn key(name: &str) -> Option<Key> {
    Some(match name {
        "AUTHOR" => Key::Author,
        "AUTHOR EMAIL" => Key::AuthorEmail,
        "TITLE" => Key::Title,
        "BASENAME" => Key::Basename,
        "STATUS" => Key::Status,
        "ALLOW COMMENTS" => Key::AllowComments,
        "ALLOW PINGS" => Key::AllowPings,
        "CONVERT BREAKS" => Key::ConvertBreaks,
        "PRIMARY CATEGORY" => Key::PrimaryCategory,
        "CATEGORY" => Key::Category,
        "DATE" => Key::Date,
        "TAGS" => Key::Tags,
        "NO ENTRY" => Key::NoEntry,
        "UNIQUE URL" => Key::UniqueUrl,
        "IMAGE" => Key::Image,
        _ => return None,
    })
}

/// The old way to open a body, without a separator before it.
pub(super) fn starts_body(line: &str) -> bool {
    matches!(line.trim(), "START BODY" | "START BODY:")
}

/// A label and what follows it on its line: nothing but blanks, in a file that keeps to the format.
pub(super) fn label(line: &str) -> Option<(Label, &str)> {
    let (name, rest) = line.split_once(':')?;
    let label = match name.trim_start() {
        "BODY" => Label::Body,
        "EXTENDED BODY" => Label::Extended,
        "EXCERPT" => Label::Excerpt,
        "KEYWORDS" => Label::Keywords,
        "COMMENT" => Label::Comment,
        "PING" => Label::Ping,
        _ => return None,
    };
    Some((label, rest.trim()))
}

/// How a line looks to someone who asks whether an entry begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    EntryEnd,
    PieceEnd,
    /// A label alone on its line.
    Label,
    /// A key that only entries have.
    Known,
    /// It could be the key of some other producer.
    KeyLike,
    Other,
}

pub(super) fn look(line: &str) -> Look {
    match line {
        ENTRY_END => return Look::EntryEnd,
        PIECE_END => return Look::PieceEnd,
        _ if line.trim().is_empty() => return Look::Blank,
        _ if starts_body(line) => return Look::Known,
        _ => {}
    }
    if label(line).is_some_and(|(_, rest)| rest.is_empty()) {
        return Look::Label;
    }
    match split(line) {
        Some((name, _)) if key(name).is_some() || name.starts_with("CF50_") => Look::Known,
        Some((name, _)) if key_like(name) => Look::KeyLike,
        _ => Look::Other,
    }
}

fn key_like(name: &str) -> bool {
    let fits = |byte: u8| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b' ' | b'_')
    };
    name.len() <= 64
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(fits)
}

/// What follows an entry's end on the same line.
///
/// Files are joined although the last line of the first had no end of its own.
pub(super) fn joined(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(ENTRY_END)?;
    match rest.strip_prefix('\u{FEFF}') {
        Some(rest) => Some(rest),
        None => split(rest).and_then(|(name, _)| key(name)).map(|_| rest),
    }
}

/// The names in a comma list; those with a comma or a blank in them stand in double quotes.
pub(super) fn tags(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let list = rest?.trim_start();
        let quoted = list
            .strip_prefix('"')
            .and_then(|inside| inside.split_once('"'));
        // Quotes that do not span the whole name belong to it.
        let quoted = quoted.filter(|(_, after)| {
            after.trim_start().is_empty() || after.trim_start().starts_with(',')
        });
        let (name, after) = match quoted {
            Some((name, after)) => (name, after.split_once(',').map(|(_, after)| after)),
            None => match list.split_once(',') {
                Some((name, after)) => (name, Some(after)),
                None => (list, None),
            },
        };
        rest = after;
        Some(name.trim())
    })
    .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_a_comma_list_with_quotes_around_names_with_blanks() {
        let of = |list| tags(list).collect::<Vec<_>>();
        assert_eq!(
            of(r#""Foo bar",Foo, Bar ,"a, b" , c d"#),
            ["Foo bar", "Foo", "Bar", "a, b", "c d"]
        );
        assert_eq!(
            of(r#"5" disk,"open,Don't,"#),
            [r#"5" disk"#, r#""open"#, "Don't"]
        );
        assert_eq!(of(r#" ,, "","#), [""; 0]);
    }

    #[test]
    fn a_line_is_split_at_its_first_colon_and_trimmed() {
        assert_eq!(
            split(" UNIQUE URL : http://x.org/ "),
            Some(("UNIQUE URL", "http://x.org/"))
        );
        assert_eq!(split("no colon"), None);
    }
}

//! What holds for any file.

use std::io::BufReader;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Encoding, Entry, Item, Limits, Options, Reader, undouble};
use super::entries;

/// Lines that mean something, mixed with some that do not.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let meaning = select(vec![
        "--------",
        "-----",
        "-----\t",
        "--------\t",
        "",
        " ",
        "BODY:",
        "COMMENT:",
        "COMMENT: ",
        "PING:",
        "EXCERPT:",
        "START BODY",
        "AUTHOR: Bo",
        "TITLE: One",
        "DATE: 01/02/2003 04:05:06 PM",
        "STATUS: publish",
        "CATEGORY: a",
        "TAGS: a,\"b c\"",
        "FOO: x",
        "URL: <a href=",
        "\u{feff}TITLE: x",
        "--------TITLE: y",
        "--------\u{feff}",
    ]);
    vec(
        prop_oneof![4 => meaning.prop_map(str::to_owned), 1 => ".{0,40}"],
        0..60,
    )
}

/// All text held by an entry.
fn weight(entry: &Entry) -> usize {
    let comments = entry
        .comments
        .iter()
        .map(|comment| comment.author.len() + comment.text.len());
    let pings = entry
        .pings
        .iter()
        .map(|ping| ping.title.len() + ping.text.len());
    let fields = entry
        .fields
        .iter()
        .map(|(key, value)| key.len() + value.len());
    let names = entry.categories.iter().chain(&entry.tags).map(String::len);
    let texts = [
        &entry.title,
        &entry.body,
        &entry.extended,
        &entry.excerpt,
        &entry.keywords,
    ]
    .map(String::len);
    comments
        .chain(pings)
        .chain(fields)
        .chain(names)
        .chain(texts)
        .sum()
}

/// Text that is neither trimmed nor taken for anything else.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        select(vec!["-----", "--------", "BODY:", "", "  x"]).prop_map(str::to_owned),
        "[ -~äöß日本]{0,30}"
    ];
    vec(line, 0..6).prop_map(|lines| format!("word\n{}\nword", lines.join("\n")))
}

/// As current Movable Type writes a text.
fn escaped(text: &str) -> String {
    let line = |line| {
        if matches!(line, "-----" | "--------") {
            format!("{line}\t\n")
        } else {
            format!("{line}\n")
        }
    };
    text.split('\n').map(line).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in vec(any::<u8>(), 0..2000), name in select(vec!["utf-8", "sjis", "euc-jp", "utf-16le"])) {
        Encoding::detect(&mut bytes.as_slice()).unwrap();
        let options = Options { encoding: Encoding::named(name).unwrap(), ..Options::default() };
        let mut reader = Reader::new(BufReader::with_capacity(7, bytes.as_slice()), options);
        prop_assert!(reader.by_ref().all(|item| item.is_ok()));
        prop_assert_eq!(reader.bytes_read(), u64::try_from(bytes.len()).unwrap());
    }

    #[test]
    fn any_mixture_of_lines_keeps_within_the_limits(lines in lines(), end in select(vec!["\n", "\r\n", "\r"]), line in 1_usize..40, entry in 1_usize..2000) {
        let limits = Limits { line, entry, comments_per_entry: 2 };
        let file = lines.join(end);
        for item in Reader::new(file.as_bytes(), Options { limits, ..Options::default() }) {
            if let Item::Entry(read) = item.unwrap() {
                prop_assert!(weight(&read) <= entry, "{read:?}");
                prop_assert!(read.comments.len() <= 2 && read.pings.len() <= 2);
                read.title_or_first_words();
            }
        }
    }

    #[test]
    fn what_is_written_by_the_format_is_read_back(bodies in vec((text(), text(), vec(text(), 0..3)), 1..4)) {
        let mut file = String::new();
        for (at, (body, excerpt, comments)) in bodies.iter().enumerate() {
            file += &format!("TITLE: {at}\nSTATUS: draft\n-----\nBODY:\n{}-----\nEXCERPT:\n{}", escaped(body), escaped(excerpt));
            for comment in comments {
                file += &format!("-----\nCOMMENT:\nAUTHOR: Bo\n{}", escaped(comment));
            }
            file += "-----\n--------\n";
        }
        let read = entries(file);
        let back = read.into_iter().map(|entry| {
            assert!(entry.warnings.is_empty(), "{:?}", entry.warnings);
            (entry.body, entry.excerpt, entry.comments.into_iter().map(|comment| comment.text).collect::<Vec<_>>())
        });
        prop_assert_eq!(back.collect::<Vec<_>>(), bodies);
    }

    #[test]
    fn undoubling_brings_no_markup(text in "[a-z&;#<>lt\" ]{0,40}|(&amp;|lt;|gt;|quot;|#39;|amp;| ){0,12}") {
        let once = undouble(&text);
        let marks = |text: &str| text.chars().filter(|mark| matches!(mark, '<' | '>' | '"')).count();
        prop_assert_eq!(marks(&once), marks(&text));
    }
}

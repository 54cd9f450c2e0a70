//! The header of an entry.

use super::super::{CommentsAllowed, Encoding, Format, Item, Oddity, Options, Reader, Status};
use super::{entries, items, oddities, only, with_header};

#[test]
fn all_keys_are_understood() {
    let entry = with_header(concat!(
        "AUTHOR: Ada L.\nAUTHOR EMAIL: ada@example.org\nTITLE: On: engines\nBASENAME: on_engines\nALLOW COMMENTS: 1\n",
        "ALLOW PINGS: 1\nCONVERT BREAKS: richtext\nPRIMARY CATEGORY: Mills\nCATEGORY: Looms\nDATE: 12/10/2015 08:30:00 AM\n",
        "TAGS: \"first program\",notes\nUNIQUE URL: https://ada.example.org/2015/12/on-engines.html \n",
        "IMAGE: https://ada.example.org/engine.png",
    ));
    assert_eq!(entry.line, 1);
    assert_eq!(entry.author.as_deref(), Some("Ada L."));
    assert_eq!(entry.author_email.as_deref(), Some("ada@example.org"));
    assert_eq!(entry.title, "On: engines", "split at the first colon only");
    assert_eq!(entry.basename.as_deref(), Some("on_engines"));
    assert_eq!(
        (entry.status, entry.comments_allowed, entry.pings_allowed),
        (Status::Publish, CommentsAllowed::Open, true)
    );
    assert_eq!(
        (entry.format.clone(), entry.joins_existing),
        (Format::Html, false)
    );
    assert_eq!(
        (
            entry.primary_category.as_deref(),
            entry.categories.join("|")
        ),
        (Some("Mills"), "Mills|Looms".into())
    );
    assert_eq!(entry.tags, ["first program", "notes"]);
    assert_eq!(entry.date.unwrap().civil.to_string(), "2015-12-10T08:30:00");
    assert_eq!(
        entry.unique_url.as_deref(),
        Some("https://ada.example.org/2015/12/on-engines.html"),
        "trailing blank"
    );
    assert_eq!(
        entry.image.as_deref(),
        Some("https://ada.example.org/engine.png")
    );
    assert_eq!((entry.body.as_str(), entry.warnings.len()), ("Text", 0));
}

#[test]
fn blank_lines_between_keys_are_ignored_and_unknown_keys_kept_aside() {
    let entry = with_header(
        "TITLE: One\n\nno key at all\nCF50_mood: merry: very\n \nWEATHER: rain\nAUTHOR: Bo",
    );
    assert_eq!(entry.author.as_deref(), Some("Bo"));
    let fields = [("CF50_mood", "merry: very"), ("WEATHER", "rain")];
    assert_eq!(
        entry.fields,
        fields.map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
}

#[test]
fn status_is_case_insensitive_and_an_unknown_one_is_a_draft() {
    let of = |word: &str| only(format!("TITLE: x\nSTATUS: {word}\n-----\n--------\n"));
    let known = [
        ("draft", Status::Draft),
        ("PUBLISH", Status::Publish),
        ("Review", Status::Review),
        ("future", Status::Future),
    ];
    for (word, status) in known.into_iter().chain([
        ("junk", Status::Junk),
        ("Spam", Status::Junk),
        ("unpublish", Status::Unpublish),
    ]) {
        assert_eq!(
            (of(word).status, oddities(&of(word))),
            (status, vec![]),
            "{word}"
        );
    }
    let odd = of("hidden");
    assert_eq!(
        (odd.status, oddities(&odd)),
        (Status::Draft, vec![Oddity::UnknownStatus("hidden".into())])
    );
}

#[test]
fn an_entry_without_a_status_is_a_draft_unless_the_caller_says_otherwise() {
    let file = b"TITLE: x\n-----\nBODY:\nx\n-----\n--------\n".as_slice();
    let Some(Ok(Item::Entry(entry))) = Reader::new(file, Options::default()).next() else {
        panic!("no entry")
    };
    assert_eq!(
        (entry.status, entry.warnings[0].what.clone()),
        (Status::Draft, Oddity::NoStatus)
    );
    assert_eq!(only(file).status, Status::Publish);
}

#[test]
fn the_format_of_the_text_is_told_by_convert_breaks() {
    let of = |word: &str| with_header(&format!("CONVERT BREAKS: {word}")).format;
    for (word, format) in [
        ("0", Format::Html),
        ("richtext", Format::Html),
        ("wysiwyg", Format::Html),
        ("1", Format::Breaks),
        ("__default__", Format::Breaks),
        ("markdown", Format::Markdown { smart: false }),
        (
            "markdown_with_smartypants",
            Format::Markdown { smart: true },
        ),
        ("textile_2", Format::Textile),
        ("latex", Format::Unknown("latex".into())),
    ] {
        assert_eq!(of(word), format);
    }
    assert_eq!(
        oddities(&with_header("CONVERT BREAKS: latex")),
        [Oddity::UnknownFormat("latex".into())]
    );
}

#[test]
fn without_convert_breaks_paragraphs_tell() {
    assert_eq!(
        only("TITLE: x\n-----\nBODY:\n<p>One</p>\n-----\n--------").format,
        Format::Html
    );
    assert_eq!(
        only("TITLE: x\n-----\nBODY:\nOne\n\nTwo <b>bold</b>\n-----\n--------").format,
        Format::Breaks
    );
}

#[test]
fn comments_may_be_open_closed_or_hidden() {
    let of = |word: &str| with_header(&format!("ALLOW COMMENTS: {word}")).comments_allowed;
    assert_eq!(
        [of("0"), of("1"), of("2")],
        [
            CommentsAllowed::Closed,
            CommentsAllowed::Open,
            CommentsAllowed::Hidden
        ]
    );
}

#[test]
fn the_primary_category_comes_first_and_once() {
    let entry = with_header(
        "CATEGORY: News\nCATEGORY: Media\nCATEGORY: News\nCATEGORY:\nPRIMARY CATEGORY: Media\nTAGS: a,b,a",
    );
    assert_eq!(entry.categories, ["Media", "News"]);
    assert_eq!(entry.tags, ["a", "b"]);
}

#[test]
fn no_entry_means_that_the_comments_join_another() {
    assert!(with_header("NO ENTRY: 1").joins_existing);
    assert!(!with_header("NO ENTRY: 0").joins_existing);
}

#[test]
fn without_a_title_the_first_five_words_stand_in() {
    let of = |body: &str| {
        only(format!(
            "TITLE:\nAUTHOR: x\n-----\nBODY:\n{body}\n-----\n--------\n"
        ))
        .title_or_first_words()
    };
    assert_eq!(
        of("<p>It was a <i>dark</i> and</p>\n<p>stormy night</p>"),
        "It was a dark and"
    );
    assert_eq!(of("Short"), "Short");
    assert_eq!(of("<img src='x.png'>"), "");
    assert_eq!(
        with_header("TITLE: A title").title_or_first_words(),
        "A title"
    );
}

#[test]
fn odd_dates_are_warned_of() {
    let of = |date: &str| with_header(&format!("DATE: {date}"));
    assert_eq!(oddities(&of("1/2/99 3:04:05")), []);
    let iso = of("2020-01-02T03:04:05+09:00");
    assert_eq!(
        oddities(&iso),
        [Oddity::LooseDate("2020-01-02T03:04:05+09:00".into())]
    );
    assert!(iso.date.unwrap().offset.is_some());
    let none = of("yesterday");
    assert_eq!(
        (none.date, oddities(&none)),
        (None, vec![Oddity::BadDate("yesterday".into())])
    );
    assert_eq!((of("").date, oddities(&of(""))), (None, vec![]));
}

#[test]
fn an_old_start_body_takes_all_that_remains() {
    let entry = only(
        "TITLE: Old\nDATE: 1/2/01 3:4:5\nSTART BODY:\nOne\n\nAUTHOR: is text here\n-----\nCOMMENT:\nHi\n-----\n--------\n",
    );
    assert_eq!(
        (entry.body.as_str(), entry.author.clone()),
        ("One\n\nAUTHOR: is text here", None)
    );
    assert_eq!(entry.comments[0].text, "Hi");
}

#[test]
fn marks_and_windows_line_ends_do_no_harm() {
    let unix = "TITLE: One\nSTATUS: draft\n-----\nBODY:\nA\n\nB\n-----\n--------\n\nTITLE: Two\nSTATUS: draft\n-----\n--------\n";
    let plain = entries(unix);
    assert_eq!(plain[0].body, "A\n\nB");
    assert_eq!(entries(unix.replace('\n', "\r\n")), plain);
    assert_eq!(entries(unix.replace('\n', "\r")), plain);
    assert_eq!(
        entries(format!(
            "\u{feff}{}",
            unix.replace("TITLE: Two", "\u{feff}TITLE: Two")
        )),
        plain
    );
}

#[test]
fn stray_bytes_and_control_characters_are_replaced_and_counted() {
    let entry = only(
        b"TITLE: Caf\xE9\nSTATUS: draft\n-----\nBODY:\nbell\x07 and\0 \xFF\n-----\n--------\n",
    );
    assert_eq!(
        (entry.title.as_str(), entry.body.as_str()),
        ("Caf\u{FFFD}", "bell and \u{FFFD}")
    );
    assert_eq!(
        oddities(&entry),
        [Oddity::Unreadable(2), Oddity::ControlCharacters(2)]
    );
}

#[test]
fn other_encodings_are_read_as_told() {
    let (bytes, ..) = encoding_rs::EUC_JP
        .encode("TITLE: 散歩\nSTATUS: draft\n-----\nBODY:\nきょうは\n-----\n--------\n");
    let encoding = Encoding::detect(&mut bytes.as_ref()).unwrap().encoding;
    let Some(Ok(Item::Entry(entry))) = Reader::new(
        bytes.as_ref(),
        Options {
            encoding,
            ..Options::default()
        },
    )
    .next() else {
        panic!("no entry")
    };
    assert_eq!(
        (entry.title.as_str(), entry.body.as_str()),
        ("散歩", "きょうは")
    );
}

#[test]
fn a_failing_source_ends_the_reading() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let file = std::io::Read::chain(b"TITLE: x\n--------\nTITLE: y\n".as_slice(), Broken);
    let mut reader = Reader::new(std::io::BufReader::new(file), Options::default());
    assert!(matches!(reader.next(), Some(Ok(Item::Entry(_)))));
    assert_eq!(
        reader.next().unwrap().unwrap_err().to_string(),
        "reading failed after line 3: unplugged"
    );
    assert!(reader.next().is_none());
}

#[test]
fn progress_reaches_the_length_of_the_file() {
    let file = "TITLE: é\n-----\n--------\n";
    let mut reader = Reader::new(file.as_bytes(), Options::default());
    assert_eq!((reader.by_ref().count(), reader.bytes_read()), (1, 25));
    assert!(items("").is_empty() && items("\n \n\n").is_empty());
}

//! Bodies, comments, pings.

use super::super::{Oddity, undouble};
use super::{oddities, only, with_pieces};

#[test]
fn all_pieces_are_understood_and_keep_their_inner_lines() {
    let entry = with_pieces(concat!(
        "EXTENDED BODY:\n\n    indented\n\n  more\n\n-----\nEXCERPT:\nShort\n-----\nKEYWORDS:\na, b\n-----\n",
        "PING:\nBLOG NAME: Their blog\nTITLE: Theirs\nURL: http://p.example.org/1\nIP: 192.0.2.7\n",
        "DATE: 08/05/2002 16:09:12\nThis is how\nit starts",
    ));
    assert_eq!(entry.body, "Text");
    assert_eq!(entry.extended, "    indented\n\n  more");
    assert_eq!(
        (entry.excerpt.as_str(), entry.keywords.as_str()),
        ("Short", "a, b")
    );
    let ping = &entry.pings[0];
    assert_eq!(
        (ping.line, ping.title.as_str(), ping.blog.as_str()),
        (20, "Theirs", "Their blog")
    );
    assert_eq!(
        (ping.url.as_deref(), ping.ip.as_deref()),
        (Some("http://p.example.org/1"), Some("192.0.2.7"))
    );
    assert_eq!(
        (ping.date.unwrap().civil.hour(), ping.text.as_str()),
        (16, "This is how\nit starts")
    );
}

#[test]
fn comment_headers_come_in_any_order_and_each_is_optional() {
    let entry = with_pieces(concat!(
        "COMMENT:\nDATE: 01/31/2002 03:47:06 PM\nURL: https://plus.google.com/1\nEMAIL: bo@example.org\nIP: 192.0.2.1\nAUTHOR: Bo\n",
        "First\n\nsecond\n-----\nCOMMENT:\nNo header: at all",
    ));
    let [bo, none] = entry.comments.as_slice() else {
        panic!("{entry:#?}")
    };
    assert_eq!(
        (bo.line, bo.author.as_str(), bo.email.as_deref()),
        (7, "Bo", Some("bo@example.org"))
    );
    assert_eq!(
        (bo.ip.as_deref(), bo.url.as_deref()),
        (Some("192.0.2.1"), Some("https://plus.google.com/1"))
    );
    assert_eq!(
        (bo.date.unwrap().civil.hour(), bo.text.as_str()),
        (15, "First\n\nsecond")
    );
    assert_eq!(
        (none.author.as_str(), none.date, none.text.as_str()),
        ("", None, "No header: at all")
    );
}

#[test]
fn a_header_that_comes_again_or_behind_a_blank_line_is_text() {
    let entry = with_pieces(
        "COMMENT:\nAUTHOR: Bo\nAUTHOR: is also a word\nURL: http://x.org/\n-----\nCOMMENT:\n\nAUTHOR: Cy\n\nURL: see http://x.org/",
    );
    assert_eq!(
        entry.comments[0].text,
        "AUTHOR: is also a word\nURL: http://x.org/"
    );
    assert_eq!(entry.comments[0].url, None);
    assert_eq!(
        (
            entry.comments[1].author.as_str(),
            entry.comments[1].text.as_str()
        ),
        ("Cy", "URL: see http://x.org/")
    );
}

#[test]
fn a_label_with_a_trailing_blank_is_a_label() {
    let entry =
        only("TITLE: x\n-----\nBODY: \nText\n-----\nCOMMENT: \nAUTHOR: Bo\nHi\n-----\n--------\n");
    assert_eq!(
        (entry.body.as_str(), entry.comments[0].text.as_str()),
        ("Text", "Hi")
    );
}

#[test]
fn fillers_are_nobody_and_wrapped_addresses_are_unwrapped() {
    let entry = with_pieces(
        "COMMENT:\nAUTHOR:\nEMAIL: none@unknown.com\nIP:\nURL: <a href=\"http://x.org/\" rel=\"nofollow\">x</a>\nDATE:\nHi",
    );
    let comment = &entry.comments[0];
    assert_eq!(
        (comment.email.as_ref(), comment.ip.as_ref(), comment.date),
        (None, None, None)
    );
    assert_eq!(comment.url.as_deref(), Some("http://x.org/"));
}

#[test]
fn comments_come_by_date_and_undated_ones_stay_where_they_were() {
    let comment = |date: &str, text: &str| format!("COMMENT:\nDATE: {date}\n{text}\n-----\n");
    let march = comment("03/01/2010 10:00:00 AM", "march");
    let pieces = [
        march.clone(),
        comment("", "after march"),
        comment("01/01/2010 10:00:00 AM", "january"),
        march.replace("march", "march too"),
    ];
    let entry = with_pieces(&pieces.concat());
    let texts: Vec<_> = entry
        .comments
        .iter()
        .map(|comment| comment.text.as_str())
        .collect();
    assert_eq!(texts, ["january", "march", "after march", "march too"]);
}

#[test]
fn a_comment_is_known_by_entry_author_date_and_text() {
    let read = || {
        with_pieces(
            "COMMENT:\nAUTHOR: Bo\nDATE: 03/01/2010 10:00:00\nHi\n-----\nCOMMENT:\nAUTHOR: Bo\nDATE: 03/01/2010 10:00:00\nHo",
        )
    };
    let (once, again) = (read(), read());
    assert_eq!(
        once.comments[0].identity("one"),
        again.comments[0].identity("one")
    );
    assert_ne!(
        once.comments[0].identity("one"),
        once.comments[0].identity("two")
    );
    assert_ne!(
        once.comments[0].identity("one"),
        once.comments[1].identity("one")
    );
}

#[test]
fn doubled_entities_of_a_comment_can_be_undone() {
    let entry = with_pieces("COMMENT:\nIt&amp;#39;s &amp;quot;fine&amp;quot;");
    assert_eq!(
        undouble(&entry.comments[0].text),
        "It&#39;s &quot;fine&quot;"
    );
}

#[test]
fn a_repeated_piece_is_kept_behind_the_first() {
    let entry = with_pieces("BODY:\nMore");
    assert_eq!(
        (entry.body.as_str(), oddities(&entry)),
        ("Text\n\nMore", vec![Oddity::RepeatedPiece])
    );
}

#[test]
fn a_bad_date_of_a_comment_is_told_with_its_line() {
    let entry = with_pieces("COMMENT:\nDATE: soon\nHi");
    assert_eq!(
        (entry.warnings[0].line, entry.warnings[0].what.clone()),
        (7, Oddity::BadDate("soon".into()))
    );
}

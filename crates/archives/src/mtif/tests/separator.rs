//! Lines of hyphens: which end something, and which are text.

use super::super::{Item, Oddity, Reason};
use super::{entries, items, oddities, only, with_pieces};

#[test]
fn eight_hyphens_end_an_entry_and_the_last_may_lack_its_newline() {
    let two = entries(
        "TITLE: One\n-----\nBODY:\nA\n-----\n--------\nTITLE: Two\n-----\nBODY:\nB\n-----\n--------",
    );
    assert_eq!(
        two.iter()
            .map(|entry| (entry.line, entry.body.as_str()))
            .collect::<Vec<_>>(),
        [(1, "A"), (7, "B")]
    );
    assert!(two.iter().all(|entry| oddities(entry).is_empty()));
}

#[test]
fn a_file_may_start_with_eight_hyphens() {
    assert_eq!(only("--------\nTITLE: One\n-----\n--------\n").title, "One");
    assert_eq!(
        only("\u{feff}--------\nTITLE: One\n-----\n--------\n").title,
        "One"
    );
}

#[test]
fn seven_nine_or_blanks_behind_are_text() {
    let entry =
        with_pieces("EXCERPT:\n-------\n---------\n-------- \n----\n------\n----- \n --------");
    assert_eq!(
        entry.excerpt,
        "-------\n---------\n-------- \n----\n------\n----- \n --------"
    );
    assert_eq!(oddities(&entry), []);
}

#[test]
fn hyphens_with_a_tab_behind_are_text_without_it() {
    let entry = with_pieces("EXCERPT:\nabove\n-----\t\n--------\t\nbelow\t");
    assert_eq!(
        (entry.excerpt.as_str(), oddities(&entry)),
        ("above\n-----\n--------\nbelow", vec![])
    );
}

#[test]
fn an_unescaped_line_of_five_belongs_to_the_piece_before() {
    let entry = with_pieces(
        "COMMENT:\nAUTHOR: Bo\nabove\n-----\n\nbelow\n-----\n-----\nfar below\n-----\nEXCERPT:\nShort",
    );
    assert_eq!(
        entry.comments[0].text,
        "above\n-----\n\nbelow\n-----\n-----\nfar below"
    );
    assert_eq!(entry.excerpt, "Short");
    assert_eq!(oddities(&entry), [Oddity::HyphensInText], "said once");
}

#[test]
fn a_label_in_running_text_opens_no_piece() {
    let entry = with_pieces("EXCERPT:\nabove\nCOMMENT:\nbelow\n-----\nCOMMENT: is also a word");
    assert_eq!(
        entry.excerpt,
        "above\nCOMMENT:\nbelow\n-----\nCOMMENT: is also a word"
    );
    assert!(entry.comments.is_empty());
}

#[test]
fn an_unescaped_line_of_eight_is_text_unless_an_entry_follows() {
    let body = "above\n--------\nbelow: a word\n\n--------\n\nTo: whom\n--------";
    let two = entries(format!(
        "TITLE: One\n-----\nBODY:\n{body}\nend\n-----\n--------\nTITLE: Two\n-----\n--------\n"
    ));
    assert_eq!(two[0].body, format!("{body}\nend"));
    assert_eq!(
        (oddities(&two[0]), two[1].title.as_str()),
        (vec![Oddity::HyphensInText], "Two")
    );
}

#[test]
fn an_entry_may_begin_with_blank_lines_or_keys_of_other_producers_or_a_piece() {
    let file = concat!(
        "TITLE: One\n-----\nBODY:\nA\n-----\n--------\n\n\n\nWEATHER: rain\nTITLE: Two\n-----\nBODY:\nB\n-----\n--------\n",
        "-----\nBODY:\nC\n-----\n--------\n--------\nCF50_x: y\nTITLE: Four\n-----\nBODY:\nD\n-----\n--------\n\n\n",
    );
    let bodies: Vec<_> = entries(file).into_iter().map(|entry| entry.body).collect();
    assert_eq!(bodies, ["A", "B", "C", "D"]);
}

#[test]
fn blank_lines_and_empty_pieces_behind_the_last_piece_are_nothing() {
    for tail in ["\n\n\n", "-----\n", "\n-----\n\n-----\n\n"] {
        let entry = only(format!(
            "TITLE: One\n-----\nBODY:\nA\n-----\nCOMMENT:\nHi\n-----\n{tail}--------\n"
        ));
        assert_eq!(
            (entry.comments[0].text.as_str(), oddities(&entry)),
            ("Hi", vec![])
        );
    }
}

#[test]
fn files_joined_without_a_newline_between_them_come_apart() {
    let one = "\u{feff}TITLE: One\n-----\nBODY:\nA\n-----\n--------";
    let two = entries(format!("{one}{one}{}", one.replace('\u{feff}', "")));
    assert_eq!(
        two.iter()
            .map(|entry| entry.body.as_str())
            .collect::<Vec<_>>(),
        ["A", "A", "A"]
    );
}

#[test]
fn text_without_a_label_is_the_body() {
    let entry = only("TITLE: One\n-----\nJust text\n-----\nCOMMENT:\nHi\n-----\n--------\n");
    assert_eq!(
        (entry.body.as_str(), entry.comments.len()),
        ("Just text", 1)
    );
    assert_eq!(oddities(&entry), [Oddity::NoLabel]);
    assert_eq!(
        only("TITLE: One\n-----\nBODY: on one line\n-----\n--------\n").body,
        "on one line"
    );
}

#[test]
fn a_file_that_is_cut_off_gives_what_is_there() {
    let whole = "TITLE: One\n-----\nBODY:\nA\n-----\n--------\nTITLE: Two\n-----\nBODY:\nB\n-----\nCOMMENT:\nAUTHOR: Bo\nHi th";
    let two = entries(whole);
    assert_eq!(oddities(&two[0]), []);
    assert_eq!(
        (two[1].body.as_str(), two[1].comments[0].text.as_str()),
        ("B", "Hi th")
    );
    assert_eq!(oddities(&two[1]), [Oddity::CutOff]);
    assert_eq!(two[1].warnings[0].line, 14);
}

#[test]
fn what_is_no_entry_is_skipped_and_reported() {
    let file = "%PDF-1.4 something\nelse: entirely\n-----\nwithout a label\n";
    let [
        Item::Skipped {
            line: 1,
            what,
            why: Reason::NotAnEntry,
        },
    ] = &items(file)[..]
    else {
        panic!("{:?}", items(file))
    };
    assert_eq!(what, "%PDF-1.4 something");
}

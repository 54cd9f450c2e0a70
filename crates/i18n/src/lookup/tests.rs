use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use super::*;
use crate::{missing, source};

#[test]
fn every_file_is_understood_to_its_end() {
    for (name, text) in source::ENGLISH {
        if let Err((_, faults)) = FluentResource::try_new((*text).to_owned()) {
            panic!("{name}.ftl: {faults:?}");
        }
    }
}

#[test]
fn no_key_has_two_meanings() {
    let mut seen = BTreeMap::new();
    for (name, text) in source::ENGLISH {
        for id in source::ids(text) {
            if let Some(other) = seen.insert(id, name) {
                panic!("{id} stands in {name}.ftl and in {other}.ftl");
            }
        }
    }
}

#[test]
fn every_file_in_the_folder_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en");
    let found: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();

    let built_in: BTreeSet<String> = source::ENGLISH
        .iter()
        .map(|(name, _)| format!("{name}.ftl"))
        .collect();

    assert_eq!(found, built_in);
}

#[test]
fn every_key_has_an_area_and_words() {
    for id in keys() {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(id.contains('-') && id.chars().all(fits), "{id}");
        let text = text(Lang::English, id);
        assert!(!text.trim().is_empty() && text != id, "{id}");
        assert!(is_known(id) && is_known(&id.replacen('-', ".", 1)), "{id}");
    }
    let written: usize = source::ENGLISH
        .iter()
        .map(|(_, text)| source::ids(text).count())
        .sum();
    assert_eq!(keys().count(), written);
    assert!(written > 300);
}

#[test]
fn words_are_never_html() {
    for id in keys() {
        let text = text(Lang::English, id);
        assert!(
            !text.contains(['<', '>']) && !text.contains("&amp;"),
            "{id}"
        );
    }
}

#[test]
fn dots_and_hyphens_name_the_same_message() {
    for key in [
        "comment.post-answer",
        "comment-post-answer",
        "comment.post.answer",
    ] {
        assert_eq!(text(Lang::English, key), "Post answer");
    }
}

#[test]
fn a_plain_text_is_lent() {
    for lang in Lang::ALL {
        assert!(matches!(text(lang, "button.save"), Cow::Borrowed(_)));
    }
    assert_eq!(
        text_with(Lang::English, "button.save", &[("n", Arg::Number(1))]),
        "Save"
    );
}

#[test]
fn numbers_choose_their_plural_and_have_separators() {
    for (n, said) in [
        (0, "No comments yet"),
        (1, "1 comment"),
        (2, "2 comments"),
        (1_382, "1,382 comments"),
    ] {
        let comments = text_with(Lang::English, "count.comments", &[("n", Arg::Number(n))]);
        assert_eq!(comments, said);
    }
}

#[test]
fn values_are_put_in_as_they_are() {
    let name = "<b>\u{202e}{ $n } { -program } ⟦";

    let said = text_with(Lang::English, "comment.to", &[("name", name.into())]);

    assert_eq!(said, format!("to {name}"));
}

#[test]
fn no_isolation_marks_come_in() {
    for id in keys() {
        for lang in Lang::ALL {
            assert!(!text(lang, id).contains(['\u{2068}', '\u{2069}']), "{id}");
        }
    }
}

#[test]
fn the_program_has_its_name() {
    let args = [("version", Arg::Text("1.0"))];

    assert_eq!(
        text_with(Lang::English, "footer.program", &args),
        "Runs on Guildhall 1.0"
    );
}

#[test]
fn the_invented_language_leaves_no_plain_letter_but_values() {
    let args = [("name", Arg::Text("Imke")), ("site", Arg::Text("Hall"))];

    assert_eq!(
        text_with(Lang::Pseudo, "mail.from", &args),
        "⟦Imke ṽíá Hall⟧"
    );
    assert_eq!(text(Lang::Pseudo, "button.save"), "⟦Šáṽé⟧");
    for id in keys() {
        let plain = text(Lang::English, id);
        let accented = text(Lang::PseudoRtl, id);
        assert!(accented.starts_with('⟦') && accented.ends_with('⟧'), "{id}");
        if matches!(plain, Cow::Borrowed(_)) {
            assert!(
                !accented.contains(|c: char| c.is_ascii_alphabetic()),
                "{id}"
            );
        }
    }
}

#[test]
fn what_is_missing_is_shown_and_noted() {
    assert_eq!(
        text(Lang::English, "nothing.like-this"),
        "nothing.like-this"
    );
    assert_eq!(text(Lang::Pseudo, "nothing.like-that"), "nothing.like-that");
    assert_eq!(text(Lang::English, "comment.to"), "to {$name}");
    assert!(!is_known("nothing.like-this"));

    let noted = missing::missing();

    for key in ["nothing.like-this", "nothing.like-that"] {
        assert!(noted.iter().any(|line| line == key), "{key}");
    }
    assert!(noted.iter().any(|line| line.starts_with("comment.to: ")));
}

#[test]
fn a_key_without_end_is_kept_short() {
    let key = "ö".repeat(10_000);

    assert_eq!(text(Lang::English, &key), key);
    assert!(
        missing::missing()
            .iter()
            .all(|line| line.chars().count() <= 100)
    );
}

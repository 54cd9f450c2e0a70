use base::Id;
use proptest::prelude::*;

use super::*;
use crate::conversation;

fn wanted(query: &Query) -> Vec<String> {
    query.wanted().map(|words| words.join(" ")).collect()
}

fn unwanted(query: &Query) -> Vec<String> {
    query.unwanted().map(|words| words.join(" ")).collect()
}

#[test]
fn a_query_has_words_phrases_and_exclusions() {
    let query = Query::parse(r#"Kettle "base connector" -toaster -"old lamp" "open"#);
    assert_eq!(wanted(&query), ["kettle", "base connector", "open"]);
    assert_eq!(unwanted(&query), ["toaster", "old lamp"]);
    assert!(Query::parse(" - \"\" ' ").parts().is_empty());
    assert!(Query::parse(&"a ".repeat(500)).words().len() <= WORDS);
}

#[test]
fn however_a_letter_is_typed_it_is_the_same_word() {
    for raw in ["cafés", "cafe\u{301}s", "CAFÉS", "ｃａｆｅｓ"] {
        assert_eq!(wanted(&Query::parse(raw)), ["cafes"], "{raw}");
    }
    assert_eq!(wanted(&Query::parse("\"Straße Łódź\"")), ["strasse lodz"]);
    assert_eq!(unwanted(&Query::parse("-Bäcker kettle")), ["backer"]);
}

#[test]
fn operators_are_understood() {
    let written = |raw: &str| Query::parse(raw).to_string();
    for (raw, same) in [
        ("kind:Questions", "kind:question"),
        ("type:people", "kind:person"),
        ("by:anna author:@bo", "by:@anna by:@bo"),
        ("by:anna,@bo", "by:@anna by:@bo"),
        ("TAG:Garden", "tag:Garden"),
        ("tag:\"how to\" x", "tag:\"how to\" x"),
        ("tag:#wool", "tag:wool"),
        ("after:2024-3 since:2024", "after:2024-03 after:2024"),
        (
            "before:2024-03-01 until:2025",
            "before:2024-03-01 until:2025",
        ),
        ("sort:new", "order:newest"),
        ("-tag:x -by:y -kind:comment", "-tag:x -by:@y -kind:comment"),
        (
            "in:/articles/2024/03/kettles/",
            "in:/articles/2024/03/kettles",
        ),
        (
            "in:https://hall.example/articles/2024/03/kettles?x#y",
            "in:/articles/2024/03/kettles",
        ),
        ("in:garden", "in:garden"),
        ("kind:article kind:article", "kind:article"),
    ] {
        let query = Query::parse(raw);
        assert_eq!(query.to_string(), same, "{raw}");
        assert_eq!(query.notes(), [], "{raw}");
    }
    let id: Id<conversation::Conversation> = Id::fixed(77);
    for raw in [
        format!("in:{id}"),
        format!("in:{}", id.to_string().to_lowercase()),
        format!("in:/conversations/{id}/some-title"),
        format!("in:https://hall.example/conversations/{id}/some-title#comment-1"),
    ] {
        assert_eq!(written(&raw), format!("in:{id}"), "{raw}");
    }
}

#[test]
fn what_is_no_operator_is_words_and_is_noted() {
    let note = |name: &str| vec![Note::Unknown(name.to_owned())];
    let value = |name, value: &str| vec![Note::Value(name, value.to_owned())];
    for (raw, words, notes) in [
        ("colour:red", "colour red", note("colour")),
        ("kind:banana", "kind banana", value("kind", "banana")),
        (
            "kind:article,banana",
            "kind article banana",
            value("kind", "banana"),
        ),
        (
            "before:yesterday",
            "before yesterday",
            value("before", "yesterday"),
        ),
        ("in:\"a b\"", "in|a b", value("in", "a b")),
        // A time, an address, a path of code, a face, and nothing at all.
        ("10:30", "10 30", vec![]),
        ("https://hall.example/x", "https hall example x", vec![]),
        ("std::io", "std io", vec![]),
        ("well:)", "well", vec![]),
        ("Re: kettles", "re|kettles", vec![]),
        ("by:", "by", vec![]),
        ("by:\"\"", "by", vec![]),
    ] {
        let query = Query::parse(raw);
        assert_eq!(wanted(&query).join("|"), words, "{raw}");
        assert_eq!(query.notes(), notes, "{raw}");
    }
    assert_eq!(unwanted(&Query::parse("-after:2024")), ["after 2024"]);
}

#[test]
fn something_has_to_be_asked_for() {
    for raw in [
        "",
        "…",
        "-kettle",
        "-by:anna",
        "order:newest",
        "-kind:comment order:newest",
    ] {
        assert!(Query::parse(raw).is_empty(), "{raw}");
    }
    for raw in [
        "x",
        "by:anna",
        "kind:comment",
        "before:2024",
        "in:/x",
        "tag:a",
    ] {
        assert!(!Query::parse(raw).is_empty(), "{raw}");
    }
    assert!(Query::parse("by:anna tag:x").is_newest_first());
    assert!(!Query::parse("kettle by:anna").is_newest_first());
    assert!(Query::parse("kettle order:newest").is_newest_first());
}

#[test]
fn kinds_are_chosen_and_left_out() {
    let question = Kind::Anchor(conversation::Kind::Question);
    let some = Query::parse("x kind:question kind:comment");
    assert!(some.admits(question) && some.admits(Kind::Comment) && !some.admits(Kind::Person));
    let most = Query::parse("x -kind:comment");
    assert!(most.admits(question) && !most.admits(Kind::Comment) && most.admits_people());
    for elsewhere in [
        "x by:a",
        "x in:/y",
        "x tag:z",
        "tag:z",
        "kind:person",
        "x -kind:person",
    ] {
        assert!(!Query::parse(elsewhere).admits_people(), "{elsewhere}");
    }
}

#[test]
fn a_query_is_changed_part_by_part() {
    let query = Query::parse("kettel lid kind:article by:@anna order:newest before:2024");
    assert_eq!(
        query.without(0).to_string(),
        "lid kind:article by:@anna order:newest before:2024"
    );
    assert_eq!(query.without(99), query);
    assert_eq!(
        query.of_kind(Some(Kind::Comment)).to_string(),
        "kettel lid by:@anna order:newest before:2024 kind:comment"
    );
    assert_eq!(
        query
            .of_kind(None)
            .newest_first(false)
            .since(None)
            .to_string(),
        "kettel lid by:@anna"
    );
    assert_eq!(
        query
            .with_word("kettel", "kettle")
            .of_kind(None)
            .to_string(),
        "kettle lid by:@anna order:newest before:2024"
    );
    assert_eq!(
        Query::parse("old-kettel -kettel")
            .with_word("kettel", "kettle")
            .to_string(),
        "\"old kettle\" -kettel"
    );
    let here = Place::Path("/articles/2024/03/x".to_owned());
    assert_eq!(
        Query::parse("a in:/y").within(here).to_string(),
        "a in:/articles/2024/03/x"
    );
}

#[test]
fn a_form_narrows_in_place_of_what_narrowed_before() {
    let query =
        Query::parse("kettle kind:idea by:@bo tag:wool after:2020 order:newest in:/x -tag:old");
    let form = query.narrowing();
    assert_eq!(
        form,
        Narrowing {
            kind: "idea".to_owned(),
            by: "@bo".to_owned(),
            tag: "wool".to_owned(),
            from: "2020".to_owned(),
            until: String::new(),
            order: "newest".to_owned(),
        }
    );
    assert_eq!(query.narrowed(&form).narrowing(), form);
    let other = Narrowing {
        kind: "article".to_owned(),
        by: "anna, @cy".to_owned(),
        tag: "how to, garden, \"".to_owned(),
        from: "nonsense".to_owned(),
        until: "2024-03-01".to_owned(),
        order: "best".to_owned(),
    };
    assert_eq!(
        query.narrowed(&other).to_string(),
        "kettle in:/x -tag:old kind:article by:@anna by:@cy until:2024-03-01 tag:\"how to\" tag:garden"
    );
    assert_eq!(
        query.narrowed(&Narrowing::default()).to_string(),
        "kettle in:/x -tag:old"
    );
}

#[test]
fn times_asked_for_are_bounded_by_all_that_is_said() {
    let span = |raw: &str| {
        let (since, before) = Query::parse(raw).span(&TimeZone::UTC);
        (since.rfc3339(), before.rfc3339())
    };
    let (since, before) = Query::parse("kettle").span(&TimeZone::UTC);
    let far = 60_000_000_000_000;
    assert!(since.ms() < -far && before.ms() > far);
    assert_eq!(
        span("after:2024 after:2024-03 before:2024-06 until:2024-04"),
        (
            "2024-03-01T00:00:00Z".to_owned(),
            "2024-05-01T00:00:00Z".to_owned()
        )
    );
}

/// What is likely to hit upon something: operators, quotes, signs, letters.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "-?\"[a-z ]{0,9}\"?",
        "-?(kind|by|tag|in|after|before|until|order|x):[a-z0-9\",@#/-]{0,12}",
        "[-:\", @#/]{1,4}",
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn whatever_is_typed_is_understood_within_bounds_and_means_the_same_when_written(raw in typed()) {
        let query = Query::parse(&raw);
        let operators = query.parts().iter().filter(|part| !matches!(part.what, What::Words(_))).count();
        let words: usize = query.wanted().chain(query.unwanted()).map(<[String]>::len).sum();
        prop_assert!(operators <= OPERATORS && words <= WORDS && query.notes().len() <= OPERATORS);
        let written = query.to_string();
        if written.len() <= LIMIT {
            let again = Query::parse(&written);
            prop_assert_eq!(again.parts(), query.parts(), "{}", written);
        }
        for place in 0..query.parts().len() {
            prop_assert!(query.without(place).parts().len() <= query.parts().len());
        }
        let _ = query.narrowed(&query.narrowing());
    }

    #[test]
    fn any_bytes_at_all_are_understood(raw in "\\PC{0,300}|[\\x00-\\x7f]{0,300}") {
        let _ = Query::parse(&raw).to_string();
    }
}

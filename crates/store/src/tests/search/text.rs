//! What counts as a word, a phrase, the same letter.

use super::*;

#[test]
fn words_phrases_and_exclusions() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(
            &store,
            &[
                "The base connector is broken",
                "The connector of the base is fine",
                "A toaster and a base",
                "kettles everywhere",
                "one kettle",
                "catalogue",
            ],
        )
        .await;
        let cases: &[(&str, &[&str])] = &[
            (
                "connector base",
                &[
                    "The base connector is broken",
                    "The connector of the base is fine",
                ],
            ),
            ("\"base connector\"", &["The base connector is broken"]),
            ("\"connector base\"", &[]),
            ("base-connector", &["The base connector is broken"]),
            (
                "base -toaster",
                &[
                    "The base connector is broken",
                    "The connector of the base is fine",
                ],
            ),
            (
                "base -toaster -\"base connector\"",
                &["The connector of the base is fine"],
            ),
            ("-toaster", &[]),
            ("kettl", &["kettles everywhere", "one kettle"]),
            ("\"one kettl\"", &[]),
            // Only the last word is taken for a beginning, and not of one or two letters.
            ("kettl one", &[]),
            ("ke", &[]),
            ("cat", &["catalogue"]),
            ("CONNECTOR Fine", &["The connector of the base is fine"]),
            ("", &[]),
            ("…", &[]),
        ];
        for (raw, wanted) in cases {
            assert_eq!(sorted(&store, Viewer::Guest, raw).await, *wanted, "{raw}");
        }
    });
}

#[test]
fn accents_case_and_forms_make_no_difference() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(
            &store,
            &[
                "Crème BRÛLÉE",
                "Smørrebrød auf der Straße",
                "Ёлка стоит",
                "ΟΔΟΣ",
                "ｆｕｌｌ ﬁx",
                "हिन्दी में",
            ],
        )
        .await;
        for (raw, wanted) in [
            ("creme brulee", "Crème BRÛLÉE"),
            ("crème", "Crème BRÛLÉE"),
            ("smorrebrod", "Smørrebrød auf der Straße"),
            ("STRASSE", "Smørrebrød auf der Straße"),
            ("елка", "Ёлка стоит"),
            ("οδος", "ΟΔΟΣ"),
            ("full fix", "ｆｕｌｌ ﬁx"),
            ("हिन्दी", "हिन्दी में"),
        ] {
            assert_eq!(texts(&store, Viewer::Guest, raw).await, [wanted], "{raw}");
        }
    });
}

#[test]
fn scripts_without_gaps_are_found_in_their_middle() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(
            &store,
            &[
                "日本語のやかんを買う",
                "本日は晴天",
                "iPhoneを買うケーキ",
                "주전자를 샀다",
                "ฉันซื้อกาต้มน้ำ",
            ],
        )
        .await;
        let cases: &[(&str, &[&str])] = &[
            ("日本語", &["日本語のやかんを買う"]),
            ("本語の", &["日本語のやかんを買う"]),
            ("日本", &["日本語のやかんを買う"]),
            ("本日", &["本日は晴天"]),
            ("天", &["本日は晴天"]),
            ("日", &["日本語のやかんを買う", "本日は晴天"]),
            ("買う", &["iPhoneを買うケーキ", "日本語のやかんを買う"]),
            ("iphoneを", &["iPhoneを買うケーキ"]),
            ("iphone ケー", &["iPhoneを買うケーキ"]),
            ("日買", &[]),
            ("買う -日本", &["iPhoneを買うケーキ"]),
            ("\"日本語の\" 買う", &["日本語のやかんを買う"]),
            ("주전자", &["주전자를 샀다"]),
            ("ซื้อ", &["ฉันซื้อกาต้มน้ำ"]),
        ];
        for (raw, wanted) in cases {
            assert_eq!(sorted(&store, Viewer::Guest, raw).await, *wanted, "{raw}");
        }
    });
}

#[test]
fn a_text_of_any_length_is_indexed_as_far_as_it_goes() {
    everywhere(async |spot| {
        let store = open(spot);
        talk(&store, &["small"]).await;
        store
            .write(|tx| {
                let mut words = String::from("firstword ");
                for number in 0..40_000 {
                    words.push_str(&format!("{number:x}word{number} "));
                }
                words.push_str("lastword");
                let long = draft(tx, "Long", &words, &[ADA], Visibility::Public, 1)?;
                publish(tx, long, minute(3))?;
                // Folding makes these eleven times as long, and all their words are the same.
                let odd = "\u{fdfa} ".repeat(50_000);
                let odd = draft(tx, "Odd", &odd, &[ADA], Visibility::Public, 1)?;
                publish(tx, odd, minute(4))?;
                let han = draft(
                    tx,
                    "Han",
                    &"漢字仮名".repeat(10_000),
                    &[ADA],
                    Visibility::Public,
                    1,
                )?;
                publish(tx, han, minute(5))?;
                let unbroken = draft(
                    tx,
                    "Unbroken",
                    &"x".repeat(190_000),
                    &[ADA],
                    Visibility::Public,
                    1,
                )?;
                publish(tx, unbroken, minute(6))
            })
            .await
            .unwrap();
        for (raw, hits) in [
            ("firstword", 1),
            ("lastword", 0),
            ("字仮名漢", 1),
            ("unbroken", 1),
            ("odd", 1),
        ] {
            assert_eq!(texts(&store, Viewer::Guest, raw).await.len(), hits, "{raw}");
        }
    });
}

#[test]
fn a_phrase_does_not_run_from_a_title_into_its_text() {
    everywhere(async |spot| {
        let store = open(spot);
        store
            .write(|tx| {
                world::add_person(tx, ADA, "Ada", Role::Owner)?;
                let id = draft(
                    tx,
                    "Old lamp",
                    "shade of green",
                    &[ADA],
                    Visibility::Public,
                    1,
                )?;
                publish(tx, id, minute(3))
            })
            .await
            .unwrap();
        for (raw, hits) in [
            ("\"lamp shade\"", 0),
            ("\"old lamp\"", 1),
            ("\"shade of green\"", 1),
            ("lamp shade", 1),
            // What is wanted may be in the title and what is not in the text.
            ("lamp -green", 0),
            ("lamp -blue", 1),
        ] {
            assert_eq!(texts(&store, Viewer::Guest, raw).await.len(), hits, "{raw}");
        }
    });
}

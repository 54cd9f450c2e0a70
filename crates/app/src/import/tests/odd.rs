//! What people do by mistake, and what other programs write.

use super::kit::{comment, entry, everywhere, export};
use crate::import::ImportError;

const URL: &str = "UNIQUE URL: http://joe.typepad.com/blog/2005/01/";

fn header(name: &str, more: &str) -> String {
    format!(
        "AUTHOR: Joe\nTITLE: {name}\nSTATUS: Publish\nBASENAME: {name}\n{more}\nDATE: 1/1/2005 1:00:00 PM"
    )
}

#[test]
fn a_file_that_is_something_else_is_refused_with_what_to_do_and_nothing_is_written() {
    everywhere(async |hall| {
        let inside = "TITLE: x\n-----\nBODY:\nfoo\n-----\n--------\n";
        for (content, what) in [
            (b"\x1F\x8B\x08 packed".to_vec(), "gzip"),
            (format!("PK\u{3}\u{4}{inside}").into_bytes(), "zip"),
            (b"\x89PNG\r\n\x1A\n".to_vec(), "a picture"),
            (Vec::new(), "empty"),
            (
                format!("<?xml version=\"1.0\"?><rss xmlns:wp=\"x\">\n{inside}").into_bytes(),
                "WordPress",
            ),
            (
                format!("<html>\n{inside}</html>").into_bytes(),
                "a web page",
            ),
        ] {
            let refused = hall.try_import(&hall.file(content)).await;
            let Err(ImportError::Other(..)) = &refused else {
                panic!("{what}: {refused:?}");
            };
            let words = refused.unwrap_err().to_string();
            assert!(words.contains(what), "{words}");
        }
        let mut folder = hall.file("");
        folder.file = hall.path().to_owned();
        let refused = hall.try_import(&folder).await;
        assert!(refused.unwrap_err().to_string().contains("a folder"));
        assert!(hall.articles().await.is_empty());
        assert!(!hall.path().join("report.jsonl").exists());
    });
}

#[test]
fn an_export_is_not_written_over_by_its_report() {
    everywhere(async |hall| {
        let mut import = hall.file(entry(&header("one", ""), "x", ""));
        import.report = Some(import.file.clone());

        let refused = hall.try_import(&import).await;

        assert!(matches!(refused, Err(ImportError::ReportIsFile)));
        let kept = std::fs::read_to_string(&import.file).unwrap();
        assert!(kept.contains("TITLE: one"));
    });
}

#[test]
fn wide_characters_without_a_mark_are_read() {
    everywhere(async |hall| {
        let text = entry(&header("one", ""), "Été 日本", "");
        let bytes: Vec<u8> = text
            .encode_utf16()
            .flat_map(|unit| unit.to_le_bytes())
            .collect();

        let report = hall.bring(bytes).await;

        assert_eq!(
            (report.encoding.as_str(), report.guessed),
            ("UTF-16LE", true)
        );
        assert!(hall.all().await.contains("Été 日本"));
    });
}

#[test]
fn categories_that_are_too_many_have_no_pages_and_commas_are_left_out() {
    everywhere(async |hall| {
        let many: String = (0..150).map(|n| format!("CATEGORY: c{n}\n")).collect();
        let more =
            format!("CATEGORY: Ostmere, old\nCATEGORY: <b>Bold</b> &amp; co\n{many}{URL}one.html");

        let report = hall.bring(entry(&header("one", &more), "x", "")).await;

        let all = hall.all().await;
        assert!(all.contains("category:Ostmere old"), "{all}");
        assert!(
            all.contains("/blog/bold_co/ → /articles/in/bold-co"),
            "{all}"
        );
        assert!(all.contains("/blog/c97/ → /articles/in/c97"), "{all}");
        assert!(!all.contains("/c98/"), "nothing is under it");
        let left = report
            .notes
            .iter()
            .filter(|note| note.kind == "tag")
            .count();
        assert_eq!(left, 52);
    });
}

#[test]
fn addresses_that_begin_nowhere_begin_at_the_page_they_were_on() {
    everywhere(async |hall| {
        let body = "<p><a href=\"two.html\">a</a> <a href=\"../../about.html\">b</a> <a href=\"www.b.example/c\">c</a> \
                    <img src=\"pics/a.jpg\" alt=\"d\"></p>";
        let one = entry(&header("one", &format!("{URL}one.html")), body, "");
        let two = entry(&header("two", &format!("{URL}two.html")), "x", "");

        let report = hall.bring(export(&[one, two])).await;

        let all = hall.all().await;
        assert!(all.contains("href=\"/articles/2005/01/two\""), "{all}");
        assert!(
            all.contains("http://joe.typepad.com/blog/about.html"),
            "{all}"
        );
        assert!(all.contains("http://www.b.example/c"), "{all}");
        assert_eq!((report.pictures_missing, report.links_lost), (1, 1));
        let missing = report.notes.iter().find(|note| note.kind == "picture");
        assert_eq!(
            missing.unwrap().what,
            "http://joe.typepad.com/blog/2005/01/pics/a.jpg"
        );
    });
}

#[test]
fn an_old_address_with_capitals_is_kept_in_small_letters_too() {
    everywhere(async |hall| {
        let more = "UNIQUE URL: http://joe.typepad.com/My_Weblog/2005/01/One.html";

        hall.bring(entry(&header("One", more), "x", "")).await;

        let all = hall.all().await;
        for old in ["/My_Weblog/2005/01/One.html", "/my_weblog/2005/01/one.html"] {
            assert!(
                all.contains(&format!("{old} → /articles/2005/01/one\n")),
                "{old}: {all}"
            );
        }
    });
}

#[test]
fn another_zone_the_second_time_moves_and_doubles_nothing() {
    everywhere(async |hall| {
        let said = comment("Jane", "jane@doe.example", "1/1/2005 11:30:00 PM", "First");
        let mut import = hall.file(entry(&header("one", ""), "x", &said));
        hall.import(&import).await;
        let before = hall.all().await;
        import.zone = Some("Asia/Tokyo".into());

        let report = hall.import(&import).await;

        assert_eq!((report.entries.known, report.comments.known), (1, 1));
        assert_eq!((report.entries.new, report.comments.new), (0, 0));
        assert_eq!(hall.all().await, before);
    });
}

#[test]
fn thousands_of_the_years_before_ids_and_of_one_second_meet_nowhere() {
    everywhere(async |hall| {
        let entries: Vec<String> = (0..1_500)
            .map(|n| {
                // All of one second, and below it two of one second again.
                let (year, date) = (2003 + n % 5, "1/1");
                let head = format!(
                    "TITLE: Number {n}\nSTATUS: Publish\nBASENAME: n{n}\nDATE: {date}/{year} 1:00:00 PM"
                );
                let said: String = (0..3)
                    .map(|m| {
                        let date = format!("1/2/{year} 1:00:00 PM");
                        comment("Jane", "", &date, &format!("{n} said {m}"))
                    })
                    .collect();
                entry(&head, "x", &said)
            })
            .collect();
        let file = export(&entries);

        let report = hall.bring(&file).await;

        assert_eq!((report.entries.new, report.comments.new), (1_500, 4_500));
        assert_eq!((report.entries.skipped, report.comments.skipped), (0, 0));
        let all = hall.all().await;
        let said: Vec<&str> = all
            .lines()
            .filter_map(|line| line.split(" said ").nth(1)?.split('<').next())
            .collect();
        assert_eq!(said.len(), 4_500);
        for three in said.chunks(3) {
            assert_eq!(three, ["0", "1", "2"]);
        }
        let again = hall.bring(&file).await;
        assert_eq!((again.entries.new, again.comments.new), (0, 0));
    });
}

#[test]
fn what_was_brought_longer_than_is_typed_here_can_be_changed_all_the_same() {
    everywhere(async |hall| {
        let joe = hall.member("joe", "joe@joe.example").await;
        let tags: String = (0..30)
            .map(|n| format!("\"a label that nobody would type here, number {n}\","))
            .collect();
        let header = header("one", &format!("TAGS: {tags}"))
            .replace("TITLE: one", &format!("TITLE: {}", "long ".repeat(100)));
        hall.bring(entry(&header, &"word ".repeat(100_000), ""))
            .await;
        let id = hall.articles().await[0].id;
        let caller = crate::Caller::at_page(super::kit::as_owner(joe));
        let opened = crate::article::open(&hall.app, caller.clone(), id)
            .await
            .unwrap();
        let mut input = opened.input;
        input.source = input.source.replacen("word", "WORD", 1);

        crate::article::save(&hall.app, caller, id, &input)
            .await
            .unwrap();

        let all = hall.all().await;
        assert!(all.contains("WORD word"));
        assert_eq!(all.matches("tag:a label that nobody").count(), 30);
    });
}

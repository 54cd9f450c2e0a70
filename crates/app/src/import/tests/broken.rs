//! Files that are broken, odd, hostile, or in another encoding.

use super::kit::{Hall, comment, entry, everywhere, export};
use crate::import::ImportError;

fn one(body: &str) -> String {
    entry(
        "AUTHOR: Joe\nTITLE: One\nSTATUS: Publish\nBASENAME: one\nDATE: 1/1/2005 1:00:00 PM",
        body,
        &comment("Jane", "jane@doe.example", "1/2/2005 1:00:00 PM", "First"),
    )
}

#[test]
fn a_file_cut_anywhere_gives_what_was_before_the_cut() {
    let file = export(&[one("body text"), one("other").replace("One", "Two")]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for cut in (0..file.len()).step_by(23) {
            let hall = Hall::new(None);
            match hall.try_import(&hall.file(&file.as_bytes()[..cut])).await {
                Ok(_) | Err(ImportError::Empty | ImportError::Other(..)) => hall.sound().await,
                Err(error) => panic!("cut at {cut}: {error}"),
            }
            // The whole file afterwards completes it, whatever was there.
            hall.bring(&file).await;
            let titles: Vec<String> = hall
                .articles()
                .await
                .iter()
                .map(|line| line.title.clone())
                .collect();
            assert!(
                titles.contains(&"One".into()) && titles.contains(&"Two".into()),
                "cut at {cut}"
            );
        }
    });
}

#[test]
fn a_body_may_contain_lines_of_hyphens_and_control_characters() {
    everywhere(async |hall| {
        let report = hall
            .bring(one("above\n-----\nbelow\u{7}\n--------\nlast\u{0}"))
            .await;

        let all = hall.all().await;
        assert!(
            all.contains("above") && all.contains("below") && all.contains("last"),
            "{all}"
        );
        assert_eq!((report.entries.new, report.comments.new), (1, 1));
        assert!(report.notes.iter().any(|note| note.why.contains("hyphens")));
        assert!(
            report
                .notes
                .iter()
                .any(|note| note.why.contains("control characters"))
        );
    });
}

#[test]
fn a_line_of_ten_megabytes_costs_no_more_than_its_end() {
    everywhere(async |hall| {
        let long = "word ".repeat(2 << 20);
        let report = hall
            .bring(export(&[one(&long), one("x").replace("One", "Two")]))
            .await;

        assert_eq!((report.entries.new, report.comments.new), (2, 2));
        let why = &report
            .notes
            .iter()
            .find(|note| note.why.contains("too long"))
            .unwrap()
            .why;
        assert!(why.contains("bytes at its end are left out"), "{why}");
    });
}

#[test]
fn a_comment_that_is_too_long_is_cut_and_an_empty_one_is_left_out() {
    everywhere(async |hall| {
        let pieces = [
            comment(
                "A",
                "a@x.example",
                "1/2/2005 1:00:00 PM",
                &"word ".repeat(50_000),
            ),
            comment("B", "b@x.example", "1/2/2005 1:00:00 PM", "  \n"),
            comment(
                "C",
                "c@x.example",
                "1/2/2005 1:00:00 PM",
                "<script>alert(1)</script>",
            ),
        ]
        .concat();
        let report = hall
            .bring(entry(
                "TITLE: A\nSTATUS: Publish\nDATE: 1/1/2005 1:00:00",
                "x",
                &pieces,
            ))
            .await;

        assert_eq!((report.comments.new, report.comments.skipped), (1, 2));
        let fates: Vec<_> = report
            .notes
            .iter()
            .filter(|note| note.kind == "comment")
            .map(|note| (note.fate, note.line > 0))
            .collect();
        assert_eq!(fates.len(), 3);
        assert!(fates.iter().all(|(_, line)| *line));
    });
}

#[test]
fn latin_1_and_japanese_files_are_read_as_what_they_are() {
    everywhere(async |hall| {
        let text = one("L'été à la plage, déjà vu, garçon, où, façade")
            .replace("TITLE: One", "TITLE: Été");
        let bytes: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();

        let report = hall.bring(bytes).await;

        assert_eq!(
            (report.encoding.as_str(), report.guessed),
            ("windows-1252", true)
        );
        assert_eq!(hall.articles().await[0].title, "Été");
    });
}

#[test]
fn what_is_no_export_is_refused_with_words() {
    everywhere(async |hall| {
        let none = hall.try_import(&hall.file("nothing of the kind\n")).await;
        assert!(matches!(none, Err(ImportError::Empty)));
        assert!(matches!(
            hall.try_import(&hall.file("\n \n")).await,
            Err(ImportError::Empty)
        ));
        let mut import = hall.file(one("x"));
        import.zone = Some("Mars/Olympus".into());
        assert!(matches!(
            hall.try_import(&import).await,
            Err(ImportError::Zone(_))
        ));
        let mut import = hall.file(one("x"));
        import.encoding = Some("klingon".into());
        assert!(matches!(
            hall.try_import(&import).await,
            Err(ImportError::Encoding(_))
        ));
        let mut import = hall.file(one("x"));
        import.media = Some(hall.path().join("none"));
        assert!(matches!(
            hall.try_import(&import).await,
            Err(ImportError::Read(..))
        ));
        import.file = hall.path().join("gone.txt");
        assert!(matches!(
            hall.try_import(&import).await,
            Err(ImportError::Read(..))
        ));
    });
}

#[test]
fn hostile_names_and_texts_do_no_harm() {
    everywhere(async |hall| {
        let header = format!(
            "AUTHOR: admin\nAUTHOR EMAIL: not an address\nTITLE: {}\nSTATUS: Publish\nBASENAME: ../../etc/passwd\n\
             UNIQUE URL: javascript:alert(1)\nTAGS: {}\nCATEGORY: …\nCATEGORY: <script>\nDATE: 12/31/9999 11:59:59 PM",
            "<img src=x onerror=alert(1)>".repeat(50),
            "a,".repeat(300)
        );
        let pieces = [
            comment(
                "<b>Bold</b>",
                "\"quoted\"@x.example",
                "1/1/0001 1:00:00",
                "<a href=\"javascript:1\">x</a>",
            ),
            comment("", "", "99/99/2005", "<p style=\"position:fixed\">y</p>"),
        ]
        .concat();
        let deep = "<div>".repeat(5_000);

        let report = hall
            .bring(export(&[entry(&header, &deep, &pieces), one("x")]))
            .await;

        let all = hall.all().await;
        for evil in ["onerror", "javascript:", "style=", "<div", "<script"] {
            assert!(!all.contains(evil), "{evil} in {all}");
        }
        assert_eq!(report.entries.skipped, 0, "{:?}", report.notes);
        assert!(
            !hall
                .articles()
                .await
                .iter()
                .any(|line| line.by.handle == "admin")
        );
    });
}

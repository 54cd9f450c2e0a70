//! Every dialect of the format: what comes of it here.

use domain::conversation::Stage;

use super::kit::{comment, entry, everywhere, export};

const TYPEPAD: &str = r#"AUTHOR: Joe Bloggs
AUTHOR EMAIL: joe@bloggs.example
TITLE: The first &amp; best
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: wysiwyg
ALLOW PINGS: 0
BASENAME: the_first_best
CATEGORY: Food and Drink
PRIMARY CATEGORY: Travel
TAGS: "slow food",Rome
UNIQUE URL: http://joe.typepad.com/my_weblog/2006/03/the_first_best.html 
DATE: 03/31/2006 11:30:00 PM
-----
BODY:
<p>See <a href="http://joe.typepad.com/my_weblog/2006/04/second.html#comments">the second</a>,
<a href="http://joe.typepad.com/my_weblog/2006/03/">March</a>, <a href="http://joe.typepad.com/gone.html">gone</a>.</p>
<script>alert(1)</script>
-----
EXTENDED BODY:
<p>More.</p>
-----
EXCERPT:
In <b>short</b>.
-----
KEYWORDS:
rome, food
-----
COMMENT: 
AUTHOR: Jane Doe
EMAIL: jane@doe.example
IP: 192.0.2.1
URL: http://jane.example
DATE: 04/01/2006 12:05:00 AM
It&amp;#39;s good.
-----
COMMENT:
AUTHOR: Joe
EMAIL: joe@bloggs.example
IP: 192.0.2.1
URL: 
DATE: 04/01/2006 21:29:10 PM
<p>Thanks!</p><p>Two.</p>
-----
COMMENT:
AUTHOR: https://plus.google.com/1234
EMAIL: none@unknown.com
IP: 192.0.2.1
URL: <a href="https://plus.google.com/1234">x</a>
DATE: 04/01/2006 21:29:10 PM
Same second.
-----
PING:
TITLE: Elsewhere
URL: http://blog.example/2006/04/a.html
IP: 192.0.2.1
BLOG NAME: A blog
DATE: 04/02/2006 09:00:00 AM
It begins so...
-----
--------
AUTHOR: Joe Bloggs
AUTHOR EMAIL: joe@bloggs.example
TITLE: Second
STATUS: Publish
ALLOW COMMENTS: 0
CONVERT BREAKS: 1
BASENAME: second
UNIQUE URL: http://joe.typepad.com/my_weblog/2006/04/second.html
DATE: 04/02/2006 12:00:00 AM
-----
BODY:
One
two

Three
-----
--------
AUTHOR: Joe Bloggs
AUTHOR EMAIL: joe@bloggs.example
TITLE: Not yet
STATUS: Draft
BASENAME: not_yet
DATE: 05/01/2006 12:00:00 PM
-----
BODY:
Draft.
-----
--------
AUTHOR: Spam
TITLE: Buy
STATUS: spam
DATE: 05/02/2006 12:00:00 PM
-----
BODY:
Now.
-----
--------
"#;

#[test]
fn a_typepad_export_becomes_articles_people_and_a_thread() {
    everywhere(async |hall| {
        let report = hall.bring(TYPEPAD).await;

        insta::assert_snapshot!("typepad", hall.all().await);
        assert_eq!(
            (report.entries.new, report.drafts, report.entries.skipped),
            (3, 1, 1)
        );
        assert_eq!((report.comments.new, report.pings.new), (3, 1));
        assert_eq!((report.people.new, report.guests), (1, 2));
        assert_eq!((report.links_rewritten, report.links_lost), (2, 1));
        assert_eq!(report.encoding, "UTF-8");
    });
}

#[test]
fn the_report_says_what_was_left_out_and_where() {
    everywhere(async |hall| {
        let report = hall.bring(TYPEPAD).await;

        let lines = hall.report_lines();
        let (last, notes) = lines.split_last().unwrap();
        assert_eq!(last["summary"]["entries"]["new"], 3);
        let told: Vec<String> = notes
            .iter()
            .map(|note| {
                format!(
                    "{} {} {}: {}",
                    note["line"], note["fate"], note["what"], note["why"]
                )
            })
            .collect();
        insta::assert_snapshot!("notes", told.join("\n"));
        insta::assert_snapshot!("summary", report.to_string());
    });
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    everywhere(async |hall| {
        let mut import = hall.file(TYPEPAD);
        import.dry_run = true;

        let said = hall.import(&import).await;

        assert_eq!(hall.all().await, "");
        assert!(hall.articles().await.is_empty());
        let done = hall.bring(TYPEPAD).await;
        let but = |report: &crate::import::Report| crate::import::Report {
            dry_run: false,
            ..report.clone()
        };
        assert_eq!(but(&said), but(&done));
    });
}

#[test]
fn an_export_of_old_movable_type_says_less_and_everything_in_it_is_published() {
    let old = "TITLE: A dummy title\nAUTHOR: Foo Bar\nDATE: 01/31/2002 03:31:05 PM\nPRIMARY CATEGORY: Media\nCATEGORY: News\n\
        -----\nBODY:\nThis is the body.\n\nAnother paragraph.\n-----\nEXTENDED BODY:\nMore text.\n-----\n\
        COMMENT:\nAUTHOR: Foo\nDATE: 01/31/2002 15:47:06\nThis is\nthe comment.\n-----\n\
        COMMENT:\nAUTHOR: Bar\nDATE: 02/01/2002 04:02:07 AM\nIP: 205.66.1.32\nEMAIL: me@bar.example\nAnother.\n-----\n\
        PING:\nTITLE: My Entry\nURL: http://www.foo.example/old/2002/08/\nIP: 206.22.1.53\nBLOG NAME: My Weblog\n\
        DATE: 08/05/2002 16:09:12\nThis is the start...\n-----\n--------\n";
    everywhere(async |hall| {
        hall.bring(old).await;

        insta::assert_snapshot!("movable-type", hall.all().await);
    });
}

#[test]
fn a_file_that_knows_the_word_status_hides_what_does_not_use_it() {
    everywhere(async |hall| {
        let file = export(&[
            entry(
                "TITLE: One\nSTATUS: Publish\nDATE: 1/1/2005 1:00:00",
                "a",
                "",
            ),
            entry("TITLE: Two\nDATE: 1/1/2005 1:00:00", "b", ""),
            entry("TITLE: Three\nSTATUS: Odd\nDATE: 1/1/2005 1:00:00", "c", ""),
            entry(
                "TITLE: Four\nSTATUS: future\nDATE: 1/1/2030 1:00:00",
                "d",
                "",
            ),
        ]);

        let report = hall.bring(file).await;

        let mut stages: Vec<_> = hall
            .articles()
            .await
            .iter()
            .map(|line| (line.title.clone(), line.stage))
            .collect();
        stages.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(
            stages,
            [
                ("Four".to_owned(), Stage::Scheduled),
                ("One".to_owned(), Stage::Published),
                ("Three".to_owned(), Stage::Draft),
                ("Two".to_owned(), Stage::Draft),
            ]
        );
        assert_eq!((report.drafts, report.scheduled), (2, 1));
        // When the time comes, the clock publishes it.
        hall.clock.set(
            "2030-01-02T00:00:00Z"
                .parse::<jiff::Timestamp>()
                .unwrap()
                .into(),
        );
        crate::job::run_due(&hall.app).await.unwrap();
        let four = hall
            .articles()
            .await
            .into_iter()
            .find(|line| line.title == "Four");
        assert_eq!(four.unwrap().stage, Stage::Published);
    });
}

#[test]
fn comments_without_an_entry_join_the_one_of_the_same_date() {
    everywhere(async |hall| {
        let first = entry(
            "TITLE: One\nSTATUS: Publish\nBASENAME: one\nDATE: 1/1/2005 1:00:00",
            "a",
            &comment("Jane", "jane@doe.example", "1/2/2005 1:00:00", "First"),
        );
        let joins = |date: &str, text: &str| {
            let comment = comment("Tom", "tom@x.example", "1/3/2005 1:00:00", text);
            format!("DATE: {date}\nNO ENTRY: 1\n-----\n{comment}--------\n")
        };
        // One before its entry, one behind it, one for nobody.
        let file = export(&[
            joins("1/1/2005 1:00:00", "Early"),
            first,
            joins("1/1/2005 1:00:00", "Late"),
            joins("1/1/1999 1:00:00", "Lost"),
        ]);
        let report = hall.bring(&file).await;
        assert_eq!((report.comments.new, report.comments.skipped), (3, 1));
        assert_eq!(hall.articles().await[0].comments, 3);

        // And in a file of their own, some other day.
        let report = hall.bring(joins("1/1/2005 1:00:00", "Another day")).await;
        assert_eq!(report.comments.new, 1);
        assert_eq!(hall.articles().await[0].comments, 4);

        let again = hall.bring(&file).await;
        assert_eq!((again.comments.new, again.comments.known), (0, 3));
    });
}

#[test]
fn markdown_and_textile_are_run_and_what_is_left_goes_to_the_sanitiser() {
    everywhere(async |hall| {
        let of = |name: &str, format: &str, body: &str| {
            let header = format!(
                "TITLE: {name}\nSTATUS: Publish\nCONVERT BREAKS: {format}\nDATE: 1/1/2005 1:00:00"
            );
            entry(&header, body, "")
        };
        hall.bring(export(&[
            of("A", "markdown", "# Big\n\n*a* <b onclick='x'>b</b>"),
            of("B", "textile_2", "h2. Big\n\n_a_ \"c\":http://c.example/"),
            of("C", "markdown_with_smartypants", "> q"),
            of("D", "some_plugin", "one\ntwo"),
            of("E", "richtext", "<p>one\ntwo</p>"),
        ]))
        .await;

        insta::assert_snapshot!("formats", hall.all().await);
    });
}

#[test]
fn an_author_whose_address_is_a_members_is_that_member() {
    everywhere(async |hall| {
        hall.member("joe", "joe@bloggs.example").await;

        let report = hall.bring(TYPEPAD).await;

        assert_eq!((report.people.new, report.people.known), (0, 1));
        let articles = hall.articles().await;
        assert!(articles.iter().all(|line| line.by.handle == "joe"));
    });
}

#[test]
fn an_author_who_joins_later_takes_over_what_was_brought_for_them() {
    everywhere(async |hall| {
        hall.bring(TYPEPAD).await;
        assert_eq!(hall.articles().await[0].by.handle, "joe_bloggs");
        hall.member("joe", "joe@bloggs.example").await;

        let report = hall.bring(TYPEPAD).await;

        assert_eq!((report.entries.new, report.entries.renewed), (0, 0));
        let all = hall.all().await;
        assert!(!all.contains("joe_bloggs"), "{all}");
        assert!(all.contains("@joe (visible)"), "{all}");
    });
}

#[test]
fn guests_can_be_claimed_by_whoever_has_shown_that_the_address_is_theirs() {
    everywhere(async |hall| {
        hall.bring(TYPEPAD).await;
        let jane = hall.member("jane", "jane@doe.example").await;
        let viewer = domain::Viewer::seated(jane, domain::Role::Member, domain::Origin::Raised);

        let guests = crate::guest::claimable(&hall.app, crate::Caller::at_page(viewer.clone()))
            .await
            .unwrap();

        assert_eq!(guests.len(), 1);
        assert_eq!(
            (guests[0].guest.name.as_str(), guests[0].comments),
            ("Jane Doe", 1)
        );
        assert!(guests[0].guest.trusted);
        let id = guests[0].guest.id;
        crate::guest::claim(&hall.app, crate::Caller::at_page(viewer), id)
            .await
            .unwrap();
        assert!(hall.all().await.contains("@jane (visible)"));
    });
}

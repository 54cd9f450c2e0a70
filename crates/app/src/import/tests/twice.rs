//! The same file twice, a longer one, a changed one.

use super::kit::{Hall, comment, entry, everywhere, export};

fn one(body: &str) -> String {
    entry(
        "AUTHOR: Joe\nTITLE: One\nSTATUS: Publish\nBASENAME: one\nDATE: 1/1/2005 1:00:00 PM",
        body,
        &comment("Jane", "jane@doe.example", "1/2/2005 1:00:00 PM", "First").repeat(2),
    )
}

fn two() -> String {
    entry(
        "AUTHOR: Joe\nTITLE: Two\nSTATUS: Publish\nBASENAME: two\nDATE: 1/3/2005 1:00:00 PM",
        "x",
        "",
    )
}

#[test]
fn the_same_file_twice_is_the_same_as_once() {
    everywhere(async |hall| {
        let file = export(&[one("a"), two()]);
        let first = hall.bring(&file).await;
        let before = hall.all().await;
        assert_eq!(
            (first.entries.new, first.comments.new),
            (2, 2),
            "the same words twice are two"
        );

        let second = hall.bring(&file).await;

        assert_eq!(hall.all().await, before);
        assert_eq!((second.entries.new, second.entries.known), (0, 2));
        assert_eq!((second.comments.new, second.comments.known), (0, 2));
        assert_eq!((second.people.new, second.addresses_kept), (0, 0));
    });
}

#[test]
fn a_longer_file_adds_what_is_new_and_links_to_it() {
    everywhere(async |hall| {
        let link = "See <a href=\"http://joe.typepad.com/b/2005/01/two.html\">two</a>";
        let url = "UNIQUE URL: http://joe.typepad.com/b/2005/01/";
        let one = one(link).replace("BASENAME: one", &format!("BASENAME: one\n{url}one.html"));
        let two = two().replace("BASENAME: two", &format!("BASENAME: two\n{url}two.html"));
        hall.bring(&one).await;
        assert!(
            hall.all()
                .await
                .contains("http://joe.typepad.com/b/2005/01/two.html")
        );

        let more = comment("Tom", "tom@x.example", "1/4/2005 1:00:00 PM", "Late");
        let one = one.replace("--------\n", &format!("{more}--------\n"));
        let report = hall.bring(export(&[one, two])).await;

        assert_eq!((report.entries.new, report.entries.renewed), (1, 1));
        assert_eq!((report.comments.new, report.comments.known), (1, 2));
        assert!(
            hall.all()
                .await
                .contains("<a href=\"/articles/2005/01/two\"")
        );
    });
}

#[test]
fn a_changed_text_is_renewed_unless_it_was_changed_here() {
    everywhere(async |hall| {
        let joe = hall.member("joe", "joe@bloggs.example").await;
        hall.bring(export(&[one("before"), two()])).await;
        let report = hall.bring(export(&[one("after"), two()])).await;
        assert_eq!((report.entries.renewed, report.entries.known), (1, 1));
        assert!(hall.all().await.contains("after"));
        change_here(hall, joe).await;

        let report = hall.bring(export(&[one("later"), two()])).await;

        let all = hall.all().await;
        assert!(
            all.contains("mended here") && !all.contains("later"),
            "{all}"
        );
        assert_eq!((report.entries.renewed, report.entries.known), (0, 2));
        let why = "it has changed in the file, and here too: what is here stays";
        assert!(report.notes.iter().any(|note| note.why == why));
    });
}

async fn change_here(hall: &Hall, joe: base::Id<domain::person::Person>) {
    let line = hall
        .articles()
        .await
        .into_iter()
        .find(|line| line.title == "One")
        .unwrap();
    let caller = crate::Caller::at_page(super::kit::as_owner(joe));
    let opened = crate::article::open(&hall.app, caller.clone(), line.id)
        .await
        .unwrap();
    let mut input = opened.input;
    input.source = "<p>mended here</p>".into();
    crate::article::save(&hall.app, caller, line.id, &input)
        .await
        .unwrap();
}

#[test]
fn what_was_deleted_or_withdrawn_here_stays_so() {
    everywhere(async |hall| {
        let joe = hall.member("joe", "joe@bloggs.example").await;
        hall.bring(export(&[one("a"), two()])).await;
        let caller = crate::Caller::at_page(super::kit::as_owner(joe));
        let articles = hall.articles().await;
        let two_id = articles.iter().find(|line| line.title == "Two").unwrap().id;
        crate::article::withdraw(&hall.app, caller.clone(), two_id)
            .await
            .unwrap();
        let recent = hall
            .app
            .read(|from| {
                Ok(store::comment::recent(
                    from,
                    &super::kit::owner(),
                    None,
                    10,
                )?)
            })
            .await
            .unwrap();
        crate::comment::delete(&hall.app, caller, recent[0].comment.id)
            .await
            .unwrap();
        let before = hall.all().await;

        hall.bring(export(&[one("a"), two()])).await;

        assert_eq!(hall.all().await, before);
    });
}

#[test]
fn an_entry_that_is_in_the_file_twice_is_one_and_two_of_one_name_are_two() {
    everywhere(async |hall| {
        let more = comment("Tom", "tom@x.example", "1/4/2005 1:00:00 PM", "Late");
        let twin = one("a").replace("--------\n", &format!("{more}--------\n"));
        let file = export(&[one("a"), twin, one("another")]);

        let report = hall.bring(&file).await;

        let paths: Vec<String> = hall
            .articles()
            .await
            .iter()
            .map(|line| line.path.clone())
            .collect();
        assert_eq!(paths.len(), 2);
        assert!(
            paths.contains(&"/articles/2005/01/one-2".to_owned()),
            "{paths:?}"
        );
        assert_eq!((report.entries.new, report.entries.known), (2, 1));
        assert_eq!(report.comments.new, 5);
        let before = hall.all().await;
        hall.bring(&file).await;
        assert_eq!(hall.all().await, before);
    });
}

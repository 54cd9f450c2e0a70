//! Everything of one's own in one file: what is in it, who gets it, how often, and for how long.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use domain::job::Queue;
use http::StatusCode;
use serde_json::Value;

use super::prove;
use crate::kit::{Answer, Browser, TestSite, everywhere, word};

/// The files of an archive, by their names.
fn unpack(answer: &Answer) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.bytes.to_vec())).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let found = files.get(name);
    let bytes = found.unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

fn lines(files: &BTreeMap<String, Vec<u8>>) -> Vec<Value> {
    let text = text(files, "everything.json");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn of<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["kind"] == kind).collect()
}

/// Asks for a file by the form of the settings.
async fn ask(browser: &Browser) -> Answer {
    prove(browser).await;
    let settings = browser.get("/settings").await.ok();
    browser
        .submit(&settings.form("/settings/exports"), &[])
        .await
}

/// Where the newest file is to be fetched, by the settings.
async fn address(browser: &Browser) -> String {
    let settings = browser.get("/settings").await.ok();
    let links = settings.page().links();
    let found = links
        .iter()
        .find(|link| link.starts_with("/settings/exports/"));
    found
        .unwrap_or_else(|| panic!("no file in {links:?}"))
        .clone()
}

#[tokio::test]
async fn the_file_holds_all_of_ones_own_and_nothing_hidden() {
    everywhere(async |site: &TestSite| {
        let (mina, tom) = (site.member(), site.other());
        let settings = mina.get("/settings").await.ok();
        let fields = [
            ("name", "Mina O’Hara"),
            ("bio", "I mend *kettles* since 1994."),
            ("accounts", "https://social.example/@mina On the net"),
        ];
        mina.submit(&settings.form("/settings/profile"), &fields)
            .await
            .done();
        let begun = [("of", "new"), ("source", "Begun and not sent")];
        mina.post_fields("/drafts", &begun).await.ok();
        tom.post_fields("/drafts", &[("of", "new"), ("source", "Of Tom alone")])
            .await
            .ok();
        let hostile = "=HYPERLINK(\"https://x.example\"), she said";
        site.say(site.member.caller(), &site.kettle, hostile, None)
            .await;
        tom.post(&format!("/comments/{}/thanks", site.first), "")
            .await
            .done();
        mina.post(&format!("/comments/{}/thanks", site.answer), "")
            .await
            .done();
        let title = "Seven spoons";
        let private = site
            .publish(|input| {
                input.title = title.into();
                input.source = "For us.".into();
            })
            .await;
        site.say(site.member.caller(), &private, "Mine stays mine.", None)
            .await;
        let steward = site.steward.caller();
        app::article::withdraw(site.app(), steward, private.id)
            .await
            .unwrap();

        let page = mina.follow(&ask(&mina).await).await.ok();
        assert!(page.says("waiting") && page.says("You get a mail when it is there."));
        let letter = site.letter_to("mina@example.net").await;
        assert!(letter.text.contains("https://hall.example/settings#taking"));
        let settings = mina.get("/settings").await.ok();
        assert!(settings.says("ready") && settings.says("kB"));
        let file = mina.get(&address(&mina).await).await.ok();

        assert_eq!(file.header("content-type"), "application/zip");
        assert!(file.header("cache-control").contains("no-store"));
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"hall.example-2026-03-20.zip\""
        );
        let files = unpack(&file);
        let about: Value = serde_json::from_str(&text(&files, "about.json")).unwrap();
        assert_eq!(about["profile"]["about"], "I mend *kettles* since 1994.");
        assert_eq!(about["email"], "mina@example.net");
        assert_eq!(
            about["accounts"][0]["address"],
            "https://social.example/@mina"
        );
        assert!(about["sessions"].as_array().unwrap().len() >= 2);
        let lines = lines(&files);
        assert_eq!(lines[0]["format"], "guildhall-member");
        assert_eq!(lines[0]["version"], 1);
        let drafts = of(&lines, "draft");
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0]["text"], "Begun and not sent");
        let said = of(&lines, "comment");
        let first = said.iter().find(|one| one["id"] == site.first.to_string());
        let first = first.unwrap();
        assert_eq!(first["text"], "Mine *leaks* at the base.");
        assert_eq!(first["under"], "How to mend a kettle & keep it");
        assert_eq!(
            first["address"],
            format!("https://hall.example/comments/{}", site.first)
        );
        let told = said.iter().find(|one| one["text"] == "Mine stays mine.");
        assert_eq!(told.unwrap()["under"], Value::Null);
        let under = said
            .iter()
            .find(|one| one["id"] == site.among_members.to_string());
        assert!(
            under.unwrap()["under"]
                .as_str()
                .unwrap()
                .contains(word::MEMBERS)
        );
        assert_eq!(of(&lines, "conversation").len(), 2);
        assert_eq!(of(&lines, "thanks-received")[0]["person"]["handle"], "tom");
        assert_eq!(of(&lines, "thanks-given")[0]["about-whom"], "Sten Holm");
        assert!(!of(&lines, "activity").is_empty() && !of(&lines, "reading").is_empty());

        let comment = format!("{}.md", site.first);
        let comment = files.keys().find(|name| name.ends_with(&comment)).unwrap();
        let comment = text(&files, comment);
        assert!(comment.starts_with("---\nkind: \"comment\"\n"));
        assert!(comment.ends_with("---\n\nMine *leaks* at the base.\n"));
        let table = text(&files, "comments.csv");
        assert!(table.starts_with("at,address,under,answers,answers-whom,text\r\n"));
        assert!(table.contains("\"'=HYPERLINK(\"\"https://x.example\"\"), she said\"\r\n"));
        assert!(text(&files, "README.md").contains("`comments.csv`"));
        // What others keep to themselves is in none of it, nor the title of what she may not see any more.
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            let hidden = [
                word::DRAFT,
                word::WAITING,
                word::DELETED,
                word::APPLICANT,
                "tom@example.net",
                "sten@example.net",
                "somebody@example.org",
                title,
            ];
            for word in hidden {
                assert!(!text.contains(word), "{word} in {name}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn articles_drafts_and_pictures_are_taken_along() {
    everywhere(async |site: &TestSite| {
        let sten = site.steward();
        ask(&sten).await.done();
        site.run_jobs().await;

        let files = unpack(&sten.get(&address(&sten).await).await.ok());

        let article = files
            .keys()
            .find(|name| name.starts_with("articles/2026-03-20-how-to-mend-a-kettle"));
        let article = text(&files, article.unwrap());
        assert!(article.contains("\ntags: [\"kettles\",\"mending\",\"Workshop\"]\n"));
        assert!(article.contains("Descale the *kettle* first."));
        let lines = lines(&files);
        let drafts = of(&lines, "article");
        assert!(drafts.iter().any(|one| one["stage"] == "draft"));
        let picture = text(&files, "everything.json");
        assert!(picture.contains("\"shows\":\"A kettle\""));
        let name = format!("pictures/{}.png", site.picture);
        let bytes = files.get(&name).unwrap();
        assert!(image::load_from_memory(bytes).is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_else_fetches_it_and_it_lies_where_nobody_looks() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        let late = mina.post("/settings/exports", "").await;
        assert!(late.done().starts_with("/prove"));
        ask(&mina).await.done();
        site.run_jobs().await;
        let path = address(&mina).await;

        for (who, browser) in site.personas() {
            if who != "member" {
                let answer = browser.get(&path).await;
                assert!(
                    [StatusCode::NOT_FOUND, StatusCode::FOUND].contains(&answer.status),
                    "{who}: {}",
                    answer.status
                );
            }
        }
        let folder = site.folder().join("exports");
        let id = path.rsplit('/').next().unwrap();
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(id)), 0o600);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn there_are_two_in_a_week_each_for_a_week() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        ask(&mina).await.done();
        let twice = mina.post("/settings/exports", "").await;
        assert_eq!(twice.status, StatusCode::FORBIDDEN);
        site.run_jobs().await;
        let path = address(&mina).await;
        site.wait(Duration::from_hours(1));
        ask(&mina).await.done();
        site.run_jobs().await;
        prove(&mina).await;
        let third = mina.post("/settings/exports", "").await;
        assert_eq!(third.status, StatusCode::FORBIDDEN);
        assert!(third.says("two files in a week"));
        let settings = mina.get("/settings").await.ok();
        assert!(!settings.text.contains("action=\"/settings/exports\""));

        site.wait(Duration::from_hours(7 * 24 - 1));
        assert_eq!(mina.get(&path).await.status, StatusCode::FORBIDDEN);
        assert!(mina.get("/settings").await.ok().says("expired"));
        site.tidy().await;
        let folder = site.folder().join("exports");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        ask(&mina).await.done();
        site.run_jobs().await;
        site.wait(Duration::from_hours(31 * 24));
        site.tidy().await;
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        assert_eq!(site.dump().rows("export", "stage"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_whose_making_was_cut_off_is_made_by_the_next_who_comes() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        ask(&mina).await.done();
        let taken = site.app().write(|tx| {
            let job = store::job::take(tx, Queue::Bulk, "a process that dies")?.unwrap();
            match job.work {
                domain::job::Work::MakeExport { export } => store::export::begin(tx, export)?,
                other => panic!("{other:?}"),
            };
            Ok(())
        });
        taken.await.unwrap();
        assert!(mina.get("/settings").await.ok().says("being made"));
        assert_eq!(site.run_jobs().await, 0);

        site.wait(store::job::LEASE);
        site.run_jobs().await;

        unpack(&mina.get(&address(&mina).await).await.ok());
        site.letter_to("mina@example.net").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_shut_out_meanwhile_takes_nothing_along() {
    everywhere(async |site: &TestSite| {
        let mina = site.member();
        ask(&mina).await.done();
        let owner = site.owner.caller();
        app::standing::suspend(site.app(), owner, site.member.id)
            .await
            .unwrap();

        site.run_jobs().await;

        assert_eq!(mina.get("/settings").await.status, StatusCode::FOUND);
        assert!(!site.folder().join("exports").exists());
    })
    .await;
}

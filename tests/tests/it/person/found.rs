//! Those who run the site find people, and keep the profiles of those who have no way in.

use base::Id;
use domain::person::{Person, State};
use domain::{Origin, Role};
use http::StatusCode;
use store::person::Fresh;

use crate::kit::{Answer, TestSite, everywhere};

/// Authors who came with an import, the first one made first.
async fn bring(site: &TestSite, authors: &[(&str, &str)]) -> Vec<Id<Person>> {
    let authors: Vec<(String, String)> = authors
        .iter()
        .map(|(handle, name)| ((*handle).to_owned(), (*name).to_owned()))
        .collect();
    let brought = site.app().write(move |tx| {
        let made_at = tx.now();
        let ids = authors.iter().map(|(handle, name)| {
            let fresh = Fresh {
                handle: handle.clone(),
                name: name.clone(),
                state: State::Imported,
                role: Role::Member,
                origin: Origin::Raised,
                email: None,
                wanted: None,
                password: None,
                application: String::new(),
                invited_by: None,
                made_at,
            };
            store::person::insert(tx, &fresh)
        });
        Ok(ids.collect::<Result<Vec<_>, _>>()?)
    });
    brought.await.unwrap()
}

/// The handles on a page of the list.
fn handles(page: &Answer) -> Vec<String> {
    let links = page.page().links();
    let people = links.iter().filter_map(|link| link.strip_prefix("/@"));
    people.map(str::to_owned).collect()
}

#[tokio::test]
async fn people_are_found_by_a_part_of_a_handle_or_a_name() {
    everywhere(async |site: &TestSite| {
        bring(site, &[("old-hand", "Bärbel Öztürk")]).await;
        let moderator = site.moderator();
        for (find, whom) in [
            ("INA", "mina"),
            ("o%E2%80%99h", "mina"),
            ("keller", "maud"),
            ("barbel", "old-hand"),
            ("%C3%96ZT", "old-hand"),
            ("@mina", "mina"),
            ("peregr", "nora"),
        ] {
            let page = moderator
                .get(&format!("/admin/people?find={find}"))
                .await
                .ok();

            assert!(handles(&page).contains(&whom.to_owned()), "{find}");
            assert!(!handles(&page).contains(&"tom".to_owned()), "{find}");
        }
        for find in ["zzz", "@min", "%25", "_"] {
            let page = moderator
                .get(&format!("/admin/people?find={find}"))
                .await
                .ok();

            assert!(page.says("Nobody here is called that."), "{find}");
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_runs_the_site_finds_people_by_their_address() {
    everywhere(async |site: &TestSite| {
        let path = "/admin/people?find=tom@example";

        let moderator = site.moderator().get(path).await.ok();
        let admin = site.admin().get(path).await.ok();
        let member = site.member().get(path).await;

        assert!(moderator.says("Nobody here is called that."));
        assert!(!moderator.says("e-mail"));
        assert!(handles(&admin).contains(&"tom".to_owned()));
        assert!(!admin.text.contains("tom@example.net"), "found, not shown");
        assert_eq!(member.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn more_than_a_page_of_people_is_found_a_page_at_a_time() {
    everywhere(async |site: &TestSite| {
        let many: Vec<(String, String)> = (0..130)
            .map(|number| (format!("many{number}"), format!("One & many {number}")))
            .collect();
        let many: Vec<(&str, &str)> = many
            .iter()
            .map(|(handle, name)| (handle.as_str(), name.as_str()))
            .collect();
        bring(site, &many).await;
        let moderator = site.moderator();

        let first = moderator.get("/admin/people?find=%26+many").await.ok();
        let more = first.page().link("More").expect("a second page");
        let second = moderator.get(&more).await.ok();

        let mut all = handles(&first);
        assert_eq!(
            all.iter()
                .filter(|handle| handle.starts_with("many"))
                .count(),
            100
        );
        all.extend(handles(&second));
        all.retain(|handle| handle.starts_with("many"));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 130);
        assert_eq!(second.page().link("More"), None);
    })
    .await;
}

#[tokio::test]
async fn the_profile_of_an_imported_author_is_kept_by_who_runs_the_site() {
    everywhere(async |site: &TestSite| {
        let id = bring(site, &[("old-hand", "B. Oeztuerk")]).await[0];
        let admin = site.admin();
        let profile = format!("/admin/people/{id}/profile");
        let page = admin.get("/@old-hand").await.ok();
        assert_eq!(page.page().link("Change profile"), Some(profile.clone()));
        let list = admin.get("/admin/people?state=imported").await.ok();
        assert!(list.page().links().contains(&profile));
        let form = admin.get(&profile).await.ok();
        assert!(form.says("Profile of B. Oeztuerk"));
        let form = form.form(&profile);
        assert_eq!(form.field("name"), "B. Oeztuerk");

        let again = admin.submit(&form, &[("name", "")]).await;
        let fields = [
            ("name", "Bärbel Öztürk"),
            ("bio", "Wrote about *kettles*."),
            ("accounts", "https://old.example/b Old weblog"),
        ];
        let saved = admin.submit(&form, &fields).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!again.faults().is_empty());
        let after = admin.follow(&saved).await.ok();
        assert!(after.says("The profile is saved."));
        let shown = site.guest().get("/@old-hand").await.ok();
        assert!(shown.says("Bärbel Öztürk") && shown.says("Wrote about kettles."));
        assert_eq!(
            shown.page().link("Old weblog").as_deref(),
            Some("https://old.example/b")
        );
        let told = site.dump();
        assert_eq!(told.rows("activity", "described"), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_describes_others_and_members_describe_themselves() {
    everywhere(async |site: &TestSite| {
        let id = bring(site, &[("old-hand", "B. Oeztuerk")]).await[0];
        let ours = format!("/admin/people/{id}/profile");
        let theirs = format!("/admin/people/{}/profile", site.member.id);
        for (who, browser) in site.personas() {
            let runs = matches!(who, "admin" | "owner");
            if !runs {
                let page = browser.get("/@old-hand").await.ok();
                assert!(!page.text.contains(&ours), "{who}");
            }
            for (path, may) in [(&ours, runs), (&theirs, false)] {
                let posted = browser.post(path, "name=Mine").await;
                assert_eq!(posted.status == StatusCode::SEE_OTHER, may, "{who} {path}");
            }
        }
        assert!(site.guest().get("/@mina").await.ok().says("Mina O’Hara"));
        // What members change of themselves is nobody's doing but theirs.
        let member = site.member();
        let settings = member.get("/settings").await.ok();
        member
            .submit(&settings.form("/settings/profile"), &[("name", "Mina")])
            .await
            .done();
        assert_eq!(site.dump().rows("activity", "described"), 2);
    })
    .await;
}

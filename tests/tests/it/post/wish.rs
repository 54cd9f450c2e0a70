//! Asks and offers: when and where, who can, and how they end.

use std::time::Duration;

use http::StatusCode;

use super::{open, say};
use crate::kit::{Browser, Talk, TestSite, everywhere};

const DAY: Duration = Duration::from_hours(24);

/// Opens one through its form.
async fn begin(browser: &Browser, fields: &[(&str, &str)]) -> Talk {
    let path = open(browser, fields).await.done().to_owned();
    let id = path.split('/').nth(2).unwrap().parse().unwrap();
    Talk { id, path }
}

/// An ask of the member's for a van, on Saturday, 11 April 2026.
async fn van(site: &TestSite) -> Talk {
    let fields = [
        ("kind", "ask"),
        ("title", "A van on Saturday"),
        ("source", "Three *benches* to carry."),
        ("when", "from nine"),
        ("day", "2026-04-11"),
        ("place", "The old <b>mill</b>"),
    ];
    begin(&site.member(), &fields).await
}

async fn offer(site: &TestSite) -> Talk {
    let fields = [("kind", "offer"), ("title", "A drawer of buttons")];
    begin(&site.member(), &fields).await
}

async fn raise(browser: &Browser, under: &Talk, raised: &str, words: &str) -> u16 {
    let fields = [("raised", raised), ("words", words)];
    browser
        .post_fields(&format!("/conversations/{}/hand", under.id), &fields)
        .await
        .outcome()
}

/// Whether anything is asked for or offered on the front.
async fn is_on_the_front(site: &TestSite) -> bool {
    let front = site.guest().get("/").await.ok();
    front.page().by_id("open").is_some()
}

async fn end(browser: &Browser, of: &Talk, fields: &[(&str, &str)]) -> crate::kit::Answer {
    browser
        .post_fields(&format!("/conversations/{}/ending", of.id), fields)
        .await
}

#[tokio::test]
async fn an_ask_says_when_where_and_until_when() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;

        let page = site.guest().get(&van.path).await.ok();
        for words in [
            "Saturday, 11 April 2026, from nine",
            "The old <b>mill</b>",
            "Nobody has said “I can” yet",
        ] {
            assert!(page.says(words), "{words}: {}", page.page().words());
        }
        assert!(!page.text.contains("<b>mill"));
        let edit = format!("/conversations/{}/edit", van.id);
        let form = site.member().get(&edit).await.ok().form(&edit);
        assert_eq!(form.field("until"), "2026-04-11");
        for ending in ["atom", "rss", "json"] {
            let feed = format!("/conversations/feed.{ending}");
            let feed = site.guest().get(&feed).await.ok();
            assert!(feed.text.contains("11 April 2026, from nine"), "{ending}");
            assert!(!feed.text.contains("<b>mill"), "{ending}");
        }
        let found = site.guest().get("/search?q=benches+carry").await.ok();
        assert!(found.says("A van on Saturday"));
        let front = site.guest().get("/").await.ok();
        assert!(front.page().by_id("open").is_some());
        assert!(front.says("Asks and offers"));
        let person = site.guest().get("/@mina").await.ok();
        assert_eq!(person.page().link("A van on Saturday"), Some(van.path));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_day_or_over_comes_back_with_what_was_typed() {
    everywhere(async |site: &TestSite| {
        let far = "x".repeat(201);
        for (field, value) in [
            ("day", "soon"),
            ("day", "2026-02-30"),
            ("until", "0000-00-00"),
            ("until", "2026-03-19"),
            ("day", "2026-03-19"),
            ("place", far.as_str()),
            ("when", far.as_str()),
        ] {
            let fields = [("kind", "ask"), ("title", "A van"), (field, value)];
            let again = open(&site.member(), &fields).await;
            assert_eq!(
                again.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{field} {value}"
            );
            // One above the form, one beside the field.
            assert_eq!(again.faults().len(), 2, "{field} {value}");
            assert_eq!(again.form("/conversations/new").field("title"), "A van");
        }
        // Today is not over.
        let fields = [("kind", "ask"), ("title", "A van"), ("until", "2026-03-20")];
        open(&site.member(), &fields).await.done();
        // Other kinds have no days.
        let fields = [("kind", "idea"), ("title", "A van"), ("day", "never")];
        open(&site.member(), &fields).await.done();
    })
    .await;
}

#[tokio::test]
async fn members_say_i_can_once_change_their_words_and_take_it_back() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;
        let action = format!("/conversations/{}/hand", van.id);
        let other = site.other();
        let form = other.get(&van.path).await.ok().form(&action);

        other
            .submit(&form, &[("words", "Mine & a trailer<script>")])
            .await
            .done();
        other
            .submit(&form, &[("words", "Mine & a trailer<script>")])
            .await
            .done();
        assert_eq!(raise(&site.steward(), &van, "yes", "").await, 303);

        assert_eq!(raise(&site.member(), &van, "yes", "").await, 403);
        assert_eq!(raise(&site.guest(), &van, "yes", "").await, 401);
        let page = site.guest().get(&van.path).await.ok();
        assert!(page.says("2 members can"));
        assert!(page.says("Mine & a trailer<script>"));
        assert!(!page.text.contains("trailer<script>"));
        assert_eq!(site.dump().rows("activity", "\"hand-raised\""), 2);

        assert_eq!(raise(&other, &van, "yes", "A big one.").await, 303);
        let long = "ä".repeat(300);
        assert_eq!(raise(&other, &van, "yes", &long).await, 422);
        let page = other.get(&van.path).await.ok();
        assert!(page.says("A big one.") && !page.says("trailer"));
        assert_eq!(site.dump().rows("activity", "\"hand-raised\""), 2);

        assert_eq!(raise(&other, &van, "no", "").await, 303);
        assert_eq!(raise(&other, &van, "no", "").await, 303);
        assert!(site.guest().get(&van.path).await.ok().says("1 member can"));
        assert_eq!(site.dump().rows("activity", "\"hand-lowered\""), 1);
        assert_eq!(raise(&other, &site.idea, "yes", "").await, 403);
    })
    .await;
}

#[tokio::test]
async fn who_can_is_as_hidden_as_what_is_asked() {
    everywhere(async |site: &TestSite| {
        let fields = [
            ("kind", "ask"),
            ("title", "A quiet favour"),
            ("visibility", "members"),
        ];
        let ask = begin(&site.member(), &fields).await;
        assert_eq!(raise(&site.other(), &ask, "yes", "Quietly.").await, 303);

        let guest = site.guest();
        assert_eq!(guest.get(&ask.path).await.outcome(), 404);
        for path in ["/", "/@mina", "/conversations?kind=ask"] {
            assert!(!guest.get(path).await.ok().says("A quiet favour"), "{path}");
            let inside = site.steward().get(path).await.ok();
            assert!(inside.says("A quiet favour"), "{path}");
        }
        assert_eq!(raise(&guest, &ask, "yes", "").await, 401);
        assert!(site.steward().get(&ask.path).await.ok().says("Quietly."));
    })
    .await;
}

#[tokio::test]
async fn after_its_last_day_an_ask_is_past_and_open_nowhere() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;
        // Midnight of the 12th in Amsterdam is still to come.
        site.wait(22 * DAY + Duration::from_hours(9));
        assert_eq!(raise(&site.other(), &van, "yes", "").await, 303);
        assert!(is_on_the_front(site).await);
        site.wait(Duration::from_hours(3));

        assert_eq!(raise(&site.steward(), &van, "yes", "").await, 403);
        let page = site.guest().get(&van.path).await.ok();
        assert!(page.says("This ask is past") && page.says("1 member said “I can”"));
        assert!(!is_on_the_front(site).await);
        assert!(
            !site
                .guest()
                .get("/@mina")
                .await
                .ok()
                .says("A van on Saturday")
        );
        let list = site.guest().get("/conversations?kind=ask").await.ok();
        assert!(list.says("past"));
        // One's own name can be taken back still, and the day changed.
        assert_eq!(raise(&site.other(), &van, "no", "").await, 303);
        let edit = format!("/conversations/{}/edit", van.id);
        let form = site.member().get(&edit).await.ok().form(&edit);
        let same = site
            .member()
            .submit(&form, &[("title", "A van, once")])
            .await;
        same.done();
        let form = site.member().get(&edit).await.ok().form(&edit);
        let later = [("until", "2026-05-01")];
        site.member().submit(&form, &later).await.done();
        assert_eq!(raise(&site.other(), &van, "yes", "").await, 303);
    })
    .await;
}

#[tokio::test]
async fn whoever_asked_names_who_helped_and_is_thanked_back() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;
        raise(&site.other(), &van, "yes", "I have one.").await;
        say(&site.steward(), &van, "I only watched.").await;
        let member = site.member();
        let action = format!("/conversations/{}/ending", van.id);
        let form = member.get(&van.path).await.ok().form(&action);
        let (tom, sten) = (site.other.id, site.steward.id);
        let (tom, sten) = (format!("named-{tom}"), format!("named-{sten}"));

        let nobody = member.submit(&form, &[("how", "helped")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stranger = format!("named-{}", site.admin.id);
        let unknown = [("how", "helped"), (stranger.as_str(), "yes")];
        assert_eq!(end(&member, &van, &unknown).await.outcome(), 422);
        let named = [
            ("how", "helped"),
            (tom.as_str(), "yes"),
            (sten.as_str(), "yes"),
        ];
        assert_eq!(end(&site.steward(), &van, &named).await.outcome(), 403);
        assert_eq!(end(&site.other(), &van, &named).await.outcome(), 403);
        assert_eq!(end(&site.guest(), &van, &named).await.outcome(), 401);
        end(&member, &van, &named).await.done();
        end(&member, &van, &named).await.done();

        let page = site.guest().get(&van.path).await.ok();
        let ending = page.page().by_id("ending").unwrap();
        assert!(ending.contains("It was done, with the help of"), "{ending}");
        assert!(
            ending.contains("Sten Holm") && ending.contains("Tom"),
            "{ending}"
        );
        assert_eq!(site.dump().rows("activity", "\"thanked\""), 2);
        assert_eq!(site.dump().rows("activity", "\"ended\""), 1);
        assert!(!is_on_the_front(site).await);
        assert!(site.guest().get("/@tom").await.ok().says("Thanked once"));

        let thanks = format!("/conversations/{}/thanks", van.id);
        let other = site.other();
        let form = other.get(&van.path).await.ok().form(&thanks);
        other.submit(&form, &[]).await.done();
        other.submit(&form, &[]).await.done();
        assert_eq!(site.dump().rows("activity", "\"thanked\""), 3);
        for (browser, outcome) in [
            (site.guest(), 401),
            (site.member(), 403),
            (site.admin(), 403),
        ] {
            let sent = browser.post_fields(&thanks, &[("thanked", "yes")]).await;
            assert_eq!(sent.outcome(), outcome);
        }
        assert!(site.guest().get("/@mina").await.ok().says("Thanked once"));
        other
            .post_fields(&thanks, &[("thanked", "no")])
            .await
            .done();
        assert_eq!(site.dump().rows("activity", "\"unthanked\""), 1);

        // It can be opened again, by whoever opened it: then nobody is named.
        let again = [("how", "open")];
        assert_eq!(end(&site.steward(), &van, &again).await.outcome(), 403);
        end(&member, &van, &again).await.done();
        end(&member, &van, &again).await.done();
        assert_eq!(site.dump().rows("activity", "\"resumed\""), 1);
        assert_eq!(site.dump().rows("helping", ""), 0);
        assert!(is_on_the_front(site).await);
        assert_eq!(raise(&site.admin(), &van, "yes", "").await, 303);
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_taken_up_and_whoever_made_it_gave() {
    everywhere(async |site: &TestSite| {
        let offer = offer(site).await;
        raise(&site.other(), &offer, "yes", "For a coat.").await;
        let page = site.guest().get(&offer.path).await.ok();
        assert!(page.says("1 member would like it"));

        let tom = format!("named-{}", site.other.id);
        let named = [("how", "helped"), (tom.as_str(), "yes")];
        end(&site.member(), &offer, &named).await.done();

        assert!(
            site.guest()
                .get(&offer.path)
                .await
                .ok()
                .says("It was taken up by")
        );
        assert_eq!(site.dump().rows("activity", "\"helped\""), 1);
        assert_eq!(site.dump().rows("activity", "\"thanked\""), 0);
        let list = site.guest().get("/conversations?kind=offer").await.ok();
        assert!(list.says("taken up"));
    })
    .await;
}

#[tokio::test]
async fn stewards_put_away_what_others_forgot_with_a_reason() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;
        let why = [("how", "without"), ("why", " The benches <i>rot</i>. ")];

        assert_eq!(end(&site.other(), &van, &why).await.outcome(), 403);
        let silent = end(&site.steward(), &van, &[("how", "without"), ("why", " ")]).await;
        assert_eq!(silent.outcome(), 422);
        assert_eq!(silent.faults().len(), 1);
        assert_eq!(
            end(&site.steward(), &van, &[("how", "so")]).await.outcome(),
            422
        );
        end(&site.steward(), &van, &why).await.done();
        end(&site.steward(), &van, &why).await.done();

        let page = site.guest().get(&van.path).await.ok();
        assert!(
            page.says("The benches <i>rot</i>."),
            "{}",
            page.page().words()
        );
        assert!(page.says("It ended without help"));
        assert_eq!(raise(&site.other(), &van, "yes", "").await, 403);
        assert_eq!(site.dump().rows("activity", "\"ended\""), 1);
        let other = [("how", "without"), ("why", "Another one.")];
        assert_eq!(end(&site.member(), &van, &other).await.outcome(), 403);
        end(&site.member(), &van, &[("how", "open")]).await.done();
        assert_eq!(site.dump().rows("activity", "\"resumed\""), 1);
    })
    .await;
}

#[tokio::test]
async fn five_may_be_open_at_once() {
    everywhere(async |site: &TestSite| {
        let member = site.member();
        let mut talks = Vec::new();
        for kind in ["ask", "offer", "ask", "offer", "ask"] {
            talks.push(begin(&member, &[("kind", kind), ("title", "One of five")]).await);
        }

        let sixth = open(&member, &[("kind", "offer"), ("title", "The sixth")]).await;

        assert_eq!(sixth.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(sixth.form("/conversations/new").field("title"), "The sixth");
        open(&member, &[("kind", "idea"), ("title", "Another kind")])
            .await
            .done();
        open(&site.other(), &[("kind", "ask"), ("title", "Another’s")])
            .await
            .done();
        // Neither by way of another kind, nor of one that ended or was taken away.
        let edit = format!("/conversations/{}/edit", site.idea.id);
        let form = member.get(&edit).await.ok().form(&edit);
        let turned = member.submit(&form, &[("kind", "ask")]).await;
        assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
        let first = talks.first().unwrap();
        let why = [("how", "without"), ("why", "Enough.")];
        end(&member, first, &why).await.done();
        open(&member, &[("kind", "offer"), ("title", "The sixth")])
            .await
            .done();
        let again = end(&member, first, &[("how", "open")]).await;
        assert_eq!(again.outcome(), 403);
        let away = format!("/conversations/{}/withdrawal", talks.last().unwrap().id);
        member.post_fields(&away, &[("away", "yes")]).await.done();
        end(&member, first, &[("how", "open")]).await.done();
        let back = member.post_fields(&away, &[("away", "no")]).await;
        assert_eq!(back.outcome(), 403);
        // One's own words can be changed all the same.
        let edit = format!("/conversations/{}/edit", first.id);
        let form = member.get(&edit).await.ok().form(&edit);
        member.submit(&form, &[("place", "Here")]).await.done();
    })
    .await;
}

#[tokio::test]
async fn open_ones_come_first_and_pages_follow_each_other_without_a_gap() {
    everywhere(async |site: &TestSite| {
        let people = [
            &site.member,
            &site.other,
            &site.steward,
            &site.admin,
            &site.owner,
        ];
        let people = [people, people, people, people, people, people, people];
        let mut ended = Vec::new();
        for (number, by) in people.into_iter().flatten().enumerate() {
            site.wait(Duration::from_secs(1));
            let input = domain::post::Input {
                kind: "ask".to_owned(),
                title: format!("Ask {number}"),
                ..domain::post::Input::default()
            };
            let opened = app::post::begin(site.app(), by.caller(), input)
                .await
                .unwrap();
            if number % 2 == 0 {
                let input = app::post::EndInput {
                    how: "without".to_owned(),
                    reason: "So.".to_owned(),
                    ..app::post::EndInput::default()
                };
                app::post::end(site.app(), by.caller(), opened.id, input)
                    .await
                    .unwrap();
                ended.push(number);
            }
        }
        let guest = site.guest();
        let first = guest.get("/conversations?kind=ask").await.ok();
        let next = first.page().link("Older conversations").unwrap();
        assert!(next.contains("over-"), "{next}");
        let mut all = first.page().texts_with("class", "conv__title");
        assert_eq!(all.len(), 30);
        let rest = guest.get(&next).await.ok();
        all.extend(rest.page().texts_with("class", "conv__title"));

        let open = (0..35).rev().filter(|number| !ended.contains(number));
        let over = (0..35).rev().filter(|number| ended.contains(number));
        let wanted: Vec<String> = open
            .chain(over)
            .map(|number| format!("Ask {number}"))
            .collect();
        assert_eq!(all, wanted);
        let lively = guest.get("/conversations?kind=ask&sort=active").await.ok();
        let lively = lively.page().texts_with("class", "conv__title");
        assert_eq!(lively.first().map(String::as_str), Some("Ask 34"));
        assert_eq!(lively.get(1).map(String::as_str), Some("Ask 33"));
    })
    .await;
}

#[tokio::test]
async fn what_was_said_under_an_ask_is_not_said_under_an_offer() {
    everywhere(async |site: &TestSite| {
        let van = van(site).await;
        raise(&site.other(), &van, "yes", "I can drive.").await;
        let edit = format!("/conversations/{}/edit", van.id);
        let turn = async |kind: &str| {
            let form = site.member().get(&edit).await.ok().form(&edit);
            site.member().submit(&form, &[("kind", kind)]).await.done();
            site.guest().get(&van.path).await.ok()
        };

        let offer = turn("offer").await;
        assert!(offer.says("Nobody has taken it up yet") && !offer.says("I can drive."));
        assert!(offer.says("11 April 2026"));
        let discussion = turn("discussion").await;
        assert!(!discussion.says("11 April 2026"));
        let form = site.member().get(&edit).await.ok().form(&edit);
        let back = [("kind", "ask"), ("day", "2026-04-11")];
        site.member().submit(&form, &back).await.done();
        let ask = site.guest().get(&van.path).await.ok();
        assert!(ask.says("1 member can") && ask.says("I can drive."));
    })
    .await;
}

#[tokio::test]
async fn a_comment_under_an_ask_was_asked_for() {
    everywhere(async |site: &TestSite| {
        let (van, offer) = (van(site).await, offer(site).await);
        say(&site.other(), &van, "Which size?").await;
        say(&site.other(), &offer, "Which size?").await;
        raise(&site.other(), &van, "yes", "").await;
        raise(&site.other(), &offer, "yes", "").await;

        let dump = site.dump();
        let asked = ["\"asked_for\":1", "\"asked_for\":true"];
        let count: usize = asked.iter().map(|words| dump.rows("activity", words)).sum();
        assert_eq!(count, 2);
    })
    .await;
}

//! The first start, and the demo.

use std::time::Duration;

use http::StatusCode;

use super::super::kit::{FirstStart, PASSWORD};

const FORM: [(&str, &str); 6] = [
    ("community", "Kettle & Thread"),
    ("charter", "We mend things so that less is thrown away."),
    ("zone", "Europe/Amsterdam"),
    ("name", "Imke Vos"),
    ("handle", "imke"),
    ("email", "imke@example.net"),
];

#[tokio::test]
async fn a_hall_without_an_owner_sends_the_operator_to_the_console() {
    let hall = FirstStart::new(false);
    let link = hall.console().await;
    let visitor = hall.guest();

    let front = visitor.get("/").await.ok();
    let setup = visitor.get("/setup").await.ok();
    let join = visitor.get("/join").await;
    let applies = visitor
        .post_fields("/join", &[("name", "Mallory"), ("handle", "mallory")])
        .await;

    assert!(front.says("This hall has no owner yet"));
    assert!(setup.says("This hall has no owner yet"));
    let secret = link.rsplit('/').next().unwrap();
    assert!(!front.text.contains(secret));
    assert_eq!(join.location(), "/");
    assert_eq!(applies.location(), "/");
}

#[tokio::test]
async fn the_address_on_the_console_makes_one_owner() {
    let hall = FirstStart::new(false);
    let link = hall.console().await;
    let operator = hall.guest();
    for _ in 0..3 {
        let away = operator.get(&link).await;
        assert_eq!(away.done(), "/setup");
    }
    let form = operator.get("/setup").await.ok().form("/setup");

    let again = operator
        .submit(
            &form,
            &[
                ("charter", "We mend."),
                ("email", "imke@"),
                ("password", "short"),
            ],
        )
        .await;

    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = again.form("/setup");
    assert_eq!(form.field("charter"), "We mend.");
    assert_eq!(form.field("password"), "");
    assert!(again.says("At least 15 characters, please."));

    let mut fields = FORM.to_vec();
    fields.push(("password", PASSWORD));
    let done = operator.submit(&form, &fields).await;

    assert_eq!(done.done(), "/setup/done");
    assert!(operator.is_signed_in());
    assert!(operator.cookie("__Host-p").is_none());
    let first = operator.follow(&done).await.ok();
    assert!(first.says("Your hall is open."));
    let front = operator.get("/").await.ok();
    assert!(front.says("We mend things so that less is thrown away."));

    let late = hall.guest();
    let away = late.get(&link).await;
    let gone = late.follow(&away).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.says("This hall has an owner already."));
    let taken = late.submit(&form, &fields).await;
    assert_eq!(taken.status, StatusCode::GONE);
}

#[tokio::test]
async fn who_takes_long_over_the_form_loses_no_words() {
    let hall = FirstStart::new(false);
    let link = hall.console().await;
    let operator = hall.guest();
    let away = operator.get(&link).await;
    let form = operator.follow(&away).await.ok().form("/setup");
    let mut fields = FORM.to_vec();
    fields.push(("password", PASSWORD));
    hall.wait(Duration::from_mins(20));
    let slow = hall.guest(); // The cookie has run out.

    let again = slow.submit(&form, &fields).await;

    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("open the address on the console once more"));
    let form = again.form("/setup");
    assert_eq!(form.field("community"), "Kettle & Thread");
    slow.get(&link).await.done();
    let done = slow.submit(&form, &[("password", PASSWORD)]).await;
    assert_eq!(done.done(), "/setup/done");
}

#[tokio::test]
async fn in_the_demo_one_is_whom_one_clicks_and_reads_all_mail() {
    let hall = FirstStart::new(true);
    let secret = hall.console().await;
    let owner = hall.guest();
    owner.get(&secret).await.done();
    let form = owner.get("/setup").await.ok().form("/setup");
    let mut fields = FORM.to_vec();
    fields.push(("password", PASSWORD));
    owner.submit(&form, &fields).await.done();
    app::setup::test_mail(hall.app(), app::Caller::at_page(domain::Viewer::Guest))
        .await
        .unwrap_err();
    let visitor = hall.guest();

    let people = visitor.get("/dev/people").await.ok();
    let done = visitor.submit(&people.form("/dev/people/imke"), &[]).await;

    assert_eq!(done.done(), "/");
    let settings = visitor.get("/settings").await.ok();
    assert!(settings.says("imke@example.net"));
    visitor.post("/setup/test-mail", "").await.done();
    let mail = hall.guest().get("/dev/mail").await.ok();
    assert!(mail.says("imke@example.net"));
    assert!(
        mail.page()
            .links()
            .contains(&"https://hall.example/".to_owned())
    );
    let nobody = hall.guest().post("/dev/people/nobody", "").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

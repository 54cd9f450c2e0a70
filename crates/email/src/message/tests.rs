use proptest::option;
use proptest::prelude::*;

use super::*;

fn message() -> Message {
    Message {
        from_name: "Imke via Kettle & Thread".into(),
        to: Address::parse("hana@hall.example").unwrap(),
        to_name: Some("Hana Lindqvist".into()),
        subject: "What forty-one dead kettles taught us".into(),
        text: "Hello\r\n\r\nHana".into(),
        html: None,
        message_id: "<comment.1.2@hall.example>".into(),
        list_unsubscribe: Some("https://hall.example/unsubscribe/abc".into()),
        in_reply_to: Some("<article.1.2@hall.example>".into()),
        auto: true,
    }
}

#[test]
fn an_honest_message_stays_as_it_is() {
    assert_eq!(message().clean().into_message(), message());
}

#[test]
fn a_line_end_in_a_title_starts_no_new_header() {
    let mut sent = message();
    sent.subject = "Kettles\r\nBcc: all@evil.tld\0\n\n<html>".into();
    sent.from_name = "Imke\u{2028}\u{85}X-Spam: no\u{7f}".into();
    sent.list_unsubscribe = Some("https://hall.example/u>\r\nBcc: <a@evil.tld".into());
    sent.in_reply_to = Some("<a@b>\r\nBcc: c@evil.tld".into());

    let sent = sent.clean();

    assert_eq!(sent.subject, "Kettles Bcc: all@evil.tld <html>");
    assert_eq!(sent.from_name, "Imke X-Spam: no");
    assert_eq!(
        sent.list_unsubscribe.as_deref(),
        Some("https://hall.example/uBcc:a@evil.tld")
    );
    assert_eq!(sent.in_reply_to, None);
}

#[test]
fn a_name_cannot_turn_the_direction_of_the_header() {
    let mut sent = message();
    sent.to_name = Some("\u{202e}moc.elpmaxe\u{202c}".into());

    assert_eq!(sent.clean().to_name.as_deref(), Some("moc.elpmaxe"));
}

#[test]
fn a_name_of_nothing_is_no_name() {
    let mut sent = message();
    sent.to_name = Some(" \r\n\t ".into());

    assert_eq!(sent.clean().to_name, None);
}

#[test]
fn a_subject_without_end_gets_one() {
    let mut sent = message();
    sent.subject = "ß ".repeat(5_000);

    let subject = sent.clean().subject.clone();

    assert!(subject.ends_with("ß…"));
    assert!(subject.chars().count() <= MOST_SUBJECT + 1);
}

#[test]
fn what_is_no_address_is_no_way_to_unsubscribe() {
    for url in ["javascript:alert(1)", "mailto:a@b.example", "", "ftp://x"] {
        let mut sent = message();
        sent.list_unsubscribe = Some(url.into());
        assert_eq!(sent.clean().list_unsubscribe, None, "{url}");
    }
}

#[test]
fn a_broken_message_id_is_left_to_the_transport() {
    for id in [
        "",
        "<>",
        "<a>",
        "<@b>",
        "<a@>",
        "<a@b@c>",
        &format!("<{}@b>", "a".repeat(1_000)),
    ] {
        let mut sent = message();
        sent.message_id = id.into();
        assert_eq!(sent.clean().message_id, "", "{id}");
    }
}

#[test]
fn logs_do_not_hold_what_a_message_says() {
    let shown = format!("{:?}", message().clean());

    assert!(shown.contains("<comment.1.2@hall.example>"));
    for secret in ["Hello", "kettles", "hana", "Hana", "unsubscribe"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

proptest! {
    /// Any strings give one header block (R70).
    #[test]
    fn no_value_can_end_its_header(
        from_name in any::<String>(),
        to_name in option::of(any::<String>()),
        subject in any::<String>(),
        message_id in any::<String>(),
        list_unsubscribe in option::of(any::<String>()),
        in_reply_to in option::of(any::<String>()),
    ) {
        let once = Message {
            from_name, to_name, subject, message_id, list_unsubscribe, in_reply_to, ..message()
        }.clean();

        for value in [
            Some(&once.from_name), once.to_name.as_ref(), Some(&once.subject), Some(&once.message_id),
            once.list_unsubscribe.as_ref(), once.in_reply_to.as_ref(),
        ].into_iter().flatten() {
            let harmful = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            prop_assert!(!value.contains(harmful), "{:?}", value);
        }
        prop_assert_eq!(once.clone().into_message().clean(), once);
    }
}

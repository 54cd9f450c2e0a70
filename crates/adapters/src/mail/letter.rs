//! From our message to what goes over the line, through typed headers alone (R70).

use email::{Address, Clean};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use super::MailFault;

/// Builds the letter. `from` is always ours; only the name beside it is the message's.
pub(super) fn letter(message: &Clean, from: &Address) -> Result<Message, MailFault> {
    let from_name = Some(message.from_name.clone()).filter(|name| !name.is_empty());
    let mut letter = Message::builder()
        .from(Mailbox::new(from_name, address(from)?))
        .to(Mailbox::new(message.to_name.clone(), address(&message.to)?))
        .subject(message.subject.clone())
        .message_id(Some(message_id(message, from)))
        .date_now();
    if let Some(earlier) = &message.in_reply_to {
        letter = letter
            .in_reply_to(earlier.clone())
            .references(earlier.clone());
    }
    if let Some(url) = &message.list_unsubscribe {
        letter = letter
            .raw_header(exactly("List-Unsubscribe", format!("<{url}>"))?)
            .raw_header(exactly(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            )?);
    }
    if message.auto {
        letter = letter
            .raw_header(exactly("Auto-Submitted", "auto-generated".to_owned())?)
            .raw_header(exactly("X-Auto-Response-Suppress", "All".to_owned())?);
    }
    let built = match &message.html {
        Some(html) => {
            let both =
                MultiPart::alternative().singlepart(part(ContentType::TEXT_PLAIN, &message.text));
            letter.multipart(both.singlepart(part(ContentType::TEXT_HTML, html)))
        }
        None => letter.singlepart(part(ContentType::TEXT_PLAIN, &message.text)),
    };
    built.map_err(|error| MailFault::Never(error.to_string()))
}

/// The message's own id, so that a second try is recognised as the same, or a fresh one.
fn message_id(message: &Clean, from: &Address) -> String {
    if message.message_id.is_empty() {
        let fresh = base::Secret::new().digest().short();
        email::message_id("mail", &fresh, "", from.domain())
    } else {
        message.message_id.clone()
    }
}

fn part(kind: ContentType, body: &str) -> SinglePart {
    // Base64 for all: no line can be too long, begin with a dot or be taken for a boundary.
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::Base64)
        .body(body.to_owned())
}

/// A header whose value goes out as it is: an address in it must not be broken or encoded.
fn exactly(name: &'static str, value: String) -> Result<HeaderValue, MailFault> {
    let fault = || MailFault::Never(format!("{name} cannot be written"));
    if !value.chars().all(|c| c.is_ascii_graphic()) {
        return Err(fault());
    }
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| fault())?;
    Ok(HeaderValue::dangerous_new_pre_encoded(
        name,
        value.clone(),
        value,
    ))
}

pub(super) fn address(address: &Address) -> Result<lettre::Address, MailFault> {
    address
        .as_str()
        .parse()
        .map_err(|_| MailFault::Never("the address is not one for SMTP".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> email::Message {
        email::Message {
            from_name: "Imke via Hall".into(),
            to: "ada@example.org".parse().unwrap(),
            to_name: Some("Ada Löwe".into()),
            subject: "Tee für alle".into(),
            text: "Grüße\n.\nImke".into(),
            html: Some("<p>Grüße".into()),
            message_id: email::message_id("comment", "1", "2", "hall.example"),
            list_unsubscribe: Some(format!("https://hall.example/u/{}", "x".repeat(200))),
            in_reply_to: Some("<question@hall.example>".into()),
            auto: true,
        }
    }

    fn written(message: email::Message) -> String {
        let from = "hall@hall.example".parse().unwrap();
        String::from_utf8(letter(&message.clean(), &from).unwrap().formatted()).unwrap()
    }

    fn headers(letter: &str) -> &str {
        letter.split_once("\r\n\r\n").unwrap().0
    }

    #[test]
    fn a_letter_says_who_what_and_how_to_stop_it() {
        let letter = written(message());
        let url = "x".repeat(200);
        for line in [
            "From: \"Imke via Hall\" <hall@hall.example>",
            "Message-ID: <comment.1.2@hall.example>",
            "In-Reply-To: <question@hall.example>",
            "References: <question@hall.example>",
            &format!("List-Unsubscribe: <https://hall.example/u/{url}>"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(
                headers(&letter).lines().any(|written| written == line),
                "{line} is not in\n{letter}"
            );
        }
        assert!(letter.is_ascii() && letter.contains("multipart/alternative"));
        assert!(letter.lines().all(|line| line.len() < 998));
    }

    #[test]
    fn a_plain_letter_has_one_part_and_an_id_of_its_own() {
        let plain = || email::Message {
            html: None,
            message_id: String::new(),
            list_unsubscribe: None,
            auto: false,
            ..message()
        };
        let (one, other) = (written(plain()), written(plain()));
        assert!(
            one.contains("Content-Type: text/plain; charset=utf-8") && !one.contains("multipart")
        );
        assert!(!one.contains("List-Unsubscribe") && !one.contains("Auto-Submitted"));
        let id = |letter: &str| {
            letter
                .lines()
                .find(|line| line.starts_with("Message-ID: <mail."))
                .unwrap()
                .to_owned()
        };
        assert_ne!(id(&one), id(&other));
        assert!(id(&one).ends_with("@hall.example>"));
    }

    #[test]
    fn no_value_can_add_a_header_or_a_recipient() {
        let evil =
            "x\r\nBcc: all@example.org\r\n\r\n<script>\n\0\u{2028}\u{85}y\" <b@example.org>, z";
        let letter = written(email::Message {
            from_name: evil.into(),
            to_name: Some(evil.into()),
            subject: evil.into(),
            message_id: evil.into(),
            list_unsubscribe: Some(format!("https://hall.example/{evil}")),
            in_reply_to: Some(format!("<a@b>{evil}")),
            ..message()
        });
        let names: Vec<&str> = headers(&letter)
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split_once(": ").unwrap().0)
            .collect();
        assert!(!names.contains(&"Bcc"), "{letter}");
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len(), "each header once");
        let parsed = letter_of(evil);
        assert_eq!(parsed.envelope().to().len(), 1);
        assert_eq!(
            parsed.envelope().from().unwrap().to_string(),
            "hall@hall.example"
        );
    }

    fn letter_of(name: &str) -> Message {
        let message = email::Message {
            from_name: name.into(),
            to_name: Some(name.into()),
            ..message()
        };
        letter(&message.clean(), &"hall@hall.example".parse().unwrap()).unwrap()
    }
}

//! Mail over SMTP to relays of all characters.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail loudly, as tests do"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use email::{Clean, Message};
use guildhall_adapters::mail::{Carrier, MailFault, Security, SettingsFault, Smtp, SmtpSettings};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};

/// What a relay does when it comes to a certain word.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Manner {
    Say(&'static str),
    Hang,
    HangUp,
}

/// A relay on loopback that takes mail, but for one stage.
struct Relay {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    async fn new(stage: &'static str, manner: Manner) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, stage, manner, Arc::clone(&ears)));
            }
        });
        Self { port, heard }
    }

    async fn kind() -> Self {
        Self::new("never", Manner::Hang).await
    }

    fn letters(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// Answers at a stage; `false` if the line is to be dropped.
async fn answer(
    out: &mut OwnedWriteHalf,
    here: &str,
    usual: &str,
    stage: &str,
    manner: Manner,
) -> bool {
    let say = match manner {
        Manner::Hang if here == stage => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            return false;
        }
        Manner::HangUp if here == stage => return false,
        Manner::Say(other) if here == stage => other,
        _ => usual,
    };
    out.write_all(format!("{say}\r\n").as_bytes()).await.is_ok()
}

async fn converse(stream: TcpStream, stage: &str, manner: Manner, ears: Arc<Mutex<Vec<String>>>) {
    let (input, mut out) = stream.into_split();
    let mut lines = BufReader::new(input).lines();
    if !answer(&mut out, "greeting", "220 relay", stage, manner).await {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_owned();
        let usual = match word.as_str() {
            "EHLO" => "250-relay\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
            "AUTH" => "235 known",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        if !answer(&mut out, &word, usual, stage, manner).await {
            return;
        }
        if word == "DATA" {
            let mut letter = String::new();
            while let Ok(Some(line)) = lines.next_line().await {
                if line == "." {
                    break;
                }
                letter.push_str(&line);
                letter.push('\n');
            }
            ears.lock().unwrap().push(letter);
            if !answer(&mut out, "end", "250 taken", stage, manner).await {
                return;
            }
        }
        if word == "QUIT" {
            return;
        }
    }
}

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        name: None,
        password: None,
        from: "hall@hall.example".parse().unwrap(),
    }
}

fn smtp(port: u16) -> Smtp {
    Smtp::new(settings(port))
        .unwrap()
        .with_patience(Duration::from_millis(300))
}

fn message() -> Clean {
    Message {
        from_name: "Hall".into(),
        to: "ada@example.org".parse().unwrap(),
        to_name: None,
        subject: "News".into(),
        text: "Good morning".into(),
        html: None,
        message_id: "<one@hall.example>".into(),
        list_unsubscribe: None,
        in_reply_to: None,
        auto: true,
    }
    .clean()
}

fn is_later(answer: &Result<(), MailFault>) -> bool {
    matches!(answer, Err(MailFault::Later(_)))
}

#[tokio::test]
async fn a_kind_relay_takes_the_letter_once() {
    let relay = Relay::kind().await;
    smtp(relay.port).send(&message()).await.unwrap();
    let letters = relay.letters();
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].contains("Message-ID: <one@hall.example>")
            && letters[0].contains("Subject: News")
    );
}

#[tokio::test]
async fn a_refusal_of_the_letter_is_for_good_and_a_request_to_wait_is_not() {
    for stage in ["MAIL", "RCPT", "DATA", "end"] {
        let relay = Relay::new(stage, Manner::Say("550 nobody of that name")).await;
        let Err(MailFault::Never(why)) = smtp(relay.port).send(&message()).await else {
            panic!("{stage}")
        };
        assert!(
            why.contains("550") && why.contains("nobody of that name"),
            "{why}"
        );

        let relay = Relay::new(stage, Manner::Say("451 come back later")).await;
        assert!(
            is_later(&smtp(relay.port).send(&message()).await),
            "{stage}"
        );
    }
}

#[tokio::test]
async fn a_relay_that_refuses_us_and_not_the_letter_loses_no_mail() {
    for (stage, words) in [
        ("greeting", "554 not today"),
        ("EHLO", "550 who are you"),
        ("MAIL", "530 sign in first"),
    ] {
        let relay = Relay::new(stage, Manner::Say(words)).await;
        assert!(
            is_later(&smtp(relay.port).send(&message()).await),
            "{stage}"
        );
    }
    let relay = Relay::new("AUTH", Manner::Say("535 wrong password")).await;
    let known = SmtpSettings {
        name: Some("hall".into()),
        password: Some("secret".into()),
        ..settings(relay.port)
    };
    assert!(is_later(&Smtp::new(known).unwrap().send(&message()).await));
    assert!(relay.letters().is_empty());
}

#[tokio::test]
async fn a_relay_that_hangs_or_hangs_up_at_any_stage_is_tried_later() {
    for stage in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "end"] {
        for manner in [Manner::Hang, Manner::HangUp] {
            let relay = Relay::new(stage, manner).await;
            let sent = tokio::time::timeout(Duration::from_secs(5), async {
                smtp(relay.port).send(&message()).await
            });
            assert!(is_later(&sent.await.unwrap()), "{stage} {manner:?}");
        }
    }
}

#[tokio::test]
async fn a_slow_goodbye_or_none_does_not_send_a_letter_twice() {
    for manner in [Manner::Hang, Manner::HangUp, Manner::Say("421 closing")] {
        let relay = Relay::new("QUIT", manner).await;
        smtp(relay.port).send(&message()).await.unwrap();
        assert_eq!(relay.letters().len(), 1);
    }
}

#[tokio::test]
async fn nobody_at_home_and_nonsense_are_later() {
    let vacant = TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    assert!(is_later(&smtp(vacant).send(&message()).await));
    let babble = Relay::new("greeting", Manner::Say("HTTP/1.1 400 Bad Request")).await;
    assert!(is_later(&smtp(babble.port).send(&message()).await));
}

#[tokio::test]
async fn a_line_that_was_to_be_private_is_private_or_silent() {
    for security in [Security::Tls, Security::StartTls] {
        let relay = Relay::kind().await;
        let private = SmtpSettings {
            security,
            host: "localhost".into(),
            name: Some("hall".into()),
            password: Some("secret".into()),
            ..settings(relay.port)
        };
        let smtp = Smtp::new(private)
            .unwrap()
            .with_patience(Duration::from_millis(300));
        assert!(is_later(&smtp.send(&message()).await), "{security:?}");
        assert!(relay.letters().is_empty());
    }
}

#[test]
fn settings_that_would_give_a_password_away_are_refused() {
    let away = |name: Option<&str>, password: Option<&str>, host: &str| {
        let settings = SmtpSettings {
            host: host.into(),
            name: name.map(Into::into),
            password: password.map(Into::into),
            ..settings(25)
        };
        Smtp::new(settings).err()
    };
    assert_eq!(
        away(Some("hall"), Some("secret"), "relay.example"),
        Some(SettingsFault::PlainPassword)
    );
    assert_eq!(
        away(Some("hall"), None, "relay.example"),
        Some(SettingsFault::HalfAName)
    );
    assert_eq!(away(Some("hall"), Some("secret"), "localhost"), None);
    assert_eq!(away(Some("hall"), Some("secret"), "[::1]"), None);
    assert_eq!(away(None, None, "relay.example"), None);
    let shown = format!(
        "{:?}",
        Smtp::new(SmtpSettings {
            name: Some("hall".into()),
            password: Some("secret".into()),
            ..settings(25)
        })
        .unwrap()
    );
    assert!(!shown.contains("secret"));
}

//! What only the demo shows: the mails that it wrote, and everybody whom one may be.

use askama::Template;
use axum::response::Response;
use domain::Visible;
use domain::mail::Mail;
use domain::person::Person;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::path::Path;
use crate::session_cookie::{self, Comes};

/// A stretch of a mail: words, or an address to click.
struct Stretch {
    text: String,
    is_link: bool,
}

struct Letter {
    mail: Mail,
    stretches: Vec<Stretch>,
}

#[derive(Template)]
#[template(path = "dev/mail.html")]
struct MailPage {
    frame: Frame,
    letters: Vec<Letter>,
}

#[derive(Template)]
#[template(path = "dev/people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<Visible<Person>>,
}

/// All mails, the latest first.
pub(crate) async fn mail(desk: Desk) -> Result<Response, PageError> {
    only_here(&desk)?;
    let letters = app::dev::mails(desk.app())
        .await?
        .into_iter()
        .map(|mail| Letter {
            stretches: stretches(&mail.text),
            mail,
        })
        .collect();
    let frame = Frame::new(&desk, desk.text("dev.mail"), Section::None).unlisted();
    frame::show(&desk, &MailPage { frame, letters })
}

/// Everybody, each with a button.
pub(crate) async fn people(desk: Desk) -> Result<Response, PageError> {
    only_here(&desk)?;
    let people = app::dev::people(desk.app()).await?;
    let frame = Frame::new(&desk, desk.text("dev.people"), Section::None).unlisted();
    frame::show(&desk, &PeoplePage { frame, people })
}

/// Be somebody.
pub(crate) async fn be(
    desk: Desk,
    Comes(browser): Comes,
    Path(handle): Path<String>,
) -> Result<Response, PageError> {
    only_here(&desk)?;
    let signed_in = app::dev::be(desk.app(), &handle, browser).await?;
    let mut response = frame::go("/");
    session_cookie::enter(&desk, &mut response, &signed_in);
    Ok(response)
}

/// Elsewhere there is nothing here.
fn only_here(desk: &Desk) -> Result<(), PageError> {
    match desk.hall.settings.demo {
        true => Ok(()),
        false => Err(PageError::not_found()),
    }
}

/// The text with its addresses told apart.
fn stretches(text: &str) -> Vec<Stretch> {
    let is_link = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let mut stretches: Vec<Stretch> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let (first, rest) = word.split_at(bare.len());
        for (part, link) in [(first, is_link(first)), (rest, false)] {
            match stretches.last_mut() {
                _ if part.is_empty() => {}
                Some(last) if !last.is_link && !link => last.text.push_str(part),
                Some(_) | None => stretches.push(Stretch {
                    text: part.to_owned(),
                    is_link: link,
                }),
            }
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn addresses_in_mails_can_be_clicked_and_nothing_is_lost() {
        let text = "Hello,\n\ngo on here:\n\nhttps://hall.example/x/1\n\nBye  http";
        let found = stretches(text);
        let links: Vec<_> = found.iter().filter(|one| one.is_link).collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].text, "https://hall.example/x/1");
        let all: String = found.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(all, text);
    }
}

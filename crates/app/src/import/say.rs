//! Who said something below an entry: an author of the file, or a guest whom somebody can claim to have been.

use archives::mtif::{Comment, Ping};
use domain::guest::Draft;
use url::Url;

use super::author::{self, Authors, shown_name};
use super::reference::References;

/// What somebody is called who gave no name.
const NAMELESS: &str = "Anonymous";
/// Bytes of a web site's address (the schema's limit).
const URL: usize = 500;

/// Who says something.
#[derive(Clone, Debug)]
pub(super) enum Teller {
    /// An author of the file, by number.
    Author(usize),
    /// Somebody without an account.
    Guest(Draft),
}

/// Who made a comment.
pub(super) fn of_comment(comment: &Comment, authors: &Authors, references: &References) -> Teller {
    let is_weblog = |page: &_| references.is_old_host(page);
    if let Some(author) = authors.of_comment(comment, is_weblog) {
        return Teller::Author(author);
    }
    let given = comment.url.as_deref().and_then(web_site);
    // Those who signed in elsewhere are named by the address of their page there.
    let url = given.or_else(|| {
        let author = comment.author.trim();
        author.contains("://").then(|| web_site(author)).flatten()
    });
    let named = shown_name(&comment.author);
    let name = if named.is_empty() {
        url.as_deref().and_then(host).unwrap_or_default()
    } else {
        named
    };
    Teller::Guest(Draft {
        name: or_nameless(name),
        email: author::mail(comment.email.as_deref()),
        url,
    })
}

/// What somebody wrote of themselves that is not taken, as a sentence.
pub(super) fn lost(comment: &Comment) -> Option<&'static str> {
    let page = comment.url.as_deref().map(str::trim).unwrap_or_default();
    let is_page = !matches!(page, "" | "http://" | "https://");
    if comment.email.is_some() && author::mail(comment.email.as_deref()).is_none() {
        Some(
            "its mail address is none and is left out, so nobody can say that they were its author",
        )
    } else if is_page && web_site(page).is_none() {
        Some("the page of its author cannot be linked to and is left out")
    } else {
        author::is_cut(&comment.author).then_some("the name of its author is too long and is cut")
    }
}

/// The weblog that announced that it refers to an entry. Its own page is its front page.
pub(super) fn of_ping(ping: &Ping) -> Draft {
    let page = ping.url.as_deref().and_then(web_site);
    let front = page
        .as_deref()
        .and_then(|page| Url::parse(page).ok()?.join("/").ok())
        .map(String::from);
    let named = shown_name(&ping.blog);
    let name = if named.is_empty() {
        front.as_deref().and_then(host).unwrap_or_default()
    } else {
        named
    };
    Draft {
        name: or_nameless(name),
        email: None,
        url: front,
    }
}

fn or_nameless(name: String) -> String {
    if name.is_empty() {
        NAMELESS.to_owned()
    } else {
        name
    }
}

/// An address of a web site that can be linked to.
pub(super) fn web_site(raw: &str) -> Option<String> {
    let raw = base::clean::line(raw);
    let whole = if raw.contains("://") {
        raw
    } else {
        format!("http://{raw}")
    };
    let url = Url::parse(&whole).ok()?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host.contains('.'))
        && url.username().is_empty()
        && url.password().is_none();
    let text = String::from(url);
    (fits && text.len() <= URL && !text.contains(['"', '\'', '<', '>', '\\', ' '])).then_some(text)
}

fn host(url: &str) -> Option<String> {
    let host = Url::parse(url).ok()?.host_str()?.to_owned();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(author: &str, email: Option<&str>, url: Option<&str>) -> Draft {
        let comment = Comment {
            line: 1,
            author: author.to_owned(),
            email: email.map(str::to_owned),
            ip: None,
            url: url.map(str::to_owned),
            date: None,
            text: String::new(),
        };
        match of_comment(&comment, &Authors::default(), &References::default()) {
            Teller::Guest(draft) => draft,
            Teller::Author(_) => panic!("there are no authors"),
        }
    }

    #[test]
    fn guests_keep_name_address_and_site() {
        let jane = guest(
            "Jane",
            Some("jane@doe.example"),
            Some("http://jane.example"),
        );
        assert_eq!(jane.name, "Jane");
        assert_eq!(jane.email.unwrap().as_str(), "jane@doe.example");
        assert_eq!(jane.url.as_deref(), Some("http://jane.example/"));
        assert_eq!(
            guest("x", Some("not one"), Some("javascript:alert(1)")).url,
            None
        );
        assert_eq!(guest("x", None, Some("http://a:b@c.example/")).url, None);
        assert_eq!(
            guest("x", None, Some("c.example/y")).url.as_deref(),
            Some("http://c.example/y")
        );
    }

    #[test]
    fn who_signed_in_elsewhere_is_named_by_their_page() {
        let plus = guest("https://plus.google.com/1234", None, None);
        assert_eq!(plus.name, "plus.google.com/1234");
        assert_eq!(plus.url.as_deref(), Some("https://plus.google.com/1234"));
        assert_eq!(
            guest("", None, Some("http://www.jane.example/me")).name,
            "jane.example"
        );
        assert_eq!(guest(" ", None, None).name, "Anonymous");
    }
}

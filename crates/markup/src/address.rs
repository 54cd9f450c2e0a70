//! Which addresses a text may contain, and whether a link's words name another host than its address.

use url::Url;

/// Longer addresses are not links.
const LONGEST: usize = 4_096;

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A path on our own host, or a place in the same text.
    Own(String),
    /// Another host.
    Other { href: String, host: String },
    /// A mail address.
    Mail(String),
}

/// Understands an address as written by anybody.
///
/// Only `http`, `https`, `mailto`, `/paths` and `#places` lead anywhere. Other relative addresses would mean something
/// else on every page that shows the text.
pub(crate) fn target(written: &str, own_host: &str) -> Option<Target> {
    let written = without_tricks(written);
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    if let Some(place) = written.strip_prefix('#') {
        let place: String = place.split_whitespace().collect();
        return Some(Target::Own(format!("#{place}")));
    }
    let mut url = match Url::parse(&written) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase)
            if written.starts_with('/') || written.starts_with('\\') =>
        {
            let base = Url::parse(&format!("https://{own_host}/")).ok()?;
            base.join(&written).ok()?
        }
        Err(_) => return None,
    };
    match url.scheme() {
        "mailto" => {
            let lower = written.to_ascii_lowercase();
            // A line break would begin another header.
            let honest = written.contains('@') && !lower.contains("%0a") && !lower.contains("%0d");
            honest.then(|| Target::Mail(url.into()))
        }
        "http" | "https" => {
            let host = url.host_str()?.to_owned();
            if authority(&url).is_some_and(|own| own.eq_ignore_ascii_case(own_host)) {
                return Some(Target::Own(path_of(&url)));
            }
            // A name before the host is only ever there to look like one.
            url.set_username("").ok()?;
            url.set_password(None).ok()?;
            Some(Target::Other {
                href: url.into(),
                host,
            })
        }
        _ => None,
    }
}

/// The path under `/media/` if the address is one of our own pictures.
pub(crate) fn own_picture(written: &str, own_host: &str) -> Option<String> {
    match target(written, own_host)? {
        Target::Own(path) => Some(path).filter(|path| is_own_picture(path)),
        Target::Other { .. } | Target::Mail(_) => None,
    }
}

/// A final `src` that asks only our own media store.
pub(crate) fn is_own_picture(value: &str) -> bool {
    value.len() > "/media/".len() && value.starts_with("/media/") && is_path(value)
}

/// A final `srcset` that asks only our own media store: `/media/a/320 320w, /media/a/800 800w`.
pub(crate) fn are_own_pictures(list: &str) -> bool {
    list.split(", ").all(|one| {
        one.rsplit_once(' ').is_some_and(|(address, width)| {
            let digits = width.strip_suffix('w').unwrap_or_default();
            is_own_picture(address)
                && !address.contains(',')
                && (1..=5).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

/// A final `src` or `href` with a host.
pub(crate) fn is_web(value: &str) -> bool {
    (value.starts_with("https://") || value.starts_with("http://")) && !has_blank(value)
}

/// A final `href`.
pub(crate) fn is_shown(value: &str) -> bool {
    is_web(value)
        || is_path(value)
        || ((value.starts_with('#') || value.starts_with("mailto:")) && !has_blank(value))
}

/// An address that no browser takes for a program, wherever it leads.
pub(crate) fn is_harmless(value: &str) -> bool {
    let value = without_tricks(value);
    value.len() <= LONGEST
        && match Url::parse(&value) {
            Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto"),
            Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
        }
}

fn is_path(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or(value);
    value.starts_with('/')
        && !value.starts_with("//")
        && !value.contains('\\')
        && !path.split('/').any(|part| part == "..")
        && !has_blank(value)
}

fn has_blank(value: &str) -> bool {
    value.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Without what a browser skips, so that we compare what it compares.
fn without_tricks(written: &str) -> String {
    let seen: String = written.chars().filter(|c| !c.is_control()).collect();
    seen.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
        .to_owned()
}

/// Characters without width, or that only turn the direction of others.
pub(crate) fn is_invisible(c: char) -> bool {
    is_turning(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Characters that turn the direction of their neighbours.
pub(crate) fn is_turning(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn authority(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

fn path_of(url: &Url) -> String {
    let mut path = format!("/{}", url.path().trim_start_matches('/'));
    if let Some(query) = url.query() {
        path.push('?');
        path.push_str(query);
    }
    if let Some(place) = url.fragment() {
        path.push('#');
        path.push_str(place);
    }
    path
}

/// Endings that are files more often than hosts, and that no registry hands out.
const FILES: [&str; 22] = [
    "asp", "bmp", "css", "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "js", "json",
    "pdf", "php", "png", "svg", "toml", "txt", "xml", "yaml", "yml",
];

/// Whether some word of `text` looks like a host that is neither `host` nor above it, or that mixes scripts so that its
/// letters may not be those they seem.
pub(crate) fn names_another_host(text: &str, host: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(|c| {
            if matches!(c, '。' | '．' | '｡' | '․') {
                '.'
            } else {
                c
            }
        })
        .collect();
    let real = host.strip_prefix("www.").unwrap_or(host);
    plain
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_') || is_mark(c)))
        .map(|word| word.trim_matches(['.', '-', '_']))
        .filter(|word| looks_like_host(word))
        .any(|word| {
            if mixes_scripts(word) {
                return true;
            }
            let named = ascii_host(word);
            let named = named.strip_prefix("www.").unwrap_or(&named);
            !(real == named
                || real
                    .strip_suffix(named)
                    .is_some_and(|rest| rest.ends_with('.')))
        })
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn looks_like_host(word: &str) -> bool {
    let Some((before, ending)) = word.rsplit_once('.') else {
        return false;
    };
    let number =
        word.split('.').count() == 4 && word.split('.').all(|part| part.parse::<u8>().is_ok());
    let name = ending.chars().count() >= 2
        && ending.chars().all(|c| c.is_alphabetic() || is_mark(c))
        || ending.starts_with("xn--");
    let labels = before.split('.').all(|label| !label.is_empty());
    number || (name && labels && !FILES.contains(&ending.to_lowercase().as_str()))
}

/// Latin letters beside others.
fn mixes_scripts(word: &str) -> bool {
    let is_latin = |c: char| {
        c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') || is_mark(c)
    };
    word.split('.').any(|label| {
        label.contains(|c: char| c.is_ascii_alphabetic())
            && label.contains(|c: char| c.is_alphabetic() && !is_latin(c))
    })
}

fn ascii_host(word: &str) -> String {
    Url::parse(&format!("http://{word}/"))
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_else(|| word.to_lowercase())
}

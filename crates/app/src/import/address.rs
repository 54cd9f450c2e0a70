//! Addresses of the old site: understood, and the forms in which one thing was asked for.
//!
//! Paths are kept decoded, as whoever answers them compares them.

use archives::mtif::Entry;
use url::Url;

use super::name;

/// Bytes of an address that is kept.
pub(super) const LONGEST: usize = 500;

/// Where hosts of TypePad were; each weblog had a name before one of these.
const FAMILY: [&str; 9] = [
    "typepad.com",
    "typepad.co.uk",
    "typepad.fr",
    "typepad.jp",
    "typepad.es",
    "typepad.de",
    "blogs.com",
    "sixapart.com",
    "vox.com",
];

/// An address of a web site, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Old {
    /// In lower case, without `www.`; empty if the address names none.
    pub(super) host: String,
    /// Decoded, with a slash before it.
    pub(super) path: String,
}

impl Old {
    /// Understands `http://host/path`, `//host/path` and `/path`. What is behind `?` and `#` is left out.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > 4_096 || text.starts_with('#') {
            return None;
        }
        let whole = if text.starts_with("//") {
            format!("http:{text}")
        } else if text.starts_with('/') {
            format!("http://nowhere.invalid{text}")
        } else {
            text.to_owned()
        };
        let url = Url::parse(&whole).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        let host = if host == "nowhere.invalid" { "" } else { host };
        // A page of TypePad's around a picture: `/.shared/image.html?/photos/a.jpg`.
        let path = match url.query() {
            Some(picture) if url.path() == "/.shared/image.html" && picture.starts_with('/') => {
                picture
            }
            _ => url.path(),
        };
        Some(Self {
            host: host.strip_prefix("www.").unwrap_or(host).to_lowercase(),
            path: decoded(path),
        })
    }

    /// Whether this is a host of TypePad's.
    pub(super) fn is_of_family(&self) -> bool {
        FAMILY.iter().any(|known| {
            self.host
                .strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    }
}

/// Decodes `%XX` once; what is no UTF-8 then stays as it was.
pub(super) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    loop {
        rest = match rest {
            [] => break,
            [b'%', high, low, after @ ..] => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    after
                }
                _ => {
                    bytes.push(b'%');
                    rest.get(1..).unwrap_or_default()
                }
            },
            [byte, after @ ..] => {
                bytes.push(*byte);
                after
            }
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains(char::is_control) => text,
        _ => path.to_owned(),
    }
}

/// A path with its query as a browser sends it.
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let c = char::from(byte);
        if byte.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@?".contains(c) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16)?.try_into().ok()
}

/// What stands before `/2006/03/` in a path, and that year and month.
pub(super) fn folder(path: &str) -> Option<(&str, (i16, i8))> {
    let mut at = 0;
    for part in path.split('/') {
        let rest = path.get(at..)?;
        let mut parts = rest.split('/');
        let (year, month) = (parts.next()?, parts.next());
        if let (4, Some(month)) = (year.len(), month)
            && month.len() == 2
            && parts.next().is_some()
            && let (Ok(year), Ok(month)) = (year.parse::<i16>(), month.parse::<i8>())
            && (1980..2100).contains(&year)
            && (1..=12).contains(&month)
        {
            return Some((path.get(..at)?.trim_end_matches('/'), (year, month)));
        }
        at += part.len() + 1;
    }
    None
}

/// The one address that an entry surely had.
pub(super) fn exact(entry: &Entry) -> Option<Old> {
    let old = Old::parse(entry.unique_url.as_deref()?)?;
    (old.path.len() > 1 && old.path.len() <= LONGEST && !old.host.is_empty()).then_some(old)
}

/// The address that an entry had by all custom, if the file does not tell it.
pub(super) fn customary(entry: &Entry, (year, month): (i16, i8)) -> Option<String> {
    let basename = base::clean::line(entry.basename.as_deref()?);
    let path = format!("/{year:04}/{month:02}/{basename}.html");
    (exact(entry).is_none() && !basename.contains('/') && path.len() <= LONGEST).then_some(path)
}

/// The addresses that an entry may have had, by its date and what it was called.
pub(super) fn likely(entry: &Entry, month: (i16, i8), folder: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    match &entry.basename {
        Some(basename) => {
            let basename = base::clean::line(basename);
            names.extend([
                basename.clone(),
                basename.replace('_', "-"),
                basename.replace('-', "_"),
            ]);
        }
        None => {
            // Older programs cut names at 15 or 30 characters.
            let whole = name::dirify(&entry.title_or_first_words());
            for most in [15, 30, usize::MAX] {
                let cut: String = whole.chars().take(most).collect();
                let cut = cut.trim_end_matches('_');
                names.extend([cut.to_owned(), cut.replace('_', "-")]);
            }
        }
    }
    names.retain(|name| !name.is_empty() && !name.contains('/'));
    let (year, month) = month;
    let mut paths = Vec::new();
    for folder in ["", folder] {
        for name in &names {
            let path = format!("{folder}/{year:04}/{month:02}/{name}.html");
            if path.len() <= LONGEST && !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

/// The old pages of a month and where that is now.
pub(super) fn of_month(folder: &str, (year, month): (i16, i8)) -> [(String, String); 2] {
    [
        (
            format!("{folder}/{year:04}/{month:02}/"),
            format!("/articles/{year:04}/{month:02}"),
        ),
        (
            format!("{folder}/{year:04}/"),
            format!("/articles/{year:04}"),
        ),
    ]
}

/// The old pages of a category.
pub(super) fn of_category(folder: &str, called: &str) -> Vec<String> {
    let underscored = name::dirify(called);
    if underscored.is_empty() || underscored.len() > 200 {
        return Vec::new();
    }
    let mut paths = vec![format!("{folder}/{underscored}/")];
    if underscored.contains('_') {
        paths.push(format!("{folder}/{}/", underscored.replace('_', "-")));
    }
    paths
}

/// The old feeds of a weblog, and its front page where it was not that of the host.
pub(super) fn of_weblog(folder: &str) -> Vec<(String, &'static str)> {
    let mut paths: Vec<_> = [
        ("/atom.xml", "/articles/feed.atom"),
        ("/rss.xml", "/articles/feed.rss"),
        ("/index.rdf", "/articles/feed.atom"),
        ("/index.xml", "/articles/feed.rss"),
        ("/comments/atom.xml", "/comments/feed.atom"),
        ("/comments/rss.xml", "/comments/feed.rss"),
        ("/archives.html", "/articles"),
    ]
    .into_iter()
    .map(|(path, target)| (format!("{folder}{path}"), target))
    .collect();
    paths.push(if folder.is_empty() {
        ("/index.html".to_owned(), "/")
    } else {
        (format!("{folder}/"), "/articles")
    });
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_are_understood() {
        let old = |text| Old::parse(text).map(|old| (old.host, old.path));
        let some = |host: &str, path: &str| Some((host.to_owned(), path.to_owned()));
        assert_eq!(
            old(" http://www.Joe.typepad.com/my_weblog/2006/03/caf%C3%A9.html?cid=1#c "),
            some("joe.typepad.com", "/my_weblog/2006/03/café.html")
        );
        assert_eq!(
            old("//joe.typepad.com/.a/6a00d-pi"),
            some("joe.typepad.com", "/.a/6a00d-pi")
        );
        assert_eq!(old("/photos/a%20b.jpg"), some("", "/photos/a b.jpg"));
        assert_eq!(
            old("http://joe.typepad.com/.shared/image.html?/photos/uncategorized/a.jpg"),
            some("joe.typepad.com", "/photos/uncategorized/a.jpg")
        );
        for none in ["", "#more", "mailto:a@b.example", "javascript:x", "a.jpg"] {
            assert_eq!(old(none), None, "{none}");
        }
        assert_eq!(decoded("/a%FFb%"), "/a%FFb%");
        assert_eq!(encoded("/café 1.html?a=%"), "/caf%C3%A9%201.html?a=%25");
        assert_eq!(decoded("/%00"), "/%00");
        assert!(Old::parse("http://x.blogs.com/a").unwrap().is_of_family());
        assert!(
            !Old::parse("http://nottypepad.com/a")
                .unwrap()
                .is_of_family()
        );
    }

    #[test]
    fn a_weblog_may_be_in_a_folder() {
        assert_eq!(
            folder("/my_weblog/2006/03/a.html"),
            Some(("/my_weblog", (2006, 3)))
        );
        assert_eq!(folder("/2006/12/a.html"), Some(("", (2006, 12))));
        assert_eq!(folder("/archives/000123.html"), None);
        assert_eq!(folder("/a/2006/13/b.html"), None);
        assert_eq!(folder(""), None);
    }
}

//! Addresses that only mean something on the page where they were written: `two.html`, `../08/three.html`, `pics/a.jpg`.

use url::Url;

/// Whether some HTML may have such addresses.
pub(super) fn any(html: &str) -> bool {
    ["href", "src", "HREF", "SRC"]
        .into_iter()
        .flat_map(|name| html.split(name).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('='))
        .any(|value| is_relative(value.trim_start().trim_start_matches(['"', '\''])))
}

/// Whether an address begins with neither a scheme, a slash nor a mark within the page.
pub(super) fn is_relative(address: &str) -> bool {
    let address = address.trim_start();
    let first = address.split(['/', '?', '#', '"', '\'', '>', ' ']).next();
    !address.starts_with(['/', '#', '"', '\'', '>'])
        && first.is_some_and(|first| !first.contains(':'))
        && !address.is_empty()
}

/// The whole address, given that of the page on which it was written.
pub(super) fn whole(address: &str, page: Option<&str>) -> Option<String> {
    if address.trim().to_ascii_lowercase().starts_with("www.") {
        // Somebody forgot the beginning.
        return Some(format!("http://{}", address.trim()));
    }
    let page = Url::parse(page?.trim()).ok()?;
    let whole = page.join(address.trim()).ok()?;
    matches!(whole.scheme(), "http" | "https").then(|| whole.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_relative_is_told_from_what_is_not() {
        for address in ["a.html", "../a", "./a", "?cid=1", "pics/a:b.jpg"] {
            assert!(is_relative(address), "{address}");
            assert!(any(&format!("<a href=\"{address}\">")), "{address}");
        }
        for address in ["", "/a", "//a/b", "#a", "http://a", "mailto:a@b", "a:b"] {
            assert!(!is_relative(address), "{address}");
            assert!(!any(&format!("<img SRC = '{address}'>")), "{address}");
        }
        assert!(any("<img src=a.jpg>"));
        assert!(!any("href and src"));
    }

    #[test]
    fn it_is_made_whole_by_the_page_it_was_written_on() {
        let page = Some("http://x.example/blog/2005/07/one.html ");
        assert_eq!(
            whole("../08/three.html", page).as_deref(),
            Some("http://x.example/blog/2005/08/three.html")
        );
        assert_eq!(
            whole("?cid=1", page).as_deref(),
            Some("http://x.example/blog/2005/07/one.html?cid=1")
        );
        assert_eq!(
            whole("www.b.example/c", None).as_deref(),
            Some("http://www.b.example/c")
        );
        assert_eq!(whole("a", None), None);
        assert_eq!(whole("a", Some("nowhere")), None);
    }
}

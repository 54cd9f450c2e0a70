//! From what an export holds to HTML for the sanitiser, and from HTML to what can be kept.
//!
//! Nothing that comes out of here is fit to be shown before the sanitiser has had it.

use archives::mtif::{Format, undouble};
use markup::{Options, Rendered};

/// Tags whose presence says that a text has its own paragraphs.
const BLOCKS: [&str; 12] = [
    "<p>",
    "<p ",
    "<br>",
    "<br ",
    "<br/",
    "<div",
    "<ul",
    "<ol",
    "<blockquote",
    "<table",
    "<pre",
    "<h2",
];

/// A body in any of the formats of the time, as HTML.
pub(super) fn html(format: &Format, text: String) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match format {
        Format::Html => text,
        Format::Breaks => markup::breaks(&text),
        Format::Markdown { .. } => markup::markdown_with_html(&text),
        Format::Textile => markup::textile(&text),
        Format::Unknown(_) if has_blocks(&text) => text,
        Format::Unknown(_) => markup::breaks(&text),
    }
}

/// What somebody said: HTML, or plain lines, perhaps with a layer of entities too many.
pub(super) fn comment(text: &str) -> String {
    let text = undouble(text);
    if has_blocks(&text) {
        text.into_owned()
    } else {
        markup::breaks(&text)
    }
}

/// Another site's announcement: a link to its page, and how that begins.
pub(super) fn ping(title: &str, url: Option<&str>, text: &str) -> String {
    let title = escaped(&plain(title));
    let title = match (url, title.is_empty()) {
        (Some(url), true) => format!("<a href=\"{0}\">{0}</a>", escaped(url)),
        (Some(url), false) => format!("<a href=\"{}\">{title}</a>", escaped(url)),
        (None, _) => title,
    };
    let text = escaped(&plain(text));
    [title, text]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{part}</p>"))
        .collect()
}

/// One line or several without tags and entities.
pub(super) fn plain(text: &str) -> String {
    let text = undouble(text);
    let plain = if text.contains(['<', '&']) {
        markup::plain(&text)
    } else {
        text.into_owned()
    };
    base::clean::text(&plain).trim().to_owned()
}

/// The name of a tag or category as it is kept. Where they are written here, a comma is between two of them.
pub(super) fn label(name: &str) -> String {
    plain(base::clean::clip(name, 4 * domain::tag::IMPORT_LIMIT)).replace(',', "")
}

fn has_blocks(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    BLOCKS.iter().any(|block| lower.contains(block))
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// HTML and what is shown of it.
pub(super) struct Kept {
    /// What is given to the sanitiser.
    pub(super) source: String,
    /// What the sanitiser gave.
    pub(super) html: String,
    /// Bytes that were too many.
    pub(super) cut: usize,
    /// It could only be kept as plain words.
    pub(super) is_plain: bool,
}

/// Shortens HTML to what may be kept, and renders it. Headings begin at `heading`.
pub(super) fn keep(
    html: &str,
    most: usize,
    heading: u8,
    ids: &str,
    own_host: &str,
    sizes: &dyn Fn(&str) -> Option<markup::Picture>,
) -> Kept {
    let options = Options {
        own_host,
        mention: &|_| None,
        picture: sizes,
        max_source: most,
        heading_base: heading,
        ids,
    };
    let render = |source: &str| markup::html(source, &options).ok();
    let clean = base::clean::text(html);
    let source = shortened(&clean, most);
    let cut = clean.len() - source.len();
    if let Some(Rendered { html, .. }) = render(source) {
        return Kept {
            source: source.to_owned(),
            html,
            cut,
            is_plain: false,
        };
    }
    // More markup than words: its words alone.
    let words = markup::breaks(&escaped(&markup::plain(source)));
    let words = shortened(&words, most).to_owned();
    let html = render(&words).map(|rendered| rendered.html);
    Kept {
        html: html.unwrap_or_default(),
        source: words,
        cut,
        is_plain: true,
    }
}

/// The beginning of some HTML, not cut within a tag or an entity.
pub(super) fn shortened(html: &str, most: usize) -> &str {
    if html.len() <= most {
        return html;
    }
    let head = base::clean::clip(html, most);
    let open = head.rfind('<');
    let head = match (open, head.rfind('>')) {
        (Some(open), Some(closed)) if open > closed => head.get(..open).unwrap_or(head),
        (Some(open), None) => head.get(..open).unwrap_or(head),
        _ => head,
    };
    match head.rfind('&') {
        Some(at) if head.len() - at < 12 => head.get(..at).unwrap_or(head),
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_becomes_html() {
        assert_eq!(html(&Format::Html, "a\n\nb".into()), "a\n\nb");
        assert_eq!(html(&Format::Breaks, "a\n\nb".into()), "<p>a</p>\n<p>b</p>");
        assert_eq!(
            html(&Format::Markdown { smart: false }, "*a* <b>c</b>".into()).trim(),
            "<p><em>a</em> <b>c</b></p>"
        );
        assert_eq!(html(&Format::Textile, "h2. a".into()).trim(), "<h2>a</h2>");
        assert_eq!(
            html(&Format::Unknown("x".into()), "<p>a\n\nb".into()),
            "<p>a\n\nb"
        );
        assert_eq!(
            html(&Format::Unknown("x".into()), "a\nb".into()),
            "<p>a<br>\nb</p>"
        );
        assert_eq!(html(&Format::Breaks, " \n".into()), "");
    }

    #[test]
    fn comments_are_html_or_lines_and_lose_a_layer_too_many() {
        assert_eq!(comment("a\nb"), "<p>a<br>\nb</p>");
        assert_eq!(comment("<p>a</p>\n<P>b</p>"), "<p>a</p>\n<P>b</p>");
        assert_eq!(comment("It&amp;#39;s"), "<p>It&#39;s</p>");
    }

    #[test]
    fn a_ping_is_a_link_and_a_few_words() {
        assert_eq!(
            ping(
                "A &amp; B",
                Some("http://x.example/?a&b"),
                "so <b>it</b> begins"
            ),
            "<p><a href=\"http://x.example/?a&amp;b\">A &amp; B</a></p><p>so it begins</p>"
        );
        assert_eq!(ping("", None, ""), "");
    }

    #[test]
    fn what_is_too_long_is_cut_between_tags_and_the_rest_counted() {
        let kept = keep(
            "<p>aaaa</p><p>b &amp; <i>c</i></p>",
            24,
            2,
            "a",
            "x.example",
            &|_| None,
        );
        assert_eq!((kept.source.as_str(), kept.cut), ("<p>aaaa</p><p>b ", 18));
        assert_eq!(kept.html, "<p dir=\"auto\">aaaa</p><p dir=\"auto\">b </p>");
        assert_eq!(shortened("<aaaaaaaaaaa", 5), "");
    }

    #[test]
    fn programs_do_not_come_through() {
        let kept = keep(
            "<p onclick=x>a<script>alert(1)</script><style>p{}</style></p>",
            1_000,
            2,
            "a",
            "x.example",
            &|_| None,
        );
        assert_eq!(kept.html, "<p dir=\"auto\">a</p>");
    }
}

//! What attackers try, and the canary that must not sing.
//!
//! `hostile.txt` holds one attempt a line; `\n` and `\0` in it stand for those characters, and lines with `//` are notes.

use crate::kit::{html, markdown};
use crate::reader::{forbidden, tags};

fn attempts() -> Vec<String> {
    include_str!("hostile.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("// "))
        .map(|line| {
            line.replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\t", "\t")
        })
        .collect()
}

fn check(way: &str, attempt: &str, shown: &str) {
    assert_eq!(
        forbidden(shown),
        Vec::<String>::new(),
        "{way}: {attempt}\n{shown}"
    );
    for (name, attributes) in tags(shown) {
        for (attribute, value) in attributes {
            let value: String = value
                .to_lowercase()
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            assert!(
                !attribute.starts_with("on")
                    && (attribute == "alt" || attribute == "title" || !value.contains("script:")),
                "{way}: {attempt}\n<{name} {attribute}={value}>"
            );
        }
    }
    assert_eq!(
        html(shown).html,
        shown,
        "{way} of {attempt} is no fixed point"
    );
}

#[test]
fn no_attempt_gets_through_any_door() {
    let attempts = attempts();
    assert!(attempts.len() >= 100, "{}", attempts.len());
    for attempt in &attempts {
        check("html", attempt, &html(attempt).html);
        check("markdown", attempt, &markdown(attempt).html);
        check(
            "link",
            attempt,
            &markdown(&format!("[a](<{attempt}>) ![b](<{attempt}>)")).html,
        );
        check(
            "words",
            attempt,
            &markdown(&format!("![{attempt}](/media/a.png \"{attempt}\")")).html,
        );
        check(
            "code",
            attempt,
            &markdown(&format!("```html\n{attempt}\n```")).html,
        );
        check(
            "table",
            attempt,
            &markdown(&format!("|a|\n|-|\n|{attempt}|")).html,
        );
        check(
            "footnote",
            attempt,
            &markdown(&format!("[^{attempt}]\n\n[^{attempt}]: x")).html,
        );
        check(
            "heading",
            attempt,
            &html(&format!("<h2 id='{attempt}'>x</h2>")).html,
        );
        check(
            "attribute",
            attempt,
            &html(&format!("<img src=/media/a.png alt='{attempt}'>")).html,
        );
        check("breaks", attempt, &html(&markup::breaks(attempt)).html);
        check("textile", attempt, &html(&markup::textile(attempt)).html);
        check(
            "loose markdown",
            attempt,
            &html(&markup::markdown_with_html(attempt)).html,
        );
        check(
            "twice",
            attempt,
            &html(&html(&format!("<div>{attempt}</div>")).html).html,
        );
        check(
            "rewritten",
            attempt,
            &html(&markup::rewrite(attempt, &mut |_| None)).html,
        );
    }
}

#[test]
fn feeds_get_no_programs_either() {
    for attempt in attempts() {
        let shown = markup::absolute(&html(&attempt).html, "https://hall.example/a");
        for (name, attributes) in tags(&shown) {
            assert!(
                name != "script" && name != "svg" && name != "iframe",
                "{attempt}\n{shown}"
            );
            for (attribute, value) in attributes {
                assert!(
                    !matches!(attribute.as_str(), "href" | "src")
                        || ["https://", "http://", "mailto:"]
                            .iter()
                            .any(|scheme| value.starts_with(scheme)),
                    "{attempt}\n{shown}"
                );
            }
        }
    }
}

#[test]
fn addresses_lead_where_they_seem_to_or_nowhere() {
    let leads = |address: &str| {
        let shown = html(&format!(
            "<a href=\"{}\">a</a>",
            address.replace('"', "&quot;")
        ))
        .html;
        tags(&shown)
            .into_iter()
            .find(|(name, _)| name == "a")
            .and_then(|(_, attributes)| attributes.into_iter().find(|(name, _)| name == "href"))
            .map_or("-".to_owned(), |(_, href)| href)
    };
    let table: Vec<String> = include_str!("addresses.txt")
        .lines()
        .map(|line| {
            line.replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\t", "\t")
                .replace("\\u200b", "\u{200b}")
                .replace("\\u202e", "\u{202e}")
        })
        .map(|address| format!("{address:?} -> {}", leads(&address)))
        .collect();

    assert!(table.len() >= 90, "{}", table.len());
    insta::assert_snapshot!(table.join("\n"));
}

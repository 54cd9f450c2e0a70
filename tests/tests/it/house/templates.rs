//! Templates: nothing inline, nothing unescaped, no word without a key.
//!
//! The content security policy allows no inline code (R31); what is written inline would be dead in the browser.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::lexer::{Token, What};
use super::none;
use super::source::{files, read, sources};

fn templates() -> impl Iterator<Item = (&'static String, String)> {
    let in_templates = |path: &&String| path.starts_with("crates/") && path.contains("/templates/");
    files()
        .iter()
        .filter(in_templates)
        .map(|path| (path, read(path)))
}

/// What must not stand in a page, and what to do instead.
const INLINE: &[(&str, &str)] = &[
    (
        r"(?i)\sstyle\s*=",
        "give it a class and put the rule into the stylesheet (R31)",
    ),
    (r"(?i)<style\b", "put it into the stylesheet (R31)"),
    (
        r#"(?i)\son[a-z]+\s*=\s*["'{]"#,
        "listen in a script file; it must work without, too (R31)",
    ),
    (
        r#"(?i)\s(href|src|action)\s*=\s*["']\s*javascript:"#,
        "use a form or a link (R31)",
    ),
    (
        r"(?i)<script\b[^>]*>",
        "scripts are files under /assets/ (R31)",
    ),
];

const ELSEWHERE: &str = r#"(?i)<(script|img|source|video|audio|iframe|link|use|object|embed)\b[^>]*\s(src|href|srcset|data|poster)\s*=\s*["']?\s*(https?:)?//[^>]*"#;

const UNESCAPED: &str = r#"\|\s*safe\b|\{%-?\s*autoescape\b|\{%-?\s*filter\s+safe\b"#;

/// A script that is a file, or no script but data.
fn is_harmless(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.starts_with("<script") && (tag.contains(" src=") || tag.contains("application/ld+json"))
}

/// What a pattern finds in a text: line and wording.
fn hits<'a>(pattern: &str, text: &'a str) -> Vec<(usize, &'a str)> {
    let pattern = Regex::new(pattern).expect("the pattern is right");
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let all = pattern
        .find_iter(text)
        .map(|hit| (line(hit.start()), hit.as_str().trim()));
    all.filter(|(_, hit)| !is_harmless(hit)).collect()
}

/// What a pattern finds in all templates.
fn found(pattern: &str, advice: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in templates() {
        let all = hits(pattern, &text);
        problems.extend(
            all.iter()
                .map(|(line, hit)| format!("{path}:{line} {hit}: {advice}")),
        );
    }
    problems
}

#[test]
fn pages_carry_no_inline_code() {
    none(
        INLINE
            .iter()
            .flat_map(|(pattern, advice)| found(pattern, advice))
            .collect(),
    );
}

#[test]
fn pages_ask_no_other_host() {
    none(found(ELSEWHERE, "nothing is fetched from elsewhere (R130)"));
}

#[test]
fn nothing_is_taken_out_of_escaping() {
    none(found(
        UNESCAPED,
        "give the value a type that is HTML by construction (R30)",
    ));
}

#[test]
fn the_patterns_find_what_they_are_for() {
    for bad in [
        r#"<p style="color: red">"#,
        "<style>p {}</style>",
        r#"<button onclick="go()">"#,
        r#"<a href="javascript:go()">"#,
        "<script>go()</script>",
        "<script type=\"module\">\ngo()",
    ] {
        assert!(
            INLINE
                .iter()
                .any(|(pattern, _)| !hits(pattern, bad).is_empty()),
            "{bad}"
        );
    }
    for bad in [
        r#"<img alt="" src="//cdn.example/x.png">"#,
        r#"<link rel="stylesheet" href="https://cdn.example/x.css">"#,
    ] {
        assert!(!hits(ELSEWHERE, bad).is_empty(), "{bad}");
    }
    assert!(!hits(UNESCAPED, "{{ body|safe }}").is_empty());
    let good = r#"<script src="{{ assets.script }}" defer></script><a href="https://other.example/" rel="me">once = "x"</a>
        <input name="style" value="{{ on }}"><link rel="alternate" href="{{ base }}/feed.atom"><p class="person">"#;
    let patterns = INLINE
        .iter()
        .map(|(pattern, _)| *pattern)
        .chain([ELSEWHERE, UNESCAPED]);
    for pattern in patterns {
        assert_eq!(hits(pattern, good), [], "{pattern}");
    }
}

static KEY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""([^"\s{}]+)"\s*\|\s*t\b"#).expect("the pattern is right"));

#[test]
fn every_word_of_a_template_is_known() {
    let mut problems = Vec::new();
    for (path, text) in templates() {
        for hit in KEY.captures_iter(&text) {
            let key = &hit[1];
            if !i18n::is_known(key) {
                problems.push(format!(
                    "{path}: \"{key}\"|t has no words: add them to crates/i18n/locales/en"
                ));
            }
        }
    }
    none(problems);
}

#[test]
fn every_reason_of_a_rule_has_words() {
    let mut problems = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| source.is_of("domain") && !source.is_test)
    {
        for triple in source.code.windows(3) {
            let (Some("Deny"), true, What::Text(key)) =
                (triple[0].word(), triple[1].is('('), &triple[2].what)
            else {
                continue;
            };
            if !i18n::is_known(key) {
                let at = triple.first().map_or(0, |token: &Token| token.line);
                problems.push(format!(
                    "{}:{at} Deny(\"{key}\") has no words: add them to crates/i18n/locales/en",
                    source.path
                ));
            }
        }
    }
    none(problems);
}

#[test]
fn partials_are_marked_by_their_name() {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\{%-?\s*include\s+"([^"]+)""#).expect("the pattern is right")
    });
    let mut problems = Vec::new();
    for (path, text) in templates() {
        for hit in PART.captures_iter(&text) {
            let name = hit[1].rsplit('/').next().unwrap_or_default();
            if !name.starts_with('_') {
                problems.push(format!(
                    "{path} includes {}: the name of a part begins with _",
                    &hit[1]
                ));
            }
        }
    }
    none(problems);
}

//! What rendered text may consist of, and the sanitiser that has the last word.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::address;
use crate::code::language;

/// The only elements in rendered text.
pub(crate) const TAGS: [&str; 43] = [
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "del",
    "s",
    "sub",
    "sup",
    "code",
    "pre",
    "kbd",
    "samp",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "img",
    "details",
    "summary",
    "span",
    "figure",
    "figcaption",
    "abbr",
    "q",
    "cite",
    "ins",
    "mark",
];

/// The only classes in rendered text. Style sheets may rely on them.
pub(crate) const CLASSES: [&str; 16] = [
    "align-center",
    "align-left",
    "align-right",
    "bidi",
    "footnote-backref",
    "footnote-ref",
    "footnotes",
    "hl-c",
    "hl-k",
    "hl-n",
    "hl-s",
    "host",
    "mention",
    "picture",
    "task",
    "task-done",
];

/// What every link to another host says about itself.
pub(crate) const REL: &str = "nofollow ugc noopener";

/// How wide a picture stands on a page: the column on a wide screen, else all of it.
pub(crate) const SIZES: &str = "(min-width: 58rem) 40rem, 100vw";

const EVERYWHERE: [&str; 4] = ["class", "dir", "id", "lang"];

const BY_TAG: [(&str, &[&str]); 3] = [
    ("a", &["href", "title", "rel"]),
    (
        "img",
        &[
            "src", "srcset", "sizes", "alt", "title", "width", "height", "loading",
        ],
    ),
    ("ol", &["start"]),
];

/// How far a text has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Not to be shown yet: first headings, addresses of any place, the language of code.
    Draft,
    /// Rendered, but for readers elsewhere: pictures with whole addresses.
    Abroad,
    /// Rendered, for our own pages.
    Shown,
}

/// Whether the element may stand in a text of that stage.
pub(crate) fn tag(stage: Stage, name: &str) -> bool {
    TAGS.contains(&name) || (stage == Stage::Draft && name == "h1")
}

/// Whether the element may carry this attribute with this value.
pub(crate) fn attribute(stage: Stage, tag: &str, name: &str, value: &str) -> bool {
    let named = EVERYWHERE.contains(&name)
        || BY_TAG
            .iter()
            .any(|(of, names)| *of == tag && names.contains(&name));
    named
        && match name {
            "href" => match stage {
                Stage::Draft => address::is_harmless(value),
                Stage::Abroad | Stage::Shown => address::is_shown(value),
            },
            "src" => match stage {
                Stage::Draft => address::is_harmless(value),
                Stage::Abroad => address::is_web(value) || address::is_own_picture(value),
                Stage::Shown => address::is_own_picture(value),
            },
            "srcset" => stage == Stage::Shown && address::are_own_pictures(value),
            "sizes" => stage == Stage::Shown && value == SIZES,
            "rel" => value == REL,
            "class" => value.split(' ').all(|one| class(stage, one)),
            "id" => value.len() <= 160 && (stage == Stage::Draft || value.starts_with("u-")),
            "dir" => value == "auto",
            "lang" => {
                (1..=35).contains(&value.len())
                    && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            }
            "width" | "height" => is_number(value, 5),
            "start" => is_number(value, 9),
            "loading" => value == "lazy",
            "title" | "alt" => true,
            _ => false,
        }
}

/// Those of the classes that may stay.
pub(crate) fn classes(stage: Stage, value: &str) -> String {
    let kept: Vec<&str> = value
        .split_ascii_whitespace()
        .filter(|one| class(stage, one))
        .collect();
    kept.join(" ")
}

fn class(stage: Stage, one: &str) -> bool {
    CLASSES.contains(&one) || (stage == Stage::Draft && language::of_class(one).is_some())
}

fn is_number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text as the sanitiser leaves it; nothing edits the string afterwards.
pub(crate) fn sanitise(html: &str, stage: Stage) -> String {
    let builder = match stage {
        Stage::Draft => &DRAFT,
        Stage::Abroad => &ABROAD,
        Stage::Shown => &SHOWN,
    };
    builder.clean(html).to_string()
}

static DRAFT: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Stage::Draft));
static ABROAD: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Stage::Abroad));
static SHOWN: LazyLock<Builder<'static>> = LazyLock::new(|| builder(Stage::Shown));

fn builder(stage: Stage) -> Builder<'static> {
    let mut tags: HashSet<&str> = TAGS.into_iter().collect();
    if stage == Stage::Draft {
        tags.insert("h1");
    }
    let attributes: HashMap<&str, HashSet<&str>> = BY_TAG
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()))
        .collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().collect())
        .clean_content_tags(
            [
                "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp",
            ]
            .into_iter()
            .collect(),
        )
        .url_schemes(["http", "https", "mailto"].into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |tag, name, value| {
            attribute(stage, tag, name, value).then_some(Cow::Borrowed(value))
        });
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allow_list_changes_only_on_purpose() {
        insta::assert_snapshot!(format!("{TAGS:?}\n{EVERYWHERE:?}\n{BY_TAG:?}\n{CLASSES:?}"));
    }

    #[test]
    fn nothing_that_could_act_is_on_the_list() {
        for tag in [
            "svg", "math", "iframe", "form", "input", "template", "object", "embed", "video",
            "audio", "style", "script", "link", "meta", "base", "button", "select", "textarea",
        ] {
            assert!(!TAGS.contains(&tag), "{tag}");
        }
    }

    #[test]
    fn the_sanitiser_alone_already_refuses_what_the_passes_would_have_removed() {
        let hostile = r#"<img src="https://elsewhere.example/a.png"><img src="/media/../admin"><a href="//elsewhere.example" id="x" class="nav" rel="opener" dir="rtl" style="color:red" onclick="x()">a</a>"#;

        assert_eq!(sanitise(hostile, Stage::Shown), "<img><img><a>a</a>");
    }

    #[test]
    fn a_list_of_sizes_stays_only_if_every_address_in_it_is_ours() {
        let kept = |list: &str| {
            let picture = format!("<img srcset=\"{list}\" sizes=\"100vw\">");
            sanitise(&picture, Stage::Shown) == format!("<img srcset=\"{list}\">")
        };

        assert!(kept("/media/a/320 320w, /media/a/800 800w"));
        for list in [
            "/media/a/320 320w, https://elsewhere.example/800 800w",
            "https://elsewhere.example/a 1x",
            "/media/a/320",
            "/media/a/320 320w,https://elsewhere.example/800 800w",
            "/media/a,//elsewhere.example/b 320w",
            "/media/../admin 320w",
            "/media/a/320  320w",
            "/media/a/320 320w, ",
            "/media/a 999999w",
            "",
        ] {
            assert!(!kept(list), "{list}");
        }
        let own = r#"<img srcset="/media/a/320 320w">"#;
        assert_eq!(sanitise(own, Stage::Draft), "<img>");
        assert_eq!(sanitise(own, Stage::Abroad), "<img>");
    }
}

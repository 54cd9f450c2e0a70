//! What holds for every text.

use proptest::prelude::*;

use crate::kit::options;
use crate::reader::forbidden;

/// Pieces of Markdown and HTML, well and badly put together.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{0,6}",
        2 => prop::sample::select(vec![
            "\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "* ", "    ", "```rust\n", "```\n", "`", "*", "**", "_", "~~", "[", "](", ")", "![",
            "| a | b |\n|:-:|--:|\n", "|", "[^1]", "\n[^1]: ", "- [ ] ", "- [x] ", "@anna", "@", "\\", "&amp;", "&#10;", "&#xFEFF;", "&#13;",
            "https://other.example/x", "http://hall.example/media/a.png", "www.a.example", "a@b.example", "/media/x.png", "javascript:alert", "\n\n![a](/media/wide \"t @anna\")\n\n",
            "\u{202e}", "\u{a0}", "\t", "\r\n", "é", "漢", "\"", "'", "<", ">",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "a", "abbr", "b", "blockquote", "br", "button", "caption", "center", "code", "dd", "del", "details", "div", "dl", "dt", "em",
            "figcaption", "figure", "font", "form", "h1", "h3", "hr", "i", "iframe", "img", "input", "kbd", "li", "math", "mi", "noscript", "object",
            "ol", "option", "p", "pre", "q", "s", "script", "section", "select", "span", "strong", "style", "summary", "svg", "table", "tbody", "td",
            "template", "textarea", "tfoot", "th", "thead", "title", "tr", "u", "ul", "video", "xmp",
        ]).prop_flat_map(|name| {
            prop::sample::select(vec![
                "<NAME>", "</NAME>", "<NAME/>", "<NAME class='host align-left x'>", "<NAME id=a>", "<NAME id='u-c1-a' name=b>",
                "<NAME href=https://other.example/>", "<NAME href='#a'>", "<NAME href='javascript:x'>", "<NAME src=/media/a.png alt='\"<b>'>",
                "<NAME src='https://other.example/b.png'>", "<NAME style=x onclick=y title=z lang=fr dir=rtl>", "<NAME type=checkbox checked>",
                "<NAME src=/media/wide/320 title='\"' srcset='https://other.example/a 1x' sizes=1px width=3>", "<NAME src=/media/small title=t>",
                "<NAME align=center start=3 width=10 class=language-rust>", "<NAME",
            ]).prop_map(move |tag| tag.replace("NAME", name))
        }),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 600 } else { 30_000 }))]

    #[test]
    fn rendered_text_is_a_fixed_point_and_stays_on_the_list(source in soup()) {
        for rendered in [markup::markdown(&source, &options()), markup::html(&source, &options())] {
            let first = rendered.unwrap();
            prop_assert_eq!(forbidden(&first.html), Vec::<String>::new());
            let again = markup::html(&first.html, &options()).unwrap();
            prop_assert_eq!(&again.html, &first.html);
            prop_assert_eq!(again.links, first.links);
            prop_assert_eq!(again.pictures, first.pictures);
        }
    }

    #[test]
    fn rewriting_nothing_a_second_time_changes_nothing(source in soup()) {
        let first = markup::rewrite(&source, &mut |_| None);
        let again = markup::rewrite(&first, &mut |_| None);
        prop_assert_eq!(again, first);
    }

    #[test]
    fn rewriting_first_does_not_change_what_is_shown(source in soup()) {
        let rewritten = markup::rewrite(&source, &mut |_| None);
        let shown = markup::html(&rewritten, &options()).unwrap();
        prop_assert_eq!(forbidden(&shown.html), Vec::<String>::new());
    }

    #[test]
    fn whole_addresses_stay_whole(source in soup()) {
        let html = markup::markdown(&source, &options()).unwrap().html;
        let first = markup::absolute(&html, "https://hall.example/a/b");
        prop_assert!(!first.contains("href=\"/") && !first.contains("src=\"/") && !first.contains("href=\"#"));
        prop_assert_eq!(markup::absolute(&first, "https://elsewhere.example/"), first);
    }

    #[test]
    fn conversions_end_at_the_sanitiser_like_everything(source in soup()) {
        for convert in [markup::breaks, markup::textile, markup::markdown_with_html] {
            let shown = markup::html(&convert(&source), &options()).unwrap();
            prop_assert_eq!(forbidden(&shown.html), Vec::<String>::new());
        }
    }

    #[test]
    fn breaks_lose_no_words(source in "([a-z \n]|<b>|</b>|<p>|</p>|<br>|<|>|<div>|<pre>|</pre>){0,60}") {
        let words = |text: &str| {
            let text: String = text.split_whitespace().collect();
            text.replace("<br>", "").replace("<p>", "").replace("</p>", "")
        };
        prop_assert_eq!(words(&markup::breaks(&source)), words(&source));
    }

    #[test]
    fn excerpts_are_short_and_snippets_are_parts(source in soup(), chars in 1_usize..60, word in "[a-zé]{1,3}") {
        let html = markup::markdown(&source, &options()).unwrap().html;
        let excerpt = markup::excerpt(&html, chars);
        prop_assert!(excerpt.chars().count() <= chars + 1);
        let snippet = markup::snippet(&html, &[word], chars);
        let text: String = snippet.pieces.iter().map(|piece| piece.text.as_str()).collect();
        prop_assert!(text.chars().count() <= chars + 2);
        let all = markup::plain(&html).split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(all.contains(text.trim_start_matches('…').trim_end_matches('…')) || all.contains('…'));
    }
}

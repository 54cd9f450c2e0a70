//! Short sources that ask for much. Each must return, with bounded output; times are printed, not asserted.

use std::time::Instant;

use crate::kit::options;
use markup::{Options, Rendered, TooLong};

type Render = fn(&str, &Options<'_>) -> Result<Rendered, TooLong>;

const LENGTH: usize = 100_000;

fn sources() -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> = [
        "[",
        "]",
        "*",
        "_",
        ">",
        "`",
        "![",
        "~",
        "<",
        "&",
        "[a](",
        "[^a]",
        "(",
        "*a_",
        "* ",
        "- ",
        "-\n",
        "> ",
        "1. ",
        "1) ",
        "|",
        "|a",
        "\\",
        "<a href=\"",
        "<!--",
        "<?",
        "<![CDATA[",
        "a@",
        "@",
        "@ab ",
        "@anna ",
        "www.a.",
        "www.a.bc ",
        "http://",
        "~~a",
        "**a ",
        "[^a]: ",
        "#",
        "# a\n",
        "`a``",
        "[a]: ",
        "\n",
        "x\n-",
        "a**b",
        "_a*",
        "![[]()",
        "\u{0}",
        "\u{202e}",
        "a\u{300}",
        "\t",
        "&#",
        "&amp",
        "[a](b)",
        "![a](b)",
        "[a](http://b.c)",
        "- [ ] a\n",
        "* * * ",
        "```rust\n",
        "```\n",
        "    ",
        "\"",
        "'",
        "é",
        "\u{a0}",
        "[a][b]",
        "<b>",
        "<p>",
        "</p>",
        "<div>",
        "<b><p>",
        "<table>",
        "<table><tr><td>",
        "<table><b>",
        "<a href=x>",
        "<a><table>",
        "<svg>",
        "<math><mi>",
        "<template>",
        "<select><option>",
        "<form>",
        "<ul><li>",
        "<li>",
        "<dd>",
        "<h1>",
        "<button><p>",
        "<img src=a alt=b>",
        "<iframe src=a>",
        "<i><b></i>",
        "<font a=",
        "<pre>\n",
        "<span class=host>",
        "<em>a<p>",
        "<code class=language-rust>",
        "<nobr>",
        "<details><summary>",
    ]
    .iter()
    .map(|mark| ((*mark).to_owned(), mark.repeat(LENGTH / mark.len())))
    .collect();
    let half = LENGTH / 2;
    let mut add = |name: &str, source: String| sources.push((name.to_owned(), source));
    add("wide table", {
        let columns = LENGTH / 10;
        format!(
            "{}|\n{}|\n{}",
            "|a".repeat(columns),
            "|-".repeat(columns),
            "a\n".repeat(half - 2 * columns)
        )
    });
    add(
        "one definition, many uses",
        format!("[a]: /{}\n\n{}", "x".repeat(half), "[a] ".repeat(half / 4)),
    );
    add(
        "one footnote, many uses",
        format!("[^a]: x\n\n{}", "[^a]".repeat(LENGTH / 4)),
    );
    add(
        "many definitions",
        (0..LENGTH / 20)
            .map(|n| format!("[{n}]: /u{n}\n"))
            .collect::<String>(),
    );
    add(
        "growing ticks",
        (1..440).map(|n| "`".repeat(n) + " ").collect(),
    );
    add(
        "nested list",
        (0..440).map(|n| " ".repeat(n) + "* a\n").collect(),
    );
    add(
        "nested quotations",
        (0..440).map(|n| ">".repeat(n) + "\n").collect(),
    );
    add(
        "quoted lines",
        (">".repeat(200) + "a\n").repeat(LENGTH / 202),
    );
    add(
        "digits as code",
        format!("```js\n{}\n```", "1 ".repeat(half)),
    );
    add(
        "quotes as code",
        format!("```rust\n{}\n```", "'a ".repeat(LENGTH / 3)),
    );
    add(
        "different attributes",
        (0..LENGTH / 9)
            .map(|n| format!("<b a={n}>"))
            .collect::<String>()
            + &"<p>x".repeat(100),
    );
    add(
        "different languages",
        (0..LENGTH / 30)
            .map(|n| format!("<code class=language-{n}>"))
            .collect::<String>()
            + &"<p>x".repeat(1000),
    );
    add("one place, many names", "<a id=x></a>".repeat(LENGTH / 12));
    add(
        "deep and wide",
        "<div>".repeat(half / 5) + &"<p>x</p>".repeat(half / 8),
    );
    sources
}

#[test]
fn nothing_short_takes_long_or_gets_big() {
    let mut slowest = (0, String::new());
    for (name, source) in sources() {
        let limit = source.len() * 8 + 64 * 1024;
        let ways: [(&str, Render); 2] = [("markdown", markup::markdown), ("html", markup::html)];
        for (way, render) in ways {
            let start = Instant::now();
            let rendered = render(&source, &options());
            let took = start.elapsed().as_millis();
            if took > 200 {
                println!("{way} of {name:?}: {took} ms");
            }
            if took > slowest.0 {
                slowest = (took, format!("{way} of {name:?}"));
            }
            if let Ok(rendered) = rendered {
                assert!(rendered.html.len() <= limit, "{way} of {name:?}");
            }
        }
        for convert in [
            markup::breaks,
            markup::textile,
            markup::markdown_with_html,
            markup::plain,
        ] {
            let start = Instant::now();
            let converted = convert(&source);
            if start.elapsed().as_millis() > 200 {
                println!("conversion of {name:?}: {:?}", start.elapsed());
            }
            assert!(converted.len() <= 200 * source.len(), "{name:?}");
        }
    }
    println!("slowest: {} at {} ms", slowest.1, slowest.0);
}

#[test]
fn deep_nesting_keeps_its_words_but_not_its_tags() {
    let deep = "> ".repeat(100) + "words";

    let html = crate::kit::markdown(&deep).html;

    assert!(html.contains("words"));
    assert!(html.matches("<blockquote").count() <= 32);
}

#[test]
fn ordinary_long_texts_fit() {
    let table = "| 12 | name of something | [link](https://other.example/a) |\n".repeat(500);
    let table = format!("| a | b | c |\n|--:|---|---|\n{table}");
    let list = "- item with `code` and *emphasis*\n".repeat(1_000);
    let code = format!(
        "```rust\n{}```",
        "let x = vec![1, 2, 3]; // a comment\n".repeat(800)
    );

    for source in [table, list, code] {
        assert!(
            markup::markdown(&source, &options()).is_ok(),
            "{source:.40}"
        );
    }
}

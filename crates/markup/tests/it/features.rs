//! Each thing that people can write, and what becomes of it.

use crate::kit::{html, markdown, options};
use markup::{Options, TooLong};

/// Sources with what becomes of them, one below the other.
fn table(render: impl Fn(&str) -> String, sources: &[&str]) -> String {
    sources
        .iter()
        .map(|source| format!("{source}\n    ↓\n{}\n", render(source).trim_end()))
        .collect::<Vec<_>>()
        .join("\n")
}

fn markdown_table(sources: &[&str]) -> String {
    table(|source| markdown(source).html, sources)
}

fn html_table(sources: &[&str]) -> String {
    table(|source| html(source).html, sources)
}

#[test]
fn paragraphs_and_phrases() {
    insta::assert_snapshot!(markdown_table(&[
        "One *two* **three** ~~four~~ `five`\nsix  \nseven\\\neight\n\nnine & <ten> \"eleven\"",
        "> quoted\n> more\n>\n> > deeper",
        "***",
        "Raw <b onclick=x>HTML</b> is shown\n\n<div>\nas typed\n</div>",
        "مرحبا\n\n- שלום\n\n  ועוד",
    ]));
}

#[test]
fn headings_stand_below_those_of_the_page() {
    insta::assert_snapshot!(markdown_table(&[
        "# One\n\n### Three `x`\n\n###### Six",
        "### Only *this*\n\n### Only this",
        "Setext\n===",
        "# ",
    ]));
    let deep = Options {
        heading_base: 5,
        ..options()
    };
    let shifted = markup::markdown("# a\n\n## b\n\n### c", &deep)
        .unwrap()
        .html;
    assert!(
        shifted.contains("<h5") && shifted.matches("<h6").count() == 2,
        "{shifted}"
    );
}

#[test]
fn lists_and_tasks() {
    insta::assert_snapshot!(markdown_table(&[
        "- a\n- b\n  1. c\n\n3. d\n4. e",
        "- [ ] open\n- [x] done\n- [X] done *too*",
        "- [ ] open\n\n  more\n\n- [x] done",
    ]));
}

#[test]
fn tables() {
    insta::assert_snapshot!(markdown_table(&[
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | `3|` |\n| 4 |",
        "a | b\n--|--\n[x](/y) | z",
    ]));
}

#[test]
fn footnotes() {
    insta::assert_snapshot!(markdown_table(&[
        "Known[^1] and[^źdźbło] known[^1].\n\n[^1]: First *note*.\n[^źdźbło]: Second.",
        "Unknown[^2].",
    ]));
}

#[test]
fn code() {
    insta::assert_snapshot!(markdown_table(&[
        "```rust\nfn main() { let x = \"<b>\"; } // end\n```",
        "```unheard-of\na < b\n```",
        "    indented\n\n`in line`",
        "```\nif admin\u{202e} { /* }\u{2066}\n```\n\nand `a\u{200f}b`, not a\u{200f}b",
    ]));
    let digits = format!("```json\n{}\n```", "1,".repeat(5_000));
    assert!(
        !markdown(&digits).html.contains("hl-n"),
        "too dear to colour"
    );
}

#[test]
fn mentions() {
    let rendered = markdown(
        "@anna, @Anna. and @jo.ann! @jo.ann. (@ab) @żółw\n\n\
         not x@anna, anna@anna.example, @anna@other.example, @nobody, `@anna`, [@anna](/x), \\@anna, @a, /@anna, @@anna\n\n    @anna in code",
    );

    assert_eq!(rendered.mentions, ["anna", "jo.ann", "ab", "żółw"]);
    insta::assert_snapshot!(rendered.html);
}

#[test]
fn links() {
    let rendered = markdown(
        "[a](https://other.example/x?y=1&z=2 \"title\") <https://other.example> www.other.example https://other.example/b. \
         [own](https://hall.example/articles) [path](/people) [place](#comment-5) [mail](mailto:a@b.example) a@b.example \
         [port](https://hall.example:8443/) [relative](people/anna) [none]() [js](javascript:alert)\n\n\
         [ref]\n\n[ref]: https://third.example/",
    );

    assert_eq!(
        rendered.links,
        [
            "https://other.example/x?y=1&z=2",
            "https://other.example/",
            "http://www.other.example/",
            "https://other.example/b",
            "https://hall.example:8443/",
            "https://third.example/",
        ]
    );
    insta::assert_snapshot!(rendered.html);
}

#[test]
fn a_link_that_names_another_host_shows_the_real_one() {
    let shows = |words: &str, address: &str| {
        let rendered = html(&format!("<a href=\"{address}\">{words}</a>")).html;
        rendered
            .split_once("<span class=\"host\"> (")
            .and_then(|(_, after)| after.split_once(')'))
            .map(|(host, _)| host.to_owned())
    };
    for (words, address, expected) in [
        (
            "bank.example",
            "https://evil.example/",
            Some("evil.example"),
        ),
        (
            "https://bank.example/login",
            "https://bank.example.evil.test/",
            Some("bank.example.evil.test"),
        ),
        (
            "see <em>bank</em>.example now",
            "http://evil.example:81/",
            Some("evil.example"),
        ),
        ("раураl.com", "https://paypal.com/", Some("paypal.com")),
        (
            "paypal.com",
            "https://раураl.com/",
            Some("xn--l-7sba6dbr.com"),
        ),
        (
            "bank。example",
            "https://evil.example/",
            Some("evil.example"),
        ),
        (
            "ba\u{200b}nk.exam\u{202e}ple",
            "https://evil.example/",
            Some("evil.example"),
        ),
        ("1.2.3.4", "https://evil.example/", Some("evil.example")),
        (
            "bank.example",
            "https://bank.example@evil.example/",
            Some("evil.example"),
        ),
        ("bank.example", "https://bank.example/", None),
        ("www.bank.example", "https://bank.example/", None),
        ("bank.example", "https://www.bank.example/", None),
        ("BANK.example/path?x=y", "https://bank.example/", None),
        ("bank.example", "https://blog.bank.example/", None),
        ("münchen.example", "https://xn--mnchen-3ya.example/", None),
        (
            "раураl.com",
            "https://раураl.com/",
            Some("xn--l-7sba6dbr.com"),
        ),
        ("my notes", "https://evil.example/", None),
        ("report.pdf", "https://evil.example/", None),
        ("3.5 of 4.0, e.g. this", "https://evil.example/", None),
    ] {
        assert_eq!(
            shows(words, address).as_deref(),
            expected,
            "{words} -> {address}"
        );
    }
}

#[test]
fn pictures() {
    let rendered = markdown(
        "![ours](/media/ab/cd.png \"title\") ![absolute](https://hall.example/media/x.jpg) ![theirs](https://other.example/pixel.gif) \
         ![](https://other.example/a/photo.jpg?x) [![big](https://other.example/small.png)](https://other.example/big.png) \
         ![page](/people) ![climbs](/media/../admin) ![data](data:image/png;base64,AA==) ![](javascript:alert)",
    );

    assert_eq!(rendered.pictures, ["/media/ab/cd.png", "/media/x.jpg"]);
    insta::assert_snapshot!(rendered.html);
}

#[test]
fn our_own_pictures_come_in_sizes_and_keep_their_room() {
    insta::assert_snapshot!(markdown_table(&[
        "![A *wide* one](/media/wide)",
        "beside ![middling](https://hall.example/media/middling/320?x#y) words",
        "![](/media/small)",
        "![unknown](/media/unknown)",
    ]));
    let written = r#"<img src="/media/wide" srcset="https://elsewhere.example/a 320w" sizes="1px" width=7 height=7 alt=A>"#;
    assert_eq!(
        html(written).html,
        markdown("![A](/media/wide)").html.trim_end()
    );
}

#[test]
fn a_title_is_a_caption_where_the_picture_stands_alone() {
    insta::assert_snapshot!(markdown_table(&[
        "![Alt](/media/wide \"By @anna, in <May>\")",
        "![a](/media/small \"One\")\n![b](/media/small \"Two\")",
        "> ![quoted](/media/small \"Three\")\n\n- ![listed](/media/small \"Four\")\n\n  more",
        "in words ![a](/media/small \"stays a title\")",
        "![a](/media/small \" \")",
        "![theirs](https://elsewhere.example/a.png \"no figure\")",
    ]));
}

#[test]
fn feeds_get_one_size_of_a_picture() {
    let whole = markup::absolute(
        &markdown("![A](/media/wide)").html,
        "https://hall.example/articles/a",
    );

    assert_eq!(
        whole.trim_end(),
        r#"<p dir="auto"><img src="https://hall.example/media/wide/800" alt="A" width="1600" height="48" loading="lazy"></p>"#
    );
}

#[test]
fn imported_html_becomes_plain_blocks() {
    insta::assert_snapshot!(html_table(&[
        "<div>One</div><div>Two<p>Three</p>Four</div><center><font color=red>Five</font></center>",
        "Bare <b>text</b><br>and <i>more</i><p>then</p>rest",
        "<h1>Title</h1><h4>Below</h4>",
        "<table align=center><caption>C</caption><colgroup><col></colgroup><tr><td align=right colspan=2>1</td></tr><tfoot><tr><td>f</td></tr></tfoot></table>",
        "<iframe src=\"//video.example/1\" title=\"A film\"></iframe><video controls><source src=/media/v.mp4>old</video>",
        "<a name=top>Top</a> <a href=#top>up</a> <a href=\"x.html\">lost</a>",
        "<ul><li>a<li>b</ul><li>stray<dl><dt>t<dd>d</dl>",
        "<p>&nbsp;</p><p></p><p><br></p><p>kept</p>",
        "<svg><title>t</title><circle/></svg><math><mi>x</mi></math><style>p{}</style><script>x</script><title>y</title>",
        "<figure><img src=/media/a.png width=10 height=x alt=A><figcaption>F</figcaption></figure><details open><summary>S</summary>D</details>",
        "<ol start=3><li value=9>x</ol><ol start=-1><li>y</ol>",
        "<p lang=fr dir=rtl align=center style=\"color:red\">f</p><span lang=\"de\">g</span><span title=x>h</span>",
        "<blockquote cite=x>a<p>b</blockquote><q>c</q><abbr title=d>e</abbr><tt>f</tt><strike>g</strike><u>h</u>",
        "<form><button>Go</button><select><option>one</select><input value=v><textarea>t</textarea></form>",
    ]));
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let short = Options {
        max_source: 4,
        ..options()
    };

    assert_eq!(
        markup::markdown("12345", &short),
        Err(TooLong::Source { limit: 4 })
    );
    assert_eq!(
        markup::html("12345", &short),
        Err(TooLong::Source { limit: 4 })
    );
    assert!(markup::markdown("1234", &short).is_ok());
}

#[test]
fn what_other_programs_stored_ends_at_the_sanitiser() {
    let both = |source: String| html(&source).html;

    insta::assert_snapshot!(table(
        |source| both(markup::breaks(source)),
        &["One\ntwo\n\n<script>x</script>three <img src=http://a.example/b.png>"]
    ), @r#"
    One
    two

    <script>x</script>three <img src=http://a.example/b.png>
        ↓
    <p dir="auto">One<br>
    two</p>
    <p dir="auto">three <a class="picture" rel="nofollow ugc noopener" href="http://a.example/b.png">b.png</a></p>
    "#);
    insta::assert_snapshot!(table(
        |source| both(markup::textile(source)),
        &["h2. A\n\n\"b\":javascript:alert *c* <b onclick=x>d</b>"]
    ), @r#"
    h2. A

    "b":javascript:alert *c* <b onclick=x>d</b>
        ↓
    <h2 dir="auto">A</h2>
    <p dir="auto">b <strong>c</strong> <strong>d</strong></p>
    "#);
    insta::assert_snapshot!(table(
        |source| both(markup::markdown_with_html(source)),
        &["A **b** <em onclick=x>c</em>\n\n<div><script>x</script>d</div>"]
    ), @r#"
    A **b** <em onclick=x>c</em>

    <div><script>x</script>d</div>
        ↓
    <p dir="auto">A <strong>b</strong> <em>c</em></p>
    <p dir="auto">d</p>
    "#);
}

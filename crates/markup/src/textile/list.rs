//! Lists and tables, which are known by how each line begins.

use super::attributes::without_attributes;
use super::inline::inline;

/// How deep lists may nest.
const DEEPEST: usize = 8;

/// The block as a list, if each item begins with `*` or `#`.
pub(super) fn list(block: &str) -> Option<String> {
    item(block.lines().next()?)?;
    let mut html = String::new();
    let mut open: Vec<char> = Vec::new();
    for line in block.lines() {
        let Some((marks, text)) = item(line) else {
            html.push_str("<br>\n");
            html.push_str(&inline(line));
            continue;
        };
        let wanted: Vec<char> = marks.chars().take(DEEPEST).collect();
        // What an item shares with the one before stays open.
        let shared = open
            .iter()
            .zip(&wanted)
            .take_while(|(one, other)| one == other)
            .count();
        while open.len() > shared {
            close(&mut open, &mut html);
        }
        if open.len() == wanted.len() {
            html.push_str("</li>\n");
        }
        for mark in wanted.iter().skip(open.len()) {
            html.push_str(if *mark == '#' { "<ol>\n" } else { "<ul>\n" });
            open.push(*mark);
            if open.len() < wanted.len() {
                html.push_str("<li>");
            }
        }
        html.push_str("<li>");
        html.push_str(&inline(text));
    }
    while !open.is_empty() {
        close(&mut open, &mut html);
    }
    Some(html.trim_end().to_owned())
}

fn close(open: &mut Vec<char>, html: &mut String) {
    if let Some(mark) = open.pop() {
        html.push_str(if mark == '#' {
            "</li>\n</ol>"
        } else {
            "</li>\n</ul>"
        });
    }
}

/// The marks and the text of an item.
fn item(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c| !matches!(c, '*' | '#'))?;
    let (marks, rest) = line.split_at_checked(end)?;
    let text = without_attributes(rest).strip_prefix(' ')?;
    (!marks.is_empty()).then_some((marks, text))
}

/// The block as a table, if every line stands between bars.
pub(super) fn table(block: &str) -> Option<String> {
    let mut html = String::from("<table>\n");
    for line in block.lines() {
        let cells = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        html.push_str("<tr>");
        for cell in cells.split('|') {
            let (tag, text) = match head(cell) {
                Some(text) => ("th", text),
                None => ("td", cell),
            };
            html.push_str(&format!("<{tag}>{}</{tag}>", inline(text.trim())));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>");
    Some(html)
}

fn head(cell: &str) -> Option<&str> {
    without_attributes(cell.strip_prefix('_')?).strip_prefix('.')
}

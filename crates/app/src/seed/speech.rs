//! From sentences with gaps to texts in Markdown.

use super::dice::Dice;
use super::{names, phrases, words};

/// Fills the gaps of a sentence. A gap that nobody knows stays as it is, for a test to find.
pub(super) fn fill(dice: &mut Dice, pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 40);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match (slot, words::of(slot)) {
            ("name", _) => out.push_str(names::first(dice)),
            (_, Some(list)) => out.push_str(dice.word(list)),
            (slot, None) => {
                out.push('{');
                out.push_str(slot);
                out.push('}');
            }
        }
        rest = after;
    }
    out.push_str(rest);
    capital(&article(&out))
}

/// `a` before a vowel is `an`.
fn article(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = "";
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            if before.eq_ignore_ascii_case("a")
                && word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O'])
            {
                out.push('n');
            }
            out.push(' ');
        }
        out.push_str(word);
        before = word;
    }
    out
}

/// A sentence begins with a capital, after an opening quotation mark, too.
fn capital(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begun = false;
    for c in text.chars() {
        if begun || !c.is_alphanumeric() {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
            begun = true;
        }
    }
    out
}

/// So many sentences in a row.
fn sentences(dice: &mut Dice, from: &'static [&'static str], many: u64) -> String {
    let mut said: Vec<String> = Vec::new();
    for _ in 0..many {
        let pattern = dice.word(from);
        said.push(fill(dice, pattern));
    }
    said.join(" ")
}

/// A paragraph of a comment. About one in twelve is something else: a quotation, a list, a bit of emphasis.
pub(super) fn remark(dice: &mut Dice) -> String {
    let many = dice.between(1, 3);
    match dice.below(36) {
        0 => format!("> {}", sentences(dice, phrases::WRITTEN, 1)),
        1 => items(dice, "-"),
        2 => format!(
            "**{}** {}",
            sentences(dice, phrases::SAID, 1),
            sentences(dice, phrases::SAID, 1)
        ),
        _ => sentences(dice, phrases::SAID, many),
    }
}

fn items(dice: &mut Dice, mark: &str) -> String {
    let many = dice.between(2, 5);
    let mut lines = Vec::new();
    for _ in 0..many {
        let pattern = dice.word(phrases::ITEM);
        lines.push(format!("{mark} {}", fill(dice, pattern)));
    }
    lines.join("\n")
}

/// What an article is called.
pub(super) fn title(dice: &mut Dice) -> String {
    let pattern = dice.word(phrases::TITLE);
    fill(dice, pattern)
}

/// What somebody says of themselves.
pub(super) fn bio(dice: &mut Dice) -> String {
    let pattern = dice.word(phrases::BIO);
    fill(dice, pattern)
}

/// An article's text: two to seven paragraphs, some with a heading, a list, a quotation or a table between them.
pub(super) fn article_text(dice: &mut Dice) -> String {
    let mut blocks = Vec::new();
    let paragraphs = dice.between(2, 7);
    for number in 0..paragraphs {
        if number > 0 && dice.chance(250) {
            blocks.push(format!("## {}", dice.word(phrases::HEADING)));
        }
        let many = dice.between(3, 6);
        blocks.push(sentences(dice, phrases::WRITTEN, many));
        match dice.below(14) {
            0 => blocks.push(items(dice, "-")),
            1 => blocks.push(items(dice, "1.")),
            2 => blocks.push(format!("> {}", sentences(dice, phrases::SAID, 2))),
            3 => blocks.push(table(dice)),
            _ => {}
        }
    }
    blocks.join("\n\n")
}

fn table(dice: &mut Dice) -> String {
    let mut lines = vec!["| What | How many |".to_owned(), "|---|---:|".to_owned()];
    for _ in 0..dice.between(2, 5) {
        let thing = fill(dice, "{things}");
        lines.push(format!("| {thing} | {} |", dice.between(1, 60)));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_of_every_sentence_is_known() {
        let mut dice = Dice::new(5);
        let lists = [
            phrases::SAID,
            phrases::WRITTEN,
            phrases::TITLE,
            phrases::ITEM,
            phrases::BIO,
        ];
        for pattern in lists.iter().flat_map(|list| list.iter()) {
            let filled = fill(&mut dice, pattern);
            assert!(!filled.contains(['{', '}']), "{filled}");
        }
    }

    #[test]
    fn sentences_begin_large_and_know_their_vowels() {
        assert_eq!(
            capital(&article("is a umbrella a old accordion?")),
            "Is an umbrella an old accordion?"
        );
        assert_eq!(capital("“yes”"), "“Yes”");
    }

    #[test]
    fn titles_are_short_enough_for_an_article() {
        let mut dice = Dice::new(9);
        for _ in 0..2_000 {
            let title = title(&mut dice);
            assert!(title.len() <= domain::article::TITLE_LIMIT, "{title}");
        }
    }
}

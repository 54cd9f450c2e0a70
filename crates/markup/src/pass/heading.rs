//! Puts the headings of a text below those of the page that shows it.

use crate::tree::{Element, Node, each, each_mut, is_heading, text_of};

/// Moves all headings so that the highest is of level `base`, the lowest at most `h6`.
pub(crate) fn shift(nodes: &mut [Node], base: u8) {
    let base = base.clamp(2, 6);
    each_mut(nodes, &mut |element| {
        if is_heading(element.name) {
            // A heading in a heading is words of it.
            each_mut(&mut element.children, &mut |inner| {
                if is_heading(inner.name) {
                    inner.name = "span";
                }
            });
        }
    });
    let mut highest = 6;
    each(nodes, &mut |element| {
        if is_heading(element.name) {
            highest = highest.min(level(element));
        }
    });
    each_mut(nodes, &mut |element| {
        if is_heading(element.name) {
            let level = level(element).saturating_sub(highest).saturating_add(base);
            element.name = match level {
                0..=2 => "h2",
                3 => "h3",
                4 => "h4",
                5 => "h5",
                _ => "h6",
            };
        }
    });
}

/// Gives each heading a place that links can lead to, from its words.
pub(crate) fn name(nodes: &mut [Node]) {
    each_mut(nodes, &mut |element| {
        if is_heading(element.name) {
            let words = text_of(&element.children).to_lowercase();
            let words: Vec<&str> = words
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            let short: String = words.join("-").chars().take(40).collect();
            if !short.is_empty() {
                element.set("id", format!("h-{}", short.trim_end_matches('-')));
            }
        }
    });
}

fn level(heading: &Element) -> u8 {
    match heading.name {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        _ => 6,
    }
}

//! An invented language, made from English: what is not in it did not come from here.

use std::borrow::Cow;

/// What stands around every text.
pub(crate) const OPEN: char = '⟦';
/// What stands around every text.
pub(crate) const CLOSE: char = '⟧';

/// Puts an accent on every letter; everything else stays.
pub(crate) fn accent(text: &str) -> Cow<'_, str> {
    text.chars().map(accented).collect()
}

/// Closes a whole text in, so that a page shows where one ends and where one was cut.
pub(crate) fn enclose(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

fn accented(c: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçđéƒĝĥíĵķĺɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞǪŔŠŢÚṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find(|(plain, _)| *plain == c)
        .map_or(c, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_gets_an_accent_and_nothing_else_changes() {
        let letters: String = ('a'..='z').chain('A'..='Z').collect();

        let accented = accent(&letters);

        assert_eq!(accented.chars().count(), 52);
        assert!(!accented.contains(|c: char| c.is_ascii()));
        assert_eq!(accent("1 – “é” \n"), "1 – “é” \n");
    }
}

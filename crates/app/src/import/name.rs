//! Names as the old programs made them of titles.

/// A title as Movable Type made a file's name of it: small letters and digits, underscores between words.
pub(super) fn dirify(title: &str) -> String {
    let words = if title.contains(['<', '&']) {
        markup::plain(title)
    } else {
        title.to_owned()
    };
    base::clean::slug(base::clean::clip(&words, 400), 400).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_of_files() {
        assert_eq!(
            dirify("The Quick &amp; Brown <i>Fox</i>!"),
            "the_quick_brown_fox"
        );
        assert_eq!(dirify("L’été à Köln"), "lete_a_koln");
        assert_eq!(dirify("…"), "");
    }
}

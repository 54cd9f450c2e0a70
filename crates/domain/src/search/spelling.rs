//! What a misspelt word may have meant.

/// Letters from which on a word may be misspelt: shorter ones are one slip away from too many others.
pub const SHORTEST: usize = 4;

/// How many slips a word of so many letters may have.
#[must_use]
pub const fn allowance(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..7 => 1,
        _ => 2,
    }
}

/// How many slips make one word of the other, if no more than `most`: a letter too many, too few, another one, or two
/// neighbours that changed places.
#[must_use]
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    // Three rows of the usual table: the one being made and the two before it.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut prior = None;
    for (row, a) in (1..).zip(&one) {
        let mut made = Vec::with_capacity(last.len());
        made.push(row);
        let mut left = None;
        for (column, b) in (1..).zip(&other) {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut least = at(&last, column - 1) + usize::from(a != b);
            least = least
                .min(at(&last, column) + 1)
                .min(at(&made, column - 1) + 1);
            if prior == Some(b) && left == Some(a) && column > 1 {
                least = least.min(at(&before, column - 2) + 1);
            }
            made.push(least);
            left = Some(b);
        }
        if made.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, made);
        prior = Some(a);
    }
    last.last().copied().filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, slips) in [
            ("kettle", "kettle", 0),
            ("kettel", "kettle", 1),
            ("ketle", "kettle", 1),
            ("kettlle", "kettle", 1),
            ("kattle", "kettle", 1),
            ("capaciter", "capacitor", 1),
            ("maintainance", "maintenance", 2),
            ("ab", "ba", 1),
            ("", "ab", 2),
            ("größe", "grüsse", 3),
        ] {
            assert_eq!(distance(one, other, 5), Some(slips), "{one} {other}");
            assert_eq!(distance(other, one, 5), Some(slips), "{other} {one}");
        }
        assert_eq!(distance("kettle", "toaster", 2), None);
    }

    /// The textbook's way: slow, and plainly right.
    fn slowly(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([.., a], [.., b]) => {
                let (shorter, less) = (&one[..one.len() - 1], &other[..other.len() - 1]);
                let mut least = (slowly(shorter, less) + usize::from(a != b))
                    .min(slowly(shorter, other) + 1)
                    .min(slowly(one, less) + 1);
                if let ([.., c, _], [.., d, _]) = (one, other)
                    && a == d
                    && b == c
                {
                    least = least.min(slowly(&one[..one.len() - 2], &other[..other.len() - 2]) + 1);
                }
                least
            }
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_textbook(one in "[abc]{0,6}", other in "[abc]{0,6}", most in 0_usize..7) {
            let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            let slips = slowly(&a, &b);
            prop_assert_eq!(distance(&one, &other, most), (slips <= most).then_some(slips));
        }
    }
}

//! Passwords that fingers type by themselves: runs, walks over the keyboard, the same again and again.

/// What fingers follow, forwards or backwards: rows and columns of keyboards, the alphabet, the digits.
const LINES: &[&str] = &[
    "01234567890-=",
    "12345678910111213",
    "!@#$%^&*()_+",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü+",
    "asdfghjklöä#",
    "yxcvbnm,.-",
    "azertyuiop^$",
    "qsdfghjklmù",
    "wxcvbn,;:!",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2b3c4d5e6f7g8h9i",
    "1a2s3d4f5g6h7j8k9l",
    "q1w2e3r4t5y6u7i8o9p0",
    "a1b2c3d4e5f6g7h8i9",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "0p;/",
    "1qay",
    "6zhn",
    "1aqw",
    "2zsx",
    "!qaz",
    "@wsx",
    "#edc",
    "$rfv",
    "147",
    "258",
    "369",
    "159",
    "357",
];

/// The shortest piece of a line that counts.
const PIECE: usize = 3;

/// How many different characters are too few to make any password.
const FEW: usize = 3;

/// Whether the text is nothing but pieces of such lines, each key possibly pressed several times.
pub(super) fn is_walk(text: &str) -> bool {
    let mut keys: Vec<char> = text.chars().collect();
    keys.dedup();
    // `reached` holds how many keys can be covered by whole pieces.
    let mut reached = vec![0];
    for end in PIECE..=keys.len() {
        let covered = reached
            .iter()
            .any(|start| keys.get(*start..end).is_some_and(is_piece));
        if covered {
            reached.push(end);
        }
    }
    keys.len() >= PIECE && reached.last() == Some(&keys.len())
}

fn is_piece(keys: &[char]) -> bool {
    let forwards: String = keys.iter().collect();
    let backwards: String = keys.iter().rev().collect();
    keys.len() >= PIECE
        && LINES
            .iter()
            .any(|line| line.contains(&forwards) || line.contains(&backwards))
}

/// Whether hardly any characters differ.
pub(super) fn is_monotonous(text: &str) -> bool {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() <= FEW
}

/// What the text consists of if it is the same two or more times over, with no more than a beginning of it at the end.
pub(super) fn repeated(text: &str) -> Option<&str> {
    let ends = text.char_indices().skip(1).map(|(at, _)| at);
    ends.take_while(|end| end * 2 <= text.len())
        .filter_map(|end| text.split_at_checked(end))
        .find(|(unit, rest)| {
            let left = rest.trim_start_matches(unit);
            left.len() < rest.len() && unit.starts_with(left)
        })
        .map(|(unit, _)| unit)
}

/// How many characters around a word are freely chosen: none if they are of the kind that everybody puts there.
pub(super) fn thought(trimming: &str) -> usize {
    let usual = |text: &str| is_monotonous(text) || is_walk(text) || is_date(text);
    let digits: String = trimming.chars().filter(char::is_ascii_digit).collect();
    if usual(trimming) || (digits.len() >= PIECE && usual(&digits)) {
        0
    } else {
        trimming.chars().count()
    }
}

/// `2024`, `31121999`, `1999-12-31` and the like.
fn is_date(digits: &str) -> bool {
    let parts = |at: usize| digits.split_at_checked(at);
    let century =
        |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let small = |part: &str, most: u8| {
        part.parse()
            .is_ok_and(|part: u8| (1..=most).contains(&part))
    };
    let day_and_month = |text: &str| {
        text.len() == 4
            && text.split_at_checked(2).is_some_and(|(one, two)| {
                (small(one, 31) && small(two, 12)) || (small(one, 12) && small(two, 31))
            })
    };
    match digits.len() {
        4 => century(digits),
        6 => {
            parts(4).is_some_and(|(ends, _)| day_and_month(ends))
                || parts(2).is_some_and(|(_, ends)| day_and_month(ends))
        }
        8 => parts(4).is_some_and(|(one, two)| {
            (century(one) && day_and_month(two)) || (day_and_month(one) && century(two))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_are_seen_and_words_are_not() {
        for walk in [
            "1234567890",
            "9876543210",
            "0123456789",
            "abcdefghij",
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl;",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "q1w2e3r4t5",
            "1q2w3e4r5t",
            "!@#$%^&*()",
            "йцукенгшщз",
            "qwerty123456",
            "123456qwerty",
            "poiuytrewq",
            "qazwsxedcrfv",
            "11223344556677",
        ] {
            assert!(is_walk(walk), "{walk}");
        }
        for word in [
            "properties",
            "brownteapot",
            "waterdesert",
            "k8#vQz!p2L",
            "7391846205",
            "understood",
            "assessment",
        ] {
            assert!(!is_walk(word), "{word}");
        }
    }

    #[test]
    fn the_same_again_is_seen_also_if_cut_off() {
        assert_eq!(repeated("abc123abc123"), Some("abc123"));
        assert_eq!(repeated("hallohallohal"), Some("hallo"));
        assert_eq!(repeated("ああああああああああ"), Some("あ"));
        assert_eq!(repeated("abcabd"), None);
        assert_eq!(repeated("x"), None);
        assert_eq!(repeated(""), None);
    }

    #[test]
    fn usual_trimmings_are_seen() {
        for usual in [
            "1",
            "123!",
            "2024",
            "2024!",
            "19991231",
            "31.12.1999",
            "123456",
            "111111",
            "!!!!!!",
            "010190",
            "1234567",
        ] {
            assert!(thought(usual) == 0, "{usual}");
        }
        for unusual in ["749201", "8#2&91!", "38475629"] {
            assert!(thought(unusual) == unusual.len(), "{unusual}");
        }
    }
}

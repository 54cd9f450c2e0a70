//! Passwords that are tried first, and whatever people make of them.
//!
//! No list of leaked passwords is shipped. Two short lists of our own (words that passwords are made of, and long ones that
//! stand alone) and the ways in which such words are usually dressed up cover what the known lists consist of.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::pattern::{is_monotonous, is_walk, repeated, thought};

/// Words that passwords are made of: alone, in twos, or with digits and marks around them.
static WORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| fold_all(include_str!("common/words.txt")));

/// Notorious as they stand.
static WHOLE: LazyLock<HashSet<String>> =
    LazyLock::new(|| fold_all(include_str!("common/whole.txt")));

/// The longest unit that does not become better by repeating it.
const UNIT: usize = 6;

/// The shortest walk that counts as a word.
const CORE_WALK: usize = 6;

/// This many freely chosen digits and marks do not make a common word a good password.
const LITTLE_THOUGHT: usize = 5;

/// Longer passwords than this may contain what they want, unless they do nothing but repeat it.
const LONG: usize = 24;

/// Whether a password is among those that anybody who guesses tries first.
#[must_use]
pub fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let lower = lower.trim();
    if is_monotonous(lower) || is_notorious(lower) {
        return true;
    }
    if let Some(unit) = repeated(lower) {
        return unit.chars().count() <= UNIT || is_common(unit);
    }
    lower.chars().count() <= LONG && (is_walk(lower) || is_dressed_up(lower))
}

fn is_notorious(text: &str) -> bool {
    WHOLE.contains(&fold(text)) || WORDS.contains(&fold(text))
}

/// Whether a common word, or two, are all there is but for the usual trimmings.
fn is_dressed_up(text: &str) -> bool {
    let is_trim = |c: char| !c.is_alphabetic();
    let (open, close) = (
        text.trim_start_matches(is_trim),
        text.trim_end_matches(is_trim),
    );
    // `5unshine1` loses its first letter to the trimmings unless that end is also tried as it is.
    [text, open, close, open.trim_end_matches(is_trim)]
        .into_iter()
        .any(|core| {
            let trimmings = text.split_once(core).filter(|_| !core.is_empty());
            trimmings.is_some_and(|(before, after)| {
                let thought = thought(before) + thought(after);
                let bare = core.chars().count() <= 2 && thought == 0;
                bare || (thought <= LITTLE_THOUGHT && is_made_of_words(core))
            })
        })
}

fn is_made_of_words(core: &str) -> bool {
    if is_notorious(core) || (core.chars().count() >= CORE_WALK && is_walk(core)) {
        return true;
    }
    if let Some(unit) = repeated(core) {
        return is_notorious(unit);
    }
    let folded = fold(core);
    let is_word = |part: &str| part.chars().count() >= 2 && WORDS.contains(part);
    let mut cuts = folded
        .char_indices()
        .filter_map(|(at, _)| folded.split_at_checked(at));
    cuts.any(|(one, two)| is_word(one) && is_word(two))
}

fn fold_all(list: &str) -> HashSet<String> {
    list.split_whitespace().map(fold).collect()
}

/// One writing for all in which digits and marks stand for letters, without what separates words.
fn fold(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_' | '.' | ',' | '\''))
        .map(letter)
        .collect()
}

fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '9' => 'g',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "1234567890",
            "12345678910",
            "0987654321",
            "1111111111",
            "1212121212",
            "qwertyuiop",
            "qwerty12345",
            "1q2w3e4r5t",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "password123",
            "Password2024!",
            "P@ssw0rd123",
            "passwordpassword",
            "p4$$w0rd!!",
            "Welcome2024",
            "letmein1234",
            "iloveyou123",
            "ILoveYou!!!",
            "Summer2023!",
            "Michael1985",
            "jessica2001",
            "basketball",
            "strawberry1",
            "Manchester1",
            "liverpool123",
            "abc123abc123",
            "hallo12345",
            "Passwort123",
            "schatz2010!",
            "motdepasse1",
            "contraseña1",
            "administrator",
            "Admin123456",
            "changeme123",
            "correct horse battery staple",
            "correcthorsebatterystaple",
            "Tr0ub4dor&3",
            "mickeymouse1",
            "trustno1trustno1",
            "dragonmaster",
            "sunshine31121999",
            "5unshine123",
            "monkey-monkey",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "ьььььььььь",
            "йцукенгшщз",
            "qwerty_qwerty",
            "123abc!!!!",
            "abcd123456",
            "a1234567890",
            "superman-batman",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn what_takes_some_thought_is_not() {
        for password in [
            "brown teapot lid",
            "k8#vQz!p2L",
            "7391846205",
            "Wintergarten im Regen",
            "drei rote Segel",
            "purple-otter-sings",
            "monkey sees the green teapot",
            "paSt4-w1thout-S4lt",
            "xk29fjq8xk29fjq8z",
            "四月是你的谎言啊哈哈",
            "zebra749201",
            "tomato lamp 38",
            "understood well",
            "I never liked Mondays",
            "wq8-Lm2-ttR",
            "bicycle&cloud",
        ] {
            assert!(!is_common(password), "{password}");
        }
    }

    #[test]
    fn random_passwords_are_never_taken_for_common() {
        let alphabet: Vec<char> = ('a'..='z').chain('0'..='9').collect();
        let mut state = 88_172_645_463_325_252_u64;
        for _ in 0..5_000 {
            let password: String = (0..10)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    alphabet[usize::try_from(state % 36).unwrap()]
                })
                .collect();
            assert!(!is_common(&password), "{password}");
        }
    }

    #[test]
    fn the_lists_have_no_doubles_and_long_input_costs_little() {
        assert!(
            WORDS.len() > 700 && WHOLE.len() > 350,
            "{} {}",
            WORDS.len(),
            WHOLE.len()
        );
        let long = "qwertyuiop1".repeat(93) + "x";
        assert!(!is_common(&long));
    }
}

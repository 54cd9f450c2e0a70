//! Whether a password may be chosen (R2): length and guessability count, composition does not.

use super::common::is_common;

/// The most bytes of a password that are taken.
pub const LONGEST: usize = 1024;

/// The shortest own word that must not be in a password.
const OWN_WORD: usize = 3;

/// Why a password may not be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// Fewer characters than this.
    #[error("shorter than {0} characters")]
    TooShort(usize),
    /// More bytes than [`LONGEST`].
    #[error("longer than {LONGEST} bytes")]
    TooLong,
    /// Among those that are tried first.
    #[error("among the first that anybody would try")]
    Common,
    /// It contains the name of the site, of its owner or of their mailbox.
    #[error("contains a name that anybody knows")]
    OwnWord,
}

impl Weakness {
    /// The key under which pages find their own words for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooShort(_) => "password.too-short",
            Self::TooLong => "password.too-long",
            Self::Common => "password.common",
            Self::OwnWord => "password.own-word",
        }
    }
}

/// What is wrong with a password of at least `least` characters for somebody to whom `own` words belong: the name of
/// the site, their handle, what stands before the `@` of their address.
#[must_use]
pub fn weak(password: &str, least: usize, own: &[&str]) -> Option<Weakness> {
    if password.len() > LONGEST {
        return Some(Weakness::TooLong);
    }
    if password.chars().count() < least {
        return Some(Weakness::TooShort(least));
    }
    if is_common(password) {
        return Some(Weakness::Common);
    }
    let (whole, bare) = (password.to_lowercase(), bare(password));
    let contains = |word: &&str| {
        let (word, bare_word) = (word.to_lowercase(), self::bare(word));
        let long = |word: &str| word.chars().count() >= OWN_WORD;
        (long(&word) && whole.contains(&word)) || (long(&bare_word) && bare.contains(&bare_word))
    };
    own.iter().any(contains).then_some(Weakness::OwnWord)
}

/// Letters and digits alone, in lower case, so that `Kettle & Thread` is found in `kettlethread7`.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_weakness_is_told() {
        let own = ["Kettle & Thread", "imke", "imke.vos", "jo", ""];
        let long = "long enough, x".repeat(80);
        for (password, weakness) in [
            ("nine char", Some(Weakness::TooShort(10))),
            ("ten chars!", None),
            ("😀😁😂🤣😃😄😅😆😉😊", None),
            ("  lid   brown  ", None),
            ("brown teapot lid", None),
            ("not a\0common one", None),
            ("", Some(Weakness::TooShort(10))),
            ("password123", Some(Weakness::Common)),
            ("winter Imke teapot", Some(Weakness::OwnWord)),
            ("IMKE_VOS-teapot", Some(Weakness::OwnWord)),
            ("my kettlethread 7", Some(Weakness::OwnWord)),
            ("join the major jolt", None), // `jo` is too short to count
            (&long, Some(Weakness::TooLong)),
        ] {
            assert_eq!(weak(password, 10, &own), weakness, "{password}");
        }
        assert_eq!(weak("brown teapot", 15, &[]), Some(Weakness::TooShort(15)));
        let most = "ab3!xy".repeat(LONGEST / 6) + "pqrs";
        assert_eq!((most.len(), weak(&most, 10, &[])), (LONGEST, None));
    }
}

//! Handles: the short names that people are addressed by (R38).

use unicode_normalization::UnicodeNormalization;
use unicode_security::{
    MixedScript, RestrictionLevel, RestrictionLevelDetection, confusable_detection,
};

use crate::clean;

/// What is wrong with a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandleFault {
    /// Fewer than 2 characters.
    TooShort,
    /// More than 30 characters.
    TooLong,
    /// Something else than letters, digits, `_`, `.` and `-`, or one of these three at an end.
    Characters,
    /// Letters of several scripts that are easily taken for one another (UTS 39).
    MixedScripts,
    /// A word that the program or its staff needs.
    Reserved,
}

/// Words that would be taken for the house's own voice or for an address.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "mod",
    "moderator",
    "owner",
    "root",
    "staff",
    "steward",
    "support",
    "system",
    "help",
    "info",
    "postmaster",
    "webmaster",
    "hostmaster",
    "abuse",
    "security",
    "noreply",
    "no-reply",
    "nobody",
    "everyone",
    "all",
    "here",
    "guest",
    "anonymous",
    "me",
    "new",
    "edit",
    "settings",
    "join",
    "sign-in",
    "sign-out",
    "signin",
    "signout",
    "login",
    "logout",
    "search",
    "articles",
    "conversations",
    "goals",
    "gatherings",
    "pages",
    "people",
    "groups",
    "charter",
    "insight",
    "notifications",
    "subscribe",
    "api",
    "assets",
    "media",
    "feed",
    "comments",
    "setup",
    "dev",
    "null",
    "undefined",
    "guildhall",
];

/// The handle as it is stored, or what is wrong with it. `also_reserved` are words of this site, such as its own name.
///
/// # Errors
/// The first fault found.
pub fn handle(raw: &str, also_reserved: &[&str]) -> Result<String, HandleFault> {
    let name: String = clean::line(raw).nfkc().collect();
    let length = name.chars().count();
    if length < 2 {
        return Err(HandleFault::TooShort);
    }
    if length > 30 || name.len() > 120 {
        return Err(HandleFault::TooLong);
    }
    let allowed = |c: char| {
        c.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(c)
            || "_.-".contains(c)
    };
    let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if !name.chars().all(allowed) || !edge(name.chars().next()) || name.ends_with(['.', '-']) {
        return Err(HandleFault::Characters);
    }
    if !name.is_single_script()
        && !name.check_restriction_level(RestrictionLevel::HighlyRestrictive)
    {
        return Err(HandleFault::MixedScripts);
    }
    let skeleton = skeleton(&name);
    let taken = |word: &str| self::skeleton(word) == skeleton;
    if RESERVED.iter().any(|word| taken(word))
        || also_reserved
            .iter()
            .any(|word| !word.is_empty() && taken(word))
    {
        return Err(HandleFault::Reserved);
    }
    Ok(name)
}

/// What two names have in common that look the same (UTS 39 skeleton of the lower-cased name).
#[must_use]
pub fn skeleton(name: &str) -> String {
    let lower: String = name.to_lowercase().nfkc().collect();
    let first: String = confusable_detection::skeleton(&lower).collect();
    // Folding once more joins pairs that only meet after lower-casing, such as `I` and `l`.
    confusable_detection::skeleton(&first.to_lowercase()).collect()
}

/// A handle made from a display name, for people who come from an import; may still be taken or reserved.
#[must_use]
pub fn suggest(display: &str) -> String {
    let base = clean::slug(display, 26).replace('-', "_");
    if base.chars().count() < 2 {
        format!("person_{base}")
    } else {
        base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_letters_digits_and_three_signs() {
        assert_eq!(handle("hana_l", &[]).as_deref(), Ok("hana_l"));
        assert_eq!(handle("Ｈａｎａ", &[]).as_deref(), Ok("Hana"));
        assert_eq!(handle("x", &[]), Err(HandleFault::TooShort));
        assert_eq!(handle("hana lindqvist", &[]), Err(HandleFault::Characters));
        assert_eq!(handle("hana.", &[]), Err(HandleFault::Characters));
        assert_eq!(handle(&"a".repeat(31), &[]), Err(HandleFault::TooLong));
        assert_eq!(handle("\u{3164}\u{3164}", &[]), Err(HandleFault::TooShort));
    }

    #[test]
    fn a_handle_that_looks_like_another_is_found() {
        assert_eq!(handle("раураl", &[]), Err(HandleFault::MixedScripts));
        assert_eq!(skeleton("Hana"), skeleton("hana"));
        assert_eq!(skeleton("paypa1"), skeleton("paypal"));
        assert_eq!(handle("0wner", &[]), Err(HandleFault::Reserved));
        assert_eq!(handle("kettle", &["kettle"]), Err(HandleFault::Reserved));
    }
}

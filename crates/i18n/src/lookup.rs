//! Asking for words.

use std::borrow::Cow;

use crate::arg::Arg;
use crate::lang::Lang;
use crate::words::Shape;
use crate::{missing, words};

/// The words of a key that takes no values. An unknown key comes back itself and is noted in
/// [`missing`](crate::missing()).
#[must_use]
pub fn text(lang: Lang, key: &str) -> Cow<'static, str> {
    match words::of(lang).find(key).and_then(words::Message::plain) {
        Some(plain) => Cow::Borrowed(plain),
        None => Cow::Owned(text_with(lang, key, &[])),
    }
}

/// The words of a key with values put in. A value that is not given shows as `{$name}` and is noted.
#[must_use]
pub fn text_with(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    ask(lang, key, args, Shape::Whole)
}

/// The same for words that go into other words: the invented languages put no brackets around them.
pub(crate) fn part(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    ask(lang, key, args, Shape::Part)
}

/// Whether there are words for a key.
#[must_use]
pub fn is_known(key: &str) -> bool {
    words::of(Lang::English).find(key).is_some()
}

/// The names of all messages, as in the files: with hyphens only.
pub fn keys() -> impl Iterator<Item = &'static str> {
    words::of(Lang::English).ids()
}

fn ask(lang: Lang, key: &str, args: &[(&str, Arg<'_>)], shape: Shape) -> String {
    let words = words::of(lang);
    let Some(message) = words.find(key) else {
        missing::note(key);
        return key.to_owned();
    };
    let (text, faults) = words.resolve(message.id(), args, shape);
    for fault in faults {
        missing::note(&format!("{key}: {fault}"));
    }
    text
}

#[cfg(test)]
mod tests;

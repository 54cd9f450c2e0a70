//! The languages there are, and which one somebody prefers.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// The language the words are written in.
    #[default]
    English,
    /// English with accents and brackets, for tests.
    Pseudo,
    /// The same from right to left, for tests.
    PseudoRtl,
}

/// How many languages of a header are looked at: browsers send a handful.
const MOST_WISHES: usize = 16;

impl Lang {
    /// All of them, invented ones included.
    pub const ALL: [Self; 3] = [Self::English, Self::Pseudo, Self::PseudoRtl];

    /// Those that members may choose.
    pub const OFFERED: [Self; 1] = [Self::English];

    /// The language of a tag as in `Accept-Language`, if there is one. All kinds of English are one.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        if let Some(exact) = Self::ALL
            .into_iter()
            .find(|lang| tag.eq_ignore_ascii_case(lang.tag()))
        {
            return Some(exact);
        }
        let first = tag.split('-').next().unwrap_or_default();
        first.eq_ignore_ascii_case("en").then_some(Self::English)
    }

    /// The best language for an `Accept-Language` header, whatever it contains.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (Self::default(), 0);
        for wish in accept_language.split(',').take(MOST_WISHES) {
            let mut parts = wish.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let weight = parts.find_map(weight).unwrap_or(1_000);
            let lang = if tag == "*" {
                Some(Self::default())
            } else {
                Self::from_tag(tag)
            };
            if let Some(lang) = lang
                && weight > best.1
            {
                best = (lang, weight);
            }
        }
        best.0
    }

    /// The tag for `lang` attributes and settings. Those of the invented ones are in nobody's use.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Pseudo => "en-XA",
            Self::PseudoRtl => "ar-XB",
        }
    }

    /// The value of the `dir` attribute.
    #[must_use]
    pub fn dir(self) -> &'static str {
        match self {
            Self::English | Self::Pseudo => "ltr",
            Self::PseudoRtl => "rtl",
        }
    }
}

/// The weight of `q=0.8`, in thousandths. What cannot be read weighs nothing.
fn weight(part: &str) -> Option<u16> {
    let (name, value) = part.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let value = value.trim();
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|b| b.is_ascii_digit());
    Some(match whole {
        "1" if digits => 1_000,
        "0" if digits => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lead_back_to_their_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("EN-gb"), Some(Lang::English));
        assert_eq!(Lang::from_tag("EN-xa"), Some(Lang::Pseudo));
        for other in ["", "e", "english", "ar", "de-en", "*"] {
            assert_eq!(Lang::from_tag(other), None, "{other}");
        }
    }

    #[test]
    fn the_heaviest_wish_that_can_be_granted_is() {
        for (header, lang) in [
            ("", Lang::English),
            ("de, fr;q=0.9", Lang::English),
            ("de, en-XA;q=0.2, *;q=0.1", Lang::Pseudo),
            ("en;q=0.5, ar-XB;q=0.501", Lang::PseudoRtl),
            ("en-XA;q=0, *;q=0.001", Lang::English),
            ("en-XA ; Q=1.000", Lang::Pseudo),
            ("en-XA;q=9, en;q=0.1", Lang::English),
            ("en-XA;q=0.0001, en;q=0.1", Lang::English),
            ("en-XA;q=nan", Lang::English),
            (",,;;=,q=1;q, en-XA", Lang::Pseudo),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn a_header_without_end_is_not_read_to_its_end() {
        let header = format!("{}en-XA", "de,".repeat(100_000));

        assert_eq!(Lang::negotiate(&header), Lang::English);
    }
}

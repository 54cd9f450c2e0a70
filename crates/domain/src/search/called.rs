//! Somebody who is looked for by what they are called.

/// What somebody is called who is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// Exactly this handle, or one that looks like it.
    Handle(String),
    /// A part of a handle or a name, and for whoever runs the site of an address.
    Part(String),
}

impl Called {
    /// Understands `@handle` and `part`. Nothing if there is nothing to look for.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let text = base::clean::line(raw);
        let sought = match text.strip_prefix('@') {
            Some(handle) => Self::Handle(base::name::skeleton(handle)),
            None => Self::Part(base::clean::fold(&text)),
        };
        let (Self::Handle(words) | Self::Part(words)) = &sought;
        (!words.is_empty()).then_some(sought)
    }

    /// Whether somebody is called like that.
    #[must_use]
    pub fn fits(&self, handle: &str, name: &str, address: Option<&str>) -> bool {
        match self {
            Self::Handle(wanted) => base::name::skeleton(handle) == *wanted,
            Self::Part(wanted) => [Some(handle), Some(name), address]
                .into_iter()
                .flatten()
                .any(|text| base::clean::fold(text).contains(wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_however_their_name_is_typed() {
        let fits = |raw, address| {
            let called = Called::parse(raw).unwrap();
            called.fits("hana", "Hāna Ōzer", address)
        };
        for raw in ["HAN", "ozer", "hana o", "Ō"] {
            assert!(fits(raw, None), "{raw}");
        }
        assert!(fits("@Hana", None) && !fits("@han", None));
        assert!(!fits("example.org", None) && fits("H@Example.ORG", Some("h@example.org")));
        for nothing in ["", " ", "@", "\u{200b}"] {
            assert_eq!(Called::parse(nothing), None);
        }
    }
}

//! The versions of a text, for the pages that show what became of it.

use base::Moment;
use domain::Visible;
use domain::article::Revision;
use domain::person::Byline;

use crate::difference::{self, Part};

/// A version.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) number: i64,
    pub(crate) at: Moment,
    pub(crate) by: Option<Byline>,
    pub(crate) title: String,
    pub(crate) source: String,
}

/// All that are kept, the present one first.
///
/// What is kept of an earlier text says who replaced it, hence whose the next one is; the first is `first`'s.
pub(crate) fn all(
    present: Version,
    earlier: Vec<Visible<Revision>>,
    first: Option<&Byline>,
) -> Vec<Version> {
    let mut versions = vec![present];
    for kept in earlier {
        let kept = kept.into_inner();
        if let Some(next) = versions.last_mut() {
            next.by = kept.by;
        }
        versions.push(Version {
            number: kept.number,
            at: kept.at,
            by: None,
            title: kept.title,
            source: kept.source,
        });
    }
    if let Some(oldest) = versions.last_mut().filter(|oldest| oldest.number <= 1) {
        oldest.by = first.cloned();
    }
    versions
}

/// One version beside the one before it.
pub(crate) struct Compared {
    pub(crate) version: Version,
    /// The title before, if it was another.
    pub(crate) old_title: Option<String>,
    pub(crate) parts: Vec<Part>,
    /// Whether nothing came before it.
    pub(crate) is_first: bool,
    /// Whether it is the present one.
    pub(crate) is_present: bool,
}

/// The version of this number, or the present one, and what it changed.
pub(crate) fn compared(versions: &[Version], number: Option<i64>) -> Option<Compared> {
    let place = number
        .and_then(|number| versions.iter().position(|one| one.number == number))
        .unwrap_or(0);
    let version = versions.get(place)?.clone();
    let before = versions.get(place + 1);
    Some(Compared {
        old_title: before
            .map(|before| before.title.clone())
            .filter(|title| *title != version.title),
        parts: before.map_or_else(Vec::new, |before| {
            difference::of(&before.source, &version.source)
        }),
        is_first: before.is_none(),
        is_present: place == 0,
        version,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Viewer;
    use domain::policy::Guarded;

    struct Open(Revision);

    impl Guarded for Open {
        fn is_visible_to(&self, _: &Viewer) -> bool {
            true
        }
    }

    fn byline(name: &str) -> Byline {
        Byline {
            id: base::Id::fixed(7),
            handle: name.to_lowercase(),
            name: name.to_owned(),
            portrait: None,
        }
    }

    fn kept(number: i64, replaced_by: &str, source: &str) -> Visible<Revision> {
        let revision = Revision {
            number,
            at: Moment::from_ms(number * 1_000),
            by: Some(byline(replaced_by)),
            title: "Kettles".to_owned(),
            source: source.to_owned(),
        };
        let open = Viewer::Guest.see(Open(revision)).unwrap();
        open.part(|open| open.0)
    }

    #[test]
    fn each_version_is_of_whoever_replaced_the_one_before() {
        let present = Version {
            number: 3,
            at: Moment::from_ms(3_000),
            by: None,
            title: "All kettles".to_owned(),
            source: "c".to_owned(),
        };
        let earlier = vec![kept(2, "Tunde", "b"), kept(1, "Imke", "a")];
        let versions = all(present, earlier, Some(&byline("Hana")));
        let names: Vec<_> = versions
            .iter()
            .map(|one| one.by.as_ref().unwrap().name.as_str())
            .collect();
        assert_eq!(names, ["Tunde", "Imke", "Hana"]);

        let latest = compared(&versions, None).unwrap();
        assert!(latest.is_present && !latest.is_first);
        assert_eq!(latest.old_title.as_deref(), Some("Kettles"));
        let first = compared(&versions, Some(1)).unwrap();
        assert!(first.is_first && first.parts.is_empty());
        assert_eq!(compared(&versions, Some(99)).unwrap().version.number, 3);
    }
}

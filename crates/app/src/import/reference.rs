//! Where the addresses in old texts lead now: to an article here, to a picture of the folder, or nowhere any more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use base::Digest;

use super::address::Old;
use super::claim::Lead;
use super::media::Media;
use super::place::{Place, place};

/// Most pictures of one text that are reported as missing.
const MISSING: usize = 200;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    /// To a page here.
    Page(String),
    /// To a picture, by its number in the folder.
    Picture(u32),
    /// To the old site, and there to nothing that is known.
    Lost,
}

/// What old addresses lead to.
#[derive(Default)]
pub(super) struct References {
    hosts: HashSet<String>,
    pages: HashMap<Place, Lead>,
    targets: Vec<Arc<str>>,
    pub(super) media: Media,
}

impl References {
    pub(super) fn new(hosts: HashSet<String>, media: Media) -> Self {
        Self {
            hosts,
            media,
            ..Self::default()
        }
    }

    /// Something that addresses can lead to.
    pub(super) fn target(&mut self, path: Arc<str>) -> Option<u32> {
        let number = u32::try_from(self.targets.len()).ok()?;
        self.targets.push(path);
        Some(number)
    }

    /// These addresses lead there.
    pub(super) fn lead_all(&mut self, pages: HashMap<Place, Lead>) {
        self.pages = pages;
    }

    /// An address leads there, unless it leads somewhere already.
    pub(super) fn lead(&mut self, place: Place, lead: Lead) {
        self.pages.entry(place).or_insert(lead);
    }

    /// Whether some entry surely had this address, so that it is given to no other on a guess.
    pub(super) fn is_sure(&self, place: &Place) -> bool {
        self.pages.get(place).is_some_and(|lead| lead.is_sure())
    }

    /// Whether a host is the old site's.
    pub(super) fn is_old_host(&self, old: &Old) -> bool {
        self.hosts.contains(&old.host)
    }

    /// Where a link leads; nothing if it has nothing to do with the old site.
    pub(super) fn link(&self, address: &str) -> Option<Hit> {
        let old = Old::parse(address)?;
        let ours = old.host.is_empty() || self.is_old_host(&old);
        // Without any old address in the file, its host is unknown; it was surely one of the family.
        let perhaps = self.hosts.is_empty() && old.is_of_family();
        if ours || perhaps {
            let on_host = self.pages.get(&place(&old.host, &old.path));
            let found = on_host.or_else(|| self.pages.get(&place("", &old.path)));
            let target = found
                .and_then(|lead| usize::try_from(lead.target()).ok())
                .and_then(|number| self.targets.get(number));
            if let Some(target) = target {
                return Some(Hit::Page(target.to_string()));
            }
        }
        if (ours || old.is_of_family())
            && is_picture(&old.path)
            && let Some(number) = self.media.find(&old.path)
        {
            return Some(Hit::Picture(number));
        }
        (ours && !old.host.is_empty()).then_some(Hit::Lost)
    }

    /// Where a picture is now; nothing if it has nothing to do with the old site.
    pub(super) fn picture(&self, address: &str) -> Option<Hit> {
        let old = Old::parse(address)?;
        if !old.host.is_empty() && !self.is_old_host(&old) && !old.is_of_family() {
            return None;
        }
        Some(self.media.find(&old.path).map_or(Hit::Lost, Hit::Picture))
    }

    /// What in some texts has to do with the old site.
    pub(super) fn leads(&self, texts: &[&str]) -> Leads {
        let mut hits: Vec<String> = Vec::new();
        let mut any = false;
        let mut missing: Vec<String> = Vec::new();
        for word in texts.iter().flat_map(|text| words(text)) {
            let hit = match self.link(word) {
                Some(Hit::Lost) | None => self.picture(word).or_else(|| self.link(word)),
                hit => hit,
            };
            any |= hit.is_some();
            match hit {
                Some(Hit::Page(path)) => hits.push(format!("{word} {path}")),
                Some(Hit::Picture(number)) => {
                    hits.push(format!("{word} {}", self.media.label(number)));
                }
                Some(Hit::Lost) if is_picture(word) && missing.len() < MISSING => {
                    missing.push(word.to_owned());
                }
                Some(Hit::Lost) | None => {}
            }
        }
        let parts: Vec<&[u8]> = hits.iter().map(String::as_bytes).collect();
        Leads {
            any,
            missing,
            print: Digest::of_parts(&parts),
        }
    }
}

/// What in a text has to do with the old site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leads {
    /// Whether anything has.
    pub(super) any: bool,
    /// Pictures that are nowhere.
    pub(super) missing: Vec<String>,
    /// Differs when more, or other things, are found.
    pub(super) print: Digest,
}

/// What in a text could be an address.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| "\"'<>()[]!".contains(c) || c.is_whitespace())
        .map(|word| word.trim_start_matches(':'))
        .filter(|word| {
            (2..2_000).contains(&word.len())
                && (word.starts_with('/') || word.starts_with("http") || word.starts_with("HTTP"))
        })
}

/// Whether a path looks like that of a picture.
pub(super) fn is_picture(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.contains("/.a/")
        || lower.contains("/photos/")
        || [".jpg", ".jpeg", ".png", ".gif", ".webp"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references() -> (tempfile::TempDir, References) {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("6a00d1-800wi.jpg"), b"x").unwrap();
        let hosts = HashSet::from(["joe.typepad.com".to_owned()]);
        let mut references = References::new(hosts, Media::of(root.path()).unwrap());
        let target = references.target("/articles/2006/03/a".into()).unwrap();
        let lead = Lead::sure(target);
        references.lead(place("joe.typepad.com", "/b/2006/03/a.html"), lead);
        references.lead(place("", "/b/2006/03/a.html"), lead);
        (root, references)
    }

    #[test]
    fn links_to_the_old_site_lead_to_their_new_places() {
        let (_root, references) = references();
        let page = Some(Hit::Page("/articles/2006/03/a".to_owned()));
        for address in [
            "http://www.joe.typepad.com/b/2006/03/a.html",
            "https://joe.typepad.com/b/2006/03/a.html#comments",
            "http://joe.typepad.com/b/2006/03/a/",
            "/b/2006/03/a.html?cid=6a00",
        ] {
            assert_eq!(references.link(address), page, "{address}");
        }
        assert_eq!(
            references.link("http://joe.typepad.com/gone"),
            Some(Hit::Lost)
        );
        for address in [
            "http://jane.typepad.com/b/2006/03/a.html",
            "http://x.example/b/2006/03/a.html",
            "/elsewhere",
            "#more",
            "mailto:a@b.example",
        ] {
            assert_eq!(references.link(address), None, "{address}");
        }
    }

    #[test]
    fn pictures_are_in_the_folder_or_lost() {
        let (_root, references) = references();
        let found = Some(Hit::Picture(0));
        assert_eq!(
            references.picture("http://jane.typepad.com/.a/6a00d1-320wi"),
            found
        );
        assert_eq!(
            references.link("http://joe.typepad.com/.a/6a00d1-popup"),
            found
        );
        assert_eq!(references.picture("/photos/none.jpg"), Some(Hit::Lost));
        assert_eq!(
            references.picture("http://x.example/6a00d1-800wi.jpg"),
            None
        );
    }

    #[test]
    fn a_print_tells_whether_anything_leads_elsewhere_now() {
        let (_root, references) = references();
        let none = References::default();
        let text = "<a href=\"http://joe.typepad.com/b/2006/03/a.html\">a</a>";
        assert!(references.leads(&[text]).any);
        assert_ne!(references.leads(&[text]).print, none.leads(&[text]).print);
        assert!(!references.leads(&["nothing / here http://x.example/"]).any);
        assert!(references.leads(&["", "![](/photos/none.jpg)"]).any);
        assert!(
            references
                .leads(&["\"a\":/b/2006/03/a.html and !/photos/a.jpg!"])
                .any
        );
    }
}

//! What waits for somebody to read it before others do, and why. Nothing here refuses or deletes anything.

use crate::blocked::{self, Blocked};
use crate::role::{Role, named};
use crate::spam::Opinion;
use serde::{Deserialize, Serialize};

/// So many first words of a member are looked at more closely (FEATURES 5.4).
pub const FIRST: i64 = 2;
/// Links in one text beyond which a newcomer's waits (FEATURES 5.2).
pub const LINKS_AT_FIRST: usize = 2;
/// The same of other members.
pub const LINKS: usize = 10;
/// From this opinion on, in percent, words wait.
pub const LIKELY: i64 = 90;

/// What the site has wait, beside words of guests whom nobody knows yet and what is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// Nothing.
    Nothing,
    /// First words of members that look like advertising, and texts with very many links.
    Suspicious,
    /// Beside these, the very first words of every member.
    First,
}
named!(Holding { Nothing = "nothing", Suspicious = "suspicious", First = "first" });

/// Why something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing by them stands here yet.
    First,
    /// Many links.
    Links,
    /// Nothing but links.
    OnlyLinks,
    /// Sent faster than anybody types.
    Hurried,
    /// A blocked word.
    Word,
    /// A link to a blocked host.
    Host,
    /// It is like what was turned away as advertising before.
    Likeness,
}
named!(Reason {
    First = "first",
    Links = "links",
    OnlyLinks = "only-links",
    Hurried = "hurried",
    Word = "word",
    Host = "host",
    Likeness = "likeness",
});

/// A reason, with what gave it: the word, the host, how many links, or what weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Why.
    pub reason: Reason,
    /// What gave it.
    pub detail: String,
}

/// Words that somebody is about to say, and what is known of them.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The words, as typed.
    pub text: String,
    /// What stands beside them: a title, or the name of a guest.
    pub beside: String,
    /// The addresses on other hosts that it links to.
    pub links: Vec<String>,
    /// Whether it was sent faster than anybody types.
    pub hurried: bool,
}

impl Said {
    /// All words of it.
    fn whole(&self) -> String {
        format!("{} {}", self.beside, self.text)
    }

    /// What of it is counted.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        crate::spam::tokens(&self.whole(), &self.links)
    }
}

/// Why words wait, and what is thought of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Why they wait; nothing if they do not.
    pub grounds: Vec<Ground>,
    /// What is thought of them, if anything is.
    pub opinion: Option<Opinion>,
}

impl Judged {
    /// What those are told who read it first: the grounds and, in any case, what is thought of it.
    #[must_use]
    pub fn told(&self) -> Vec<Ground> {
        let mut told = self.grounds.clone();
        if let Some(opinion) = &self.opinion
            && !told.iter().any(|ground| ground.reason == Reason::Likeness)
        {
            told.push(Ground {
                reason: Reason::Likeness,
                detail: opinion.detail(),
            });
        }
        told
    }

    /// Whether there is a ground in it that was not there before a change: what was read once is not asked about again.
    #[must_use]
    pub fn is_worse_than(&self, before: &Self) -> bool {
        let links = |judged: &Self| {
            let mut all = judged.grounds.iter();
            let found = all.find(|ground| ground.reason == Reason::Links);
            found.map_or(0, |ground| ground.detail.parse::<u64>().unwrap_or(0))
        };
        self.grounds.iter().any(|ground| match ground.reason {
            Reason::First | Reason::Hurried => false,
            Reason::Links => links(self) > links(before),
            Reason::Word | Reason::Host => !before.grounds.contains(ground),
            Reason::OnlyLinks | Reason::Likeness => {
                !before.grounds.iter().any(|old| old.reason == ground.reason)
            }
        })
    }
}

/// What becomes of something that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Everybody reads it.
    Through,
    /// Nobody does.
    Away,
    /// Nobody does, and what is like it will wait, too.
    Spam,
}

/// Who says it, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A guest.
    Guest,
    /// A member.
    Member {
        /// Their role.
        role: Role,
        /// How much by them stands here, counted as far as [`FIRST`].
        stands: i64,
        /// Whether they have been here for a while.
        settled: bool,
    },
}

impl Speaker {
    /// Whether what they say is looked at more closely.
    #[must_use]
    pub const fn is_new(self) -> bool {
        match self {
            Self::Guest => true,
            Self::Member {
                stands, settled, ..
            } => stands < FIRST || !settled,
        }
    }

    /// Whether anything that they say can be made to wait: those in office read each other.
    #[must_use]
    pub fn is_held(self) -> bool {
        match self {
            Self::Guest => true,
            Self::Member { role, .. } => role < Role::Steward,
        }
    }
}

/// Why words wait; nothing if they do not. Whether a guest is known is not asked here.
#[must_use]
pub fn grounds(
    holding: Holding,
    speaker: Speaker,
    said: &Said,
    blocked: &[Blocked],
    opinion: Option<&Opinion>,
) -> Vec<Ground> {
    let mut grounds = Vec::new();
    if !speaker.is_held() {
        return grounds;
    }
    let mut add = |reason, detail: String| grounds.push(Ground { reason, detail });
    for entry in blocked::hits(blocked, &said.whole(), &said.links) {
        let reason = match entry.kind {
            blocked::Kind::Word => Reason::Word,
            blocked::Kind::Host => Reason::Host,
        };
        add(reason, entry.what.clone());
    }
    if holding == Holding::Nothing {
        return grounds;
    }
    let most = if speaker.is_new() {
        LINKS_AT_FIRST
    } else {
        LINKS
    };
    let links = said.links.len();
    if links > most {
        add(Reason::Links, links.to_string());
    }
    if speaker.is_new() {
        if links > 0 && is_only_links(&said.text) {
            add(Reason::OnlyLinks, String::new());
        }
        if said.hurried && links > 0 {
            add(Reason::Hurried, String::new());
        }
        if let Some(opinion) = opinion.filter(|opinion| opinion.percent >= LIKELY) {
            add(Reason::Likeness, opinion.detail());
        }
    }
    if let (Holding::First, Speaker::Member { stands: 0, .. }) = (holding, speaker) {
        add(Reason::First, String::new());
    }
    grounds
}

/// Whether a text says nothing beside addresses.
fn is_only_links(text: &str) -> bool {
    !text.split_whitespace().any(|word| {
        let is_address = word.contains("://") || word.starts_with("www.");
        !is_address && word.chars().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, links: usize) -> Said {
        Said {
            text: text.to_owned(),
            beside: String::new(),
            links: (0..links)
                .map(|n| format!("https://host{n}.example/x"))
                .collect(),
            hurried: false,
        }
    }

    fn reasons(holding: Holding, speaker: Speaker, said: &Said) -> Vec<Reason> {
        grounds(holding, speaker, said, &[], None)
            .into_iter()
            .map(|ground| ground.reason)
            .collect()
    }

    const fn member(stands: i64) -> Speaker {
        Speaker::Member {
            role: Role::Member,
            stands,
            settled: stands > 0,
        }
    }

    #[test]
    fn first_words_wait_where_the_site_says_so_and_only_the_first() {
        let hello = said("Hello", 0);
        assert_eq!(reasons(Holding::First, member(0), &hello), [Reason::First]);
        assert!(reasons(Holding::First, member(1), &hello).is_empty());
        assert!(reasons(Holding::Suspicious, member(0), &hello).is_empty());
    }

    #[test]
    fn many_links_wait_and_newcomers_have_fewer() {
        let three = said("See these", 3);
        assert_eq!(
            reasons(Holding::Suspicious, member(1), &three),
            [Reason::Links]
        );
        assert!(reasons(Holding::Suspicious, member(2), &three).is_empty());
        let eleven = said("See these", 11);
        assert_eq!(
            reasons(Holding::Suspicious, member(2), &eleven),
            [Reason::Links]
        );
        assert!(reasons(Holding::Nothing, member(2), &eleven).is_empty());
        let steward = Speaker::Member {
            role: Role::Steward,
            stands: 0,
            settled: false,
        };
        assert!(reasons(Holding::First, steward, &eleven).is_empty());
    }

    #[test]
    fn a_newcomer_who_says_nothing_but_an_address_waits() {
        let only = said("https://host0.example/x !", 1);
        assert_eq!(
            reasons(Holding::Suspicious, member(1), &only),
            [Reason::OnlyLinks]
        );
        assert!(reasons(Holding::Suspicious, member(2), &only).is_empty());
        let pasted = Said {
            hurried: true,
            ..said("Look here", 1)
        };
        assert_eq!(
            reasons(Holding::Suspicious, Speaker::Guest, &pasted),
            [Reason::Hurried]
        );
    }
}

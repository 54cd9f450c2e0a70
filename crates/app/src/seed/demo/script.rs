//! How the demo's community is written down.

use domain::Role;
use domain::conversation::Kind;
use domain::person::State;
use domain::poll::{Shown, Way};
use domain::post::Standing;

/// Somebody.
#[derive(Debug)]
pub(super) struct Somebody {
    pub(super) handle: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) state: State,
    /// Days ago that they came.
    pub(super) days: u64,
    pub(super) bio: &'static str,
    /// Addresses elsewhere, each with a label.
    pub(super) accounts: &'static [(&'static str, &'static str)],
    /// What they answered when they asked to join.
    pub(super) answer: &'static str,
}

/// Somebody without an account.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) url: Option<&'static str>,
}

/// How far an article has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Out {
    /// Published, so many days ago.
    Ago(u64),
    /// Comes out by itself in so many days.
    In(u64),
    /// A draft, begun so many days ago.
    Draft(u64),
}

/// An article and what was said about it.
#[derive(Debug)]
pub(super) struct Story {
    /// What other stories call it by, as in `[the log](article:log)`.
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    /// Handles of those who wrote it.
    pub(super) by: &'static [&'static str],
    pub(super) out: Out,
    /// The time of day, where the site is.
    pub(super) time: (i8, i8),
    pub(super) tags: &'static [&'static str],
    pub(super) category: &'static str,
    pub(super) text: &'static str,
    pub(super) said: &'static [Said],
    /// If it is closed: how many days ago, and the key of the story where it goes on.
    pub(super) closed: Option<(u64, &'static str)>,
}

/// A post and what was said in it.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) kind: Kind,
    pub(super) title: &'static str,
    /// Handle of whoever opened it.
    pub(super) by: &'static str,
    /// Days ago.
    pub(super) days: u64,
    /// The time of day, where the site is.
    pub(super) time: (i8, i8),
    pub(super) tags: &'static [&'static str],
    pub(super) text: &'static str,
    pub(super) said: &'static [Said],
    /// Whose first comment was accepted as the answer.
    pub(super) answer: Option<&'static str>,
    /// Whom that helped.
    pub(super) helped: &'static [&'static str],
    /// Who supports it.
    pub(super) supporters: &'static [&'static str],
    pub(super) decided: Option<Decided>,
    /// What is asked for or offered: when, where, who can, how it ended.
    pub(super) wanted: Option<Wanted>,
    pub(super) asked: Option<Asked>,
}

/// A poll under it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) question: &'static str,
    pub(super) options: &'static [&'static str],
    pub(super) way: Way,
    pub(super) named: bool,
    pub(super) shown: Shown,
    /// Days from today until it closes; with a minus, if it is closed since.
    pub(super) closes: i64,
    /// Who chose which options, counted from 1.
    pub(super) votes: &'static [(&'static str, &'static [usize])],
}

/// What most openings do not have.
pub(super) const PLAIN: Opening = Opening {
    kind: Kind::Discussion,
    title: "",
    by: "",
    days: 0,
    time: (12, 0),
    tags: &[],
    text: "",
    said: &[],
    answer: None,
    helped: &[],
    supporters: &[],
    decided: None,
    wanted: None,
    asked: None,
};

/// What is asked for or offered. Days are counted from today, those that are over with a minus.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) when: &'static str,
    pub(super) day: Option<i64>,
    pub(super) place: &'static str,
    pub(super) until: Option<i64>,
    /// Who can or would like it, how many hours later, and what they say with it.
    pub(super) hands: &'static [(&'static str, u64, &'static str)],
    pub(super) finished: Option<Finished>,
}

/// How an ask or an offer ended.
#[derive(Debug)]
pub(super) struct Finished {
    /// Days ago.
    pub(super) days: u64,
    /// Who helped or was helped, and whether they gave thanks.
    pub(super) named: &'static [(&'static str, bool)],
    /// Why it ended without.
    pub(super) reason: &'static str,
}

/// What was decided about an idea.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) standing: Standing,
    pub(super) by: &'static str,
    /// Days ago.
    pub(super) days: u64,
    pub(super) reason: &'static str,
}

/// How a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Visible,
    /// Waits to be read.
    Waiting,
    /// Was taken back.
    Gone,
}

/// A comment with its answers.
#[derive(Debug)]
pub(super) struct Said {
    /// A member's handle or a visitor's key.
    pub(super) by: &'static str,
    /// Minutes after what it answers.
    pub(super) after: u64,
    pub(super) text: &'static str,
    /// Who thanked for it.
    pub(super) thanks: &'static [&'static str],
    pub(super) stands: Stands,
    pub(super) answers: &'static [Said],
}

/// `said!("imke" 40 "words"; thanks "hana" "rosa"; [said!(…), said!(…)])`
macro_rules! said {
    (@ $stands:ident $by:literal $after:literal $text:literal
        $(; thanks $($fan:literal)+)? $(; [$($answer:expr),+ $(,)?])?) => {
        $crate::seed::demo::script::Said {
            by: $by,
            after: $after,
            text: $text,
            thanks: &[$($($fan),+)?],
            stands: $crate::seed::demo::script::Stands::$stands,
            answers: &[$($($answer),+)?],
        }
    };
    (waiting $($rest:tt)+) => { said!(@ Waiting $($rest)+) };
    (gone $($rest:tt)+) => { said!(@ Gone $($rest)+) };
    ($($rest:tt)+) => { said!(@ Visible $($rest)+) };
}
pub(super) use said;

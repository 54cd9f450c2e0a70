//! A poll as it stands under its conversation.

use std::collections::BTreeMap;

use app::poll::Look;
use askama::Template;
use base::Moment;
use domain::conversation::Conversation;
use domain::person::Byline;
use domain::poll::{Poll, Round, State, Tally, Tie, Way};
use domain::{Problems, Visible};
use i18n::{Arg, Lang};

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;

/// A vote that came back, with what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) problems: Problems,
}

/// The poll under a conversation, as whoever looks sees it.
pub(crate) async fn load(
    desk: &Desk,
    conversation: &Visible<Conversation>,
) -> Result<Option<Look>, PageError> {
    let mark = app::poll::marked(desk.app(), desk.caller(), conversation.id);
    let conversation = conversation.clone();
    let look =
        desk.read(move |from, viewer| app::poll::look(from, viewer, &conversation, mark.as_ref()));
    Ok(look.await?)
}

#[derive(Template)]
#[template(path = "poll/_poll.html")]
struct Part<'a> {
    look: &'a Look,
    typed: &'a Typed,
    /// Who won, in a sentence, once it is closed.
    outcome: Option<String>,
    guest: bool,
}

/// An option with its figures.
struct Row<'a> {
    words: &'a String,
    votes: i64,
    share: i64,
    won: bool,
    voters: Vec<&'a Byline>,
}

impl Part<'_> {
    fn poll(&self) -> &Poll {
        &self.look.poll
    }

    /// The options, each with its place.
    fn options(&self) -> impl Iterator<Item = (usize, &String)> {
        (1..).zip(&self.look.poll.options)
    }

    fn is_ranked(&self) -> bool {
        self.look.poll.way == Way::Ranked
    }

    /// What the field of an option begins with: as typed, or as chosen before.
    fn is_chosen(&self, place: &usize) -> bool {
        let typed = &self.typed.fields;
        if !typed.is_empty() {
            let single = typed
                .get("choice")
                .is_some_and(|text| *text == place.to_string());
            return single || typed.contains_key(&format!("choice-{place}"));
        }
        self.rank_before(place).is_some()
    }

    fn rank_before(&self, place: &usize) -> Option<usize> {
        self.look.mine.as_ref().and_then(|mine| mine.rank(*place))
    }

    /// Whether an option has this rank in the form.
    fn has_rank(&self, place: &usize, rank: &usize) -> bool {
        let typed = &self.typed.fields;
        if !typed.is_empty() {
            let field = typed.get(&format!("rank-{place}"));
            return field.is_some_and(|text| text.trim() == rank.to_string());
        }
        self.rank_before(place) == Some(*rank)
    }

    fn most(&self) -> i64 {
        i64::try_from(self.look.poll.most).unwrap_or(0)
    }

    /// When it was closed, and by whom.
    fn closed(&self) -> Option<(&Moment, Option<&Byline>)> {
        match &self.look.poll.state {
            State::Open => None,
            State::Closed { at, by } => Some((at, by.as_ref())),
        }
    }

    /// The options with their figures.
    fn rows(&self, tally: &Tally) -> Vec<Row<'_>> {
        let closed = !self.look.poll.is_open();
        let row = |(place, words)| Row {
            words,
            votes: tally.count(place),
            share: tally.share(place),
            won: closed && tally.winners.contains(&place),
            voters: self.voters(place),
        };
        self.options().map(row).collect()
    }

    /// Those who chose an option, in a poll that says so; in a ranked one those who put it first.
    fn voters(&self, place: usize) -> Vec<&Byline> {
        let chose = |places: &[usize]| match self.look.poll.way {
            Way::Single | Way::Many => places.contains(&place),
            Way::Ranked => places.first() == Some(&place),
        };
        let who = self.look.who.iter();
        who.filter(|(_, ballot)| chose(ballot.places()))
            .map(|(who, _)| who)
            .collect()
    }

    /// Rounds after the first are worth a table.
    fn rounds<'t>(&self, tally: &'t Tally) -> &'t [Round] {
        match tally.rounds.as_slice() {
            [_] | [] if tally.winners.len() < 2 => &[],
            rounds => rounds,
        }
    }

    /// Votes of an option in a round; nothing once it is out.
    fn in_round(&self, round: &Round, place: &usize) -> Option<i64> {
        let mut counts = round.counts.iter();
        counts
            .find(|(known, _)| known == place)
            .map(|(_, count)| *count)
    }

    /// What became of those who had equally few in a round.
    fn tie(&self, round: &Round) -> Option<(String, bool)> {
        let (tied, tie) = round.tied.as_ref()?;
        Some((names(self.poll(), tied), *tie == Tie::Deciding))
    }
}

/// The words of options, one beside the other.
fn names(poll: &Poll, places: &[usize]) -> String {
    let named = places.iter().filter_map(|place| poll.option(*place));
    let named: Vec<String> = named.map(|words| format!("“{words}”")).collect();
    named.join(", ")
}

/// Who won, in a sentence, of a poll that is closed.
pub(crate) fn outcome(lang: Lang, look: &Look) -> Option<String> {
    let tally = look.tally.as_ref().filter(|_| !look.poll.is_open())?;
    let ranked = look.poll.way == Way::Ranked;
    let key = match (tally.winners.as_slice(), ranked) {
        ([], _) => "poll.outcome-none",
        ([_], false) => "poll.outcome-one",
        ([_], true) => "poll.outcome-ranked",
        (_, false) => "poll.outcome-tie",
        (_, true) => "poll.outcome-ranked-tie",
    };
    let names = names(&look.poll, &tally.winners);
    let votes = tally.winners.first().map_or(0, |place| tally.count(*place));
    let args = [
        ("names", Arg::Text(&names)),
        ("votes", Arg::from(votes)),
        ("n", Arg::from(tally.voters)),
    ];
    Some(i18n::text_with(lang, key, &args))
}

/// Renders it.
pub(crate) fn render(desk: &Desk, look: &Look, typed: &Typed) -> Result<String, PageError> {
    let part = Part {
        look,
        typed,
        outcome: outcome(desk.lang, look),
        guest: desk.known.is_none(),
    };
    frame::html(desk, &part)
}

//! What is done with polls, by who asks and how they stand.

use base::Id;
use domain::conversation::{Conversation, Door, Kind, Stage};
use domain::group::{ROOT, Visibility};
use domain::person::Person;
use domain::poll::{self, Attachable, Poll, Shown, State, Way};

use super::noun::{DAY_LATER, ME, NOW, OTHER};
use super::table::Tables;
use super::{judged, seen};

fn conversation(stage: Stage, by: Id<Person>) -> Conversation {
    Conversation {
        id: Id::fixed(9),
        group: ROOT,
        kind: Kind::Discussion,
        title: "T".into(),
        path: "/conversations/9/t".into(),
        visibility: Visibility::Members,
        stage,
        by,
        comments: 0,
        door: Door::Open,
        guests: true,
        continues_in: None,
        members_only: false,
        sign: None,
    }
}

/// Under a conversation of mine and of another, in every stage; open and closed, voted in and not.
fn polls() -> Vec<(String, Poll)> {
    let mut all = Vec::new();
    for stage in Stage::ALL {
        for (whose, by) in [("by own", ME), ("by another", OTHER)] {
            for (state_name, state) in [
                ("open", State::Open),
                ("closed", State::Closed { at: NOW, by: None }),
            ] {
                for (voted, voters) in [("no votes", 0), ("votes", 1)] {
                    let poll = Poll {
                        conversation: conversation(*stage, by),
                        question: "Q".into(),
                        options: vec!["A".into(), "B".into()],
                        way: Way::Single,
                        most: 1,
                        named: false,
                        shown: Shown::Voted,
                        closes_at: DAY_LATER,
                        state: state.clone(),
                        voters,
                    };
                    all.push((format!("{stage} {whose}, {state_name}, {voted}"), poll));
                }
            }
        }
    }
    all
}

pub(super) fn tables(tables: &mut Tables) {
    let all = polls();
    let table = tables.sight("poll::Poll");
    all.iter()
        .for_each(|(state, poll)| seen(table, state, poll));
    let table = tables.rule("poll::Vote");
    all.iter()
        .for_each(|(state, poll)| judged::<poll::Vote>(table, state, poll));
    let table = tables.rule("poll::Close");
    all.iter()
        .for_each(|(state, poll)| judged::<poll::Close>(table, state, poll));
    let table = tables.rule("poll::Remove");
    all.iter()
        .for_each(|(state, poll)| judged::<poll::Remove>(table, state, poll));

    let mut to = Vec::new();
    for stage in Stage::ALL {
        for (whose, by) in [("by own", ME), ("by another", OTHER)] {
            for (taken_name, taken) in [("without a poll", false), ("with one", true)] {
                let conversation = conversation(*stage, by);
                let attachable = Attachable {
                    conversation,
                    taken,
                };
                to.push((format!("{stage} {whose}, {taken_name}"), attachable));
            }
        }
    }
    let table = tables.sight("poll::Attachable");
    to.iter()
        .for_each(|(state, attachable)| seen(table, state, attachable));
    let table = tables.rule("poll::Attach");
    to.iter()
        .for_each(|(state, attachable)| judged::<poll::Attach>(table, state, attachable));
}

//! The rules about taking everything away, and about leaving.

use base::Id;
use domain::export::{self, Export, Lately, State};
use domain::leaving::{self, Departure, Leaving, Way};
use domain::{Role, person};

use super::noun::{ME, NOW, OTHER};
use super::table::Tables;
use super::{judged, seen};

pub(super) fn tables(tables: &mut Tables) {
    let states = [
        State::Waiting,
        State::Making,
        State::Ready {
            until: NOW,
            bytes: 1,
        },
        State::Expired,
        State::Failed,
    ];
    let whose = [("own", ME), ("another’s", OTHER)];
    let mut exports = Vec::new();
    for (whose, of) in whose {
        for state in states {
            let export = Export {
                id: Id::fixed(30),
                of,
                asked_at: NOW,
                state,
            };
            exports.push((format!("{whose}, {}", state.stage()), export));
        }
    }
    let table = tables.sight("export::Export");
    exports
        .iter()
        .for_each(|(state, export)| seen(table, state, export));
    let table = tables.rule("export::Fetch");
    exports
        .iter()
        .for_each(|(state, export)| judged::<export::Fetch>(table, state, export));

    let mut all = Vec::new();
    for (whose, person) in whose {
        for (many, count, under_way) in [
            ("none lately", 0, false),
            ("one under way", 1, true),
            ("one lately", 1, false),
            ("two lately", 2, false),
        ] {
            let lately = Lately {
                person,
                count,
                under_way,
            };
            all.push((format!("{whose}, {many}"), lately));
        }
    }
    let table = tables.sight("export::Lately");
    all.iter()
        .for_each(|(state, lately)| seen(table, state, lately));
    let table = tables.rule("export::Ask");
    all.iter()
        .for_each(|(state, lately)| judged::<export::Ask>(table, state, lately));

    departures(tables);
}

fn departures(tables: &mut Tables) {
    let mut departures = Vec::new();
    for (whose, person) in [("own", ME), ("another’s", OTHER)] {
        for way in Way::ALL {
            for state in person::State::ALL {
                for role in Role::ALL {
                    let departure = Departure {
                        person,
                        state: *state,
                        role: *role,
                        last_owner: false,
                        under_way: false,
                        way: *way,
                    };
                    if *state == person::State::Active || *role == Role::Member {
                        departures.push((format!("{whose}, {way}, {state} {role}"), departure));
                    }
                }
            }
            for (how, last_owner, under_way) in
                [("last owner", true, false), ("asked before", false, true)]
            {
                let departure = Departure {
                    person,
                    state: person::State::Active,
                    role: Role::Owner,
                    last_owner,
                    under_way,
                    way: *way,
                };
                departures.push((format!("{whose}, {way}, {how}"), departure));
            }
        }
    }
    let table = tables.sight("leaving::Departure");
    departures
        .iter()
        .for_each(|(state, departure)| seen(table, state, departure));
    let table = tables.rule("leaving::Ask");
    departures
        .iter()
        .for_each(|(state, departure)| judged::<leaving::Ask>(table, state, departure));

    let mut all = Vec::new();
    for (whose, person) in [("own", ME), ("another’s", OTHER)] {
        for begun in [false, true] {
            let leaving = Leaving {
                person,
                way: Way::WordsStay,
                asked_at: NOW,
                due_at: NOW,
                begun,
            };
            let when = if begun { "begun" } else { "waiting" };
            all.push((format!("{whose}, {when}"), leaving));
        }
    }
    let table = tables.sight("leaving::Leaving");
    all.iter()
        .for_each(|(state, leaving)| seen(table, state, leaving));
    let table = tables.rule("leaving::Stay");
    all.iter()
        .for_each(|(state, leaving)| judged::<leaving::Stay>(table, state, leaving));
}

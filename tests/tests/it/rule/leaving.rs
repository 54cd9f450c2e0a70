//! The rules about taking everything away.

use base::Id;
use domain::export::{self, Export, Lately, State};

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
}

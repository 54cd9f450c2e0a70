//! The rules about what is reported, and what is done about it.

use base::Id;
use domain::Role;
use domain::case::{self, Act, Agree, Case, Keep, Outcome, Report, Reported, State, Thing};
use domain::comment::{self, Edit};
use domain::measure::{self, Answer, Appeal, End, Kind, Log, Measure, Object, ReadLog, Review};

use super::noun::{self, DAY_LATER, ELSE, ME, NOW, OTHER, byline};
use super::table::Tables;
use super::{judged, seen};

fn a_case() -> Case {
    Case {
        id: Id::fixed(40),
        thing: Thing::Comment(Id::fixed(8)),
        person: Some(byline(OTHER)),
        role: Some(Role::Member),
        conversation: Some(Id::fixed(9)),
        opened_at: NOW,
        claimed_by: None,
        reports: 2,
        sole: None,
        reason: case::Reason::Spam,
        proposed_by: None,
        state: State::Open,
    }
}

/// Open and closed, about everybody, by one and by many.
fn cases() -> Vec<(String, Case)> {
    let mut all = Vec::new();
    for role in Role::ALL {
        let case = Case {
            role: Some(*role),
            ..a_case()
        };
        all.push((format!("open, about a {role}"), case));
    }
    let about_me = Case {
        person: Some(byline(ME)),
        ..a_case()
    };
    all.push(("open, about own".into(), about_me));
    let about_guest = Case {
        person: None,
        role: None,
        ..a_case()
    };
    all.push(("open, about a guest".into(), about_guest));
    let alone = Case {
        sole: Some(ME),
        reports: 1,
        ..a_case()
    };
    all.push(("open, reported by own alone".into(), alone));
    for (who, by) in [("own", ME), ("another", OTHER)] {
        let proposed = Case {
            proposed_by: Some(byline(by)),
            ..a_case()
        };
        all.push((format!("open, removal proposed by {who}"), proposed));
    }
    let outcome = Outcome::Upheld;
    let closed = Case {
        state: State::Closed { at: NOW, outcome },
        ..a_case()
    };
    all.push(("closed".into(), closed));
    all
}

fn a_measure() -> Measure {
    Measure {
        id: Id::fixed(41),
        kind: Kind::Silenced,
        at: NOW,
        by: Some(OTHER),
        proposed_by: None,
        case: None,
        person: Some(byline(ME)),
        role: Some(Role::Member),
        conversation: None,
        until: Some(DAY_LATER),
        reason: None,
        words: String::new(),
        ended_at: None,
        appeal: None,
    }
}

fn appeal(answer: Option<Answer>) -> Option<Appeal> {
    Some(Appeal {
        words: "Why?".into(),
        at: NOW,
        answer: answer.map(|answer| (answer, String::new())),
    })
}

/// Of every kind, toward own and others, and with every stage of an appeal.
fn measures() -> Vec<(String, Measure)> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let measure = Measure {
            kind: *kind,
            ..a_measure()
        };
        all.push((format!("{kind}, about own"), measure));
    }
    let ended = Measure {
        ended_at: Some(NOW),
        ..a_measure()
    };
    all.push(("silenced and taken back, about own".into(), ended));
    for (stage, answer) in [
        ("open", None),
        ("granted", Some(Answer::Granted)),
        ("refused", Some(Answer::Refused)),
    ] {
        for (who, person, by) in [
            ("about own", ME, OTHER),
            ("about another", OTHER, ELSE),
            ("by own", OTHER, ME),
        ] {
            let measure = Measure {
                person: Some(byline(person)),
                by: Some(by),
                appeal: appeal(answer),
                ..a_measure()
            };
            all.push((format!("appeal {stage}, {who}"), measure));
        }
    }
    let proposed = Measure {
        kind: Kind::Suspended,
        person: Some(byline(OTHER)),
        by: Some(ELSE),
        proposed_by: Some(ME),
        appeal: appeal(None),
        ..a_measure()
    };
    all.push(("appeal open, proposed by own".into(), proposed));
    for role in Role::ALL {
        let measure = Measure {
            person: Some(byline(OTHER)),
            by: None,
            role: Some(*role),
            appeal: appeal(None),
            ..a_measure()
        };
        all.push((format!("appeal open, about a {role}, by itself"), measure));
    }
    all
}

pub(super) fn tables(tables: &mut Tables) {
    let table = tables.rule("case::Report");
    for (whose, by) in [
        ("own", Some(ME)),
        ("another’s", Some(OTHER)),
        ("a guest’s", None),
    ] {
        for (standing, stands) in [("stands", true), ("gone", false)] {
            let thing = Thing::Comment(Id::fixed(8));
            let reported = Reported { thing, by, stands };
            judged::<Report>(table, &format!("{whose}, {standing}"), &reported);
        }
    }
    let all = cases();
    let table = tables.sight("case::Case");
    all.iter()
        .for_each(|(state, case)| seen(table, state, case));
    let table = tables.rule("case::Keep");
    all.iter()
        .for_each(|(state, case)| judged::<Keep>(table, state, case));
    let table = tables.rule("case::Act");
    all.iter()
        .for_each(|(state, case)| judged::<Act>(table, state, case));
    let table = tables.rule("case::Agree");
    all.iter()
        .for_each(|(state, case)| judged::<Agree>(table, state, case));

    let all = measures();
    let table = tables.sight("measure::Measure");
    all.iter()
        .for_each(|(state, measure)| seen(table, state, measure));
    let table = tables.rule("measure::Review");
    all.iter()
        .for_each(|(state, measure)| judged::<Review>(table, state, measure));
    let dated = |measure: &Measure, now| measure::Dated {
        measure: measure.clone(),
        now,
    };
    let late = NOW.after(measure::APPEAL + std::time::Duration::from_millis(1));
    let table = tables.rule("measure::Object");
    for (state, measure) in &all {
        judged::<Object>(table, &format!("{state}, in time"), &dated(measure, NOW));
        judged::<Object>(table, &format!("{state}, late"), &dated(measure, late));
    }
    let table = tables.rule("measure::End");
    for (state, measure) in &all {
        judged::<End>(table, &format!("{state}, under way"), &dated(measure, NOW));
        judged::<End>(table, &format!("{state}, over"), &dated(measure, late));
    }
    let table = tables.rule("measure::ReadLog");
    for (state, public) in [("for members", false), ("public", true)] {
        judged::<ReadLog>(table, state, &Log { public });
    }
}

#[test]
fn whoever_was_just_hidden_waits_a_little_before_they_mend_it() {
    use domain::{Origin, Rule as _, Viewer};
    let hidden = noun::comments().into_iter().find(|(state, _)| {
        state.starts_with("published public") && state.ends_with("hidden by own")
    });
    let comment = hidden.unwrap().1;
    let me = Viewer::seated(ME, Role::Member, Origin::Raised);
    let at = |now| comment::Dated {
        comment: comment.clone(),
        now,
    };
    assert!(!Edit::allows(&me, &at(NOW)));
    assert!(Edit::allows(&me, &at(NOW.after(comment::REST))));
}

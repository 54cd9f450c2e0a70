//! What belongs to a group beside the site's own: who sees it, who may do what with it, who comes in.

use base::Id;
use domain::comment::{self, Author, Comment};
use domain::conversation::{self, Conversation, Door, Kind, Stage};
use domain::group::{self, Candidate, Entry, Founding, Group, Knock, Office, Visibility, Writers};
use domain::introduction::{self, Meeting};
use domain::person::Person;
use domain::post;

use super::noun::{self, CIRCLE, ME, NOW, OTHER};
use super::table::Tables;
use super::{judged, seen};

const AUDIENCES: [Visibility; 3] = [
    Visibility::Public,
    Visibility::Members,
    Visibility::Group(CIRCLE),
];

fn circle(entry: Entry, visibility: Visibility) -> Group {
    Group {
        id: CIRCLE,
        handle: "garden".into(),
        name: "Garden".into(),
        charter: "We grow.".into(),
        entry,
        ..noun::root(visibility, Writers::Stewards)
    }
}

/// Every way to come in, for every audience that fits it; closed, asked, invited.
fn groups() -> Vec<(String, Group)> {
    let mut all = Vec::new();
    for entry in Entry::ALL {
        for visibility in AUDIENCES {
            if *entry == Entry::Hidden && visibility != Visibility::Group(CIRCLE) {
                continue;
            }
            let group = circle(*entry, visibility);
            let name = format!("{entry}, for {visibility}");
            let closed = Group {
                closed_at: Some(NOW),
                ..group.clone()
            };
            let asked = Group {
                knock: Some(Knock::Asked(NOW)),
                ..group.clone()
            };
            let invited = Group {
                knock: Some(Knock::Invited(NOW)),
                ..group.clone()
            };
            all.push((name.clone(), group));
            all.push((format!("{name}, closed"), closed));
            all.push((format!("{name}, asked"), asked));
            all.push((format!("{name}, invited"), invited));
        }
    }
    all
}

fn candidates() -> Vec<(String, Candidate)> {
    let mut all = Vec::new();
    for (state, group) in groups() {
        for (name, office) in [
            ("an outsider", None),
            ("a member", Some(Office::Member)),
            ("a steward", Some(Office::Steward)),
        ] {
            for (whose, person) in [("", OTHER), ("oneself, ", ME)] {
                let candidate = Candidate {
                    group: group.clone(),
                    person,
                    office,
                };
                all.push((format!("{state}: {whose}{name}"), candidate));
            }
        }
    }
    all
}

/// Two others, one of them oneself, the same twice, one who is no member.
fn meetings() -> Vec<(String, Meeting)> {
    let people = noun::people();
    let of = |state: &str| {
        let found = people.iter().find(|(name, _)| name.contains(state));
        found.unwrap().1.clone()
    };
    let (member, shut_out) = (of("active"), of("suspended"));
    let person = |number, person: &Person| Person {
        id: Id::fixed(number),
        ..person.clone()
    };
    let (ada, ben) = (person(501, &member), person(502, &member));
    let me = Person {
        id: ME,
        ..member.clone()
    };
    let meeting = |one: &Person, other: &Person, lately| Meeting {
        one: one.clone(),
        other: other.clone(),
        lately,
    };
    vec![
        ("two others".into(), meeting(&ada, &ben, 0)),
        ("own and another".into(), meeting(&me, &ben, 0)),
        ("the same twice".into(), meeting(&ada, &ada, 0)),
        (
            "one who is shut out".into(),
            meeting(&ada, &person(503, &shut_out), 0),
        ),
        (
            "too many today".into(),
            meeting(&ada, &ben, domain::introduction::DAILY),
        ),
    ]
}

fn conversations() -> Vec<(String, Conversation)> {
    let mut all = Vec::new();
    for stage in Stage::ALL {
        for visibility in AUDIENCES {
            for members_only in [false, true] {
                let conversation = Conversation {
                    id: Id::fixed(9),
                    group: CIRCLE,
                    sign: None,
                    kind: Kind::Discussion,
                    title: "T".into(),
                    path: "/conversations/9/t".into(),
                    visibility,
                    stage: *stage,
                    by: ME,
                    comments: 0,
                    door: Door::Open,
                    guests: false,
                    members_only,
                    continues_in: None,
                };
                let talk = if members_only {
                    "members talk"
                } else {
                    "all talk"
                };
                all.push((format!("{stage}, for {visibility}, {talk}"), conversation));
            }
        }
    }
    all
}

fn comments() -> Vec<(String, Comment)> {
    let mut all = noun::comments();
    all.retain(|(state, _)| {
        state.starts_with("published public") && state.ends_with("by a member")
    });
    let mut inside = Vec::new();
    for visibility in AUDIENCES {
        for (_, comment) in &all {
            let comment = Comment {
                group: CIRCLE,
                visibility,
                author: Author::Person(noun::byline(OTHER)),
                ..comment.clone()
            };
            inside.push((format!("for {visibility}, {}", comment.state), comment));
        }
    }
    inside
}

pub(super) fn tables(tables: &mut Tables) {
    let all = groups();
    let table = tables.sight_in_circle("group::Group");
    all.iter().for_each(|(state, one)| seen(table, state, one));
    macro_rules! each {
        ($all:expr, $($rule:ident)::+) => {
            let table = tables.rule_in_circle(&stringify!($($rule)::+).replace(' ', ""));
            for (state, subject) in &$all {
                judged::<$($rule)::+>(table, state, subject);
            }
        };
    }
    each!(all, group::Roll);
    each!(all, group::Enter);
    each!(all, group::Ask);
    each!(all, group::Withdraw);
    each!(all, group::Leave);
    each!(all, group::Tend);
    each!(all, group::Shut);
    each!(all, post::Open);
    let founding: Vec<(String, Founding)> = Writers::ALL
        .iter()
        .flat_map(|founders| {
            [0, group::FOUNDED_MONTHLY].map(|lately| {
                let founding = Founding {
                    founders: *founders,
                    lately,
                };
                (format!("{founders} found, {lately} lately"), founding)
            })
        })
        .collect();
    each!(founding, group::Found);
    let some = candidates();
    each!(some, group::Bring);
    each!(some, group::Answer);
    each!(some, group::Raise);
    each!(some, group::Dismiss);
    let met = meetings();
    each!(met, introduction::Introduce);
    let talks = conversations();
    let table = tables.sight_in_circle("conversation::Conversation");
    talks
        .iter()
        .for_each(|(state, one)| seen(table, state, one));
    each!(talks, conversation::Comment);
    each!(talks, conversation::Close);
    let said = comments();
    let table = tables.sight_in_circle("comment::Comment");
    said.iter().for_each(|(state, one)| seen(table, state, one));
    each!(said, comment::Delete);
    each!(said, comment::Restore);
    each!(said, comment::Decide);
    each!(said, comment::ReadHistory);
}

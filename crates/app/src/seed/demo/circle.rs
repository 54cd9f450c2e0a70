//! The demo's groups: one that anybody can come into, one that asks first.

use domain::activity::Door;
use domain::group::{Input, Membership, Memberships, Office};
use domain::{Role, Viewer};

use super::stage::{Stage, origin};
use crate::{App, Caller, Result};

/// A group of the demo.
struct Circle {
    name: &'static str,
    charter: &'static str,
    entry: &'static str,
    visibility: &'static str,
    steward: &'static str,
    members: &'static [&'static str],
    /// Who asks to come in, and how.
    asks: &'static [(&'static str, &'static str)],
    title: &'static str,
    words: &'static str,
    said: &'static [(&'static str, &'static str)],
}

const CIRCLES: [Circle; 2] = [
    Circle {
        name: "Saturday rota",
        charter: "We see to it that every Saturday has a bench and somebody behind it.",
        entry: "open",
        visibility: "public",
        steward: "hana",
        members: &["piotr", "farida", "owen", "rosa"],
        asks: &[],
        title: "Two Saturdays without a second pair of hands",
        words: "The library bench has me on the 12th and the 26th, and nobody beside me. It is coats and lamps, mostly. Who has a morning?",
        said: &[
            ("piotr", "The 12th, from ten. I bring the small iron."),
            (
                "farida",
                "The 26th is mine if somebody shows me the lamp tester.",
            ),
            ("owen", "I’ll be there at half past nine and show you."),
        ],
    },
    Circle {
        name: "Wiring school",
        charter: "We teach each other mains work, so that nobody learns it from a mistake.",
        entry: "request",
        visibility: "members",
        steward: "tunde",
        members: &["rosa", "kwame"],
        asks: &[(
            "aoife",
            "I have rewired three lamps under Rosa’s eyes and would like to know why, not just how.",
        )],
        title: "What to show first: the plug or the tester?",
        words: "Last year we began with plugs, and half of them never touched the tester. I would turn it round: nobody opens a plug before they can show me that it is dead.",
        said: &[(
            "rosa",
            "Turn it round. I still check twice because you made me.",
        )],
    },
];

fn caller(stage: &Stage, key: &str, inside: Option<Membership>) -> Option<Caller> {
    let (id, actor, _) = stage.people.get(key)?;
    let role = match actor {
        domain::activity::Actor::Person { role, .. } => *role,
        _ => Role::Member,
    };
    let memberships = Memberships::new(inside.into_iter().collect());
    Some(Caller {
        viewer: Viewer::seated(*id, role, origin(role)).with(memberships),
        door: Door::Page,
    })
}

/// Founds them, and has their members come in and talk.
pub(super) async fn found(app: &App, stage: &Stage) -> Result<()> {
    for circle in CIRCLES {
        let Some(steward) = caller(stage, circle.steward, None) else {
            continue;
        };
        let input = Input {
            name: circle.name.to_owned(),
            charter: circle.charter.to_owned(),
            entry: circle.entry.to_owned(),
            visibility: circle.visibility.to_owned(),
            key: String::new(),
        };
        let path = crate::group::found(app, steward.clone(), input).await?;
        let handle = path.trim_start_matches("/g/").to_owned();
        let group = crate::group::named(app, steward, &handle).await?.id;
        let inside = |office| Some(Membership { group, office });
        let Some(steward) = caller(stage, circle.steward, inside(Office::Steward)) else {
            continue;
        };
        for key in circle.members {
            let Some(member) = caller(stage, key, None) else {
                continue;
            };
            if circle.entry == "request" {
                crate::group::ask(app, member, &handle, "").await?;
                crate::group::answer(app, steward.clone(), &handle, key, true).await?;
            } else {
                crate::group::enter(app, member, &handle).await?;
            }
        }
        for (key, words) in circle.asks {
            if let Some(outsider) = caller(stage, key, None) {
                crate::group::ask(app, outsider, &handle, words).await?;
            }
        }
        let post = domain::post::Input {
            kind: "discussion".to_owned(),
            title: circle.title.to_owned(),
            source: circle.words.to_owned(),
            visibility: circle.visibility.to_owned(),
            group: handle,
            ..domain::post::Input::default()
        };
        let opened = crate::post::begin(app, steward, post).await?;
        for (key, words) in circle.said {
            let Some(member) = caller(stage, key, inside(Office::Member)) else {
                continue;
            };
            let input = domain::comment::Input {
                text: (*words).to_owned(),
                ..domain::comment::Input::default()
            };
            crate::comment::add(app, member, opened.id, input, None).await?;
        }
    }
    Ok(())
}

//! The people of Kettle & Thread, none of whom exists.

use domain::Role;
use domain::person::State;

use super::script::{Somebody, Visitor};

/// Everybody with an account.
pub(super) const PEOPLE: &[Somebody] = &[
    Somebody {
        handle: "imke",
        name: "Imke Saal",
        role: Role::Owner,
        state: State::Active,
        days: 575,
        bio: "Set up the first bench on a trestle table behind the library, mostly to get rid of a shelf of broken lamps. \
Teaches physics at the comprehensive. Mends clocks, slowly, and *not* on Sundays.",
        accounts: &[
            ("https://tools.example/@imke", "@imke@tools.example"),
            (
                "https://physics.example.net/saal",
                "Worksheets for teachers",
            ),
        ],
        answer: "",
    },
    Somebody {
        handle: "tunde",
        name: "Tunde Bakare",
        role: Role::Admin,
        state: State::Active,
        days: 570,
        bio: "Electrician by day. Keeps the repair log and this site. If a thing hums, I want to hear it.",
        accounts: &[("https://code.example.org/tunde", "Scripts for the log")],
        answer: "I rewire houses. I would like to fix things small enough to carry.",
    },
    Somebody {
        handle: "hana",
        name: "Hana Lindqvist",
        role: Role::Steward,
        state: State::Active,
        days: 569,
        bio: "Costumes at the Playhouse, sewing machines everywhere else. Ask me about zips; *never* about glitter.",
        accounts: &[
            ("https://sewing.example.org/hana", "Patterns to copy"),
            (
                "https://photos.example.com/hanasews",
                "Photographs of seams",
            ),
        ],
        answer: "Sewing, and I want to learn what goes on inside a motor.",
    },
    Somebody {
        handle: "dilwyn",
        name: "Dilwyn Price",
        role: Role::Steward,
        state: State::Active,
        days: 569,
        bio: "Forty years in the instrument shop at the dockyard. Now I have a kettle on one side of the bench and a \
barograph on the other, and know which of them is the more reliable.",
        accounts: &[],
        answer: "I can read a drawing and hold my tongue. One of these is true.",
    },
    Somebody {
        handle: "yusuf",
        name: "Yusuf Demir",
        role: Role::Steward,
        state: State::Active,
        days: 540,
        bio: "The bicycle bench at Wharf Road. Bring it even if it squeaks only a little.",
        accounts: &[("https://social.example.net/@yusufwheels", "@yusufwheels")],
        answer: "Bicycles. Twenty years of other people’s bicycles.",
    },
    Somebody {
        handle: "rosa",
        name: "Rosa Fuentes",
        role: Role::Moderator,
        state: State::Active,
        days: 533,
        bio: "Book restorer, and so the one who is asked about glue. I read what waits here, usually with my first coffee.",
        accounts: &[("https://paper.example.org/rosa", "Notes on paper and paste")],
        answer: "Gluing, in both directions.",
    },
    Somebody {
        handle: "kwame",
        name: "Kwame Asante",
        role: Role::Steward,
        state: State::Active,
        days: 436,
        bio: "Phones, radios, patience. Runs the safety table and will look at your plug before he looks at you.",
        accounts: &[],
        answer: "I repaired phones on a market for nine years and would like to do it without the hurry.",
    },
    Somebody {
        handle: "piotr",
        name: "Piotr Wójcik",
        role: Role::Member,
        state: State::Active,
        days: 395,
        bio: "Motors. If it turns, should turn, or turned once.",
        accounts: &[("https://motors.example/piotr", "Winding tables")],
        answer: "Motors, from shavers to lifts.",
    },
    Somebody {
        handle: "aoife",
        name: "Aoife Brennan",
        role: Role::Member,
        state: State::Active,
        days: 420,
        bio: "I greet people at the door and write down what they say when it works again.",
        accounts: &[],
        answer: "I cannot mend anything. I can make tea for forty and remember names.",
    },
    Somebody {
        handle: "owen",
        name: "Owen Pugh",
        role: Role::Member,
        state: State::Active,
        days: 437,
        bio: "Has a van.",
        accounts: &[],
        answer: "I have a van.",
    },
    Somebody {
        handle: "farida",
        name: "Farida Rahimi",
        role: Role::Member,
        state: State::Active,
        days: 96,
        bio: "Learning mains electricals, one passed check at a time. Kitchen machines find me.",
        accounts: &[],
        answer: "My mixer died and your people let me hold the screwdriver. I would like to hold it again.",
    },
    Somebody {
        handle: "greta",
        name: "Greta Holm",
        role: Role::Member,
        state: State::Active,
        days: 5,
        bio: "New here. Two streets from the Fenside bench.",
        accounts: &[],
        answer: "I have the same mixer as Farida. I should like to see it turn.",
    },
    Somebody {
        handle: "nell",
        name: "Nell Ashworth",
        role: Role::Member,
        state: State::Applied,
        days: 1,
        bio: "",
        accounts: &[],
        answer: "I collect valve radios and have started to hide them from my husband. I could bring a soldering iron, a signal \
generator and, on most Saturdays, a cake.",
    },
];

/// Everybody without one.
pub(super) const VISITORS: &[Visitor] = &[
    Visitor {
        key: "jo",
        name: "Jo from the tip shop",
        email: "jo@tipshop.example",
        url: Some("https://tipshop.example/"),
    },
    Visitor {
        key: "lotta",
        name: "Lotta",
        email: "lotta@werkbank.example",
        url: Some("https://werkbank.example/"),
    },
    Visitor {
        key: "ashby",
        name: "M. Ashby",
        email: "ashby@post.example",
        url: None,
    },
    Visitor {
        key: "sam",
        name: "Sam, platform 2",
        email: "sam@rails.example",
        url: None,
    },
    Visitor {
        key: "teacher",
        name: "A teacher in Leith",
        email: "class7@leith.example",
        url: None,
    },
    Visitor {
        key: "seller",
        name: "Best Kettles 4 U",
        email: "deals@kettles.example",
        url: Some("https://kettles.example/"),
    },
];

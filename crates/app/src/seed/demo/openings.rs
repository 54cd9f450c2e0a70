//! What members of the demo's community have opened: questions, ideas, discussions.

use domain::conversation::Kind;
use domain::poll::{Shown, Way};
use domain::post::Standing;

use super::script::{Asked, Decided, Opening, PLAIN, Said, said};

/// In no order: the list sorts them.
pub(super) const OPENINGS: &[Opening] = &[
    Opening {
        kind: Kind::Question,
        title: "Sewing machine skips every fifth stitch, new needle already in",
        by: "greta",
        days: 9,
        time: (20, 5),
        tags: &["sewing machines", "cloth"],
        text: "An old flatbed, heavy as a safe. It sews cotton well and skips on denim, every fifth stitch or so. The needle is new \
and the right way round. I have cleaned what I could reach.\n\nWhat would you look at next, and in which order?",
        said: SKIPS,
        answer: Some("hana"),
        helped: &["rosa", "imke", "aoife"],
        ..PLAIN
    },
    Opening {
        kind: Kind::Question,
        title: "Who tests the tester?",
        by: "yusuf",
        days: 2,
        time: (8, 40),
        tags: &["safety", "electricals"],
        text: "Ours has a sticker that says 2024. Is there somebody in the county who checks these, or do we send it away for a month?",
        said: TESTER,
        ..PLAIN
    },
    Opening {
        kind: Kind::Idea,
        title: "A shelf of tools that may leave the building",
        by: "kwame",
        days: 64,
        time: (19, 15),
        tags: &["tools", "plans"],
        text: "Half of what comes to us would not come if people had a torx driver at home. We own four sets and use one.\n\n- a shelf \
by the door, a card in a box\n- a week each\n- nothing with a plug",
        said: SHELF,
        supporters: &["hana", "piotr", "rosa", "greta", "tunde", "aoife"],
        decided: Some(Decided {
            standing: Standing::Doing,
            by: "imke",
            days: 31,
            reason: "Yes, from the first of the month, at Wharf Road. Kwame keeps the box. What weighed against it was that things get \
lost; what weighed more was that they get lost here, too. **We look at the cards after three months** and say here what came of it.",
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Idea,
        title: "Open on Sunday mornings, once a month",
        by: "rosa",
        days: 5,
        time: (11, 30),
        tags: &["plans"],
        text: "People with shifts cannot come on Saturdays. I would take the first one, with anybody who has a key.",
        said: SUNDAYS,
        asked: Some(Asked {
            question: "Which Sundays could you be there?",
            options: &[
                "The first of the month",
                "The second",
                "The third",
                "The last",
            ],
            way: Way::Many,
            named: true,
            shown: Shown::Always,
            closes: 6,
            votes: &[
                ("rosa", &[1, 2]),
                ("aoife", &[1, 4]),
                ("farida", &[2, 4]),
                ("tunde", &[1]),
            ],
        }),
        supporters: &["aoife", "farida", "greta"],
        ..PLAIN
    },
    Opening {
        kind: Kind::Discussion,
        title: "What do you say when it cannot be mended?",
        by: "farida",
        days: 21,
        time: (21, 10),
        tags: &["what we learned"],
        text: "On Saturday I told a man that his radio was done for, and he thanked me as if I had mended it. What do you say, and when do \
you say it?",
        said: DONE_FOR,
        ..PLAIN
    },
    Opening {
        kind: Kind::Discussion,
        title: "What shall the green shelf be called?",
        by: "hana",
        days: 19,
        time: (20, 15),
        tags: &["what we learned"],
        text: "For the things that wait for somebody who knows. It has had no name for months, and is called *that shelf* by \
everybody who trips over it.\n\nI have taken the four names that were said aloud.",
        said: SHELF_NAME,
        asked: Some(Asked {
            question: "What do we write on it?",
            options: &["Not yet", "Patience", "The waiting room", "Washers, two"],
            way: Way::Ranked,
            named: false,
            shown: Shown::Closed,
            closes: -9,
            votes: &[
                ("imke", &[1, 4]),
                ("tunde", &[1, 3, 2]),
                ("hana", &[2, 1]),
                ("dilwyn", &[4, 1, 2]),
                ("yusuf", &[3, 2]),
                ("rosa", &[2, 1, 3]),
                ("kwame", &[4, 1]),
                ("piotr", &[1]),
                ("aoife", &[2, 3]),
                ("owen", &[3, 1]),
                ("farida", &[1, 2]),
            ],
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Discussion,
        title: "The evening table in winter: Thursday or Friday?",
        by: "tunde",
        days: 2,
        time: (17, 45),
        tags: &["plans"],
        text: "The hall asks us to choose one for December to March. Heating is on from six on both. On Fridays the choir is next \
door, which some of you count for it and some against.",
        said: WINTER,
        asked: Some(Asked {
            question: "Which evening?",
            options: &[
                "Thursday",
                "Friday",
                "Either is fine",
                "I cannot come in the evening",
            ],
            way: Way::Single,
            named: false,
            shown: Shown::Voted,
            closes: 2,
            votes: &[
                ("imke", &[1]),
                ("hana", &[2]),
                ("dilwyn", &[2]),
                ("kwame", &[3]),
                ("piotr", &[1]),
                ("aoife", &[2]),
                ("yusuf", &[4]),
            ],
        }),
        ..PLAIN
    },
];

const SHELF_NAME: &[Said] = &[
    said!("dilwyn" 45 "I ask for it to be noted that the washers are a joke at somebody’s expense."; thanks "imke" "tunde"; [
        said!("imke" 12 "Noted. I have put them second."; thanks "dilwyn" "hana" "kwame"),
    ]),
    said!("hana" 15_000 "Painted. It took two coats, as “Not yet” should."; thanks "imke" "rosa" "piotr" "aoife"),
];

const WINTER: &[Said] = &[
    said!("aoife" 90 "The choir is *good*. I should like to solder to it."; thanks "hana" "dilwyn"),
];

const SKIPS: &[Said] = &[
    said!("hana" 35 "Needle size first: denim wants a 100. If it still skips, the hook comes too late. Turn the wheel by hand until the needle \
    is 2 mm past its lowest point; there the tip of the hook must stand behind it. Mine had slipped by the breadth of a hair."; thanks "greta" "aoife" "imke" "rosa"; [
        said!("greta" 600 "It was the hook. Two millimetres, by hand, with a torch between my teeth. It sews denim."; thanks "hana" "imke"),
    ]),
    said!("aoife" 90 "And whether the foot presses: the screw on top goes loose in these, and nobody looks there."; thanks "greta"),
];

const TESTER: &[Said] = &[
    said!("tunde" 55 "The college has a bench for it. I know the name of the course and not of the man; I shall ask on Monday."; thanks "yusuf" "imke"),
];

const SHELF: &[Said] = &[
    said!("piotr" 50 "And a magnet on the card, so that it hangs where one needs it."; thanks "kwame" "rosa"),
    said!("imke" 180 "What do the others think of a deposit? I am against it, and would like to be told why I am wrong."; [
        said!("hana" 40 "You are not. Whoever would keep a screwdriver for a deposit of five pounds has just bought one."; thanks "imke" "kwame" "dilwyn"),
    ]),
];

const SUNDAYS: &[Said] = &[
    said!("tunde" 200 "I have a key, and no wish to sleep long. Not in December."; thanks "rosa"),
];

const DONE_FOR: &[Said] = &[
    said!("dilwyn" 25 "I open it with them, so that they see it, too. Then nobody has to be told."; thanks "farida" "hana" "kwame" "greta" "piotr"),
    said!("rosa" 70 "Early. The worst is to hope with somebody for an hour."; thanks "farida" "yusuf"; [
        said!("farida" 20 "That is what I did. An hour, and I knew after ten minutes."; thanks "rosa"),
    ]),
    said!("aoife" 300 "I ask what it was for. Sometimes the answer is on our shelf."; thanks "imke" "farida"),
];

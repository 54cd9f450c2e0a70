//! What members of the demo's community ask for and offer.

use domain::conversation::Kind;

use super::script::{Finished, Opening, PLAIN, Said, Wanted, said};

/// In no order: the list sorts them.
pub(super) const CALLS: &[Opening] = &[
    Opening {
        kind: Kind::Ask,
        title: "Two strong people for a cast-iron book press",
        by: "rosa",
        days: 3,
        time: (18, 20),
        tags: &["paper", "tools"],
        text: "The print shop in Mill Lane closes, and we may have the small press if we carry it ourselves. It is as heavy as two \
of me. It goes to Wharf Road, ground floor on both sides, **one step** in between.",
        said: PRESS,
        wanted: Some(Wanted {
            when: "from half past nine, an hour at most",
            day: Some(5),
            place: "Mill Lane, the door beside the baker’s",
            until: None,
            hands: &[
                (
                    "owen",
                    2,
                    "The van and one strong person. The other one should bring gloves.",
                ),
                ("kwame", 15, ""),
            ],
            finished: None,
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Ask,
        title: "A bearing puller with three arms, for one afternoon",
        by: "piotr",
        days: 1,
        time: (12, 15),
        tags: &["motors", "tools"],
        text: "Mine has two and walks off the shaft. I bring it back cleaner than it came.",
        said: &[],
        wanted: Some(Wanted {
            when: "any afternoon but Thursday",
            day: None,
            place: "",
            until: Some(12),
            hands: &[],
            finished: None,
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Ask,
        title: "Somebody to look over my shoulder before the bench check",
        by: "farida",
        days: 38,
        time: (20, 45),
        tags: &["safety", "electricals"],
        text: "I know what the book says. I should like to be watched once while I do it, by somebody who says nothing until the end.",
        said: SHOULDER,
        wanted: Some(Wanted {
            when: "an evening in the week before the check",
            day: None,
            place: "Fenside",
            until: Some(-24),
            hands: &[
                (
                    "kwame",
                    1,
                    "I can say nothing for a whole evening. Aoife will not believe it.",
                ),
                ("tunde", 12, "If Kwame speaks."),
            ],
            finished: Some(Finished {
                days: 25,
                named: &[("kwame", true), ("tunde", false)],
                reason: "",
            }),
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Offer,
        title: "Zips put in on Tuesdays, by you, beside me",
        by: "hana",
        days: 17,
        time: (9, 30),
        tags: &["cloth", "evening classes"],
        text: "Bring the jacket, the trousers, the bag. I bring the zips, the foot that nobody has, and two hours. You sew. I unpick.",
        said: ZIPS,
        wanted: Some(Wanted {
            when: "Tuesdays from seven to nine",
            day: None,
            place: "The Playhouse, wardrobe, by the side door",
            until: None,
            hands: &[
                (
                    "aoife",
                    3,
                    "A rucksack, a tent, and my brother’s good coat. I will come more than once.",
                ),
                ("imke", 10, "I have put one in upside down. Twice."),
                ("greta", 320, ""),
            ],
            finished: None,
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Offer,
        title: "The van comes back empty from Leith",
        by: "owen",
        days: 9,
        time: (7, 10),
        tags: &["neighbours"],
        text: "Room for a wardrobe, or for eleven bicycles, or for one organ if it is a small one.",
        said: &[],
        wanted: Some(Wanted {
            when: "leaving there at three",
            day: Some(-3),
            place: "Leith, the bonded warehouse",
            until: None,
            hands: &[("yusuf", 4, "Eleven bicycles.")],
            finished: None,
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Offer,
        title: "A drawer of brass screws, sorted, from the shop",
        by: "dilwyn",
        days: 71,
        time: (16, 0),
        tags: &["found things", "tools"],
        text: "Slotted, countersunk, numbers 2 to 8. They were sorted in 1974 by a man who is still right. I have no more clocks for them.",
        said: SCREWS,
        wanted: Some(Wanted {
            when: "",
            day: None,
            place: "Library bench, second Saturday",
            until: None,
            hands: &[("imke", 1, "For the clock in thirty-one pieces. Please.")],
            finished: Some(Finished {
                days: 60,
                named: &[("imke", true)],
                reason: "",
            }),
        }),
        ..PLAIN
    },
    Opening {
        kind: Kind::Ask,
        title: "A second pair of hands at the door in the school holidays",
        by: "aoife",
        days: 52,
        time: (10, 5),
        tags: &["neighbours"],
        text: "Four Saturdays. One has to remember names and say that it will be a while.",
        said: &[],
        wanted: Some(Wanted {
            when: "four Saturdays, ten to one",
            day: None,
            place: "Library bench",
            until: Some(-20),
            hands: &[],
            finished: Some(Finished {
                days: 33,
                named: &[],
                reason: "My mother came. She knew half of the queue by name already.",
            }),
        }),
        ..PLAIN
    },
];

const PRESS: &[Said] = &[
    said!("dilwyn" 75 "Take the platen out first. It is a third of the weight and lifts off with two nuts."; thanks "rosa" "owen"),
];

const SHOULDER: &[Said] = &[
    said!("kwame" 18_900 "I said nothing. I did cough once, at the earth clip. She had seen it."; thanks "farida" "imke" "tunde"; [
        said!("farida" 35 "I had seen it *because* you coughed. Passed, by the way."; thanks "kwame" "tunde" "aoife" "imke"),
    ]),
];

const ZIPS: &[Said] = &[said!("piotr" 600 "Do you take a boat cover? It is long."; [
    said!("hana" 40 "Then it takes two Tuesdays. Bring it dry."; thanks "piotr"),
])];

const SCREWS: &[Said] = &[
    said!("imke" 15_600 "Forty-one of them are in a school clock now. It goes. There are no washers left over."; thanks "dilwyn" "hana" "kwame"),
];

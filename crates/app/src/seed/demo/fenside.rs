//! A new bench.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "fenside",
    title: "Fenside has a bench",
    by: &["tunde"],
    out: Out::Ago(152),
    time: (16, 45),
    tags: &["benches", "neighbours"],
    category: "Reports",
    text: r#"It stands in the scout hut, opposite the bus stop, every first Saturday from ten. It is the ninth. We said that no street in Ostmere should be more than ten minutes from one, and on the map in the hut there are now five white spots left, which the children have coloured in as lakes.

On the first morning nineteen things came in. Eleven went home working, six with advice, and two we could only mourn: a record player whose belt had become one with its platter, and a hand mixer that had been used on cement.

Fenside does a few things in its own way:

- the tea is made by whoever waits, so there is always tea
- children under twelve get a screwdriver, a dead keyboard and no instructions
- the log is read out at the end, like the results on the radio

I did not organise any of it. Farida’s neighbours did, with a list that they had copied from the one at Wharf Road and then improved. I was asked to bring the meter and to leave before I became useful. That is, I think, how it should be.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("aoife" 65 "Somebody’s grandmother read the log aloud as if it were the shipping forecast. “Toaster: fair. Hand mixer: poor, becoming cement.”"; thanks "tunde" "imke" "hana" "rosa" "dilwyn" "yusuf" "kwame"),
    said!("imke" 180 "Asked to leave before becoming useful! I have been trying to write that into our charter for a year."; thanks "tunde" "rosa"),
    said!("jo" 2600 "The cement mixer came to us afterwards. It is now a sculpture. You may visit it."; thanks "tunde" "aoife" "owen"; [
        said!("owen" 300 "I can confirm this. I delivered it."),
    ]),
    said!("piotr" 3900 "Record player belts that have melted come off with isopropyl and a wooden stick, never metal. Next time send it to the Not-yet shelf and not to the grave."; thanks "tunde" "dilwyn" "imke"; [
        said!("tunde" 150 "It is not buried yet. It is in my van, which is nearly the same. Tuesday?"; [
            said!("piotr" 55 "Tuesday. I bring the stick."; thanks "tunde"),
        ]),
    ]),
];

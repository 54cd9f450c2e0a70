//! The newest article.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "mixer",
    title: "The mixer that only hums",
    by: &["dilwyn", "farida"],
    out: Out::Ago(3),
    time: (18, 15),
    tags: &["kitchen machines", "motors", "how to"],
    category: "How-to",
    text: r#"It came in on Saturday, a stand mixer of some fifteen years, and it did what these do: on every speed it hummed, grew warm, and stayed where it was. If one gave it a push with a finger it went round twice, out of politeness.

Farida did the work and I did the talking. We write it down because it was the third in six months.

## What it is not

- not the brushes (it has none; look at the plate: *induction motor*)
- not the speed switch (then it would be silent on some speeds)
- probably not the gears (by hand, they turned like butter)

## What it nearly always is

A motor of this kind cannot decide by itself which way to go. A **capacitor** beside it gives the second winding a push at the right moment. When that is tired, the motor stands there and hums, like a man with his hat on who has forgotten why.

1. Plug out, and *in your own pocket*.
2. Discharge it: 10 kΩ across the two tags, ten seconds, then measure that it is empty. It can bite a long time after.
3. Take off one lead and read the value. Ours said `6 µF ±5 %` outside and 1.9 inside.
4. Fit one of the same value and at least the same voltage. £3.40.
5. One minute on [the tester](article:tester). Then bread.

While it is open, smell the gearbox. The grease turns to toffee with age, and a motor that has to work against toffee will wear out the next capacitor, too.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("piotr" 40 "Good, and the right order. One addition: if the new capacitor does not help, compare the two windings. More than a fifth apart, and we talk again."; thanks "dilwyn" "farida" "tunde" "greta"; [
        said!("farida" 65 "Ours were 11.4 and 12.1 Ω. I had measured before I dared to hope."; thanks "piotr" "dilwyn" "kwame" "imke"),
    ]),
    said!("greta" 130 "This is my mixer! The same hum, the same hat. May I bring it on Saturday, and hold the screwdriver myself?"; thanks "farida" "dilwyn" "aoife"; [
        said!("farida" 35 "You may, and I shall do the talking this time. @dilwyn can sit down."; thanks "greta" "dilwyn" "imke" "hana" "tunde" "kwame"; [
            said!("dilwyn" 20 "I look forward to it more than I can say."; thanks "farida" "greta"),
        ]),
    ]),
    said!("rosa" 900 "Which grease goes in afterwards? I have seen people use butter, and it was not a figure of speech."; [
        said!("piotr" 75 "White lithium grease for food machines, a thimbleful. Butter is for the bread."; thanks "rosa" "farida" "hana"),
    ]),
    said!("kwame" 1500 "Step 2 again, for those who read fast: **discharge it, and measure that it is empty.** I have a white spot on my thumb from 2011."; thanks "dilwyn" "farida" "tunde" "imke" "greta"),
    said!("jo" 2600 "Two of these came through the gate this morning. They are in the bay. They hum."; thanks "farida" "piotr" "yusuf"),
];

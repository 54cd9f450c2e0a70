//! Testing before it goes home.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "tester",
    title: "We bought a tester. This is what it does, and what it does not",
    by: &["kwame", "tunde"],
    out: Out::Ago(292),
    time: (17, 20),
    tags: &["electricals", "safety", "tools"],
    category: "How-to",
    text: r#"Thanks to 61 of you, who put coins into the jar shaped like a light bulb, there is an appliance tester at the safety table. Nothing with a plug goes home without a minute on it. This page says what happens in that minute, so that nobody has to trust a green lamp.

## Before it is switched on

1. Look at the plug: right fuse, cord gripped, no heat marks.
2. Run the lead through your fingers, all of it. Fingers find what eyes do not.
3. Shake the thing gently. What rattles, answers.

## On the tester

| Test | Good | Then |
|---|---|---|
| Earth | under 0.1 Ω plus the lead | otherwise: tighten, clean, measure again |
| Insulation | over 1 MΩ | otherwise: it stays with us |
| Leakage, running | under 0.75 mA | otherwise: it stays with us |
| It does its job | two minutes | the owner tries it, not we |

Things with two squares on the plate (⧈) have no earth, and the first line does not apply. Do not be proud of an earth reading on a hair dryer.

## What it does not do

It does not know whether you put the screws back. It does not know that the kettle was glued with something that melts. It has never seen a cat sleep on a fan heater. **A pass is the end of our work and the beginning of the owner’s**, so we say in one sentence what was done, and write it on the tag.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("dilwyn" 100 "“What rattles, answers.” I want to have written that."; thanks "kwame" "tunde"),
    said!("owen" 260 "The jar was my idea and I would like it to be minuted."; thanks "kwame" "imke" "aoife" "yusuf"; [
        said!("aoife" 20 "Minuted. It was also your light bulb."; thanks "owen" "imke"),
    ]),
    said!("farida" 285000 "For the others who learn: on Saturday I failed a lamp for 0.4 Ω, took off the shade, and there was paint under the earth tag. Scraped, 0.06 Ω. It felt like winning something."; thanks "kwame" "tunde" "piotr" "imke" "dilwyn"; [
        said!("kwame" 120 "You did win something. Next week I sit and you test."; thanks "farida" "tunde"),
    ]),
    said!("lotta" 30000 "May we translate this into Dutch? We would put your names under it."; [
        said!("tunde" 600 "With pleasure. If you find a mistake while translating, that is where it was hiding."; thanks "kwame" "rosa"),
    ]),
];

//! A year of kettles.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "kettles",
    title: "The year of the kettle, in numbers",
    by: &["imke", "tunde"],
    out: Out::Ago(68),
    time: (11, 30),
    tags: &["electricals", "kettles", "repair log", "what we learned"],
    category: "Reports",
    text: r#"We chose kettles because everybody has one, nobody loves it, and it has hardly any parts. If we cannot say after a year why kettles die, what can we say about anything? So for twelve months every bench opened every kettle and filled in [all seven boxes](article:log). There were fifty-three.

## Why they died

| Cause | Kettles | Sent home boiling |
|---|---:|---:|
| Connector between jug and base | 21 | 20 |
| Steam switch stuck or bent | 14 | 13 |
| Lid switch | 7 | 6 |
| Cord or plug | 6 | 6 |
| Element burnt through | 5 | 0 |

Forty-five of fifty-three. The five with a burnt element had one thing in common: all had been switched on dry, and four of the owners knew.

## What it costs

The connector is a part for less than a pound. Changing it takes four screws and about ten minutes, most of which is finding the fourth screw. A new kettle of the cheapest kind costs eighteen pounds and will have the same connector.

```text
53 kettles x 1.1 kg            =  58 kg  that came in
 8 kettles x 1.1 kg            =   9 kg  that went to the tip
parts bought, the whole year   =  31.40  pounds
```

## What we do differently now

Every tool chest has six connectors and a small brush. We look at the base first, then at the lid, then at the steam switch, and only then do we take out the element. The table above, turned into a habit, saves a quarter of an hour with each.

Fifty-three is not many. With such numbers 21 could have been 16 or 26 by luck alone, so please do not quote us to the last digit. Bring us your kettle instead, and we shall have fifty-four.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("jo" 35 "I weigh what comes through my gate. Kettles were a little under two tonnes last year. If four in ten of them only want that connector, I have thrown away more tea than anybody in this county."; thanks "imke" "tunde" "yusuf" "aoife" "rosa" "dilwyn"; [
        said!("imke" 55 "Could they wait in a bay, like the bicycles? I am asking, not planning. It should be somebody who has not organised anything yet."; thanks "tunde"; [
            said!("farida" 260 "I have not organised anything yet."; thanks "imke" "tunde" "aoife" "hana" "dilwyn"; [
                said!("imke" 9 "Farida, Jo. Jo, Farida."; thanks "farida"),
                said!("jo" 80 "Come on a Thursday, Farida. Wear boots."; thanks "farida" "yusuf"),
            ]),
        ]),
    ]),
    said!("lotta" 300 "Groningen counted with your boxes, as promised. We had thirty-eight kettles, and sixteen were the connector. That is nearly the same share as yours! Did you write down the makes?"; thanks "tunde" "imke"; [
        said!("tunde" 120 "From July on, yes. I send you the rows, if you send me yours. Ninety-one kettles would be worth a second article."; thanks "imke" "dilwyn"; [
            said!("lotta" 900 "Sent. Look at the third column: nearly all of ours share one base, whatever name stands on the jug."; thanks "tunde" "imke" "piotr"; [
                said!("tunde" 200 "I looked. So do ours. I think we have just found out who *makes* kettles."; thanks "imke" "dilwyn" "kwame"),
            ]),
        ]),
    ]),
    said!("dilwyn" 700 "A correction from the draughtsman. The strip in the steam switch is not “bent”. It has been *persuaded*, by forty thousand cups of tea, and it can be persuaded back."; thanks "imke" "hana" "rosa" "farida" "owen"),
    said!("piotr" 800 "The five elements: were they the flat kind or the coil in the water? The coil can be changed."; [
        said!("imke" 180 "Four flat, one coil. The coil was mine, and I did not know."; thanks "piotr"; [
            said!("piotr" 40 "Not yet, then."; thanks "imke" "dilwyn" "hana"),
        ]),
    ]),
    said!("teacher" 2700 "May I use the table for a lesson on error bars? The sentence about 16 and 26 is better than my textbook."; thanks "imke" "tunde"; [
        said!("imke" 300 "Please do. If the class wants raw data, Tunde has it without any names, and would be delighted."; thanks "tunde"),
    ]),
    said!("greta" 92000 "I have read all of this from beginning to end because of a mixer, and now I have opened my kettle. It was the connector. I did it alone!"; thanks "imke" "farida" "tunde" "aoife" "hana" "kwame"),
];

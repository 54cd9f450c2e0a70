//! Coats before the frost.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "coats",
    title: "Forty-four coats before the frost",
    by: &["hana", "rosa"],
    out: Out::Ago(334),
    time: (21, 10),
    tags: &["cloth", "neighbours", "winter"],
    category: "Reports",
    text: r#"In October Hana said, in front of witnesses, that she would mend every coat that came in before the first frost. It was a warm October. She would like it to be known that she looked at the forecast.

There were forty-four. The last one came on the second Thursday of November at ten to nine, on a boy who was still in it.

| What was wrong | Coats |
|---|---:|
| Zip or slider | 19 |
| Lining torn at the armhole | 11 |
| Pocket through | 8 |
| Buttons, several | 4 |
| Something with a dog | 2 |

What we learned, apart from humility:

- **Sliders, not zips.** Of nineteen dead zips, fourteen only wanted a new slider. It costs a few pence and takes five minutes, if one has the right size. We now have a tin with all of them.
- **The armhole tears because the sleeve is lined too tightly.** Put a pleat into the new lining, one finger wide, and it never tears there again.
- **Pockets want cotton.** Whoever makes pockets from the thinnest cloth of all has never carried keys.

Rosa pressed, Aoife kept the tea coming, and three people who had come to fetch something stayed to sew on buttons. One of them is now better at it than we are.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("aoife" 50 "The boy’s name is Idris. He came back on Saturday to show me that the pocket still holds. He had put a stone into it, to be sure."; thanks "hana" "rosa" "imke" "tunde" "dilwyn" "yusuf"),
    said!("imke" 90 "“In front of witnesses” is how half of what is good here began. Forty-four. I am in awe."; thanks "hana"),
    said!("sam" 700 "Number nineteen was mine, from the railway. Still closed. My colleagues are asking where the tin with the sliders stands."; thanks "hana"; [
        said!("hana" 400 "Fenside, second shelf, the biscuit tin without biscuits. Size 5 are the yellow ones."),
    ]),
    said!("piotr" 1800 "The pleat of one finger is what we call play. A thing that moves needs some, or it makes its own."; thanks "hana" "dilwyn" "rosa"; [
        said!("hana" 45 "Will you say this again at the zip evening? I could not have put it better."; [
            said!("piotr" 70 "If I may bring a bearing to show it, yes."; thanks "hana"),
        ]),
    ]),
];

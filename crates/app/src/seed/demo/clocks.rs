//! A confession.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "clocks",
    title: "Three clocks and a confession",
    by: &["imke"],
    out: Out::Ago(243),
    time: (22, 0),
    tags: &["clocks", "what we learned"],
    category: "Notes",
    text: r#"I have mended three clocks this winter. One of them goes.

The first was a carriage clock whose owner had been told that it needed a new spring. It needed to be wound. I did not say so in front of everybody; I took it to the window, made a thoughtful face, and wound it. This is not the confession.

The second was a kitchen clock with a stripped gear. Dilwyn cut a new one from a chopping board, in an evening, and it runs with a sound like somebody eating celery. Its owner would not have it any other way.

The third was a wall clock from a school. I took it apart on a Sunday, against my own rule, without drawing anything, because I had seen *the same one* before. I had not. There were two washers left over. For a week I told everybody that it was “waiting for a part”. The part that it was waiting for was me, admitting that I did not know where the washers go.

So: it is in a box at the library bench, in thirty-one pieces, with two washers in an envelope. I should like to learn this from somebody, with others watching, and I should like us to have a shelf for such boxes. It need not be a shelf of shame. It could be called **Not yet**.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("dilwyn" 30 "One under the cock of the pallet arbor, one behind the motion work, domed side to the plate. I have known for a week and did not like to say. That is *my* confession."; thanks "imke" "hana" "rosa" "kwame" "yusuf" "tunde" "aoife" "piotr"; [
        said!("imke" 8 "You watched me say “waiting for a part”."; thanks "aoife"; [
            said!("dilwyn" 6 "It was true, in a manner of speaking."; thanks "imke" "hana" "owen" "rosa"),
        ]),
    ]),
    said!("kwame" 500 "I have a radio for the shelf. And a phone. And, if I am honest, a second radio."; thanks "imke" "hana"),
    said!("hana" 620 "The shelf is painted. I had some green left over from *The Cherry Orchard*. There is room for nine."; thanks "imke" "kwame" "dilwyn"; [
        said!("yusuf" 1500 "I counted twelve boxes this morning."; thanks "hana" "imke"),
    ]),
    said!("ashby" 4000 "I have read this to my husband, who has a garage. He went very quiet."; thanks "imke" "aoife" "rosa" "hana"),
    said!(gone "sam" 2100 "Written under the wrong article, sorry."),
];

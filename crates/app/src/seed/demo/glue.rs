//! What sticks to what.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "glue",
    title: "Glue: a short table of what sticks to what",
    by: &["rosa"],
    out: Out::Ago(26),
    time: (13, 5),
    tags: &["glue", "how to"],
    category: "How-to",
    text: r#"I am asked about glue so often that I have begun to answer before people have finished. Here is the answer. Print it and hang it up; a copy is in every tool chest.

| | Paper | Wood | Leather | Metal | Ceramic | Hard plastic |
|---|---|---|---|---|---|---|
| **Paper** | paste | white glue | paste | double tape | – | double tape |
| **Wood** | | white glue | contact | epoxy | epoxy | epoxy, roughened |
| **Leather** | | | contact | contact | epoxy | contact |
| **Metal** | | | | epoxy | epoxy | epoxy, roughened |
| **Ceramic** | | | | | epoxy, or nothing | epoxy |
| **Hard plastic** | | | | | | solvent, if you know which |

Four things are more important than the table:

1. **Clean.** Most joints that fail were dirty. Breath counts as dirt.
2. **Close.** Glue is for touching surfaces, not for gaps. Only epoxy fills.
3. **Clamp.** With anything, and for longer than you like.
4. **Consider who comes after you.** Paste and hide glue can be undone with water in a hundred years. Superglue is a decision for ever, usually taken in a hurry.

And three on which I shall not yield: no superglue on cups that one drinks from, no hot glue on anything that gets warm, and *never* sticky tape on a book. If you have already done it, bring the book. Do not pull.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("hana" 25 "“Breath counts as dirt” should be sung at the beginning of every café."; thanks "rosa" "imke" "dilwyn"),
    said!("kwame" 210 "For hard plastic: ABS takes acetone, polystyrene takes limonene (the stuff that smells of oranges), polypropylene takes nothing and laughs. The triangle on the back says which it is."; thanks "rosa" "piotr" "farida"; [
        said!("rosa" 90 "May I put this into the table, with your name?"; [
            said!("kwame" 15 "You may. Leave the laugh in."; thanks "rosa" "hana"),
        ]),
    ]),
    said!("ashby" 900 "I have pulled. It was a cookery book of my mother’s, page 112. Is there any hope?"; [
        said!("rosa" 130 "There is. Lay a sheet of kitchen paper on the page, close the book, touch nothing. Bring it on Saturday. The letters that stuck to the tape are usually all still there."; thanks "imke" "aoife" "hana"; [
            said!("ashby" 5800 "Page 112 can be read again. It was the plum cake. I shall bring one."; thanks "rosa" "imke" "aoife" "owen" "hana" "tunde" "dilwyn"),
        ]),
    ]),
    said!("owen" 2100 "What holds a mirror to the door of a van?"; [
        said!("rosa" 60 "Screws, Owen."; thanks "owen" "imke" "hana" "kwame" "aoife" "tunde"),
    ]),
    said!(waiting "seller" 36000 "Very nice site, I agree with all! For the best kettles at the best price you must look at my shop, link is in my name."),
];

//! Whether cloth counts.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "hems",
    title: "A hem is a repair, too",
    by: &["hana"],
    out: Out::Ago(472),
    time: (9, 15),
    tags: &["cloth", "repair log"],
    category: "Notes",
    text: r#"Last month somebody said, quite kindly, that the sewing corner was “a nice extra”. I went home and counted. Of the things that people carried in since spring, **more than a third were cloth**, and of those nearly all went home whole. There is no other corner of which that can be said, and I include the one with the soldering irons.

A hem that comes down is a fastening that has failed under load. A zip is a machine with sixty moving parts. A seam has a right thread and a wrong one, and if you choose a thread that is stronger than the cloth, the cloth will lose. If that is not engineering, then neither is a kettle.

What I ask for is small:

1. a line in [the log](article:log) for every garment, with a cause like everything else (“thread perished”, “slider worn”, “caught in a car door”);
2. a lamp as good as those of the others;
3. that we stop sending people to me with the words *it is only a*.

In exchange I will teach anybody to set a zip in an evening. Bring a jacket that you dislike. You will like it better afterwards.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("imke" 75 "I said “extra”. I take it back, and the lamp is ordered."; thanks "hana" "rosa" "dilwyn"),
    said!("yusuf" 130 "A saddle cover came in on Saturday and I had no idea. Hana did it in the time in which I looked for the allen key. Third of everything? I believe it."; thanks "hana"),
    said!("dilwyn" 400 "We had a riggers’ loft in the dockyard. Nobody ever called it an extra, since the alternative was to swim."; thanks "hana" "imke" "tunde" "yusuf" "aoife"; [
        said!("hana" 60 "I am going to have that put on a sign."; thanks "dilwyn"),
    ]),
    said!("ashby" 3000 "May beginners come to the zip evening? I have a jacket that I dislike very much."; [
        said!("hana" 95 "Beginners above all. Thursday, seven o’clock, back room of the library. Bring the jacket and a zip that is two centimetres too long."),
    ]),
    said!("sam" 8800 "I work on the railway and my uniform has been through more than I have. If the evening is repeated on a weekend I will be there with three of them."; [
        said!("hana" 1300 "It will be. I write it here when there is a date."),
    ]),
];

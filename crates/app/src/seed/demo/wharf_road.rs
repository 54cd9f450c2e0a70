//! The bicycles move. Its conversation goes on elsewhere.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "wharf",
    title: "The bicycles move to Wharf Road",
    by: &["yusuf"],
    out: Out::Ago(431),
    time: (18, 30),
    tags: &["bicycles", "benches"],
    category: "News",
    text: r#"From the first Saturday of next month, bicycles are no longer mended behind the library. Eleven of them leaned against the poetry shelves last time, and the librarian has been more than patient.

The harbour office lends us the old winch shed at **Wharf Road**, next to the rowing club. It has a door that is wide enough, a floor that does not mind oil and, as we found out yesterday, a swallow’s nest that we shall not move.

What is there already:

- two work stands and a truing stand
- a compressor that Owen found, and Tunde has looked at
- spokes in eleven lengths, nine of them useful

What is missing:

- a second person who can true a wheel
- inner tubes, any, patched or not
- somewhere to sit while one waits

If you have never worked on your own bicycle, come on a quiet day: that is the second Saturday, in the morning. We begin with brakes, because it is good to stop.
"#,
    said: SAID,
    closed: Some((112, "gate")),
};

const SAID: &[Said] = &[
    said!("rosa" 200 "The librarian is my cousin. She says that the bicycles were better behaved than some readers, and that she will miss the bell."; thanks "yusuf" "imke" "aoife"),
    said!("kwame" 640 "I can true a wheel, if you do not look. I learned it with a guitar tuner: pluck the spoke and listen."; thanks "yusuf" "dilwyn"; [
        said!("yusuf" 40 "I will look *and* listen. Second Saturday?"; [
            said!("kwame" 15 "Second Saturday."; thanks "yusuf"),
        ]),
    ]),
    said!("jo" 5200 "Somebody told me to write here. I run the shop at the tip. We get about forty bicycles a month through the gate and most of them go into the press, since I have no time to look at them. It hurts each time. Is that something for you?"; thanks "yusuf" "imke" "tunde" "owen"; [
        said!("yusuf" 90 "Forty! Yes. I have no idea how, but yes."; [
            said!("owen" 480 "I have a van."; thanks "yusuf" "imke" "aoife" "hana" "dilwyn"),
        ]),
        said!("imke" 700 "This deserves a conversation of its own, with a plan in it. Yusuf, would you?"; thanks "tunde"),
    ]),
];

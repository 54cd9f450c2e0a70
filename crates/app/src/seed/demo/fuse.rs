//! About fuses.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "fuse",
    title: "What a fuse is for",
    by: &["dilwyn"],
    out: Out::Ago(383),
    time: (10, 50),
    tags: &["electricals", "safety"],
    category: "How-to",
    text: r#"A fuse is the only part of a machine that is paid to die. It does not protect the toaster; the toaster is dead already. It protects the wire in your wall, and through the wire it protects you.

It follows that there are three sins, and I have seen all of them on our table:

1. **The bigger fuse.** It blew at 3 A, so somebody put in 13 A. Now the weakest thing in the circuit is the lead, which cannot be bought at the corner shop and burns along its whole length.
2. **The silver paper.** I shall not describe it. You know who you are.
3. **The second fuse.** If a new one blows too, stop. A fuse that dies twice has told you the same thing twice, and it is rude not to listen.

To choose one, divide. The plate on the machine says how many watts it takes; our mains are 230 volts:

```text
850 W / 230 V = 3.7 A   ->  5 A
 60 W / 230 V = 0.3 A   ->  1 A, or 3 A if there is a motor in it
```

Take the next size up and not the one after that. A motor asks for more in its first half second than ever again, like most of us, and may be forgiven one step.

And write in [the log](article:log) that it was the fuse, *and why it blew*. “Fuse” alone is not a cause. It is a witness.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("kwame" 60 "Number two came back last week. It was the foil of a chocolate egg. It still had the hare on it."; thanks "dilwyn" "imke" "tunde" "hana" "yusuf" "rosa"; [
        said!("dilwyn" 35 "Did you keep it?"; [
            said!("kwame" 10 "It hangs above the safety table. In a frame. Hana made a frame."; thanks "dilwyn" "aoife" "imke"),
        ]),
    ]),
    said!("piotr" 300 "One step for motors is right for a fan or a mixer. A fridge compressor may want two, and a slow-blow fuse (marked `T`). If it says `T` on the old one, do not replace it by an `F`, even if the number is the same."; thanks "dilwyn" "tunde" "kwame" "farida"; [
        said!("dilwyn" 220 "Quite so. I had left the letters for another day, since one sermon at a time is enough. But quite so."; thanks "piotr"),
    ]),
    said!("farida" 415000 "I read this again before my check, and the examiner asked me exactly the thing about the second fuse. Thank you for being rude about rudeness."; thanks "dilwyn" "imke" "kwame"),
    said!("teacher" 9000 "“It is a witness” is on our blackboard now."; thanks "dilwyn"),
];

//! What became of the forty bicycles.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "gate",
    title: "Two Thursdays at the tip gate",
    by: &["yusuf"],
    out: Out::Ago(112),
    time: (8, 5),
    tags: &["bicycles", "tip shop", "plans"],
    category: "News",
    text: r#"It began with a comment under [an article about a shed](article:wharf): Jo, who runs the shop at the tip, sees forty bicycles a month go into the press. I said yes without knowing how. This is how, and I need eight people.

**The idea.** On the first and third Thursday of the month, two of us stand at the gate from eight to twelve. Whoever brings a bicycle to throw away is asked one question: *may we look at it first?* Jo keeps a bay free. What can be saved goes to Wharf Road in Owen’s van; what cannot gives its wheels, saddle and bell.

What we know by now:

| | First Thursday | Second Thursday |
|---|---:|---:|
| Bicycles that came | 13 | 9 |
| Owners who said yes | 12 | 9 |
| Rideable the same day | 4 | 5 |
| For parts | 6 | 3 |

One owner took his bicycle home again. He had only wanted somebody to tell him that it was worth it.

What is still open: where the finished ones go. I think to people who need one and cannot buy one, through the food bank, with a lock. Others would sell half of them to pay for tubes. Let us talk about it here; the conversation at the old place is closed.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("jo" 40 "I can add: two regulars now come on Thursdays *because* you are there. I have put the kettle on, and you may guess who mended it."; thanks "yusuf" "imke" "owen" "tunde"; [
        said!("tunde" 200 "Base connector?"; [
            said!("jo" 30 "Base connector."; thanks "tunde" "imke" "dilwyn" "kwame"),
        ]),
    ]),
    said!("rosa" 160 "Through the food bank, all of them, and a jar for the tubes. We have filled jars before."; thanks "yusuf" "aoife" "hana"),
    said!("owen" 390 "The van holds seven if nobody minds the pedals. First and third Thursday is fine until the harvest."; thanks "yusuf"; [
        said!("yusuf" 45 "And after the harvest?"; [
            said!("owen" 20 "After the harvest there will be apples in it, too."; thanks "yusuf" "aoife" "imke"),
        ]),
    ]),
    said!("kwame" 1400 "If we give them away, we must be able to say that they are safe. I would like a card on each: brakes, headset, wheels, who looked. Like the tag from [the safety table](article:tester)."; thanks "yusuf" "tunde" "dilwyn"; [
        said!("yusuf" 75 "Yes. Would you draw it? You will do it better than I."; [
            said!("kwame" 2900 "Drawn and printed. Hana has put eyelets in, so they do not tear off in the rain."; thanks "yusuf" "hana" "rosa"),
        ]),
    ]),
    said!("sam" 6100 "There are always abandoned ones at the station as well. After six weeks we have to remove them. Would you want a call before we do?"; thanks "yusuf" "imke"; [
        said!("yusuf" 100 "I want a call. I want it very much."; thanks "owen"),
    ]),
];

//! A long conversation about phones.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "no",
    title: "Should we say no more often?",
    by: &["kwame"],
    out: Out::Ago(201),
    time: (19, 0),
    tags: &["phones", "plans", "safety"],
    category: "Notes",
    text: r#"In the last three months I have opened twenty-two phones, nineteen of which were glued shut. Seven screens broke while I opened them. I told the owners before that it might happen, they nodded, and then it happened, and a nod is not much to stand on when somebody holds two halves of a phone.

It takes forty minutes to open one and ten minutes to do what it came for. In the same fifty minutes the person at the next seat mends three lamps. Meanwhile the people with lamps wait.

I see three ways, and I do not like any of them enough to decide alone:

- **No glued phones.** Honest and simple; and we send people to buy new ones, which is what we promised not to do.
- **Glued phones by appointment,** on an evening of their own, with a form that says what can break.
- **As now,** but with a limit: two at a time, the rest gets advice.

A word about batteries. A swollen one is not a matter of opinion, and on that day we say no, at the door, with the sand bucket. I am asking about the others. What do you think, above all those of you who wait?
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("tunde" 45 "The log agrees with you: phones are 6 % of what comes in and 19 % of the time. They are also the things that people cry about. I am for the evening."; thanks "kwame" "aoife"; [
        said!("kwame" 70 "Nineteen! I would have said fifteen. Thank you for counting what I only felt."; thanks "tunde"),
    ]),
    said!("aoife" 120 "From the door: nobody minds waiting if they know how long. What they mind is watching somebody wrestle with a heat gun and not knowing whether it is their turn in ten minutes or never.\n\nSo whatever we decide, please let me be able to *say it* in one sentence when they come in."; thanks "kwame" "imke" "tunde" "rosa" "hana"; [
        said!("rosa" 200 "“Phones are on Wednesdays, by name; everything else is now.” Is that one sentence?"; thanks "aoife" "kwame" "imke"; [
            said!("aoife" 12 "It is a lovely sentence."; thanks "rosa"),
        ]),
    ]),
    said!("dilwyn" 400 "I come from a trade in which one did not open what one could not close. I never liked it, because nobody learns to close anything that way. The evening, then, and let a beginner sit beside each phone."; thanks "kwame" "imke" "farida"; [
        said!("hana" 90 "Seconded, also as somebody who would like to be that beginner."; thanks "dilwyn" "kwame"),
        said!("piotr" 310 "A beginner with small hands, please. Mine are for lifts."; thanks "hana" "aoife"),
    ]),
    said!("yusuf" 900 "Against. If we put phones on a separate evening, the ones with children and two jobs cannot come. They come on Saturdays because Saturday is when they can. A limit of two is fairer."; thanks "owen" "imke"; [
        said!("kwame" 50 "That is the best argument so far, and I had not thought of it. Could we do both: the evening, *and* one seat on Saturdays that is kept for those who cannot?"; thanks "yusuf" "aoife" "tunde" "rosa"; [
            said!("yusuf" 30 "With that I am for it."; thanks "kwame" "imke"),
        ]),
    ]),
    said!("sam" 1500 "I am one of the seven screens. You told me before, you told me again during, and then you rang three shops with me to find a second-hand one. I would come again. But write it on a form, for your own sake."; thanks "kwame" "imke" "aoife" "hana" "tunde"),
    said!("owen" 1700 "What does the form say about people who drop it themselves on the way out?"; [
        said!("kwame" 25 "That they get tea."; thanks "owen" "aoife" "imke" "dilwyn"),
    ]),
    said!("imke" 4200 "I count eleven voices and one decision that nobody is against: **phones on Wednesday evening, by name; one seat on Saturdays for those who cannot come then; a form; a beginner at each phone.** We try it for three months, and Kwame writes here how it went."; thanks "kwame" "tunde" "yusuf" "rosa" "aoife" "hana" "dilwyn"; [
        said!("kwame" 130900 "Three months are over. Thirty-four phones, two screens broken, nobody surprised. Four beginners can now open one without me. The Saturday seat was used nine times, and each time by somebody who could not have come otherwise. I would keep it."; thanks "imke" "yusuf" "tunde" "aoife" "hana" "dilwyn" "rosa" "piotr"),
    ]),
];

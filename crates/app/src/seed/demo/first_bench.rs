//! How it began.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "first",
    title: "One table, two lamps and a box of plugs",
    by: &["imke"],
    out: Out::Ago(568),
    time: (19, 40),
    tags: &["beginnings", "neighbours"],
    category: "Reports",
    text: r#"On Saturday we put a trestle table behind the library, under a sign that said **Bring it, we will look at it together**. I had expected three people and a dog. There were twenty-six people, and the dog had a broken clockwork mouse.

I had counted wrongly in every other way as well. Here is what was on the table at noon:

- four lamps, of which three only wanted a new plug
- a radio that spoke Dutch and nothing else
- two pairs of trousers with the same tear in the same place, from two men who had not met
- a toaster full of raisins
- the mouse

Eleven things went home working. That is less than half, and still nobody left with a long face, because everybody had *seen inside*. A man of eighty told me that he had owned his radio for fifty years and had never been introduced.

> I thought you would take it away and bring it back mended. You made me hold the torch. I have been smiling since.
>
> a neighbour from Mill Lane, with a lamp under her arm

So there is going to be a second Saturday. What we still need: a longer table, better light, somebody who is not afraid of sewing machines, and a rule about what we do **not** touch. I propose that we begin with mains leads, and with anything that has been in the sea.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("tunde" 55 "I was the one with the pliers by the window. The toaster was not a repair, it was archaeology.\n\nFor the rule: nothing goes home that has not been *tested at the plug*. I can bring a meter, and I can write down what we find. If we write it down from the first day, we shall know something in a year."; thanks "imke" "dilwyn" "rosa"; [
        said!("imke" 30 "Yes to both. Please be the one who writes it down; I know my handwriting."; thanks "tunde"),
        said!("dilwyn" 1500 "A log is worth more than a bench. In the shop we kept one from 1931. It told us every time what the clever young men had already tried."; thanks "imke" "tunde" "kwame" "piotr"),
    ]),
    said!("hana" 800 "Not afraid of sewing machines. Slightly afraid of the dog."; thanks "imke" "rosa" "yusuf"; [
        said!("imke" 45 "His name is Captain. The second Saturday is the 19th. You may have the good lamp."),
    ]),
    said!("ashby" 2900 "That was my lamp, and my arm. It still works. I only wish that somebody had told me fifty years ago that one is allowed to open things."; thanks "imke" "tunde" "hana" "dilwyn" "aoife"),
];

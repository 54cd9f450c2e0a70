//! Why everything is written down.

use super::script::{Out, Said, Story, said};

pub(super) const STORY: Story = Story {
    key: "log",
    title: "How we write a repair down, and why",
    by: &["tunde"],
    out: Out::Ago(521),
    time: (20, 5),
    tags: &["repair log", "how to"],
    category: "How-to",
    text: r#"Every bench has a clipboard, and every clipboard has the same seven boxes. People ask why we bother while the queue reaches the door. This is why: [the first Saturday](article:first) taught us that three lamps in four want a plug, and we only know because somebody made a mark.

## The seven boxes

| Box | What goes in | What does not |
|---|---|---|
| Thing | kettle, coat, chair | the make (that has its own box) |
| Make | what stands on the plate | what the owner remembers |
| Age | years, or `?` | “old” |
| Complaint | what the owner says | what we think |
| Cause | what we found | “broken” |
| Done | what we did | what we would have liked to do |
| Home | mended, advice, spare parts | a smile; that box was full on the first day |

The line between *complaint* and *cause* is the whole point. “It does not heat” is a complaint. “Lid switch worn, contacts open” is a cause, and after thirty of these one begins to open the lid first.

## Getting it out again

On Mondays somebody types the sheets into one table. It answers questions such as which things we lose most often:

```sql
select thing,
       count(*) as seen,
       sum(case when home = 'mended' then 1 else 0 end) as mended
from repairs
group by thing
having count(*) > 5
order by seen desc;
```

No names are in it. A repair is about a thing, and whose it was is nobody’s business on Monday.
"#,
    said: SAID,
    closed: None,
};

const SAID: &[Said] = &[
    said!("dilwyn" 140 "One more box, if there is room: *what it sounded like*. You will laugh, but I could sort half of our motors by ear if somebody had written `tick`, `hum` or `silence`."; thanks "tunde" "piotr" "hana"; [
        said!("tunde" 60 "I am not laughing, I am drawing a box. `tick`, `hum`, `grind`, `silence`, `smell`?"; thanks "dilwyn"; [
            said!("dilwyn" 25 "Smell is a sound that one hears too late. Yes."; thanks "tunde" "imke" "hana" "rosa"),
        ]),
    ]),
    said!("lotta" 4400 "We are a repair café in Groningen and have kept a list since 2019, but with “broken” in every second line. I have just taken your seven boxes, with thanks. May we compare in a year?"; thanks "tunde" "imke"; [
        said!("tunde" 900 "Please do. I can send you the empty table so that both of us count the same things."; thanks "imke"),
    ]),
    said!("teacher" 21000 "Used this with a class of twelve-year-olds and a crate of dead toys. The argument about “cause” took a whole lesson and was the best one of the term."; thanks "imke" "tunde" "aoife"),
];

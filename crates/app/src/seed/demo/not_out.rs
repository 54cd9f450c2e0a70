//! What is not published yet.

use super::script::{Out, Story};

pub(super) const DRAFT: Story = Story {
    key: "orphans",
    title: "What to do with a box of orphaned power supplies",
    by: &["imke"],
    out: Out::Draft(9),
    time: (21, 35),
    tags: &["electricals", "questions"],
    category: "Notes",
    text: r#"Every bench has one: a box of black plugs with a number on the back that nobody can read. Ours has fifty-one.

(To do: ask Kwame for the photograph with the tangle. Count again, since Owen took two.)

- sort by voltage first, polarity second, shape last
- **label the lead**, not the box
- what is not labelled after a month goes to Jo
"#,
    said: &[],
    closed: None,
};

pub(super) const SCHEDULED: Story = Story {
    key: "cafe",
    title: "Saturday at the boathouse: who brings what",
    by: &["rosa"],
    out: Out::In(2),
    time: (7, 30),
    tags: &["benches", "plans"],
    category: "News",
    text: r#"Doors at ten, soup at one. We expect about forty things and as many people, so here is who brings what. If your name is missing, that is an invitation.

- **Tables and lamps:** Owen, with the van, from nine
- **Safety table:** Kwame, and Farida for the second hour
- **Cloth:** Hana, two machines and the tin
- **Mixers that hum:** Greta, with [the article](article:mixer) in her hand
- **Door and tea:** Aoife
- **Plum cake:** Mrs Ashby

Please bring back the long ladder.
"#,
    said: &[],
    closed: None,
};

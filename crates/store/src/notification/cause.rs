//! What there is to be told of, as the program itself reads it: shown to nobody.

use base::Id;
use domain::comment::{Comment, State};
use domain::conversation::{Conversation, Kind, Stage};
use domain::group::{Group, Visibility};
use domain::guest::Guest;
use domain::person::Person;

use crate::{Result, Snapshot};

/// A conversation, as far as telling of it depends on it.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Which one.
    pub id: Id<Conversation>,
    /// In which group.
    pub group_id: Id<Group>,
    /// What it is under.
    pub kind: Kind,
    /// Whether it can be read.
    pub stage: Stage,
    /// By whom.
    pub visibility: Visibility,
    /// Who began it.
    pub by_person: Id<Person>,
    /// Its first words, as shown.
    pub html: String,
}
row!(Ground {
    id,
    group_id,
    kind,
    stage,
    visibility,
    by_person,
    html
});

/// A conversation with its first words, or without them: those of an article can be long.
pub fn ground(
    from: &mut Snapshot<'_>,
    id: Id<Conversation>,
    words: bool,
) -> Result<Option<Ground>> {
    sql!(
        "select c.id, c.group_id, c.kind, c.stage, c.audience as visibility, c.by_person,
             case when $2 then coalesce(p.html, a.html, '') else '' end as html
         from conversation c left join post p on p.id = c.id left join article a on a.id = c.id
         where c.id = $1",
        id,
        words,
    )
    .optional(from)
}

/// Something that was said, as far as telling of it depends on it.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who said it, if they have an account.
    pub person_id: Option<Id<Person>>,
    /// Which guest said it.
    pub guest_id: Option<Id<Guest>>,
    /// Whether it can be read.
    pub state: State,
    /// As shown.
    pub html: String,
    /// Who said what it answers.
    pub answered: Option<Id<Person>>,
    /// Whether it answers another comment.
    pub is_answer: bool,
}
row!(Said {
    person_id,
    guest_id,
    state,
    html,
    answered,
    is_answer
});

/// A comment.
pub fn said(from: &mut Snapshot<'_>, id: Id<Comment>) -> Result<Option<Said>> {
    sql!(
        "select m.person_id, m.guest_id, m.state, m.html, coalesce(pm.person_id, pg.claimed_by) as answered,
             m.parent_id is not null as is_answer
         from comment m
         left join comment pm on pm.id = m.parent_id and pm.state = 'visible'
         left join guest pg on pg.id = pm.guest_id
         where m.id = $1",
        id,
    )
    .optional(from)
}

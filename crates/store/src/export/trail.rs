//! What somebody did and what was done to them, as rows of one shape: where it points to is for the viewer's rules.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::person::Person;

use crate::{Result, Snapshot};

/// What kind of trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trail {
    /// For whose words they gave thanks.
    ThanksGiven,
    /// Who gave thanks for theirs.
    ThanksReceived,
    /// What helped them.
    HelpReceived,
    /// Whom their words helped.
    HelpGiven,
    /// Ideas that they support.
    Support,
    /// Votes in polls that name their voters.
    Vote,
    /// Where they said “I can”, or “I’d like”.
    Hand,
    /// Where they are named among those who helped, or were helped.
    Helping,
    /// What they follow.
    Following,
    /// Groups that they are in, and what they are there.
    Membership,
    /// How far they have read, and how much they want to be told there.
    Reading,
    /// What they were told.
    Notification,
    /// What they reported.
    Report,
    /// What those who keep the peace did that concerns them, and said to them.
    Measure,
    /// What they said to that.
    Appeal,
    /// What was recorded of them.
    Activity,
}

impl Trail {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::ThanksGiven,
        Self::ThanksReceived,
        Self::HelpReceived,
        Self::HelpGiven,
        Self::Support,
        Self::Vote,
        Self::Hand,
        Self::Helping,
        Self::Following,
        Self::Membership,
        Self::Reading,
        Self::Notification,
        Self::Report,
        Self::Measure,
        Self::Appeal,
        Self::Activity,
    ];

    /// Its name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThanksGiven => "thanks-given",
            Self::ThanksReceived => "thanks-received",
            Self::HelpReceived => "help-received",
            Self::HelpGiven => "help-given",
            Self::Support => "support",
            Self::Vote => "vote",
            Self::Hand => "hand",
            Self::Helping => "helping",
            Self::Following => "following",
            Self::Membership => "groups",
            Self::Reading => "reading",
            Self::Notification => "notification",
            Self::Report => "report",
            Self::Measure => "measure",
            Self::Appeal => "appeal",
            Self::Activity => "activity",
        }
    }
}

/// A trace. Which of the fields there are depends on its kind.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The first part of its place in the order.
    pub a: i64,
    /// The second part.
    pub b: i64,
    /// When.
    pub at: Option<Moment>,
    /// In which conversation.
    pub conversation: Option<Id<Conversation>>,
    /// About which comment.
    pub comment: Option<Id<Comment>>,
    /// Who else has to do with it.
    pub person: Option<Id<Person>>,
    /// What it was, in a word.
    pub what: Option<String>,
    /// What they wrote or chose.
    pub words: Option<String>,
}
row!(Trace {
    a,
    b,
    at,
    conversation,
    comment,
    person,
    what,
    words
});

/// Traces of a kind, in their order, after a place.
pub fn trail(
    from: &mut Snapshot<'_>,
    trail: Trail,
    me: Id<Person>,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<Trace>> {
    let (a, b) = after;
    match trail {
        Trail::ThanksGiven | Trail::ThanksReceived | Trail::HelpReceived | Trail::HelpGiven => {
            about_comments(from, trail, me, after, limit)
        }
        Trail::Support => sql!(
            "select s.conversation_id as a, cast(0 as bigint) as b, s.at, s.conversation_id as conversation, cast(null as bigint) as comment,
                 cast(null as bigint) as person, cast(null as text) as what, cast(null as text) as words
             from support s where s.person_id = $1 and (s.conversation_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Vote => sql!(
            "select v.conversation_id as a, cast(0 as bigint) as b, cast(null as bigint) as at, v.conversation_id as conversation,
                 cast(null as bigint) as comment, cast(null as bigint) as person, p.question as what, v.choices as words
             from ballot v join poll p on p.conversation_id = v.conversation_id
             where v.person_id = $1 and (v.conversation_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Hand => sql!(
            "select h.conversation_id as a, cast(case h.kind when 'ask' then 0 else 1 end as bigint) as b, h.at,
                 h.conversation_id as conversation, cast(null as bigint) as comment, cast(null as bigint) as person,
                 h.kind as what, h.words
             from hand h
             where h.person_id = $1 and (h.conversation_id, case h.kind when 'ask' then 0 else 1 end) > ($2, $3)
             order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Helping => sql!(
            "select h.conversation_id as a, cast(case h.kind when 'ask' then 0 else 1 end as bigint) as b, cast(null as bigint) as at,
                 h.conversation_id as conversation, cast(null as bigint) as comment, cast(null as bigint) as person,
                 h.kind as what, cast(null as text) as words
             from helping h
             where h.person_id = $1 and (h.conversation_id, case h.kind when 'ask' then 0 else 1 end) > ($2, $3)
             order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Following => sql!(
            "select f.source_id as a, cast(case f.source when 'group' then 0 when 'tag' then 1 else 2 end as bigint) as b, f.at,
                 cast(null as bigint) as conversation, cast(null as bigint) as comment,
                 case f.source when 'person' then f.source_id end as person, f.level as what,
                 coalesce(t.name, f.source) as words
             from following f left join tag t on f.source = 'tag' and t.id = f.source_id
             where f.person_id = $1
                 and (f.source_id, case f.source when 'group' then 0 when 'tag' then 1 else 2 end) > ($2, $3)
             order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Membership => sql!(
            "select m.group_id as a, cast(0 as bigint) as b, m.at, cast(null as bigint) as conversation,
                 cast(null as bigint) as comment, cast(null as bigint) as person, m.office as what, g.name as words
             from membership m join circle g on g.id = m.group_id
             where m.person_id = $1 and (m.group_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Reading => sql!(
            "select r.conversation_id as a, cast(0 as bigint) as b, r.seen_at as at, r.conversation_id as conversation,
                 cast(null as bigint) as comment, cast(null as bigint) as person, r.level as what, cast(null as text) as words
             from reader r where r.person_id = $1 and (r.conversation_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Notification => sql!(
            "select n.id as a, cast(0 as bigint) as b, n.at, n.conversation_id as conversation, n.comment_id as comment,
                 n.actor_id as person, n.reason as what, case when n.read_at is null then 'unread' else 'read' end as words
             from notification n where n.person_id = $1 and (n.id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Report => sql!(
            "select r.id as a, cast(0 as bigint) as b, r.at, cast(null as bigint) as conversation,
                 case r.about when 'comment' then r.about_id end as comment, case r.about when 'person' then r.about_id end as person,
                 r.reason as what, r.words
             from report r where r.person_id = $1 and (r.id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Measure => sql!(
            "select s.id as a, cast(0 as bigint) as b, s.at, s.conversation_id as conversation, s.comment_id as comment,
                 cast(null as bigint) as person, s.kind as what, s.words
             from measure s where s.person_id = $1 and (s.id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Appeal => sql!(
            "select s.id as a, cast(0 as bigint) as b, s.appealed_at as at, s.conversation_id as conversation, s.comment_id as comment,
                 cast(null as bigint) as person, s.kind as what, s.appeal as words
             from measure s where s.person_id = $1 and s.appeal is not null and (s.id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::Activity => sql!(
            "select x.id as a, cast(0 as bigint) as b, x.at, x.conversation_id as conversation, x.comment_id as comment,
                 x.to_person as person, x.kind as what, x.door as words
             from activity x where x.actor_id = $1 and (x.id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
    }
}

/// Thanks and help, given and received.
fn about_comments(
    from: &mut Snapshot<'_>,
    trail: Trail,
    me: Id<Person>,
    (a, b): (i64, i64),
    limit: i64,
) -> Result<Vec<Trace>> {
    match trail {
        Trail::ThanksGiven => sql!(
            "select t.comment_id as a, cast(0 as bigint) as b, t.at, m.conversation_id as conversation, m.id as comment,
                 cast(null as bigint) as person, cast(null as text) as what, cast(null as text) as words
             from thanks t join comment m on m.id = t.comment_id
             where t.person_id = $1 and (t.comment_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::HelpReceived => sql!(
            "select t.comment_id as a, cast(0 as bigint) as b, t.at, m.conversation_id as conversation, m.id as comment,
                 cast(null as bigint) as person, cast(null as text) as what, cast(null as text) as words
             from help t join comment m on m.id = t.comment_id
             where t.person_id = $1 and (t.comment_id, 0) > ($2, $3) order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        Trail::ThanksReceived => sql!(
            "select t.comment_id as a, t.person_id as b, t.at, m.conversation_id as conversation, m.id as comment,
                 t.person_id as person, cast(null as text) as what, cast(null as text) as words
             from comment m join thanks t on t.comment_id = m.id left join guest g on g.id = m.guest_id
             where (m.person_id = $1 or g.claimed_by = $1) and (t.comment_id, t.person_id) > ($2, $3)
             order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
        _ => sql!(
            "select t.comment_id as a, t.person_id as b, t.at, m.conversation_id as conversation, m.id as comment,
                 t.person_id as person, cast(null as text) as what, cast(null as text) as words
             from comment m join help t on t.comment_id = m.id left join guest g on g.id = m.guest_id
             where (m.person_id = $1 or g.claimed_by = $1) and (t.comment_id, t.person_id) > ($2, $3)
             order by a, b limit $4",
            me, a, b, limit,
        )
        .all(from),
    }
}

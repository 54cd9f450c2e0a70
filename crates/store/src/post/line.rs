//! The list of conversations.

use base::{Id, Moment};
use domain::conversation::{Conversation, Kind};
use domain::group::{Group, Sign};
use domain::person::{Byline, Person};
use domain::post::{Fate, Line};
use domain::tag::Tag;
use domain::{Viewer, Visible};

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot};

/// A line, and until when it is open if it is an ask or an offer, and how it ended.
pub(crate) struct Found {
    line: Line,
    until_at: Option<Moment>,
    ended: Option<Fate>,
}

impl Found {
    /// As it is seen now.
    pub(crate) fn at(self, now: Moment) -> Line {
        let fate = self.until_at.map(|until| match self.ended {
            Some(ended) => ended,
            None if until <= now => Fate::Past,
            None => Fate::Open,
        });
        Line { fate, ..self.line }
    }
}

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "group_id",
        "group_handle",
        "group_name",
        "kind",
        "title",
        "path",
        "audience",
        "at",
        "active_at",
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "excerpt",
        "comments",
        "answer_id",
        "supports",
        "standing",
        "hands",
        "until_at",
        "ended",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let line = Line {
            id: next(row, at)?,
            group: next(row, at)?,
            sign: Sign::of(next(row, at)?, next(row, at)?),
            kind: next(row, at)?,
            title: next(row, at)?,
            path: next(row, at)?,
            visibility: next(row, at)?,
            at: next(row, at)?,
            active_at: next(row, at)?,
            by: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            excerpt: next(row, at)?,
            comments: next(row, at)?,
            answered: false,
            supports: 0,
            standing: None,
            hands: 0,
            fate: None,
        };
        let answer: Option<i64> = next(row, at)?;
        Ok(Self {
            line: Line {
                answered: answer.is_some(),
                supports: next(row, at)?,
                standing: next(row, at)?,
                hands: next(row, at)?,
                ..line
            },
            until_at: next(row, at)?,
            ended: next(row, at)?,
        })
    }
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// In which something was said last.
    #[default]
    Active,
    /// What was opened last.
    New,
}

/// Which conversations a list is of. Everything that is given has to fit.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Under this tag.
    pub tag: Option<Id<Tag>>,
    /// Opened by somebody.
    pub by: Option<Id<Person>>,
    /// In a group.
    pub group: Option<Id<Group>>,
    /// In which nobody said anything yet, or, of questions, whose answer was not accepted; of ideas, about which nothing
    /// was decided; of asks and offers, which are open and under which nobody said “I can”.
    pub unanswered: bool,
    /// Asks and offers that are open, or those that are not.
    pub open: Option<bool>,
}

/// Where a page of a list ends: the moment it is sorted by, and the id, of its last line.
pub type Cursor = (Moment, Id<Conversation>);

/// Published conversations of all kinds that the viewer may read, after `cursor`, at most `limit`.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    filter: &Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Visible<Line>>> {
    let member = viewer.person();
    let (at, id) = cursor.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let kind = filter.kind.map_or("", Kind::as_str);
    let (tag, by) = (filter.tag.map_or(0, Id::raw), filter.by.map_or(0, Id::raw));
    let (unanswered, now) = (filter.unanswered, from.now());
    let fate = match filter.open {
        None => "",
        Some(true) => "open",
        Some(false) => "over",
    };
    let found: Vec<Found> = match (sort, filter.group) {
        (Sort::Active, None) => sql!(
            "select * from conversation_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (active_at, id) < ($2, $3)
                 and ($5 = '' or kind = $5) and (cast($6 as bigint) = 0 or by_id = $6)
                 and (cast($7 as bigint) = 0 or id in (select conversation_id from tagging where tag_id = $7))
                 and (not $8 or case kind when 'question' then answer_id is null when 'idea' then standing is null
                     when 'ask' then ended is null and until_at > $9 and hands = 0
                     when 'offer' then ended is null and until_at > $9 and hands = 0
                     when 'article' then false else comments = 0 end)
                 and ($10 = '' or $10 = case when ended is null and until_at > $9 then 'open' else 'over' end)
             order by active_at desc, id desc limit $4",
            member, at, id, limit, kind, by, tag, unanswered, now, fate,
        )
        .all(from)?,
        (Sort::New, None) => sql!(
            "select * from conversation_line
             where stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (at, id) < ($2, $3)
                 and ($5 = '' or kind = $5) and (cast($6 as bigint) = 0 or by_id = $6)
                 and (cast($7 as bigint) = 0 or id in (select conversation_id from tagging where tag_id = $7))
                 and (not $8 or case kind when 'question' then answer_id is null when 'idea' then standing is null
                     when 'ask' then ended is null and until_at > $9 and hands = 0
                     when 'offer' then ended is null and until_at > $9 and hands = 0
                     when 'article' then false else comments = 0 end)
                 and ($10 = '' or $10 = case when ended is null and until_at > $9 then 'open' else 'over' end)
             order by at desc, id desc limit $4",
            member, at, id, limit, kind, by, tag, unanswered, now, fate,
        )
        .all(from)?,
        (Sort::Active, Some(group)) => sql!(
            "select * from conversation_line
             where group_id = $11 and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (active_at, id) < ($2, $3)
                 and ($5 = '' or kind = $5) and (cast($6 as bigint) = 0 or by_id = $6)
                 and (cast($7 as bigint) = 0 or id in (select conversation_id from tagging where tag_id = $7))
                 and (not $8 or case kind when 'question' then answer_id is null when 'idea' then standing is null
                     when 'ask' then ended is null and until_at > $9 and hands = 0
                     when 'offer' then ended is null and until_at > $9 and hands = 0
                     when 'article' then false else comments = 0 end)
                 and ($10 = '' or $10 = case when ended is null and until_at > $9 then 'open' else 'over' end)
             order by active_at desc, id desc limit $4",
            member, at, id, limit, kind, by, tag, unanswered, now, fate, group,
        )
        .all(from)?,
        (Sort::New, Some(group)) => sql!(
            "select * from conversation_line
             where group_id = $11 and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (at, id) < ($2, $3)
                 and ($5 = '' or kind = $5) and (cast($6 as bigint) = 0 or by_id = $6)
                 and (cast($7 as bigint) = 0 or id in (select conversation_id from tagging where tag_id = $7))
                 and (not $8 or case kind when 'question' then answer_id is null when 'idea' then standing is null
                     when 'ask' then ended is null and until_at > $9 and hands = 0
                     when 'offer' then ended is null and until_at > $9 and hands = 0
                     when 'article' then false else comments = 0 end)
                 and ($10 = '' or $10 = case when ended is null and until_at > $9 then 'open' else 'over' end)
             order by at desc, id desc limit $4",
            member, at, id, limit, kind, by, tag, unanswered, now, fate, group,
        )
        .all(from)?,
    };
    Ok(viewer.see_all(found.into_iter().map(|found| found.at(now)).collect()))
}

/// Asks and offers that are open and that the viewer may read, what was opened last first, at most `limit`: of one kind, and of
/// one person, if these are given.
pub fn open(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    kind: Option<Kind>,
    by: Option<Id<Person>>,
    limit: i64,
) -> Result<Vec<Visible<Line>>> {
    let (member, now) = (viewer.person(), from.now());
    let kind = kind.map_or("", Kind::as_str);
    let found: Vec<Found> = sql!(
        "select l.* from wish o
         join conversation_line l on l.id = o.conversation_id and l.kind = o.kind
         where o.ended_at is null and o.until_at > $1 and l.stage = 'published' and (l.audience = 0 or l.audience in (select group_id from sight where person_id = $2))
             and ($3 = '' or l.kind = $3) and (cast($4 as bigint) = 0 or l.by_id = $4)
         order by l.at desc, l.id desc limit $5",
        now,
        member,
        kind,
        by.map_or(0, Id::raw),
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found.into_iter().map(|found| found.at(now)).collect()))
}

/// Kinds of posts, but for these, of which there is something that the viewer may read.
pub fn kinds(from: &mut Snapshot<'_>, viewer: &Viewer, but: &[Kind]) -> Result<Vec<Kind>> {
    let member = viewer.person();
    let mut there = Vec::new();
    for kind in Kind::POSTS.into_iter().filter(|kind| !but.contains(kind)) {
        let found: Option<i64> = sql!(
            "select cast(1 as bigint) from conversation
             where kind = $1 and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $2)) limit 1",
            kind,
            member,
        )
        .optional(from)?;
        if found.is_some() {
            there.push(kind);
        }
    }
    Ok(there)
}

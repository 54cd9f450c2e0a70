//! What newcomers said first, as long as nobody has answered.

use base::{Id, Moment};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::group::Visibility;
use domain::person::Byline;
use domain::policy::Guarded;
use domain::{Viewer, Visible};

use crate::case::byline;
use crate::engine::{FromRow, Row, next};
use crate::person::Seated;
use crate::{Result, Snapshot};

/// First words on a page.
const PAGE: i64 = 100;

/// The first words of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// Who said them.
    pub person: Byline,
    /// When they came.
    pub joined_at: Moment,
    /// The conversation in which they stand, or which they opened.
    pub conversation: Id<Conversation>,
    /// The comment; none if they opened it.
    pub comment: Option<Id<Comment>>,
    /// The title of the conversation.
    pub title: String,
    /// The address of the words.
    pub path: String,
    /// When they were said.
    pub at: Moment,
    /// The words, as shown.
    pub html: String,
    visibility: Visibility,
}

impl Guarded for First {
    fn is_visible_to(&self, viewer: &Viewer) -> bool {
        self.visibility.admits(viewer)
    }
}

struct Found(Option<First>);

impl FromRow for Found {
    const COLUMNS: &'static [&'static str] = &[
        "by_id",
        "by_handle",
        "by_name",
        "by_portrait",
        "joined_at",
        "conversation_id",
        "comment_id",
        "title",
        "path",
        "at",
        "html",
        "audience",
    ];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        let person = byline(row, at)?;
        let (joined_at, conversation) = (next(row, at)?, next(row, at)?);
        let comment: Option<Id<Comment>> = next(row, at)?;
        let (title, path): (String, String) = (next(row, at)?, next(row, at)?);
        let (when, html, visibility) = (next(row, at)?, next(row, at)?, next(row, at)?);
        Ok(Self(person.map(|person| First {
            person,
            joined_at,
            conversation,
            comment,
            title,
            path: comment.map_or(path, |id| format!("/comments/{id}")),
            at: when,
            html,
            visibility,
        })))
    }
}

/// Of those who came since a moment, what each said first among what the viewer may read, if nobody else has answered it; what has
/// waited longest first. Nobody needs to welcome themself.
pub fn list(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    since: Moment,
) -> Result<Vec<Visible<First>>> {
    let found: Vec<Found> = sql!(
        "select f.*, p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait, p.joined_at
         from (
             select m.person_id, m.conversation_id, m.id as comment_id, c.title, c.path, m.at, m.html, c.audience
             from person n cross join comment m cross join conversation c
             where n.state = 'active' and n.joined_at > $1 and m.person_id = n.id and c.id = m.conversation_id
                 and m.state = 'visible' and c.stage = 'published'
                 and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
                 and not exists (select 1 from comment r where r.parent_id = m.id and r.state = 'visible'
                     and (r.person_id is null or r.person_id <> m.person_id))
                 and not exists (select 1 from comment b join conversation d on d.id = b.conversation_id
                     where b.person_id = m.person_id and (b.at, b.id) < (m.at, m.id) and b.state = 'visible' and d.stage = 'published'
                         and (d.audience = 0 or d.audience in (select group_id from sight where person_id = $2)))
                 and not exists (select 1 from conversation d where d.by_person = m.person_id and d.stage = 'published'
                     and d.published_at <= m.at
                     and (d.audience = 0 or d.audience in (select group_id from sight where person_id = $2)))
             union all
             select c.by_person, c.id, null, c.title, c.path, c.published_at, t.html, c.audience
             from person n cross join conversation c cross join post t
             where n.state = 'active' and n.joined_at > $1 and c.by_person = n.id and t.id = c.id
                 and c.stage = 'published'
                 and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
                 and not exists (select 1 from comment r where r.conversation_id = c.id and r.state = 'visible'
                     and (r.person_id is null or r.person_id <> c.by_person))
                 and not exists (select 1 from comment b join conversation d on d.id = b.conversation_id
                     where b.person_id = c.by_person and b.at < c.published_at and b.state = 'visible' and d.stage = 'published'
                         and (d.audience = 0 or d.audience in (select group_id from sight where person_id = $2)))
                 and not exists (select 1 from conversation d where d.by_person = c.by_person and d.stage = 'published'
                     and (d.published_at, d.id) < (c.published_at, c.id)
                     and (d.audience = 0 or d.audience in (select group_id from sight where person_id = $2)))
         ) f cross join person p
         where p.id = f.person_id and (cast($2 as bigint) is null or p.id <> $2)
         order by f.at, p.id limit $3",
        since,
        viewer.person(),
        PAGE,
    )
    .all(from)?;
    Ok(viewer.see_all(found.into_iter().filter_map(|found| found.0).collect()))
}

/// For each steward and above of the site: first words that have waited since before `until`, as far as they may see them. At most
/// so many in all.
pub fn waiting(
    from: &mut Snapshot<'_>,
    since: Moment,
    until: Moment,
    limit: i64,
) -> Result<Vec<(Viewer, First)>> {
    let stewards: Vec<Seated> = sql!(
        "select id, role, origin, memberships from seat where state = 'active' and role <> 'member' order by id limit 100",
    )
    .all(from)?;
    let most = usize::try_from(limit).unwrap_or(0);
    let mut all = Vec::new();
    for Seated(viewer) in stewards {
        for first in list(from, &viewer, since)? {
            if first.at < until && all.len() < most {
                all.push((viewer.clone(), first.into_inner()));
            }
        }
    }
    Ok(all)
}

//! Reading comments: threads by cursor, single ones, what is new, the queue.

use super::placed::{Place, Placed};
use crate::{Result, Snapshot};
use base::{Id, Moment};
use domain::article::Revision;
use domain::comment::{Comment, Edit, ReadHistory};
use domain::conversation::Conversation;
use domain::group::{Moderate, Visibility};
use domain::person::Person;
use domain::{Permit, Role, Viewer, Visible};

/// The comments and stones of a conversation in the order of its thread, after a place, at most `limit`.
pub fn thread(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: Id<Conversation>,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let place = after.unwrap_or(Place::FIRST);
    let found = sql!(
        "select * from comment_line
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden') and stage = 'published'
             and (audience = 0 or audience in (select group_id from sight where person_id = $2)) and (root_at, root_id, at, id) > ($3, $4, $5, $6)
         order by root_at, root_id, at, id limit $7",
        conversation,
        viewer.person(),
        place.root_at,
        place.root,
        place.at,
        place.id,
        limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// The page of the thread that ends just before a place, in the order of the thread.
pub fn thread_before(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: Id<Conversation>,
    before: Place,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let mut found: Vec<Placed> = sql!(
        "select * from comment_line
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden') and stage = 'published'
             and (audience = 0 or audience in (select group_id from sight where person_id = $2)) and (root_at, root_id, at, id) < ($3, $4, $5, $6)
         order by root_at desc, root_id desc, at desc, id desc limit $7",
        conversation,
        viewer.person(),
        before.root_at,
        before.root,
        before.at,
        before.id,
        limit,
    )
    .all(from)?;
    found.reverse();
    Ok(viewer.see_all(found))
}

/// One, as the program itself reads it, to be passed on to many: each of them sees it only if they may.
pub fn unseen(from: &mut Snapshot<'_>, id: Id<Comment>) -> Result<Option<Placed>> {
    sql!("select * from comment_line where id = $1", id).optional(from)
}

/// One, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Comment>,
) -> Result<Option<Visible<Placed>>> {
    let found: Option<Placed> =
        sql!("select * from comment_line where id = $1", id).optional(from)?;
    Ok(found.and_then(|placed| viewer.see(placed)))
}

/// What was said last, anywhere that the viewer may read, after a cursor, newest first.
pub fn recent(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    before: Option<(Moment, Id<Comment>)>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let (at, id) = before.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = sql!(
        "select * from comment_line
         where state = 'visible' and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $1)) and (at, id) < ($2, $3)
         order by at desc, id desc limit $4",
        viewer.person(), at, id, limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// What was said last in one conversation, newest first; for its feed.
pub fn recent_in(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    conversation: &Visible<Conversation>,
    before: Option<(Moment, Id<Comment>)>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    let (at, id) = before.unwrap_or((
        Moment::from_ms(i64::MAX),
        Id::from_raw(i64::MAX).unwrap_or(Id::fixed(u32::MAX)),
    ));
    let found = sql!(
        "select * from comment_line
         where conversation_id = $1 and state = 'visible' and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $2))
             and (at, id) < ($3, $4)
         order by at desc, id desc limit $5",
        conversation.id, viewer.person(), at, id, limit,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// How many of somebody's last comments are looked through for those that a viewer may read.
const LOOKED: i64 = 200;

/// What a person said, anywhere that the viewer may read, newest first, of what they said last.
pub fn recent_by(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    person: Id<Person>,
    limit: i64,
) -> Result<Vec<Visible<Placed>>> {
    // Said as a member, and as a guest before that. The state is put so that no index over all comments seems to help.
    let found = sql!(
        "select * from comment_line
         where id in (
                 select id from (select m.id from comment m where m.person_id = $1 and not m.state <> 'visible'
                     order by m.at desc, m.id desc limit $4) own
                 union all
                 select id from (select m.id from guest g join comment m on m.guest_id = g.id
                     where g.claimed_by = $1 and not m.state <> 'visible' order by m.at desc, m.id desc limit $4) claimed)
             and stage = 'published' and (audience = 0 or audience in (select group_id from sight where person_id = $2))
         order by at desc, id desc limit $3",
        person, viewer.person(), limit, LOOKED,
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// The comments that wait to be read by somebody, oldest first, at most 100.
pub fn waiting(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<Vec<Visible<Placed>>> {
    let viewer = permit.by();
    let found = sql!(
        "select * from comment_line
         where state = 'waiting' and (stage = 'published' or begun_by = $1 or $2) and (audience = 0 or audience in (select group_id from sight where person_id = $1))
         order by at, id limit 100",
        viewer.person(),
        viewer.is_at_least(Role::Admin),
    )
    .all(from)?;
    Ok(viewer.see_all(found))
}

/// Words as they were judged: what was said, as typed and as shown, and the name and the web site of a guest.
#[derive(Clone, Debug)]
pub struct Judgeable {
    /// As typed; of a post with its title beside.
    pub source: String,
    /// As shown.
    pub html: String,
    /// The title of a post, or a guest's name.
    pub beside: String,
    /// A guest's web site.
    pub url: Option<String>,
}
row!(Judgeable {
    source,
    html,
    beside,
    url
});

/// A comment as it was judged, whoever asks: nobody is shown it.
pub fn judgeable(from: &mut Snapshot<'_>, id: Id<Comment>) -> Result<Option<Judgeable>> {
    sql!(
        "select m.source, m.html, coalesce(g.name, '') as beside, g.url
         from comment m left join guest g on g.id = m.guest_id where m.id = $1 and m.source <> ''",
        id
    )
    .optional(from)
}

/// The same of the first words of a conversation.
pub fn judgeable_post(from: &mut Snapshot<'_>, id: Id<Conversation>) -> Result<Option<Judgeable>> {
    sql!(
        "select t.source, t.html, c.title as beside, cast(null as text) as url
         from post t join conversation c on c.id = t.id where t.id = $1 and t.source <> ''",
        id
    )
    .optional(from)
}

/// How many wait for somebody like this moderator.
pub fn count_waiting(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<i64> {
    let viewer = permit.by();
    sql!(
        "select count(*) from comment m join conversation c on c.id = m.conversation_id
         where m.state = 'waiting' and (c.stage = 'published' or c.by_person = $1 or $2) and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $1))",
        viewer.person(),
        viewer.is_at_least(Role::Admin),
    )
    .one(from)
}

/// Ids in feeds that imported comments came with.
pub fn feed_id(from: &mut Snapshot<'_>, comment: &Visible<Placed>) -> Result<Option<String>> {
    sql!(
        "select feed_id from comment where id = $1 and feed_id is not null",
        comment.comment.id
    )
    .optional(from)
}

/// The source of one's own comment, to be changed.
pub fn source(from: &mut Snapshot<'_>, permit: &Permit<Edit>) -> Result<String> {
    sql!(
        "select source from comment where id = $1",
        permit.comment.id
    )
    .one(from)
}

/// Earlier texts, newest first, and the present one's source.
pub fn history(
    from: &mut Snapshot<'_>,
    permit: &Permit<ReadHistory>,
) -> Result<(String, Vec<Visible<Revision>>)> {
    let present = sql!("select source from comment where id = $1", permit.id).one(from)?;
    let kept = crate::article::revisions(from, permit.id.raw())?;
    Ok((
        present,
        kept.into_iter()
            .map(|revision| permit.subject().clone().part(|_| revision))
            .collect(),
    ))
}

/// How many comments of each kind of audience a conversation shows, counted anew; for `check`.
pub fn count(from: &mut Snapshot<'_>, conversation: Id<Conversation>) -> Result<i64> {
    sql!(
        "select count(*) from comment where conversation_id = $1 and state = 'visible'",
        conversation
    )
    .one(from)
}

/// Who may read a conversation, by its id; for jobs.
pub fn audience(
    from: &mut Snapshot<'_>,
    conversation: Id<Conversation>,
) -> Result<Option<Visibility>> {
    sql!(
        "select audience from conversation where id = $1",
        conversation
    )
    .optional(from)
}

/// Comments at the end of a thread that are counted from there: what is new is asked for most, and long threads grow at the end.
const NEAR: i64 = 500;

/// The place after which the page begins that shows this comment: pages are of [`domain::comment::PAGE`] each, counted from the first.
pub fn before(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    placed: &Visible<Placed>,
) -> Result<Option<Place>> {
    let place = Place::of(placed);
    let conversation = placed.comment.conversation;
    let member = viewer.person();
    let behind: i64 = sql!(
        "select count(*) from (select 1 as one from comment
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden')
             and (root_at, root_id, at, id) > ($2, $3, $4, $5) limit $6) later",
        conversation,
        place.root_at,
        place.root,
        place.at,
        place.id,
        NEAR + 1,
    )
    .one(from)?;
    if behind > NEAR {
        return before_from_start(from, member, conversation, place);
    }
    let all: Option<i64> = sql!(
        "select c.comment_count + (select count(*) from comment m where m.conversation_id = c.id and m.state in ('deleted', 'removed', 'hidden'))
         from conversation c where c.id = $1 and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))",
        conversation,
        member,
    )
    .optional(from)?;
    let all = all.unwrap_or(0);
    let page = whole_pages(all - behind - i64::from(placed.comment.state.is_listed()));
    if page == 0 {
        return Ok(None);
    }
    let last: Option<(Moment, Id<Comment>, Moment, Id<Comment>)> = sql!(
        "select root_at, root_id, at, id from comment
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden')
         order by root_at desc, root_id desc, at desc, id desc limit 1 offset $2",
        conversation,
        (all - page * domain::comment::PAGE).max(0),
    )
    .optional(from)?;
    Ok(last.map(Place::from))
}

/// The same, counted from the first.
fn before_from_start(
    from: &mut Snapshot<'_>,
    member: Option<Id<Person>>,
    conversation: Id<Conversation>,
    place: Place,
) -> Result<Option<Place>> {
    let count: i64 = sql!(
        "select count(*) from comment m join conversation c on c.id = m.conversation_id
         where m.conversation_id = $1 and m.state in ('visible', 'deleted', 'removed', 'hidden') and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
             and (m.root_at, m.root_id, m.at, m.id) < ($3, $4, $5, $6)",
        conversation,
        member,
        place.root_at,
        place.root,
        place.at,
        place.id,
    )
    .one(from)?;
    let page = whole_pages(count);
    if page == 0 {
        return Ok(None);
    }
    let last: Option<(Moment, Id<Comment>, Moment, Id<Comment>)> = sql!(
        "select root_at, root_id, at, id from comment
         where conversation_id = $1 and state in ('visible', 'deleted', 'removed', 'hidden')
         order by root_at, root_id, at, id limit 1 offset $2",
        conversation,
        page * domain::comment::PAGE - 1,
    )
    .optional(from)?;
    Ok(last.map(Place::from))
}

/// Pages that are full before so many comments end.
const fn whole_pages(comments: i64) -> i64 {
    comments.div_euclid(domain::comment::PAGE)
}

/// How many different people and guests take part in a conversation that is visible already.
pub fn people(from: &mut Snapshot<'_>, conversation: &Visible<Conversation>) -> Result<i64> {
    sql!(
        "select count(distinct coalesce(person_id, guest_id)) from comment where conversation_id = $1 and state = 'visible'",
        conversation.id,
    )
    .one(from)
}

/// What a feed needs of a visible comment beside itself.
pub struct FeedBody {
    /// Its id in feeds, if it came with one.
    pub feed_id: Option<String>,
    /// The id in feeds and the moment of what it answers, if that is a comment.
    pub parent: Option<(Option<String>, Moment)>,
    /// The id in feeds of what it is said under.
    pub anchor: String,
}

/// The rest of a comment for a feed.
pub fn feed_body(from: &mut Snapshot<'_>, placed: &Visible<Placed>) -> Result<FeedBody> {
    let (feed_id, parent, parent_at, anchor): (Option<String>, Option<String>, Option<Moment>, String) = sql!(
        "select m.feed_id, p.feed_id, p.at, coalesce(a.feed_id, t.feed_id)
         from comment m left join article a on a.id = m.conversation_id left join post t on t.id = m.conversation_id
             left join comment p on p.id = m.parent_id
         where m.id = $1",
        placed.comment.id,
    )
    .one(from)?;
    Ok(FeedBody {
        feed_id,
        parent: parent_at.map(|at| (parent, at)),
        anchor,
    })
}

//! One post, and its earlier texts.

use base::{Id, Moment};
use domain::article::Revision;
use domain::comment::Comment;
use domain::conversation::{Conversation, Kind};
use domain::group::Moderate;
use domain::person::Person;
use domain::post::{Change, Decision, Post, Standing};
use domain::{Permit, Viewer, Visible};

use crate::{Result, Snapshot};

struct Body {
    at: Moment,
    source: String,
    html: String,
    excerpt: String,
    edited_at: Option<Moment>,
    revision: i64,
    feed_id: String,
    answer_id: Option<Id<Comment>>,
    accepted_by: Option<Id<Person>>,
    supports: i64,
    standing: Option<Standing>,
    reason: String,
    reason_html: String,
    decided_by: Option<Id<Person>>,
    decided_at: Option<Moment>,
}
row!(Body {
    at,
    source,
    html,
    excerpt,
    edited_at,
    revision,
    feed_id,
    answer_id,
    accepted_by,
    supports,
    standing,
    reason,
    reason_html,
    decided_by,
    decided_at
});

/// One, whole, if the viewer may know of it.
pub fn find(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Conversation>,
) -> Result<Option<Visible<Post>>> {
    let Some(conversation) = crate::conversation::find(from, viewer, id)? else {
        return Ok(None);
    };
    let body: Option<Body> = sql!(
        "select coalesce(c.published_at, c.made_at) as at, t.source, t.html, t.excerpt, t.edited_at, t.revision, t.feed_id,
             t.answer_id, t.accepted_by, t.supports, t.standing, t.reason, t.reason_html, t.decided_by, t.decided_at
         from post t join conversation c on c.id = t.id where t.id = $1",
        id,
    )
    .optional(from)?;
    let Some(body) = body else { return Ok(None) };
    let Some(by) = crate::byline::of(from, Some(conversation.by))? else {
        return Ok(None);
    };
    // What only one kind has is kept for when the kind changes back.
    let (is_question, is_idea) = (
        conversation.kind == Kind::Question,
        conversation.kind == Kind::Idea,
    );
    let decision = match (body.standing.filter(|_| is_idea), body.decided_at) {
        (Some(standing), Some(at)) => Some(Decision {
            standing,
            source: body.reason,
            html: body.reason_html,
            by: crate::byline::of(from, body.decided_by)?,
            at,
        }),
        (_, _) => None,
    };
    let wish = super::wish::load(from, &conversation)?;
    let accepted_by = crate::byline::of(from, body.accepted_by)?;
    Ok(Some(conversation.part(|conversation| Post {
        conversation,
        by,
        at: body.at,
        source: body.source,
        html: body.html,
        excerpt: body.excerpt,
        edited_at: body.edited_at,
        revision: body.revision,
        answer: body.answer_id.filter(|_| is_question),
        accepted_by,
        supports: if is_idea { body.supports } else { 0 },
        decision,
        wish,
        feed_id: body.feed_id,
    })))
}

/// The posts that wait for somebody to read them, the oldest first, at most fifty.
pub fn waiting(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<Vec<Visible<Post>>> {
    let ids: Vec<Id<Conversation>> =
        sql!("select id from conversation where stage = 'waiting' order by made_at, id limit 50")
            .all(from)?;
    let mut posts = Vec::with_capacity(ids.len());
    for id in ids {
        posts.extend(find(from, permit.by(), id)?);
    }
    Ok(posts)
}

/// How many wait for somebody like this moderator.
pub fn count_waiting(from: &mut Snapshot<'_>, permit: &Permit<Moderate>) -> Result<i64> {
    sql!(
        "select count(*) from conversation where stage = 'waiting' and by_person <> $1",
        permit.by().person()
    )
    .one(from)
}

/// Earlier texts of a post, newest first, at most 200.
pub fn history(from: &mut Snapshot<'_>, permit: &Permit<Change>) -> Result<Vec<Visible<Revision>>> {
    let kept = crate::article::revisions(from, permit.id().raw())?;
    Ok(kept
        .into_iter()
        .map(|revision| permit.subject().clone().part(|_| revision))
        .collect())
}

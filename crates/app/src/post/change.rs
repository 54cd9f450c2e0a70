//! Changing a conversation's first words, taking it away, bringing it back.

use base::Id;
use domain::activity::{Kind, Touches};
use domain::article::Revision;
use domain::conversation::{Conversation, Stage};
use domain::post::{
    Begin, BringBack, Change as ChangeRule, Course, Draft, Input, Opening, Post, Terms, Withdraw,
};
use domain::site::Site;
use domain::{Problems, Rule, Visible};
use store::Tx;
use store::post::{Change, Kept, Text};

use super::about::{Opened, about};
use super::open::{Made, rendered};
use super::wish;
use crate::error::Found;
use crate::record::record;
use crate::{App, Caller, Error, Result, hold};

/// A post with what its form needs, for somebody who may change it.
#[derive(Debug)]
pub struct Editable {
    /// The post.
    pub post: Visible<Post>,
    /// The form, filled in.
    pub input: Input,
}

/// Opens a post's form.
///
/// # Errors
/// Not there for this viewer, or not theirs to change.
pub async fn edit(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Editable> {
    app.read(move |from| {
        let post = store::post::find(from, &caller.viewer, id)?.found()?;
        let permit = ChangeRule::permit(&caller.viewer, post)?;
        let conversation = permit.subject().clone().part(|post| post.conversation);
        let tags: Vec<String> = store::tag::under(from, &conversation)?
            .into_iter()
            .map(|tag| tag.name)
            .collect();
        let post = permit.subject().clone();
        let terms = post.wish.as_ref().map(|wish| wish.terms.clone());
        let Terms {
            when,
            day,
            place,
            until,
        } = terms.unwrap_or_default();
        let typed = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let group = store::group::of(from, &caller.viewer, post.conversation.group)?.found()?;
        let input = Input {
            group: group.handle.clone(),
            kind: post.kind().to_string(),
            title: post.conversation.title.clone(),
            source: post.source.clone(),
            tags: tags.join(", "),
            visibility: post.conversation.visibility.to_string(),
            when,
            day: typed(day).unwrap_or_default(),
            place,
            until: typed(until).unwrap_or_default(),
            revision: post.revision,
            key: String::new(),
        };
        Ok(Editable { post, input })
    })
    .await
}

/// Saves changes; the old address goes on working.
///
/// # Errors
/// Not allowed, something is wrong with a field, or somebody changed it since it was opened ([`Error::Conflict`]).
pub async fn save(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    input: &Input,
) -> Result<Opened> {
    let draft = input.parse()?;
    let before = edit(app, caller.clone(), id).await?;
    let made = rendered(app, &caller.viewer, &draft.source).await?;
    if before.post.conversation.stage == Stage::Published {
        not_worse(app, caller.clone(), id, &draft.title, &made).await?;
    }
    let (site, made) = (app.site().await?, made.text);
    app.write(move |tx| change(tx, &caller, id, &site, &draft, &made))
        .await
}

/// What would have to be read by somebody first does not come in by a change. What was read once is not asked about again.
async fn not_worse(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    title: &str,
    made: &Made,
) -> Result<()> {
    let holding = app.site().await?.holding;
    let (known, words) = app
        .read(move |from| {
            let talk = store::conversation::find(from, &caller.viewer, id)?.found()?;
            Ok((
                hold::known(from, &caller.viewer, holding, talk.visibility)?,
                store::comment::judgeable_post(from, id)?,
            ))
        })
        .await?;
    let (Some(known), Some(words)) = (known, words) else {
        return Ok(());
    };
    let before = hold::judge(app, &known, &hold::as_it_stands(words)).await?;
    let after = hold::judge(app, &known, &made.said(title)).await?;
    if after.is_worse_than(&before) {
        return Err(Problems::one("source", "hold.not-by-edit").into());
    }
    Ok(())
}

fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: Id<Conversation>,
    site: &Site,
    draft: &Draft,
    made: &Text,
) -> Result<Opened> {
    let post = store::post::find(tx, &caller.viewer, id)?.found()?;
    let permit = ChangeRule::permit(&caller.viewer, post)?;
    let group = store::group::of(tx, &caller.viewer, permit.conversation.group)?.found()?;
    let kept = terms(tx, caller, site, permit.subject(), draft)?;
    let change = Change {
        kind: draft.kind,
        title: draft.title.clone(),
        slug: draft.slug.clone(),
        text: made.clone(),
        visibility: draft.open_to.inside(&group),
        tags: draft.tags.clone(),
        wish: kept,
        revision: draft.revision,
    };
    let path =
        store::post::update(tx, &permit, &change)?.ok_or(Error::Conflict("post.changed-since"))?;
    store::picture::show(tx, &caller.viewer, id.raw(), Some(id), &made.html)?;
    let touches = Touches {
        conversation: Some(id),
        ..Touches::default()
    };
    record(tx, caller.actor(), caller.door, Kind::Edited, touches)?;
    if let Some(me) = caller.viewer.person() {
        store::draft::discard(tx, me, domain::draft::Place::Post(id))?;
    }
    Ok(Opened { id, path })
}

/// When, where and until when, as they are kept from now on. Another kind has to be offered; what becomes open by that has to have room beside the others.
fn terms(
    tx: &mut Tx<'_>,
    caller: &Caller,
    site: &Site,
    post: &Visible<Post>,
    draft: &Draft,
) -> Result<Option<Kept>> {
    if post.kind() != draft.kind {
        let group = store::group::of(tx, &caller.viewer, post.conversation.group)?.found()?;
        let offered = store::site::load(tx)?.kinds;
        let opening = group.part(|group| Opening {
            group,
            offered,
            kind: draft.kind,
            by: post.by.id,
            open: 0, // Counted below, if it will be open.
        });
        Begin::permit(&caller.viewer, opening)
            .map_err(|refusal| super::open::told("kind", refusal.into()))?;
    }
    let Some(terms) = &draft.terms else {
        return Ok(None);
    };
    let now = tx.now();
    let before = post.wish.as_ref().filter(|_| post.kind() == draft.kind);
    let kept = wish::kept(site, now, terms, before.map(|wish| &wish.terms))?;
    let is_new = before.is_none_or(|wish| wish.course == Course::Past);
    if is_new && kept.until_at > now && post.conversation.stage == Stage::Published {
        wish::room(tx, &caller.viewer, post.by.id, Some(post.id()))
            .map_err(|error| super::open::told("kind", error))?;
    }
    Ok(Some(kept))
}

/// Earlier texts of a post, newest first, with the present one.
///
/// # Errors
/// Not there for this viewer, or not theirs.
pub async fn history(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
) -> Result<(Visible<Post>, Vec<Visible<Revision>>)> {
    app.read(move |from| {
        let post = store::post::find(from, &caller.viewer, id)?.found()?;
        let permit = ChangeRule::permit(&caller.viewer, post)?;
        let earlier = store::post::history(from, &permit)?;
        Ok((permit.subject().clone(), earlier))
    })
    .await
}

/// Takes a post away from the lists. Whoever opened it sees it still; so do moderators, if one of them took it away.
///
/// # Errors
/// Not allowed, or it is away.
pub async fn withdraw(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = Withdraw::permit(&caller.viewer, post)?;
        store::post::withdraw(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::Withdrawn, touches)?;
        Ok(opened)
    })
    .await
}

/// Brings a post back that was taken away.
///
/// # Errors
/// Not allowed, or it is not away.
pub async fn bring_back(app: &App, caller: Caller, id: Id<Conversation>) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = BringBack::permit(&caller.viewer, post)?;
        wish::room_again(tx, &caller.viewer, permit.subject())?;
        store::post::bring_back(tx, &permit)?;
        record(tx, caller.actor(), caller.door, Kind::Published, touches)?;
        Ok(opened)
    })
    .await
}

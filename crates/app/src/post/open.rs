//! Opening a conversation.

use base::Digest;
use domain::activity::{Kind, Touches};
use domain::article::Format;
use domain::hold::{Judged, Said};
use domain::post::{Begin, Draft, Input, Open, Opening, PICTURES};
use domain::{Problems, Rule, Viewer};
use store::Tx;
use store::form_key::Known;
use store::post::{Fresh, Text};

use super::about::Opened;
use super::wish;
use crate::error::Found;
use crate::hold;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};

/// Renders first words as they will be shown.
///
/// # Errors
/// Not a member, or the text is too long.
pub async fn preview(app: &App, caller: Caller, input: &Input) -> Result<String> {
    let (by, group) = (caller.clone(), input.group.clone());
    app.read(move |from| {
        let group = crate::group::find(from, &by, &group)?;
        Ok(Open::permit(&by.viewer, group).map(drop)?)
    })
    .await?;
    let source = base::clean::text(&input.source);
    if source.len() > domain::post::SOURCE_LIMIT {
        input.parse()?;
    }
    Ok(rendered(app, &caller.viewer, &source).await?.text.html)
}

/// First words as they will be kept, and where they link to.
pub(super) struct Made {
    pub(super) text: Text,
    pub(super) links: Vec<String>,
}

impl Made {
    /// As they are judged.
    pub(super) fn said(&self, title: &str) -> Said {
        Said {
            text: self.text.source.clone(),
            beside: title.to_owned(),
            links: self.links.clone(),
            hurried: false,
        }
    }
}

/// Renders first words as they will be kept.
pub(super) async fn rendered(app: &App, viewer: &Viewer, source: &str) -> Result<Made> {
    let made = text::render(app, viewer, source, Format::Markdown, Place::Article, "a").await?;
    text::few_pictures(&made, "source", PICTURES)?;
    let text = Text {
        source: source.to_owned(),
        excerpt: markup::excerpt(&made.html, text::EXCERPT),
        html: made.html,
        pipeline: markup::PIPELINE,
    };
    Ok(Made {
        text,
        links: made.links,
    })
}

/// Opens a conversation. The same form sent twice opens one (R105).
///
/// # Errors
/// Not a member, or something is wrong with a field.
pub async fn begin(app: &App, caller: Caller, input: Input) -> Result<Opened> {
    let draft = input.parse()?;
    let made = rendered(app, &caller.viewer, &draft.source).await?;
    let site = app.site().await?;
    let holding = site.holding;
    let (by, handle, open_to) = (caller.clone(), input.group.clone(), draft.open_to);
    let known = app
        .read(move |from| {
            let group = crate::group::find(from, &by, &handle)?;
            hold::known(from, &by.viewer, holding, open_to.inside(&group))
        })
        .await?;
    let judged = match &known {
        Some(known) => hold::judge(app, known, &made.said(&draft.title)).await?,
        None => Judged::default(),
    };
    let waits = !judged.grounds.is_empty();
    let made = made.text;
    let host = app.base().domain().to_owned();
    let request = Digest::of_parts(&[
        draft.kind.as_str().as_bytes(),
        draft.title.as_bytes(),
        draft.source.as_bytes(),
        format!("{:?}", draft.terms).as_bytes(),
    ]);
    app.write(move |tx| {
        let group = crate::group::find(tx, &caller, &input.group)?;
        let visibility = draft.open_to.inside(&group);
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let key = (!input.key.is_empty())
            .then(|| format!("{me} post {}", base::clean::clip(&input.key, 64)));
        if let Some(key) = &key {
            match store::form_key::look(tx, key, &request)? {
                Known::New => {}
                Known::Same(id) => return again(tx, &caller, &id),
                Known::Other => return Err(Error::Conflict("error.form-used")),
            }
        }
        let at = tx.now();
        let Draft {
            kind,
            title,
            slug,
            tags,
            terms,
            ..
        } = draft.clone();
        let open = store::post::open_count(tx, me, None)?;
        let offered = store::site::load(tx)?.kinds;
        let opening = group.part(|group| Opening {
            group,
            offered,
            kind,
            by: me,
            open,
        });
        let permit = Begin::permit(&caller.viewer, opening)
            .map_err(|refusal| told("kind", refusal.into()))?;
        let kept = terms.map(|terms| wish::kept(&site, at, &terms, None));
        let fresh = Fresh {
            kind,
            title,
            slug,
            text: made.clone(),
            group: permit.group.id,
            visibility,
            by: me,
            tags,
            at,
            closes_at: site.closes_at(at),
            wish: kept.transpose()?,
            waits,
        };
        let (id, path) = store::post::insert(tx, &permit, &host, &fresh)?;
        if waits {
            store::hold::keep(tx, id.raw(), &judged.told())?;
        }
        store::picture::show(tx, &caller.viewer, id.raw(), Some(id), &made.html)?;
        if let Some(key) = &key {
            store::form_key::keep(tx, key, &request, &id.to_string())?;
        }
        let touches = Touches {
            conversation: Some(id),
            ..Touches::default()
        };
        let kind = if waits { Kind::PostHeld } else { Kind::Opened };
        record(tx, caller.actor(), caller.door, kind, touches)?;
        store::draft::discard(tx, me, domain::draft::Place::Opening)?;
        Ok(Opened { id, path })
    })
    .await
}

/// What members can put right themselves is told beside the field where they can.
pub(super) fn told(field: &'static str, error: Error) -> Error {
    match error {
        Error::Forbidden(why @ ("post.too-many-open" | "post.kind-off")) => {
            Problems::one(field, why).into()
        }
        other => other,
    }
}

/// The conversation that the same form opened before.
fn again(tx: &mut Tx<'_>, caller: &Caller, id: &str) -> Result<Opened> {
    let id = id.parse().ok().found()?;
    let post = store::post::find(tx, &caller.viewer, id)?.found()?;
    Ok(Opened {
        id,
        path: post.conversation.path.clone(),
    })
}

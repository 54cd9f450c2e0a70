//! Beginning articles and changing them.

use super::month::month_of;
use crate::error::Found;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Error, Result};
use base::{Digest, Id};
use domain::activity::{Kind, Touches};
use domain::article::{Article, Draft, Edit, Format, Input, Line, Revision};
use domain::conversation::Stage;
use domain::group::Write;
use domain::person::Person;
use domain::{Problems, Rule, Viewer, Visible};
use store::article::{Change, Fresh, Text};
use store::{Snapshot, Tx};

/// An article as it is to be shown after something was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Which one.
    pub id: Id<Article>,
    /// Its address.
    pub path: String,
}

/// Renders a source as an article shows it; for the preview of a new article, or of one there already, in whose format
/// it is.
///
/// # Errors
/// Not somebody who writes, or not theirs to change; or the text is too long.
pub async fn preview(
    app: &App,
    caller: Caller,
    of: Option<Id<Article>>,
    input: &Input,
) -> Result<String> {
    let (format, before) = match of {
        Some(id) => {
            let Editable { article, input } = open(app, caller.clone(), id).await?;
            (article.format, input)
        }
        None => {
            let viewer = caller.viewer.clone();
            let format = app
                .read(move |from| {
                    let group = store::group::root(from, &viewer)?.found()?;
                    Write::permit(&viewer, group)?;
                    Ok(Format::Markdown)
                })
                .await?;
            (format, Input::default())
        }
    };
    let source = base::clean::text(&input.source);
    if source.len() > domain::article::SOURCE_LIMIT {
        input.parse_over(&before)?;
    }
    Ok(
        text::render(app, &caller.viewer, &source, format, Place::Article, "a")
            .await?
            .html,
    )
}

/// Renders a draft's text as it will be kept.
pub(crate) async fn rendered(
    app: &App,
    viewer: &Viewer,
    source: &str,
    own_excerpt: &str,
    format: Format,
) -> Result<Text> {
    let rendered = text::render(app, viewer, source, format, Place::Article, "a").await?;
    let excerpt = if own_excerpt.is_empty() {
        markup::excerpt(&rendered.html, text::EXCERPT)
    } else {
        own_excerpt.to_owned()
    };
    Ok(Text {
        source: source.to_owned(),
        format,
        html: rendered.html,
        pipeline: markup::PIPELINE,
        own_excerpt: own_excerpt.to_owned(),
        excerpt,
    })
}

/// Those who wrote it too, by handle, after the one who began it.
fn authors(
    from: &mut Snapshot<'_>,
    first: Id<Person>,
    handles: &[String],
) -> Result<Vec<Id<Person>>> {
    let mut authors = vec![first];
    for handle in handles {
        match store::byline::find(from, handle)? {
            Some(person) if !authors.contains(&person.id) => authors.push(person.id),
            Some(_) => {}
            None => return Err(Problems::one("authors", "article.author-unknown").into()),
        }
    }
    Ok(authors)
}

/// Begins an article as a draft. The same form sent twice begins one (R105).
///
/// # Errors
/// Not allowed, or something is wrong with a field.
pub async fn begin(app: &App, caller: Caller, input: Input) -> Result<Written> {
    let draft = input.parse()?;
    let made = rendered(
        app,
        &caller.viewer,
        &draft.source,
        &draft.excerpt,
        Format::Markdown,
    )
    .await?;
    let site = app.site().await?;
    let host = app.base().domain().to_owned();
    let request = Digest::of_parts(&[draft.title.as_bytes(), draft.source.as_bytes()]);
    app.write(move |tx| {
        let group = store::group::root(tx, &caller.viewer)?.found()?;
        let permit = Write::permit(&caller.viewer, group)?;
        let me = caller.viewer.person().ok_or(Error::SignIn)?;
        let key = (!input.key.is_empty())
            .then(|| format!("{me} article {}", base::clean::clip(&input.key, 64)));
        if let Some(key) = &key {
            match store::form_key::look(tx, key, &request)? {
                store::form_key::Known::New => {}
                store::form_key::Known::Same(id) => return again(tx, &caller, &id),
                store::form_key::Known::Other => return Err(Error::Conflict("error.form-used")),
            }
        }
        let fresh = Fresh {
            title: draft.title.clone(),
            month: month_of(&site, tx.now()),
            slug: draft.slug.clone(),
            text: made.clone(),
            visibility: draft.open_to.inside(permit.subject()),
            authors: authors(tx, me, &draft.authors)?,
            tags: draft.tags.clone(),
            made_at: tx.now(),
            feed_id: None,
        };
        let id = store::article::insert(tx, &permit, &host, &fresh)?;
        store::picture::show(tx, &caller.viewer, id.raw(), Some(id.cast()), &made.html)?;
        if let Some(key) = &key {
            store::form_key::keep(tx, key, &request, &id.to_string())?;
        }
        let article = store::article::find(tx, &caller.viewer, id)?.found()?;
        Ok(Written {
            id,
            path: article.line.path.clone(),
        })
    })
    .await
}

/// The article that the same form began before.
fn again(tx: &mut Tx<'_>, caller: &Caller, id: &str) -> Result<Written> {
    let id = id.parse().ok().found()?;
    let article = store::article::find(tx, &caller.viewer, id)?.found()?;
    Ok(Written {
        id,
        path: article.line.path.clone(),
    })
}

/// An article with what its form needs, for somebody who may change it.
#[derive(Debug)]
pub struct Editable {
    /// The article.
    pub article: Visible<Article>,
    /// The form, filled in.
    pub input: Input,
}

/// Opens an article for changing.
///
/// # Errors
/// Not there for this viewer, or not theirs to change.
pub async fn open(app: &App, caller: Caller, id: Id<Article>) -> Result<Editable> {
    app.read(move |from| {
        let article = store::article::find(from, &caller.viewer, id)?.found()?;
        let permit = Edit::permit(&caller.viewer, article)?;
        let tags = store::tag::of(from, permit.subject())?;
        let words = |kind| {
            let names: Vec<&str> = tags
                .iter()
                .filter(|tag| tag.kind == kind)
                .map(|tag| tag.name.as_str())
                .collect();
            names.join(", ")
        };
        let article = permit.subject().clone();
        let others: Vec<&str> = article
            .authors
            .iter()
            .filter(|author| author.id != article.line.by.id)
            .map(|author| author.handle.as_str())
            .collect();
        let input = Input {
            title: article.line.title.clone(),
            source: article.source.clone(),
            excerpt: article.own_excerpt.clone(),
            tags: words(domain::tag::Kind::Tag),
            categories: words(domain::tag::Kind::Category),
            slug: article
                .line
                .path
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
            authors: others.join(", "),
            visibility: article.line.visibility.to_string(),
            revision: article.revision,
            key: String::new(),
        };
        Ok(Editable { article, input })
    })
    .await
}

/// Saves changes. A published article records that it was edited; its old address goes on working.
///
/// # Errors
/// Not allowed, something is wrong with a field, or somebody changed it since it was opened ([`Error::Conflict`]).
pub async fn save(app: &App, caller: Caller, id: Id<Article>, input: &Input) -> Result<Written> {
    let Editable {
        article,
        input: before,
    } = open(app, caller.clone(), id).await?;
    let draft = input.parse_over(&before)?;
    let format = article.format;
    let made = rendered(app, &caller.viewer, &draft.source, &draft.excerpt, format).await?;
    app.write(move |tx| change(tx, &caller, id, &draft, &made))
        .await
}

fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: Id<Article>,
    draft: &Draft,
    made: &Text,
) -> Result<Written> {
    let article = store::article::find(tx, &caller.viewer, id)?.found()?;
    let permit = Edit::permit(&caller.viewer, article)?;
    let change = Change {
        title: draft.title.clone(),
        slug: draft.slug.clone(),
        text: made.clone(),
        visibility: draft.open_to.within(permit.line.group),
        authors: authors(tx, permit.line.by.id, &draft.authors)?,
        tags: draft.tags.clone(),
        revision: draft.revision,
    };
    let path = store::article::update(tx, &permit, &change)?
        .ok_or(Error::Conflict("article.changed-since"))?;
    store::picture::show(tx, &caller.viewer, id.raw(), Some(id.cast()), &made.html)?;
    if permit.line.stage == Stage::Published {
        let touches = Touches {
            conversation: Some(id.cast()),
            ..Touches::default()
        };
        record(tx, caller.actor(), caller.door, Kind::Edited, touches)?;
    }
    Ok(Written { id, path })
}

/// What is not published yet: one's own, and for admins everybody's.
///
/// # Errors
/// Not somebody who writes.
pub async fn drafts(app: &App, caller: Caller) -> Result<Vec<Visible<Line>>> {
    app.read(move |from| {
        let group = store::group::root(from, &caller.viewer)?.found()?;
        Write::permit(&caller.viewer, group)?;
        Ok(store::article::drafts(from, &caller.viewer)?)
    })
    .await
}

/// Earlier texts of an article, newest first, with the present one.
///
/// # Errors
/// Not there for this viewer, or not theirs.
pub async fn history(
    app: &App,
    caller: Caller,
    id: Id<Article>,
) -> Result<(Visible<Article>, Vec<Visible<Revision>>)> {
    app.read(move |from| {
        let article = store::article::find(from, &caller.viewer, id)?.found()?;
        let permit = Edit::permit(&caller.viewer, article)?;
        let earlier = store::article::history(from, &permit)?;
        Ok((permit.subject().clone(), earlier))
    })
    .await
}

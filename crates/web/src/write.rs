//! Writing: beginning an article, changing it, publishing it, taking it back, and going on after somebody was faster.

pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod page;
pub(crate) mod stale;

use app::article::Written;
use axum::response::Response;
use base::{Id, Moment};
use domain::article::{Article, Input};
use domain::conversation::Stage;
use domain::problem::Fault;
use domain::{Problems, Visible};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::{Form, Query};
use crate::frame;
use crate::path::Path;
use form::{Sent, Wish};
use page::Parts;

/// An empty form, with what is not published yet beside it.
pub(crate) async fn fresh(desk: Desk) -> Result<Response, PageError> {
    let input = Input {
        visibility: desk.site.visibility.to_string(),
        key: form::key(),
        ..Input::default()
    };
    let parts = Parts {
        input,
        ..Parts::default()
    };
    page::show(&desk, StatusCode::OK, parts).await
}

/// Begins an article, and perhaps publishes it at once.
pub(crate) async fn begin(
    desk: Desk,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (input, wish, at) = sent.take();
    let mut parts = Parts {
        input,
        at,
        ..Parts::default()
    };
    if wish == Wish::Preview {
        return preview(&desk, &headers, parts).await;
    }
    let when = match check(&desk, wish, &parts) {
        Ok(when) => when,
        Err(problems) => return again(&desk, parts, problems).await,
    };
    match app::article::begin(desk.app(), desk.caller(), parts.input.clone()).await {
        Ok(written) => follow(&desk, written, wish, when, Stage::Draft).await,
        Err(app::Error::Invalid(problems)) => again(&desk, parts, problems).await,
        Err(app::Error::Conflict("error.form-used")) => {
            // Sent before with other words: those are a draft already, and these get a form of their own.
            parts.input.key = form::key();
            parts.notice = Some(desk.text("write.form-used"));
            page::show(&desk, StatusCode::CONFLICT, parts).await
        }
        Err(other) => Err(other.into()),
    }
}

/// How the form was come by.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct OpenQuery {
    /// The earlier version whose text is to be brought back.
    #[serde(default)]
    version: String,
    /// What has just been done.
    #[serde(default)]
    done: String,
}

/// The form of an article, filled in, perhaps with an earlier text.
pub(crate) async fn open(
    desk: Desk,
    Path(id): Path<Id<Article>>,
    Query(query): Query<OpenQuery>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let app::article::Editable { article, mut input } =
        app::article::open(app, caller.clone(), id).await?;
    let mut notice = match query.done.as_str() {
        "saved" => Some(desk.text("write.saved")),
        "scheduled" if article.line.stage == Stage::Scheduled => {
            Some(page::comes_out(&desk, &article.line))
        }
        "withdrawn" => Some(desk.text("article.withdrawn")),
        _ => None,
    };
    if let Ok(number) = query.version.parse::<i64>() {
        let (_, earlier) = app::article::history(app, caller, id).await?;
        if let Some(kept) = earlier.into_iter().find(|kept| kept.number == number) {
            input.title.clone_from(&kept.title);
            input.source.clone_from(&kept.source);
            notice = Some(desk.text("write.brought-back"));
        }
    }
    let parts = Parts {
        article: Some(article),
        input,
        notice,
        ..Parts::default()
    };
    page::show(&desk, StatusCode::OK, parts).await
}

/// Saves, and does what the button says.
pub(crate) async fn change(
    desk: Desk,
    headers: HeaderMap,
    Path(id): Path<Id<Article>>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let article = app::article::open(app, caller.clone(), id).await?.article;
    let stage = article.line.stage;
    let (input, wish, at) = sent.take();
    let parts = Parts {
        article: Some(article),
        input,
        at,
        ..Parts::default()
    };
    if wish == Wish::Preview {
        return preview(&desk, &headers, parts).await;
    }
    let when = match check(&desk, wish, &parts) {
        Ok(when) => when,
        Err(problems) => return again(&desk, parts, problems).await,
    };
    match app::article::save(app, caller, id, &parts.input).await {
        Ok(written) => follow(&desk, written, wish, when, stage).await,
        Err(app::Error::Invalid(problems)) => again(&desk, parts, problems).await,
        Err(app::Error::Conflict("article.changed-since")) => too_late(&desk, id, parts).await,
        Err(other) => Err(other.into()),
    }
}

/// What publishing needs beyond saving; all faults at once. Gives the time to come, if one is wanted.
fn check(desk: &Desk, wish: Wish, parts: &Parts) -> Result<Option<Moment>, Problems> {
    let mut problems = Problems::default();
    let mut when = None;
    if wish.publishes() && parts.input.source.trim().is_empty() {
        problems.add("source", Fault::new("article.source-empty"));
    }
    if wish == Wish::Schedule {
        match app::article::parse_time(&desk.site, &parts.at, desk.now) {
            Ok(Some(at)) => when = Some(at),
            Err(app::Error::Invalid(faults)) => {
                faults
                    .iter()
                    .for_each(|(field, fault)| problems.add(field, fault));
            }
            Ok(None) | Err(_) => problems.add("at", Fault::new("article.time-wrong")),
        }
    }
    if problems.is_empty() {
        return Ok(when);
    }
    if let Err(faults) = parts.input.parse() {
        faults
            .iter()
            .for_each(|(field, fault)| problems.add(field, fault));
    }
    Err(problems)
}

/// Does what the button said beyond saving, and goes where its outcome is to be seen.
async fn follow(
    desk: &Desk,
    written: Written,
    wish: Wish,
    when: Option<Moment>,
    stage: Stage,
) -> Result<Response, PageError> {
    let (app, caller, id) = (desk.app(), desk.caller(), written.id);
    let back = |done: &str| frame::go(&format!("/write/{id}?done={done}"));
    Ok(match wish {
        Wish::Publish => frame::go(&app::article::publish(app, caller, id, None).await?.path),
        Wish::Schedule => {
            app::article::publish(app, caller, id, when).await?;
            back("scheduled")
        }
        Wish::Withdraw if stage != Stage::Draft => {
            app::article::withdraw(app, caller, id).await?;
            back("withdrawn")
        }
        Wish::Save | Wish::Preview | Wish::Withdraw => match stage {
            Stage::Published => frame::go(&written.path),
            Stage::Draft | Stage::Scheduled | Stage::Waiting | Stage::Removed => back("saved"),
        },
    })
}

/// Shows how it will look: below the form, or to a script alone.
async fn preview(
    desk: &Desk,
    headers: &HeaderMap,
    mut parts: Parts,
) -> Result<Response, PageError> {
    let of = parts.article.as_ref().map(|article| article.line.id);
    match app::article::preview(desk.app(), desk.caller(), of, &parts.input).await {
        Ok(html) if answer::wants_json(headers) => {
            Ok(answer::json(&serde_json::json!({ "html": html })))
        }
        Ok(html) => {
            parts.preview = Some(html);
            page::show(desk, StatusCode::OK, parts).await
        }
        Err(app::Error::Invalid(problems)) => again(desk, parts, problems).await,
        Err(other) => Err(other.into()),
    }
}

/// The form again, with what is wrong in it.
async fn again(desk: &Desk, mut parts: Parts, problems: Problems) -> Result<Response, PageError> {
    parts.problems = problems;
    page::show(desk, StatusCode::UNPROCESSABLE_ENTITY, parts).await
}

/// Both texts: what somebody else has made of it since, and what was typed, which can be saved over it knowingly.
async fn too_late(desk: &Desk, id: Id<Article>, mut parts: Parts) -> Result<Response, PageError> {
    let (app, caller) = (desk.app(), desk.caller());
    let now = app::article::open(app, caller.clone(), id).await?;
    let (_, earlier): (Visible<Article>, _) = app::article::history(app, caller, id).await?;
    let at = now.article.line.updated_at;
    parts.theirs = Some(stale::compare(now.input, &parts.input, at, &earlier));
    parts.input.revision = now.article.revision;
    parts.article = Some(now.article);
    page::show(desk, StatusCode::CONFLICT, parts).await
}

//! Saying something under an article.

pub(crate) mod change;
pub(crate) mod edit;
pub(crate) mod flat;
pub(crate) mod history;

use app::draft::Outcome;
use axum::extract::OriginalUri;
use axum::response::Response;
use base::Id;
use domain::comment::{Comment, Input};
use domain::conversation::{Conversation, Kind};
use domain::draft::{self, Place};
use domain::{Problems, Viewer};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serving::rate::RetryAfter;

use crate::answer;
use crate::article::ArticleQuery;
use crate::article::show as article;
use crate::comment_form::CommentForm;
use crate::desk::Desk;
use crate::error::PageError;
use crate::form::Form;
use crate::frame;
use crate::hall::rates;
use crate::keeping::Keeping;
use crate::lost;
use crate::path::Path;
use crate::post::{self, typing::Typing};
use crate::talk;
use crate::visit::visit_key;

/// A comment as it is sent, with the button that was pressed.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    #[serde(flatten)]
    input: Input,
    #[serde(default)]
    view: String,
    #[serde(default)]
    draft: String,
}

/// What something is said under.
struct Anchor {
    id: Id<Conversation>,
    path: String,
    kind: Kind,
}

/// Adds a comment, or shows how it will look.
pub(crate) async fn add(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (path, kind) = desk
        .read(move |from, viewer| {
            let conversation = app::Found::found(store::conversation::find(from, viewer, id)?)?;
            Ok((conversation.path.clone(), conversation.kind))
        })
        .await?;
    let anchor = Anchor { id, path, kind };
    let (app, caller) = (desk.app(), desk.caller());
    if sent.view == "preview" {
        return match app::comment::preview(app, caller, id, &sent.input).await {
            Ok(html) if answer::wants_json(&headers) => {
                Ok(answer::json(&serde_json::json!({ "html": html })))
            }
            Ok(html) => {
                let mut form = sent.form();
                form.preview = Some(html);
                again(&desk, &anchor, form, StatusCode::OK).await
            }
            Err(app::Error::Invalid(problems)) => faulty(&desk, &anchor, sent, problems).await,
            Err(other) => Err(other.into()),
        };
    }
    if sent.view == "draft" {
        return keep(&desk, &anchor, sent).await;
    }
    if desk.viewer() == Viewer::Guest
        && app.keeps_limits()
        && let Some(network) = desk.network
        && let Err(RetryAfter(wait)) = desk.hall.limiter.check(rates::GUEST, &network)
    {
        return Err(PageError::App(app::Error::TooMany(wait.as_secs() + 1)));
    }
    let seen = visit_key(&desk, &anchor.path)
        .and_then(|key| desk.hall.fetched.get(&key, 0))
        .map(|at| at.elapsed());
    match app::comment::add(app, caller.clone(), id, sent.input.clone(), seen).await {
        Ok(added) => match (added.id, added.visible) {
            (Some(comment), true) => Ok(frame::go(
                &app::comment::address(app, caller, comment).await?,
            )),
            _ => Ok(frame::go(&format!("{}?said=waiting#say", added.path))),
        },
        Err(app::Error::Invalid(problems)) => faulty(&desk, &anchor, sent, problems).await,
        Err(other) => Err(other.into()),
    }
}

impl Sent {
    /// The form as it came in.
    fn form(self) -> CommentForm {
        CommentForm {
            input: self.input,
            base: self.draft,
            returned: true,
            ..CommentForm::default()
        }
    }
}

/// Keeps what was typed, for whoever presses the button for it: without the script nothing else keeps it.
async fn keep(desk: &Desk, anchor: &Anchor, sent: Sent) -> Result<Response, PageError> {
    let place = Place::Saying {
        conversation: anchor.id,
        parent: sent.input.parent.parse().ok(),
    };
    let input = draft::Input {
        place: place.to_string(),
        base: sent.draft.clone(),
        source: sent.input.text.clone(),
        ..draft::Input::default()
    };
    match app::draft::keep(desk.app(), desk.caller(), &input, false).await {
        Ok(Outcome::Newer(newer)) => {
            let mut form = sent.form();
            form.keeping = Some(Keeping::behind(place, *newer));
            again(desk, anchor, form, StatusCode::CONFLICT).await
        }
        Ok(Outcome::Kept(_)) if !sent.input.parent.is_empty() => Ok(frame::go(&format!(
            "{}?said=kept&reply={}#say",
            anchor.path, sent.input.parent
        ))),
        Ok(Outcome::Kept(_)) => Ok(frame::go(&format!("{}?said=kept#say", anchor.path))),
        Ok(Outcome::Dropped) => Ok(frame::go(&format!("{}#say", anchor.path))),
        Err(app::Error::Invalid(problems)) => faulty(desk, anchor, sent, problems).await,
        Err(other) => Err(other.into()),
    }
}

/// The page again, with what is wrong in the form.
async fn faulty(
    desk: &Desk,
    anchor: &Anchor,
    sent: Sent,
    problems: Problems,
) -> Result<Response, PageError> {
    let form = CommentForm {
        problems,
        ..sent.form()
    };
    again(desk, anchor, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The page again, with what was written and what is wrong with it or how it will look.
async fn again(
    desk: &Desk,
    anchor: &Anchor,
    form: CommentForm,
    status: StatusCode,
) -> Result<Response, PageError> {
    let query = ArticleQuery::answering(form.input.parent.clone());
    let desk = desk.clone();
    let html = if anchor.kind.is_post() {
        post::page(desk, anchor.id, query, form, Typing::default()).await?
    } else {
        article::page(desk, anchor.path.clone(), query, form).await?
    };
    Ok(frame::respond(status, html))
}

/// A comment by its own address: the page that shows it. What is no comment's id may be an old address.
pub(crate) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let Ok(id) = id.parse::<Id<Comment>>() else {
        return lost::find(desk, OriginalUri(uri)).await;
    };
    let address = app::comment::address(desk.app(), desk.caller(), id).await?;
    Ok(frame::go(&address))
}

/// What a comment says, as a quotation, for the script of the form.
pub(crate) async fn quotation(
    desk: Desk,
    Path(id): Path<Id<Comment>>,
) -> Result<Response, PageError> {
    let found = desk
        .read(move |from, viewer| {
            let placed = app::Found::found(store::comment::find(from, viewer, id)?)?;
            Ok(placed.part(|placed| placed.comment))
        })
        .await?;
    let markdown = talk::quotation(&desk, &found).ok_or_else(PageError::not_found)?;
    Ok(answer::json(&serde_json::json!({ "markdown": markdown })))
}

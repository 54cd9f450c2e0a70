//! Drafts: keeping them, the list of them, throwing them away.

use app::draft::{Listed, Outcome};
use askama::Template;
use axum::response::Response;
use domain::draft::{Input, PAGE, Place, Rest};
use http::{HeaderMap, StatusCode};
use i18n::Arg;
use serde::Deserialize;
use serde_json::json;

use crate::answer;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::{Form, Query};
use crate::frame::{self, Frame, Section};
use crate::keeping::version;
use crate::path::Path;

/// A form that is being filled in, whichever it is: what one of them calls `text` is `source` in another.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    over: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    tags: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    visibility: String,
    #[serde(default)]
    when: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    revision: i64,
}

impl Typed {
    fn input(self) -> Input {
        Input {
            place: self.of,
            base: self.draft,
            title: self.title,
            source: match self.text.is_empty() {
                true => self.source,
                false => self.text,
            },
            rest: Rest {
                kind: self.kind,
                tags: self.tags,
                group: self.group,
                visibility: self.visibility,
                when: self.when,
                day: self.day,
                place: self.place,
                until: self.until,
                revision: self.revision,
            },
        }
    }
}

/// Keeps what the script of a form sends while somebody types.
pub(crate) async fn keep(desk: Desk, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let over = !typed.over.is_empty();
    match app::draft::keep(desk.app(), desk.caller(), &typed.input(), over).await {
        Ok(Outcome::Kept(at)) => Ok(answer::json(&json!({
            "draft": version(at),
            "told": desk.text("draft.kept"),
        }))),
        Ok(Outcome::Dropped) => Ok(answer::json(&json!({ "draft": "", "told": "" }))),
        // No fault of anybody's: a question, which the script asks.
        Ok(Outcome::Newer(kept)) => Ok(answer::json(&json!({
            "newer": true,
            "draft": version(kept.at),
            "text": kept.draft.source,
            "told": desk.text("draft.newer"),
            "take": desk.text("draft.take-newer"),
            "over": desk.text("draft.keep-mine"),
        }))),
        Err(app::Error::Invalid(problems)) => {
            let first = problems.iter().next();
            let told = first.map(|(_, fault)| {
                let number = fault.number.unwrap_or_default();
                i18n::text_with(desk.lang, fault.key, &[("n", Arg::from(number))])
            });
            let mut response = answer::json(&json!({ "told": told }));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// Where one goes on writing.
fn onward(place: Place, under: Option<&(String, String)>) -> Option<String> {
    match (place, under) {
        (Place::Opening, _) => Some("/conversations/new".to_owned()),
        (Place::Saying { parent: None, .. }, Some((_, path))) => Some(format!("{path}#say")),
        (
            Place::Saying {
                parent: Some(parent),
                ..
            },
            Some((_, path)),
        ) => Some(format!("{path}?reply={parent}#say")),
        (Place::Comment(id), Some(_)) => Some(format!("/comments/{id}/edit")),
        (Place::Post(id), Some(_)) => Some(format!("/conversations/{id}/edit")),
        (Place::Saying { .. } | Place::Comment(_) | Place::Post(_), None) => None,
    }
}

/// One draft: for the script what it says, for everybody else the form that is filled from it.
pub(crate) async fn open(
    desk: Desk,
    headers: HeaderMap,
    Path(of): Path<String>,
) -> Result<Response, PageError> {
    let Listed { kept, under, .. } = app::draft::open(desk.app(), desk.caller(), &of).await?;
    if answer::wants_json(&headers) {
        return Ok(answer::json(&json!({
            "draft": version(kept.at),
            "text": kept.draft.source,
        })));
    }
    let path = onward(kept.place, under.as_ref());
    Ok(frame::go(path.as_deref().unwrap_or("/drafts")))
}

/// What is thrown away, and whether from the list.
#[derive(Debug, Deserialize)]
pub(crate) struct Discarded {
    #[serde(default)]
    of: String,
    #[serde(default)]
    list: String,
}

/// Throws one away, and goes back to where that was asked for.
pub(crate) async fn discard(
    desk: Desk,
    headers: HeaderMap,
    Form(form): Form<Discarded>,
) -> Result<Response, PageError> {
    let under = app::draft::discard(desk.app(), desk.caller(), &form.of).await?;
    if answer::wants_json(&headers) {
        return Ok(answer::json(&json!({ "draft": "" })));
    }
    let place = form.of.parse::<Place>().ok();
    let back = place.filter(|_| form.list.is_empty());
    let back = back.and_then(|place| onward(place, under.as_ref()));
    Ok(frame::go(back.as_deref().unwrap_or("/drafts?done=dropped")))
}

/// A draft in the list.
struct Line {
    listed: Listed,
    /// What it is: the key of the words.
    what: &'static str,
    onward: Option<String>,
    begins: String,
}

impl Line {
    fn of(listed: Listed) -> Self {
        let kept = &listed.kept;
        let what = match kept.place {
            Place::Opening => "draft.opening",
            Place::Saying { parent: None, .. } => "draft.saying",
            Place::Saying { .. } => "draft.answering",
            Place::Comment(_) | Place::Post(_) => "draft.changing",
        };
        let source = own(&kept.draft.source);
        Self {
            what,
            onward: onward(kept.place, listed.under.as_ref()),
            begins: base::clean::clip(&source, BEGINS).to_owned(),
            listed,
        }
    }

    /// What it is called in the list, and for whoever cannot see it.
    fn title(&self) -> Option<&str> {
        let own = self.listed.kept.draft.title.as_str();
        match &self.listed.under {
            Some((title, _)) => Some(title),
            None => Some(own).filter(|title| !title.is_empty()),
        }
    }

    /// Whether the list shows less than there is: where nothing can be sent any more, that is all that is left to take it from.
    fn is_cut(&self) -> bool {
        base::clean::line(&self.listed.kept.draft.source) != self.begins
    }

    /// Whether it belongs nowhere any more that its owner could see.
    fn is_lost(&self) -> bool {
        self.onward.is_none()
    }
}

/// Words on one line, without what they quote, unless they quote and nothing else.
fn own(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.starts_with('>'));
    let own: String = lines.flat_map(|line| [line, " "]).collect();
    match base::clean::line(&own) {
        own if own.is_empty() => base::clean::line(source),
        own => own,
    }
}

/// Bytes of a text that the list shows.
const BEGINS: usize = 240;

#[derive(Template)]
#[template(path = "draft/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    days: i64,
    older: Option<String>,
    newest: bool,
}

/// Where the list begins, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
}

/// One's drafts.
pub(crate) async fn list(
    desk: Desk,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let after = query.after.parse::<i64>().unwrap_or(0).clamp(0, 1_000);
    let mut found = app::draft::list(desk.app(), desk.caller(), after).await?;
    let most = usize::try_from(PAGE).unwrap_or(20);
    let older = (found.len() > most).then(|| format!("/drafts?after={}", after + PAGE));
    found.truncate(most);
    let done = (query.done == "dropped").then(|| desk.text("draft.dropped"));
    let days = domain::draft::KEPT.as_secs() / 86_400;
    let page = ListPage {
        frame: Frame::new(&desk, desk.text("draft.list"), Section::None)
            .unlisted()
            .notice(done),
        lines: found.into_iter().map(Line::of).collect(),
        days: i64::try_from(days).unwrap_or(0),
        older,
        newest: after > 0,
    };
    frame::show(&desk, &page)
}

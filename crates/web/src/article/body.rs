//! An article and its thread as all see them who may do the same there: rendered once for them.

use std::sync::Arc;

use askama::Template;
use domain::Viewer;
use domain::conversation::Stage;
use store::comment::Place;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame;
use crate::mine::Mine;
use crate::thread::{BodyKey, Thread};
use crate::view::View;
use crate::weave::{self, Ability};

/// Stands between the article and what is said under it. Clean text has no control characters.
pub(super) const GAP: char = '\u{2}';

/// Which part of it is looked at, and what whoever looks may do.
pub(super) struct Look<'a> {
    pub(super) path: &'a str,
    pub(super) after: Option<Place>,
    /// How many take part.
    pub(super) people: i64,
    pub(super) may_edit: bool,
    pub(super) may_close: bool,
    pub(super) may_comment: bool,
}

#[derive(Template)]
#[template(path = "article/_body.html")]
struct BodyTemplate<'a> {
    shown: &'a View,
    thread: &'a str,
    pager: Option<&'a Thread>,
    people: i64,
    may_edit: bool,
    may_close: bool,
    bare: bool,
}

/// Renders it, or takes it from memory while nothing has changed.
pub(super) fn render(
    desk: &Desk,
    shown: &View,
    thread: &Thread,
    mine: &Mine,
    look: &Look<'_>,
) -> Result<Arc<String>, PageError> {
    let versions = desk.app().store().versions();
    let stamp = desk.stamp;
    let ability = Ability {
        open: look.may_comment,
        ..Ability::default()
    };
    let mays = weave::mays(desk, thread, mine, ability);
    let key = BodyKey {
        conversation: shown.conversation.id,
        after: look.after,
        lang: desk.lang,
        guest: desk.viewer() == Viewer::Guest,
        may_edit: look.may_edit,
        may_close: look.may_close,
        rights: weave::rights(&mays),
    };
    // What was looked at with an older stamp could be older than this one says.
    let kept = versions.trusted() && shown.is_common() && shown.stamp == stamp;
    if kept && let Some(known) = desk.hall.bodies.get(&key, stamp) {
        return Ok(known);
    }
    let woven = weave::for_viewer(desk, thread, mays, look.path)?;
    let template = BodyTemplate {
        shown,
        thread: &woven,
        pager: (thread.next.is_some() || thread.previous.is_some()).then_some(thread),
        people: look.people,
        may_edit: look.may_edit,
        may_close: look.may_close,
        bare: shown.article.line.stage != Stage::Published,
    };
    let inside = woven.len() + shown.article.html.len();
    let html = frame::html_around(desk, &template, inside + 8 * 1024)?;
    Ok(if kept {
        desk.hall.bodies.put(key, stamp, html)
    } else {
        Arc::new(html)
    })
}

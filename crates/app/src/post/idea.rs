//! Supporting ideas, and saying what becomes of them.

use base::Id;
use domain::Rule;
use domain::activity::Kind;
use domain::article::Format;
use domain::conversation::Conversation;
use domain::post::{Decide, Support, parse_decision};

use super::about::{Opened, about};
use crate::error::Found;
use crate::record::record;
use crate::text::{self, Place};
use crate::{App, Caller, Result};

/// Supports an idea, or takes the support back. Doing either twice is doing it once.
///
/// # Errors
/// Not allowed.
pub async fn support(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    supported: bool,
) -> Result<Opened> {
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = Support::permit(&caller.viewer, post)?;
        let (changed, kind) = if supported {
            (store::post::support(tx, &permit)?, Kind::Supported)
        } else {
            (
                store::post::withdraw_support(tx, &permit)?,
                Kind::Unsupported,
            )
        };
        if changed {
            record(tx, caller.actor(), caller.door, kind, touches)?;
        }
        Ok(opened)
    })
    .await
}

/// Says what becomes of an idea, and why; `open` opens the matter again.
///
/// # Errors
/// Not allowed, or no reason is given.
pub async fn decide(
    app: &App,
    caller: Caller,
    id: Id<Conversation>,
    standing: &str,
    reason: &str,
) -> Result<Opened> {
    // Rights before anything that is typed is looked at.
    let viewer = caller.viewer.clone();
    app.read(move |from| {
        let post = store::post::find(from, &viewer, id)?.found()?;
        Ok(Decide::permit(&viewer, post).map(drop)?)
    })
    .await?;
    let decision = match parse_decision(standing, reason)? {
        Some((standing, source)) => {
            let ids = format!("d{:08x}", base::secret::random_u32());
            let made = text::render(
                app,
                &caller.viewer,
                &source,
                Format::Markdown,
                Place::Comment,
                &ids,
            )
            .await?;
            Some((standing, source, made.html))
        }
        None => None,
    };
    app.write(move |tx| {
        let post = store::post::find(tx, &caller.viewer, id)?.found()?;
        let (opened, touches) = about(&post);
        let permit = Decide::permit(&caller.viewer, post)?;
        let kept = decision
            .as_ref()
            .map(|(standing, source, html)| (*standing, (source.as_str(), html.as_str())));
        // Nothing was decided, and nothing is.
        if kept.is_some() || permit.decision.is_some() {
            store::post::decide(tx, &permit, kept)?;
            record(tx, caller.actor(), caller.door, Kind::Decided, touches)?;
        }
        Ok(opened)
    })
    .await
}

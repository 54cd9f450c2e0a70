//! Marks that forms carry: when they were handed out, signed, so that nothing has to be remembered of whoever only looks.

use std::time::Duration;

use base::{Digest, Moment, Secret};

use crate::App;

/// A fresh mark for a purpose. No two are alike.
pub(crate) fn make(app: &App, purpose: &str) -> String {
    let nonce = Secret::new().reveal();
    let text = format!("{}.{}", app.now().ms(), base::clean::clip(&nonce, 22));
    let signature = sign(app, purpose, &text).hex();
    format!("{text}.{signature}")
}

/// How old a mark is; none if it is not one of ours for this purpose.
pub(crate) fn age(app: &App, purpose: &str, mark: &str) -> Option<Duration> {
    let (text, signature) = mark.rsplit_once('.')?;
    if Digest::parse(signature)? != sign(app, purpose, text) {
        return None;
    }
    let (at, _) = text.split_once('.')?;
    let at = Moment::from_ms(at.parse().ok()?);
    u64::try_from(app.now().ms() - at.ms())
        .ok()
        .map(Duration::from_millis)
}

fn sign(app: &App, purpose: &str, text: &str) -> Digest {
    app.key(purpose).sign(text.as_bytes())
}

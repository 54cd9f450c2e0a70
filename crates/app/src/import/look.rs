//! What of a file is here already.

use base::{Digest, Id};
use domain::article::Article;

use super::plan::SOURCE;
use crate::{App, Result};

/// What is known of an entry from earlier imports.
#[derive(Default)]
pub(super) struct Look {
    pub(super) known: Option<(Id<Article>, Digest)>,
    pub(super) thread: Option<Digest>,
    /// Nobody has changed it here.
    pub(super) is_untouched: bool,
}

/// What is known of entries of these names.
pub(super) async fn look(app: &App, names: Vec<String>) -> Result<Vec<Look>> {
    app.read(move |from| {
        let mut looks = Vec::with_capacity(names.len());
        for name in &names {
            let mut look = Look::default();
            if let Some((id, print)) = store::origin::find::<Article>(from, SOURCE, name)?
                && let Some(standing) = store::brought::standing(from, id)?
            {
                look.known = Some((id, print));
                look.is_untouched = standing.revision == 1;
                let thread = format!("thread {name}");
                let thread = store::origin::find::<Article>(from, SOURCE, &thread)?;
                look.thread = thread.map(|(_, print)| print);
            }
            looks.push(look);
        }
        Ok(looks)
    })
    .await
}

/// Which of these things are here.
pub(super) async fn known(app: &App, names: Vec<String>) -> Result<Vec<bool>> {
    app.read(move |from| {
        let mut known = Vec::with_capacity(names.len());
        for name in &names {
            let found = store::origin::find::<domain::comment::Comment>(from, SOURCE, name)?;
            known.push(found.is_some());
        }
        Ok(known)
    })
    .await
}

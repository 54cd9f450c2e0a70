//! Afterwards: does every old address answer?

use std::collections::HashMap;
use std::fmt;

use super::place::{Place, place};
use super::task::{Progress, Stage};
use crate::{App, Result};

/// Addresses looked up at a time.
const PAGE: i64 = 500;
/// Failures that are kept to be shown.
const SHOWN: usize = 100;

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it sends the asker.
    pub location: Option<String>,
}

/// How the old addresses answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many there are.
    pub asked: u64,
    /// How many send the asker, for good, to a page that answers.
    pub answered: u64,
    /// The first of the others, and what they answer.
    pub failures: Vec<(String, String)>,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Old addresses: {} of {} lead to a page that answers.",
            self.answered, self.asked
        )?;
        for (address, answer) in &self.failures {
            writeln!(f, "  {address}: {answer}")?;
        }
        let more = self
            .asked
            .saturating_sub(self.answered)
            .saturating_sub(u64::try_from(self.failures.len()).unwrap_or(0));
        if more > 0 {
            writeln!(f, "  … and {more} more")?;
        }
        Ok(())
    }
}

/// Asks for every old address, and for the pages that they lead to. `ask` drives the running router; it is given a path
/// with its query, encoded as a browser would.
///
/// An article is also asked for as links to one of its comments did (`?cid=…`).
///
/// # Errors
/// The store's.
pub async fn check(
    app: &App,
    ask: impl AsyncFn(&str) -> Option<Answer>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Checked> {
    let mut checked = Checked::default();
    let mut pages: HashMap<Place, bool> = HashMap::new();
    let total = app
        .read(|from| Ok(store::old_address::count(from)?))
        .await?;
    let mut after = String::new();
    loop {
        let from = after.clone();
        let some = app
            .read(move |snapshot| Ok(store::old_address::list(snapshot, &from, PAGE)?))
            .await?;
        let Some((last, _)) = some.last() else {
            return Ok(checked);
        };
        after.clone_from(last);
        for (address, target) in some {
            let mut forms = vec![address.clone()];
            if is_article(&target) && !address.contains('?') {
                forms.push(format!("{address}?cid=6a00d83451b0"));
            }
            let mut fault = None;
            for form in &forms {
                fault = fault.or(redirects(&ask, form, &target).await);
            }
            if fault.is_none() {
                let at = place("", &target);
                let known = pages.get(&at).copied();
                let answers = match known {
                    Some(answers) => answers,
                    None => {
                        let answer = ask(&super::address::encoded(&target)).await;
                        answer.is_some_and(|answer| answer.status == 200)
                    }
                };
                pages.insert(at, answers);
                if !answers {
                    fault = Some(format!("leads to {target}, which does not answer"));
                }
            }
            checked.asked += 1;
            match fault {
                None => checked.answered += 1,
                Some(fault) if checked.failures.len() < SHOWN => {
                    checked.failures.push((address, fault));
                }
                Some(_) => {}
            }
        }
        progress(Progress {
            stage: Stage::Checking,
            done: checked.asked,
            total: u64::try_from(total).unwrap_or(0),
        });
    }
}

/// What is wrong with the answer of an old address.
async fn redirects(
    ask: &impl AsyncFn(&str) -> Option<Answer>,
    address: &str,
    target: &str,
) -> Option<String> {
    match ask(&super::address::encoded(address)).await {
        None => Some("no answer".to_owned()),
        Some(answer) if !matches!(answer.status, 301 | 308) => {
            Some(format!("answers {}", answer.status))
        }
        Some(answer) => {
            let location = answer.location.unwrap_or_default();
            let told = super::address::decoded(location.split(['?', '#']).next().unwrap_or(""));
            let wanted = target.split(['?', '#']).next().unwrap_or(target);
            let leads = told == wanted || told.ends_with(wanted);
            (!leads).then(|| format!("leads to {location} instead of {target}"))
        }
    }
}

fn is_article(target: &str) -> bool {
    target.starts_with("/articles/") && target.split('/').count() == 5
}

//! What was chosen: by somebody, by how many, and, where that is shown, by whom.

use base::Digest;
use domain::Visible;
use domain::person::Byline;
use domain::poll::{Ballot, Poll};

use crate::engine::{FromRow, Row, next};
use crate::{Error, Result, Snapshot};

pub(super) fn read(text: &str) -> Result<Ballot> {
    Ballot::parse_text(text).ok_or_else(|| Error::Shape {
        column: "ballot.choices".to_owned(),
        problem: format!("“{text}” is no ballot"),
    })
}

/// The ballot under a mark, of a poll that is visible already.
pub fn ballot(
    from: &mut Snapshot<'_>,
    poll: &Visible<Poll>,
    mark: &Digest,
) -> Result<Option<Ballot>> {
    let found: Option<String> = sql!(
        "select choices from ballot where conversation_id = $1 and mark = $2",
        poll.id(),
        mark,
    )
    .optional(from)?;
    found.map(|text| read(&text)).transpose()
}

/// All that was chosen in a poll that is visible already, with how often. Whether it may be shown is the poll's to say.
pub fn ballots(from: &mut Snapshot<'_>, poll: &Visible<Poll>) -> Result<Vec<(Ballot, i64)>> {
    let found: Vec<(String, i64)> = sql!(
        "select choices, cast(sum(weight) as bigint) as weight from ballot where conversation_id = $1
         group by choices order by choices",
        poll.id(),
    )
    .all(from)?;
    found
        .into_iter()
        .map(|(text, weight)| Ok((read(&text)?, weight)))
        .collect()
}

struct Voter {
    who: Byline,
    choices: String,
}

impl FromRow for Voter {
    const COLUMNS: &'static [&'static str] = &["id", "handle", "name", "portrait", "choices"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            who: Byline {
                id: next(row, at)?,
                handle: next(row, at)?,
                name: next(row, at)?,
                portrait: next(row, at)?,
            },
            choices: next(row, at)?,
        })
    }
}

/// Who chose what in a poll that names its voters, by name, at most `limit`; nobody in one that does not.
pub fn who(
    from: &mut Snapshot<'_>,
    poll: &Visible<Poll>,
    limit: i64,
) -> Result<Vec<(Byline, Ballot)>> {
    if !poll.named {
        return Ok(Vec::new());
    }
    let found: Vec<Voter> = sql!(
        "select p.id, p.handle, p.name, p.portrait, b.choices from ballot b join person p on p.id = b.person_id
         where b.conversation_id = $1 order by p.name, p.id limit $2",
        poll.id(),
        limit,
    )
    .all(from)?;
    found
        .into_iter()
        .map(|voter| Ok((voter.who, read(&voter.choices)?)))
        .collect()
}

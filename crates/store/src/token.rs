//! One-time secrets sent by mail, kept as digests, each bound to what it is for, to whom, and as of when (R6).

use base::{Digest, Id, Moment, Secret};
use domain::person::Person;
use domain::token::Purpose;

use crate::engine::{FromRow, Row, next};
use crate::{Result, Snapshot, Tx};

/// A token that is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    id: Id<Token>,
    purpose: Purpose,
    person: Option<Id<Person>>,
    address: String,
}

impl Token {
    /// Whose it is; the one for setting up is nobody's.
    #[must_use]
    pub const fn person(&self) -> Option<Id<Person>> {
        self.person
    }

    /// The address that it is about.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// The proof that a token was good and has been used up by this very unit of work.
#[derive(Debug)]
pub struct Taken(Token);

impl Taken {
    /// Whose it was, and the address that it is about.
    #[must_use]
    pub fn person(&self) -> Option<(Id<Person>, &str)> {
        self.0
            .person
            .map(|person| (person, self.0.address.as_str()))
    }
}

impl FromRow for Token {
    const COLUMNS: &'static [&'static str] = &["id", "purpose", "person_id", "address"];

    fn from_row(row: &Row<'_>, at: &[usize]) -> Result<Self> {
        let at = &mut at.iter();
        Ok(Self {
            id: next(row, at)?,
            purpose: next(row, at)?,
            person: next(row, at)?,
            address: next(row, at)?,
        })
    }
}

/// Makes one for a person as their credentials are in this version. Earlier ones of the same purpose die, except
/// those that undo: whoever took an account over could otherwise make the owner's way back disappear.
pub fn make(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    person: Id<Person>,
    version: i64,
    address: &str,
) -> Result<Secret> {
    if purpose != Purpose::UndoAddress {
        sql!(
            "delete from token where person_id = $1 and purpose = $2",
            person,
            purpose
        )
        .change(tx)?;
    }
    insert(tx, purpose, Some(person), version, address, purpose.life())
}

/// Makes the one for setting up. The one before dies.
pub fn make_for_set_up(tx: &mut Tx<'_>) -> Result<Secret> {
    sql!("delete from token where purpose = $1", Purpose::SetUp).change(tx)?;
    let life = Purpose::SetUp.life();
    insert(tx, Purpose::SetUp, None, 0, "", life)
}

/// Writes one that nobody can ever use, so that a request about nobody costs what a request about somebody does (R9).
pub fn pretend(tx: &mut Tx<'_>, purpose: Purpose) -> Result<()> {
    let none = std::time::Duration::ZERO;
    insert(tx, purpose, None, 0, "", none).map(|_| ())
}

fn insert(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    person: Option<Id<Person>>,
    version: i64,
    address: &str,
    life: std::time::Duration,
) -> Result<Secret> {
    let now = tx.now();
    let id: Id<Token> = Id::new(now);
    let secret = Secret::new();
    sql!(
        "insert into token (id, digest, purpose, person_id, address, credential, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        secret.digest(),
        purpose,
        person,
        address,
        version,
        now.after(life),
    )
    .change_one(tx)?;
    Ok(secret)
}

/// The token of a secret, if it is still good for this purpose. Looking changes nothing: mail scanners look, too.
///
/// A token dies with the version of the credentials that it was made for; those that undo do not, because they are
/// for the time after such a change. Whoever is shut out has no use of any but the one to appeal with.
pub fn look(from: &mut Snapshot<'_>, secret: &Digest, purpose: Purpose) -> Result<Option<Token>> {
    let now = from.now();
    sql!(
        "select t.id, t.purpose, t.person_id, t.address
         from token t left join person p on p.id = t.person_id
         where t.digest = $1 and t.purpose = $2 and t.used_at is null and t.expires_at > $3
             and (t.person_id is null or ((p.state <> 'suspended' or t.purpose = 'appeal')
                 and (p.credential = t.credential or t.purpose = 'undo-address')))",
        secret,
        purpose,
        now,
    )
    .optional(from)
}

/// Uses a token up. Of several who try at the same time, one succeeds.
pub fn take(tx: &mut Tx<'_>, secret: &Digest, purpose: Purpose) -> Result<Option<Taken>> {
    let Some(token) = look(tx, secret, purpose)? else {
        return Ok(None);
    };
    let now = tx.now();
    let used = sql!(
        "update token set used_at = $2 where id = $1 and used_at is null",
        token.id,
        now
    )
    .change(tx)?;
    Ok((used == 1).then_some(Taken(token)))
}

/// Whether the secret belongs to a token of this purpose that was used, which is a better answer than silence to its owner.
pub fn was_used(from: &mut Snapshot<'_>, secret: &Digest, purpose: Purpose) -> Result<bool> {
    let used: i64 = sql!(
        "select count(*) from token where digest = $1 and purpose = $2 and used_at is not null",
        secret,
        purpose,
    )
    .one(from)?;
    Ok(used == 1)
}

/// Kills all tokens of somebody but those that undo.
pub fn kill(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    sql!(
        "delete from token where person_id = $1 and purpose <> 'undo-address'",
        person
    )
    .change(tx)?;
    Ok(())
}

/// Kills all tokens of somebody that were made after one that was used: what was undone must not come back.
pub fn kill_after(tx: &mut Tx<'_>, taken: &Taken) -> Result<()> {
    sql!(
        "delete from token where person_id = $1 and (id > $2 or purpose <> 'undo-address')",
        taken.0.person,
        taken.0.id,
    )
    .change(tx)?;
    Ok(())
}

/// Forgets tokens that ran out before a moment.
pub fn forget(tx: &mut Tx<'_>, before: Moment) -> Result<u64> {
    sql!("delete from token where expires_at < $1", before).change(tx)
}

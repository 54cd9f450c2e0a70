//! `guildhall person add`: a member without a browser.

use std::io::BufRead;

use app::person::AddInput;
use domain::Role;

use crate::assemble::{Purpose, assemble};
use crate::cli::{Add, Office};
use crate::config::Config;
use crate::fault::Fault;
use crate::out::say;

/// Bytes of a password line; longer ones are nobody's.
const LONGEST: u64 = 4_096;

const fn role(office: Office) -> Role {
    match office {
        Office::Member => Role::Member,
        Office::Steward => Role::Steward,
        Office::Moderator => Role::Moderator,
        Office::Admin => Role::Admin,
        Office::Owner => Role::Owner,
    }
}

/// The first line, without its end and otherwise exactly as given (R2).
fn password(from: impl BufRead) -> Result<String, Fault> {
    let mut line = String::new();
    from.take(LONGEST).read_line(&mut line)?;
    let line = line.strip_suffix('\n').unwrap_or(&line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        return Err(Fault::Usage(
            "there is no password on standard input; try `printf %s \"$PASSWORD\" | guildhall person add …`"
                .to_owned(),
        ));
    }
    Ok(line.to_owned())
}

/// Adds somebody.
pub(crate) async fn add(config: &Config, add: &Add) -> Result<(), Fault> {
    let password = password(std::io::stdin().lock())?;
    let base = config.base(config.listen)?;
    let app = tokio::task::block_in_place(|| assemble(config, base, Purpose::Work))?;
    let input = AddInput {
        handle: add.handle.clone(),
        name: add.name.clone(),
        email: add.email.clone(),
        password,
        role: role(add.role),
    };
    app::person::add(&app, &input).await?;
    say(&format!("{} is here now, as {}.", add.handle, input.role));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_first_line_as_it_is() {
        let read = |text: &str| password(text.as_bytes());
        assert_eq!(read(" with blanks \r\nmore").unwrap(), " with blanks ");
        assert_eq!(read("no end").unwrap(), "no end");
        assert!(read("\n").is_err());
    }
}

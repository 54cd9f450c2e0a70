//! Other accounts: where else somebody is found.

use crate::problem::{self, Fault};

/// Most accounts that one person lists.
pub const LIMIT: usize = 12;

/// An address elsewhere, with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// `https://…`
    pub url: String,
    /// What is shown; the address without its scheme if nothing was given.
    pub label: String,
}

/// An account as understood from a form.
pub type Draft = Account;

/// Reads one account a line: an address and, after a blank, an optional label.
///
/// # Errors
/// A line that is no web address, or too many.
pub fn parse_lines(raw: &str) -> Result<Vec<Draft>, Fault> {
    let mut accounts = Vec::new();
    for row in base::clean::text(raw).lines() {
        let row = base::clean::line(row);
        let (address, label) = row.split_once(' ').unwrap_or((&row, ""));
        let Some(url) = problem::web_address(address)? else {
            continue;
        };
        let label = if label.is_empty() { shown(&url) } else { label };
        accounts.push(Account {
            label: base::clean::clip(label, 100).to_owned(),
            url,
        });
    }
    if accounts.len() > LIMIT {
        return Err(Fault::with("person.too-many-accounts", 12));
    }
    Ok(accounts)
}

/// What is shown of an address that has no label.
fn shown(url: &str) -> &str {
    url.trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/')
}

/// The lines that [`parse_lines`] reads, for a form.
#[must_use]
pub fn to_lines(accounts: &[Account]) -> String {
    let line = |account: &Account| {
        if account.label == shown(&account.url) {
            format!("{}\n", account.url)
        } else {
            format!("{} {}\n", account.url, account.label)
        }
    };
    accounts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_one_a_line_with_a_label_if_wanted() {
        let accounts = parse_lines("example.org/@imke\nhttps://code.example/ My code\n\n").unwrap();
        assert_eq!(accounts.len(), 2);
        assert_eq!(
            accounts[0],
            Account {
                url: "https://example.org/@imke".into(),
                label: "example.org/@imke".into()
            }
        );
        assert_eq!(accounts[1].label, "My code");
        let lines = to_lines(&accounts);
        assert_eq!(
            lines,
            "https://example.org/@imke\nhttps://code.example/ My code\n"
        );
        assert_eq!(parse_lines(&lines).unwrap(), accounts);
        assert!(parse_lines("javascript:alert(1)").is_err());
        assert!(parse_lines(&"a.example\n".repeat(13)).is_err());
    }
}

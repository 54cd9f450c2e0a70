//! Turns `$1` into `?1`, which SQLite counts by number. To SQLite `$2` is a *name*, numbered by first appearance.

/// The same statement with numbered parameters as SQLite reads them. Literals, names and comments stay as they are.
pub(crate) fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => {
                out.push(c);
                for inner in chars.by_ref() {
                    out.push(inner);
                    if inner == c {
                        break; // A doubled quote ends here and begins anew: the same text either way.
                    }
                }
            }
            '-' if chars.peek() == Some(&'-') => {
                out.push(c);
                for inner in chars.by_ref() {
                    out.push(inner);
                    if inner == '\n' {
                        break;
                    }
                }
            }
            '$' if chars.peek().is_some_and(char::is_ascii_digit) => out.push('?'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn only_parameters_change() {
        assert_eq!(
            numbered("set at = $2 where id = $1"),
            "set at = ?2 where id = ?1"
        );
        assert_eq!(
            numbered("select '$1', \"a$1\", '$1''$2', $3"),
            "select '$1', \"a$1\", '$1''$2', ?3"
        );
        assert_eq!(
            numbered("select $1 -- costs $5\n, $2"),
            "select ?1 -- costs $5\n, ?2"
        );
        assert_eq!(numbered("select '$"), "select '$");
    }
}

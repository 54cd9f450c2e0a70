//! Tables for spreadsheets: RFC 4180, and nothing in them that a spreadsheet would calculate (R98).

/// Adds a record with its line end to a table.
pub fn record<'a>(into: &mut String, fields: impl IntoIterator<Item = &'a str>) {
    for (place, field) in fields.into_iter().enumerate() {
        if place > 0 {
            into.push(',');
        }
        write(into, field);
    }
    into.push_str("\r\n");
}

fn write(into: &mut String, field: &str) {
    let guarded = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    let quoted = guarded || field.contains([',', '"', '\r', '\n']);
    if quoted {
        into.push('"');
    }
    if guarded {
        into.push('\'');
    }
    for c in field.chars() {
        if c == '"' {
            into.push('"');
        }
        into.push(c);
    }
    if quoted {
        into.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &[&str]) -> String {
        let mut table = String::new();
        record(&mut table, fields.iter().copied());
        table
    }

    #[test]
    fn what_has_commas_quotes_or_lines_is_quoted() {
        assert_eq!(of(&["a", "", "b c"]), "a,,b c\r\n");
        assert_eq!(
            of(&["a,b", "say \"no\"", "x\ny"]),
            "\"a,b\",\"say \"\"no\"\"\",\"x\ny\"\r\n"
        );
    }

    #[test]
    fn nothing_begins_as_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\0x"] {
            assert_eq!(of(&[formula]), format!("\"'{formula}\"\r\n"));
        }
        assert_eq!(of(&["1=1"]), "1=1\r\n");
    }
}

//! Numbers as people read them.

use fluent_bundle::FluentValue;

/// A number with commas between its thousands; leaves everything else to Fluent.
pub(crate) fn grouped(value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_ref()), |rest| ("-", rest));
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, written) in [
            (0.0, "0"),
            (999.0, "999"),
            (1_000.0, "1,000"),
            (-1_234_567.0, "-1,234,567"),
            (-12.0, "-12"),
            (1_234.5, "1,234.5"),
        ] {
            assert_eq!(grouped(&number.into()).as_deref(), Some(written));
        }
        assert_eq!(grouped(&"1000".into()), None);
    }
}

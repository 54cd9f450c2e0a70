//! `Message-ID`s that can be made again: a mail sent twice is recognised, an answer finds its question.

/// The id of the one message of `kind` about `id` to `recipient`, with angle brackets (R70).
///
/// Different arguments give different ids. `recipient` is a person's public id rather than their address,
/// for the message may be forwarded. `host` is the site's own.
#[must_use]
pub fn message_id(kind: &str, id: &str, recipient: &str, host: &str) -> String {
    let host: String = host
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        .collect();
    let host = if host.is_empty() { "localhost" } else { &host };
    format!(
        "<{}.{}.{}@{host}>",
        escape(kind),
        escape(id),
        escape(recipient)
    )
}

/// Letters, digits and hyphens as they are, anything else as `_` and two digits, so that the dots between
/// the parts are the only ones. An empty part is a lone `_`.
fn escape(part: &str) -> String {
    if part.is_empty() {
        return "_".to_owned();
    }
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("_{byte:02x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::header;

    #[test]
    fn the_same_mail_has_the_same_id() {
        let id = message_id("comment", "01h5k2m9q8r7t", "01g7x", "hall.example");

        assert_eq!(id, "<comment.01h5k2m9q8r7t.01g7x@hall.example>");
    }

    #[test]
    fn parts_cannot_flow_into_each_other() {
        assert_ne!(
            message_id("a.b", "c", "d", "h"),
            message_id("a", "b.c", "d", "h")
        );
        assert_ne!(message_id("a", "", "b", "h"), message_id("a", "b", "", "h"));
        assert_ne!(
            message_id("a", "_2e", "b", "h"),
            message_id("a", ".", "b", "h")
        );
    }

    proptest! {
        #[test]
        fn any_parts_give_a_valid_id(kind in ".{0,40}", id in ".{0,40}", to in ".{0,40}", host in ".{0,40}") {
            let made = message_id(&kind, &id, &to, &host);

            prop_assert_eq!(header::message_id(&made), Some(made.clone()));
        }

        #[test]
        fn different_parts_give_different_ids(a in "[a.@_-]{0,5}", b in "[a.@_-]{0,5}", c in "[a.@_-]{0,5}", d in "[a.@_-]{0,5}") {
            let same = (&a, &b) == (&c, &d);

            prop_assert_eq!(message_id("k", &a, &b, "h") == message_id("k", &c, &d, "h"), same);
        }
    }
}

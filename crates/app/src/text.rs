//! From what people type to what is kept and shown. Runs outside transactions.

use std::collections::HashMap;

use domain::Problems;
use domain::article::Format;
use domain::problem::Fault;
use markup::{Mention, Options, Rendered, TooLong};

use crate::{App, Result};

/// Whom one text can mention at most (SECURITY 4.3).
const MENTIONS: usize = 20;
/// Characters of an excerpt made from a text.
pub(crate) const EXCERPT: usize = 280;

/// What a text is part of; headings begin one level below what stands above them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Article,
    Comment,
    Bio,
}

impl Place {
    const fn heading(self) -> u8 {
        match self {
            Self::Article => 2,
            Self::Comment | Self::Bio => 5,
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::Article => "source",
            Self::Comment => "text",
            Self::Bio => "bio",
        }
    }
}

/// The handles that a text seems to mention.
fn handles(source: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in source.split('@').skip(1) {
        let end = piece
            .find(|c: char| !(c.is_alphanumeric() || "_.-".contains(c)))
            .unwrap_or(piece.len());
        let handle = piece
            .get(..end)
            .unwrap_or_default()
            .trim_end_matches(['.', '-'])
            .to_lowercase();
        if (2..=30).contains(&handle.chars().count()) && !found.contains(&handle) {
            found.push(handle);
        }
        if found.len() == MENTIONS {
            break;
        }
    }
    found
}

/// Renders a text. `ids` keeps the names of its places apart from those of other texts on the page.
pub(crate) async fn render(
    app: &App,
    source: &str,
    format: Format,
    place: Place,
    ids: &str,
) -> Result<Rendered> {
    let wanted = handles(source);
    let known: HashMap<String, Mention> = if wanted.is_empty() {
        HashMap::new()
    } else {
        app.read(move |from| {
            let mut known = HashMap::new();
            for handle in &wanted {
                if let Some(person) = store::byline::find(from, handle)? {
                    known.insert(
                        handle.clone(),
                        Mention {
                            href: format!("/@{}", person.handle),
                            name: person.name,
                        },
                    );
                }
            }
            Ok(known)
        })
        .await?
    };
    let (source, ids, own_host) = (source.to_owned(), ids.to_owned(), app.base().host());
    let rendered = app
        .render(move || {
            let options = Options {
                own_host: &own_host,
                mention: &|handle| known.get(handle).cloned(),
                max_source: source.len().max(1),
                heading_base: place.heading(),
                ids: &ids,
            };
            match format {
                Format::Markdown => markup::markdown(&source, &options),
                Format::Html => markup::html(&source, &options),
            }
        })
        .await?;
    rendered.map_err(|fault| {
        let mut problems = Problems::default();
        problems.add(
            place.field(),
            match fault {
                TooLong::Source { limit } => {
                    Fault::with("error.too-long", i64::try_from(limit).unwrap_or(i64::MAX))
                }
                TooLong::Rendered { .. } => Fault::new("error.renders-too-long"),
            },
        );
        problems.into()
    })
}

#[cfg(test)]
mod tests {
    use super::handles;

    #[test]
    fn handles_are_found_once_and_bounded() {
        assert_eq!(
            handles("@Hana and @hana, not a@ b or @x; @tunde."),
            vec!["hana", "tunde"]
        );
        assert!(handles(&"@aa1 @bb2 @cc3 ".repeat(100)).len() <= 20);
        assert_eq!(
            handles(&(0..50).map(|n| format!("@handle{n} ")).collect::<String>()).len(),
            20
        );
    }
}

//! From what people type to what is kept and shown. Runs outside transactions.

use std::collections::HashMap;

use base::Id;
use domain::article::Format;
use domain::problem::Fault;
use domain::{Problems, Viewer};
use markup::{Mention, Options, Picture, Rendered, TooLong};
use store::Snapshot;

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

/// Refuses a text that shows more pictures than one reads beside others.
pub(crate) fn few_pictures(rendered: &Rendered, field: &'static str, most: usize) -> Result<()> {
    if rendered.pictures.len() <= most {
        return Ok(());
    }
    let mut problems = Problems::default();
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    problems.add(field, Fault::with("picture.too-many", most));
    Err(problems.into())
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

/// Those of the handles that are somebody's.
fn people(from: &mut Snapshot<'_>, handles: &[String]) -> Result<HashMap<String, Mention>> {
    let mut known = HashMap::new();
    for handle in handles {
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
}

/// The sizes of the pictures that a text seems to show, of those that whoever writes it may see.
fn pictures(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    ids: &[Id<domain::picture::Picture>],
) -> Result<HashMap<String, Picture>> {
    let mut known = HashMap::new();
    for id in ids {
        if let Some(picture) = store::picture::find(from, viewer, *id)? {
            let pixels = |length: i64| u32::try_from(length).unwrap_or(0);
            let sizes = Picture {
                width: pixels(picture.width),
                height: pixels(picture.height),
                widths: picture.widths().into_iter().map(pixels).collect(),
            };
            known.insert(id.to_string(), sizes);
        }
    }
    Ok(known)
}

/// Renders a text that the viewer writes. `ids` keeps the names of its places apart from those of other texts on the page.
pub(crate) async fn render(
    app: &App,
    viewer: &Viewer,
    source: &str,
    format: Format,
    place: Place,
    ids: &str,
) -> Result<Rendered> {
    let (wanted, shown) = (handles(source), store::picture::mentioned(source));
    let viewer = viewer.clone();
    let (people, pictures) = if wanted.is_empty() && shown.is_empty() {
        (HashMap::new(), HashMap::new())
    } else {
        app.read(move |from| {
            let people = people(from, &wanted)?;
            Ok((people, pictures(from, &viewer, &shown)?))
        })
        .await?
    };
    let (source, ids, own_host) = (source.to_owned(), ids.to_owned(), app.base().host());
    let rendered = app
        .render(move || {
            let options = Options {
                own_host: &own_host,
                mention: &|handle| people.get(handle).cloned(),
                picture: &|id| pictures.get(id).cloned(),
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

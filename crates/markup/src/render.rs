//! The way from source to rendered text.

use std::cell::Cell;
use std::fmt;

use comrak::{Arena, format_html, try_parse_document};

use crate::allow::Stage;
use crate::options::{Options, Rendered, TooLong};
use crate::parse::parse;
use crate::pass::{direction, heading, highlight, link, mention, picture, place, tidy};
use crate::settle::{finish, settle};
use crate::tree::Node;

/// Renders Markdown: CommonMark with tables, task lists, footnotes, strikethrough and bare addresses.
///
/// HTML in it is shown as it was typed.
pub fn markdown(source: &str, options: &Options<'_>) -> Result<Rendered, TooLong> {
    let limit = room_for(source, options)?;
    let html = convert(source, RawHtml::Escaped).ok_or(TooLong::Rendered { limit })?;
    let mut nodes = read(&html, limit)?;
    heading::name(&mut nodes);
    picture::caption(&mut nodes, options.own_host);
    let mentions = mention::expand(&mut nodes, options);
    rendered(nodes, mentions, options, limit)
}

/// Renders HTML of any origin: imported, mailed, or made by [`crate::breaks`] and the like.
pub fn html(source: &str, options: &Options<'_>) -> Result<Rendered, TooLong> {
    let limit = room_for(source, options)?;
    let nodes = read(source, limit)?;
    rendered(nodes, Vec::new(), options, limit)
}

/// Markdown with HTML in it, as other programs let their authors write it, to HTML **that is not fit to be shown**:
/// it goes to [`html`].
pub fn markdown_with_html(source: &str) -> String {
    convert(source, RawHtml::Kept).unwrap_or_else(|| crate::breaks(source))
}

/// How many bytes the rendered text may have.
fn room_for(source: &str, options: &Options<'_>) -> Result<usize, TooLong> {
    if source.len() > options.max_source {
        return Err(TooLong::Source {
            limit: options.max_source,
        });
    }
    Ok(room(source))
}

fn room(source: &str) -> usize {
    source.len().saturating_mul(8).saturating_add(64 * 1024)
}

fn read(html: &str, limit: usize) -> Result<Vec<Node>, TooLong> {
    let (nodes, whole) = parse(html);
    if !whole {
        return Err(TooLong::Rendered { limit });
    }
    Ok(tidy::tidy(nodes))
}

fn rendered(
    mut nodes: Vec<Node>,
    mentions: Vec<String>,
    options: &Options<'_>,
    limit: usize,
) -> Result<Rendered, TooLong> {
    heading::shift(&mut nodes, options.heading_base);
    place::rename(&mut nodes, options.ids);
    link::settle(&mut nodes, options.own_host);
    // Links that lead nowhere have left their words standing between blocks.
    let mut nodes = tidy::tidy(nodes);
    picture::expand(&mut nodes, options);
    highlight::highlight(&mut nodes);
    direction::mark(&mut nodes);
    let nodes = settle(nodes, Stage::Shown);
    let references = link::references(&nodes);
    let html = finish(nodes, Stage::Shown);
    if html.len() > limit {
        return Err(TooLong::Rendered { limit });
    }
    Ok(Rendered {
        html,
        mentions,
        links: references.links,
        pictures: references.pictures,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RawHtml {
    Escaped,
    Kept,
}

/// Markdown to HTML; nothing if it would take far more steps or bytes than its length explains.
fn convert(source: &str, raw: RawHtml) -> Option<String> {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.parse.escaped_char_spans = true;
    options.render.escaped_char_spans = true;
    match raw {
        RawHtml::Escaped => options.render.escape = true,
        RawHtml::Kept => options.render.r#unsafe = true,
    }
    let arena = Arena::new();
    let calls = Cell::new(0_usize);
    // The parser asks every 256 steps. A row of a table makes cells that nobody wrote.
    let most = room(source) / 256;
    let too_many = || {
        calls.set(calls.get().saturating_add(1));
        calls.get() > most
    };
    let document = try_parse_document(&arena, source, &options, &too_many).ok()?;
    let mut html = Bounded {
        text: String::new(),
        // Much of it goes again: tags too deep, attributes nobody reads.
        room: room(source).saturating_mul(2),
    };
    format_html(document, &options, &mut html).ok()?;
    Some(html.text)
}

struct Bounded {
    text: String,
    room: usize,
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.text.len().saturating_add(text.len()) > self.room {
            return Err(fmt::Error);
        }
        self.text.push_str(text);
        Ok(())
    }
}

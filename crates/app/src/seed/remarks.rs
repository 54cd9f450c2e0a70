//! A stock of things to say, each rendered once, since a million comments are made of them.

use super::dice::Dice;
use super::shown::shown;
use super::speech;
use crate::text::Place;
use crate::{App, Result};

/// How many different paragraphs there are: enough that no page repeats itself.
const STOCK: usize = 4_000;

/// A paragraph, as written and as shown.
#[derive(Clone, Debug)]
struct Remark {
    source: String,
    html: String,
}

/// The stock.
pub(super) struct Remarks {
    plain: Vec<Remark>,
    /// Lists and quotations, which may only come first, lest two of them grow together.
    shaped: Vec<Remark>,
}

impl Remarks {
    /// Makes up and renders all of it.
    pub(super) async fn make(app: &App, dice: &mut Dice) -> Result<Self> {
        let mut stock = Self {
            plain: Vec::new(),
            shaped: Vec::new(),
        };
        for number in 0..STOCK {
            let source = speech::remark(dice);
            let ids = format!("s{number}");
            let html = shown(app, &source, Place::Comment, &ids).await?;
            let plain = html.starts_with("<p>") || html.starts_with("<p ");
            let remark = Remark { source, html };
            if plain {
                stock.plain.push(remark);
            } else {
                stock.shaped.push(remark);
            }
        }
        Ok(stock)
    }

    /// What somebody says: its source and its HTML, one to three paragraphs.
    pub(super) fn say(&self, dice: &mut Dice) -> (String, String) {
        let more = match dice.below(100) {
            0..70 => 0,
            70..92 => 1,
            _ => 2,
        };
        let (mut source, mut html) = (String::new(), String::new());
        let first = if dice.chance(60) && !self.shaped.is_empty() {
            self.shaped.get(dice.place(self.shaped.len()))
        } else {
            self.plain.get(dice.place(self.plain.len()))
        };
        let rest = (0..more).filter_map(|_| self.plain.get(dice.place(self.plain.len())));
        for remark in first.into_iter().chain(rest) {
            if !source.is_empty() {
                source.push_str("\n\n");
            }
            source.push_str(&remark.source);
            html.push_str(&remark.html);
        }
        (source, html)
    }
}

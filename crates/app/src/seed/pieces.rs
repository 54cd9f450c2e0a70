//! The articles of a made-up community.

use std::collections::HashSet;
use std::time::Duration;

use base::{Id, Moment};
use domain::activity::{Kind, Touches};
use domain::conversation::{Conversation, Stage};
use domain::group::Visibility;
use domain::site::Site;
use domain::{Role, tag};
use store::seed::Piece;

use super::crowd::Crowd;
use super::dice::{Dice, Of};
use super::row::Row;
use super::shown::shown;
use super::{Plan, speech};
use crate::article::month_of;
use crate::text::{self, Place};
use crate::{App, Result};

const TAGS: &[&str] = &[
    "beginners",
    "bicycles",
    "clocks",
    "cloth",
    "electricals",
    "evening classes",
    "found things",
    "garden",
    "glue",
    "history",
    "how to",
    "kitchen",
    "leather",
    "metal",
    "money",
    "music",
    "neighbours",
    "numbers",
    "paper",
    "plans",
    "questions",
    "safety",
    "seeds",
    "spare parts",
    "thanks",
    "tools",
    "water",
    "winter",
    "wood",
    "wool",
];
const CATEGORIES: &[&str] = &["How-to", "News", "Notes", "People", "Reports"];

/// An article as those who talk under it need to know it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) conversation: Id<Conversation>,
    pub(super) at: Moment,
    /// The place of the author among the members.
    pub(super) author: usize,
}

/// When each article comes out: spread over the whole time, each with a moment of its own.
pub(super) fn moments(plan: &Plan, dice: &mut Dice) -> Vec<Moment> {
    let day = 86_400_000;
    let mut times: Vec<u64> = (0..plan.conversations)
        .map(|_| day + dice.below(plan.span_ms().saturating_sub(day)))
        .collect();
    times.sort_unstable();
    times
        .into_iter()
        .zip(0_u64..)
        .map(|(time, late)| plan.from.after(Duration::from_millis(time + late)))
        .collect()
}

/// Makes articles of one community: no two have the same address.
pub(super) struct Desk<'a> {
    pub(super) app: &'a App,
    pub(super) site: &'a Site,
    pub(super) crowd: &'a Crowd,
    pub(super) taken: HashSet<((i16, i8), String)>,
}

impl Desk<'_> {
    /// The article that comes out `at` a moment, with the activity of its publishing.
    pub(super) async fn write(
        &mut self,
        at: Moment,
        dice: &mut Dice,
        rows: &mut Vec<Row>,
    ) -> Result<Anchor> {
        let (author, authors) = self.authors(at, dice);
        let title = speech::title(dice);
        let source = speech::article_text(dice);
        let html = shown(self.app, &source, Place::Article, "a").await?;
        let month = month_of(self.site, at);
        let id = dice.id(at, Of::Article);
        let piece = Piece {
            id,
            slug: self.slug(month, &title),
            title,
            month,
            excerpt: markup::excerpt(&html, text::EXCERPT),
            source,
            html,
            pipeline: markup::PIPELINE,
            visibility: if dice.chance(30) {
                Visibility::Members
            } else {
                Visibility::Public
            },
            stage: Stage::Published,
            made_at: at,
            published_at: Some(at),
            authors: authors
                .iter()
                .filter_map(|place| self.crowd.members.get(*place))
                .map(|member| member.id)
                .collect(),
            tags: tags(at, dice),
        };
        rows.push(Row::Article(piece));
        let conversation = id.cast();
        if let Some(member) = self.crowd.members.get(author) {
            let touches = Touches {
                conversation: Some(conversation),
                ..Touches::default()
            };
            rows.push(Row::activity(
                dice.id(at, Of::Other),
                at,
                member.actor(),
                Kind::Published,
                touches,
            ));
        }
        Ok(Anchor {
            conversation,
            at,
            author,
        })
    }

    /// A writer who was there already, and now and then a second one.
    fn authors(&self, at: Moment, dice: &mut Dice) -> (usize, Vec<usize>) {
        let there = self.crowd.there(at);
        let writer = |dice: &mut Dice| {
            (0..40)
                .map(|_| dice.front(there))
                .find(|place| {
                    let member = self.crowd.members.get(*place);
                    member.is_some_and(|member| member.role >= Role::Steward)
                })
                .unwrap_or(0)
        };
        let first = writer(dice);
        let mut all = vec![first];
        if dice.chance(120) {
            let second = writer(dice);
            if second != first {
                all.push(second);
            }
        }
        (first, all)
    }

    fn slug(&mut self, month: (i16, i8), title: &str) -> String {
        let wanted = domain::article::slug(title);
        let mut slug = wanted.clone();
        let mut number = 2_u32;
        while !self.taken.insert((month, slug.clone())) {
            slug = format!("{wanted}-{number}");
            number += 1;
        }
        slug
    }
}

fn tags(at: Moment, dice: &mut Dice) -> Vec<(Id<tag::Tag>, tag::Draft)> {
    let mut tags: Vec<(Id<tag::Tag>, tag::Draft)> = Vec::new();
    let mut add = |dice: &mut Dice, kind, name| {
        let draft = tag::Draft::new(kind, name, tag::NAME_LIMIT);
        if let Some(draft) = draft.filter(|draft| !tags.iter().any(|(_, known)| known == draft)) {
            tags.push((dice.id(at, Of::Other), draft));
        }
    };
    for _ in 0..dice.between(1, 4) {
        let name = dice.word(TAGS);
        add(dice, tag::Kind::Tag, name);
    }
    let name = dice.word(CATEGORIES);
    add(dice, tag::Kind::Category, name);
    tags
}

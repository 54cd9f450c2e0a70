//! Reads what is somebody's, a bounded piece at a time, and only what they may see now (R21).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use base::Id;
use domain::comment::{Author, Comment};
use domain::conversation::Conversation;
use domain::draft::{self, Place};
use domain::person::{Byline, Person};
use domain::{Viewer, Visible};
use serde_json::{Value, json};
use store::Snapshot;
use store::export::{Kind, Own, Shelf, Trace, Trail};

use super::item::{Item, at, name};
use crate::{BaseUrl, Result};

/// Whose things, and as whom they look.
#[derive(Clone, Debug)]
pub(super) struct Whose {
    pub(super) me: Id<Person>,
    pub(super) viewer: Viewer,
    pub(super) base: BaseUrl,
}

/// A piece of a shelf, with where the next one begins and how many things had to be left out.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) items: Vec<Item>,
    pub(super) next: Option<i64>,
    pub(super) left_out: i64,
}

/// Traces, and where the next ones begin.
pub(super) type Traces = (Vec<Item>, Option<(i64, i64)>);

/// Things of a shelf read at once: articles can be a megabyte each.
const fn at_once(shelf: Shelf) -> i64 {
    match shelf {
        Shelf::Articles => 8,
        Shelf::Posts => 50,
        Shelf::Comments => 100,
        Shelf::Pictures => 100,
    }
}

/// Traces read at once.
const TRACES: i64 = 500;

impl Whose {
    /// A piece of what they wrote.
    pub(super) fn shelf(&self, from: &mut Snapshot<'_>, shelf: Shelf, after: i64) -> Result<Piece> {
        let ids = store::export::own(from, self.me, shelf, after, at_once(shelf))?;
        let mut piece = Piece {
            next: ids.last().copied(),
            ..Piece::default()
        };
        for id in ids {
            let item = match shelf {
                Shelf::Articles => self.article(from, id)?,
                Shelf::Posts => self.post(from, id)?,
                Shelf::Comments => self.comment(from, id)?,
                Shelf::Pictures => self.picture(from, id)?,
            };
            match item {
                Some(item) => piece.items.push(item),
                None => piece.left_out += 1,
            }
        }
        Ok(piece)
    }

    fn article(&self, from: &mut Snapshot<'_>, id: i64) -> Result<Option<Item>> {
        let Some(id) = Id::from_raw(id) else {
            return Ok(None);
        };
        let Some(article) = store::article::find(from, &self.viewer, id)? else {
            return Ok(None);
        };
        let tags = store::tag::of(from, &article)?;
        let line = &article.line;
        let mut item = Item::of("article");
        item.set("id", id.to_string());
        item.set("title", line.title.as_str());
        item.set("address", self.base.join(&line.path));
        item.set("stage", line.stage.as_str());
        item.set("visibility", line.visibility.as_str());
        item.set("at", at(line.at));
        item.set("changed", at(line.updated_at));
        item.set(
            "authors",
            article.authors.iter().map(called).collect::<Vec<_>>(),
        );
        item.set(
            "tags",
            tags.iter()
                .map(|tag| tag.name.as_str().into())
                .collect::<Vec<Value>>(),
        );
        item.set("format", article.format.as_str());
        item.set("excerpt", article.own_excerpt.as_str());
        item.set("comments", line.comments);
        let slug = line.path.rsplit('/').next().unwrap_or_default();
        let file = name("articles", line.at, slug, &id.to_string());
        item.file = Some((file, item.with_words(&article.source)));
        item.set("text", article.source.as_str());
        Ok(Some(item))
    }

    fn post(&self, from: &mut Snapshot<'_>, id: i64) -> Result<Option<Item>> {
        let Some(id) = Id::from_raw(id) else {
            return Ok(None);
        };
        let Some(post) = store::post::find(from, &self.viewer, id)? else {
            return Ok(None);
        };
        let conversation = &post.conversation;
        let mut item = Item::of("conversation");
        item.set("id", id.to_string());
        item.set("what", conversation.kind.as_str());
        item.set("title", conversation.title.as_str());
        item.set("address", self.base.join(&conversation.path));
        item.set("stage", conversation.stage.as_str());
        item.set("visibility", conversation.visibility.as_str());
        item.set("at", at(post.at));
        item.set("changed", post.edited_at.map(at));
        item.set(
            "answer",
            post.answer.map(|answer| self.comment_address(answer)),
        );
        item.set("comments", conversation.comments);
        let slug = conversation.path.rsplit('/').next().unwrap_or_default();
        let file = name("conversations", post.at, slug, &id.to_string());
        item.file = Some((file, item.with_words(&post.source)));
        item.set("text", post.source.as_str());
        Ok(Some(item))
    }

    /// What they said is theirs wherever it was said; where that was is told only while they may see it.
    fn comment(&self, from: &mut Snapshot<'_>, id: i64) -> Result<Option<Item>> {
        let Some(id) = Id::<Comment>::from_raw(id) else {
            return Ok(None);
        };
        let Some(own) = Own::load(from, self.me, Kind::Comment, id.raw())? else {
            return Ok(None);
        };
        let Some(said) = store::comment::unseen(from, id)? else {
            return Ok(None);
        };
        let seen = self.viewer.see(said.clone());
        let mut item = Item::of("comment");
        item.set("id", id.to_string());
        item.set("at", at(said.comment.at));
        item.set("changed", own.edited_at.map(at));
        item.set("state", said.comment.state.as_str());
        item.set("format", own.format.as_str());
        if let Author::Guest { name, .. } = &said.comment.author {
            item.set("as-guest", name.as_str());
        }
        if let Some(seen) = &seen {
            item.set("address", self.comment_address(id));
            item.set("under", seen.title.as_str());
            item.set("under-address", self.base.join(&seen.path));
            if let Some(parent) = seen.comment.parent
                && let Some(parent) = store::comment::find(from, &self.viewer, parent)?
            {
                item.set("answers", self.comment_address(parent.comment.id));
                item.set("answers-whom", parent.comment.author.name());
            }
            item.set("thanks", seen.comment.thanks);
        }
        let field = |name: &str| item.field(name).to_owned();
        item.record = Some(vec![
            field("at"),
            field("address"),
            field("under"),
            field("answers"),
            field("answers-whom"),
            own.source.clone(),
        ]);
        let file = name("comments", said.comment.at, "", &id.to_string());
        item.file = Some((file, item.with_words(&own.source)));
        item.set("text", own.source.as_str());
        Ok(Some(item))
    }

    fn picture(&self, from: &mut Snapshot<'_>, id: i64) -> Result<Option<Item>> {
        let Some(id) = Id::from_raw(id) else {
            return Ok(None);
        };
        let Some(picture) = store::picture::find(from, &self.viewer, id)? else {
            return Ok(None);
        };
        let Some(largest) = picture.variants.iter().max_by_key(|one| one.width) else {
            return Ok(None);
        };
        let mut item = Item::of("picture");
        item.set("id", id.to_string());
        item.set("at", at(picture.made_at));
        item.set("shows", picture.alt.as_str());
        item.set("width", picture.width);
        item.set("height", picture.height);
        let ending = match largest.mime.as_str() {
            "image/png" => "png",
            "image/jpeg" => "jpg",
            "image/gif" => "gif",
            _ => "webp",
        };
        item.set("file", format!("pictures/{id}.{ending}"));
        item.set("hash", largest.hash.hex());
        Ok(Some(item))
    }

    /// What they have typed and not sent, after so many; and how many come before the next ones.
    pub(super) fn drafts(
        &self,
        from: &mut Snapshot<'_>,
        after: i64,
    ) -> Result<(Vec<Item>, Option<i64>)> {
        let found = store::draft::list(from, self.me, after, draft::PAGE)?;
        let next = (!found.is_empty()).then_some(after + draft::PAGE);
        let mut items = Vec::with_capacity(found.len());
        for kept in found {
            let mut item = Item::of("draft");
            item.set("at", at(kept.at));
            item.set("for", kept.place.to_string());
            item.set("title", kept.draft.title.as_str());
            item.set("tags", kept.draft.rest.tags.as_str());
            if let Place::Saying { conversation, .. } = kept.place
                && let Some(place) = store::conversation::find(from, &self.viewer, conversation)?
            {
                item.set("under", place.title.as_str());
                item.set("under-address", self.base.join(&place.path));
            }
            item.set("text", kept.draft.source.as_str());
            items.push(item);
        }
        Ok((items, next))
    }

    /// A piece of what they did and what was done to them.
    pub(super) fn traces(
        &self,
        from: &mut Snapshot<'_>,
        trail: Trail,
        after: (i64, i64),
    ) -> Result<Traces> {
        let found = store::export::trail(from, trail, self.me, after, TRACES)?;
        let next = found.last().map(|last| (last.a, last.b));
        let mut places = HashMap::new();
        let mut people = HashMap::new();
        let mut items = Vec::with_capacity(found.len());
        for trace in found {
            items.push(self.trace(from, trail, &trace, &mut places, &mut people)?);
        }
        Ok((items, next))
    }

    fn trace(
        &self,
        from: &mut Snapshot<'_>,
        trail: Trail,
        trace: &Trace,
        places: &mut HashMap<Id<Conversation>, Option<Visible<Conversation>>>,
        people: &mut HashMap<Id<Person>, Option<Value>>,
    ) -> Result<Item> {
        let mut item = Item::of(trail.name());
        item.set("at", trace.at.map(at));
        let place = match trace.conversation {
            Some(id) => match places.entry(id) {
                Entry::Occupied(known) => known.into_mut().as_ref(),
                Entry::Vacant(room) => {
                    let found = store::conversation::find(from, &self.viewer, id)?;
                    room.insert(found).as_ref()
                }
            },
            None => None,
        };
        if let Some(place) = place {
            item.set("under", place.title.as_str());
            item.set("under-address", self.base.join(&place.path));
        }
        // Without the place nothing is told that stood there, but for what they wrote themselves.
        let told = trace.conversation.is_none() || place.is_some();
        if let Some(id) = trace.comment.filter(|_| place.is_some())
            && let Some(comment) = store::comment::find(from, &self.viewer, id)?
        {
            item.set("about", self.comment_address(id));
            item.set("about-whom", comment.comment.author.name());
        }
        if let Some(id) = trace.person.filter(|id| *id != self.me && told) {
            let known = match people.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(room) => {
                    let found = store::person::find(from, &self.viewer, id)?;
                    room.insert(found.map(|one| named(&one.handle, &one.name)))
                }
            };
            item.set("person", known.clone());
        }
        if told || trail != Trail::Vote {
            item.set("what", trace.what.as_deref());
        }
        item.set("words", trace.words.as_deref());
        Ok(item)
    }

    fn comment_address(&self, id: Id<Comment>) -> String {
        self.base.join(&format!("/comments/{id}"))
    }
}

fn named(handle: &str, name: &str) -> Value {
    json!({ "handle": handle, "name": name })
}

fn called(byline: &Byline) -> Value {
    named(&byline.handle, &byline.name)
}

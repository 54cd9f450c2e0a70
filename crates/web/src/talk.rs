//! What is said under an anchor, as loaded for a page, whatever the anchor is.

use std::sync::Arc;

use app::Found as _;
use base::Id;
use domain::comment::{self, Comment};
use domain::conversation::{Conversation, Kind};
use domain::person::Person;
use domain::post::Accept;
use domain::{Rule as _, Viewer, Visible};
use store::Snapshot;
use store::comment::{Place, Placed};

use crate::desk::Desk;
use crate::error::PageError;
use crate::mine::Mine;
use crate::reading;
use crate::thread::Thread;
use crate::weave::{self, Ability, Pages};

/// Under what a thread stands, as far as it shows in it.
pub(crate) struct Under<'a> {
    pub(crate) conversation: Id<Conversation>,
    /// Whose comments are marked as the author's.
    pub(crate) authors: &'a [Id<Person>],
    /// The comment that was accepted as the answer.
    pub(crate) answer: Option<Id<Comment>>,
}

/// The address of a conversation.
pub(crate) async fn path(desk: &Desk, id: Id<Conversation>) -> Result<String, PageError> {
    let path = desk.read(move |from, viewer| {
        let found = store::conversation::find(from, viewer, id)?.found()?;
        Ok(found.path.clone())
    });
    Ok(path.await?)
}

/// What comments are shown by, wherever they stand.
pub(crate) struct Setting {
    pub(crate) conversation: Visible<Conversation>,
    authors: Vec<Id<Person>>,
    answer: Option<Id<Comment>>,
    accept: bool,
}

/// Of a conversation of any kind.
pub(crate) fn setting(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    id: Id<Conversation>,
) -> app::Result<Setting> {
    let conversation = store::conversation::find(from, viewer, id)?.found()?;
    let (authors, answer, accept) = if conversation.kind.is_post() {
        let post = store::post::find(from, viewer, id)?.found()?;
        (vec![post.by.id], post.answer, Accept::allows(viewer, &post))
    } else {
        let article = store::article::find(from, viewer, id.cast())?.found()?;
        let authors = article.authors.iter().map(|author| author.id).collect();
        (authors, None, false)
    };
    Ok(Setting {
        conversation,
        authors,
        answer,
        accept,
    })
}

impl Setting {
    /// Comments as whoever looks sees them, and that they have seen them.
    pub(crate) async fn show(
        &self,
        desk: &Desk,
        comments: &[Visible<Placed>],
        stamp: u64,
    ) -> Result<Arc<String>, PageError> {
        let pages = Pages {
            flat: true,
            ..Pages::default()
        };
        let thread = weave::render(desk, comments, &self.authors, self.answer, pages)?;
        let mine = mine(desk, &self.conversation, stamp).await?;
        let ability = Ability {
            open: domain::conversation::Comment::allows(&desk.viewer(), &self.conversation),
            accept: self.accept,
            answer: self.answer,
        };
        let mays = weave::mays(desk, &thread, &mine, ability);
        let html = weave::for_viewer(desk, &thread, mays, &self.conversation.path)?;
        reading::note(desk, &self.conversation, &mine, &thread).await;
        Ok(html)
    }

    /// The key of the words above them.
    pub(crate) fn heading(&self) -> &'static str {
        match self.conversation.kind {
            Kind::Question => "post.answers",
            _ => "comment.heading",
        }
    }
}

/// A comment that is to be answered.
pub(crate) struct Answered {
    pub(crate) id: Id<Comment>,
    /// Who said it.
    pub(crate) name: String,
    /// Its words, to be quoted, if that is wanted.
    pub(crate) quotation: Option<String>,
}

/// The comment that is to be answered, if it is one of this conversation that the viewer sees.
pub(crate) async fn answered(
    desk: &Desk,
    conversation: Id<Conversation>,
    reply: Option<Id<Comment>>,
    quotes: bool,
) -> Result<Option<Answered>, PageError> {
    let Some(id) = reply else { return Ok(None) };
    let placed = desk
        .read(move |from, viewer| Ok(store::comment::find(from, viewer, id)?))
        .await?;
    let placed = placed.filter(|placed| placed.comment.conversation == conversation);
    Ok(placed.map(|placed| {
        let comment = placed.part(|placed| placed.comment);
        let name = comment.author.name().to_owned();
        Answered {
            id,
            quotation: quotes.then(|| quotation(desk, &comment)).flatten(),
            name,
        }
    }))
}

/// A comment's words, to be quoted.
pub(crate) fn quotation(desk: &Desk, comment: &Visible<Comment>) -> Option<String> {
    let name = i18n::Arg::Text(comment.author.name());
    let lead = i18n::text_with(desk.lang, "quote.wrote", &[("name", name)]);
    app::comment::quotation(comment, &lead)
}

/// What is the viewer's own there, from memory while nothing has changed in the conversation or for them.
pub(crate) async fn mine(
    desk: &Desk,
    conversation: &Visible<Conversation>,
    stamp: u64,
) -> Result<Arc<Mine>, PageError> {
    let Some(me) = desk.viewer().person() else {
        return Ok(Arc::default());
    };
    let (id, kind) = (conversation.id, conversation.kind);
    let key = (me, id);
    // Both only rise. What reading it changes is theirs alone and leaves the conversation as it is.
    let stamp = stamp.wrapping_add(desk.app().store().versions().reader(me));
    let conversation = conversation.clone();
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.mine.get(&key, stamp)
    {
        return Ok(known);
    }
    let found = desk
        .read(move |from, _| {
            let thanked = store::thanks::by(from, me, id)?;
            let helped = match kind {
                Kind::Question => store::post::helped_by(from, me, id)?,
                Kind::Article | Kind::Discussion | Kind::Idea | Kind::Ask | Kind::Offer => {
                    Default::default()
                }
            };
            let standing = store::reader::standing(from, me, &conversation)?;
            let unread = standing.unread.iter().map(|(id, _)| *id).collect();
            Ok(Mine {
                thanked,
                helped,
                standing,
                unread,
                drafts: store::draft::within(from, me, id)?,
            })
        })
        .await?;
    Ok(desk.hall.mine.put(key, stamp, found))
}

/// How many take part, from memory while nothing has been said since.
pub(crate) async fn people(
    desk: &Desk,
    conversation: &Visible<Conversation>,
    stamp: u64,
) -> Result<i64, PageError> {
    let id = conversation.id;
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.people.get(&id, stamp)
    {
        return Ok(*known);
    }
    let conversation = conversation.clone();
    let found = desk
        .read(move |from, _| Ok(store::comment::people(from, &conversation)?))
        .await?;
    Ok(*desk.hall.people.put(id, stamp, found))
}

/// A page of the thread, rendered for everybody, from memory if nothing has been said since.
pub(crate) async fn page(
    desk: &Desk,
    under: &Under<'_>,
    after: Option<Place>,
    stamp: u64,
) -> Result<Arc<Thread>, PageError> {
    let conversation = under.conversation;
    let key = weave::key(desk, conversation, after);
    if desk.app().store().versions().trusted()
        && let Some(known) = desk.hall.threads.get(&key, stamp)
    {
        return Ok(known);
    }
    let (mut page, before) = desk
        .read(move |from, viewer| {
            let page =
                store::comment::thread(from, viewer, conversation, after, comment::PAGE + 1)?;
            let before = match after {
                None => None,
                Some(place) => {
                    let earlier = store::comment::thread_before(
                        from,
                        viewer,
                        conversation,
                        place,
                        comment::PAGE,
                    )?;
                    // The page before begins after the comment that comes before its first; none is the beginning.
                    let full = earlier.len() >= usize::try_from(comment::PAGE).unwrap_or(50);
                    Some(if full {
                        earlier.first().map(|first| Place::of(first))
                    } else {
                        None
                    })
                }
            };
            Ok((page, before))
        })
        .await?;
    let wanted = usize::try_from(comment::PAGE).unwrap_or(50);
    let more = page.len() > wanted;
    page.truncate(wanted);
    let next = if more {
        page.last().map(|last| Place::of(last))
    } else {
        None
    };
    let pages = Pages {
        next,
        previous: before,
        flat: false,
    };
    let made = weave::render(desk, &page, under.authors, under.answer, pages)?;
    Ok(desk.hall.threads.put(key, stamp, made))
}

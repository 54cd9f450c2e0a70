//! A post with its thread.

use std::sync::Arc;

use app::Found as _;
use askama::Template;
use axum::response::Response;
use base::Id;
use domain::comment::Comment;
use domain::conversation::{self, Close, Conversation, Kind, Stage};
use domain::person::Byline;
use domain::poll::{Attach, Attachable};
use domain::post::{Accept, BringBack, Change, Decide, Post, Standing, Support, Withdraw};
use domain::tag::Tag;
use domain::{Rule, Visible};
use http::{HeaderMap, StatusCode};
use serving::headers::Cache;
use store::comment::{Place, Placed};

use super::beside::Beside;
use super::typing::Typing;
use crate::address;
use crate::article::ArticleQuery;
use crate::comment_form::CommentForm;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section, Undo};
use crate::kept;
use crate::path::Path;
use crate::poll;
use crate::reading::{self, Reading};
use crate::talk::{self, Under};
use crate::thread::Thread;
use crate::weave::{self, Ability};

/// Faces of supporters that a page shows.
const FACES: i64 = 12;

/// A post with what stands around it.
struct Loaded {
    post: Visible<Post>,
    conversation: Visible<Conversation>,
    tags: Vec<Tag>,
    answer: Option<Visible<Placed>>,
    continues_in: Option<Visible<Conversation>>,
    supporters: Vec<Byline>,
    supported: bool,
    beside: Option<Beside>,
}

async fn load(desk: &Desk, id: Id<Conversation>) -> Result<Loaded, PageError> {
    let loaded = desk
        .read(move |from, viewer| {
            let post = store::post::find(from, viewer, id)?.found()?;
            let conversation = post.clone().part(|post| post.conversation);
            let tags = store::tag::under(from, &conversation)?;
            let answer = match post.answer {
                Some(answer) => store::comment::find(from, viewer, answer)?
                    .filter(|placed| !placed.comment.state.is_gone()),
                None => None,
            };
            let continues_in = match conversation.continues_in {
                Some(next) => store::conversation::find(from, viewer, next)?,
                None => None,
            };
            let (supporters, supported) = match (post.kind(), viewer.person()) {
                (Kind::Idea, me) => (
                    store::post::supporters(from, &post, FACES)?,
                    match me {
                        Some(me) => store::post::supports(from, &post, me)?,
                        None => false,
                    },
                ),
                (
                    Kind::Article | Kind::Discussion | Kind::Question | Kind::Ask | Kind::Offer,
                    _,
                ) => (Vec::new(), false),
            };
            let beside = Beside::load(from, viewer, &post)?;
            Ok(Loaded {
                post,
                conversation,
                tags,
                answer,
                continues_in,
                supporters,
                supported,
                beside,
            })
        })
        .await?;
    Ok(loaded)
}

#[derive(Template)]
#[template(path = "post/show.html")]
struct PostPage {
    frame: Frame,
    post: Visible<Post>,
    tags: Vec<Tag>,
    answer: Option<Visible<Placed>>,
    continues_in: Option<Visible<Conversation>>,
    supporters: Vec<Byline>,
    supported: bool,
    beside: Option<Beside>,
    /// The poll under it, rendered.
    poll: Option<String>,
    may_ask: bool,
    thread: Arc<String>,
    pager: Option<Arc<Thread>>,
    people: i64,
    reading: Option<Reading>,
    form: CommentForm,
    may_comment: bool,
    must_sign_in: bool,
    may_change: bool,
    may_close: bool,
    may_withdraw: bool,
    may_bring_back: bool,
    may_support: bool,
    may_decide: bool,
    typing: Typing,
}

impl PostPage {
    const STANDINGS: &'static [Standing] = Standing::ALL;

    fn is_standing(&self, name: &str) -> bool {
        if !self.typing.deciding.standing.is_empty() {
            return self.typing.deciding.standing == name;
        }
        match &self.post.decision {
            Some(decision) => decision.standing.as_str() == name,
            None => name == "open",
        }
    }

    fn reason(&self) -> &str {
        match (&self.post.decision, self.typing.deciding.reason.as_str()) {
            (Some(decision), "") => &decision.source,
            (_, typed) => typed,
        }
    }

    /// Of an answer that was accepted: its comment.
    fn accepted(&self) -> Option<&Comment> {
        self.answer.as_ref().map(|placed| &placed.comment)
    }

    /// Why it is not to be seen by all, if it is not.
    fn away(&self) -> Option<&'static str> {
        match self.post.conversation.stage {
            Stage::Published => None,
            Stage::Draft | Stage::Scheduled => Some("post.taken-back-text"),
            Stage::Waiting => Some("hold.waits-text"),
            Stage::Removed => Some("post.removed-text"),
        }
    }

    /// How many hands are not shown.
    fn further(&self) -> i64 {
        self.beside.as_ref().map_or(0, Beside::further)
    }

    /// The sentence beside “I can” or “I’d like”: as typed, or as said before.
    fn words(&self) -> &str {
        let said = self.beside.as_ref().and_then(|beside| beside.mine.as_ref());
        self.typing
            .words
            .as_ref()
            .or(said)
            .map_or("", String::as_str)
    }

    /// Whether it is being typed how it ended.
    fn is_ending(&self) -> bool {
        !self.typing.ending.how.is_empty()
    }

    /// Whether it is said, or to be expected, that it ended with help.
    fn ends_helped(&self) -> bool {
        match self.typing.ending.how.as_str() {
            "" => self
                .beside
                .as_ref()
                .is_some_and(|beside| !beside.candidates.is_empty()),
            how => how == "helped",
        }
    }

    fn is_named(&self, byline: &Byline) -> bool {
        self.typing.ending.named.contains(&byline.id)
    }

    /// The words above the thread.
    fn heading(&self) -> &'static str {
        match self.post.kind() {
            Kind::Question => "post.answers",
            Kind::Article | Kind::Discussion | Kind::Idea | Kind::Ask | Kind::Offer => {
                "comment.heading"
            }
        }
    }
}

/// By its number alone: its address.
pub(crate) async fn by_id(
    desk: Desk,
    Path(id): Path<Id<Conversation>>,
) -> Result<Response, PageError> {
    let path = talk::path(&desk, id).await?;
    Ok(address::moved(&path))
}

/// A post with its thread. Under an old name it leads to its present one.
pub(crate) async fn show(
    desk: Desk,
    Path((id, _)): Path<(Id<Conversation>, String)>,
    Query(query): Query<ArticleQuery>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let path = talk::path(&desk, id).await?;
    if address::ascii(&path) != desk.path {
        let query = match desk.query.as_str() {
            "" => String::new(),
            query => format!("?{query}"),
        };
        return Ok(address::moved(&format!("{path}{query}")));
    }
    let visited = crate::visit::note_visit(&desk, &path);
    let plain = query.is_plain();
    let made = page(
        desk.clone(),
        id,
        query,
        CommentForm::default(),
        Typing::default(),
    );
    if plain {
        let mut response = kept::serve(&desk, &headers, crate::cache::Kind::Html, made).await?;
        if let Some(visited) = visited {
            response.extensions_mut().insert(visited);
        }
        return Ok(response);
    }
    let mut response = frame::respond(StatusCode::OK, made.await?);
    response.extensions_mut().insert(Cache::Private);
    Ok(response)
}

/// Renders the page of a post, perhaps with something that is being typed.
pub(crate) async fn page(
    desk: Desk,
    id: Id<Conversation>,
    query: ArticleQuery,
    mut form: CommentForm,
    typing: Typing,
) -> Result<String, PageError> {
    let after: Option<Place> = query.after.parse().ok();
    let reply: Option<Id<Comment>> = query.reply.parse().ok();
    let versions = Arc::clone(desk.app().store().versions());
    // The version first, so that what is made is never older than it says.
    let stamp = versions.conversation(id);
    let Loaded {
        post,
        conversation,
        tags,
        answer,
        continues_in,
        supporters,
        supported,
        beside,
    } = load(&desk, id).await?;
    let answered = talk::answered(&desk, id, reply, query.quotes()).await?;
    let look = poll::load(&desk, &conversation).await?;
    let asked = match &look {
        Some(look) => Some(poll::render(&desk, look, &poll::Typed::default())?),
        None => None,
    };
    let viewer = desk.viewer();
    let published = post.conversation.stage == Stage::Published;
    let authors = [post.by.id];
    let under = Under {
        conversation: id,
        authors: &authors,
        answer: post.answer,
    };
    let thread = talk::page(&desk, &under, after, stamp).await?;
    let mine = talk::mine(&desk, &conversation, stamp).await?;
    let people = talk::people(&desk, &conversation, stamp).await?;
    let may_comment = conversation::Comment::allows(&viewer, &conversation);
    let ability = Ability {
        open: may_comment,
        accept: Accept::allows(&viewer, &post),
        answer: post.answer,
    };
    let mays = weave::mays(&desk, &thread, &mine, ability);
    let woven = weave::for_viewer(&desk, &thread, mays, &conversation.path)?;
    if let Some(answered) = answered {
        form.answer(answered);
    }
    form.prepare(&desk, &conversation, &mine);
    let mut frame = Frame::new(
        &desk,
        post.conversation.title.clone(),
        Section::Conversations,
    )
    .describe(&post.excerpt)
    .with_feeds(&conversation.path, &conversation.title)
    .at(desk.app().base().join(&address::ascii(&conversation.path)))
    .notice(query.notice(&desk));
    frame.undo = query.restorable(&viewer).map(|id| Undo {
        action: format!("/comments/{id}/restoration"),
        label: desk.text("comment.restore"),
        return_to: "",
    });
    frame.indexed = published;
    let attachable = Attachable {
        conversation: post.conversation.clone(),
        taken: look.is_some(),
    };
    let page = PostPage {
        frame,
        may_ask: Attach::allows(&viewer, &attachable),
        poll: asked,
        may_change: Change::allows(&viewer, &post),
        may_close: published && Close::allows(&viewer, &conversation),
        may_withdraw: Withdraw::allows(&viewer, &post),
        may_bring_back: BringBack::allows(&viewer, &post),
        may_support: Support::allows(&viewer, &post),
        may_decide: Decide::allows(&viewer, &post),
        reading: Reading::of(&desk, &conversation, &mine).filter(|_| published),
        must_sign_in: published && conversation.door.is_open() && !may_comment,
        may_comment,
        pager: (thread.next.is_some() || thread.previous.is_some()).then(|| Arc::clone(&thread)),
        thread: woven,
        post,
        tags,
        answer,
        continues_in,
        supporters,
        supported,
        beside,
        people,
        form,
        typing,
    };
    let inside = page.thread.len() + page.post.html.len();
    let html = frame::html_around(&desk, &page, inside + 16 * 1024)?;
    if published {
        reading::note(&desk, &conversation, &mine, &thread).await;
    }
    Ok(html)
}

//! A person's page.

use app::person::Profile;
use askama::Template;
use axum::response::Response;
use base::Moment;
use domain::article::Line;
use domain::following::Source;
use domain::person::State;
use domain::{Role, Visible};
use domain::{conversation, post};
use http::HeaderMap;
use store::article::Filter;
use store::comment::Placed;

use crate::address::ascii;
use crate::cache::Kind;
use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::frame::{self, Frame, Section};
use crate::kept;
use crate::level::LevelForm;
use crate::path::Path;

/// Articles, and comments, on the page.
const SHOWN: i64 = 5;
/// Open asks, and offers, on the page: more than anybody may have.
const OPEN: i64 = 20;
/// Characters of a comment.
const EXCERPT: usize = 200;

/// A comment in short.
struct Said {
    placed: Visible<Placed>,
    words: String,
}

#[derive(Template)]
#[template(path = "person/show.html")]
struct PersonPage {
    frame: Frame,
    profile: Profile,
    /// The month in which they came.
    since: String,
    /// Open ones.
    offers: Vec<Visible<post::Line>>,
    asks: Vec<Visible<post::Line>>,
    articles: Vec<Visible<Line>>,
    more_articles: bool,
    said: Vec<Said>,
    is_you: bool,
    level: Option<LevelForm>,
}

/// In the place of the page of somebody who left.
#[derive(Template)]
#[template(path = "person/gone.html")]
struct GonePage {
    frame: Frame,
}

impl PersonPage {
    fn is_imported(&self) -> bool {
        self.profile.person.state == State::Imported
    }

    /// Members who are nothing but members carry no badge.
    fn office(&self) -> Option<String> {
        let role = self.profile.person.role;
        (role > Role::Member).then(|| format!("role.{role}"))
    }

    /// Only those who keep the peace see pages of people who are no members.
    fn absence(&self) -> Option<&'static str> {
        match self.profile.person.state {
            State::Suspended => Some("person.suspended"),
            State::Applied => Some("person.applied"),
            State::Unconfirmed => Some("person.unconfirmed"),
            State::Active | State::Imported | State::Gone => None,
        }
    }
}

/// The page; at its one address.
pub(crate) async fn show(
    desk: Desk,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    kept::serve(&desk.clone(), &headers, Kind::Html, async move {
        let profile = app::person::show(desk.app(), desk.caller(), &handle).await?;
        let person = &profile.person;
        let path = format!("/@{}", person.handle);
        if person.handle != handle {
            return Err(PageError::Moved(path));
        }
        if person.state == State::Gone {
            // What they said is not gathered here: it stands where they said it, by nobody in particular.
            let frame = Frame::new(&desk, person.name.clone(), Section::People).unlisted();
            return frame::html(&desk, &GonePage { frame });
        }
        let id = person.id;
        let (mut articles, comments, offers, asks, level) = desk
            .read(move |from, viewer| {
                let level = match viewer.person().filter(|me| *me != id) {
                    Some(me) => Some(store::following::level(from, me, Source::Person(id))?),
                    None => None,
                };
                Ok((
                    store::article::list(from, viewer, Filter::By(id), None, SHOWN + 1)?,
                    store::comment::recent_by(from, viewer, id, SHOWN)?,
                    store::post::open(
                        from,
                        viewer,
                        Some(conversation::Kind::Offer),
                        Some(id),
                        OPEN,
                    )?,
                    store::post::open(from, viewer, Some(conversation::Kind::Ask), Some(id), OPEN)?,
                    level,
                ))
            })
            .await?;
        let shown = usize::try_from(SHOWN).unwrap_or(5);
        let more_articles = articles.len() > shown;
        articles.truncate(shown);
        let said = comments
            .into_iter()
            .map(|placed| Said {
                words: excerpt(&placed.comment.html),
                placed,
            })
            .collect();
        let mut frame = Frame::new(&desk, person.name.clone(), Section::People)
            .describe(&excerpt(&person.bio_html))
            .at(desk.app().base().join(&ascii(&path)));
        if !articles.is_empty() {
            let base = format!("/articles/by/{}", person.handle);
            let title = i18n::Arg::Text(&person.name);
            let title = i18n::text_with(desk.lang, "article.list-by", &[("name", title)]);
            frame = frame.with_feeds(&base, &title);
        }
        frame.indexed = person.state.is_shown();
        let page = PersonPage {
            since: month(&desk, person.made_at),
            is_you: desk.viewer().is(person.id),
            level: level.map(|level| LevelForm::person(id, level)),
            frame,
            offers,
            asks,
            articles,
            more_articles,
            said,
            profile,
        };
        frame::html(&desk, &page)
    })
    .await
}

fn excerpt(html: &str) -> String {
    let snippet = markup::snippet(html, &[], EXCERPT);
    snippet.pieces.into_iter().map(|piece| piece.text).collect()
}

fn month(desk: &Desk, at: Moment) -> String {
    let day = at.timestamp().to_zoned_datetime(desk.zone.clone());
    i18n::month_year(desk.lang, &day)
}

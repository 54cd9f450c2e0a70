//! All routes on a page; those of people and their accounts on a second one.

mod cases;
mod groups;
mod people;

use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use http::Method;
use serving::flight::Class;

use crate::hall::Hall;
use crate::registry::{Opened, at, list};
use crate::row::Audience::{Admins, Members, Moderators, Outside, Readers};
use crate::row::Row;
use crate::{
    about, admin, article, comment, door, feed, front, gate, health, live, lost, media, moderation,
    picture, poll, post, search, theme_choice, write,
};

/// A feed in its three formats.
macro_rules! three {
    ($list:literal, $handler:expr) => {
        [
            at(concat!($list, "/feed.atom")),
            at(concat!($list, "/feed.rss")),
            at(concat!($list, "/feed.json")),
        ]
        .map(|route| route.open_to(Readers).class(Class::Feed).get($handler))
    };
}

fn feeds() -> Vec<Opened> {
    [
        three!("/articles", feed::articles),
        three!("/articles/{year}", feed::year),
        three!("/articles/{year}/{month}", feed::month),
        three!("/articles/{year}/{month}/{slug}", feed::thread),
        three!("/articles/tagged/{slug}", feed::tagged),
        three!("/articles/in/{slug}", feed::shelved),
        three!("/articles/by/{handle}", feed::written),
        three!("/comments", feed::comments),
        three!("/conversations", feed::posts),
        three!("/conversations/{id}/{slug}", feed::post),
        three!("/g/{group}", feed::of_group),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where people write, and what becomes of what was said.
fn desks() -> Vec<Opened> {
    vec![
        at("/write")
            .open_to(Members)
            .class(Class::Render)
            .get(write::fresh)
            .post(write::begin),
        at("/write/{id}")
            .open_to(Members)
            .class(Class::Render)
            .get(write::open)
            .post(write::change),
        at("/write/{id}/history")
            .open_to(Members)
            .class(Class::Render)
            .get(write::history::show),
        at("/comments/{id}/edit")
            .open_to(Members)
            .class(Class::Render)
            .get(comment::edit::open)
            .post(comment::edit::change),
        at("/comments/{id}/history")
            .open_to(Members)
            .class(Class::Render)
            .get(comment::history::show),
        at("/comments/{id}/thanks")
            .open_to(Members)
            .post(comment::change::thank),
        at("/comments/{id}/deletion")
            .open_to(Members)
            .post(comment::change::delete),
        at("/comments/{id}/restoration")
            .open_to(Members)
            .post(comment::change::restore),
        at("/comments/{id}/approval")
            .open_to(Moderators)
            .post(comment::change::approve),
        at("/comments/{id}/rejection")
            .open_to(Moderators)
            .post(comment::change::reject),
        at("/conversations/{id}/door")
            .open_to(Members)
            .get(door::show),
        at("/conversations/{id}/closing")
            .open_to(Members)
            .post(door::close),
        at("/conversations/{id}/reopening")
            .open_to(Members)
            .post(door::reopen),
        at("/charter").open_to(Readers).get(about::charter),
        at("/feeds").open_to(Readers).get(about::feeds),
        at("/privacy").open_to(Outside).get(about::privacy),
        at("/keys").open_to(Readers).get(about::keys),
    ]
}

/// Where conversations are opened, and what is done with them.
fn posts() -> Vec<Opened> {
    vec![
        at("/conversations/new")
            .open_to(Members)
            .class(Class::Render)
            .get(post::open::fresh)
            .post(post::open::begin),
        at("/conversations/{id}/edit")
            .open_to(Members)
            .class(Class::Render)
            .get(post::open::edit)
            .post(post::open::change),
        at("/conversations/{id}/history")
            .open_to(Members)
            .class(Class::Render)
            .get(post::history::show),
        at("/conversations/{id}/answer")
            .open_to(Members)
            .post(post::act::accept),
        at("/conversations/{id}/support")
            .open_to(Members)
            .post(post::act::support),
        at("/conversations/{id}/decision")
            .open_to(Members)
            .class(Class::Render)
            .post(post::act::decide),
        at("/conversations/{id}/hand")
            .open_to(Members)
            .class(Class::Render)
            .post(post::wish::raise),
        at("/conversations/{id}/ending")
            .open_to(Members)
            .class(Class::Render)
            .post(post::wish::end),
        at("/conversations/{id}/thanks")
            .open_to(Members)
            .post(post::wish::thank),
        at("/conversations/{id}/poll")
            .open_to(Members)
            .get(poll::attach::fresh)
            .post(poll::attach::attach),
        at("/conversations/{id}/vote")
            .open_to(Members)
            .post(poll::act::vote),
        at("/conversations/{id}/poll/closing")
            .open_to(Members)
            .post(poll::act::close),
        at("/conversations/{id}/poll/removal")
            .open_to(Members)
            .post(poll::act::remove),
        at("/conversations/{id}/withdrawal")
            .open_to(Members)
            .post(post::act::withdraw),
        at("/comments/{id}/help")
            .open_to(Members)
            .post(post::act::help),
    ]
}

/// The rooms of those who keep the peace and run the site.
fn rooms() -> Vec<Opened> {
    vec![
        at("/moderation").open_to(Moderators).get(moderation::show),
        at("/conversations/{id}/approval")
            .open_to(Moderators)
            .post(moderation::approve),
        at("/conversations/{id}/rejection")
            .open_to(Moderators)
            .post(moderation::reject),
        at("/applications/{id}/admission")
            .open_to(Moderators)
            .post(moderation::admit),
        at("/applications/{id}/refusal")
            .open_to(Moderators)
            .post(moderation::turn_away),
        at("/admin").open_to(Admins).get(admin::show),
        at("/admin/site")
            .open_to(Admins)
            .get(admin::site::show)
            .post(admin::site::change),
        at("/admin/jobs").open_to(Admins).get(admin::job::show),
        at("/admin/jobs/{id}/retry")
            .open_to(Admins)
            .post(admin::job::retry),
        at("/admin/jobs/{id}/discard")
            .open_to(Admins)
            .post(admin::job::discard),
        at("/admin/mail").open_to(Admins).get(admin::mail::show),
        at("/admin/mail/test")
            .open_to(Admins)
            .post(admin::mail::test),
        at("/admin/people")
            .open_to(Moderators)
            .get(admin::people::show),
        at("/admin/people/{id}/role")
            .open_to(Admins)
            .post(admin::people::appoint),
        at("/admin/blocked")
            .open_to(Moderators)
            .get(admin::blocked::show)
            .post(admin::blocked::add),
        at("/admin/blocked/{id}/removal")
            .open_to(Moderators)
            .post(admin::blocked::remove),
        at("/admin/people/{id}/case")
            .open_to(Moderators)
            .post(admin::people::open_case),
        at("/admin/people/{id}/suspension")
            .open_to(Moderators)
            .post(admin::people::suspend),
        at("/admin/people/{id}/reinstatement")
            .open_to(Moderators)
            .post(admin::people::reinstate),
        at("/admin/people/{id}/leaving")
            .open_to(Admins)
            .get(admin::leaving::show)
            .post(admin::leaving::ask),
        at("/admin/people/{id}/leaving/return")
            .open_to(Admins)
            .post(admin::leaving::stay),
        at("/admin/people/{id}/profile")
            .open_to(Admins)
            .class(Class::Render)
            .get(admin::profile::show)
            .post(admin::profile::save),
    ]
}

/// Pictures: one's own, and the files of all that may be seen.
fn pictures() -> Vec<Opened> {
    vec![
        at("/pictures")
            .open_to(Members)
            .class(Class::Upload)
            .get(picture::list)
            .post(picture::add),
        at("/pictures/{id}").open_to(Members).get(picture::show),
        at("/pictures/{id}/description")
            .open_to(Members)
            .post(picture::describe),
        at("/pictures/{id}/deletion")
            .open_to(Members)
            .post(picture::discard),
        at("/settings/portrait")
            .open_to(Members)
            .class(Class::Upload)
            .post(picture::portrait::set),
        at("/settings/portrait/removal")
            .open_to(Members)
            .post(picture::portrait::remove),
        at("/media/{id}").open_to(Readers).get(media::plain),
        at("/media/{id}/{width}").open_to(Readers).get(media::sized),
    ]
}

/// Every route of the program, with its audience.
pub(crate) fn all() -> Vec<Opened> {
    let mut routes = vec![
        at("/livez").open_to(Outside).get(health::live),
        at("/readyz").open_to(Outside).get(health::ready),
        at("/csp-report")
            .open_to(Outside)
            .post(health::policy_report),
        at("/theme").open_to(Outside).post(theme_choice::choose),
        at("/").open_to(Readers).get(front::show),
        at("/articles").open_to(Readers).get(article::all),
        at("/articles/{year}").open_to(Readers).get(article::year),
        at("/articles/{year}/{month}")
            .open_to(Readers)
            .get(article::month),
        at("/articles/{year}/{month}/{slug}")
            .open_to(Readers)
            .get(article::show),
        at("/articles/tagged/{slug}")
            .open_to(Readers)
            .get(article::tagged),
        at("/articles/in/{slug}")
            .open_to(Readers)
            .get(article::shelved),
        at("/articles/by/{handle}")
            .open_to(Readers)
            .get(article::written),
        at("/conversations").open_to(Readers).get(post::list::show),
        at("/conversations/{id}")
            .open_to(Readers)
            .get(post::show::by_id),
        at("/conversations/{id}/{slug}")
            .open_to(Readers)
            .get(post::show::show),
        at("/conversations/{id}/comments")
            .open_to(Readers)
            .class(Class::Write)
            .post(comment::add),
        at("/search")
            .open_to(Readers)
            .class(Class::Search)
            .get(search::show),
        at("/search/suggest")
            .open_to(Readers)
            .class(Class::Suggest)
            .get(search::suggest::show),
        at("/completions")
            .open_to(Members)
            .class(Class::Suggest)
            .get(search::complete::show),
        at("/comments/{id}").open_to(Readers).get(comment::show),
        at("/comments/{id}/undoing")
            .open_to(Members)
            .post(comment::change::undo),
        at("/comments/{id}/quotation")
            .open_to(Readers)
            .get(comment::quotation),
        at("/live").open_to(Readers).get(live::open),
        at("/conversations/{id}/by-time")
            .open_to(Readers)
            .get(comment::flat::show),
        at("/conversations/{id}/live")
            .open_to(Readers)
            .get(live::fragment),
        at("/conversations/{id}/writing")
            .open_to(Members)
            .post(live::writing),
    ];
    routes.extend(feeds());
    routes.extend(desks());
    routes.extend(posts());
    routes.extend(rooms());
    routes.extend(pictures());
    routes.extend(people::all());
    routes.extend(cases::all());
    routes.extend(groups::all());
    routes
}

/// The rows with their methods, for tables of who may ask for what.
#[must_use]
pub fn rows() -> Vec<(Row, Vec<Method>)> {
    list(&all())
}

/// What answers where no route does.
pub(crate) fn fallback(hall: &Arc<Hall>) -> Router {
    let row = Row {
        path: "(lost)",
        audience: Readers,
        class: Class::Read,
    };
    Router::new().fallback_service(
        Router::new()
            .route("/{*rest}", gate::around(hall, row, any(lost::find)))
            .with_state(Arc::clone(hall)),
    )
}

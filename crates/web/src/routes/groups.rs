//! The routes of groups.

use crate::group::{act, door, front, list, people, settings};
use crate::registry::{Opened, at};
use crate::row::Audience::{Members, Readers};

/// All of them.
pub(super) fn all() -> Vec<Opened> {
    vec![
        at("/groups").open_to(Readers).get(list::show),
        at("/groups/new")
            .open_to(Members)
            .get(settings::fresh)
            .post(settings::found),
        at("/g/{group}").open_to(Readers).get(front::show),
        at("/g/{group}/conversations")
            .open_to(Readers)
            .get(front::conversations),
        at("/g/{group}/conversations/{id}/{slug}")
            .open_to(Readers)
            .get(front::conversation),
        at("/g/{group}/people").open_to(Readers).get(people::show),
        at("/g/{group}/settings")
            .open_to(Members)
            .get(settings::edit)
            .post(settings::change),
        at("/g/{group}/closing")
            .open_to(Members)
            .post(settings::shut),
        at("/g/{group}/entry").open_to(Members).post(act::enter),
        at("/g/{group}/leaving").open_to(Members).post(act::leave),
        at("/g/{group}/request").open_to(Members).post(act::ask),
        at("/g/{group}/withdrawal")
            .open_to(Members)
            .post(act::decline),
        at("/g/{group}/door").open_to(Members).get(door::show),
        at("/g/{group}/answer").open_to(Members).post(door::answer),
        at("/g/{group}/invitations")
            .open_to(Members)
            .get(door::invite)
            .post(door::bring),
        at("/g/{group}/people/{handle}/office")
            .open_to(Members)
            .post(act::raise),
        at("/g/{group}/people/{handle}/dismissal")
            .open_to(Members)
            .post(act::dismiss),
        at("/g/{group}/level").open_to(Members).post(act::level),
    ]
}

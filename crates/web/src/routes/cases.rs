//! The routes of what is reported, and of what follows from it.

use crate::case::{act, appeal, file, list, log, outside, report, standing};
use crate::registry::{Opened, at};
use crate::row::Audience::{Members, Moderators, Outside, Readers};

/// All of them.
pub(super) fn all() -> Vec<Opened> {
    vec![
        at("/comments/{id}/report")
            .open_to(Readers)
            .get(report::comment)
            .post(report::of_comment),
        at("/conversations/{id}/report")
            .open_to(Readers)
            .get(report::conversation)
            .post(report::of_conversation),
        at("/people/{id}/report")
            .open_to(Readers)
            .get(report::person)
            .post(report::of_person),
        at("/reports/received")
            .open_to(Readers)
            .get(report::received),
        at("/standing").open_to(Members).get(standing::show),
        at("/measures/{id}/appeal")
            .open_to(Members)
            .post(standing::appeal),
        at("/appeal")
            .open_to(Outside)
            .get(outside::show)
            .post(outside::appeal),
        at("/appeal/sent").open_to(Outside).get(outside::sent),
        at("/appeal/{secret}").open_to(Outside).get(outside::open),
        at("/moderation/cases").open_to(Moderators).get(list::show),
        at("/moderation/cases/{id}")
            .open_to(Moderators)
            .get(file::show),
        at("/moderation/cases/{id}/claim")
            .open_to(Moderators)
            .post(act::claim),
        at("/moderation/cases/{id}/notes")
            .open_to(Moderators)
            .post(act::note),
        at("/moderation/cases/{id}/thing")
            .open_to(Moderators)
            .post(act::settle),
        at("/moderation/cases/{id}/step")
            .open_to(Moderators)
            .post(act::step),
        at("/moderation/cases/{id}/removal")
            .open_to(Moderators)
            .post(act::agree),
        at("/moderation/cases/{id}/closing")
            .open_to(Moderators)
            .post(act::close),
        at("/moderation/measures/{id}")
            .open_to(Moderators)
            .get(appeal::show),
        at("/moderation/measures/{id}/answer")
            .open_to(Moderators)
            .post(appeal::answer),
        at("/moderation/measures/{id}/end")
            .open_to(Moderators)
            .post(appeal::end),
        at("/moderation/log").open_to(Readers).get(log::show),
    ]
}

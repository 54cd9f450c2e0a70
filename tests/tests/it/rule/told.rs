//! The rules about following and about what one is told.

use base::Id;
use domain::following::{Follow, FollowGroup, FollowPerson};
use domain::group::{Visibility, Writers};
use domain::notification::{Notification, Read, Reason};

use super::noun::{self, ME, NOW, OTHER};
use super::table::Tables;
use super::{judged, seen};

/// For me and for another, in every state of the conversation that they are about.
fn notifications() -> Vec<(String, Notification)> {
    let mut all = Vec::new();
    for (state, conversation) in noun::conversations() {
        if !state.contains("open, with guests") {
            continue;
        }
        for (whose, to) in [("to own", ME), ("to another", OTHER)] {
            let notification = Notification {
                id: Id::fixed(20),
                to,
                at: NOW,
                reason: Reason::Answered,
                source: None,
                source_name: None,
                group: conversation.group,
                conversation: Some(conversation.id),
                kind: conversation.kind,
                title: conversation.title.clone(),
                path: conversation.path.clone(),
                visibility: conversation.visibility,
                stage: conversation.stage,
                begun_by: conversation.by,
                comment: None,
                by: None,
                guest: None,
                read_at: None,
            };
            all.push((format!("{state}, {whose}"), notification));
        }
    }
    all
}

pub(super) fn told(tables: &mut Tables) {
    let all = notifications();
    let table = tables.sight("notification::Notification");
    all.iter()
        .for_each(|(state, notification)| seen(table, state, notification));
    let table = tables.rule("notification::Read");
    all.iter()
        .for_each(|(state, notification)| judged::<Read>(table, state, notification));
    let table = tables.rule("following::Follow");
    noun::conversations()
        .iter()
        .for_each(|(state, conversation)| judged::<Follow>(table, state, conversation));
    let table = tables.rule("following::FollowPerson");
    noun::people()
        .iter()
        .for_each(|(state, person)| judged::<FollowPerson>(table, state, person));
    let table = tables.rule("following::FollowGroup");
    for visibility in Visibility::OF_SITES {
        let group = noun::root(*visibility, Writers::Stewards);
        judged::<FollowGroup>(table, visibility.as_str(), &group);
    }
}

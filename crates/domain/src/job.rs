//! Jobs: what still has to happen because of something that is already committed.

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::activity::Activity;
use crate::article::Article;
use crate::conversation::Conversation;
use crate::export::Export;
use crate::mail::Mail;
use crate::person::Person;
use crate::role::named;

/// Lanes of jobs, each with workers of its own, so that a slow one cannot delay the rest (R114).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    /// Mail that somebody waits for: confirmations, resets, invitations, notes to staff.
    Mail,
    /// What follows from activities.
    Reaction,
    /// Tidying, and things at set times.
    Maintenance,
    /// What takes long: files that members take away, and erasing those who leave.
    Bulk,
}
named!(Queue { Mail = "mail", Reaction = "reaction", Maintenance = "maintenance", Bulk = "bulk" });

/// What is to be done. Jobs take ids, load fresh, and are safe to run twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
pub enum Work {
    /// Hand a mail to the carrier.
    SendMail {
        /// Which one.
        mail: Id<Mail>,
    },
    /// Tell those who keep the peace that something waits for them.
    TellStaff {
        /// Because of what.
        activity: Id<Activity>,
    },
    /// Remind them of cases that wait for too long.
    RemindStaff,
    /// Tell all who want to know of it, where they are many.
    Tell {
        /// Of what.
        activity: Id<Activity>,
    },
    /// Publish an article whose time has come.
    Publish {
        /// Which one.
        article: Id<Article>,
    },
    /// Index anew what has become stale in the index.
    RefreshSearch,
    /// Close a poll whose time is over.
    EndPoll {
        /// Under which conversation.
        conversation: Id<Conversation>,
    },
    /// Make the file with everything of somebody's.
    MakeExport {
        /// Which one.
        export: Id<Export>,
    },
    /// Let a conversation go on that was paused.
    EndPause {
        /// Which one.
        conversation: Id<Conversation>,
    },
    /// Erase somebody who leaves.
    Erase {
        /// Whom.
        person: Id<Person>,
    },
    /// Remove what has expired: sessions, tokens, form keys, unattached pictures, unconfirmed people.
    Tidy,
}

impl Work {
    /// Its lane.
    #[must_use]
    pub const fn queue(&self) -> Queue {
        match self {
            Self::SendMail { .. } => Queue::Mail,
            Self::TellStaff { .. } | Self::RemindStaff | Self::Tell { .. } => Queue::Reaction,
            Self::Publish { .. }
            | Self::EndPoll { .. }
            | Self::EndPause { .. }
            | Self::RefreshSearch
            | Self::Tidy => Queue::Maintenance,
            Self::MakeExport { .. } | Self::Erase { .. } => Queue::Bulk,
        }
    }

    /// The stored name of its kind.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::SendMail { .. } => "send-mail",
            Self::TellStaff { .. } => "tell-staff",
            Self::RemindStaff => "remind-staff",
            Self::Tell { .. } => "tell",
            Self::Publish { .. } => "publish",
            Self::EndPoll { .. } => "end-poll",
            Self::EndPause { .. } => "end-pause",
            Self::RefreshSearch => "refresh-search",
            Self::MakeExport { .. } => "make-export",
            Self::Erase { .. } => "erase",
            Self::Tidy => "tidy",
        }
    }
}

/// A job as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Id<Job>,
    /// Its lane.
    pub queue: Queue,
    /// What is to be done, as JSON.
    pub work: String,
    /// Not before.
    pub run_at: Moment,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub error: Option<String>,
    /// When it was given up.
    pub dead_at: Option<Moment>,
}

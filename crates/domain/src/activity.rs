//! Activities: who did what, to whom, in which conversation, through which door. The spine that everything else follows.

use base::{Id, Moment};
use serde::{Deserialize, Serialize};

use crate::comment::Comment;
use crate::conversation::Conversation;
use crate::group::Group;
use crate::guest::Guest;
use crate::person::Person;
use crate::role::{Origin, Role, named};

/// The way by which somebody came to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// A page of this site.
    Page,
    /// An import of another program's export.
    Import,
    /// The command line.
    Command,
    /// The program itself, at a set time.
    Clock,
}
named!(Door { Page = "page", Import = "import", Command = "command", Clock = "clock" });

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A person, in a role that came from somewhere.
    Person {
        /// Who.
        id: Id<Person>,
        /// In which role.
        role: Role,
        /// Where the role came from.
        origin: Origin,
    },
    /// Somebody without an account.
    Guest(Id<Guest>),
    /// The program or its operator.
    House,
}

impl Actor {
    /// The person, if it is one.
    #[must_use]
    pub const fn person(&self) -> Option<Id<Person>> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Guest(_) | Self::House => None,
        }
    }
}

/// What was done. A new one compiles only when somebody has decided what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody became a member.
    Joined,
    /// Somebody asked to become one.
    Applied,
    /// A member let somebody in.
    Admitted,
    /// A member turned somebody away.
    TurnedAway,
    /// A member invited somebody.
    Invited,
    /// Somebody was given a role.
    Appointed,
    /// Somebody was shut out.
    Suspended,
    /// Somebody was let back in.
    Reinstated,
    /// An article was published, or a conversation brought back.
    Published,
    /// A published article was taken back to the drafts, or a conversation away from the lists.
    Withdrawn,
    /// A published article or the first words of a conversation were changed.
    Edited,
    /// Something was said under an anchor.
    Commented,
    /// A comment was answered.
    Replied,
    /// A comment was left that somebody has to read first.
    CommentHeld,
    /// A waiting comment was let through.
    CommentApproved,
    /// A waiting comment was turned away.
    CommentRejected,
    /// A comment was changed by its author.
    CommentEdited,
    /// A comment was taken back or removed.
    CommentDeleted,
    /// A deleted comment was brought back.
    CommentRestored,
    /// Somebody was thanked: for a comment, or for help that was asked for or offered.
    Thanked,
    /// Somebody took a thank-you back.
    Unthanked,
    /// A conversation was closed.
    Closed,
    /// A conversation was opened again.
    Reopened,
    /// A conversation was opened.
    Opened,
    /// A comment was accepted as the answer of a question.
    Accepted,
    /// That was taken back.
    Unaccepted,
    /// Somebody said that an answer helped them, then or long after.
    Reused,
    /// That was taken back.
    Unreused,
    /// An idea found a supporter.
    Supported,
    /// A supporter changed their mind.
    Unsupported,
    /// It was said what becomes of an idea, and why.
    Decided,
    /// Under an ask or an offer somebody said “I can” or “I’d like”.
    Raised,
    /// That was taken back.
    Lowered,
    /// It was said how an ask or an offer ended.
    Ended,
    /// It was opened again.
    Resumed,
    /// Whoever made an offer named somebody whom it helped.
    Helped,
    /// That was taken back.
    Unhelped,
    /// A poll was attached to a conversation.
    PollAttached,
    /// Somebody voted in a poll that shows who chose what; elsewhere nobody notes it.
    Voted,
    /// They took their vote back.
    Unvoted,
    /// A poll was closed, or its time was over.
    PollClosed,
    /// A poll was taken away.
    PollRemoved,
    /// A guest turned out to be a member.
    Claimed,
    /// Somebody else changed what a person shows of themselves.
    Described,
    /// Somebody was introduced to somebody else by a third.
    Introduced,
    /// A group was founded.
    Founded,
    /// Somebody left: the site for good, or a group.
    Left,
    /// Somebody was shown out of a group.
    Dismissed,
    /// Something was reported. To whom it was done is not noted: they are not to learn of it.
    Reported,
    /// Somebody who keeps the peace took a case on.
    CaseTaken,
    /// They let it go.
    CaseLeft,
    /// They noted something in it.
    CaseNoted,
    /// They closed it.
    CaseClosed,
    /// They wrote to the person concerned.
    Noticed,
    /// They silenced somebody for a while.
    Silenced,
    /// They took that back.
    Unsilenced,
    /// They want to shut somebody out, and another has to agree.
    RemovalProposed,
    /// A comment was hidden until somebody has looked.
    CommentHidden,
    /// A conversation was paused for some hours.
    Paused,
    /// Somebody appealed against a measure.
    Appealed,
    /// That was answered.
    AppealAnswered,
    /// The site's settings were changed.
    Configured,
    /// A member asked for everything of theirs, to take it away.
    Exported,
    /// A member asked to leave for good, or an admin for them.
    LeavingAsked,
    /// That was taken back.
    Stayed,
    /// What a member opened waits for somebody to read it.
    PostHeld,
    /// It was let through.
    PostApproved,
    /// It was turned away.
    PostRejected,
    /// One of those who keep the peace opened a case that nobody had reported.
    CaseOpened,
    /// The list of blocked words and hosts was changed.
    BlockedChanged,
}
named!(Kind {
    Joined = "joined",
    Applied = "applied",
    Admitted = "admitted",
    TurnedAway = "turned-away",
    Invited = "invited",
    Appointed = "appointed",
    Suspended = "suspended",
    Reinstated = "reinstated",
    Published = "published",
    Withdrawn = "withdrawn",
    Edited = "edited",
    Commented = "commented",
    Replied = "replied",
    CommentHeld = "comment-held",
    CommentApproved = "comment-approved",
    CommentRejected = "comment-rejected",
    CommentEdited = "comment-edited",
    CommentDeleted = "comment-deleted",
    CommentRestored = "comment-restored",
    Thanked = "thanked",
    Unthanked = "unthanked",
    Closed = "closed",
    Reopened = "reopened",
    Opened = "opened",
    Accepted = "accepted",
    Unaccepted = "unaccepted",
    Reused = "reused",
    Unreused = "unreused",
    Supported = "supported",
    Unsupported = "unsupported",
    Decided = "decided",
    Raised = "hand-raised",
    Lowered = "hand-lowered",
    Ended = "ended",
    Resumed = "resumed",
    Helped = "helped",
    Unhelped = "unhelped",
    PollAttached = "poll-attached",
    Voted = "voted",
    Unvoted = "unvoted",
    PollClosed = "poll-closed",
    PollRemoved = "poll-removed",
    Claimed = "claimed",
    Described = "described",
    Introduced = "introduced",
    Founded = "founded",
    Left = "left",
    Dismissed = "dismissed",
    Reported = "reported",
    CaseTaken = "case-taken",
    CaseLeft = "case-left",
    CaseNoted = "case-noted",
    CaseClosed = "case-closed",
    Noticed = "noticed",
    Silenced = "silenced",
    Unsilenced = "unsilenced",
    RemovalProposed = "removal-proposed",
    CommentHidden = "comment-hidden",
    Paused = "paused",
    Appealed = "appealed",
    AppealAnswered = "appeal-answered",
    Configured = "configured",
    Exported = "exported",
    LeavingAsked = "leaving-asked",
    Stayed = "stayed",
    PostHeld = "post-held",
    PostApproved = "post-approved",
    PostRejected = "post-rejected",
    CaseOpened = "case-opened",
    BlockedChanged = "blocked-changed",
});

/// What an activity touches. Everything is optional: a joining has no conversation, a setting no person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// In which group, if it is not said by the conversation.
    pub group: Option<Id<Group>>,
    /// To whom it was done.
    pub to: Option<Id<Person>>,
    /// In which conversation.
    pub conversation: Option<Id<Conversation>>,
    /// Which comment.
    pub comment: Option<Id<Comment>>,
    /// Which comment it answers.
    pub parent: Option<Id<Comment>>,
    /// Whether the one to whom it was done had asked for it.
    pub asked_for: bool,
}

/// An activity as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: Id<Activity>,
    /// In which group.
    pub group: Id<Group>,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: Actor,
    /// What.
    pub kind: Kind,
    /// To whom and what.
    pub touches: Touches,
    /// Through which door.
    pub door: Door,
}

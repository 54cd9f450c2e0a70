//! The form below a thread.

use base::Secret;
use domain::comment::Input;
use domain::conversation::{Conversation, Kind};
use domain::{Problems, Viewer, Visible};

use crate::desk::Desk;

/// The form below a thread, empty or as it came back.
#[derive(Debug, Default)]
pub(crate) struct CommentForm {
    pub(crate) input: Input,
    pub(crate) problems: Problems,
    pub(crate) answers: Option<String>,
    pub(crate) preview: Option<String>,
    pub(crate) guest: bool,
    pub(crate) action: String,
    /// Whether what is written answers a question.
    pub(crate) answering: bool,
    /// Address of the conversation.
    pub(crate) path: String,
}

impl CommentForm {
    /// What the field is called.
    pub(crate) const fn label(&self) -> &'static str {
        match self.answering {
            true => "post.answer-text",
            false => "comment.text",
        }
    }

    /// Fills in what the page knows: where it goes, for whom it is, and a fresh one-time key for members.
    pub(crate) fn prepare(&mut self, desk: &Desk, conversation: &Visible<Conversation>) {
        self.action = format!("/conversations/{}/comments", conversation.id);
        self.answering = conversation.kind == Kind::Question;
        self.path.clone_from(&conversation.path);
        self.guest = desk.viewer() == Viewer::Guest;
        if !self.guest && self.input.key.is_empty() {
            self.input.key = base::clean::clip(&Secret::new().reveal(), 32).to_owned();
        }
    }
}

//! The form below a thread.

use base::Secret;
use domain::comment::Input;
use domain::conversation::{Conversation, Kind};
use domain::draft::Place;
use domain::{Problems, Viewer, Visible};

use crate::desk::Desk;
use crate::keeping::Keeping;
use crate::mine::Mine;
use crate::talk::Answered;

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
    /// Whether it comes back with what was typed in it.
    pub(crate) returned: bool,
    /// The version of the draft that it was typed on, if it comes back.
    pub(crate) base: String,
    /// Whether a quotation has just been put in.
    pub(crate) quotes: bool,
    /// What is to be quoted in it.
    pub(crate) quotation: Option<String>,
    /// The draft that it keeps, of members.
    pub(crate) keeping: Option<Keeping>,
}

impl CommentForm {
    /// What the field is called.
    pub(crate) const fn label(&self) -> &'static str {
        match self.answering {
            true => "post.answer-text",
            false => "comment.text",
        }
    }

    /// From now on it answers a comment.
    pub(crate) fn answer(&mut self, answered: Answered) {
        self.input.parent = answered.id.to_string();
        self.answers = Some(answered.name);
        self.quotation = answered.quotation;
    }

    /// Fills in what the page knows: where it goes, for whom it is, and a fresh one-time key for members.
    pub(crate) fn prepare(
        &mut self,
        desk: &Desk,
        conversation: &Visible<Conversation>,
        mine: &Mine,
    ) {
        self.action = format!("/conversations/{}/comments", conversation.id);
        self.answering = conversation.kind == Kind::Question;
        self.path.clone_from(&conversation.path);
        self.guest = desk.viewer() == Viewer::Guest;
        if !self.guest && self.input.key.is_empty() {
            self.input.key = base::clean::clip(&Secret::new().reveal(), 32).to_owned();
        }
        if !self.guest {
            self.fill(conversation, mine);
        }
        let quotation = self.quotation.take().filter(|_| !self.returned);
        if let Some(quotation) = quotation
            && !self.input.text.contains(quotation.trim_end())
        {
            let gap = if self.input.text.is_empty() {
                ""
            } else {
                "\n\n"
            };
            self.input.text = format!("{}{gap}{quotation}\n", self.input.text.trim_end());
            self.quotes = true;
        }
    }

    /// Fills it from what was kept for this place, unless it comes back with something newer.
    fn fill(&mut self, conversation: &Visible<Conversation>, mine: &Mine) {
        let place = Place::Saying {
            conversation: conversation.id,
            parent: self.input.parent.parse().ok(),
        };
        let others = mine.drafts.iter().filter(|kept| kept.place != place);
        let begun = others.filter_map(|kept| match kept.place {
            Place::Saying { parent, .. } => parent,
            Place::Opening | Place::Comment(_) | Place::Post(_) => None,
        });
        let begun = begun.collect();
        let kept = mine.drafts.iter().find(|kept| kept.place == place);
        let mut keeping = match (self.keeping.take(), kept) {
            (Some(keeping), _) => keeping,
            (None, _) if self.returned => Keeping::on(place, self.base.clone()),
            (None, kept) => {
                if let Some(kept) = kept {
                    self.input.text.clone_from(&kept.draft.source);
                }
                Keeping::from(place, kept)
            }
        };
        keeping.begun = begun;
        self.keeping = Some(keeping);
    }
}

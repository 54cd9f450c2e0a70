//! What the one-word settings of an entry mean.

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Seen by its author only.
    Draft,
    /// Seen by all.
    Publish,
    /// Waiting for an editor.
    Review,
    /// To be published at its date.
    Future,
    /// Taken for spam.
    Junk,
    /// Was published, and is no longer.
    Unpublish,
}

impl Status {
    pub(super) fn parse(value: &str) -> Option<Self> {
        Some(match value.to_ascii_lowercase().as_str() {
            "draft" => Self::Draft,
            "publish" => Self::Publish,
            "review" => Self::Review,
            "future" => Self::Future,
            "junk" | "spam" => Self::Junk,
            "unpublish" => Self::Unpublish,
            _ => return None,
        })
    }
}

/// Whether comments are shown and taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CommentsAllowed {
    /// Shown, and new ones are taken (`1`, or nothing said).
    #[default]
    Open,
    /// Shown, no new ones (`0`).
    Closed,
    /// No new ones, and perhaps not shown (`2`): products disagree about it.
    Hidden,
}

impl CommentsAllowed {
    pub(super) fn parse(value: &str) -> Self {
        match value {
            "" | "1" => Self::Open,
            "2" => Self::Hidden,
            _ => Self::Closed,
        }
    }
}

/// What has to be done to a body before it is HTML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Nothing.
    Html,
    /// Blank lines become paragraphs and newlines breaks, around the HTML that is there.
    Breaks,
    /// Markdown.
    Markdown {
        /// Straight quotes become curly ones.
        smart: bool,
    },
    /// Textile.
    Textile,
    /// The name of some plug-in.
    Unknown(String),
}

impl Format {
    pub(super) fn parse(value: &str) -> Self {
        match value.to_ascii_lowercase().as_str() {
            "0" | "richtext" | "wysiwyg" => Self::Html,
            "1" | "__default__" => Self::Breaks,
            "markdown" => Self::Markdown { smart: false },
            "markdown_with_smartypants" => Self::Markdown { smart: true },
            "textile" | "textile_1" | "textile_2" => Self::Textile,
            _ => Self::Unknown(value.to_owned()),
        }
    }

    /// For an entry that does not say: with paragraphs of its own it is HTML.
    pub(super) fn of(body: &str) -> Self {
        let blocks = ["<p>", "<p ", "<P>", "<br", "<BR", "<div", "<DIV"];
        if blocks.iter().any(|block| body.contains(block)) {
            Self::Html
        } else {
            Self::Breaks
        }
    }
}

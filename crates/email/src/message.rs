//! A message as the rest of the program writes it, and the only form in which it may leave.

use std::fmt;
use std::ops::Deref;

use crate::address::Address;
use crate::header;

/// The longest subject, in characters; mail programs show about 70.
const MOST_SUBJECT: usize = 200;
/// The longest name beside an address, in characters.
const MOST_NAME: usize = 100;

/// A message to one person. `Debug` shows neither what it says nor whom it names: logs never hold mail (R88).
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Beside our own address, such as `Imke via Kettle & Thread`. The address is the transport's.
    pub from_name: String,
    /// The one who gets it.
    pub to: Address,
    /// Their name.
    pub to_name: Option<String>,
    /// Plain text.
    pub subject: String,
    /// The body; always there (R71).
    pub text: String,
    /// The same body as sanitised HTML.
    pub html: Option<String>,
    /// With angle brackets, by [`message_id`](crate::message_id).
    pub message_id: String,
    /// Where one click ends the subscription (RFC 8058), without angle brackets.
    pub list_unsubscribe: Option<String>,
    /// The `Message-ID` that this one answers, with angle brackets.
    pub in_reply_to: Option<String>,
    /// Nobody wrote it by hand: vacation programs are to be silent (RFC 3834).
    pub auto: bool,
}

/// A message whose header values have no line ends or controls in them. Transports take nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean(Message);

impl Message {
    /// Makes the values harmless that go into headers; the bodies stay, since they are encoded anyway.
    ///
    /// What is no message id or web address is dropped. An empty `message_id` asks the transport for one.
    #[must_use]
    pub fn clean(self) -> Clean {
        Clean(Self {
            from_name: header::line(&self.from_name, MOST_NAME),
            to_name: self
                .to_name
                .map(|name| header::line(&name, MOST_NAME))
                .filter(|name| !name.is_empty()),
            subject: header::line(&self.subject, MOST_SUBJECT),
            message_id: header::message_id(&self.message_id).unwrap_or_default(),
            list_unsubscribe: self.list_unsubscribe.and_then(|url| header::link(&url)),
            in_reply_to: self.in_reply_to.and_then(|id| header::message_id(&id)),
            ..self
        })
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("to", &self.to)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

impl Clean {
    /// The parts, for a transport that takes it to pieces.
    #[must_use]
    pub fn into_message(self) -> Message {
        self.0
    }
}

impl Deref for Clean {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.0
    }
}

#[cfg(test)]
mod tests;

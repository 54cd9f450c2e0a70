//! Mail that stays here: for tests, and for a site that has no relay yet.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use email::{Clean, Message};

use super::{Carrier, MailFault, Sending};

/// How many messages are kept; the oldest go first.
const MOST: usize = 1000;

/// Keeps messages in memory instead of sending them.
#[derive(Debug, Default)]
pub struct Kept {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    messages: VecDeque<Message>,
    faults: VecDeque<MailFault>,
}

impl Kept {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All that is kept, the oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Message> {
        self.lock().messages.iter().cloned().collect()
    }

    /// Takes out all that is kept, the oldest first.
    #[must_use]
    pub fn take(&self) -> Vec<Message> {
        self.lock().messages.drain(..).collect()
    }

    /// Lets the next message fail in this way. Several faults happen one after another.
    pub fn fail_next(&self, fault: MailFault) {
        self.lock().faults.push_back(fault);
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, message: &Clean) -> Result<(), MailFault> {
        let mut inside = self.lock();
        if let Some(fault) = inside.faults.pop_front() {
            return Err(fault);
        }
        if inside.messages.len() >= MOST {
            inside.messages.pop_front();
        }
        inside.messages.push_back(message.clone().into_message());
        Ok(())
    }
}

impl Carrier for Kept {
    fn send<'a>(&'a self, message: &'a Clean) -> Sending<'a> {
        Box::pin(async move { self.keep(message) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn messages_are_kept_in_order_but_for_those_that_were_to_fail() {
        let kept = Kept::new();
        kept.fail_next(MailFault::Later("away".into()));
        let message = |subject: String| {
            Message {
                from_name: String::new(),
                to: "ada@example.org".parse().unwrap(),
                to_name: None,
                subject,
                text: String::new(),
                html: None,
                message_id: String::new(),
                list_unsubscribe: None,
                in_reply_to: None,
                auto: true,
            }
            .clean()
        };

        assert_eq!(
            kept.send(&message("0".into())).await,
            Err(MailFault::Later("away".into()))
        );
        for number in 1..=MOST + 2 {
            kept.send(&message(number.to_string())).await.unwrap();
        }

        let subjects: Vec<String> = kept
            .take()
            .into_iter()
            .map(|message| message.subject)
            .collect();
        assert_eq!((subjects.len(), subjects[0].as_str()), (MOST, "3"));
        assert!(kept.all().is_empty());
    }
}

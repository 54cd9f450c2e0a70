//! Having words wait for somebody to read them first, and learning from what those who read them decide.

use base::Id;
use domain::blocked::Blocked;
use domain::case;
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::group::Visibility;
use domain::hold::{self, FIRST, Holding, Judged, Said, Speaker};
use domain::spam::{self, Verdict};
use domain::{Viewer, guest};
use store::comment::Judgeable;
use store::{Snapshot, Tx};

use crate::{App, Result};

/// What has to be known of whoever says something, before it is judged.
#[derive(Debug)]
pub(crate) struct Known {
    holding: Holding,
    speaker: Speaker,
    blocked: Vec<Blocked>,
}

/// What is known of the viewer; nothing if nothing that they say there is made to wait.
///
/// What is for the members of a group alone does not: those who would read it first must not, and its stewards are there.
pub(crate) fn known(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    holding: Holding,
    visibility: Visibility,
) -> Result<Option<Known>> {
    if matches!(visibility, Visibility::Group(_)) {
        return Ok(None);
    }
    let speaker = match (viewer.person(), viewer.role()) {
        (Some(me), Some(role)) => {
            let since = from.now().before(case::SETTLED);
            let most = Speaker::Member {
                role,
                stands: 0,
                settled: false,
            };
            if !most.is_held() {
                return Ok(None);
            }
            Speaker::Member {
                role,
                stands: store::person::stands(from, me, FIRST)?,
                settled: store::person::is_settled(from, me, since)?,
            }
        }
        _ => Speaker::Guest,
    };
    Ok(Some(Known {
        holding,
        speaker,
        blocked: store::blocked::entries(from)?,
    }))
}

/// Judges words. Whoever has been here for a while is not compared with advertising.
pub(crate) async fn judge(app: &App, known: &Known, said: &Said) -> Result<Judged> {
    let opinion = if known.speaker.is_new() && known.holding != Holding::Nothing {
        let tokens = said.tokens();
        app.read(move |from| {
            let (counted, decided) = store::spam::known(from, &tokens)?;
            Ok(spam::opinion(&counted, decided))
        })
        .await?
    } else {
        None
    };
    let (holding, speaker) = (known.holding, known.speaker);
    Ok(Judged {
        grounds: hold::grounds(holding, speaker, said, &known.blocked, opinion.as_ref()),
        opinion,
    })
}

/// Words of a comment that is about to be added.
pub(crate) fn comment(text: &str, links: &[String], guest: Option<&guest::Draft>) -> Said {
    let mut links = links.to_vec();
    links.extend(guest.and_then(|guest| guest.url.clone()));
    Said {
        text: text.to_owned(),
        beside: guest.map(|guest| guest.name.clone()).unwrap_or_default(),
        links,
        hurried: false,
    }
}

/// Words as they stand.
pub(crate) fn as_it_stands(words: Judgeable) -> Said {
    let mut links = Vec::new();
    markup::rewrite(&words.html, &mut |address| {
        if let markup::Address::Link(to) = address
            && to.contains("://")
            && !links.iter().any(|known| known == to)
        {
            links.push(to.to_owned());
        }
        None
    });
    links.extend(words.url);
    Said {
        text: words.source,
        beside: words.beside,
        links,
        hurried: false,
    }
}

/// Learns what was decided about a comment, instead of what was learnt from it before.
pub(crate) fn learn(tx: &mut Tx<'_>, id: Id<Comment>, verdict: Verdict) -> Result<()> {
    let words = store::comment::judgeable(tx, id)?;
    learn_from(tx, id.raw(), words, verdict)
}

/// The same of the first words of a conversation.
pub(crate) fn learn_post(tx: &mut Tx<'_>, id: Id<Conversation>, verdict: Verdict) -> Result<()> {
    let words = store::comment::judgeable_post(tx, id)?;
    learn_from(tx, id.raw(), words, verdict)
}

fn learn_from(
    tx: &mut Tx<'_>,
    subject: i64,
    words: Option<Judgeable>,
    verdict: Verdict,
) -> Result<()> {
    match words {
        Some(words) => {
            let tokens = as_it_stands(words).tokens();
            Ok(store::spam::learn(tx, subject, verdict, &tokens)?)
        }
        None => Ok(()),
    }
}

/// Learns from a decision about something that waited.
pub(crate) const fn verdict(fate: hold::Fate) -> Option<Verdict> {
    match fate {
        hold::Fate::Through => Some(Verdict::Fine),
        hold::Fate::Spam => Some(Verdict::Spam),
        hold::Fate::Away => None,
    }
}

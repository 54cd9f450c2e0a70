//! Pictures, their sizes, and what shows them.

use base::Id;
use domain::Viewer;
use domain::conversation::Conversation;
use domain::picture::Picture;

use crate::{Result, Tx};

/// Notes which pictures a text shows, found by their addresses in its HTML. The viewer can only show what is theirs or
/// visible to them already, so that knowing an address widens nobody's audience.
pub fn show(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    subject: i64,
    conversation: Option<Id<Conversation>>,
    html: &str,
) -> Result<()> {
    sql!("delete from picture_use where subject_id = $1", subject).change(tx)?;
    for id in shown(html) {
        sql!(
            "insert into picture_use (picture_id, subject_id, conversation_id)
             select p.id, $2, $3 from picture p
             where p.id = $1 and (p.owner_id = $4 or exists (
                 select 1 from picture_use u left join conversation c on c.id = u.conversation_id
                 where u.picture_id = p.id and (c.id is null or (c.stage = 'published' and (c.visibility = 'public' or $5)))))
             on conflict do nothing",
            id,
            subject,
            conversation,
            viewer.person(),
            viewer.person().is_some(),
        )
        .change(tx)?;
    }
    Ok(())
}

/// The pictures whose addresses stand in sanitised HTML: `/media/{id}…`, each once, at most 500.
fn shown(html: &str) -> Vec<Id<Picture>> {
    let mut found = Vec::new();
    for piece in html.split("/media/").skip(1) {
        let id = piece
            .get(..base::id::LENGTH)
            .and_then(|text| text.parse().ok());
        if let Some(id) = id
            && !found.contains(&id)
        {
            found.push(id);
        }
        if found.len() == 500 {
            break;
        }
    }
    found
}

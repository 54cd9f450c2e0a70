//! What stands beside the words of an ask or an offer: who can, how it ended, and what the viewer may do about it.

use domain::person::Byline;
use domain::post::{Conclude, Credit, Hand, Lower, Post, Raise, Resume, ThankBack, Wish};
use domain::{Rule, Viewer, Visible};
use store::Snapshot;

/// Hands that a page shows; further ones are counted.
const HANDS: i64 = 60;

/// What stands beside the words of an ask or an offer.
pub(super) struct Beside {
    pub(super) wish: Wish,
    pub(super) hands: Vec<Hand>,
    /// What the viewer said with their “I can” or “I’d like”, if they said it.
    pub(super) mine: Option<String>,
    /// Of whom somebody can be named as having helped, or as having been helped.
    pub(super) candidates: Vec<Byline>,
    pub(super) may_raise: bool,
    pub(super) may_lower: bool,
    pub(super) may_credit: bool,
    pub(super) may_conclude: bool,
    pub(super) may_resume: bool,
    pub(super) may_thank: bool,
    /// Whether the viewer has given thanks.
    pub(super) thanked: bool,
}

impl Beside {
    /// Of a post that is visible already; nothing if it is neither ask nor offer.
    pub(super) fn load(
        from: &mut Snapshot<'_>,
        viewer: &Viewer,
        post: &Visible<Post>,
    ) -> app::Result<Option<Self>> {
        let Some(wish) = post.wish.clone() else {
            return Ok(None);
        };
        let mine = match viewer.person() {
            Some(me) => store::post::hand_of(from, post, me)?,
            None => None,
        };
        let may_credit = Credit::allows(viewer, post);
        let candidates = match may_credit {
            true => app::post::candidates(from, post)?,
            false => Vec::new(),
        };
        let helper = wish.helper(viewer.person());
        Ok(Some(Self {
            hands: store::post::hands(from, post, HANDS)?,
            may_raise: Raise::allows(viewer, post),
            may_lower: mine.is_some() && Lower::allows(viewer, post),
            may_credit,
            may_conclude: Conclude::allows(viewer, post),
            may_resume: Resume::allows(viewer, post),
            may_thank: ThankBack::allows(viewer, post),
            thanked: helper.is_some_and(|helper| helper.thanked),
            mine,
            candidates,
            wish,
        }))
    }

    /// How many hands are not shown.
    pub(super) fn further(&self) -> i64 {
        let shown = i64::try_from(self.hands.len()).unwrap_or(i64::MAX);
        self.wish.hands.saturating_sub(shown).max(0)
    }
}

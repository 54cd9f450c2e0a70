//! The site's settings, as its admins see them.

use std::time::Duration;

use base::Moment;
use serde::{Deserialize, Serialize};

use crate::conversation::Kind;
use crate::group::{Visibility, Writers};
use crate::hold::Holding;
use crate::problem::{self, Fault, Problems};
use crate::role::named;

/// How people become members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Joining {
    /// Everybody who confirms an address.
    Open,
    /// Whoever is let in after answering a question.
    Application,
    /// Whoever is invited.
    Invitation,
}
named!(Joining { Open = "open", Application = "application", Invitation = "invitation" });

/// A part of the weblog's side column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The author's portrait and bio.
    Author,
    /// The author's other accounts.
    Accounts,
    /// Links to the feeds.
    Feeds,
    /// What was said last.
    RecentComments,
    /// The tags in use.
    Tags,
    /// Years and months.
    Archive,
}
named!(Part {
    Author = "author",
    Accounts = "accounts",
    Feeds = "feeds",
    RecentComments = "recent-comments",
    Tags = "tags",
    Archive = "archive",
});

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Site {
    /// The community's name.
    pub name: String,
    /// The charter's one sentence: “We … so that …”.
    pub charter: String,
    /// IANA name of the zone in which the site reads and plans.
    pub zone: String,
    /// Language of its words, a BCP 47 tag.
    pub language: String,
    /// Who may read.
    pub visibility: Visibility,
    /// How people become members.
    pub joining: Joining,
    /// What applicants are asked.
    pub question: String,
    /// Who writes articles.
    pub writers: Writers,
    /// Who founds groups.
    pub founders: Writers,
    /// The kinds of conversation that members may open; those of another kind that are there stay.
    pub kinds: Vec<Kind>,
    /// Whether guests may comment.
    pub guests: bool,
    /// What of members waits until somebody has read it.
    pub holding: Holding,
    /// Days after which conversations close by themselves; 0 for never.
    pub close_after: i64,
    /// The side column, from the top.
    pub side: Vec<Part>,
    /// Articles on a page of the weblog.
    pub per_page: i64,
    /// Whether guests may read the log of what those who keep the peace have done.
    pub log_public: bool,
    /// Whether that log names who did it.
    pub log_names: bool,
}

impl Site {
    /// When a conversation that begins at a moment closes by itself; never, if nothing is set.
    #[must_use]
    pub fn closes_at(&self, begins: Moment) -> Option<Moment> {
        let days = u64::try_from(self.close_after)
            .ok()
            .filter(|days| *days > 0)?;
        Some(begins.after(Duration::from_hours(24 * days)))
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "A new hall".to_owned(),
            charter: String::new(),
            zone: "UTC".to_owned(),
            language: "en".to_owned(),
            visibility: Visibility::Public,
            joining: Joining::Application,
            question: String::new(),
            writers: Writers::Stewards,
            founders: Writers::Members,
            kinds: Kind::POSTS.to_vec(),
            guests: true,
            holding: Holding::Suspicious,
            close_after: 0,
            side: Part::ALL.to_vec(),
            per_page: 10,
            log_public: false,
            log_names: false,
        }
    }
}

/// What an admin types.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Input {
    /// The community's name.
    #[serde(default)]
    pub name: String,
    /// The charter's one sentence.
    #[serde(default)]
    pub charter: String,
    /// IANA name of the zone.
    #[serde(default)]
    pub zone: String,
    /// `public` or `members`.
    #[serde(default)]
    pub visibility: String,
    /// `open`, `application` or `invitation`.
    #[serde(default)]
    pub joining: String,
    /// What applicants are asked.
    #[serde(default)]
    pub question: String,
    /// `stewards` or `members`.
    #[serde(default)]
    pub writers: String,
    /// `stewards` or `members`: who founds groups.
    #[serde(default)]
    pub founders: String,
    /// `on` or nothing: whether members may open discussions.
    #[serde(default)]
    pub kind_discussion: String,
    /// The same for questions.
    #[serde(default)]
    pub kind_question: String,
    /// The same for ideas.
    #[serde(default)]
    pub kind_idea: String,
    /// The same for asks.
    #[serde(default)]
    pub kind_ask: String,
    /// The same for offers.
    #[serde(default)]
    pub kind_offer: String,
    /// `on` or nothing.
    #[serde(default)]
    pub guests: String,
    /// One of [`Holding`].
    #[serde(default)]
    pub holding: String,
    /// Days, 0 for never.
    #[serde(default)]
    pub close_after: String,
    /// Parts of the side column in order, one a line or separated by commas.
    #[serde(default)]
    pub side: String,
    /// Articles on a page.
    #[serde(default)]
    pub per_page: String,
    /// `on` or nothing: whether guests may read the log.
    #[serde(default)]
    pub log_public: String,
    /// `on` or nothing: whether it names who did it.
    #[serde(default)]
    pub log_names: String,
}

impl Input {
    /// The settings as a form shows them.
    #[must_use]
    pub fn from_site(site: &Site) -> Self {
        let side: Vec<_> = site.side.iter().map(|part| part.as_str()).collect();
        let on = |yes: bool| if yes { "on" } else { "" }.to_owned();
        let kind = |kind| on(site.kinds.contains(&kind));
        Self {
            name: site.name.clone(),
            charter: site.charter.clone(),
            zone: site.zone.clone(),
            visibility: site.visibility.to_string(),
            joining: site.joining.to_string(),
            question: site.question.clone(),
            writers: site.writers.to_string(),
            founders: site.founders.to_string(),
            kind_discussion: kind(Kind::Discussion),
            kind_question: kind(Kind::Question),
            kind_idea: kind(Kind::Idea),
            kind_ask: kind(Kind::Ask),
            kind_offer: kind(Kind::Offer),
            guests: on(site.guests),
            holding: site.holding.to_string(),
            close_after: site.close_after.to_string(),
            side: side.join(", "),
            per_page: site.per_page.to_string(),
            log_public: on(site.log_public),
            log_names: on(site.log_names),
        }
    }

    /// Whether members may open this kind.
    #[must_use]
    pub fn offers(&self, kind: &Kind) -> bool {
        let field = match kind {
            Kind::Article => "",
            Kind::Discussion => &self.kind_discussion,
            Kind::Question => &self.kind_question,
            Kind::Idea => &self.kind_idea,
            Kind::Ask => &self.kind_ask,
            Kind::Offer => &self.kind_offer,
        };
        !field.is_empty()
    }

    fn kinds(&self) -> Vec<Kind> {
        let offered = Kind::POSTS.into_iter().filter(|kind| self.offers(kind));
        offered.collect()
    }

    /// Understands every field, or says what is wrong with each.
    ///
    /// # Errors
    /// The faults.
    pub fn parse(&self, before: &Site) -> Result<Site, Problems> {
        let choice = Fault::new("error.choice");
        let mut problems = Problems::default();
        let name = problems.take("name", parse_name(&self.name));
        let charter = problems.take("charter", parse_charter(&self.charter));
        let zone = problems.take("zone", parse_zone(&self.zone));
        let visibility = problems.take(
            "visibility",
            Visibility::parse(&self.visibility).ok_or(choice),
        );
        let joining = problems.take("joining", Joining::parse(&self.joining).ok_or(choice));
        let question = problems.take(
            "question",
            problem::optional_line(&self.question, 500, "error.too-long"),
        );
        let writers = problems.take("writers", Writers::parse(&self.writers).ok_or(choice));
        let founders = match self.founders.as_str() {
            "" => Some(before.founders),
            other => problems.take("founders", Writers::parse(other).ok_or(choice)),
        };
        let holding = problems.take("holding", Holding::parse(&self.holding).ok_or(choice));
        let close_after = problems.take("close_after", number(&self.close_after, 0, 36_500));
        let per_page = problems.take("per_page", number(&self.per_page, 1, 50));
        let mut side = Vec::new();
        for word in self
            .side
            .split([',', '\n', ' ', '\r'])
            .filter(|word| !word.is_empty())
        {
            match Part::parse(word) {
                Some(part) if !side.contains(&part) => side.push(part),
                Some(_) => {}
                None => problems.add("side", choice),
            }
        }
        problems.or(|| {
            Some(Site {
                name: name?,
                charter: charter?,
                zone: zone?,
                language: before.language.clone(),
                visibility: visibility?,
                joining: joining?,
                question: question?,
                writers: writers?,
                founders: founders?,
                kinds: self.kinds(),
                guests: !self.guests.is_empty(),
                holding: holding?,
                close_after: close_after?,
                side,
                per_page: per_page?,
                log_public: !self.log_public.is_empty(),
                log_names: !self.log_names.is_empty(),
            })
        })
    }
}

/// The community's name.
///
/// # Errors
/// Empty or too long.
pub fn parse_name(raw: &str) -> Result<String, Fault> {
    problem::line(raw, 60, "site.name-empty", "error.too-long")
}

/// The charter's sentence; may be empty until somebody has found it.
///
/// # Errors
/// Too long.
pub fn parse_charter(raw: &str) -> Result<String, Fault> {
    problem::optional_line(raw, 500, "error.too-long")
}

/// The IANA name of a zone.
///
/// # Errors
/// No such zone.
pub fn parse_zone(raw: &str) -> Result<String, Fault> {
    let name = base::clean::line(raw);
    let known = jiff::tz::TimeZone::get(&name)
        .ok()
        .and_then(|zone| zone.iana_name().map(str::to_owned));
    known.ok_or(Fault::new("site.zone-unknown"))
}

fn number(raw: &str, least: i64, most: i64) -> Result<i64, Fault> {
    raw.trim()
        .parse()
        .ok()
        .filter(|n| (least..=most).contains(n))
        .ok_or(Fault::with("error.number", most))
}

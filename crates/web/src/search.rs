//! Searching: one box over all that there is, best first or newest first, with the words found marked.

pub(crate) mod complete;
mod said;
pub(crate) mod suggest;
mod view;

use askama::Template;
use axum::response::Response;
use domain::conversation::Kind as ConversationKind;
use domain::person::Person;
use domain::search::{LIMIT, Narrowing, Query as Sought};
use domain::tag::Tag;
use domain::{Visible, tag};
use serde::Deserialize;

use crate::desk::Desk;
use crate::error::PageError;
use crate::filters;
use crate::form::Query;
use crate::frame::{self, Frame, Section};
use said::address;
use view::{Chip, Facet, Listed};

/// The query of the address. All but the first two come from the form that narrows, and are put into words.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
    kind: Option<String>,
    by: Option<String>,
    tag: Option<String>,
    from: Option<String>,
    until: Option<String>,
    order: Option<String>,
}

impl Input {
    /// What the form narrows to, if it was sent.
    fn narrowing(&self) -> Option<Narrowing> {
        let fields = [
            &self.kind,
            &self.by,
            &self.tag,
            &self.from,
            &self.until,
            &self.order,
        ];
        let sent = fields.iter().any(|field| field.is_some());
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        sent.then(|| Narrowing {
            kind: text(&self.kind),
            by: text(&self.by),
            tag: text(&self.tag),
            from: text(&self.from),
            until: text(&self.until),
            order: text(&self.order),
        })
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    q: String,
    asked: bool,
    too_long: bool,
    /// What was understood, each with the way to leave it out.
    chips: Vec<Chip>,
    /// What was not, in words.
    notes: Vec<String>,
    /// What is named and not there, in words.
    missing: Vec<String>,
    /// What may have been meant: its text and its address.
    instead: Option<(String, String)>,
    form: Narrowing,
    kinds: Vec<Facet>,
    times: Vec<Facet>,
    /// How many finds there are, in words, if somebody counted.
    count: Option<String>,
    newest: bool,
    /// The address of the other order, where there is a choice.
    other_order: Option<String>,
    hits: Vec<Listed>,
    people: Vec<Visible<Person>>,
    only_people: bool,
    tags: Vec<Tag>,
    more: Option<String>,
    /// Where more is than is ranked: all of it, the newest first.
    beyond: Option<String>,
    /// Where somebody may ask what was not found.
    ask: Option<String>,
}

impl SearchPage {
    fn is_nothing(&self) -> bool {
        self.hits.is_empty() && self.people.is_empty()
    }

    fn kinds_offered() -> impl Iterator<Item = (&'static str, String)> {
        domain::search::Kind::all().map(|kind| (kind.as_str(), said::kinds(kind)))
    }

    /// Where only a year or a month is asked for, a calendar could not show it.
    fn date_type(&self, value: &str) -> &'static str {
        match value.len() {
            0 | 10 => "date",
            _ => "text",
        }
    }

    fn tag_href(tag: &Tag) -> String {
        match tag.kind {
            tag::Kind::Tag => format!("/conversations?tag={}", crate::address::word(&tag.slug)),
            tag::Kind::Category => tag.path(),
        }
    }
}

/// Looks for something.
pub(crate) async fn show(desk: Desk, Query(input): Query<Input>) -> Result<Response, PageError> {
    let q = base::clean::line(&input.q);
    if let Some(narrowing) = input.narrowing() {
        return Ok(frame::go(&address(&Sought::parse(&q).narrowed(&narrowing))));
    }
    let too_long = q.len() > LIMIT;
    let query = Sought::parse(&q);
    let asked = !query.is_empty() && !too_long;
    let answer = if asked {
        let after = input.after.parse().ok();
        let (zone, sought) = (desk.zone.clone(), query.clone());
        app::search::look(desk.app(), desk.caller(), sought, zone, after).await?
    } else {
        app::search::Answer::default()
    };
    let title = if asked {
        i18n::text_with(desk.lang, "search.title", &[("query", i18n::Arg::Text(&q))])
    } else {
        desk.text("search.heading")
    };
    let newest = query.is_newest_first();
    let only_people = asked && answer.hits.is_empty() && view::is_people_only(&query);
    let frame = Frame::new(&desk, title, Section::Search).unlisted();
    let asks = frame.me.is_some() && desk.site.kinds.contains(&ConversationKind::Question);
    let page = SearchPage {
        frame,
        asked,
        too_long,
        chips: view::chips(&desk, &query, &answer),
        notes: said::notes(&desk, &query),
        missing: said::missing(&desk, &answer),
        instead: answer
            .instead
            .as_ref()
            .map(|query| (query.to_string(), address(query))),
        form: query.narrowing(),
        kinds: view::kinds(&query, &answer),
        times: view::times(&desk, &query),
        count: said::count(&desk, &answer, &input.after),
        newest,
        other_order: (query.has_words() && !only_people)
            .then(|| address(&query.newest_first(!newest))),
        hits: view::listed(&desk, &query, &answer),
        people: answer.people,
        only_people,
        tags: answer.tags,
        more: answer
            .next
            .map(|next| format!("{}&after={next}", address(&query))),
        beyond: (answer.is_cut && answer.next.is_none() && !newest && !only_people)
            .then(|| address(&query.newest_first(true))),
        ask: (asks && query.has_words()).then(|| {
            let title = crate::address::word(&query.words().join(" "));
            format!("/conversations/new?kind=question&title={title}")
        }),
        q,
    };
    frame::show(&desk, &page)
}

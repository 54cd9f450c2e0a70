//! The papers on top: who somebody is here, and what is what in the file.

use base::Moment;
use domain::comment::DELETED_KEPT;
use i18n::{Arg, Lang};
use serde_json::{Value, json};
use store::Snapshot;

use super::gather::Whose;
use super::item::at;
use super::{FORMAT, VERSION};
use crate::Result;
use crate::error::Found;

/// `about.json`: profile, accounts, addresses, sessions, invitations.
pub(super) fn about(from: &mut Snapshot<'_>, whose: &Whose, made_at: Moment) -> Result<Value> {
    let person = store::person::find(from, &whose.viewer, whose.me)?.found()?;
    let credential = store::credential::find(from, whose.me)?.found()?;
    let accounts: Vec<Value> = store::account::of(from, &person)?
        .into_iter()
        .map(|account| json!({ "address": account.url, "label": account.label }))
        .collect();
    let aliases: Vec<Value> = store::export::aliases(from, whose.me)?
        .into_iter()
        .map(|alias| json!({ "name": alias.name, "email": alias.email, "address": alias.url, "since": at(alias.made_at) }))
        .collect();
    let sessions: Vec<Value> = store::export::sessions(from, whose.me)?
        .into_iter()
        .map(|session| {
            json!({ "browser": session.device, "network": session.network,
                "since": at(session.made_at), "last-used": at(session.seen_at) })
        })
        .collect();
    let invitations: Vec<Value> = store::export::sent(from, whose.me)?
        .into_iter()
        .map(|sent| {
            json!({ "to": sent.email, "at": at(sent.made_at), "until": at(sent.expires_at), "came": sent.handle,
                "came-as": sent.name })
        })
        .collect();
    Ok(json!({
        "format": FORMAT,
        "version": VERSION,
        "made-at": at(made_at),
        "site": whose.base.as_str(),
        "profile": {
            "id": person.id.to_string(),
            "handle": person.handle,
            "name": person.name,
            "about": person.bio,
            "portrait": person.portrait.map(|id| id.to_string()),
            "role": person.role.as_str(),
            "since": at(person.made_at),
            "address": whose.base.join(&format!("/@{}", person.handle)),
        },
        "email": credential.email.map(|email| email.as_str().to_owned()),
        "email-to-be-confirmed": credential.wanted.map(|email| email.as_str().to_owned()),
        "answer-at-joining": store::export::application(from, whose.me)?,
        "accounts": accounts,
        "as-guest": aliases,
        "sessions": sessions,
        "invitations": invitations,
    }))
}

/// How much there is of what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) articles: i64,
    pub(super) posts: i64,
    pub(super) comments: i64,
    pub(super) pictures: i64,
    pub(super) left_out: i64,
}

/// `README.md`: what is what, and what is not in it and why.
pub(super) fn readme(lang: Lang, site: &str, made_at: Moment, counts: &Counts) -> String {
    let day = at(made_at);
    let days = DELETED_KEPT.as_secs() / 86_400;
    let args = [
        ("site", Arg::Text(site)),
        ("when", Arg::Text(&day)),
        ("version", VERSION.into()),
        ("articles", counts.articles.into()),
        ("conversations", counts.posts.into()),
        ("comments", counts.comments.into()),
        ("pictures", counts.pictures.into()),
        ("n", counts.left_out.into()),
        ("days", days.into()),
    ];
    let say = |key: &str| i18n::text_with(lang, key, &args);
    let list = |keys: &[&str]| {
        let lines: Vec<String> = keys.iter().map(|key| format!("- {}", say(key))).collect();
        lines.join("\n")
    };
    let mut missing = vec![
        "export.readme-no-titles",
        "export.readme-no-stones",
        "export.readme-no-votes",
        "export.readme-no-reading",
    ];
    if counts.left_out > 0 {
        missing.insert(0, "export.readme-left-out");
    }
    [
        format!("# {}", say("export.readme-title")),
        say("export.readme-made"),
        format!("## {}", say("export.readme-inside")),
        list(&[
            "export.readme-about",
            "export.readme-articles",
            "export.readme-conversations",
            "export.readme-comments",
            "export.readme-pictures",
            "export.readme-table",
            "export.readme-everything",
        ]),
        say("export.readme-lines"),
        format!("## {}", say("export.readme-not-inside")),
        list(&missing),
        String::new(),
    ]
    .join("\n\n")
}

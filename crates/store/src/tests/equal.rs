//! The same world reads the same on both engines.

use std::fmt::Write as _;
use std::sync::Arc;

use base::moment::SetClock;
use domain::Viewer;
use domain::Visible;
use domain::article::Line;
use domain::group::Moderate;
use domain::policy::Rule;
use domain::tag::Kind;

use super::place::{self, Spot, everywhere, run};
use super::world::{self, ADA, BEN, CLEO, minute};
use crate::article::{self, Filter};
use crate::comment::{self, Place, Placed};
use crate::{Options, Result, Snapshot, Store};

fn open(spot: &Spot) -> Store {
    spot.open_with(&Options {
        clock: Arc::new(SetClock::new(minute(10_000))),
        ..Options::default()
    })
}

fn line(line: &Line) -> String {
    format!(
        "{} {} {:?} {:?} at {} by {} “{}” {} comments, last {:?}",
        line.title,
        line.path,
        line.visibility,
        line.stage,
        line.at,
        line.by.name,
        line.excerpt,
        line.comments,
        line.last_comment_at
    )
}

fn lines(out: &mut String, name: &str, found: &[Visible<Line>]) {
    for one in found {
        let _ = writeln!(out, "  {name}: {}", line(one));
    }
}

fn said(out: &mut String, name: &str, found: &[Visible<Placed>]) {
    for one in found {
        let comment = &one.comment;
        let _ = writeln!(
            out,
            "  {name}: {} {:?} by {} to {:?} at {} in {} root {} thanks {}",
            comment.html,
            comment.state,
            comment.author.name(),
            comment.parent_name,
            comment.at,
            one.path,
            comment.is_root(),
            comment.thanks,
        );
    }
}

/// All that a viewer can get at, as text.
fn transcript(from: &mut Snapshot<'_>, name: &str, viewer: &Viewer) -> Result<String> {
    let mut out = format!("{name}\n");
    let found = article::list(from, viewer, Filter::All, None, 100)?;
    lines(&mut out, "all", &found);
    // Page by page it is the same.
    let mut paged = Vec::new();
    let mut cursor = None;
    loop {
        let page = article::list(from, viewer, Filter::All, cursor, 1)?;
        let Some(last) = page.last() else { break };
        cursor = Some((last.at, last.id));
        paged.extend(page);
    }
    assert_eq!(paged, found);
    for (name, filter) in [
        ("2026", Filter::Year(2026)),
        ("2025", Filter::Year(2025)),
        ("january", Filter::Month(2026, 1)),
        ("february", Filter::Month(2026, 2)),
        ("by ada", Filter::By(ADA)),
        ("by ben", Filter::By(BEN)),
    ] {
        lines(
            &mut out,
            name,
            &article::list(from, viewer, filter, None, 100)?,
        );
    }
    for (kind, slug) in [
        (Kind::Tag, "kitchen"),
        (Kind::Category, "mending"),
        (Kind::Tag, "none"),
    ] {
        if let Some(tag) = crate::tag::of_articles(from, viewer, kind, slug)? {
            let found = article::list(from, viewer, Filter::Tag(&tag), None, 100)?;
            lines(&mut out, &tag.path(), &found);
        }
    }
    for count in crate::tag::most_used(from, viewer, 10)? {
        let _ = writeln!(out, "  tag {} {}", count.tag.name, count.articles);
    }
    let _ = writeln!(out, "  months {:?}", article::months(from, viewer)?);
    lines(&mut out, "drafts", &article::drafts(from, viewer)?);
    for slug in [
        "forty-one-dead-kettles",
        "the-members-cupboard",
        "toasters",
        "a-draft-about-kettles",
        "coming-kettles",
        "taken-back",
        "nothing",
    ] {
        let path = format!("/articles/2026/01/{slug}");
        let Some(whole) = article::by_path(from, viewer, &path)? else {
            let _ = writeln!(out, "  {path}: none");
            continue;
        };
        let authors: Vec<_> = whole.authors.iter().map(|by| by.handle.as_str()).collect();
        let _ = writeln!(
            out,
            "  {path}: {} {authors:?} {} {:?} {}",
            whole.html, whole.revision, whole.door, whole.feed_id
        );
        let (before, after) = article::neighbours(from, viewer, &whole)?;
        lines(&mut out, "before", before.as_slice());
        lines(&mut out, "after", after.as_slice());
        let thread = comment::thread(from, viewer, whole.conversation(), None, 100)?;
        said(&mut out, "thread", &thread);
        paged_thread(from, viewer, &whole, &thread)?;
        if let Some(conversation) = crate::conversation::by_path(from, viewer, &path)? {
            said(
                &mut out,
                "recent in",
                &comment::recent_in(from, viewer, &conversation, None, 100)?,
            );
            let counted = comment::count(from, conversation.id)?;
            assert_eq!(counted, conversation.comments, "the counter of {path}");
        }
    }
    said(
        &mut out,
        "recent",
        &comment::recent(from, viewer, None, 100)?,
    );
    for person in [ADA, BEN, CLEO] {
        said(
            &mut out,
            "recent by",
            &comment::recent_by(from, viewer, person, 100)?,
        );
    }
    if let Some(root) = crate::group::root(from, viewer)?
        && let Ok(permit) = Moderate::permit(viewer, root)
    {
        said(&mut out, "waiting", &comment::waiting(from, &permit)?);
        let _ = writeln!(out, "  {} wait", comment::count_waiting(from, &permit)?);
    }
    Ok(out)
}

fn paged_thread(
    from: &mut Snapshot<'_>,
    viewer: &Viewer,
    article: &domain::article::Article,
    whole: &[Visible<Placed>],
) -> Result<()> {
    let ids =
        |found: &[Visible<Placed>]| found.iter().map(|one| one.comment.id).collect::<Vec<_>>();
    let mut forth = Vec::new();
    let mut place = None;
    loop {
        let page = comment::thread(from, viewer, article.conversation(), place, 2)?;
        let Some(last) = page.last() else { break };
        place = Some(Place::of(last));
        forth.extend(ids(&page));
    }
    assert_eq!(forth, ids(whole));
    if let Some(last) = whole.last() {
        let before =
            comment::thread_before(from, viewer, article.conversation(), Place::of(last), 100)?;
        assert_eq!(ids(&before), &ids(whole)[..whole.len() - 1]);
    }
    Ok(())
}

async fn tell(store: &Store) -> String {
    store
        .read(|from| -> Result<String> {
            world::viewers()
                .iter()
                .map(|(name, viewer)| transcript(from, name, viewer))
                .collect()
        })
        .await
        .unwrap()
}

#[test]
fn both_engines_tell_the_same_of_the_same_world() {
    let mut told = Vec::new();
    for spot in std::iter::once(place::sqlite()).chain(place::postgres()) {
        told.push(run(async {
            let store = open(&spot);
            world::make(&store).await;
            tell(&store).await
        }));
    }
    assert!(told[0].lines().count() > 100);
    for other in &told {
        assert_eq!(&told[0], other);
    }
}

#[test]
fn everybody_is_told_only_what_they_may_know() {
    everywhere(async |spot| {
        let store = open(spot);
        world::make(&store).await;
        let told = tell(&store).await;
        let part = |name: &str| {
            let (_, after) = told.split_once(&format!("{name}\n")).unwrap();
            let end = after
                .find("\nben\n")
                .into_iter()
                .chain(after.find("\ncleo\n"))
                .chain(after.find("\nada\n"))
                .min();
            after.get(..end.unwrap_or(after.len())).unwrap().to_owned()
        };
        let guest = part("guest");
        for hidden in [
            "cupboard ",
            "canary",
            "draftword",
            "laterword",
            "withdrawn",
            "waitingword",
            "rejectedword",
            "deletedword",
            "members only",
        ] {
            assert!(!guest.contains(hidden), "a guest reads {hidden}");
        }
        assert!(guest.contains("My kettle leaks.") && guest.contains("Let through in the end."));
        assert!(guest.contains("<p>Ben before he joined.</p> Visible by Ben"));
        let ben = part("ben");
        assert!(ben.contains("canary") && ben.contains("draftword"));
        assert!(!ben.contains("laterword") && !ben.contains("waitingword"));
        let cleo = part("cleo");
        assert!(cleo.contains("waitingword") && !cleo.contains("deletedword"));
        assert!(part("ada").contains("laterword"));
    });
}

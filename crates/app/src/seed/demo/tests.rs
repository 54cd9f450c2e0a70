//! Whether the demo's script agrees with itself.

use std::collections::HashSet;

use domain::poll::Ballot;

use super::calls::CALLS;
use super::openings::OPENINGS;
use super::people::{PEOPLE, VISITORS};
use super::script::{Out, Said, Stands};
use super::stories::STORIES;

fn all() -> Vec<&'static Said> {
    let mut open: Vec<&Said> = STORIES.iter().flat_map(|story| story.said).collect();
    let mut all = Vec::new();
    while let Some(said) = open.pop() {
        all.push(said);
        open.extend(said.answers);
    }
    all
}

fn is_member(name: &str) -> bool {
    PEOPLE.iter().any(|person| person.handle == name)
}

#[test]
fn everybody_who_speaks_thanks_or_writes_exists() {
    for said in all() {
        let known = is_member(said.by) || VISITORS.iter().any(|visitor| visitor.key == said.by);
        assert!(known, "{} speaks and does not exist", said.by);
        let fans: HashSet<_> = said.thanks.iter().collect();
        assert_eq!(
            fans.len(),
            said.thanks.len(),
            "thanked twice: {}",
            said.text
        );
        for fan in said.thanks {
            assert!(
                is_member(fan),
                "{fan} thanks and is no member: {}",
                said.text
            );
            assert_ne!(*fan, said.by, "thanks to oneself: {}", said.text);
        }
    }
    for by in STORIES.iter().flat_map(|story| story.by) {
        assert!(is_member(by), "{by} writes and is no member");
    }
}

#[test]
fn nobody_speaks_before_they_came() {
    fn check(said: &Said, days: u64, minutes: u64) {
        let minutes = minutes + said.after;
        let ago = days.saturating_sub(minutes / 1_440);
        if let Some(person) = PEOPLE.iter().find(|person| person.handle == said.by) {
            assert!(
                person.days >= ago,
                "{} speaks {ago} days ago: {}",
                said.by,
                said.text
            );
        }
        for answer in said.answers {
            check(answer, days, minutes);
        }
    }
    for story in STORIES {
        if let Out::Ago(days) = story.out {
            story.said.iter().for_each(|said| check(said, days, 0));
            for by in story.by {
                let author = PEOPLE.iter().find(|person| person.handle == *by).unwrap();
                assert!(
                    author.days >= days,
                    "{by} writes before coming: {}",
                    story.title
                );
            }
        }
    }
}

#[test]
fn the_community_is_as_large_as_promised() {
    let out = STORIES
        .iter()
        .filter(|story| matches!(story.out, Out::Ago(_)));
    assert_eq!(out.count(), 14);
    assert!(all().len() >= 90, "{} comments", all().len());
    let waiting = all()
        .into_iter()
        .filter(|said| said.stands == Stands::Waiting);
    assert_eq!(waiting.count(), 1);
    let keys: HashSet<_> = STORIES.iter().map(|story| story.key).collect();
    assert_eq!(keys.len(), STORIES.len());
    for story in STORIES {
        for named in story.text.split("(article:").skip(1) {
            let key = named.split(')').next().unwrap();
            assert!(keys.contains(key), "{} names {key}", story.title);
        }
        if let Some((_, next)) = story.closed {
            assert!(keys.contains(next));
        }
    }
}

#[test]
fn what_members_open_agrees_with_itself() {
    for opening in OPENINGS.iter().chain(CALLS) {
        let title = opening.title;
        assert!(is_member(opening.by), "{title}");
        let wanted = opening.wanted.iter();
        let hands = wanted.clone().flat_map(|wanted| wanted.hands);
        let named = wanted
            .filter_map(|wanted| wanted.finished.as_ref())
            .flat_map(|finished| finished.named);
        let asked = opening.asked.iter();
        let votes = asked.clone().flat_map(|asked| asked.votes);
        let others = hands
            .map(|(who, _, _)| who)
            .chain(named.map(|(who, _)| who));
        for who in others {
            assert!(is_member(who), "{who} in {title}");
            assert_ne!(*who, opening.by, "{title}");
        }
        let mut voters = HashSet::new();
        for (who, places) in votes {
            assert!(is_member(who) && voters.insert(who), "{who} in {title}");
            let options = asked.clone().next().unwrap().options.len();
            assert!(places.iter().all(|place| (1..=options).contains(place)));
            assert!(Ballot::of(places.to_vec()).is_some(), "{who} in {title}");
        }
        assert_eq!(opening.wanted.is_some(), opening.kind.is_wish(), "{title}");
    }
}

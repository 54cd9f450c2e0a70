//! Every noun in all the states that a rule can tell apart.

use base::{Id, Moment};
use domain::article::{Article, Format, Line};
use domain::comment::{Author, Comment, EDIT_WINDOW};
use domain::conversation::{Conversation, Door, Kind, Stage};
use domain::group::{Entry, Group, ROOT, Visibility, Writers};
use domain::guest::{Claimable, Guest};
use domain::invitation::Invitation;
use domain::person::{Byline, Person};
use domain::picture::{Picture, Veil};
use domain::post::{Course, Decision, Ending, Helper, Opening, Post, Standing, Terms, Wish};
use domain::session::Session;
use domain::{Origin, Role, comment, person};

/// Whom the subjects belong to.
pub(super) const ME: Id<Person> = Id::fixed(1);
/// Somebody else to whom a subject may belong.
pub(super) const OTHER: Id<Person> = Id::fixed(2);
/// Who began the conversation in which something is said.
pub(super) const BEGINNER: Id<Person> = Id::fixed(4);
/// Whoever looks at what is not theirs.
pub(super) const ELSE: Id<Person> = Id::fixed(3);
pub(super) const NOW: Moment = Moment::from_ms(1_774_000_000_000);
/// A group beside the site's own.
pub(super) const CIRCLE: Id<Group> = Id::fixed(77);
/// The last moment at which one's own words may be changed.
pub(super) const DAY_LATER: Moment = Moment::from_ms(1_774_000_000_000 + 24 * 3_600_000);

pub(super) fn byline(id: Id<Person>) -> Byline {
    Byline {
        id,
        handle: "x".into(),
        name: "X".into(),
        portrait: None,
    }
}

/// The site's own group.
pub(super) fn root(visibility: Visibility, writers: Writers) -> Group {
    Group {
        id: ROOT,
        handle: String::new(),
        name: "Site".into(),
        charter: String::new(),
        visibility,
        writers,
        entry: Entry::Open,
        closed_at: None,
        knock: None,
    }
}

fn stages() -> impl Iterator<Item = (Stage, Visibility)> {
    let stages = Stage::ALL.iter();
    stages.flat_map(|stage| {
        Visibility::OF_SITES
            .iter()
            .map(|visibility| (*stage, *visibility))
    })
}

/// Begun by somebody else with me, by me, and by others alone.
pub(super) fn articles() -> Vec<(String, Article)> {
    let mut all = Vec::new();
    for (stage, visibility) in stages() {
        for (whose, by, authors) in [
            ("begun by own", ME, vec![ME]),
            ("own wrote it too", OTHER, vec![OTHER, ME]),
            ("by others", OTHER, vec![OTHER]),
        ] {
            let line = Line {
                id: Id::fixed(9),
                group: ROOT,
                title: "T".into(),
                path: "/articles/2026/03/t".into(),
                visibility,
                stage,
                at: NOW,
                updated_at: NOW,
                by: byline(by),
                excerpt: String::new(),
                comments: 0,
                last_comment_at: None,
            };
            let article = Article {
                line,
                authors: authors.into_iter().map(byline).collect(),
                source: "x".into(),
                format: Format::Markdown,
                html: "<p>x</p>".into(),
                own_excerpt: String::new(),
                door: Door::Open,
                guests: true,
                continues_in: None,
                revision: 1,
                feed_id: "x".into(),
            };
            all.push((format!("{stage} {visibility}, {whose}"), article));
        }
    }
    all
}

pub(super) fn comments() -> Vec<(String, Comment)> {
    assert_eq!(NOW.after(EDIT_WINDOW), DAY_LATER);
    let mut all = Vec::new();
    for (stage, visibility) in stages() {
        for state in comment::State::ALL {
            for (whose, author) in [
                ("by own", Author::Person(byline(ME))),
                ("by a member", Author::Person(byline(OTHER))),
                (
                    "by a guest",
                    Author::Guest {
                        id: Id::fixed(7),
                        name: "G".into(),
                        url: None,
                    },
                ),
            ] {
                let comment = Comment {
                    id: Id::fixed(8),
                    conversation: Id::fixed(9),
                    parent: None,
                    parent_name: None,
                    root: Id::fixed(8),
                    author,
                    html: String::new(),
                    state: *state,
                    at: NOW,
                    edited_at: None,
                    revision: 1,
                    thanks: 0,
                    helped: 0,
                    purge_at: state.is_gone().then_some(DAY_LATER),
                    hidden_at: (*state == comment::State::Hidden).then_some(NOW),
                    group: ROOT,
                    visibility,
                    stage,
                    kind: Kind::Article,
                    begun_by: BEGINNER,
                };
                all.push((format!("{stage} {visibility}, {state} {whose}"), comment));
            }
        }
    }
    all
}

pub(super) fn conversations() -> Vec<(String, Conversation)> {
    let mut all = Vec::new();
    for (stage, visibility) in stages() {
        for (door_name, door) in [
            ("open", Door::Open),
            ("closed", Door::Closed { at: NOW }),
            ("expired", Door::Expired { at: NOW }),
            ("paused", Door::Paused { until: DAY_LATER }),
        ] {
            for guests in [true, false] {
                let conversation = Conversation {
                    id: Id::fixed(9),
                    group: ROOT,
                    kind: Kind::Article,
                    title: "T".into(),
                    path: "/articles/2026/03/t".into(),
                    visibility,
                    stage,
                    by: ME,
                    comments: 0,
                    door,
                    guests,
                    continues_in: None,
                    members_only: false,
                    sign: None,
                };
                let guests = if guests { "with" } else { "without" };
                all.push((
                    format!("{stage} {visibility}, {door_name}, {guests} guests"),
                    conversation,
                ));
            }
        }
    }
    all
}

/// Of every kind, opened by me and by another, with words in it and without, decided and not.
pub(super) fn posts() -> Vec<(String, Post)> {
    let mut all = Vec::new();
    for (stage, visibility) in stages() {
        for kind in Kind::POSTS {
            for (whose, by) in [("by own", ME), ("by another", OTHER)] {
                for (said, comments) in [("silent", 0), ("spoken in", 1)] {
                    for standing in [None, Some(Standing::Planned), Some(Standing::Declined)] {
                        if standing.is_some() && kind != Kind::Idea {
                            continue;
                        }
                        let decided = standing.map_or("undecided", Standing::as_str);
                        all.push((
                            format!("{stage} {visibility} {kind} {whose}, {said}, {decided}"),
                            post(stage, visibility, kind, by, comments, standing),
                        ));
                    }
                }
            }
        }
    }
    all
}

/// Asks and offers, by me and by another, that are open, past and ended; and an idea, which is none of them.
pub(super) fn wishes() -> Vec<(String, Post)> {
    let public = Visibility::Public;
    let mut all = Vec::new();
    for (stage, kind) in [
        (Stage::Published, Kind::Ask),
        (Stage::Published, Kind::Offer),
        (Stage::Removed, Kind::Ask),
    ] {
        for (whose, by) in [("by own", ME), ("by another", OTHER)] {
            for (course, wish) in courses(by) {
                let post = Post {
                    wish: Some(wish),
                    ..post(stage, public, kind, by, 0, None)
                };
                all.push((format!("{stage} {kind} {whose}, {course}"), post));
            }
        }
    }
    let idea = post(Stage::Published, public, Kind::Idea, OTHER, 0, None);
    all.push(("published idea by another".to_owned(), idea));
    all
}

/// Where an ask or an offer may stand; whoever opened it is not named.
fn courses(by: Id<Person>) -> Vec<(&'static str, Wish)> {
    let ended = |helpers: &[Id<Person>]| {
        Course::Ended(Ending {
            helpers: helpers
                .iter()
                .map(|id| Helper {
                    who: byline(*id),
                    thanked: false,
                })
                .collect(),
            reason: String::new(),
            by: None,
            at: NOW,
        })
    };
    let named = if by == ME { OTHER } else { ME };
    [
        ("open", Course::Open),
        ("past", Course::Past),
        ("helped", ended(&[named])),
        ("helped by others", ended(&[BEGINNER])),
        ("without", ended(&[])),
    ]
    .into_iter()
    .map(|(state, course)| {
        let wish = Wish {
            terms: Terms::default(),
            course,
            hands: 0,
        };
        (state, wish)
    })
    .collect()
}

/// Every kind, beside so many asks and offers that are open.
pub(super) fn openings() -> Vec<(String, Opening)> {
    let mut all = Vec::new();
    for kind in Kind::POSTS {
        for (beside, open) in [("few", 4), ("as many as may be", 5)] {
            for (whose, by) in [("of own", ME), ("of another", OTHER)] {
                let opening = Opening {
                    group: root(Visibility::Public, Writers::Stewards),
                    offered: Kind::POSTS.to_vec(),
                    kind,
                    by,
                    open,
                };
                all.push((format!("{kind} beside {beside} {whose}"), opening.clone()));
                let others = opening.offered.iter().filter(|other| **other != kind);
                let offered = others.copied().collect();
                let opening = Opening { offered, ..opening };
                all.push((
                    format!("{kind} beside {beside} {whose}, not offered"),
                    opening,
                ));
            }
        }
    }
    all
}

fn post(
    stage: Stage,
    visibility: Visibility,
    kind: Kind,
    by: Id<Person>,
    comments: i64,
    standing: Option<Standing>,
) -> Post {
    Post {
        conversation: Conversation {
            id: Id::fixed(9),
            group: ROOT,
            kind,
            title: "T".into(),
            path: "/conversations/9/t".into(),
            visibility,
            stage,
            by,
            comments,
            door: Door::Open,
            guests: true,
            continues_in: None,
            members_only: false,
            sign: None,
        },
        by: byline(by),
        at: NOW,
        source: String::new(),
        html: String::new(),
        excerpt: String::new(),
        edited_at: None,
        revision: 1,
        answer: None,
        accepted_by: None,
        supports: 0,
        decision: standing.map(|standing| Decision {
            standing,
            source: String::new(),
            html: String::new(),
            by: None,
            at: NOW,
        }),
        wish: None,
        feed_id: "x".into(),
    }
}

/// Myself, and others in every state and role.
pub(super) fn people() -> Vec<(String, Person)> {
    let mut all = Vec::new();
    for (whose, id) in [("own", ME), ("another", OTHER)] {
        for state in person::State::ALL {
            for role in Role::ALL {
                let person = Person {
                    id,
                    handle: "x".into(),
                    name: "X".into(),
                    bio: String::new(),
                    bio_html: String::new(),
                    portrait: None,
                    state: *state,
                    role: *role,
                    origin: Origin::Raised,
                    made_at: NOW,
                };
                all.push((format!("{whose} {state} {role}"), person));
            }
        }
    }
    all
}

pub(super) fn sessions() -> Vec<(String, Session)> {
    let session = |person| Session {
        id: Id::fixed(6),
        person,
        made_at: NOW,
        seen_at: NOW,
        proved_at: NOW,
        device: String::new(),
        network: String::new(),
    };
    vec![
        ("own".into(), session(ME)),
        ("another's".into(), session(OTHER)),
    ]
}

pub(super) fn invitations() -> Vec<(String, Invitation)> {
    let mut all = Vec::new();
    for (whose, by) in [("by own", ME), ("by another", OTHER)] {
        for (state, used_by) in [("open", None), ("used", Some(OTHER))] {
            let invitation = Invitation {
                id: Id::fixed(5),
                by: byline(by),
                email: "x@example.org".into(),
                expires_at: DAY_LATER,
                used_by,
            };
            all.push((format!("{state}, {whose}"), invitation));
        }
    }
    all
}

pub(super) fn claimables() -> Vec<(String, Claimable)> {
    let mut all = Vec::new();
    for (whose, owner) in [("of own", ME), ("of another", OTHER)] {
        for (state, claimed_by) in [("free", None), ("claimed", Some(OTHER))] {
            let guest = Guest {
                id: Id::fixed(4),
                name: "G".into(),
                url: None,
                trusted: true,
                claimed_by,
            };
            let claimable = Claimable {
                guest,
                comments: 1,
                owner,
            };
            all.push((format!("{state}, {whose} address"), claimable));
        }
    }
    all
}

pub(super) fn pictures() -> Vec<(String, Picture)> {
    let mut all = Vec::new();
    let draft = Veil {
        of: Some(ME),
        from: Role::Admin,
        group: ROOT,
        within: Visibility::Public,
    };
    for (whose, owner) in [
        ("own", Some(ME)),
        ("another's", Some(OTHER)),
        ("nobody's", None),
    ] {
        for (shown, shown_to, veils) in [
            ("shown by nothing", None, vec![]),
            ("shown by own's draft", None, vec![draft]),
            ("shown to members", Some(Visibility::Members), vec![]),
            ("shown to all", Some(Visibility::Public), vec![]),
        ] {
            let picture = Picture {
                id: Id::fixed(4),
                owner,
                alt: String::new(),
                width: 1,
                height: 1,
                shown_to: shown_to.into_iter().collect(),
                used: shown_to.is_some() || !veils.is_empty(),
                veils,
                made_at: NOW,
                variants: Vec::new(),
            };
            all.push((format!("{whose}, {shown}"), picture));
        }
    }
    all
}

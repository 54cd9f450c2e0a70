use super::*;
use crate::role::Origin;

const HANA: Id<Person> = Id::fixed(7);
const TUNDE: Id<Person> = Id::fixed(8);

fn seated(person: Id<Person>, role: Role) -> Viewer {
    Viewer::seated(person, role, Origin::Raised)
}

fn variant(width: i64, mime: &str) -> Variant {
    Variant {
        width,
        height: width,
        mime: format!("image/{mime}"),
        hash: Digest::of(mime.as_bytes()),
        bytes: 1,
    }
}

fn picture(variants: Vec<Variant>) -> Picture {
    Picture {
        id: Id::fixed(1),
        owner: Some(HANA),
        alt: String::new(),
        width: 1600,
        height: 1600,
        shown_to: Vec::new(),
        veils: Vec::new(),
        used: false,
        made_at: Moment::from_ms(0),
        variants,
    }
}

fn chosen(picture: &Picture, width: i64, webp: bool) -> (i64, &str) {
    let variant = picture.variant(width, webp).unwrap();
    (variant.width, variant.mime.trim_start_matches("image/"))
}

#[test]
fn the_best_size_is_the_widest_that_is_not_wider_than_asked() {
    let drawing = picture(vec![
        variant(320, "png"),
        variant(320, "webp"),
        variant(800, "png"),
        variant(1600, "png"),
        variant(1600, "webp"),
    ]);

    assert_eq!(chosen(&drawing, 1, false), (320, "png"));
    assert_eq!(chosen(&drawing, 799, true), (320, "webp"));
    assert_eq!(chosen(&drawing, 800, true), (800, "png"));
    assert_eq!(chosen(&drawing, 9_999, true), (1600, "webp"));
    assert_eq!(drawing.widths(), [320, 800, 1600]);
    assert_eq!(picture(Vec::new()).variant(800, true), None);
}

#[test]
fn what_moves_is_offered_moving_and_stands_still_where_it_is_small() {
    let moving = picture(vec![
        variant(320, "png"),
        variant(500, "gif"),
        variant(500, "png"),
        variant(500, "webp"),
    ]);

    assert_eq!(moving.widths(), [500]);
    assert_eq!(chosen(&moving, 800, true), (500, "gif"));
    assert_eq!(chosen(&moving, 320, true), (320, "png"));
}

#[test]
fn a_description_cannot_break_out_of_its_brackets() {
    let mut drawing = picture(Vec::new());
    drawing.alt = r"a](/x) ![*b*\".to_owned();

    assert_eq!(
        drawing.markdown(),
        r"![a\](/x) \!\[\*b\*\\](/media/0000000000001)"
    );
}

#[test]
fn it_is_seen_by_its_owner_and_by_whoever_sees_what_shows_it() {
    let everybody = [
        Viewer::Guest,
        seated(TUNDE, Role::Member),
        seated(TUNDE, Role::Moderator),
        seated(TUNDE, Role::Admin),
        seated(HANA, Role::Member),
    ];
    let sees = |picture: &Picture| {
        everybody
            .each_ref()
            .map(|viewer| picture.is_visible_to(viewer))
    };
    let with = |shown_to: Option<Visibility>, veils: &[Veil]| Picture {
        shown_to: shown_to.into_iter().collect(),
        veils: veils.to_vec(),
        ..picture(Vec::new())
    };
    let veil = |of, from| Veil {
        of,
        from,
        group: crate::group::ROOT,
        within: Visibility::Public,
    };

    assert_eq!(sees(&with(None, &[])), [false, false, false, false, true]);
    assert_eq!(sees(&with(Some(Visibility::Public), &[])), [true; 5]);
    assert_eq!(
        sees(&with(Some(Visibility::Members), &[])),
        [false, true, true, true, true]
    );
    assert_eq!(
        sees(&with(None, &[veil(None, Role::Moderator)])),
        [false, false, true, true, true]
    );
    assert_eq!(
        sees(&with(None, &[veil(Some(TUNDE), Role::Admin)])),
        [false, true, true, true, true]
    );
}

#[test]
fn only_its_owner_changes_it_and_nobody_throws_away_what_is_shown() {
    let mine = picture(Vec::new());
    let shown = Picture {
        used: true,
        ..mine.clone()
    };
    let foreign = Picture {
        owner: None,
        ..mine.clone()
    };
    let (hana, owner) = (seated(HANA, Role::Member), seated(TUNDE, Role::Owner));

    assert_eq!(Describe::judge(&Viewer::Guest, &mine), Verdict::SignIn);
    assert_eq!(Describe::judge(&hana, &mine), Verdict::Allow);
    assert_eq!(
        Describe::judge(&owner, &mine),
        Verdict::Deny("picture.not-yours")
    );
    assert_eq!(
        Describe::judge(&hana, &foreign),
        Verdict::Deny("picture.not-yours")
    );
    assert_eq!(Discard::judge(&hana, &mine), Verdict::Allow);
    assert_eq!(
        Discard::judge(&hana, &shown),
        Verdict::Deny("picture.in-use")
    );
    assert_eq!(
        Discard::judge(&owner, &shown),
        Verdict::Deny("picture.not-yours")
    );
}

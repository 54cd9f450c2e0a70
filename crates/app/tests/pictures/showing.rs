//! Texts show pictures, and with the texts come and go those who see them.

use app::{Caller, article, comment};
use base::Id;
use domain::article::{Article, Input};
use domain::comment::Comment;
use domain::conversation::Conversation;
use domain::group::Visibility;
use domain::picture::Picture;
use domain::site::Site;
use domain::{Role, Viewer};

use crate::kit::{Hall, everywhere, me, photograph};

fn input(id: Id<Picture>, visibility: &str, revision: i64) -> Input {
    Input {
        title: "Kettles".into(),
        source: format!("![A kettle](/media/{id})"),
        visibility: visibility.into(),
        revision,
        ..Input::default()
    }
}

async fn publish(hall: &Hall, by: Caller, id: Id<Picture>, visibility: &str) -> Id<Article> {
    let input = input(id, visibility, 1);
    let begun = article::begin(&hall.app, by.clone(), input).await.unwrap();
    let published = article::publish(&hall.app, by, begun.id, None).await;
    published.unwrap().id
}

async fn html(hall: &Hall, by: Caller, id: Id<Article>) -> String {
    let open = article::open(&hall.app, by, id).await.unwrap();
    open.article.html.clone()
}

/// Whether a guest, another member and the owner see it.
async fn seen(hall: &Hall, member: Caller, owner: Caller, id: Id<Picture>) -> [bool; 3] {
    [
        hall.sees(Viewer::Guest, id).await,
        hall.sees(member.viewer.clone(), id).await,
        hall.sees(owner.viewer.clone(), id).await,
    ]
}

const NOBODY: [bool; 3] = [false, false, true];
const MEMBERS: [bool; 3] = [false, true, true];
const EVERYBODY: [bool; 3] = [true, true, true];

#[tokio::test]
async fn an_article_shows_its_picture_to_its_readers_in_sizes() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let added = hall.bring(hana.clone(), &photograph(900, 600, 1)).await.unwrap();
        let id = added.picture.id;
        assert_eq!(seen(&hall, tunde.clone(), hana.clone(), id).await, NOBODY);

        let begun = article::begin(&hall.app, hana.clone(), input(id, "public", 1));
        let draft = begun.await.unwrap().id;
        assert_eq!(seen(&hall, tunde.clone(), hana.clone(), id).await, NOBODY);
        let published = publish(&hall, hana.clone(), id, "members").await;
        assert_eq!(seen(&hall, tunde.clone(), hana.clone(), id).await, MEMBERS);
        article::publish(&hall.app, hana.clone(), draft, None)
            .await
            .unwrap();
        assert_eq!(seen(&hall, tunde.clone(), hana.clone(), id).await, EVERYBODY);

        let text = html(&hall, hana.clone(), draft).await;
        assert!(
            text.contains(&format!(
                r#"src="/media/{id}/800" srcset="/media/{id}/320 320w, /media/{id}/800 800w, /media/{id}/900 900w""#
            )),
            "{text}"
        );
        assert!(text.contains(r#"width="900" height="600""#), "{text}");

        article::withdraw(&hall.app, hana.clone(), draft).await.unwrap();
        assert_eq!(seen(&hall, tunde.clone(), hana.clone(), id).await, MEMBERS);
        let empty = Input {
            source: "No picture any more".into(),
            ..input(id, "members", 1)
        };
        article::save(&hall.app, hana.clone(), published, &empty)
            .await
            .unwrap();
        assert_eq!(seen(&hall, tunde, hana, id).await, NOBODY);
    })
    .await;
}

#[tokio::test]
async fn on_a_site_for_its_members_guests_see_nothing() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let added = hall
            .bring(hana.clone(), &photograph(90, 60, 1))
            .await
            .unwrap();
        publish(&hall, hana.clone(), added.picture.id, "public").await;
        hall.change_site(Site {
            visibility: Visibility::Members,
            ..Site::default()
        })
        .await;

        assert_eq!(seen(&hall, tunde, hana, added.picture.id).await, MEMBERS);
    })
    .await;
}

async fn say(hall: &Hall, by: Caller, place: Id<Article>, text: &str) -> Id<Comment> {
    let input = domain::comment::Input {
        text: text.into(),
        ..domain::comment::Input::default()
    };
    let place: Id<Conversation> = place.cast();
    let added = comment::add(&hall.app, by, place, input, None).await;
    added.unwrap().id.unwrap()
}

#[tokio::test]
async fn a_comment_shows_its_picture_until_it_is_taken_down() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let own = hall
            .bring(hana.clone(), &photograph(90, 60, 1))
            .await
            .unwrap();
        let place = publish(&hall, hana.clone(), own.picture.id, "public").await;
        let added = hall
            .bring(tunde.clone(), &photograph(90, 60, 2))
            .await
            .unwrap();
        let id = added.picture.id;

        let said = say(&hall, tunde.clone(), place, &format!("![b](/media/{id})")).await;
        assert_eq!(
            seen(&hall, hana.clone(), tunde.clone(), id).await,
            EVERYBODY
        );
        let sef = hall.person("sef", Role::Moderator).await;
        comment::delete(&hall.app, sef.clone(), said).await.unwrap();
        assert_eq!(seen(&hall, hana.clone(), tunde.clone(), id).await, NOBODY);
        comment::restore(&hall.app, sef, said).await.unwrap();
        assert_eq!(seen(&hall, hana, tunde, id).await, EVERYBODY);
    })
    .await;
}

#[tokio::test]
async fn who_knows_only_the_address_of_a_picture_learns_nothing_and_shows_nothing() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let tunde = hall.person("tunde", Role::Steward).await;
        let added = hall
            .bring(hana.clone(), &photograph(900, 600, 1))
            .await
            .unwrap();
        let hidden = added.picture.id;

        let place = publish(&hall, tunde.clone(), hidden, "public").await;

        assert_eq!(seen(&hall, tunde.clone(), hana, hidden).await, NOBODY);
        let (text, nothing) = (html(&hall, tunde.clone(), place).await, Id::fixed(77));
        let other = publish(&hall, tunde.clone(), nothing, "public").await;
        assert_eq!(
            text.replace(&hidden.to_string(), "ID"),
            html(&hall, tunde, other)
                .await
                .replace(&nothing.to_string(), "ID")
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_else_who_changes_an_article_leaves_its_pictures_in_it() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Steward).await;
        let admin = hall.person("sef", Role::Admin).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let added = hall
            .bring(hana.clone(), &photograph(900, 600, 1))
            .await
            .unwrap();
        let id = added.picture.id;
        let begun = article::begin(&hall.app, hana.clone(), input(id, "public", 1));
        let draft = begun.await.unwrap().id;
        assert!(hall.sees(admin.viewer.clone(), id).await);

        let changed = Input {
            source: format!("More words. ![A kettle](/media/{id})"),
            ..input(id, "public", 1)
        };
        article::save(&hall.app, admin.clone(), draft, &changed)
            .await
            .unwrap();
        article::publish(&hall.app, admin.clone(), draft, None)
            .await
            .unwrap();

        assert!(html(&hall, admin, draft).await.contains("srcset"));
        assert_eq!(seen(&hall, tunde, hana, id).await, EVERYBODY);
    })
    .await;
}

#[tokio::test]
async fn a_portrait_is_seen_by_all_and_the_one_before_goes_at_once() {
    everywhere(async || {
        let hall = Hall::new();
        let hana = hall.person("hana", Role::Member).await;
        let tunde = hall.person("tunde", Role::Member).await;
        let set = async |by, number| {
            let bytes = photograph(600, 400, number);
            app::picture::set_portrait(&hall.app, by, me(hana.clone()), bytes).await
        };
        let portrait = async || {
            let profile = app::person::show(&hall.app, tunde.clone(), "hana")
                .await
                .unwrap();
            profile.person.portrait
        };

        set(hana.clone(), 1).await.unwrap();
        let first = portrait().await.unwrap();
        assert_eq!(
            seen(&hall, tunde.clone(), hana.clone(), first).await,
            EVERYBODY
        );
        let sight = app::picture::open(&hall.app, Viewer::Guest, first, 256, true).await;
        let variant = sight.unwrap().variant;
        assert_eq!((variant.width, variant.height), (256, 288));

        assert!(matches!(
            set(tunde.clone(), 2).await,
            Err(app::Error::Forbidden("person.not-you"))
        ));
        set(hana.clone(), 3).await.unwrap();
        let second = portrait().await.unwrap();
        assert!(!hall.sees(hana.viewer.clone(), first).await);
        assert_eq!(
            seen(&hall, tunde.clone(), hana.clone(), second).await,
            EVERYBODY
        );
        set(hana.clone(), 3).await.unwrap(); // The same once more changes nothing.
        assert_eq!(portrait().await, Some(second));

        app::picture::remove_portrait(&hall.app, hana.clone(), me(hana.clone()))
            .await
            .unwrap();
        assert_eq!(portrait().await, None);
        assert!(!hall.sees(hana.viewer.clone(), second).await);
    })
    .await;
}

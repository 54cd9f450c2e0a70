//! The small world that every story begins in, made by the operations that pages call.

use std::sync::Arc;
use std::time::Duration;

use adapters::files::Folder;
use adapters::mail::Kept;
use adapters::password::Hasher;
use adapters::picture::Workshop;
use app::{App, BaseUrl, Browser, Caller, Parts};
use base::moment::{Clock, SetClock};
use base::{Digest, Id, Moment, Secret};
use domain::article::Article;
use domain::comment::{Comment, Input};
use domain::conversation::Conversation;
use domain::group::{Membership, Memberships, Office};
use domain::invitation::Invitation;
use domain::person::{JoinInput, Person};
use domain::picture::Picture;
use domain::{Role, Viewer};
use email::Message;
use store::{Options, Store};

use super::engine::Place;
use super::{BASE, PASSWORD};

/// Friday, 20 March 2026, 10:46:40 in Amsterdam.
const BEGINNING: Moment = Moment::from_ms(1_774_000_000_000);

/// Somebody with a session.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) id: Id<Person>,
    pub(crate) handle: &'static str,
    pub(crate) name: &'static str,
    pub(crate) viewer: Viewer,
    pub(crate) session: Secret,
    pub(crate) device: Secret,
}

impl Someone {
    pub(crate) fn email(&self) -> String {
        format!("{}@example.net", self.handle)
    }

    pub(crate) fn caller(&self) -> Caller {
        Caller::at_page(self.viewer.clone())
    }
}

/// An article.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) id: Id<Article>,
    pub(crate) path: String,
}

impl Piece {
    pub(crate) const fn conversation(&self) -> Id<Conversation> {
        self.id.cast()
    }

    /// Where its comment form goes.
    pub(crate) fn comments(&self) -> String {
        format!("/conversations/{}/comments", self.id)
    }
}

/// A conversation that a member opened.
#[derive(Clone, Debug)]
pub(crate) struct Talk {
    pub(crate) id: Id<Conversation>,
    pub(crate) path: String,
}

impl Talk {
    /// Where its comment form goes.
    pub(crate) fn comments(&self) -> String {
        format!("/conversations/{}/comments", self.id)
    }
}

/// Words that stand in one place of the world only, and only for whom they are meant.
pub(crate) mod word {
    /// In the title and text of the members' article.
    pub(crate) const MEMBERS: &str = "Marzipan";
    /// In a comment under it.
    pub(crate) const MEMBERS_COMMENT: &str = "ocarina";
    /// In the title and first words of the members' conversation.
    pub(crate) const MEMBERS_TALK: &str = "Nougatine";
    /// In the title and text of the draft.
    pub(crate) const DRAFT: &str = "Quincunx";
    /// In the comment that waits.
    pub(crate) const WAITING: &str = "zibeline";
    /// In the comment that was deleted.
    pub(crate) const DELETED: &str = "halcyon";
    /// In the public article, the tag, the charter.
    pub(crate) const PUBLIC: &str = "kettle";
    /// The name of who waits to be let in.
    pub(crate) const APPLICANT: &str = "Nora Peregrine";
    /// All that a guest must never read.
    pub(crate) const HIDDEN: [&str; 8] = [
        MEMBERS,
        MEMBERS_TALK,
        MEMBERS_COMMENT,
        DRAFT,
        WAITING,
        DELETED,
        APPLICANT,
        "somebody@example.org",
    ];
}

/// The world.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) master: Secret,
    pub(crate) now: Moment,
    pub(crate) owner: Someone,
    pub(crate) admin: Someone,
    pub(crate) moderator: Someone,
    pub(crate) steward: Someone,
    pub(crate) member: Someone,
    pub(crate) other: Someone,
    /// A public article by the steward, with a thread.
    pub(crate) kettle: Piece,
    /// An article for members, with a comment.
    pub(crate) backroom: Piece,
    /// A draft of the steward's.
    pub(crate) draft: Piece,
    /// A question of the member's, for everybody to read.
    pub(crate) question: Talk,
    /// An idea of the member's, for everybody to read.
    pub(crate) idea: Talk,
    /// A discussion of the steward's, for members.
    pub(crate) members_talk: Talk,
    /// Shown by the public article.
    pub(crate) picture: Id<Picture>,
    /// Shown by the members' article.
    pub(crate) secret_picture: Id<Picture>,
    /// The handle of a group that anybody can come into and read; the steward looks after it.
    pub(crate) circle: String,
    /// By the member.
    pub(crate) first: Id<Comment>,
    /// The steward's answer to it.
    pub(crate) answer: Id<Comment>,
    /// The other member's answer to that.
    pub(crate) deeper: Id<Comment>,
    /// By the other member, deleted.
    pub(crate) stone: Id<Comment>,
    /// The member's answer to it, which stands.
    pub(crate) under_stone: Id<Comment>,
    /// By a guest who is trusted since.
    pub(crate) from_guest: Id<Comment>,
    /// By a guest, unread.
    pub(crate) waiting: Id<Comment>,
    /// By the member, in the members' article.
    pub(crate) among_members: Id<Comment>,
    /// Somebody who has asked to be let in.
    pub(crate) applicant: Id<Person>,
    /// The steward's to somebody who has not come yet.
    pub(crate) invitation: Id<Invitation>,
}

/// An app at a place.
pub(super) fn app(
    place: &Place,
    clock: &Arc<SetClock>,
    mail: &Arc<Kept>,
    master: Secret,
    limits: bool,
) -> App {
    let options = Options {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        ..Options::default()
    };
    App::new(Parts {
        store: Store::open(&place.store(), &options).unwrap(),
        base: BaseUrl::parse(BASE).unwrap(),
        master,
        carrier: Some(mail.clone()),
        files: Arc::new(Folder::new(place.path().join("files")).unwrap()),
        parcels: adapters::files::Parcels::new(place.path().join("exports")),
        workshop: Workshop::new(
            env!("CARGO_BIN_EXE_story-picture-worker").into(),
            Vec::new(),
        ),
        hasher: Hasher::new(1, None).unwrap(),
        limits,
        demo: false,
    })
}

/// Makes the world at an empty place; on SQLite leaves a copy of the file there.
pub(super) async fn make(place: &Place) -> World {
    let clock = Arc::new(SetClock::new(BEGINNING));
    let master = Secret::new();
    let mail = Arc::new(Kept::new());
    let app = app(place, &clock, &mail, master.clone(), false);
    let maker = Maker { app, clock, mail };

    let owner = maker.found().await;
    let admin = maker.add("ada", "Ada Brandt", Role::Admin).await;
    let moderator = maker.add("maud", "Maud Keller", Role::Moderator).await;
    let steward = maker.add("sten", "Sten Holm", Role::Steward).await;
    let member = maker.add("mina", "Mina O’Hara", Role::Member).await;
    let other = maker.add("tom", "Tom <b>Bold</b>", Role::Member).await;

    let picture = maker.bring(&steward, "A kettle", 200).await;
    let secret_picture = maker.bring(&steward, "Sweets", 100).await;
    let kettle = maker.write(&steward, |input| {
        input.title = "How to mend a kettle & keep it".into();
        input.source = format!(
            "Descale the *kettle* first.\n\n![A kettle](/media/{picture})\n\nThen look at its base."
        );
        input.tags = "kettles, mending".into();
        input.categories = "Workshop".into();
    });
    let kettle = kettle.await;
    let backroom = maker.write(&steward, |input| {
        input.title = format!("{} for members", word::MEMBERS);
        input.source = format!(
            "Where the {} is: ![](/media/{secret_picture})",
            word::MEMBERS
        );
        input.tags = "sweets".into();
        input.visibility = "members".into();
    });
    let backroom = backroom.await;
    let draft = maker.begin(&steward, |input| {
        input.title = format!("{} to come", word::DRAFT);
        input.source = format!("Not {} yet.", word::DRAFT);
        input.tags = "unfinished".into();
    });
    let draft = draft.await;
    let question = maker
        .open(&member, |input| {
            input.kind = "question".into();
            input.title = "Which grease for a gearbox?".into();
            input.source = "It is *white* and hard now.".into();
            input.tags = "grease".into();
        })
        .await;
    let idea = maker
        .open(&member, |input| {
            input.kind = "idea".into();
            input.title = "Open on Sundays".into();
            input.source = "We have the room.".into();
        })
        .await;
    let members_talk = maker
        .open(&steward, |input| {
            input.kind = "discussion".into();
            input.title = format!("{} for the summer", word::MEMBERS_TALK);
            input.source = format!("Who brings the {}?", word::MEMBERS_TALK);
            input.tags = "dainties".into();
            input.visibility = "members".into();
        })
        .await;

    let (circle, steward) = maker.gather(steward, "Bicycle circle").await;

    let first = maker
        .say(&member, &kettle, "Mine *leaks* at the base.", None)
        .await;
    let answer = maker
        .say(&steward, &kettle, "Then the seal is gone.", Some(first))
        .await;
    let deeper = maker
        .say(&other, &kettle, "Mine too, since May.", Some(answer))
        .await;
    let regret = format!("I take this {} back.", word::DELETED);
    let stone = maker.say(&other, &kettle, &regret, None).await;
    let under_stone = maker
        .say(&member, &kettle, "Why take it back?", Some(stone))
        .await;
    app::comment::delete(&maker.app, other.caller(), stone)
        .await
        .unwrap();
    let from_guest = maker.guest_says(&kettle, "Gast", "May a guest ask?").await;
    maker.let_through(&moderator, from_guest).await;
    let waiting = format!("Is there a {}?", word::WAITING);
    let waiting = maker.guest_says(&kettle, "Unread", &waiting).await;
    let among = format!("An {} in the back room.", word::MEMBERS_COMMENT);
    let among_members = maker.say(&member, &backroom, &among, None).await;

    let applicant = maker.apply().await;
    let invitation = maker.invite(&steward).await;

    // What waits for staff is told, so that stories begin with nothing to be done.
    maker.clock.advance(Duration::from_hours(1));
    app::job::run_due(&maker.app).await.unwrap();
    let seats = [&owner, &admin, &moderator, &steward, &member, &other];
    let [owner, admin, moderator, steward, member, other] = maker.sign_in(seats).await;
    app::job::run_due(&maker.app).await.unwrap();
    maker.clock.advance(Duration::from_mins(20));
    if place.postgres().is_none() {
        let copy = place.path().join("copy");
        std::fs::create_dir(&copy).unwrap();
        maker
            .app
            .store()
            .copy_to(&copy.join("guildhall.sqlite"))
            .unwrap();
    }
    World {
        master,
        now: maker.clock.now(),
        owner,
        admin,
        moderator,
        steward,
        member,
        other,
        picture,
        secret_picture,
        kettle,
        backroom,
        draft,
        question,
        idea,
        members_talk,
        circle,
        first,
        answer,
        deeper,
        stone,
        under_stone,
        from_guest,
        waiting,
        among_members,
        applicant,
        invitation,
    }
}

struct Maker {
    app: App,
    clock: Arc<SetClock>,
    mail: Arc<Kept>,
}

impl Maker {
    /// A minute passes between all things, so that their order is plain.
    fn pass(&self) {
        self.clock.advance(Duration::from_mins(1));
    }

    async fn found(&self) -> Someone {
        let secret = app::setup::secret(&self.app).await.unwrap().unwrap();
        let input = app::setup::Input {
            community: "Kettle & Thread".into(),
            charter: "We mend things so that less is thrown away.".into(),
            zone: "Europe/Amsterdam".into(),
            name: "Imke Vos".into(),
            handle: "imke".into(),
            email: "imke@example.net".into(),
            password: PASSWORD.into(),
        };
        let signed_in = app::setup::set_up(&self.app, &secret, &input, browser()).await;
        self.someone("imke", "Imke Vos", &signed_in.unwrap()).await
    }

    async fn add(&self, handle: &'static str, name: &'static str, role: Role) -> Someone {
        self.pass();
        let input = app::person::AddInput {
            handle: handle.into(),
            name: name.into(),
            email: format!("{handle}@example.net"),
            password: PASSWORD.into(),
            role,
        };
        app::person::add(&self.app, &input).await.unwrap();
        self.enter(handle, name).await
    }

    /// Founds a group that everybody may read and come into. Gives its handle, and its founder as its steward.
    async fn gather(&self, by: Someone, name: &str) -> (String, Someone) {
        let input = domain::group::Input {
            name: name.into(),
            charter: "We mend what we ride.".into(),
            entry: "open".into(),
            visibility: "public".into(),
            key: String::new(),
        };
        let path = app::group::found(&self.app, by.caller(), input)
            .await
            .unwrap();
        let handle = path.trim_start_matches("/g/").to_owned();
        let group = app::group::named(&self.app, by.caller(), &handle).await;
        let membership = Membership {
            group: group.unwrap().id,
            office: Office::Steward,
        };
        let viewer = by.viewer.clone().with(Memberships::new(vec![membership]));
        (handle, Someone { viewer, ..by })
    }

    async fn open(&self, by: &Someone, fill: impl FnOnce(&mut domain::post::Input)) -> Talk {
        self.pass();
        let mut input = domain::post::Input::default();
        fill(&mut input);
        let opened = app::post::begin(&self.app, by.caller(), input)
            .await
            .unwrap();
        Talk {
            id: opened.id,
            path: opened.path,
        }
    }

    async fn enter(&self, handle: &'static str, name: &'static str) -> Someone {
        let input = app::session::SignInInput {
            login: handle.into(),
            password: PASSWORD.into(),
            ..app::session::SignInInput::default()
        };
        let signed_in = app::session::sign_in(&self.app, &input, browser()).await;
        self.someone(handle, name, &signed_in.unwrap()).await
    }

    /// Everybody comes back, so that their sessions are fresh when the story begins.
    async fn sign_in<const N: usize>(&self, people: [&Someone; N]) -> [Someone; N] {
        let mut all = Vec::new();
        for person in people {
            self.pass();
            all.push(self.enter(person.handle, person.name).await);
        }
        all.try_into().unwrap()
    }

    async fn someone(
        &self,
        handle: &'static str,
        name: &'static str,
        signed_in: &app::session::SignedIn,
    ) -> Someone {
        let digest: Digest = signed_in.session.digest();
        let find =
            move |from: &mut store::Snapshot<'_>| Ok(store::session::by_secret(from, &digest)?);
        let sitting = self.app.read(find).await.unwrap().unwrap();
        Someone {
            id: signed_in.person,
            handle,
            name,
            viewer: sitting.viewer,
            session: signed_in.session.clone(),
            device: signed_in.device.clone(),
        }
    }

    async fn begin(&self, by: &Someone, fill: impl FnOnce(&mut domain::article::Input)) -> Piece {
        self.pass();
        let mut input = domain::article::Input::default();
        fill(&mut input);
        let written = app::article::begin(&self.app, by.caller(), input)
            .await
            .unwrap();
        Piece {
            id: written.id,
            path: written.path,
        }
    }

    async fn write(&self, by: &Someone, fill: impl FnOnce(&mut domain::article::Input)) -> Piece {
        let piece = self.begin(by, fill).await;
        self.pass();
        let written = app::article::publish(&self.app, by.caller(), piece.id, None).await;
        Piece {
            path: written.unwrap().path,
            ..piece
        }
    }

    async fn say(
        &self,
        by: &Someone,
        under: &Piece,
        text: &str,
        parent: Option<Id<Comment>>,
    ) -> Id<Comment> {
        let input = Input {
            text: text.into(),
            parent: parent.map(|id| id.to_string()).unwrap_or_default(),
            ..Input::default()
        };
        self.add_comment(by.caller(), under, input).await
    }

    async fn guest_says(&self, under: &Piece, name: &str, text: &str) -> Id<Comment> {
        let input = Input {
            text: text.into(),
            name: name.into(),
            email: format!("{}@example.com", name.to_lowercase()),
            ..Input::default()
        };
        self.add_comment(Caller::at_page(Viewer::Guest), under, input)
            .await
    }

    async fn add_comment(&self, by: Caller, under: &Piece, input: Input) -> Id<Comment> {
        self.pass();
        let added = app::comment::add(&self.app, by, under.conversation(), input, None).await;
        added.unwrap().id.unwrap()
    }

    async fn bring(&self, by: &Someone, alt: &str, shade: u8) -> Id<Picture> {
        self.pass();
        let purpose = app::picture::Purpose::Inline;
        let added = app::picture::add(&self.app, by.caller(), png(shade), alt, purpose).await;
        added.unwrap().picture.id
    }

    async fn apply(&self) -> Id<Person> {
        self.pass();
        let input = JoinInput {
            name: word::APPLICANT.into(),
            handle: "nora".into(),
            email: "nora@example.net".into(),
            password: PASSWORD.into(),
            answer: "I have a kettle.".into(),
        };
        app::join::join(&self.app, &input, browser()).await.unwrap();
        app::job::run_due(&self.app).await.unwrap();
        let letter = self.mail.all().pop().unwrap();
        let secret = secret_in(&letter).unwrap();
        app::join::confirm(&self.app, &secret, browser())
            .await
            .unwrap();
        let waiting = |from: &mut store::Snapshot<'_>| {
            Ok(store::person::holder(from, "nora")?.map(|held| held.id))
        };
        self.app.read(waiting).await.unwrap().unwrap()
    }

    async fn invite(&self, by: &Someone) -> Id<Invitation> {
        self.pass();
        let caller = by.caller();
        app::invitation::make(&self.app, caller.clone(), "somebody@example.org")
            .await
            .unwrap();
        let all = app::invitation::list(&self.app, caller).await.unwrap();
        all.first().unwrap().id
    }

    async fn let_through(&self, by: &Someone, id: Id<Comment>) {
        self.pass();
        app::comment::decide(&self.app, by.caller(), id, domain::hold::Fate::Through)
            .await
            .unwrap();
    }
}

/// A small picture, all of one shade.
pub(crate) fn png(shade: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([shade, shade / 2, 0]));
    let mut file = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

/// The secret in the link of a letter.
pub(crate) fn secret_in(letter: &Message) -> Option<Secret> {
    let mut words = letter.text.split_whitespace();
    words.find_map(|word| {
        let (_, last) = word.strip_prefix(BASE)?.rsplit_once('/')?;
        Secret::parse(last)
    })
}

fn browser() -> Browser {
    Browser {
        words: "Firefox, Linux".into(),
        address: [192, 0, 2, 1].into(),
        device: None,
        session: None,
    }
}

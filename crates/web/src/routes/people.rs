//! The routes of people: the doors, their pages, their settings.

use serving::flight::Class;

use crate::registry::{Opened, at};
use crate::row::Audience::{Admins, Members, Outside, Readers};
use crate::{
    dev, draft, following, introduction, invitation, join, notification, person, prove, reset,
    settings, setup, sign_in, sign_out, welcome,
};

/// All of them.
pub(super) fn all() -> Vec<Opened> {
    let mut routes = doors();
    routes.extend(rooms());
    routes
}

/// The doors: coming in, going out, coming back.
fn doors() -> Vec<Opened> {
    vec![
        at("/sign-in")
            .open_to(Outside)
            .class(Class::Hash)
            .get(sign_in::show)
            .post(sign_in::enter),
        at("/sign-out")
            .open_to(Outside)
            .get(sign_out::show)
            .post(sign_out::leave),
        at("/sign-in/reset")
            .open_to(Outside)
            .class(Class::Hash)
            .get(reset::show)
            .post(reset::ask),
        at("/sign-in/reset/sent").open_to(Outside).get(reset::sent),
        at("/sign-in/reset/{secret}")
            .open_to(Outside)
            .get(reset::open),
        at("/sign-in/password")
            .open_to(Outside)
            .class(Class::Hash)
            .get(reset::choose)
            .post(reset::set),
        at("/prove")
            .open_to(Members)
            .class(Class::Hash)
            .get(prove::show)
            .post(prove::prove),
        at("/join")
            .open_to(Outside)
            .class(Class::Hash)
            .get(join::show)
            .post(join::ask),
        at("/join/sent").open_to(Outside).get(join::sent),
        at("/join/confirmation")
            .open_to(Outside)
            .get(join::confirmation::show)
            .post(join::confirmation::press),
        at("/join/confirmation/{secret}")
            .open_to(Outside)
            .get(join::confirmation::open),
        at("/join/invitation")
            .open_to(Outside)
            .class(Class::Hash)
            .get(join::invitation::show)
            .post(join::invitation::accept),
        at("/join/invitation/{secret}")
            .open_to(Outside)
            .get(join::invitation::open),
        at("/setup")
            .open_to(Outside)
            .class(Class::Hash)
            .get(setup::show)
            .post(setup::found),
        at("/setup/{secret}").open_to(Outside).get(setup::open),
        at("/setup/done").open_to(Admins).get(setup::done),
        at("/setup/test-mail")
            .open_to(Admins)
            .post(setup::test_mail),
        at("/dev/mail").open_to(Outside).get(dev::mail),
        at("/dev/people").open_to(Outside).get(dev::people),
        at("/dev/people/{handle}").open_to(Outside).post(dev::be),
    ]
}

/// People, and what each sets for themselves.
fn rooms() -> Vec<Opened> {
    vec![
        at("/notifications")
            .open_to(Members)
            .get(notification::list),
        at("/notifications/reading")
            .open_to(Members)
            .post(notification::read),
        at("/drafts")
            .open_to(Members)
            .class(Class::Draft)
            .get(draft::list)
            .post(draft::keep),
        at("/drafts/deletion").open_to(Members).post(draft::discard),
        at("/drafts/{place}").open_to(Members).get(draft::open),
        at("/following")
            .open_to(Members)
            .get(following::list)
            .post(following::group),
        at("/following/caught-up")
            .open_to(Members)
            .post(following::catch_up),
        at("/people/{id}/level")
            .open_to(Members)
            .post(following::person),
        at("/conversations/{id}/level")
            .open_to(Members)
            .post(following::conversation),
        at("/people/{id}/introduction")
            .open_to(Members)
            .get(introduction::show)
            .post(introduction::make),
        at("/welcome").open_to(Members).get(welcome::show),
        at("/people").open_to(Readers).get(person::list::show),
        at("/@{handle}").open_to(Readers).get(person::show::show),
        at("/invitations")
            .open_to(Members)
            .get(invitation::list)
            .post(invitation::make),
        at("/invitations/{id}/revocation")
            .open_to(Members)
            .post(invitation::revoke),
        at("/settings").open_to(Members).get(settings::show),
        at("/settings/profile")
            .open_to(Members)
            .class(Class::Render)
            .post(settings::profile::save),
        at("/settings/password")
            .open_to(Members)
            .class(Class::Hash)
            .post(settings::password::change),
        at("/settings/address")
            .open_to(Members)
            .post(settings::address::ask),
        at("/settings/address/confirmation")
            .open_to(Outside)
            .get(settings::address::show_new)
            .post(settings::address::confirm),
        at("/settings/address/confirmation/{secret}")
            .open_to(Outside)
            .get(settings::address::open_new),
        at("/settings/address/undo")
            .open_to(Outside)
            .get(settings::address::show_undo)
            .post(settings::address::undo),
        at("/settings/address/undo/{secret}")
            .open_to(Outside)
            .get(settings::address::open_undo),
        at("/settings/sessions/{id}/end")
            .open_to(Members)
            .post(settings::session::end),
        at("/settings/sessions/others/end")
            .open_to(Members)
            .post(settings::session::end_others),
        at("/settings/leaving")
            .open_to(Members)
            .class(Class::Hash)
            .get(settings::leaving::show)
            .post(settings::leaving::ask),
        at("/settings/leaving/return")
            .open_to(Members)
            .post(settings::leaving::stay),
        at("/settings/exports")
            .open_to(Members)
            .post(settings::export::ask),
        at("/settings/exports/{id}")
            .open_to(Members)
            .get(settings::export::fetch),
        at("/settings/claims/{guest}")
            .open_to(Members)
            .post(settings::claim::claim),
    ]
}

### Administration and moderation.

admin-heading = Administration
admin-overview = Overview
admin-site = The site
admin-members = Members
admin-members-find = Find somebody
admin-applications = Who would like to join
admin-applications-none = Nobody is waiting.
admin-admit = Let in
admin-turn-away = Turn away
admin-invite = Invite somebody
admin-invite-button = Send the invitation
admin-invited = The invitation is on its way.
admin-invitations = Invitations
admin-role = Role
admin-role-give = Give this role
admin-suspend = Pause this member
admin-reinstate = Let back in
admin-suspended = Paused until { $date }
admin-reason = Reason
admin-reason-hint = The person reads it.
admin-queue = Waiting comments
admin-queue-none = Nothing waits. Well kept.
admin-log = Log
admin-log-none = Nothing has happened yet.
admin-mail = Mail
admin-mail-kept = No relay is set: mails are kept here.
admin-mail-test = Send a mail to me
admin-import = Import
admin-export = A copy of everything
admin-jobs = Work in the background
admin-jobs-waiting =
    { $n ->
        [0] Nothing waits.
        [one] 1 job waits.
       *[other] { $n } jobs wait.
    }
admin-jobs-failed =
    { $n ->
        [one] 1 job has failed.
       *[other] { $n } jobs have failed.
    }
admin-confirm-password = Please give your password once more.
admin-version = Version { $version }

site-name = Name of the site
site-name-empty = The site needs a name.
site-description = What it is about
site-description-hint = One sentence, for search engines and feeds.
site-zone = Time zone
site-zone-unknown = There is no such time zone.
site-joining = Who may join
site-joining-open = Everybody
site-joining-question = Whoever answers a question
site-joining-invitation = Whoever is invited
site-question = The question
site-writers = Who writes on the weblog
site-writers-stewards = Stewards
site-writers-members = All members
site-guests = Who may comment
site-guests-yes = Everybody
site-guests-no = Members
site-hold = Which comments wait to be read first
site-hold-nobody = None
site-hold-first = The first of each guest
site-hold-guests = Those of guests
site-hold-all = All
site-close-after = Close comments after days
site-close-after-hint = 0 leaves them open.

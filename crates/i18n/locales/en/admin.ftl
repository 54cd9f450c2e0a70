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
admin-open-case = Open a case
admin-suspend = Shut this member out
admin-reinstate = Let back in
admin-suspended = Paused until { $date }
admin-reason = Reason
admin-reason-hint = The person reads it.
admin-queue = What waits to be read
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
site-close-after-hint = 0 leaves them open. It counts for what is there already, too, but for what somebody opened again.

## The queue

moderation-heading = Moderation
moderation-lede = What somebody has to read before others do, and people who would like to join. Somebody is waiting for an answer.
moderation-oldest-first = oldest first
moderation-approved = Let through. From now on this guest’s comments appear at once.
moderation-rejected = Turned away. Nobody else sees it.
moderation-removed = Removed again.
moderation-restored = It is back.
moderation-admitted = Let in. The mail that says so is on its way.
moderation-turned-away = Turned away. What they gave is forgotten.
moderation-remove-again = Remove it again
moderation-let-through-after-all = Let it through after all
moderation-their-site = Their website
moderation-links = Links lead to
moderation-question = You ask:
moderation-turn-away-hint = They get a mail, and what they gave is forgotten. This cannot be undone.
moderation-aside = How it works
moderation-how = How it works
moderation-how-first = A guest’s first comment waits here. Once one is let through, the next ones appear at once.
moderation-how-reject = What is turned away stays unseen, and can be let through later.
moderation-how-keys = On a keyboard: j and k move, a lets through, x turns away.
moderation-more = More
moderation-people = Shut a member out, or let one back in

## Administration

admin-todo = To be seen to
admin-now = As it is now
admin-jobs-look = Look at what failed
admin-mail-kept-hint = Set a relay in the configuration, and they leave.
admin-no-tls = The address does not begin with https.
admin-no-tls-hint = For a hall that others can reach, put TLS in front and set the base URL.
admin-no-charter = Nobody has said yet what this hall is for.
admin-no-charter-hint = Write the charter’s sentence
admin-comments-wait =
    { $n ->
        [0] No comments wait
        [one] 1 comment waits
       *[other] { $n } comments wait
    }
admin-people-wait =
    { $n ->
        [0] Nobody waits to be let in
        [one] 1 person waits to be let in
       *[other] { $n } people wait to be let in
    }
admin-address = Address
admin-program = Program
admin-mail-relay = Mails leave through the relay that is set.
admin-mail-test-heading = Does mail leave?
admin-mail-test-hint = A short mail to your own address.
admin-mail-test-written = The mail is written. It stands below, with what becomes of it.
admin-mail-last = The last mails
admin-mail-last-hint =
    { $n ->
        [one] kept for 1 day
       *[other] kept for { $n } days
    }
admin-mail-none = No mail has been written yet.
admin-mail-sent = Left
admin-mail-failed = Could not leave
admin-mail-waits = Waits to leave
admin-mail-is-kept = Kept here
admin-mail-read = Read it
admin-members-find-hint = A part of a name or handle; or exactly one handle, as in @hana.
admin-members-find-hint-address = A part of a name, a handle or an e-mail address; or exactly one handle, as in @hana.
admin-describe = Change profile
admin-described = The profile is saved.
admin-profile-of = Profile of { $name }
admin-profile-hint = This author came along with old texts and has no way in yet. Until then, those who run the site keep the profile.
admin-nobody-found = Nobody here is called that.
admin-nobody-there = Nobody.
admin-which-people = Which people
admin-state-active = Members
admin-state-suspended = Shut out
admin-state-imported = Imported authors
admin-since = since
admin-role-of = Role of { $name }
admin-appointed = The role counts from their next page on.
admin-was-suspended = Shut out, in every browser. A mail tells them how to appeal.
admin-reinstated = Let back in.
admin-roles-hint = Stewards write on the weblog and look after conversations. Moderators keep the peace. Administrators run the site. Owners answer for it.

job-lede = Mails, articles whose time comes, tidying. What fails is tried ten times, with longer and longer pauses.
job-dead = Given up
job-none-dead = Nothing has been given up.
job-waiting = Waiting
job-none-waiting = Nothing waits.
job-what = What
job-when = When
job-so-far = So far
job-tries =
    { $n ->
        [one] tried once
       *[other] tried { $n } times
    }
job-discard = Throw it away
job-retried = It will be tried again now.
job-discarded = Thrown away.
job-send-mail = Send a mail
job-tell = Tell all who want to know of something
job-tell-staff = Tell those who keep the peace what waits
job-publish = Publish an article whose time has come
job-refresh-search = Put into the search anew what has changed around it
job-tidy = Clear away what has expired
job-unknown = A job that this version does not know

site-what = What it is
site-charter = The charter’s sentence
site-charter-hint = “We … so that …”. It stands on the front page.
site-zone-hint = Dates are shown and planned in it: Europe/London, for one.
site-who = Who is here
site-visibility = Who may read
site-visibility-public = Everybody
site-visibility-members = Members only; outside, not even the name is told
site-joining-application = Whoever answers a question and is let in
site-question-hint = Asked of those who apply.
site-conversations = Conversations
site-guests-may = Guests may comment without an account
site-guests-hint = A guest’s first comment waits until a moderator has read it.
site-weblog = The weblog
site-per-page = Articles on a page
site-side = The side column
site-side-hint = These words in the order you like, separated by commas. What is left out is not shown.
site-part-author = The author’s portrait and words about them
site-part-accounts = Where else the author is found
site-part-feeds = Feeds
site-part-recent-comments = What was said last
site-part-tags = Tags
site-part-archive = Years and months

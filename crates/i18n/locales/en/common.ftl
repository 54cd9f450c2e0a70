### What stands on every page: frame, buttons, fields, lists, dates.

-program = Guildhall

## Frame

layout-skip = Skip to content
layout-title = { $page } – { $site }
layout-main-navigation = Main
layout-tools = Your tools
layout-breadcrumb = Where you are
layout-only-you = Only you see this. Nobody else, hosts included.
layout-members-only = Members only

nav-weblog = Weblog
nav-conversations = Conversations
nav-goals = Goals
nav-knowledge = Knowledge
nav-gatherings = Gatherings
nav-members = Members
nav-groups = Groups
nav-lamps = Lamps
nav-charter = Charter
nav-search = Search
nav-notifications =
    { $n ->
        [0] Notifications
       *[other] Notifications, { $n } new
    }
nav-settings = Settings
nav-your-settings = { $name }, your settings
nav-administration = Administration
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-join = Join
nav-invite = Invite somebody
nav-you = { $name }: your page, settings, signing out

footer-owned = { $site } lives on its own machine and owns everything on it.
footer-copy = Take a copy of it all
footer-charter = Charter
footer-public-log = Public log
footer-feeds = Feeds
footer-privacy = Privacy
footer-accessibility = Accessibility
footer-program = Runs on { -program } { $version }
footer-source = Source code
footer-theme = Light or dark
footer-theme-auto = As my system
footer-theme-light = Light
footer-theme-dark = Dark

## Buttons

button-save = Save
button-cancel = Cancel
button-undo-changes = Undo changes
button-edit = Edit
button-delete = Delete
button-remove = Remove
button-restore = Bring back
button-add = Add
button-close = Close
button-reopen = Open again
button-publish = Publish
button-preview = Preview
button-write = Write
button-keep-draft = Keep as draft
button-send = Send
button-send-it = Send it to me
button-confirm = Confirm
button-continue = Continue
button-back = Back
button-try-again = Try again
button-change = Change
button-show-more = Show more
button-download = Download
button-upload = Upload
button-copy = Copy
button-accept = Accept
button-decline = Decline
button-follow = Follow
button-unfollow = Stop following
button-subscribe = Subscribe
button-unsubscribe = Unsubscribe
button-report = Report
button-thank = Thank
button-thanked = Thanked
button-stop = Stop

## Forms

form-optional = (optional)
form-required = (required)
form-faults =
    { $n ->
        [one] One thing needs another look; nothing else was lost
       *[other] { $n } things need another look; nothing else was lost
    }
form-changed-meanwhile = Somebody else has changed this meanwhile. Yours is below, theirs beside it.
form-saved = Saved.
form-formatting = How to format
form-formatting-write = You write
form-formatting-becomes = It becomes
form-formatting-bold = bold
form-formatting-italic = italic
form-formatting-link = a link; a bare address works, too
form-formatting-quotation = a quotation
form-formatting-code = code
form-formatting-mention = tells that member, once
form-markdown = Markdown works here.
form-trap = Leave this empty

## Lists

list-empty = Nothing here yet.
list-range = { $from } to { $to } of { $n }
list-older = Older
list-newer = Newer
list-first = First page
list-more = More
list-pages = Pages
list-sort = Order
list-sort-newest = newest first
list-sort-oldest = oldest first
list-sort-active = last spoken in first
list-all = All

## Kinds of conversation

kind-article = Article
kind-article-hint = Something you want to tell
kind-discussion = Discussion
kind-discussion-hint = Something to think about together
kind-question = Question
kind-question-hint = Somebody here will know
kind-idea = Idea
kind-idea-hint = Something we could do; it will be decided
kind-ask = Ask
kind-ask-hint = You need a hand or a thing
kind-offer = Offer
kind-offer-hint = You have a hand or a thing
kind-goal = Goal
kind-page = Page
kind-gathering = Gathering

conversation-start = Start a conversation
conversation-not-yours = Only who started this conversation and its stewards may do that.
conversation-none-yet = No conversation yet. Start the first one.
conversation-older = Older conversations

visibility-public = Everybody
visibility-members = Members
visibility-group = This group
visibility-direct = The people named

## Following

follow-this = Follow this conversation:
follow-by-mail = by e-mail
follow-atom = Atom feed
follow-rss = RSS feed
follow-json = JSON feed
follow-fediverse = on the fediverse
follow-calendar = Calendar
feed-of-site = { $site }
feed-of-comments = Comments on { $title }
feed-of-all-comments = { $site }: all comments
feed-of-tag = { $site }: { $tag }
feed-of-person = { $name } on { $site }

## Counts

count-comments =
    { $n ->
        [0] No comments yet
        [one] 1 comment
       *[other] { $n } comments
    }
count-answers =
    { $n ->
        [0] Nobody has answered yet
        [one] 1 answer
       *[other] { $n } answers
    }
count-replies =
    { $n ->
        [0] No replies yet
        [one] 1 reply
       *[other] { $n } replies
    }
count-people =
    { $n ->
        [one] 1 person
       *[other] { $n } people
    }
count-members =
    { $n ->
        [one] 1 member
       *[other] { $n } members
    }
count-readers =
    { $n ->
        [one] 1 reader
       *[other] { $n } readers
    }
count-thanks =
    { $n ->
        [0] Not thanked yet
        [one] Thanked once
       *[other] Thanked { $n } times
    }
count-minutes =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
count-others =
    { $n ->
        [one] and 1 other
       *[other] and { $n } others
    }
size-bytes = { $n } bytes
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Dates

date-long = { $weekday }, { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-month-year = { $month } { $year }
date-clock = { $hour }:{ $minute }
date-time = { $date }, { $clock }
date-today = today
date-now = just now
date-minutes-ago =
    { $n ->
        [one] 1 minute ago
       *[other] { $n } minutes ago
    }
date-hours-ago =
    { $n ->
        [one] 1 hour ago
       *[other] { $n } hours ago
    }
date-yesterday = yesterday
date-days-ago =
    { $n ->
        [one] 1 day ago
       *[other] { $n } days ago
    }
date-soon = in a moment
date-in-minutes =
    { $n ->
        [one] in 1 minute
       *[other] in { $n } minutes
    }
date-in-hours =
    { $n ->
        [one] in 1 hour
       *[other] in { $n } hours
    }
date-tomorrow = tomorrow
date-in-days =
    { $n ->
        [one] in 1 day
       *[other] in { $n } days
    }

date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December

date-weekday-1 = Monday
date-weekday-2 = Tuesday
date-weekday-3 = Wednesday
date-weekday-4 = Thursday
date-weekday-5 = Friday
date-weekday-6 = Saturday
date-weekday-7 = Sunday

## Moderation and the demo

nav-moderation = Moderation
dev-mail = Mails of the demo
dev-people = Be somebody else
dev-people-words = In this demo you may be anybody. Choose one; what they see and may do differs by their office.
dev-be = Be them
dev-mail-words = In this demo no mail leaves. Here is every one that would have, the latest first.
dev-mail-none = No mail has been written yet. Ask to join, or forget a password.
site-neutral-name = A private place

## The front page

front-about = What we are here for
front-new = New on the weblog
front-all = All articles
front-aside = Where people are talking
front-talking = Conversations going on
front-silent = nobody has answered yet

nav-waiting =
    { $n ->
        [one] 1 waits
       *[other] { $n } wait
    }
footer-keys = Keys
form-formatting-heading = a heading

## About the site

charter-of = The charter of { $site }
charter-none-yet = Nobody has written the charter yet.
charter-how = How we do it
charter-private = Only members read what is said here.
charter-public = Everybody may read what is said here, unless it is marked for members.
charter-stewards-write = Stewards write on the weblog; every member may become one.
charter-members-write = Every member writes on the weblog.
charter-guests-comment = Everybody may comment. A guest’s first comment waits until a moderator has read it.
charter-members-comment = Members comment.
charter-join-open = Whoever confirms an e-mail address is a member.
charter-join-application = To join, one answers a question, and a moderator reads the answer.
charter-join-invitation = Members come by invitation.
charter-who = Who answers for it

feeds-lede = Follow what you like in a feed reader, without an account and without telling us who you are.
feeds-private = This site is for its members, so its feeds are closed to feed readers.
feeds-addresses = Addresses
feeds-what = What
feeds-where = Where
feeds-of-conversations = All conversations
feeds-of-conversation = What is said in one conversation
feeds-of-article = The comments on one article
feeds-of-tag = Articles under a tag
feeds-of-category = Articles in a category
feeds-of-author = Articles by an author
feeds-of-year = Articles of a year, or of a month
feeds-formats = Each comes in three formats: feed.atom, feed.rss and feed.json.
feeds-how = How to follow
feeds-how-text = Copy an address into a feed reader, or give the reader the address of the page: it finds the feed by itself.
feeds-found = Every list and every article here has a feed: put /feed.atom behind its address.

privacy-lede = What is kept of whoever comes here, how long, and why. This page is made from the settings by which the program works.
privacy-nobody-else = Nobody else is told
privacy-nobody-else-text = Nothing on these pages comes from elsewhere: no fonts, no scripts, no counters of other firms. Everything lies on this site’s own machine.
privacy-reading = Who reads what is not recorded.
privacy-relay = Mails leave through a relay, which sees whom they are for.
privacy-kept = What is kept
privacy-what = What
privacy-how-long = How long
privacy-guest-comment = A guest’s name, website and comments
privacy-guest-comment-long = As long as the comment stands. Everybody sees them.
privacy-guest-address = A guest’s e-mail address
privacy-guest-address-long = As long as the comment stands. Nobody is shown it.
privacy-account = A member’s name, handle, e-mail address, what they say of themselves, and the password in a form that cannot be read back
privacy-account-long = As long as the account lives. Nobody is shown the address or the password.
privacy-unconfirmed = What somebody gave who never confirmed their address
privacy-application = The answer of those who would like to join
privacy-application-long = Until they are turned away, or as long as the account lives. Moderators read it.
privacy-said = Articles and comments, with their earlier versions
privacy-said-long = As long as the site lives.
privacy-deleted = The text of a comment that was deleted, shown to nobody
privacy-deeds = Who did what: said, answered, thanked, let in, was let in
privacy-deeds-long = As long as the site lives.
privacy-draft = What a member typed and has not sent, after they last touched it
privacy-notification = What a member was told
privacy-export = A file with everything of a member’s, which they asked for
privacy-left = An account whose owner has asked to be erased, until it is done
privacy-left-row = That somebody was here who has left, without a name
privacy-left-row-long = As long as the site lives, so that answers to them stay where they are.
privacy-held = The handle of somebody who left, as a number that tells nobody what it was
privacy-backup = Backups, with what has been erased since
privacy-backup-long = As long as the operator keeps them, which should be 35 days at most.
privacy-session = In which browsers somebody is signed in
privacy-network = The beginning of the network address of such a browser
privacy-mail = Mails that were written: to whom and about what. Their text only until they have left
privacy-form-keys = Numbers of forms that were sent, so that none counts twice
privacy-limits = Network addresses, for the limits on how often something may be done
privacy-limits-long = Minutes, in memory only.
privacy-log = The log of the program: what was asked for, without names and network addresses
privacy-log-long = As long as the operator keeps it.
privacy-days =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }
privacy-days-unused =
    { $n ->
        [one] 1 day without being used.
       *[other] { $n } days without being used.
    }
privacy-days-most =
    { $n ->
        [one] 1 day at most.
       *[other] { $n } days at most.
    }
privacy-minutes-ten = 10 minutes
privacy-cookies = Cookies
privacy-cookies-text = Whoever only reads gets none. There are four, each for one thing; none tells anybody else anything.
privacy-cookie = Name
privacy-cookie-for = What for
privacy-cookie-s = That you are signed in
privacy-cookie-d = That you have signed in from this browser before, so that nobody can lock you out of it
privacy-cookie-p = One step of joining or of a link from a mail
privacy-cookie-t = Light or dark, as you chose it
privacy-browser = What a guest types and has not sent yet is kept in their own browser, and leaves it only when they send it. What a member types is kept here, so that they find it on all their devices; only they see it.
privacy-yours = What is yours
privacy-yours-text = You may ask what is known of you, have it corrected, and have it deleted. What you say of yourself you change yourself, in your settings; there you also take everything of yours along in one file, and leave for good.
privacy-ask = Whom to ask

keys-heading = Keys
keys-help = these keys
keys-search = search
keys-move = the next comment, the one before
keys-reply = answer the comment
keys-send = send the form
keys-decide = let through, turn away
keys-on = Single keys do this
keys-hint = They work where nothing is being typed.

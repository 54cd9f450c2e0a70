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
site-neutral-name = A private place

## The front page

front-about = What we are here for
front-new = New on the weblog
front-all = All articles
front-aside = Where people are talking
front-talking = Conversations going on

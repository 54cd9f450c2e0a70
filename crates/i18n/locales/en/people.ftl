### Members: their pages, signing in, joining, settings, notifications.

people-heading = Members
people-none-yet = Nobody has joined yet.
people-new = New here
people-joined = Joined { $when }
people-search = Find a member
people-welcome = Welcome them
people-greet = Say hello
people-greet-whom = to { $name }

person-about = About { $name }
person-name = Name
person-name-hint = As people call you. Any alphabet.
person-handle = Handle
person-handle-hint = Small letters, digits and hyphens. It is part of your address here.
person-bio = About you
person-photo = Photo
person-photo-hint = It stands in a window of the hall: tall, with your face in the upper half.
person-accounts = Other accounts
person-accounts-verified = Verified: it links back here.
person-accounts-unverified = not verified
person-articles = Articles
person-comments = Comments
person-follow = Follow { $name }:
person-gone = Former member
person-suspended = This member is paused.
person-name-empty = Please give a name.
person-handle-short = A handle has at least two characters.
person-handle-long = A handle has at most thirty characters.
person-handle-characters = Only letters, digits, and hyphens or underscores between them.
person-handle-scripts = Please keep to the letters of one script.
person-handle-reserved = This handle cannot be had.
person-handle-taken = Another member is called that. Try a second name, or a place.
person-too-many-accounts = At most { $n } other accounts, please.
person-not-you = Only they themselves may do that.
person-not-applied = Nobody is waiting under this name.
person-is-you = You cannot do that to yourself.
person-no-member = This is not a member.
person-not-suspended = This member is not paused.

role-member = Member
role-steward = Steward
role-moderator = Moderator
role-admin = Administrator
role-owner = Owner
role-owners-only = Only an owner may do that.
role-not-above = That takes a higher role than theirs.
role-last-owner = Somebody has to be the owner. Make another one first.

email-label = E-mail address
email-hint = Never shown to anybody.
email-empty = Please give an e-mail address.
email-wrong = This is not a complete e-mail address. Look for blanks and for the ending, such as “.org”.
email-taken = Look into your mail to go on.
email-known = Somebody has this address already.
email-same = This is your address already.
email-none = You have given no address yet.

password-wrong = This is not your password.
password-too-short =
    { $n ->
        [one] At least 1 character, please.
       *[other] At least { $n } characters, please.
    }
password-too-long = That is too long.
password-common = Too many people use this one. Please take another.
password-own-word = Please leave your name, your address and the name of this place out of it.
password-short-for-office = Your office asks for a password of { $n } characters or more. Please change yours first.

sign-in-heading = Sign in
sign-in-passkey = Use a passkey
sign-in-or = or
sign-in-password = Password
sign-in-password-hint = (leave empty to get a link by e-mail)
sign-in-keep = Keep me signed in on this device
sign-in-button = Sign in
sign-in-wrong = Address and password do not belong together.
sign-in-unconfirmed = Please confirm your address first. Look into your mail: it holds a link to go on.
sign-in-applied = Somebody has yet to read what you wrote. You get an answer by e-mail.
sign-in-suspended = This account is paused.
sign-in-link-sent = If we know this address, a link is on its way. It works for ten minutes.
sign-in-first = Please sign in first.
sign-in-not-member = Not a member yet?
sign-in-ask-to-join = Ask to join
sign-in-forgotten = Forgotten your password?
sign-in-button-hint = Press the button to sign in on this device.

session-heading = Where you are signed in
session-device = Device
session-last-seen = Last seen
session-this = this one
session-end = Sign out there
session-end-others = Sign out everywhere else
session-not-yours = This is not your device.

join-heading = Join { $site }
join-question = Why would you like to join?
join-answer-empty = A word about you, please.
join-button = Join
join-apply = Ask to join
join-applied = Thank you. Somebody will read it, and you get an answer by e-mail.
join-check-mail = Look into your mail: it holds a link to go on.
join-closed = Members come by invitation here.
join-invited-by = { $name } has invited you.

invitation-member = You are a member already. Please sign in.
invitation-used = Somebody has come by this invitation already.
invitation-not-yours = This invitation is not yours.

join-welcome = Welcome, { $name }.
join-password = Password
join-password-hint = At least { $n } characters. A sentence is good.

settings-heading = Settings
settings-profile = Profile
settings-profile-save = Save profile
settings-mail = E-mail and notices
settings-mail-hint = We send only what you asked for here. Every message says which line below caused it.
settings-mail-at-once = As it happens
settings-mail-daily = Every morning
settings-mail-weekly = Once a week
settings-mail-never = Never; I come by
settings-counted = What is counted about you
settings-signing-in = Signing in
settings-passkeys = Passkeys
settings-passkey-add = Add a passkey
settings-password-change = Change password
settings-password-old = Your password now
settings-password-new = New password
settings-address-change = Change address
settings-address-confirm = Look into the mail at your new address to confirm it.
settings-reading = Reading
settings-language = Language of the interface
settings-time-zone = Time zone
settings-time-zone-now = { $zone }, { $time } now
settings-leave = A copy, and leaving
settings-copy = Prepare my copy
settings-leave-button = Leave { $site }

notification-heading = Notifications
notification-none = Nothing new.
notification-all = All
notification-mark-read = Mark as read
notification-mark-all = Mark all as read
notification-new = (new)
notification-because-follow = because you follow it
notification-because-yours = because it is yours
notification-because-named = because you were called by name
notification-replied = { $name } answered you
notification-commented = { $name } commented on
notification-thanked = { $name } thanked you for
notification-mentioned = { $name } called you by name in
notification-published = { $name } published
notification-applied = { $name } would like to join
notification-held = A comment by { $name } waits to be read

subscribe-heading = Subscribe by e-mail
subscribe-address = Your e-mail address
subscribe-what = What to send
subscribe-posts = New posts
subscribe-comments = Comments on this post
subscribe-button = Subscribe
subscribe-hint = Sent from our own machine; leave with one click.
subscribe-check-mail = Look into your mail: one click there begins it.
subscribe-begun = You will get mail from now on.
subscribe-ended = You will get no more of these mails.
subscribe-end-heading = Stop these mails?
subscribe-end-button = Stop them

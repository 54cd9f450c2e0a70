### What mails say. The words go into the text part and the HTML part alike.

mail-from = { $name } via { $site }
mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-signature = { $site }
mail-why-follow = You get this because you follow it.
mail-why-mention = You get this because you were called by name.
mail-why-reply = You get this because you were answered.
mail-why-subscribed = You get this because you subscribed at { $site }.
mail-why-account = You get this because somebody gave this address at { $site }.
mail-stop = Stop these mails:
mail-settings = Change what you get:
mail-answer = Answer:
mail-read-there = Read it there:
mail-not-you = If that was not you, do nothing: nothing will happen.
mail-link-lasts-minutes =
    { $n ->
        [one] The link works for 1 minute, once.
       *[other] The link works for { $n } minutes, once.
    }
mail-link-lasts-hours =
    { $n ->
        [one] The link works for 1 hour, once.
       *[other] The link works for { $n } hours, once.
    }
mail-link-lasts-days =
    { $n ->
        [one] The link works for 1 day, once.
       *[other] The link works for { $n } days, once.
    }

mail-confirm-subject = Please confirm your address for { $site }
mail-confirm-text = Somebody, probably you, gave this address at { $site }. To confirm it, open this page:
mail-sign-in-subject = Your way into { $site }
mail-sign-in-text = To sign in, open this page:
mail-reset-subject = A new password for { $site }
mail-reset-text = To choose a new password, open this page:
mail-known-subject = You are known at { $site } already
mail-known-text = Somebody, probably you, gave this address there. It has an account already; to sign in, open this page:
mail-new-device-subject = A new device is signed in at { $site }
mail-new-device-text = Somebody signed in to your account on a device that we had not seen: { $device }, { $when }. If that was not you, change your password:
mail-change-address-subject = Your new address at { $site }
mail-change-address-text = Somebody, probably you, wants to use this address at { $site } from now on. To confirm it, open this page:
mail-address-changed-subject = Your address at { $site } was changed
mail-address-changed-text = Your account has another address now. If that was not you, this page takes it back, for seven days:
mail-password-changed-subject = Your password at { $site } was changed
mail-password-changed-text = If that was not you, choose another one at once:
mail-export-ready-subject = Your file from { $site } is ready
mail-export-ready-text = The file with everything of yours is there. For a week you can fetch it on this page:
mail-leaving-subject = You are about to leave { $site }
mail-leaving-text = Somebody, probably you or an administrator whom you asked, wants your account to be erased. That is done on { $when }. If you want to stay, sign in and say so on this page:
mail-staying-subject = You stay at { $site }
mail-staying-text = Your account was to be erased, and will not be. Everything is as before.
mail-suspended-subject = You were shut out of { $site }
mail-suspended-text = Those who answer for { $site } have shut you out. You can appeal once: somebody else looks at it, where there is somebody. To appeal, open this page:
mail-suspended-for-subject = You were shut out of { $site }
mail-suspended-for-text = Those who keep the peace at { $site } have shut you out. The reason: { $reason }. They write to you: “{ $words }” You can appeal once, and somebody who did not decide it will answer. To appeal, open this page:
mail-appeal-granted-subject = Your appeal at { $site } was granted
mail-appeal-granted-text = You are let in again. The answer to you: “{ $words }” This is the way in:
mail-appeal-refused-subject = Your appeal at { $site } was refused
mail-appeal-refused-text = You stay shut out. The answer to you: “{ $words }”
mail-invitation-subject = { $name } invites you to { $site }
mail-invitation-text = { $name } would like to see you at { $site }. To look around and to join, open this page:
mail-admitted-subject = Welcome to { $site }
mail-admitted-text = You are a member now. This is the way in:
mail-turned-away-subject = Your request to { $site }
mail-turned-away-text = Your request to join was not granted.
mail-applied-subject = { $name } would like to join { $site }
mail-held-subject = A comment waits: { $title }
mail-held-text = A comment by { $name } waits until somebody has read it.
mail-comment-subject = Re: { $title }
mail-comment-text = { $name } commented on “{ $title }”:
mail-reply-text = { $name } answered you in “{ $title }”:
mail-mention-text = { $name } called you by name in “{ $title }”:
mail-article-subject = { $title }
mail-article-text = { $name } published “{ $title }”:
mail-thanked-subject = { $name } thanked you
mail-subscription-subject = Please confirm: mails from { $site }
mail-subscription-text = Somebody, probably you, asked for mails from { $site }. They begin when you open this page and press the button:
mail-bundle-subject =
    { $n ->
        [one] 1 new thing at { $site }
       *[other] { $n } new things at { $site }
    }
mail-test-subject = Mail from { $site } works
mail-test-text = This is the mail you asked for.

mail-staff-subject = { $community }: something waits for you
mail-staff-text =
    Somebody should look at this:

    { $comments ->
        [0] Nothing waits
        [one] 1 text waits
       *[other] { $comments } texts wait
    } to be read: { $address }/moderation
    { $applications ->
        [0] Nobody waits
        [one] 1 person waits
       *[other] { $applications } people wait
    } to be let in: { $address }/moderation
    { $cases ->
        [0] No reports wait
        [one] 1 case wants to be looked at
       *[other] { $cases } cases want to be looked at
    }: { $address }/moderation/cases
    { $appeals ->
        [0] No appeals wait
        [one] 1 appeal wants an answer
       *[other] { $appeals } appeals want an answer
    }: { $address }/moderation/cases?show=appeals

    You get this because you keep the peace at { $community }.

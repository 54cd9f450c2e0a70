### What went wrong, and what to do about it.

error-not-found = There is nothing here
error-not-found-hint = It may have moved, or not be for you. Search for it, or begin at the front page.
error-sign-in = Please sign in first
error-sign-in-hint = Then you come back to this page.
error-forbidden = You may not do that here
error-conflict = Somebody was faster
error-conflict-hint = It has changed since you opened it. Look again, and try once more.
error-too-many = That was a lot at once
error-too-many-hint = Please wait a little and try again.
error-too-many-in =
    { $n ->
        [one] Please try again in 1 minute.
       *[other] Please try again in { $n } minutes.
    }
error-unavailable = Just now it does not work
error-unavailable-hint = Please try again in a minute. Nothing you wrote is lost.
error-internal = Something broke
error-internal-hint = It is our fault, and it was noted. Please try again later.
error-request-id = If you tell us about it, give this number: { $id }
error-too-large = That is too large
error-too-large-hint = At most { $size }.
error-method = This page does not take that
error-expired = This link has expired
error-expired-hint = Ask for a new one; it takes a minute.
error-used = This link was used already
error-form-old = This form was open for very long. Please send it again.
error-home = To the front page

error-invalid = Some of it needs another look
error-incomplete = Something is missing. Please fill in everything.
error-empty = Please fill this in.
error-too-long =
    { $n ->
        [one] At most 1 character, please.
       *[other] At most { $n } characters, please.
    }
error-too-short =
    { $n ->
        [one] At least 1 character, please.
       *[other] At least { $n } characters, please.
    }
error-number = A whole number up to { $n }, please.
error-choice = Please choose one of those offered.
error-date = Please give a date such as 2026-03-23.
error-time = Please give a time such as 14:05.
error-web-address = Please give a whole web address, beginning with https://
error-file-kind = This kind of file cannot be taken.
error-picture-broken = This picture cannot be read.
error-picture-large = This picture is too large.
error-space-full = There is no space left for your files.

error-stewards-only = Only stewards may do that.
error-moderators-only = Only moderators may do that.
error-admins-only = Only administrators may do that.
error-members-only = Only members may do that.

error-address-empty = Please give an e-mail address.
error-address-too-long = This e-mail address is too long.
error-address-no-at = An e-mail address has an @ in it.
error-address-several-ats = Please give one e-mail address, with one @.
error-address-character = This e-mail address contains a blank or a character that cannot be there.
error-address-local = Something is missing before the @, or there is a dot too many.
error-address-encoded-word = Please give the e-mail address alone, as one types it.
error-address-domain = What follows the @ is not the name of a place on the net.
error-address-no-ending = This address has no ending such as “.org”. Is it complete?
error-address-ip = Please give a name after the @ rather than a number.

error-title = Something is in the way
error-field-twice = A field came twice. Please send the form again.
error-form-unreadable = The form could not be read. Please go back, look at what you filled in, and send it again.
error-form-used = This form was sent before with other words. Open the page again to send something new.
error-prove-it = Please give your password again first
error-refused = This request cannot be answered
error-renders-too-long = This text asks for far more space than it has. Please use less markup.
error-request = If you tell us about it, give this number: { $id }
error-ours-hint = It is our fault, and it was noted. Please try again in a minute.
error-to-the-front = To the front page

### Comments: reading, writing, moderating.

comment-heading =
    { $n ->
        [0] Comments
        [one] 1 comment
       *[other] { $n } comments
    }
comment-from-people =
    { $n ->
        [one] from 1 person
       *[other] from { $n } people
    }
comment-none-yet = Nobody has said anything yet.
comment-be-first = Say the first word.
comment-yours = Your comment
comment-your-answer = Your answer
comment-no-account-needed = You need no account. Your first comment waits until a member has read it.
comment-name = Name
comment-address = E-mail address
comment-address-hint = Never shown. We send one message to confirm it.
comment-website = Website
comment-text = Comment
comment-follow = Send me the replies by e-mail
comment-post = Post comment
comment-post-answer = Post answer
comment-preview = Preview
comment-preview-heading = How it will look
comment-to = to { $name }
comment-reply = Reply
comment-reply-to = to { $name }
comment-replying-to = You answer { $name }.
comment-report = Report
comment-report-this = this comment by { $name }
comment-thank = Thank
comment-thanked = Thanked
comment-thank-whom = { $name }
comment-permalink = Link to this comment
comment-edit = Edit
comment-delete = Delete
comment-restore = Bring back
comment-edited = edited { $when }
comment-author = Author
comment-host = Host
comment-guest = Guest
comment-fediverse = Fediverse
comment-imported = Imported
comment-deleted = This comment was deleted.
comment-removed = A moderator removed this comment.
comment-more = Show more comments
comment-new =
    { $n ->
        [one] 1 new comment
       *[other] { $n } new comments
    }
comment-waiting = Waits until somebody has read it. Only you see it.
comment-received = Thank you. Your comment waits until somebody has read it.
comment-confirm-first = Thank you. Look into your mail: your comment appears when you have confirmed your address.
comment-published = Your comment is published.
comment-approve = Let through
comment-reject = Turn away
comment-all = All comments
comment-recent = Recent comments

comment-empty = Say something first.
comment-closed = Comments are closed.
comment-gone = This comment is gone.
comment-not-published = This is not published yet.
comment-not-yours = This is not your comment.
comment-too-old = The time for changing this comment is over.
comment-not-deleted = This comment is not deleted.
comment-taken-back = Whoever said this took it back. Only they can bring it back.
comment-text-gone = What this comment said is no longer kept.
comment-not-waiting = Somebody has decided about this comment already.
comment-own = One cannot thank oneself.
comment-parent-gone = The comment you answer is gone.
comment-twice = You have said this already.
comment-no-guests = To comment, please sign in.

guest-claimed = These comments belong to an account already.
guest-not-you = These comments were written from another address.
guest-name-empty = Please give a name.

comment-changed-since = You have changed this comment somewhere else since. Look again, and try once more.
comment-earlier = « Earlier comments
comment-later = Later comments »
comment-follow-label = Follow this conversation:
comment-leave-empty = Leave this empty
comment-pages = Pages of comments
comment-thanks-label = Thanks
comment-too-many-links = At most { $n } links from a guest, please.
comment-was-edited = edited
comment-address-never-shown = Never shown to anybody.
comment-website-optional = Website (if you like)
comment-text-hint = You can use Markdown: *emphasis*, [a link](https://example.org), lists and quotations.

conversation-close = Close comments
conversation-reopen = Open comments again
conversation-next-unknown = There is no such conversation here.

comment-feed-title = { $title }: comments
comment-feed-entry = { $name } on “{ $title }”

comment-change = Change your comment
comment-changed-hint = What you typed is below and is not saved. If you save now, it takes the place of the other.
comment-history = What this comment was before
comment-by-in = { $name } in
comment-deleted-now = The comment is deleted. What was answered stays; a note stands in its place.
comment-dropped-now = The comment is deleted. It had not appeared yet.
comment-restored-now = The comment is back.

conversation-closed = Comments are closed
conversation-close-hint = What was said stays. Nobody can add to it until it is opened again.
conversation-closed-since = Closed on
conversation-expired-since = It closed by itself on
conversation-reopen-hint = Once opened again, it stays open until somebody closes it.
conversation-next = Where it goes on
conversation-next-label = It goes on in (optional)
conversation-next-hint = The address of another article here, such as /articles/2026/03/kettles. Readers find it where the form was.

comment-by-time = In the order of time
comment-by-thread = With answers below what they answer
comment-from-day = From this day on
comment-go = Go
comment-no-day = That is no day. Write it as 2026-03-24.
comment-none-after = Nothing was said after that.
comment-say-something = Say something
comment-is-writing = { $name } is writing an answer.
comment-live = New comments are here.
comment-live-by = { $name } said something.
comment-live-elsewhere =
    { $n ->
        [one] One new comment is on another page.
       *[other] { $n } new comments are on other pages.
    }
comment-live-show = Show it

### Writing: drafts, quoting, completing names and titles, taking back what was just sent, keys.

draft-restored = This is what you had typed and not sent.
draft-discard = Throw it away
draft-kept = Kept as a draft.
draft-keep = Keep as a draft
draft-kept-now = It is kept as a draft. Only you see it.
draft-not-kept = Not kept as a draft: this place cannot be reached.
draft-too-long = A draft can have { $n } bytes. This one is longer and is not kept.
draft-too-many = You have { $n } drafts already. Send one or throw one away, then this one is kept, too.
draft-newer = You have written something newer here, in another window or on another device.
draft-newer-hint = What you typed here is not kept yet. If you keep it now, it takes the place of the other, which is from
draft-take-newer = Take the other one
draft-keep-mine = Keep this one
draft-begun =
    { $n ->
        [one] You have begun an answer here.
       *[other] You have begun { $n } answers here.
    }
draft-moved = What you had begun here before is kept with your drafts.
draft-list = Your drafts
draft-list-hint = What you typed and have not sent. Only you see it. Each is kept for { $n } days after you last touched it.
draft-none = Nothing waits to be sent. Whatever you begin to write is kept here by itself until you send it.
draft-opening = New conversation
draft-saying = Comment
draft-answering = Answer to
draft-changing = Change
draft-lost = Not to be seen any more
draft-lost-hint = What this was for is gone, or not for you any more. Your words are still yours.
draft-untitled = Without a title
draft-whole = All of it
draft-go-on = Go on writing
draft-dropped = The draft is gone.
draft-newest = Newest
draft-older = Older

write-completions = People and conversations

quote-do = Quote
quote-wrote = { $name } wrote:

keys-quote = Quote the comment you stand on, or what you have marked in it
keys-in-settings = Single keys move, answer and quote in threads, in this browser
keys-edit = Change it, if it is yours

undo-sent = Sent.
undo-do = Undo
undo-done = It is taken back, and nobody is told of it. Your words are in the form again.
comment-undo-late = The time for undoing is over. You can still change or delete what you said.
comment-undo-answered = Somebody has answered it or given thanks for it already. You can still change or delete what you said.

### Conversations that members open: discussions, questions, ideas, asks, offers.

post-list = Conversations
post-all = All
post-kinds = Kinds of conversation
post-kinds-article = Articles
post-kinds-discussion = Discussions
post-kinds-question = Questions
post-kinds-idea = Ideas
post-kinds-ask = Asks
post-kinds-offer = Offers
post-kind-article = Article
post-kind-discussion = Discussion
post-kind-question = Question
post-kind-idea = Idea
post-kind-ask = Ask
post-kind-offer = Offer
post-what-discussion = Something to think about together
post-what-question = Somebody here will know
post-what-idea = Something we could do; it will be decided
post-what-ask = You need a hand or a thing
post-what-offer = You have a hand or a thing
post-ways = Order and filter
post-sort-open = Open ones first
post-sort-active = What was said last
post-sort-new = What was opened last
post-only-unanswered = Unanswered only
post-all-tags = All tags
post-start = Start a conversation
post-start-first = Start one
post-none-yet = Nobody has started a conversation yet. Every member may: with a question, an idea, or something to think about together.
post-none-left = Nothing is left here: everything has found an answer.
post-none-article = No article yet.
post-none-discussion = No discussion yet. It begins with something that one head is not enough for.
post-none-question = No question yet. Whatever you wonder about, somebody here may know.
post-none-idea = No idea yet. Whatever we could do together belongs here; members support it and stewards say what becomes of it.
post-none-ask = Nobody asks for anything. Whatever you need a hand with, or would like to borrow, ask for it here.
post-none-offer = Nobody offers anything yet. An evening, a van, a drawer of buttons: what you can spare belongs here.
post-nobody-yet = Nobody has answered yet
post-answers =
    { $n ->
        [0] Answers
        [one] 1 answer
       *[other] { $n } answers
    }
post-last = the last
post-supporters =
    { $n ->
        [0] Nobody supports it yet
        [one] 1 member supports it
       *[other] { $n } members support it
    }
post-newest = Back to the newest
post-older = Older conversations
post-aside = More about conversations
post-waiting = Waiting for an answer
post-follow = Follow all conversations
post-answered = answered
post-accepted = Accepted answer
post-accepted-by = Accepted by { $name }
post-accept = Accept as the answer
post-unaccept = Take the acceptance back
post-helped-me = This helped me
post-helped-me-done = Helped me
post-helped =
    { $n ->
        [one] Helped 1 member
       *[other] Helped { $n } members
    }
post-no-answer-yet = Nobody has answered yet. If you know a part of it, say that part.
post-standing-planned = planned
post-standing-doing = being done
post-standing-done = done
post-standing-declined = declined
post-decided-planned = We will do it
post-decided-doing = We are doing it
post-decided-done = It is done
post-decided-declined = We will not do it
post-decided-open = Open again: nothing is decided
post-decide = Say what becomes of this idea
post-decide-now = Decide
post-what-becomes = What becomes of it?
post-reason = Why
post-reason-hint = Whoever had the idea reads this first. Say what weighed for it and against it.
post-reason-empty = Give a reason: a decision without one teaches nobody anything.
post-proposed-by = Proposed by { $name }.
post-support = Support this idea
post-supported = You support it
post-sign-in-to-support = Sign in to support it
post-edited = changed
post-change = Change a conversation
post-change-short = Change
post-withdraw = Take away
post-bring-back = Bring back
post-is-away = This conversation is taken away
post-taken-back-text = Only whoever opened it and those who run the site see it. Whoever opened it can bring it back.
post-removed-text = A moderator took it away. Only whoever opened it and moderators see it; moderators can bring it back.
post-not-away = It is not taken away.
post-taken-back = Whoever opened it took it back: it is theirs alone to bring back.
post-opened-by = Opened by
post-back = All conversations
post-to-conversation = Back to the conversation
post-which-kind = What kind is it?
post-title-hint = One sentence that somebody understands who was not there.
post-title-empty = Give it a title.
post-first-words = What you want to say
post-open-now = Open the conversation
post-answer-text = Answer
post-form-used = This form was sent before, with other words: that conversation is open already. Send these words again to open another one.
post-changed-since = Somebody changed it while you were writing. Your words are still here: save again to put them in the place of the others, which the history keeps.
post-not-yours = Only whoever opened a conversation, and stewards, can do this.
post-spoken-in = Something was said in it already. A moderator can take it away.
post-not-your-question = Only whoever asked, and stewards, say what answered a question.
post-no-question = This is no question.
post-no-idea = This is no idea.
post-own-idea = It is your own idea: that you support it goes without saying.
post-decided = It is decided already.
post-terms = When and where
post-terms-hint = All of it may be left empty.
post-day = Day
post-when = When
post-when-words = When, in words
post-place = Where
post-until = Open until
post-until-hint = The last day. Left empty: the day above; without one, until you end it.
post-until-past = This day is over. Choose one that is still to come, or leave it empty.
post-day-wrong = This is no day. Write it as year, month, day: 2026-04-11.
post-too-many-open = You have as many asks and offers open as one may have at once. Say first how one of them ended.
post-fate-ask-past = past
post-fate-ask-helped = helped
post-fate-ask-without = closed
post-fate-offer-past = past
post-fate-offer-helped = taken up
post-fate-offer-without = closed
post-hands-ask =
    { $n ->
        [0] Nobody has said “I can” yet
        [one] 1 member can
       *[other] { $n } members can
    }
post-hands-offer =
    { $n ->
        [0] Nobody has taken it up yet
        [one] 1 member would like it
       *[other] { $n } members would like it
    }
post-hands-ask-over =
    { $n ->
        [0] Nobody said “I can”
        [one] 1 member said “I can”
       *[other] { $n } members said “I can”
    }
post-hands-offer-over =
    { $n ->
        [0] Nobody took it up
        [one] 1 member wanted it
       *[other] { $n } members wanted it
    }
post-hands-further =
    { $n ->
        [one] And 1 more.
       *[other] And { $n } more.
    }
post-hand-raise-ask = I can
post-hand-raise-offer = I’d like
post-hand-words-ask = A word with it, if you like: what you can, and when
post-hand-words-offer = A word with it, if you like: what you would like it for
post-hand-change = Change my words
post-hand-lower = Take it back
post-hand-sign-in-ask = Sign in to say “I can”
post-hand-sign-in-offer = Sign in to say “I’d like”
post-past-ask = This ask is past
post-past-offer = This offer is past
post-past-yours = Its last day is over. Say below how it ended, so that those who helped are thanked; or change the day.
post-past-others = Its last day is over. It is read here still, and one can still talk about it.
post-end-ask = Say how it ended
post-end-offer = Say how it ended
post-how-ended = How did it end?
post-how-helped-ask = Somebody helped
post-how-helped-offer = It was taken up
post-how-without-ask = Nobody did, or it is not needed any more
post-how-without-offer = Nobody took it up, or it is not there any more
post-who-ask = Who helped?
post-who-offer = Who took it up?
post-who-hint = Those who said so come first, then everybody who commented.
post-no-candidates = Nobody but you has said anything here yet.
post-why = Why
post-why-hint = One sentence: the others wonder, too.
post-why-empty = Say in one sentence why it ends.
post-end-now = That is how it ended
post-ended-helped-ask = It was done, with the help of
post-ended-helped-offer = It was taken up by
post-ended-without-ask = It ended without help
post-ended-without-offer = It ended without being taken up
post-thank-them = Thank { $name }
post-thanked-them = You thanked { $name }
post-thanked-back = Thanks { $name }
post-resume = Open it again
post-named-nobody = Name at least one of those who helped, or say that nobody did.
post-named-too-many =
    { $n ->
       *[other] Name { $n } people at most.
    }
post-named-unknown = Only those can be named who said so here, or who commented.
post-no-wish = This is neither an ask nor an offer.
post-own-wish = It is your own: what you can do about it you know best.
post-ended = It has ended.
post-past = Its last day is over.
post-not-ended = It has not ended.
post-openers-only = Only whoever opened it can say that.
post-not-named = Only those who are named here give thanks here.
post-all-asks = All asks
post-all-offers = All offers
post-asks-and-offers = Asks and offers
post-offered = What members may open
post-offered-hint = What is there of a kind that you switch off stays, and can still be talked about.
post-kind-off = This kind is not opened here any more. Choose another one.
post-no-kinds = No conversations are opened here.

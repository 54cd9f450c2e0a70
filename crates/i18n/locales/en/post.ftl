### Conversations that members open: discussions, questions, ideas.

post-list = Conversations
post-all = All
post-kinds = Kinds of conversation
post-kinds-article = Articles
post-kinds-discussion = Discussions
post-kinds-question = Questions
post-kinds-idea = Ideas
post-kind-article = Article
post-kind-discussion = Discussion
post-kind-question = Question
post-kind-idea = Idea
post-what-discussion = Something to think about together
post-what-question = Somebody here will know
post-what-idea = Something we could do; it will be decided
post-ways = Order and filter
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

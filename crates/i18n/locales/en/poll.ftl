### Polls under conversations.

poll-poll = Poll
poll-attach = Add a poll
poll-attach-text = It stands under the conversation. It cannot be changed; while nobody has voted, you can take it away.
poll-attach-now = Add the poll
poll-open-with = Open it and add a poll
poll-question = What do you ask?
poll-question-empty = Ask something.
poll-options = What can be chosen?
poll-options-hint = One on each line, 2 to 20.
poll-options-few = Give at least two to choose from, each on a line of its own.
poll-options-many = { $n } are the most.
poll-option-twice = Two of them are the same.
poll-option-long =
    { $n ->
       *[other] One of them is too long: at most { $n } bytes.
    }
poll-way = How does one vote?
poll-way-single = For one
poll-way-single-hint = Whatever most choose wins.
poll-way-many = For several
poll-way-many-hint = Each counts once. Good for finding what most can live with.
poll-way-ranked = By putting them into one’s order
poll-way-ranked-hint = Counted in rounds: what fewest put first goes, and those votes go on to what they put next, until one has more than half.
poll-most = How many at most
poll-most-hint = Left empty: as many as one likes.
poll-most-wrong = Write a number from 2 to { $n }, or nothing.
poll-who-chose = Who sees who chose what?
poll-named-yes = Everybody sees who chose what.
poll-named-no = Nobody sees who chose what.
poll-named-yes-hint = Names stand beside the options wherever the figures are shown.
poll-named-no-hint = No page tells it, to those who run the site neither. Once the poll is closed, it is not kept either.
poll-shown = When are the figures shown?
poll-shown-always = At any time
poll-shown-voted = Once one has voted
poll-shown-closed = Once it is closed
poll-shown-hint = You see them no earlier than the others. Where nobody is to guess who chose what, choose the last.
poll-closes = It closes
poll-closes-hint = Local time of { $zone }. Left empty: in three days.
poll-closes-wrong = This is no date with a time. Write it as 2026-04-11T18:00.
poll-closes-range = Choose a moment that is still to come, a year from now at most.
poll-choose-single = Choose one
poll-choose-any = Choose as many as you like
poll-choose-many =
    { $n ->
       *[other] Choose up to { $n }
    }
poll-choose-ranked = Number them: 1 is what you want most. Leave empty what you do not want.
poll-vote = Vote
poll-change = Change my vote
poll-take-back = Take my vote back
poll-again = Your vote
poll-nothing = Choose something first.
poll-too-many =
    { $n ->
       *[other] Choose { $n } at most.
    }
poll-no-rank = Number them with whole numbers from 1.
poll-rank-twice = Two have the same number. Give each its own, or none.
poll-sign-in = Sign in to vote
poll-so-far = So far
poll-votes =
    { $n ->
        [one] 1 vote
       *[other] { $n } votes
    }
poll-firsts =
    { $n ->
        [one] first for 1
       *[other] first for { $n }
    }
poll-voters =
    { $n ->
        [0] Nobody has voted yet.
        [one] 1 member has voted.
       *[other] { $n } members have voted.
    }
poll-open-until = Open until
poll-closed-at = Closed
poll-is-closed = closed
poll-figures-always = The figures are shown at any time.
poll-figures-voted = The figures are shown to whoever has voted.
poll-figures-closed = The figures are shown once it is closed.
poll-outcome-none = Nobody voted.
poll-outcome-one =
    { $n ->
        [one] { $names } was chosen by the only vote.
       *[other] { $names } has most votes: { $votes } of { $n }.
    }
poll-outcome-tie = It is a tie: { $names } have { $votes } of { $n } each.
poll-outcome-ranked = { $names } wins.
poll-outcome-ranked-tie = It is a tie between { $names }.
poll-how-counted = How it was counted
poll-how-counted-text = In each round every vote counts for what stands first in it among those still in. What has more than half wins; otherwise what has fewest goes.
poll-option = Option
poll-round = Round { $number }
poll-spent = Nothing left to count for
poll-tie-idle = Equally few: { $names }. Whichever goes first, the same one wins.
poll-tie-decides = Equally few: { $names }. Which one goes would decide; no lot is drawn, and all that could win share it.
poll-close = Close it now
poll-remove = Take the poll away
poll-openers-only = Only whoever began the conversation adds a poll to it.
poll-taken = There is a poll under it already.
poll-not-out = It is not to be seen by all.
poll-closed = This poll is closed.
poll-voted-in = Somebody has voted already. A moderator can take it away.
poll-job = Close a poll whose time is over

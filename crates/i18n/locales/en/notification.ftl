### What members follow, what is new to them, what they are told.

following-new = New
following-yours = You and this conversation
following-fresh =
    { $n ->
        [one] One comment is new to you.
       *[other] { $n } comments are new to you.
    }
following-first = Go to the first
following-in-order = or read them in order
following-this = Tell me of
following-person = Tell me of what they say
following-tag = Tell me of this tag
following-site = Tell me of everything here
following-level-watching = Everything
following-level-first = Beginnings
following-level-replies = Answers to me
following-level-normal = As usual
following-level-muted = Nothing
following-conversation-watching = You are told of every comment.
following-conversation-replies = You follow it: what is new is marked in your lists. You are told when somebody calls you by name or answers you.
following-conversation-normal = You are told when somebody calls you by name or answers you.
following-conversation-muted = You are told of nothing here, and it is left out of what is new to you.
following-source-watching = You are told of every conversation and every comment.
following-source-first = You are told of every conversation when it begins.
following-source-normal = You are told of nothing in particular.
following-source-muted = You are told of nothing from here, unless you follow a conversation itself.
following-yourself = You hear yourself anyway.
following-list = What you follow
following-list-hint = Everything that you are told more or less of than usual. Conversations in which you take part follow by themselves.
following-conversations = Conversations
following-sources = Tags and people
following-nothing = You follow nothing yet. On every conversation, tag and person you can choose how much you are told.
following-changed = It is changed.

news-title = Notifications
news-which = Which notifications
news-all = All
news-unread = Unread
news-personal = To you by name
news-read-all = Mark all as read
news-read = Mark as read
news-are-read =
    { $n ->
        [0] Nothing was left to read.
        [one] One is marked as read.
       *[other] { $n } are marked as read.
    }
news-is-new = (new)
news-today = Today
news-week = This week
news-earlier = Earlier
news-older = Older ones
news-newest = The newest
news-kept = They are kept for 180 days.
news-none = Nothing yet. You are told here when somebody answers you, calls you by name or thanks you, and of everything that you follow.
news-none-unread = You have read everything.
news-none-personal = Nobody has called you by name yet.
news-what-you-get = What you get
news-by-name = When somebody calls you by name or answers you: always, unless you muted it
news-your-own = What is said in conversations that you opened
news-followed = What you follow
news-look-through = Look through it

news-named = { $who } called you by name in { $what }
news-answered = { $who } answered you in { $what }
news-said =
    { $others ->
        [0] { $who } said something in { $what }
        [one] { $who } and one other said something in { $what }
       *[other] { $who } and { $others } others said something in { $what }
    }
news-began = { $who } began { $what }
news-thanked =
    { $others ->
        [0] { $who } thanked you for what you said in { $what }
        [one] { $who } and one other thanked you for what you said in { $what }
       *[other] { $who } and { $others } others thanked you for what you said in { $what }
    }
news-helped =
    { $others ->
        [0] What you said in { $what } helped { $who }
        [one] What you said in { $what } helped { $who } and one other
       *[other] What you said in { $what } helped { $who } and { $others } others
    }
news-let-through = What you wrote in { $what } is there for all
news-accepted = { $who } accepted your answer to { $what }
news-supported =
    { $others ->
        [0] { $who } supports { $what }
        [one] { $who } and one other support { $what }
       *[other] { $who } and { $others } others support { $what }
    }
news-decided = { $who } said what becomes of { $what }
news-somebody = Somebody

news-why-named = because you were called by name
news-why-answered = because it answers you
news-why-yours = because you opened it
news-why-watched = because you watch it
news-why-watched-tag = because you watch the tag { $name }
news-why-watched-person = because you watch what { $name } says
news-why-watched-group = because you watch everything here
news-why-began-tag = because you follow the tag { $name }
news-why-began-person = because you follow { $name }
news-why-began-group = because you want to know what begins here
news-why-thanked = because you said it
news-why-helped = because you said it
news-why-accepted = because you said it
news-why-let-through = because you wrote it
news-why-supported = because you proposed it
news-why-decided = because you proposed or support it

post-shown = Which conversations
post-show-new = New to me
post-show-followed = Followed
post-show-mine = Mine
post-none-new = You have read everything.
post-none-followed = You follow no conversation yet. Those in which you take part follow by themselves; on every other you can choose it.
post-none-mine = You have not opened a conversation or said anything yet.
post-caught-up = Nothing here is new to me
following-fresh-count =
    { $n ->
        [one] 1 new
        [100] 100 and more new
       *[other] { $n } new
    }

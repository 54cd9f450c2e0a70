### Search: the box, what it understood, what was found, what to do if nothing was.

search-heading = Search
search-title = Search: { $query }
search-for = Search for
search-button = Search
search-kind = Kind
search-everything = Everything
search-comments = Comments
search-people = People
search-person = Person
search-tags = Tags
search-tag = Tag
search-category = Category
search-when = When
search-any-time = Any time
search-past-month = The past month
search-past-year = The past year
search-results =
    { $n ->
        [0] Nothing found
        [one] 1 result
       *[other] { $n } results
    }
search-at-least = More than { $n } results
search-more-results = More results
search-best-first = best first
search-newest-first = newest first
search-pages = Pages of results
search-more = More results
search-first = First page
search-beyond = There is more. Of what is said very often only the newest is put in order of how well it fits.
search-beyond-link = See all of it, newest first
search-not-found = Not found?
search-ask = Then it is worth asking. The next person will find it.
search-ask-button = Ask the question
search-try = Try fewer words, or another spelling.
search-too-long = Please search with fewer words.
search-a-comment = Comment
search-answered = answered
search-somebody = Somebody
search-people-named = People
search-all-people = All people found
search-suggestions = Suggestions
search-suggested =
    { $n ->
        [0] No suggestions
        [one] 1 suggestion
       *[other] { $n } suggestions
    }
search-instead = Did you mean { $query }?
search-did-you-mean = Did you mean

# What was understood, each a link that leaves it out.
search-understood = Narrowed to
search-chip-remove = Leave out:
search-chip-phrase = “{ $what }”
search-chip-by = by @{ $what }
search-chip-tag = #{ $what }
search-chip-in = in “{ $what }”
search-chip-after = from { $what }
search-chip-before = before { $what }
search-chip-until = until { $what }
search-chip-without = without { $what }

# What was not.
search-note-unknown = “{ $name }:” is nothing that can be searched by, so it was taken for a word.
search-note-kind = “{ $value }” is no kind of thing here, so it was taken for a word.
search-note-date = “{ $value }” is no date that is understood. Write a year, a month or a day: 2024, 2024-03 or 2024-03-15.
search-note-value = “{ $name }:{ $value }” is not understood, so it was taken for words.
search-no-person = Nobody here is called @{ $name }.
search-no-tag = Nothing is tagged “{ $name }”.
search-no-place = There is no conversation “{ $name }”.

# The form that narrows.
search-narrow = Narrow it down
search-narrow-kind = Kind of thing
search-narrow-any = Any
search-narrow-by = By whom
search-narrow-by-hint = A handle, such as @anna. Several: put commas between them.
search-narrow-tag = Tag
search-narrow-tag-hint = Several: put commas between them.
search-narrow-from = From
search-narrow-until = Until
search-narrow-order = Order
search-narrow-best = Best first
search-narrow-newest = Newest first
search-narrow-button = Narrow

# What can be typed.
search-help = What you can type
search-help-words = Several words all have to be found.
search-help-phrase = Words between quotation marks have to stand together.
search-help-without = A minus before anything leaves it out.
search-help-kind = One kind of thing: article, discussion, question, idea, ask, offer, comment or person.
search-help-by = Written by somebody.
search-help-tag = With a tag or category. One of several words goes between quotation marks.
search-help-in = In one conversation: its address.
search-help-time = From, before or until a year, a month or a day.
search-help-order = The newest first instead of the best.
search-help-alone = All of these can be combined, and each can stand alone.

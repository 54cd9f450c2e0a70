### Search: the form, what was found, what to do if nothing was.

search-heading = Search
search-title = Search: { $query }
search-for = Search for
search-button = Search
search-kind = Kind
search-everything = Everything
search-articles = Articles
search-comments = Comments
search-people = People
search-when = When
search-any-time = Any time
search-this-year = This year
search-results =
    { $n ->
        [0] Nothing found
        [one] 1 result
       *[other] { $n } results
    }
search-at-least = More than { $n } results
search-best-first = best first
search-newest-first = newest first
search-pages = Pages of results
search-more = More results
search-not-found = Not found?
search-ask = Then it is worth asking. The next person will find it.
search-ask-button = Ask the question
search-try = Try fewer words, or another spelling.
search-too-long = Please search with fewer words.
search-how = Several words all have to be found. “In quotation marks” they have to stand together; -without leaves something out.
search-nothing = Nothing found
search-found = What was found
search-a-comment = Comment

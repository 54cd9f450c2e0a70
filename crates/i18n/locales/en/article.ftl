### The weblog: its list, an article, writing one, tags.

article-main = Main
article-list = Weblog
article-posts = Posts
article-neighbours = Neighbouring posts
article-previous = « { $title }
article-next = { $title } »
article-none-yet = Nothing is published yet.
article-write-first = Write the first article
article-write = Write an article
article-edit = Edit this article
article-title = Title
article-title-empty = An article needs a title.
article-text = Text
article-excerpt = Excerpt
article-excerpt-hint = Shown in lists and mails. Without one, the beginning of the text stands there.
article-authors = Authors
article-authors-hint = Handles, separated by commas.
article-too-many-authors = At most { $n } authors, please.
article-author-unknown = Nobody here is called “{ $name }”.
article-slug = Address
article-slug-hint = The last part of the address. Earlier addresses go on working.
article-picture = Picture
article-picture-alt = What the picture shows, for those who cannot see it
article-audience = Who may read it
article-comments = Comments
article-comments-open = Open
article-comments-closed = Comments are closed.
article-conversation-continues = Comments are closed; the conversation continues in
article-publish-at = Publish on
article-publish-at-hint = Leave it empty to publish at once.
article-draft = Draft
article-drafts = Drafts
article-scheduled = Will be published on { $date }
article-published = Published on { $date }
article-edited = Edited on { $date }
article-withdrawn = Taken back to the drafts.
article-withdraw = Take back to the drafts
article-deleted = Deleted.
article-by = by { $name }
article-reading-time =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
article-for-goal = for the goal
article-about-author = About the author and subscribing
article-other-accounts = Other accounts
article-verified = verified
article-is-away = This article is taken away
article-away-text = Those who keep the peace took it away. Only they and its authors see it.
article-taken-away = Those who keep the peace have taken this article away. You can appeal under “Where you stand”.
article-not-yours = Only its authors and the stewards may change this article.
article-stewards-write = On this weblog the stewards write.
article-archive = Archive
article-archive-of = { $month }
article-history = Earlier versions

tag-label = Tags
tag-hint = Separated by commas.
tag-list = All tags
tag-articles = Articles about { $tag }
tag-too-long = A tag has at most { $n } characters.
tag-no-letters = A tag needs a letter or a digit.
tag-too-many = At most { $n } tags, please.

article-aside = About the author and this weblog
article-changed-since = Somebody has changed this article since you opened it.
article-feed-comments = All comments
article-feed-here = This page
article-feed-posts = New articles
article-follow = Follow by feed
article-list-by = Articles by { $name }
article-newest = « Newest
article-older = Older »
article-source-empty = An article needs a text before it is published.
article-time-past = Please give a time to come.
article-time-wrong = Please give a date and a time, such as 2026-03-23T14:05.

## Writing

article-categories = Categories
article-categories-hint = Shelves for longer stretches of the weblog, separated by commas.

write-published = Published
write-scheduled = Comes out
write-draft-hint = Nobody reads it yet.
write-look = Look at it
write-look-draft = See it as a page
write-form-used = The first words you sent are a draft already; it stands beside. What you have typed since is below and not saved yet.
write-saved = Saved.
write-brought-back = This is the earlier text. It counts once you save it.
write-changed-by = It was changed by { $name },
write-changed-at = It was changed on
write-changed-hint = What you typed is below and is not saved. If you save now, it takes the place of theirs; theirs stays among the earlier versions.
write-see-theirs = See what stands there now
write-take-theirs = Drop mine and go on from theirs
write-yours = Your text
write-theirs = What stands there now
write-theirs-short = Now
write-yours-short = Yours
write-theirs-whole = All of what stands there now
write-other-fields = What else differs
write-same-text = The text is the same; only other fields differ.
write-difference-hint = Struck out: what stands there now and yours leaves out. Underlined: what yours adds.
write-is-html = HTML. This article came with an import and stays in its own format.
write-more = Excerpt, categories, address, authors
write-save-changes = Save changes
write-save-draft = Save as draft
write-publish-now = Publish now
write-schedule = Publish then
write-reschedule = Move it to then
write-at-hint = In the time of { $zone }.
write-at-now = There it is { $now }.
write-at-yours = Where you are:
write-no-drafts = Nothing else is waiting to be finished.
write-tips = While you write
write-tips-text = What you type is kept in this browser until it is sent. A picture can be pasted or dropped into the text.



history-versions = Versions
history-present = As it is now
history-version = Version { $n }
history-first = Nothing came before it.
history-same-text = The text stayed the same.
history-what-changed = Struck out: what went. Underlined: what came.
history-whole = The whole text
history-bring-back = Bring this version back
history-bring-back-hint = It opens in the form; nothing changes until you save it.

difference-left =
    { $n ->
        [one] 1 line stayed the same
       *[other] { $n } lines stayed the same
    }
difference-gone = gone:
difference-come = new:

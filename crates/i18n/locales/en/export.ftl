### Taking everything away: what the settings say, and what stands in the file.

export-heading = Take your data with you
export-words = One file with everything of yours: what you wrote and said, the pictures you brought, whom you thanked and who thanked you, and what is kept of you. People and programs can read it.
export-ask = Prepare my file
export-ask-first = Give your password, then prepare my file
export-how = It takes some minutes. You get a mail when it is there. It is kept for a week, and only you can fetch it while you are signed in.
export-asked = Your file is being prepared. You get a mail when it is there.
export-too-many = You can have two files in a week. Please come back later.
export-under-way = A file is being prepared already.
export-not-yours = This is somebody else’s.
export-not-ready = This file is not ready yet.
export-gone = This file is not there any more. You can ask for another one.
export-list = Your files
export-of = Asked for { $when }
export-stage-waiting = waiting
export-stage-making = being made
export-stage-ready = ready
export-stage-expired = expired
export-stage-failed = not made
export-job = Make the file with everything of a member’s
export-failed-words = It could not be made. Please tell those who run this place.
export-fetch = Fetch it
export-until = until
export-kilobytes = { $n } kB
export-megabytes = { $n } MB

export-readme-title = Everything of yours from { $site }
export-readme-made = Made at { $when }, as you could see it then. The form of this file has the version { $version }.
export-readme-inside = What is in it
export-readme-about = `about.json`: your profile, other accounts, addresses, names you had as a guest, where you are signed in, and invitations you sent.
export-readme-articles = `articles/`: { $articles } articles, as you wrote them, each with what is known of it in front, drafts among them.
export-readme-conversations = `conversations/`: { $conversations } conversations that you opened, with your first words.
export-readme-comments = `comments/`: { $comments } comments, as you wrote them.
export-readme-pictures = `pictures/`: { $pictures } pictures that you brought, in their largest size. Where a text shows `/media/` and an id, the file of that id is meant.
export-readme-table = `comments.csv`: your comments once more, for spreadsheets. A quote mark stands before what a spreadsheet would take for a formula.
export-readme-everything = `everything.json`: all of it once more, for programs, one thing a line.
export-readme-lines = Each line of `everything.json` is a JSON object with a `kind`. The first one is the `head`, with the `format` and its `version`. Then come `article`, `conversation`, `comment`, `picture` and `draft`, with the words in `text` and the place where they stand in `address`; a comment says what it stands under and what it answers. Then come `thanks-given`, `thanks-received`, `help-given` and `help-received`, `support` of ideas, `vote`, `hand` and `helping` under asks and offers, `following`, `reading`, `notification` and `activity`. Moments are in UTC. What is not known is left out.
export-readme-not-inside = What is not in it, and why
export-readme-left-out =
    { $n ->
        [one] 1 text or picture that you cannot see at present, because it was deleted or taken down.
       *[other] { $n } texts and pictures that you cannot see at present, because they were deleted or taken down.
    }
export-readme-no-titles = Titles and addresses of conversations that you cannot read at present. What you said there is in it.
export-readme-no-stones = The words of comments that were deleted. They are kept for { $days } days, for nobody to read.
export-readme-no-votes = Votes in polls that do not name their voters: nobody notes whose they are.
export-readme-no-reading = What you read and searched for: nobody notes that.

-- The house: people, conversations, articles, comments, activities, jobs, mail, pictures, moving in.
-- Every text has its limit (R35). Moments are UTC milliseconds. Names of both engines are the same.

create table setting (
    name text primary key check (octet_length(name) <= 60),
    value text not null check (octet_length(value) <= 20000)
) strict;

create table person (
    id integer primary key,
    handle text not null check (octet_length(handle) between 2 and 120),
    skeleton text not null unique check (octet_length(skeleton) <= 480),
    name text not null check (octet_length(name) between 1 and 200),
    bio text not null default '' check (octet_length(bio) <= 2000),
    bio_html text not null default '' check (octet_length(bio_html) <= 81536),
    portrait integer,
    state text not null check (state in ('unconfirmed', 'applied', 'active', 'suspended', 'imported', 'gone')),
    role text not null default 'member' check (role in ('member', 'steward', 'moderator', 'admin', 'owner')),
    origin text not null default 'raised' check (origin in ('outside', 'raised')),
    email text unique check (octet_length(email) <= 254),
    wanted text check (octet_length(wanted) <= 254), -- the address given at joining, until it is confirmed
    password text check (octet_length(password) <= 500),
    credential integer not null default 0,
    application text not null default '' check (octet_length(application) <= 4000),
    invited_by integer references person (id),
    made_at integer not null,
    joined_at integer,
    caught_up_at integer, -- what was said before is nothing new to them
    silenced_until integer -- until then they read, and do not write
) strict;
create index person_state on person (state, id);
create index person_joined on person (joined_at) where state = 'active';
create index person_wanted on person (wanted, id);

create table account (
    person_id integer not null references person (id) on delete cascade,
    position integer not null,
    url text not null check (octet_length(url) <= 500),
    label text not null check (octet_length(label) <= 100),
    primary key (person_id, position)
) strict;

create table session (
    id integer primary key,
    person_id integer not null references person (id) on delete cascade,
    digest text not null unique check (octet_length(digest) = 64),
    made_at integer not null,
    seen_at integer not null,
    proved_at integer not null,
    device text not null check (octet_length(device) <= 120),
    network text not null check (octet_length(network) <= 60)
) strict;
create index session_person on session (person_id, seen_at);

create table device (
    digest text not null check (octet_length(digest) = 64),
    person_id integer not null references person (id) on delete cascade,
    seen_at integer not null,
    primary key (digest, person_id)
) strict;

create table token (
    id integer primary key,
    digest text not null unique check (octet_length(digest) = 64),
    purpose text not null check (octet_length(purpose) <= 30),
    person_id integer references person (id) on delete cascade,
    address text not null check (octet_length(address) <= 254),
    credential integer not null,
    expires_at integer not null,
    used_at integer
) strict;
create index token_person on token (person_id, purpose);
create index token_address on token (address, purpose);
create index token_expires on token (expires_at);

create table invitation (
    id integer primary key,
    digest text not null unique check (octet_length(digest) = 64),
    by_person integer not null references person (id) on delete cascade,
    email text not null check (octet_length(email) <= 254),
    made_at integer not null,
    expires_at integer not null,
    used_by integer references person (id) on delete set null
) strict;
create index invitation_by on invitation (by_person, made_at);

create table guest (
    id integer primary key,
    identity text not null unique check (octet_length(identity) = 64),
    name text not null check (octet_length(name) <= 200),
    email text check (octet_length(email) <= 254),
    url text check (octet_length(url) <= 500),
    trusted integer not null default 0 check (trusted in (0, 1)),
    claimed_by integer references person (id) on delete set null,
    made_at integer not null
) strict;
create index guest_email on guest (email);
create index guest_claimed on guest (claimed_by);

-- Groups beside the site's own, whose facts are settings. A conversation names its group by id.
create table circle (
    id integer primary key,
    handle text not null unique check (octet_length(handle) between 1 and 60),
    name text not null check (octet_length(name) between 1 and 240),
    charter text not null check (octet_length(charter) between 1 and 1200),
    audience integer not null check (audience >= 0),
    entry text not null check (entry in ('open', 'request', 'invitation', 'hidden')),
    founded_by integer not null references person (id),
    made_at integer not null,
    closed_at integer,
    check (entry <> 'hidden' or audience = id)
) strict;
create index circle_founded on circle (founded_by, made_at);
create index circle_entry on circle (entry, id);

create table membership (
    person_id integer not null references person (id) on delete cascade,
    group_id integer not null references circle (id) on delete cascade,
    office text not null check (office in ('member', 'steward')),
    at integer not null,
    primary key (person_id, group_id)
) strict;
create index membership_group on membership (group_id, office, at, person_id);

-- Who has asked to come into a group, or is invited.
create table knock (
    person_id integer not null references person (id) on delete cascade,
    group_id integer not null references circle (id) on delete cascade,
    by_person integer, -- who invites them; none if they have asked
    words text not null default '' check (octet_length(words) <= 4000),
    at integer not null,
    primary key (person_id, group_id)
) strict;
create index knock_group on knock (group_id, at, person_id);

-- For whom people may read: what they are members of, the site among it.
create view sight as
select person_id, group_id from membership
union all
select id, 1 from person where state = 'active';

-- Members with all that decides what they may see and do.
create view seat as
select
    p.id, p.state, p.role, p.origin, p.silenced_until, p.email,
    (select string_agg(cast(m.group_id as text) || ' ' || m.office, ',') from membership m where m.person_id = p.id) as memberships
from person p;

create table conversation (
    id integer primary key,
    group_id integer not null,
    kind text not null check (kind in ('article', 'discussion', 'question', 'idea', 'ask', 'offer')),
    title text not null check (octet_length(title) between 1 and 1000),
    path text not null unique check (octet_length(path) <= 400),
    audience integer not null check (audience >= 0), -- the group whose members may read; 0 for everybody
    stage text not null check (stage in ('draft', 'scheduled', 'published', 'waiting', 'removed')),
    by_person integer not null references person (id),
    made_at integer not null,
    published_at integer,
    comment_count integer not null default 0 check (comment_count >= 0),
    last_comment_at integer,
    closed_at integer,
    closes_at integer,
    paused_until integer, -- many have reported it at once
    continues_in integer references conversation (id)
) strict;
create index conversation_stage on conversation (kind, stage, published_at, id);
create index conversation_waiting on conversation (made_at, id) where stage = 'waiting';
create index conversation_by on conversation (by_person, stage, published_at, id);
create index conversation_active on conversation (last_comment_at, id);
-- For the list of all conversations: by what was said last, and by what was opened last.
create index conversation_lively on conversation (coalesce(last_comment_at, published_at), id) where stage = 'published';
create index conversation_group on conversation (group_id, coalesce(last_comment_at, published_at), id) where stage = 'published';
create index conversation_new on conversation (published_at, id) where stage = 'published';

create table article (
    id integer primary key references conversation (id),
    year integer not null,
    month integer not null check (month between 1 and 12),
    slug text not null check (octet_length(slug) between 1 and 200),
    source text not null check (octet_length(source) <= 1048576),
    format text not null check (format in ('markdown', 'html')),
    html text not null check (octet_length(html) <= 8 * octet_length(source) + 65536),
    pipeline integer not null,
    own_excerpt text not null default '' check (octet_length(own_excerpt) <= 4000),
    excerpt text not null default '' check (octet_length(excerpt) <= 4000),
    updated_at integer not null,
    revision integer not null default 1,
    feed_id text not null unique check (octet_length(feed_id) <= 500)
) strict;
create index article_month on article (year, month, id);

-- The first words of a conversation that a member opened, what answered it and what was decided about it.
create table post (
    id integer primary key references conversation (id),
    source text not null check (octet_length(source) <= 50000),
    html text not null check (octet_length(html) <= 8 * octet_length(source) + 65536),
    pipeline integer not null,
    excerpt text not null default '' check (octet_length(excerpt) <= 4000),
    edited_at integer,
    revision integer not null default 1,
    feed_id text not null unique check (octet_length(feed_id) <= 500),
    answer_id integer,
    accepted_by integer references person (id),
    supports integer not null default 0 check (supports >= 0),
    standing text check (standing in ('planned', 'doing', 'done', 'declined')),
    reason text not null default '' check (octet_length(reason) <= 4000),
    reason_html text not null default '' check (octet_length(reason_html) <= 100000),
    decided_by integer references person (id),
    decided_at integer
) strict;

create table byline (
    article_id integer not null references article (id) on delete cascade,
    position integer not null,
    person_id integer not null references person (id),
    primary key (article_id, position),
    unique (article_id, person_id)
) strict;
create index byline_person on byline (person_id, article_id);

create table comment (
    id integer primary key,
    conversation_id integer not null references conversation (id),
    parent_id integer references comment (id),
    root_id integer not null,
    root_at integer not null,
    person_id integer references person (id),
    guest_id integer references guest (id),
    source text not null check (octet_length(source) <= 100000),
    format text not null check (format in ('markdown', 'html')),
    html text not null check (octet_length(html) <= 8 * octet_length(source) + 65536),
    pipeline integer not null,
    state text not null check (state in ('visible', 'waiting', 'rejected', 'deleted', 'removed', 'hidden', 'dropped')),
    at integer not null,
    edited_at integer,
    revision integer not null default 1,
    thanks integer not null default 0 check (thanks >= 0),
    helped integer not null default 0 check (helped >= 0),
    feed_id text unique check (octet_length(feed_id) <= 500),
    purge_at integer, -- until when the text of what is deleted is kept
    hidden_at integer, -- since when it is hidden until somebody has looked
    check (purge_at is null or state in ('deleted', 'removed', 'dropped')),
    check ((hidden_at is null) = (state <> 'hidden')),
    check ((person_id is null) <> (guest_id is null))
) strict;
create index comment_thread on comment (conversation_id, root_at, root_id, at, id, state);
create index comment_recent on comment (state, at, id);
create index comment_said on comment (conversation_id, state, at, id);
create index comment_person on comment (person_id, at, id);
create index comment_guest on comment (guest_id, at, id);
create index comment_stone on comment (conversation_id, state) where state in ('deleted', 'removed', 'hidden');
create index comment_parent on comment (parent_id);
create index comment_purge on comment (purge_at);

create table revision (
    subject_id integer not null,
    number integer not null,
    at integer not null,
    by_person integer references person (id),
    title text not null default '' check (octet_length(title) <= 1000),
    source text not null check (octet_length(source) <= 1048576),
    primary key (subject_id, number)
) strict;

create table thanks (
    comment_id integer not null references comment (id) on delete cascade,
    person_id integer not null references person (id) on delete cascade,
    at integer not null,
    primary key (comment_id, person_id)
) strict;
create index thanks_person on thanks (person_id, at);

-- Whom a comment under a question has helped, then or later.
create table help (
    comment_id integer not null references comment (id) on delete cascade,
    person_id integer not null references person (id) on delete cascade,
    at integer not null,
    primary key (comment_id, person_id)
) strict;
create index help_person on help (person_id, at);

-- Who supports an idea.
create table support (
    conversation_id integer not null references conversation (id) on delete cascade,
    person_id integer not null references person (id) on delete cascade,
    at integer not null,
    primary key (conversation_id, person_id)
) strict;
create index support_person on support (person_id, at);

-- What an ask or an offer has beside its words. Each kind has its own, and keeps it when the kind changes.
create table wish (
    conversation_id integer not null references conversation (id) on delete cascade,
    kind text not null check (kind in ('ask', 'offer')),
    at_words text not null default '' check (octet_length(at_words) <= 200),
    day text check (octet_length(day) = 10),
    place text not null default '' check (octet_length(place) <= 200),
    until_day text check (octet_length(until_day) = 10),
    until_at integer not null,
    hands integer not null default 0 check (hands >= 0),
    ended_at integer,
    ended_by integer references person (id),
    reason text not null default '' check (octet_length(reason) <= 500),
    primary key (conversation_id, kind)
) strict;
create index wish_open on wish (until_at, conversation_id) where ended_at is null;

-- Who said “I can” under an ask, or “I’d like” under an offer.
create table hand (
    conversation_id integer not null references conversation (id) on delete cascade,
    kind text not null check (kind in ('ask', 'offer')),
    person_id integer not null references person (id) on delete cascade,
    words text not null default '' check (octet_length(words) <= 500),
    at integer not null,
    primary key (conversation_id, kind, person_id)
) strict;
create index hand_person on hand (person_id, at);

-- Who helped with what was asked, or was helped by what was offered; and whether they gave thanks for it.
create table helping (
    conversation_id integer not null references conversation (id) on delete cascade,
    kind text not null check (kind in ('ask', 'offer')),
    person_id integer not null references person (id) on delete cascade,
    thanked integer not null default 0 check (thanked in (0, 1)),
    primary key (conversation_id, kind, person_id)
) strict;
create index helping_person on helping (person_id, kind);

-- What is asked under a conversation, for members to choose from.
create table poll (
    conversation_id integer primary key references conversation (id) on delete cascade,
    question text not null check (octet_length(question) between 1 and 200),
    way text not null check (way in ('single', 'many', 'ranked')),
    most integer not null check (most between 1 and 20),
    named integer not null check (named in (0, 1)),
    shown text not null check (shown in ('always', 'voted', 'closed')),
    made_at integer not null,
    closes_at integer not null,
    closed_at integer,
    closed_by integer references person (id),
    voters integer not null default 0 check (voters >= 0)
) strict;

create table poll_option (
    conversation_id integer not null references poll (conversation_id) on delete cascade,
    place integer not null check (place between 1 and 20),
    words text not null check (octet_length(words) between 1 and 100),
    primary key (conversation_id, place)
) strict;

-- What was chosen: under a mark that only the holder of the site's key can make for a person, with no moment, in no order of
-- coming. In a closed poll that names nobody the mark is the choice itself, with how often it was made.
create table ballot (
    conversation_id integer not null references poll (conversation_id) on delete cascade,
    mark text not null check (octet_length(mark) <= 64),
    person_id integer references person (id) on delete cascade, -- in polls that name their voters
    choices text not null check (octet_length(choices) between 1 and 60),
    weight integer not null default 1 check (weight > 0),
    primary key (conversation_id, mark)
) strict, without rowid;
create index ballot_person on ballot (person_id) where person_id is not null;

-- Where a member stands in a conversation: until when they have seen it, and how much they want to be told. Nobody else sees it.
create table reader (
    person_id integer not null references person (id) on delete cascade,
    conversation_id integer not null references conversation (id) on delete cascade,
    seen_at integer,
    level text check (level in ('watching', 'replies', 'normal', 'muted')),
    primary key (person_id, conversation_id)
) strict;
create index reader_level on reader (conversation_id, level, person_id) where level is not null;
create index reader_followed on reader (person_id, level) where level is not null;

-- What members have typed and not sent yet, one draft for each place: theirs alone.
create table draft (
    person_id integer not null references person (id) on delete cascade,
    place text not null check (octet_length(place) between 1 and 40),
    conversation_id integer, -- where something is to be said
    title text not null check (octet_length(title) <= 4000),
    source text not null check (octet_length(source) <= 50000),
    rest text not null check (octet_length(rest) <= 30000),
    at integer not null,
    primary key (person_id, place)
) strict;
create index draft_person on draft (person_id, at);
create index draft_at on draft (at);

-- What members follow that conversations come from.
create table following (
    person_id integer not null references person (id) on delete cascade,
    source text not null check (source in ('group', 'tag', 'person')),
    source_id integer not null,
    level text not null check (level in ('watching', 'first', 'muted')),
    at integer not null,
    primary key (person_id, source, source_id)
) strict;
create index following_source on following (source, source_id, level, person_id);

-- What members are told, once for each cause.
create table notification (
    id integer primary key,
    person_id integer not null references person (id) on delete cascade,
    at integer not null,
    reason text not null check (octet_length(reason) <= 30),
    once text not null check (octet_length(once) <= 100),
    source text check (source in ('group', 'tag', 'person')),
    source_id integer,
    conversation_id integer references conversation (id) on delete cascade, -- none where it is about where they stand
    circle_id integer references circle (id) on delete cascade, -- the group that it is about
    comment_id integer,
    actor_id integer,
    guest_id integer,
    read_at integer,
    unique (person_id, once)
) strict;
create index notification_person on notification (person_id, id);
create index notification_unread on notification (person_id, conversation_id) where read_at is null;

-- What those who keep the peace were asked to look at.
create table case_file (
    id integer primary key,
    about text not null check (about in ('comment', 'conversation', 'person')),
    about_id integer not null,
    person_id integer references person (id) on delete set null, -- whom it concerns
    conversation_id integer,
    opened_at integer not null,
    claimed_by integer references person (id) on delete set null,
    proposed_by integer references person (id) on delete set null, -- who wants to shut them out
    proposed_reason text check (octet_length(proposed_reason) <= 30),
    proposed_words text not null default '' check (octet_length(proposed_words) <= 2000),
    closed_at integer,
    closed_by integer references person (id) on delete set null,
    outcome text check (outcome in ('upheld', 'dismissed')),
    reminded_at integer,
    check ((closed_at is null) = (outcome is null))
) strict;
create unique index case_file_about on case_file (about, about_id) where closed_at is null;
create index case_file_open on case_file (opened_at, id) where closed_at is null;
create index case_file_closed on case_file (closed_at, id);
create index case_file_person on case_file (person_id, opened_at);
create index case_file_conversation on case_file (conversation_id);

-- Who reported it, and why. A member reports a thing once; of guests nothing is kept but their words.
create table report (
    id integer primary key,
    case_id integer not null references case_file (id) on delete cascade,
    about text not null check (about in ('comment', 'conversation', 'person')),
    about_id integer not null,
    person_id integer references person (id) on delete set null,
    reason text not null check (octet_length(reason) <= 30),
    words text not null default '' check (octet_length(words) <= 2000),
    weight integer not null default 0 check (weight between 0 and 2),
    at integer not null
) strict;
create unique index report_once on report (about, about_id, person_id) where person_id is not null;
create index report_case on report (case_id, at, id);
create index report_person on report (person_id, at);

-- What those who keep the peace note for each other.
create table case_note (
    id integer primary key,
    case_id integer not null references case_file (id) on delete cascade,
    person_id integer references person (id) on delete set null,
    at integer not null,
    words text not null check (octet_length(words) between 1 and 2000)
) strict;
create index case_note_case on case_note (case_id, at, id);

-- What they have done, with its reason, and what the person concerned said to it. The ids are those of the activities.
create table measure (
    id integer primary key,
    kind text not null check (octet_length(kind) <= 30),
    at integer not null,
    by_person integer references person (id) on delete set null,
    role text check (octet_length(role) <= 20),
    origin text check (octet_length(origin) <= 20),
    case_id integer references case_file (id) on delete set null,
    proposed_by integer references person (id) on delete set null, -- who wanted it, where two had to agree
    person_id integer references person (id) on delete set null, -- whom it concerns
    conversation_id integer,
    comment_id integer,
    step text check (step in ('notice', 'day', 'week', 'month', 'removal')),
    until_at integer,
    reason text check (octet_length(reason) <= 30),
    words text not null default '' check (octet_length(words) <= 2000),
    ended_at integer,
    appeal text check (octet_length(appeal) between 1 and 2000),
    appealed_at integer,
    answer text check (answer in ('granted', 'refused')),
    answer_words text not null default '' check (octet_length(answer_words) <= 2000),
    answered_at integer,
    answered_by integer references person (id) on delete set null,
    check ((appeal is null) = (appealed_at is null)),
    check ((answer is null) = (answered_at is null))
) strict;
create index measure_at on measure (at, id);
create index measure_person on measure (person_id, at);
create index measure_case on measure (case_id, at);
create index measure_conversation on measure (conversation_id, kind) where ended_at is null;
create index measure_appeal on measure (appealed_at, id) where appeal is not null and answer is null;

-- Why something waits for somebody to read it first: a row for each reason, while it waits.
create table hold (
    subject_id integer not null, -- a comment, or the conversation itself
    place integer not null,
    reason text not null check (octet_length(reason) <= 30),
    detail text not null default '' check (octet_length(detail) <= 500),
    primary key (subject_id, place)
) strict;

-- Words, and hosts of links, that have what contains them wait.
create table blocked (
    id integer primary key,
    kind text not null check (kind in ('word', 'host')),
    what text not null check (octet_length(what) between 1 and 120),
    by_person integer references person (id) on delete set null,
    at integer not null,
    unique (kind, what)
) strict;

-- How often what was decided had something in it. Tokens are digests: the words themselves are nowhere in it. Under 0: all that was decided.
create table spam_token (
    token integer primary key,
    spam integer not null check (spam >= 0),
    fine integer not null check (fine >= 0),
    at integer not null
) strict;
create index spam_token_at on spam_token (at, token);

-- What was learnt from what, so that it can be unlearnt.
create table spam_lesson (
    subject_id integer primary key,
    verdict text not null check (verdict in ('spam', 'fine')),
    tokens text not null check (octet_length(tokens) <= 4000),
    at integer not null
) strict;
create index spam_lesson_at on spam_lesson (at, subject_id);

create table tag (
    id integer primary key,
    kind text not null check (kind in ('tag', 'category')),
    name text not null check (octet_length(name) between 1 and 200),
    slug text not null check (octet_length(slug) between 1 and 200),
    unique (kind, slug)
) strict;

create table tagging (
    tag_id integer not null references tag (id),
    conversation_id integer not null references conversation (id) on delete cascade,
    position integer not null,
    primary key (tag_id, conversation_id)
) strict;
create index tagging_conversation on tagging (conversation_id, position);

create table picture (
    id integer primary key,
    owner_id integer references person (id) on delete set null,
    source_hash text not null check (octet_length(source_hash) = 64),
    alt text not null default '' check (octet_length(alt) <= 500),
    width integer not null,
    height integer not null,
    bytes integer not null,
    made_at integer not null,
    keep_until integer not null -- it stays until then, whether anything shows it or not
) strict;
create index picture_owner on picture (owner_id, source_hash);
create index picture_source on picture (source_hash);

create table picture_variant (
    picture_id integer not null references picture (id) on delete cascade,
    position integer not null,
    width integer not null,
    height integer not null,
    mime text not null check (octet_length(mime) <= 40),
    hash text not null check (octet_length(hash) = 64),
    bytes integer not null,
    primary key (picture_id, position)
) strict;
create index picture_variant_hash on picture_variant (hash);

-- What shows a picture: a conversation's anchor, a comment, or a person's portrait.
create table picture_use (
    picture_id integer not null references picture (id) on delete cascade,
    subject_id integer not null,
    conversation_id integer references conversation (id) on delete cascade,
    primary key (picture_id, subject_id)
) strict;
create index picture_use_subject on picture_use (subject_id);

create table activity (
    id integer primary key,
    group_id integer not null,
    at integer not null,
    kind text not null check (octet_length(kind) <= 30),
    actor_id integer references person (id) on delete set null,
    guest_id integer references guest (id) on delete set null,
    role text check (octet_length(role) <= 20),
    origin text check (octet_length(origin) <= 20),
    to_person integer references person (id) on delete set null,
    conversation_id integer,
    comment_id integer,
    parent_id integer,
    goal_id integer,
    anchor text check (octet_length(anchor) <= 30),
    door text not null check (octet_length(door) <= 20),
    asked_for integer not null default 0 check (asked_for in (0, 1))
) strict;
create index activity_at on activity (group_id, at, id);
create index activity_actor on activity (actor_id, at, id);
create index activity_conversation on activity (conversation_id, at, id);

create table job (
    id integer primary key,
    queue text not null check (octet_length(queue) <= 30),
    work text not null check (octet_length(work) <= 4000),
    once text unique check (octet_length(once) <= 200),
    run_at integer not null,
    attempts integer not null default 0,
    lease text check (octet_length(lease) <= 80),
    leased_until integer not null default 0,
    error text check (octet_length(error) <= 1000),
    dead_at integer
) strict;
create index job_due on job (queue, run_at, id);
create index job_dead on job (dead_at);

create table mail (
    id integer primary key,
    address text not null check (octet_length(address) <= 254),
    subject text not null check (octet_length(subject) <= 400),
    body text not null check (octet_length(body) <= 100000),
    message_id text not null unique check (octet_length(message_id) <= 250),
    made_at integer not null,
    sent_at integer,
    failed text check (octet_length(failed) <= 1000)
) strict;
create index mail_made on mail (made_at, id);
create index mail_address on mail (address, made_at);

-- One-time keys of forms, with what came of them (R105).
create table form_key (
    name text primary key check (octet_length(name) <= 200),
    request text not null check (octet_length(request) = 64),
    outcome text not null check (octet_length(outcome) <= 2000),
    made_at integer not null
) strict;
create index form_key_made on form_key (made_at);

-- Files with everything of somebody's, to be taken away. They are named by these ids.
create table export (
    id integer primary key,
    person_id integer not null references person (id) on delete cascade,
    asked_at integer not null,
    stage text not null check (stage in ('waiting', 'making', 'ready', 'expired', 'failed')),
    made_at integer,
    bytes integer not null default 0 check (bytes >= 0)
) strict;
create index export_person on export (person_id, asked_at);

-- Who is about to leave, and from when on it is done.
create table leaving (
    person_id integer primary key references person (id) on delete cascade,
    way text not null check (way in ('words-stay', 'words-too')),
    asked_at integer not null,
    due_at integer not null,
    begun_at integer
) strict;

-- Handles of those who left, as marks: nobody can have them for a while.
create table held_handle (
    mark text primary key check (octet_length(mark) = 64),
    until_at integer not null
) strict;

-- Files of pictures of those who left, until they are gone.
create table doomed_file (
    hash text primary key check (octet_length(hash) = 64)
) strict;

-- Where renamed and imported things were, by path and query.
create table old_address (
    address text primary key check (octet_length(address) between 1 and 600),
    target text not null check (octet_length(target) between 1 and 600)
) strict;

-- What an import has brought already, so that it can be run again (R99).
create table origin (
    source text not null check (octet_length(source) <= 60),
    name text not null check (octet_length(name) <= 700),
    thing_id integer not null,
    print text not null check (octet_length(print) = 64),
    primary key (source, name)
) strict;

-- What can be searched for, beside its words, so that hidden things are left out inside the query (R29). Keys sort by the
-- moment at which something was published or said.
create table searchable (
    id integer primary key,
    conversation_id integer not null references conversation (id) on delete cascade,
    subject_id integer not null, -- a comment, or the conversation itself
    marks integer not null, -- tells what it was indexed with that it has from its conversation
    unique (conversation_id, subject_id)
) strict;

-- What has to be indexed anew.
create table stale (
    subject_id integer primary key
) strict;

-- Words that occur, for those who misspell them.
create table vocabulary (
    word text primary key check (octet_length(word) <= 120),
    letters integer not null,
    seen integer not null,
    turn integer not null
) strict;
create index vocabulary_letters on vocabulary (letters);

-- Words are made by the program: here, only blanks separate them. What begins with a sign is a mark, or a word of a title.
create virtual table search_comment using fts5(
    words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '#@$%='", prefix = '3'
);
create virtual table search_comment_words using fts5vocab('search_comment', 'row');
create virtual table search_anchor using fts5(
    words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '#@$%='", prefix = '3'
);
create virtual table search_anchor_words using fts5vocab('search_anchor', 'row');
create virtual table search_person using fts5(
    words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '#@$%='", prefix = '3'
);
create virtual table search_person_words using fts5vocab('search_person', 'row');

-- What lists and threads show, so that every query reads the same columns.
create view article_line as
select
    c.id, c.group_id, c.title, c.path, c.audience, c.stage, c.published_at,
    coalesce(c.published_at, c.made_at) as at, a.updated_at, a.year, a.month, a.excerpt,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait,
    c.comment_count as comments, c.last_comment_at
from conversation c
join article a on a.id = c.id
join person p on p.id = c.by_person
where c.kind = 'article';

-- Conversations of all kinds. Readable ones have a moment of publication. What only one kind has is kept when the kind changes,
-- and shown again when it changes back.
create view conversation_line as
select
    c.id, c.group_id, o.handle as group_handle, o.name as group_name, c.kind, c.title, c.path, c.audience, c.stage, c.published_at as at,
    coalesce(c.last_comment_at, c.published_at) as active_at,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait,
    coalesce(t.excerpt, a.excerpt, '') as excerpt, c.comment_count as comments,
    case when c.kind = 'question' then t.answer_id end as answer_id,
    case when c.kind = 'idea' then t.supports else 0 end as supports, case when c.kind = 'idea' then t.standing end as standing,
    coalesce(w.hands, 0) as hands, w.until_at, case when w.ended_at is null then null when w.reason = '' then 'helped' else 'without' end as ended
from conversation c
join person p on p.id = c.by_person
left join post t on t.id = c.id
left join article a on a.id = c.id
left join circle o on o.id = c.group_id
left join wish w on w.conversation_id = c.id and w.kind = c.kind;

-- Cases with whom they concern, how many have reported it, and why most of them did.
create view case_line as
select
    f.id, f.about, f.about_id, f.conversation_id, f.opened_at, f.closed_at, f.outcome, f.person_id,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait, p.role,
    k.id as keeper_id, k.handle as keeper_handle, k.name as keeper_name, k.portrait as keeper_portrait,
    q.id as proposer_id, q.handle as proposer_handle, q.name as proposer_name, q.portrait as proposer_portrait,
    (select count(*) from report r where r.case_id = f.id) as reports,
    (select min(r.person_id) from report r where r.case_id = f.id having count(*) = 1) as sole,
    (select r.reason from report r where r.case_id = f.id group by r.reason order by count(*) desc, r.reason limit 1) as reason
from case_file f
left join person p on p.id = f.person_id
left join person k on k.id = f.claimed_by
left join person q on q.id = f.proposed_by;

-- Measures with whom they concern.
create view measure_line as
select
    m.id, m.kind, m.at, m.by_person, m.proposed_by, m.case_id, m.conversation_id, m.until_at, m.reason, m.words, m.ended_at,
    m.appeal, m.appealed_at, m.answer, m.answer_words, m.person_id,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait, p.role
from measure m
left join person p on p.id = m.person_id;

create view notification_line as
select
    n.id, n.person_id, n.at, n.reason, n.source, n.source_id, coalesce(t.name, s.name, q.name) as source_name,
    n.conversation_id, coalesce(c.kind, 'discussion') as kind, coalesce(c.title, o.name, '') as title,
    coalesce(c.path, '/g/' || o.handle, '/standing') as path, coalesce(c.group_id, 1) as group_id, coalesce(c.audience, 0) as audience, coalesce(c.stage, 'published') as stage, coalesce(c.by_person, n.person_id) as begun_by,
    n.comment_id, n.read_at,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait, g.name as guest_name
from notification n
left join conversation c on c.id = n.conversation_id
left join comment m on m.id = n.comment_id
left join guest g on g.id = n.guest_id
left join person p on p.id = coalesce(n.actor_id, g.claimed_by)
left join tag t on n.source = 'tag' and t.id = n.source_id
left join person s on n.source = 'person' and s.id = n.source_id
left join circle o on o.id = n.circle_id
left join circle q on n.source = 'group' and q.id = n.source_id
where (n.comment_id is null or m.state = 'visible')
    and (n.circle_id is null or exists (select 1 from membership b where b.group_id = n.circle_id and b.person_id = n.person_id)
        or exists (select 1 from knock k where k.group_id = n.circle_id and k.person_id = n.person_id));

create view comment_line as
select
    m.id, m.conversation_id, m.parent_id, m.root_id, m.root_at, m.html, m.state, m.at, m.edited_at, m.revision, m.thanks, m.helped,
    m.guest_id, g.name as guest_name, g.url as guest_url,
    p.id as by_id, p.handle as by_handle, p.name as by_name, p.portrait as by_portrait,
    coalesce(pp.name, pg.name) as parent_name,
    m.purge_at, m.hidden_at, c.group_id, c.audience, c.stage, c.kind, c.by_person as begun_by, c.title, c.path
from comment m
join conversation c on c.id = m.conversation_id
left join guest g on g.id = m.guest_id
left join person p on p.id = coalesce(m.person_id, g.claimed_by)
left join comment pm on pm.id = m.parent_id
left join guest pg on pg.id = pm.guest_id
left join person pp on pp.id = coalesce(pm.person_id, pg.claimed_by);

-- A picture, and whether anything shows it.
create view picture_line as
select
    p.id, p.owner_id, p.alt, p.width, p.height, p.made_at,
    exists (select 1 from picture_use u where u.picture_id = p.id) as used
from picture p;

-- What a search shows of what it found.
create view search_hit as
select
    s.id, s.conversation_id, m.id as comment_id, coalesce(m.at, c.published_at, c.made_at) as at, c.kind, c.title, c.path,
    c.audience, c.stage, m.state, coalesce(p.name, g.name) as author, coalesce(m.html, a.html, t.html) as html,
    c.comment_count as comments, m.id is null and t.answer_id is not null as answered
from searchable s
join conversation c on c.id = s.conversation_id
left join comment m on m.id = s.subject_id
left join article a on a.id = s.subject_id
left join post t on t.id = s.subject_id
left join guest g on g.id = m.guest_id
left join person p on p.id = case when m.id is null then c.by_person else coalesce(m.person_id, g.claimed_by) end;

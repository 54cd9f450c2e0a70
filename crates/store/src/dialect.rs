//! What differs between the engines. Everything else is one text.

use crate::engine::Statement;

/// A statement that differs between the engines, from `dialect`, with its values.
macro_rules! dialect {
    ($name:ident $(, $value:expr)* $(,)?) => {
        $crate::engine::query(&$crate::dialect::$name, [$($crate::engine::bind(&$value)),*])
    };
}

/// Puts a comment into the index, or in place of what was there: key, words with their marks.
pub(crate) static INDEX_COMMENT: Statement = Statement::twin(
    "insert or replace into search_comment (rowid, words) values ($1, $2)",
    "insert into search_comment (rowid, conversation_id, words)
     select s.id, s.conversation_id, cast(cast($2 as text) as tsvector) from searchable s where s.id = $1
     on conflict (rowid) do update set words = excluded.words",
);

/// The same of what opens a conversation.
pub(crate) static INDEX_ANCHOR: Statement = Statement::twin(
    "insert or replace into search_anchor (rowid, words) values ($1, $2)",
    "insert into search_anchor (rowid, conversation_id, words)
     select s.id, s.conversation_id, cast(cast($2 as text) as tsvector) from searchable s where s.id = $1
     on conflict (rowid) do update set words = excluded.words",
);

/// The same of somebody: their id, their words.
pub(crate) static INDEX_PERSON: Statement = Statement::twin(
    "insert or replace into search_person (rowid, words) values ($1, $2)",
    "insert into search_person (rowid, words) values ($1, cast(cast($2 as text) as tsvector))
     on conflict (rowid) do update set words = excluded.words",
);

/// Empties the index of comments, whatever state it is in.
pub(crate) static CLEAR_COMMENTS: Statement = Statement::twin(
    "insert into search_comment (search_comment) values ('delete-all')",
    "truncate search_comment",
);

/// The same of what opens conversations.
pub(crate) static CLEAR_ANCHORS: Statement = Statement::twin(
    "insert into search_anchor (search_anchor) values ('delete-all')",
    "truncate search_anchor",
);

/// The same of people.
pub(crate) static CLEAR_PEOPLE: Statement = Statement::twin(
    "insert into search_person (search_person) values ('delete-all')",
    "truncate search_person",
);

/// Merges so many pages of the index's pieces, of all of them anew if the number is negative. PostgreSQL tidies by itself.
pub(crate) static MERGE_COMMENTS: Statement = Statement::twin(
    "insert into search_comment (search_comment, rank) values ('merge', $1)",
    "select cast($1 as bigint)",
);

/// The same of what opens conversations.
pub(crate) static MERGE_ANCHORS: Statement = Statement::twin(
    "insert into search_anchor (search_anchor, rank) values ('merge', $1)",
    "select cast($1 as bigint)",
);

/// The same of people.
pub(crate) static MERGE_PEOPLE: Statement = Statement::twin(
    "insert into search_person (search_person, rank) values ('merge', $1)",
    "select cast($1 as bigint)",
);

/// Has PostgreSQL plan the statements of this transaction for their values, and for an index that is mostly in memory.
///
/// A common word wants another plan than a rare one. With the usual costs, of the time of spinning disks, a rare word took
/// fifteen times as long as it has to; and a plan that looks dear would be compiled first, which takes longer than running it.
pub(crate) static PLAN_BY_VALUES: Statement = Statement::twin(
    "select '', '', ''",
    "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true),
        set_config('jit', 'off', true)",
);

/// What is new in some conversations: their ids as a JSON list, the member, the moment before which nothing is new to them.
pub(crate) static FRESH: Statement = Statement::twin(
    "select c.id, r.seen_at is null as unseen, (select count(*) from (
         select 1 as one from comment m
         where m.conversation_id = c.id and m.state = 'visible' and (m.person_id is null or m.person_id <> $2)
             and m.at > case when r.seen_at > $3 then r.seen_at else $3 end
         limit 100) few) as comments
     from conversation c left join reader r on r.person_id = $2 and r.conversation_id = c.id
     where c.id in (select value from json_each($1))
         and coalesce(c.last_comment_at, c.published_at) > case when r.seen_at > $3 then r.seen_at else $3 end",
    "select c.id, r.seen_at is null as unseen, (select count(*) from (
         select 1 as one from comment m
         where m.conversation_id = c.id and m.state = 'visible' and (m.person_id is null or m.person_id <> $2)
             and m.at > case when r.seen_at > $3 then r.seen_at else $3 end
         limit 100) few) as comments
     from conversation c left join reader r on r.person_id = $2 and r.conversation_id = c.id
     where c.id in (select cast(one as bigint) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) one)
         and coalesce(c.last_comment_at, c.published_at) > case when r.seen_at > $3 then r.seen_at else $3 end",
);

/// The newest comments that have what is sought.
///
/// 1 words and marks, 2 first key, 3 last key, 4 whether for a member, 5 group, 6 how many. What is hidden is left out before
/// anything is counted (R29): only what is shown has a row in `searchable`, and the conversation is asked. Keys sort by time,
/// so the newest come without sorting, and as soon as there are enough no more is looked at.
pub(crate) static FIND_COMMENTS: Statement = Statement::twin(
    "select s.id from search_comment
     cross join searchable s on s.id = search_comment.rowid
     cross join conversation c on c.id = s.conversation_id
     where search_comment match $1 and search_comment.rowid between $2 and $3
         and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $4)) and ($5 is null or c.group_id = $5)
     order by search_comment.rowid desc limit $6",
    "select t.rowid from search_comment t
     join conversation c on c.id = t.conversation_id
     where t.words @@ cast(cast($1 as text) as tsquery) and t.rowid between $2 and $3
         and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $4)) and (cast($5 as bigint) is null or c.group_id = $5)
     order by t.rowid desc limit $6",
);

/// The same of what opens conversations, with its kind.
pub(crate) static FIND_ANCHORS: Statement = Statement::twin(
    "select s.id, c.kind from search_anchor
     cross join searchable s on s.id = search_anchor.rowid
     cross join conversation c on c.id = s.conversation_id
     where search_anchor match $1 and search_anchor.rowid between $2 and $3
         and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $4)) and ($5 is null or c.group_id = $5)
     order by search_anchor.rowid desc limit $6",
    "select t.rowid, c.kind from search_anchor t
     join conversation c on c.id = t.conversation_id
     where t.words @@ cast(cast($1 as text) as tsquery) and t.rowid between $2 and $3
         and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $4)) and (cast($5 as bigint) is null or c.group_id = $5)
     order by t.rowid desc limit $6",
);

/// Forgets those of a list of words that hardly occur: 1 the list, 2 in how many things at most.
pub(crate) static FORGET_WORDS: Statement = Statement::twin(
    "delete from vocabulary where seen <= $2 and word in (select value from json_each($1))",
    "delete from vocabulary where seen <= $2
        and word in (select one from json_array_elements_text(cast(cast($1 as text) as json)) one)",
);

/// Those of some comments in which words stand together: 1 words and marks, 2 first key, 3 last key. What of them may be seen is
/// known already. From the first on: the other way round, SQLite would look for one more before the first key, to the end.
pub(crate) static TOGETHER_IN_COMMENTS: Statement = Statement::twin(
    "select rowid from search_comment where search_comment match $1 and rowid between $2 and $3 order by rowid",
    "select rowid from search_comment where words @@ cast(cast($1 as text) as tsquery) and rowid between $2 and $3
     order by rowid",
);

/// The same of what opens conversations.
pub(crate) static TOGETHER_IN_ANCHORS: Statement = Statement::twin(
    "select rowid from search_anchor where search_anchor match $1 and rowid between $2 and $3 order by rowid",
    "select rowid from search_anchor where words @@ cast(cast($1 as text) as tsquery) and rowid between $2 and $3
     order by rowid",
);

/// Of people that are shown: 1 words, 2 not before, 3 before, 4 how many.
pub(crate) static FIND_PEOPLE: Statement = Statement::twin(
    "select p.id, p.handle, p.name, p.bio, p.bio_html, p.portrait, p.state, p.role, p.origin, p.made_at
     from search_person
     cross join person p on p.id = search_person.rowid
     where search_person match $1 and p.state in ('active', 'imported') and p.made_at >= $2 and p.made_at < $3
     order by search_person.rowid desc limit $4",
    "select p.id, p.handle, p.name, p.bio, p.bio_html, p.portrait, p.state, p.role, p.origin, p.made_at
     from search_person t
     join person p on p.id = t.rowid
     where t.words @@ cast(cast($1 as text) as tsquery) and p.state in ('active', 'imported')
         and p.made_at >= $2 and p.made_at < $3
     order by t.rowid desc limit $4",
);

/// Of titles, with where they stand: 1 words, 2 whether for a member, 3 how many.
pub(crate) static SUGGEST_TITLES: Statement = Statement::twin(
    "select c.title, c.path, c.kind, c.audience, c.stage from search_anchor
     cross join searchable s on s.id = search_anchor.rowid
     cross join conversation c on c.id = s.conversation_id
     where search_anchor match $1 and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
     order by search_anchor.rowid desc limit $3",
    "select c.title, c.path, c.kind, c.audience, c.stage from search_anchor t
     join conversation c on c.id = t.conversation_id
     where t.words @@ cast(cast($1 as text) as tsquery) and c.stage = 'published' and (c.audience = 0 or c.audience in (select group_id from sight where person_id = $2))
     order by t.rowid desc limit $3",
);

/// What is shown of the things with these keys, which stand between commas.
pub(crate) static HITS: Statement = Statement::twin(
    "select h.* from search_hit h where h.id in (select value from json_each('[' || $1 || ']'))",
    "select h.* from search_hit h where h.id = any(cast(string_to_array(cast($1 as text), ',') as bigint[]))",
);

/// Words of what opens conversations and in how many they are: of SQLite the next ones after a word, of PostgreSQL those of the
/// next rows after one.
pub(crate) static WORDS_OF_ANCHORS: Statement = Statement::twin(
    "select term, doc from search_anchor_words where term > $1 order by term limit $2",
    "select word, cast(ndoc as bigint) from ts_stat(format(
        'select words from search_anchor where rowid > %s order by rowid limit %s',
        cast(cast($1 as text) as bigint), cast($2 as bigint)))",
);

/// The same of comments.
pub(crate) static WORDS_OF_COMMENTS: Statement = Statement::twin(
    "select term, doc from search_comment_words where term > $1 order by term limit $2",
    "select word, cast(ndoc as bigint) from ts_stat(format(
        'select words from search_comment where rowid > %s order by rowid limit %s',
        cast(cast($1 as text) as bigint), cast($2 as bigint)))",
);

/// The same of people.
pub(crate) static WORDS_OF_PEOPLE: Statement = Statement::twin(
    "select term, doc from search_person_words where term > $1 order by term limit $2",
    "select word, cast(ndoc as bigint) from ts_stat(format(
        'select words from search_person where rowid > %s order by rowid limit %s',
        cast(cast($1 as text) as bigint), cast($2 as bigint)))",
);

/// Remembers words: 1 a list of lists of word, letters and number, 2 the turn. What was counted in this turn adds up.
pub(crate) static KEEP_WORDS: Statement = Statement::twin(
    "insert into vocabulary (word, letters, seen, turn)
     select value ->> 0, value ->> 1, value ->> 2, $2 from json_each($1) where true
     on conflict (word) do update set turn = excluded.turn,
        seen = excluded.seen + case when vocabulary.turn = excluded.turn then vocabulary.seen else 0 end",
    "insert into vocabulary (word, letters, seen, turn)
     select value ->> 0, cast(value ->> 1 as bigint), cast(value ->> 2 as bigint), $2
     from json_array_elements(cast(cast($1 as text) as json))
     on conflict (word) do update set turn = excluded.turn,
        seen = excluded.seen + case when vocabulary.turn = excluded.turn then vocabulary.seen else 0 end",
);

/// How often each of a list of tokens was there.
pub(crate) static KNOWN_TOKENS: Statement = Statement::twin(
    "select token, spam, fine from spam_token where token in (select value from json_each($1))",
    "select token, spam, fine from spam_token
     where token in (select cast(one as bigint) from json_array_elements_text(cast(cast($1 as text) as json)) one)",
);

/// Counts tokens once more: 1 the list, 2 in advertising, 3 in all else, 4 when.
pub(crate) static LEARN_TOKENS: Statement = Statement::twin(
    "insert into spam_token (token, spam, fine, at) select value, $2, $3, $4 from json_each($1) where true
     on conflict (token) do update set spam = spam_token.spam + excluded.spam, fine = spam_token.fine + excluded.fine,
        at = excluded.at",
    "insert into spam_token (token, spam, fine, at)
     select cast(one as bigint), $2, $3, $4 from json_array_elements_text(cast(cast($1 as text) as json)) one
     on conflict (token) do update set spam = spam_token.spam + excluded.spam, fine = spam_token.fine + excluded.fine,
        at = excluded.at",
);

/// Takes that back: 1 the list, 2 from advertising, 3 from all else.
pub(crate) static UNLEARN_TOKENS: Statement = Statement::twin(
    "update spam_token set spam = case when spam > $2 then spam - $2 else 0 end, fine = case when fine > $3 then fine - $3 else 0 end
     where token in (select value from json_each($1))",
    "update spam_token set spam = case when spam > $2 then spam - $2 else 0 end, fine = case when fine > $3 then fine - $3 else 0 end
     where token in (select cast(one as bigint) from json_array_elements_text(cast(cast($1 as text) as json)) one)",
);

/// All of the above, for the test that shows them to both engines.
#[cfg(test)]
pub(crate) static ALL: &[(&str, &Statement)] = &[
    ("PLAN_BY_VALUES", &PLAN_BY_VALUES),
    ("FRESH", &FRESH),
    ("INDEX_COMMENT", &INDEX_COMMENT),
    ("INDEX_ANCHOR", &INDEX_ANCHOR),
    ("INDEX_PERSON", &INDEX_PERSON),
    ("CLEAR_COMMENTS", &CLEAR_COMMENTS),
    ("CLEAR_ANCHORS", &CLEAR_ANCHORS),
    ("CLEAR_PEOPLE", &CLEAR_PEOPLE),
    ("MERGE_COMMENTS", &MERGE_COMMENTS),
    ("MERGE_ANCHORS", &MERGE_ANCHORS),
    ("MERGE_PEOPLE", &MERGE_PEOPLE),
    ("FIND_COMMENTS", &FIND_COMMENTS),
    ("FIND_ANCHORS", &FIND_ANCHORS),
    ("FIND_PEOPLE", &FIND_PEOPLE),
    ("SUGGEST_TITLES", &SUGGEST_TITLES),
    ("HITS", &HITS),
    ("WORDS_OF_ANCHORS", &WORDS_OF_ANCHORS),
    ("WORDS_OF_COMMENTS", &WORDS_OF_COMMENTS),
    ("WORDS_OF_PEOPLE", &WORDS_OF_PEOPLE),
    ("KEEP_WORDS", &KEEP_WORDS),
    ("TOGETHER_IN_COMMENTS", &TOGETHER_IN_COMMENTS),
    ("TOGETHER_IN_ANCHORS", &TOGETHER_IN_ANCHORS),
    ("FORGET_WORDS", &FORGET_WORDS),
    ("KNOWN_TOKENS", &KNOWN_TOKENS),
    ("LEARN_TOKENS", &LEARN_TOKENS),
    ("UNLEARN_TOKENS", &UNLEARN_TOKENS),
];

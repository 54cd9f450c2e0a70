//! What differs between the engines. Everything else is one text.

use crate::engine::Statement;

/// A statement that differs between the engines, from `dialect`, with its values.
macro_rules! dialect {
    ($name:ident $(, $value:expr)* $(,)?) => {
        $crate::engine::query(&$crate::dialect::$name, [$($crate::engine::bind(&$value)),*])
    };
}

/// Puts words into the index, or in place of those that were there: id, title, body.
pub(crate) static INDEX: Statement = Statement::twin(
    "insert or replace into search_text (rowid, title, body) values ($1, $2, $3)",
    "insert into search_text (rowid, words) values ($1,
        setweight(cast(cast($2 as text) as tsvector), 'A') || cast(cast($3 as text) as tsvector))
     on conflict (rowid) do update set words = excluded.words",
);

/// Puts a title into the index of titles, or in place of the one that was there: id, title.
pub(crate) static INDEX_TITLE: Statement = Statement::twin(
    "insert or replace into search_title (rowid, title) values ($1, $2)",
    "insert into search_title (rowid, words) values ($1, cast(cast($2 as text) as tsvector))
     on conflict (rowid) do update set words = excluded.words",
);

/// Empties the index, whatever state it is in.
pub(crate) static CLEAR: Statement = Statement::twin(
    "insert into search_text (search_text) values ('delete-all')",
    "truncate search_text",
);

/// Empties the index of titles.
pub(crate) static CLEAR_TITLES: Statement = Statement::twin(
    "insert into search_title (search_title) values ('delete-all')",
    "truncate search_title",
);

/// Merges so many pages of the index's pieces, of all of them anew if the number is negative. PostgreSQL tidies by itself.
pub(crate) static MERGE: Statement = Statement::twin(
    "insert into search_text (search_text, rank) values ('merge', $1)",
    "select cast($1 as bigint)",
);

/// The same of the index of titles.
pub(crate) static MERGE_TITLES: Statement = Statement::twin(
    "insert into search_title (search_title, rank) values ('merge', $1)",
    "select cast($1 as bigint)",
);

/// Has PostgreSQL plan the statements of this transaction for their values, and for an index that is mostly in memory.
///
/// A common word wants another plan than a rare one. With the usual costs, of the time of spinning disks, a rare word took
/// fifteen times as long as it has to.
pub(crate) static PLAN_BY_VALUES: Statement = Statement::twin(
    "select '', ''",
    "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true)",
);

/// Ranks the newest matches and the newest matches of titles, and gives a page of them.
///
/// 1 what is sought, 2 the wanted part of it, 3 the unwanted part, 4 the wanted with its last word whole, 5 the wanted as one
/// phrase (3 to 5 may be null), 6 whether by a member, 7 group, 8 kind, 9 now, 10 how many are ranked, 11 limit, 12 skip.
///
/// What is hidden is left out before anything is counted or ranked (R29): only what is shown has a row in `searchable`, and the
/// conversation is asked. No rank depends on how often a word occurs elsewhere: hidden texts would count too, and counting
/// takes longer the larger a site is, where this takes the same. Keys sort by making, so the newest come without sorting.
/// A title counts five times, a phrase three times, a whole word twice as much as the beginning of one, an anchor half as
/// much again as a comment; what is new twice as much as what is old. The year has 31,557,600,000 milliseconds.
pub(crate) static SEARCH: Statement = Statement::twin(
    "with found as materialized (
        select s.id, s.at, s.comment_id is null as anchor
        from search_text
        cross join searchable s on s.id = search_text.rowid
        cross join conversation c on c.id = s.conversation_id
        where search_text match $1 and c.stage = 'published' and (c.visibility = 'public' or $6)
            and ($7 is null or c.group_id = $7) and ($8 is null or c.kind = $8)
        order by search_text.rowid desc limit $10
     ), titled as materialized (
        select s.id, s.at, s.comment_id is null as anchor
        from search_title
        cross join searchable s on s.id = search_title.rowid
        cross join conversation c on c.id = s.conversation_id
        where search_title match $2 and c.stage = 'published' and (c.visibility = 'public' or $6)
            and ($7 is null or c.group_id = $7) and ($8 is null or c.kind = $8)
            and ($3 is null or not exists (
                select 1 from search_text where search_text.rowid = search_title.rowid and search_text match $3))
        order by search_title.rowid desc limit $10
     )
     select h.* from (
        select f.id, f.at,
            (1.0 + 4.0 * (f.id in (select id from titled))
                + case when $4 is null then 0.0 else f.id in (
                    select rowid from search_text
                    where search_text match $4 and rowid >= (select min(id) from found)) end
                + 2.0 * case when $5 is null then 0.0 else f.id in (
                    select rowid from search_text
                    where search_text match $5 and rowid >= (select min(id) from found)) end)
                * case when f.anchor then 1.5 else 1.0 end
                * (1.0 + 1.0 / (1.0 + max(0, $9 - f.at) / 31557600000.0)) as rank
        from (select * from found union select * from titled) f
        order by rank desc, f.at desc, f.id desc limit $11 offset $12
     ) r
     join search_hit h on h.id = r.id
     order by r.rank desc, r.at desc, r.id desc",
    "with found as materialized (
        select s.id, s.at, s.comment_id is null as anchor
        from search_text t
        join searchable s on s.id = t.rowid
        join conversation c on c.id = s.conversation_id
        where t.words @@ cast(cast($1 as text) as tsquery)
            and c.stage = 'published' and (c.visibility = 'public' or $6)
            and (cast($7 as bigint) is null or c.group_id = $7) and (cast($8 as text) is null or c.kind = $8)
        order by t.rowid desc limit $10
     ), titled as materialized (
        select s.id, s.at, s.comment_id is null as anchor
        from search_title t
        join searchable s on s.id = t.rowid
        join conversation c on c.id = s.conversation_id
        where t.words @@ cast(cast($2 as text) as tsquery)
            and c.stage = 'published' and (c.visibility = 'public' or $6)
            and (cast($7 as bigint) is null or c.group_id = $7) and (cast($8 as text) is null or c.kind = $8)
            and (cast($3 as text) is null or not exists (
                select 1 from search_text x
                where x.rowid = t.rowid and x.words @@ cast(cast($3 as text) as tsquery)))
        order by t.rowid desc limit $10
     )
     select h.* from (
        select f.id, f.at,
            (1 + 4 * cast(f.id in (select id from titled) as int)
                + coalesce(cast(t.words @@ cast(cast($4 as text) as tsquery) as int), 0)
                + 2 * coalesce(cast(t.words @@ cast(cast($5 as text) as tsquery) as int), 0))
                * case when f.anchor then 1.5 else 1 end
                * (1 + 1 / (1 + greatest(0, cast($9 as bigint) - f.at) / cast(31557600000 as double precision))) as rank
        from (select * from found union select * from titled) f
        join search_text t on t.rowid = f.id
        order by rank desc, f.at desc, f.id desc limit $11 offset $12
     ) r
     join search_hit h on h.id = r.id
     order by r.rank desc, r.at desc, r.id desc",
);

/// All of the above, for the test that shows them to both engines.
#[cfg(test)]
pub(crate) static ALL: &[(&str, &Statement)] = &[
    ("INDEX", &INDEX),
    ("INDEX_TITLE", &INDEX_TITLE),
    ("CLEAR", &CLEAR),
    ("CLEAR_TITLES", &CLEAR_TITLES),
    ("MERGE", &MERGE),
    ("MERGE_TITLES", &MERGE_TITLES),
    ("PLAN_BY_VALUES", &PLAN_BY_VALUES),
    ("SEARCH", &SEARCH),
];

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

/// Takes words out of the index.
pub(crate) static UNINDEX: Statement = Statement::twin(
    "delete from search_text where rowid = $1",
    "delete from search_text where rowid = $1",
);

/// Empties the index, whatever state it is in.
pub(crate) static CLEAR: Statement = Statement::twin(
    "insert into search_text (search_text) values ('delete-all')",
    "truncate search_text",
);

/// Ranks the newest matches and the newest matches of titles, and gives a page of them.
///
/// 1 what is sought, 2 the same in titles, 3 whether by a member, 4 group, 5 kind, 6 now, 7 how many are ranked, 8 limit, 9 skip.
/// What is hidden is left out before anything is counted or ranked (R29). Keys sort by making, so the newest come without
/// sorting. PostgreSQL ranks a word and what it begins as one, so the word by itself counts once more there. Twice as much counts what is new as what is old; the year has 31,557,600,000 milliseconds.
pub(crate) static SEARCH: Statement = Statement::twin(
    "select h.* from (
        select f.id, f.at, min(f.score) * (1.0 + 1.0 / (1.0 + max(0, $6 - f.at) / 31557600000.0)) as rank from (
            select * from (
                select s.id, s.at, bm25(search_text, 8.0, 1.0) as score
                from search_text
                cross join searchable s on s.id = search_text.rowid
                cross join conversation c on c.id = s.conversation_id
                left join comment m on m.id = s.comment_id
                where search_text match $1 and c.stage = 'published' and (c.visibility = 'public' or $3)
                    and (s.comment_id is null or m.state = 'visible')
                    and ($4 is null or c.group_id = $4) and ($5 is null or c.kind = $5)
                order by search_text.rowid desc limit $7)
            union all
            select * from (
                select s.id, s.at, bm25(search_text, 8.0, 1.0) as score
                from search_text
                cross join searchable s on s.id = search_text.rowid
                cross join conversation c on c.id = s.conversation_id
                where search_text match $2 and c.stage = 'published' and (c.visibility = 'public' or $3)
                    and s.comment_id is null
                    and ($4 is null or c.group_id = $4) and ($5 is null or c.kind = $5)
                order by search_text.rowid desc limit $7)
        ) f
        group by f.id, f.at
        order by rank, f.at desc, f.id desc limit $8 offset $9
     ) r
     join search_hit h on h.id = r.id
     order by r.rank, r.at desc, r.id desc",
    "select h.* from (
        select f.id, f.at,
            (ts_rank(t.words, cast(cast($1 as text) as tsquery), 1)
                    + ts_rank(t.words, cast(replace(cast($1 as text), ':*', '') as tsquery), 1))
                * (1 + 1 / (1 + greatest(0, cast($6 as bigint) - f.at) / cast(31557600000 as double precision))) as rank
        from (
            select * from (
                select s.id, s.at
                from search_text t
                join searchable s on s.id = t.rowid
                join conversation c on c.id = s.conversation_id
                left join comment m on m.id = s.comment_id
                where t.words @@ cast(cast($1 as text) as tsquery)
                    and c.stage = 'published' and (c.visibility = 'public' or $3)
                    and (s.comment_id is null or m.state = 'visible')
                    and (cast($4 as bigint) is null or c.group_id = $4) and (cast($5 as text) is null or c.kind = $5)
                order by t.rowid desc limit $7) everywhere
            union
            select * from (
                select s.id, s.at
                from search_text t
                join searchable s on s.id = t.rowid
                join conversation c on c.id = s.conversation_id
                where t.words @@ cast(cast($2 as text) as tsquery)
                    and c.stage = 'published' and (c.visibility = 'public' or $3)
                    and s.comment_id is null
                    and (cast($4 as bigint) is null or c.group_id = $4) and (cast($5 as text) is null or c.kind = $5)
                order by t.rowid desc limit $7) titles
        ) f
        join search_text t on t.rowid = f.id
        order by rank desc, f.at desc, f.id desc limit $8 offset $9
     ) r
     join search_hit h on h.id = r.id
     order by r.rank desc, r.at desc, r.id desc",
);

/// All of the above, for the test that shows them to both engines.
#[cfg(test)]
pub(crate) static ALL: &[(&str, &Statement)] = &[
    ("INDEX", &INDEX),
    ("UNINDEX", &UNINDEX),
    ("CLEAR", &CLEAR),
    ("SEARCH", &SEARCH),
];

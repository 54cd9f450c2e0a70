//! The files with the words, built in.

/// Each file's name and text.
pub(crate) const ENGLISH: &[(&str, &str)] = &[
    ("admin", include_str!("../locales/en/admin.ftl")),
    ("article", include_str!("../locales/en/article.ftl")),
    ("comment", include_str!("../locales/en/comment.ftl")),
    ("common", include_str!("../locales/en/common.ftl")),
    ("error", include_str!("../locales/en/error.ftl")),
    ("export", include_str!("../locales/en/export.ftl")),
    ("group", include_str!("../locales/en/group.ftl")),
    ("hold", include_str!("../locales/en/hold.ftl")),
    ("leaving", include_str!("../locales/en/leaving.ftl")),
    ("mail", include_str!("../locales/en/mail.ftl")),
    ("moderation", include_str!("../locales/en/moderation.ftl")),
    (
        "notification",
        include_str!("../locales/en/notification.ftl"),
    ),
    ("people", include_str!("../locales/en/people.ftl")),
    ("picture", include_str!("../locales/en/picture.ftl")),
    ("search", include_str!("../locales/en/search.ftl")),
    ("setup", include_str!("../locales/en/setup.ftl")),
    ("poll", include_str!("../locales/en/poll.ftl")),
    ("post", include_str!("../locales/en/post.ftl")),
    ("writing", include_str!("../locales/en/writing.ftl")),
];

/// The names of the messages in a file, in its order. In Fluent only they begin a line with a letter.
pub(crate) fn ids(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (id, _) = line.split_once('=')?;
        id.starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| id.trim_end())
    })
}

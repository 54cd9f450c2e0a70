//! A declared route: its path, for whom it is, which places it takes.

use serving::flight::Class;

/// For whom a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody, on a private site too: signing in, joining, health.
    Outside,
    /// Whoever may read the site.
    Readers,
    /// Whoever is signed in.
    Members,
    /// Moderators and above.
    Moderators,
    /// Admins and above.
    Admins,
}

/// One declared route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its path, as the router knows it.
    pub path: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// Which places it takes.
    pub class: Class,
}

//! The files that come with the program.

/// By name; served under `/assets/` with their hash in the address.
pub(crate) const FILES: &[serving::assets::File] = &[
    ("guildhall.css", include_bytes!("../assets/guildhall.css")),
    ("site.css", include_bytes!("../assets/site.css")),
    ("guildhall.js", include_bytes!("../assets/guildhall.js")),
    ("live.js", include_bytes!("../assets/live.js")),
    ("write.js", include_bytes!("../assets/write.js")),
    ("icon.svg", include_bytes!("../assets/icon.svg")),
];

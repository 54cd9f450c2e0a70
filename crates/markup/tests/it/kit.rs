//! Rendering as a site would ask for it.

use markup::{Mention, Options, Picture, Rendered};

/// As a site would ask for it: anna and jo.ann are known, and three pictures.
pub(crate) fn options() -> Options<'static> {
    Options {
        own_host: "hall.example",
        mention: &|handle| {
            ["anna", "jo.ann", "żółw", "ab"]
                .contains(&handle)
                .then(|| Mention {
                    href: format!("/@{handle}"),
                    name: format!("{handle} <Doe>"),
                })
        },
        picture: &|id| {
            let widths = match id {
                "wide" => vec![320, 800, 1600],
                "middling" => vec![320, 850],
                "small" => vec![64],
                _ => return None,
            };
            Some(Picture {
                width: widths.last().copied().unwrap_or_default(),
                height: 48,
                widths,
            })
        },
        max_source: 200_000,
        heading_base: 2,
        ids: "c1",
    }
}

pub(crate) fn markdown(source: &str) -> Rendered {
    markup::markdown(source, &options()).unwrap()
}

pub(crate) fn html(source: &str) -> Rendered {
    markup::html(source, &options()).unwrap()
}

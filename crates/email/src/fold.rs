//! Which addresses reach the same mailbox, as far as large providers say so in public.

/// What a provider does with the part before the `@`.
struct Habit {
    /// The provider's domains; the first stands for all of them.
    domains: &'static [&'static str],
    /// Characters that make no difference.
    ignored: &'static [char],
    /// What a tag of one's own begins with.
    tag: char,
}

const HABITS: &[Habit] = &[
    Habit {
        domains: &["gmail.com", "googlemail.com"],
        ignored: &['.'],
        tag: '+',
    },
    Habit {
        domains: &["outlook.com", "hotmail.com", "live.com", "msn.com"],
        ignored: &[],
        tag: '+',
    },
    Habit {
        domains: &["icloud.com", "me.com", "mac.com"],
        ignored: &[],
        tag: '+',
    },
    Habit {
        domains: &["proton.me", "protonmail.com", "pm.me"],
        ignored: &['.', '-', '_'],
        tag: '+',
    },
    Habit {
        domains: &["fastmail.com", "fastmail.fm"],
        ignored: &[],
        tag: '+',
    },
    Habit {
        domains: &["yahoo.com", "ymail.com", "rocketmail.com"],
        ignored: &[],
        tag: '-',
    },
    Habit {
        domains: &["yandex.com", "yandex.ru", "ya.ru"],
        ignored: &['.', '-'],
        tag: '+',
    },
    Habit {
        domains: &["mailbox.org"],
        ignored: &[],
        tag: '+',
    },
    Habit {
        domains: &["zoho.com", "zohomail.com"],
        ignored: &[],
        tag: '+',
    },
];

/// One writing for all addresses of one mailbox. Only for limits: two people may share it at a provider
/// whose habits have changed.
pub(crate) fn fold(local: &str, domain: &str) -> String {
    let local = local.to_ascii_lowercase();
    let Some(habit) = HABITS.iter().find(|habit| habit.domains.contains(&domain)) else {
        return format!("{local}@{domain}");
    };
    let untagged = local.split(habit.tag).next().unwrap_or_default();
    let bare: String = untagged
        .chars()
        .filter(|c| !habit.ignored.contains(c))
        .collect();
    let kept = if bare.is_empty() { &local } else { &bare };
    let domain = habit.domains.first().unwrap_or(&domain);
    format!("{kept}@{domain}")
}

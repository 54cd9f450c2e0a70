//! The table that is printed.

use std::io::Write as _;

use crate::load::Rate;

/// Rows in the order in which they were measured.
pub(crate) struct Table(Vec<[String; 5]>);

/// Says something while it goes on.
pub(crate) fn say(words: &str) {
    // Nobody is left to be told if this fails.
    let _ = writeln!(std::io::stderr(), "{words}");
}

impl Table {
    pub(crate) fn new() -> Self {
        Self(vec![
            ["what", "per second", "beside nginx", "p50", "p99"].map(str::to_owned),
        ])
    }

    pub(crate) fn fact(&mut self, name: &str, value: &str) {
        say(&format!("{name}: {value}"));
        self.0.push([
            name.to_owned(),
            value.to_owned(),
            String::new(),
            String::new(),
            String::new(),
        ]);
    }

    pub(crate) fn say(&self, words: &str) {
        say(words);
    }

    pub(crate) fn rate(&mut self, name: &str, rate: &Rate, base: Option<f64>) {
        let ratio = base
            .map(|base| format!("{:.2}", rate.per_second / base))
            .unwrap_or_default();
        let row = [
            name.to_owned(),
            format!("{:.0}", rate.per_second),
            ratio,
            format!("{:.2} ms", rate.p50.as_secs_f64() * 1_000.0),
            format!("{:.2} ms", rate.p99.as_secs_f64() * 1_000.0),
        ];
        say(&row.join(" | "));
        self.0.push(row);
    }

    pub(crate) fn print(&self) {
        let mut out = std::io::stdout().lock();
        for (number, row) in self.0.iter().enumerate() {
            let _ = writeln!(out, "| {} |", row.join(" | "));
            if number == 0 {
                let _ = writeln!(out, "|---|--:|--:|--:|--:|");
            }
        }
    }
}

//! How long searching takes. A measurement, not a test: run it by name, in release, with `--ignored --nocapture`.

use std::time::{Duration, Instant};

use super::*;
use crate::comment;

/// How many comments, unless `GUILDHALL_COMMENTS` says otherwise.
const COMMENTS: usize = 200_000;
const WORDS: usize = 40;
const VOCABULARY: f64 = 30_000.0;

/// The same numbers every time, spread as words are: the tenth word occurs about half as often as the first.
struct Zipf(u64);

impl Zipf {
    fn next(&mut self) -> String {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let even = f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX);
        format!("w{:.0}", 10.0 * (VOCABULARY / 10.0).powf(even))
    }
}

#[test]
#[ignore = "a measurement"]
fn how_long_searching_takes() {
    everywhere(async |spot| {
        let store = open(spot);
        let started = Instant::now();
        fill(&store).await;
        println!(
            "{:?}: {} comments in {:?}",
            store.engine(),
            comments(),
            started.elapsed()
        );
        measure(&store).await;
    });
}

fn comments() -> usize {
    let asked = std::env::var("GUILDHALL_COMMENTS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(COMMENTS)
}

async fn measure(store: &Store) {
    // Of 40 words, `w20` is in about a fifth of all comments, `w100` in a twentieth, `w25000` in some.
    for (name, queries) in [
        (
            "common + common",
            ["w20 w31", "w25 w40", "w22 w37", "w28 w33", "w21 w45"],
        ),
        ("one common", ["w20 ", "w25 ", "w30 ", "w22 ", "w28 "]),
        (
            "mid + mid",
            [
                "w300 w410",
                "w350 w380",
                "w290 w500",
                "w333 w444",
                "w310 w470",
            ],
        ),
        (
            "common + rare",
            [
                "w20 w21000",
                "w25 w22000",
                "w22 w23000",
                "w28 w24000",
                "w21 w25000",
            ],
        ),
        ("rare", ["w21003", "w22005", "w23011", "w24013", "w25017"]),
        ("beginning", ["w12", "w23", "w210", "w333", "w29"]),
        (
            "phrase",
            [
                "\"w20 w31\"",
                "\"w25 w40\"",
                "\"w22 w37\"",
                "\"w28 w33\"",
                "\"w21 w45\"",
            ],
        ),
        (
            "nothing",
            ["zebra", "x1", "none at all", "w20 zebra", "w20 w31 zebra"],
        ),
    ] {
        let mut times = Vec::new();
        let mut hits = 0;
        for turn in 0..40 {
            let started = Instant::now();
            let found = page(store, Viewer::Guest, queries[turn % queries.len()], 0, 20).await;
            times.push(started.elapsed());
            hits = hits.max(found.hits.len());
        }
        times.sort();
        println!(
            "{name}: p50 {:?}, p95 {:?}, up to {hits} hits",
            times[20], times[38]
        );
    }
}

async fn fill(store: &Store) {
    talk(store, &[]).await;
    for batch in 0..comments() / 500 {
        store
            .write(move |tx| {
                let talk =
                    crate::conversation::by_path(tx, &Viewer::Guest, "/articles/2026/01/talk")?;
                let talk = talk.ok_or(Error::NotOne(0))?.id;
                let mut zipf = Zipf(u64::try_from(batch).unwrap() + 1);
                for number in 0..500 {
                    let words: Vec<String> = (0..WORDS).map(|_| zipf.next()).collect();
                    let source = words.join(" ");
                    let ago =
                        Duration::from_millis(u64::try_from(batch * 500 + number).unwrap() * 777);
                    let fresh = comment::Fresh {
                        parent: None,
                        by: By::Person(ADA),
                        html: format!("<p>{source}</p>"),
                        source,
                        format: domain::article::Format::Markdown,
                        pipeline: 1,
                        state: State::Visible,
                        at: minute(10).after(ago),
                        feed_id: None,
                    };
                    comment::bring(tx, talk, &fresh)?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}

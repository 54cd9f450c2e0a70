//! Long threads, and many entries older than ids.

use super::kit::{comment, entry, everywhere, export};

#[test]
fn a_thread_longer_than_a_unit_keeps_its_order() {
    everywhere(async |hall| {
        let pieces: String = (0..1_500)
            .map(|n| {
                comment(
                    "Jane",
                    "jane@doe.example",
                    "1/2/2005 1:00:00 PM",
                    &format!("Number {n}"),
                )
            })
            .collect();
        let header =
            "AUTHOR: Joe\nTITLE: One\nSTATUS: Publish\nBASENAME: one\nDATE: 1/1/2005 1:00:00 PM";

        let report = hall.bring(entry(header, "x", &pieces)).await;

        assert_eq!((report.comments.new, report.guests), (1_500, 1));
        let all = hall.all().await;
        let numbers: Vec<usize> = all
            .lines()
            .filter_map(|line| {
                line.split("Number ")
                    .nth(1)?
                    .split('<')
                    .next()?
                    .parse()
                    .ok()
            })
            .collect();
        assert_eq!(numbers, (0..1_500).collect::<Vec<_>>());
    });
}

#[test]
fn what_is_older_than_ids_has_ids_all_the_same() {
    everywhere(async |hall| {
        let entries: Vec<String> = (0..400)
            .map(|n| {
                let header = format!(
                    "AUTHOR: Joe\nTITLE: Same\nSTATUS: Publish\nDATE: 1/1/1995 1:00:{:02} PM",
                    n % 60
                );
                let comments: String = (0..5)
                    .map(|m| comment("Jane", "", "1/2/1995 1:00:00 PM", &format!("{n} {m}")))
                    .collect();
                entry(&header, &format!("x {n}"), &comments)
            })
            .collect();
        let file = export(&entries);

        let report = hall.bring(&file).await;

        assert_eq!(
            (
                report.entries.new,
                report.comments.new,
                report.entries.skipped
            ),
            (400, 2_000, 0)
        );
        let again = hall.bring(&file).await;
        assert_eq!(
            (again.entries.new, again.entries.known, again.comments.new),
            (0, 400, 0)
        );
    });
}

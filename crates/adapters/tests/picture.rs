//! Pictures through real child processes, well-behaved and not.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail loudly, as tests do"
)]

use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::time::{Duration, Instant};

use guildhall_adapters::picture::{Kind, Purpose, Refusal, Workshop};
use image::{ImageFormat, RgbImage};

const WORKER: &str = env!("CARGO_BIN_EXE_picture-worker");

fn workshop(arguments: &[&str]) -> Workshop {
    Workshop::new(WORKER.into(), arguments.iter().map(Into::into).collect())
}

fn photograph(width: u32, height: u32) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        let at = |many: u32| {
            u8::try_from((x * many + y * 3) * 200 / (width * many + height * 3)).unwrap()
        };
        image::Rgb([at(1), at(2), at(7)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_picture_comes_back_from_its_child() {
    let picture = workshop(&[])
        .prepare(photograph(1000, 500), Purpose::Inline)
        .await
        .unwrap();
    assert_eq!(
        (picture.kind, picture.width, picture.height),
        (Kind::Jpeg, 1000, 500)
    );
    let widths: Vec<u32> = picture
        .variants
        .iter()
        .map(|variant| variant.width)
        .collect();
    assert_eq!(widths, [1000, 800, 320]);
}

#[tokio::test]
async fn the_largest_picture_that_is_taken_fits_behind_the_fence() {
    let picture = workshop(&[])
        .prepare(photograph(7300, 5470), Purpose::Inline)
        .await
        .unwrap();
    assert_eq!((picture.width, picture.variants.len()), (7300, 3));
}

#[tokio::test]
async fn a_refusal_comes_back_as_what_it_is() {
    let workshop = workshop(&[]);
    let good = photograph(300, 200);
    for (bytes, refusal) in [
        (b"<html>".to_vec(), Refusal::NotAPicture),
        (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), Refusal::Heic),
        (vec![0xff; 9 * 1024 * 1024], Refusal::TooLarge),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(), Refusal::Damaged),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0\x0f\xb0\xe2\x15\0\0\0\0".to_vec(), Refusal::TooManyPixels),
    ] {
        assert_eq!(workshop.prepare(bytes, Purpose::Inline).await, Err(refusal));
    }
    assert!(workshop.prepare(good, Purpose::Inline).await.is_ok());
}

#[tokio::test]
async fn a_child_that_loops_is_killed_and_only_its_picture_fails() {
    let looping = workshop(&["loop"]).with_wall(Duration::from_millis(300));
    let started = Instant::now();
    assert_eq!(
        looping.prepare(photograph(30, 20), Purpose::Inline).await,
        Err(Refusal::Crashed)
    );
    assert!(started.elapsed() < Duration::from_secs(5));
    assert!(
        workshop(&[])
            .prepare(photograph(30, 20), Purpose::Inline)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_child_that_hoards_talks_without_end_says_nothing_or_is_not_there_fails_alone() {
    let large = photograph(3000, 2000);
    for misdeed in ["hoard", "talk", "nothing"] {
        let answer = workshop(&[misdeed])
            .prepare(large.clone(), Purpose::Inline)
            .await;
        assert_eq!(answer, Err(Refusal::Crashed), "{misdeed}");
    }
    let missing = Workshop::new(PathBuf::from("/nowhere/guildhall"), Vec::new());
    assert_eq!(
        missing.prepare(large, Purpose::Inline).await,
        Err(Refusal::Crashed)
    );
}

#[tokio::test]
async fn more_pictures_than_places_are_told_to_come_again() {
    let slow = Arc::new(workshop(&["loop"]).with_wall(Duration::from_millis(200)));
    let mut uploads = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (slow, bytes) = (Arc::clone(&slow), photograph(30, 20));
        uploads.spawn(async move { slow.prepare(bytes, Purpose::Inline).await });
    }
    let answers = uploads.join_all().await;
    assert_eq!(
        answers
            .iter()
            .filter(|answer| **answer == Err(Refusal::Busy))
            .count(),
        4
    );
}

/// What became of a misdeed behind the fence.
fn after(misdeed: &str) -> ExitStatus {
    Command::new(WORKER)
        .arg(misdeed)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
}

#[test]
fn behind_the_fence_nothing_is_read_written_called_or_started() {
    for misdeed in ["read", "write", "call", "start"] {
        assert_eq!(
            after(misdeed).code(),
            Some(77),
            "{misdeed} should not be possible"
        );
    }
    assert!(!after("hoard").success());
}

/// Whether this kernel can filter system calls at all.
#[cfg(target_os = "linux")]
fn kernel_filters() -> bool {
    std::path::Path::new("/proc/sys/kernel/seccomp/actions_avail").exists()
}

#[cfg(target_os = "linux")]
#[test]
fn the_fence_filters_system_calls_where_the_kernel_can() {
    let mut child = Command::new(WORKER).arg("loop").spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();

    let filtered = status
        .lines()
        .any(|line| line.split_whitespace().eq(["Seccomp:", "2"]));
    assert_eq!(filtered, kernel_filters(), "{status}");
    assert!(
        limits
            .lines()
            .any(|line| line.starts_with("Max open files") && line.contains(" 3 ")),
        "{limits}"
    );
}

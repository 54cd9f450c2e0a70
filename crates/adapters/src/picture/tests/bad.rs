//! What bad uploads come to: a refusal, or a picture without what was hidden in it. Never a panic.

use image::ImageFormat;

use super::super::make::make;
use super::super::{Kind, Purpose, Refusal};
use super::sample::{bomb, drawing, file, gif, photograph, png};

/// One good file of each kind.
fn each_kind() -> [Vec<u8>; 4] {
    let drawn = drawing(120, 90);
    [
        file(&drawn, ImageFormat::Png),
        file(&photograph(120, 90), ImageFormat::Jpeg),
        file(&drawn, ImageFormat::WebP),
        gif(3, 50, 40),
    ]
}

#[test]
fn whatever_follows_a_picture_is_gone() {
    let tails: [&[u8]; 3] = [
        b"<script>alert('CANARY')</script>",
        b"PK\x03\x04CANARY.php",
        b"%PDF-1.7 CANARY",
    ];
    for good in each_kind() {
        for tail in tails {
            let picture = make(&[&good[..], tail].concat(), Purpose::Inline).unwrap();
            for variant in &picture.variants {
                assert!(!variant.bytes.windows(6).any(|window| window == b"CANARY"));
                assert_eq!(Kind::of(&variant.bytes), Ok(variant.kind));
            }
        }
    }
}

#[test]
fn a_file_that_is_also_a_script_is_a_picture_only() {
    // The known trick: the sizes of a GIF read as the start of a comment.
    let mut trick = gif(1, 0x2a2f, 1);
    assert_eq!(&trick[..8], b"GIF89a/*");
    trick.extend(b"*/=1;alert(1)");
    let picture = make(&trick, Purpose::Inline).unwrap();
    assert!(
        picture
            .variants
            .iter()
            .all(|variant| !variant.bytes.windows(5).any(|window| window == b"alert"))
    );
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_mended() {
    for good in each_kind() {
        for end in (0..good.len()).step_by(1 + good.len() / 150) {
            if let Ok(picture) = make(&good[..end], Purpose::Inline) {
                assert!(!picture.variants.is_empty());
            }
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_is_refused_or_mended() {
    for good in each_kind() {
        for at in (0..good.len()).step_by(1 + good.len() / 150) {
            for change in [0x01, 0x80, 0xff] {
                let mut bad = good.clone();
                bad[at] ^= change;
                let _ = make(&bad, Purpose::Inline);
            }
        }
    }
}

#[test]
fn a_png_whose_sum_is_wrong_is_damaged() {
    let mut bad = file(&drawing(60, 60), ImageFormat::Png);
    let sum = bad.windows(4).position(|window| window == b"IEND").unwrap() - 5;
    bad[sum] ^= 1;
    assert_eq!(make(&bad, Purpose::Inline), Err(Refusal::Damaged));
}

#[test]
fn sizes_are_refused_from_the_header_before_anything_is_decoded() {
    for (width, height) in [(60_000, 60_000), (20_000, 10), (10, 20_000), (7000, 7000)] {
        assert_eq!(
            make(&png(width, height, b""), Purpose::Inline),
            Err(Refusal::TooManyPixels)
        );
    }
    assert_eq!(
        make(&bomb(20_000, 20_000), Purpose::Inline),
        Err(Refusal::TooManyPixels)
    );
    let mut huge = file(&photograph(16, 16), ImageFormat::Jpeg);
    let frame = huge
        .windows(2)
        .position(|window| window == b"\xff\xc0")
        .unwrap();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert_eq!(make(&huge, Purpose::Inline), Err(Refusal::TooManyPixels));
    assert!(make(&png(0, 10, b""), Purpose::Inline).is_err());
}

#[test]
fn an_animation_without_end_is_refused() {
    assert!(make(&gif(200, 20, 20), Purpose::Inline).unwrap().animated);
    assert_eq!(
        make(&gif(201, 20, 20), Purpose::Inline),
        Err(Refusal::TooManyPixels)
    );
    assert_eq!(
        make(&gif(30, 2000, 2000), Purpose::Inline),
        Err(Refusal::TooManyPixels)
    );
}

#[test]
fn more_bytes_than_a_picture_may_have_are_not_even_looked_at() {
    let mut heavy = file(&drawing(60, 60), ImageFormat::Png);
    heavy.resize(super::super::limit::INPUT_BYTES + 1, 0);
    assert_eq!(make(&heavy, Purpose::Inline), Err(Refusal::TooLarge));
}

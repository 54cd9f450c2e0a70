//! What good uploads become.

use image::{ImageEncoder, ImageFormat, Rgba, RgbaImage};

use super::super::make::make;
use super::super::{Kind, Prepared, Purpose};
use super::sample::{CANARY, drawing, file, gif, photograph, photograph_taken, transparent_png};

fn shape(picture: &Prepared) -> Vec<(u32, u32, Kind)> {
    picture
        .variants
        .iter()
        .map(|variant| (variant.width, variant.height, variant.kind))
        .collect()
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn a_photograph_becomes_three_sizes_that_are_what_they_say() {
    let picture = make(
        &file(&photograph(2000, 1000), ImageFormat::Jpeg),
        Purpose::Inline,
    )
    .unwrap();

    assert_eq!(
        (picture.kind, picture.width, picture.height),
        (Kind::Jpeg, 2000, 1000)
    );
    assert_eq!(
        shape(&picture),
        [
            (1600, 800, Kind::Jpeg),
            (800, 400, Kind::Jpeg),
            (320, 160, Kind::Jpeg)
        ]
    );
    for variant in &picture.variants {
        let seen = image::load_from_memory(&variant.bytes).unwrap().into_rgb8();
        assert_eq!(seen.dimensions(), (variant.width, variant.height));
        let [red, _, blue] = seen.get_pixel(variant.width / 4, variant.height / 2).0;
        assert!(
            red > 150 && blue < 60,
            "the left half is red, not {red} {blue}"
        );
    }
}

#[test]
fn a_photograph_saved_as_png_is_served_as_a_photograph() {
    let noisy = image::RgbImage::from_fn(640, 480, |x, y| {
        let noise =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_mul(x + 7)) >> 8;
        let channel = |shift: u32| u8::try_from((noise >> shift) % 40 + x / 4).unwrap();
        image::Rgb([channel(0), channel(3), channel(6)])
    });
    let picture = make(&file(&noisy, ImageFormat::Png), Purpose::Inline).unwrap();
    assert_eq!(
        shape(&picture),
        [(640, 480, Kind::Jpeg), (320, 240, Kind::Jpeg)]
    );
}

#[test]
fn a_drawing_stays_exact_and_has_a_smaller_webp_beside_it() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let drawn = drawing(600, 300);
        let picture = make(&file(&drawn, format), Purpose::Inline).unwrap();
        let first = &picture.variants[0];
        assert_eq!((first.width, first.kind), (600, Kind::Png));
        assert_eq!(
            image::load_from_memory(&first.bytes).unwrap().into_rgb8(),
            drawn
        );
        for pair in picture
            .variants
            .windows(2)
            .filter(|pair| pair[1].kind == Kind::WebP)
        {
            assert!(pair[0].width == pair[1].width && pair[1].bytes.len() < pair[0].bytes.len());
        }
    }
}

#[test]
fn what_is_transparent_stays_so() {
    let ring = RgbaImage::from_fn(400, 400, |x, y| {
        let (across, down) = (x.abs_diff(200), y.abs_diff(200));
        if across * across + down * down < 150 * 150 {
            Rgba([0, 90, 60, 255])
        } else {
            Rgba([0; 4])
        }
    });
    let picture = make(&transparent_png(&ring), Purpose::Inline).unwrap();
    for variant in &picture.variants {
        let seen = image::load_from_memory(&variant.bytes)
            .unwrap()
            .into_rgba8();
        assert_eq!(seen.get_pixel(1, 1).0[3], 0);
        assert_eq!(
            seen.get_pixel(variant.width / 2, variant.height / 2).0,
            [0, 90, 60, 255]
        );
    }
}

#[test]
fn a_photograph_held_sideways_is_turned_and_tells_no_place() {
    let taken = photograph_taken(&photograph(400, 200), 6);
    assert!(holds(&taken, CANARY));

    let picture = make(&taken, Purpose::Inline).unwrap();

    assert_eq!((picture.width, picture.height), (200, 400));
    for variant in &picture.variants {
        assert!(!holds(&variant.bytes, CANARY) && !holds(&variant.bytes, b"Exif"));
        let seen = image::load_from_memory(&variant.bytes).unwrap().into_rgb8();
        let above = seen.get_pixel(variant.width / 2, variant.height / 4).0;
        let below = seen.get_pixel(variant.width / 2, variant.height * 3 / 4).0;
        assert!(
            above[0] > 150 && below[2] > 150,
            "what was left is now above"
        );
    }
}

#[test]
fn a_portrait_has_the_shape_and_sizes_of_a_portrait() {
    let picture = make(
        &file(&photograph(1200, 600), ImageFormat::Jpeg),
        Purpose::Portrait,
    )
    .unwrap();
    assert_eq!((picture.width, picture.height), (533, 600));
    assert_eq!(
        shape(&picture),
        [(256, 288, Kind::Jpeg), (96, 108, Kind::Jpeg)]
    );
}

#[test]
fn an_animation_keeps_its_frames_and_their_time_and_has_stills_beside_it() {
    let picture = make(&gif(5, 400, 200), Purpose::Inline).unwrap();

    assert!(picture.animated);
    assert_eq!(
        (picture.variants[0].kind, picture.variants[0].width),
        (Kind::Gif, 400)
    );
    assert!(
        picture.variants[1..]
            .iter()
            .all(|still| still.kind != Kind::Gif)
    );
    assert!(!holds(&picture.variants[0].bytes, CANARY));
    let mut decoder = gif::DecodeOptions::new()
        .read_info(&picture.variants[0].bytes[..])
        .unwrap();
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        frames.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(frames, [(7, 0), (7, 1), (7, 0), (7, 1), (7, 0)]);
    assert!(matches!(decoder.repeat(), gif::Repeat::Infinite));
}

#[test]
fn a_gif_of_one_frame_and_an_animated_portrait_stand_still() {
    for (bytes, purpose) in [
        (gif(1, 40, 20), Purpose::Inline),
        (gif(5, 40, 20), Purpose::Portrait),
    ] {
        let picture = make(&bytes, purpose).unwrap();
        assert!(
            !picture.animated
                && picture
                    .variants
                    .iter()
                    .all(|variant| variant.kind != Kind::Gif)
        );
    }
}

#[test]
fn colours_of_a_wider_space_are_converted_once() {
    let dull = image::RgbImage::from_pixel(64, 64, image::Rgb([200, 60, 60]));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder
        .set_icc_profile(moxcms::ColorProfile::new_display_p3().encode().unwrap())
        .unwrap();
    encoder
        .write_image(&dull, 64, 64, image::ExtendedColorType::Rgb8)
        .unwrap();

    let picture = make(&bytes, Purpose::Inline).unwrap();

    let seen = image::load_from_memory(&picture.variants[0].bytes)
        .unwrap()
        .into_rgb8();
    let [red, green, _] = seen.get_pixel(30, 30).0;
    assert!((212..=224).contains(&red) && green < 55, "{red} {green}");
    assert!(!holds(&picture.variants[0].bytes, b"iCCP"));
}

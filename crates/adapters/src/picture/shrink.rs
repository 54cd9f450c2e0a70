//! Sizes: which ones a picture gets, and how it is made smaller in bounded memory.

use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgba, RgbaImage};

use super::prepared::Purpose;

/// Widths in a text: a phone, a column, a column on a sharp screen.
const INLINE: [u32; 3] = [320, 800, 1600];

/// Widths of a portrait: beside a comment, and on the page of its person.
const PORTRAIT: [u32; 2] = [96, 256];

/// A portrait is 8 wide for 9 high.
const PORTRAIT_SHAPE: (u32, u32) = (8, 9);

/// The most bytes of the scaler's intermediate picture, which has four floats a pixel.
const INTERMEDIATE_BYTES: u64 = 96 * 1024 * 1024;

/// The widths to make, the largest first. None is larger than `width`, none nearly as large as another.
pub(super) fn widths(purpose: Purpose, width: u32) -> Vec<u32> {
    let wanted: &[u32] = match purpose {
        Purpose::Inline => &INLINE,
        Purpose::Portrait => &PORTRAIT,
    };
    let largest = wanted.iter().copied().max().unwrap_or(width).min(width);
    let smaller = wanted
        .iter()
        .rev()
        .copied()
        .filter(|smaller| smaller * 10 <= largest * 9);
    std::iter::once(largest).chain(smaller).collect()
}

/// Cuts a portrait's shape out of the middle; other pictures stay whole.
pub(super) fn cut(pixels: DynamicImage, purpose: Purpose) -> DynamicImage {
    if purpose == Purpose::Inline {
        return pixels;
    }
    let (width, height) = (pixels.width(), pixels.height());
    let (across, down) = PORTRAIT_SHAPE;
    let cut_width = width.min(scale(height, across, down));
    let cut_height = height.min(scale(width, down, across));
    pixels.crop_imm(
        (width - cut_width) / 2,
        (height - cut_height) / 2,
        cut_width,
        cut_height,
    )
}

/// Made `width` wide, with its proportions. Transparent pixels lend no colour to their neighbours.
pub(super) fn to_width(pixels: DynamicImage, width: u32) -> DynamicImage {
    if pixels.width() == width {
        return pixels;
    }
    let height = scale(pixels.height(), width, pixels.width());
    match pixels {
        DynamicImage::ImageRgba8(mut pixels) => {
            pixels.pixels_mut().for_each(weigh_by_alpha);
            let mut small: RgbaImage =
                resample(DynamicImage::ImageRgba8(pixels), width, height).into_rgba8();
            small.pixels_mut().for_each(unweigh_by_alpha);
            DynamicImage::ImageRgba8(small)
        }
        pixels => resample(pixels, width, height),
    }
}

/// First a quick average down to about twice the size, then a sharp filter; only the average where memory forbids the filter.
fn resample(mut pixels: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let (twice_width, twice_height) = (width.saturating_mul(2), height.saturating_mul(2));
    if pixels.width() > twice_width && pixels.height() > twice_height {
        pixels = average(&pixels, twice_width, twice_height);
    }
    let intermediate = u64::from(pixels.width()) * u64::from(height) * 16;
    if intermediate > INTERMEDIATE_BYTES {
        return average(&pixels, width, height);
    }
    match pixels {
        DynamicImage::ImageRgba8(pixels) => {
            imageops::resize(&pixels, width, height, FilterType::Lanczos3).into()
        }
        pixels => imageops::resize(&pixels.into_rgb8(), width, height, FilterType::Lanczos3).into(),
    }
}

fn average(pixels: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    pixels.thumbnail_exact(width, height)
}

/// `length * part / whole`, rounded, at least 1.
fn scale(length: u32, part: u32, whole: u32) -> u32 {
    let whole = u64::from(whole.max(1));
    let scaled = (u64::from(length) * u64::from(part) + whole / 2) / whole;
    u32::try_from(scaled.max(1)).unwrap_or(u32::MAX)
}

fn weigh_by_alpha(Rgba([red, green, blue, alpha]): &mut Rgba<u8>) {
    for channel in [red, green, blue] {
        *channel = ratio(*channel, *alpha, u8::MAX);
    }
}

fn unweigh_by_alpha(Rgba([red, green, blue, alpha]): &mut Rgba<u8>) {
    for channel in [red, green, blue] {
        *channel = ratio(*channel, u8::MAX, *alpha);
    }
}

/// `value * part / whole`, rounded, at most 255; 0 if `whole` is.
fn ratio(value: u8, part: u8, whole: u8) -> u8 {
    if whole == 0 {
        return 0;
    }
    let whole = u16::from(whole);
    let scaled = (u16::from(value) * u16::from(part) + whole / 2) / whole;
    u8::try_from(scaled).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_size_is_larger_than_the_upload_or_nearly_its_neighbour() {
        for (width, widths_made) in [
            (4000, vec![1600, 800, 320]),
            (1600, vec![1600, 800, 320]),
            (850, vec![850, 320]),
            (340, vec![340]),
            (1, vec![1]),
        ] {
            assert_eq!(widths(Purpose::Inline, width), widths_made);
        }
        assert_eq!(widths(Purpose::Portrait, 3000), [256, 96]);
        assert_eq!(widths(Purpose::Portrait, 60), [60]);
    }

    #[test]
    fn a_portrait_is_cut_from_the_middle_of_wide_and_of_tall() {
        for (width, height, cut_to) in [
            (900, 900, (800, 900)),
            (80, 900, (80, 90)),
            (1, 1, (1, 1)),
            (4000, 9, (8, 9)),
        ] {
            let cut = cut(DynamicImage::new_rgb8(width, height), Purpose::Portrait);
            assert_eq!((cut.width(), cut.height()), cut_to);
        }
    }

    #[test]
    fn what_is_invisible_lends_no_colour() {
        // Opaque white beside a transparent red that nobody ever saw.
        let pixels = RgbaImage::from_fn(64, 64, |x, _| {
            if x < 31 {
                Rgba([255, 255, 255, 255])
            } else {
                Rgba([255, 0, 0, 0])
            }
        });
        let small = to_width(pixels.into(), 16).into_rgba8();
        for Rgba([red, green, _, alpha]) in small.pixels() {
            assert!(
                *alpha == 0 || red.abs_diff(*green) < 8,
                "red shines through"
            );
        }
    }

    #[test]
    fn a_line_stays_a_line() {
        let line = to_width(DynamicImage::new_rgb8(16_000, 1), 320);
        assert_eq!((line.width(), line.height()), (320, 1));
        let tall = to_width(DynamicImage::new_rgb8(2_400, 16_000), 1600);
        assert_eq!((tall.width(), tall.height()), (1600, 10_667));
    }
}

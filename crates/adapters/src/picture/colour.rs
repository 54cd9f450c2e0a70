//! Colours as their photographer saw them: an embedded profile is applied once, then dropped.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts to sRGB what says that it is something else. A profile that makes no sense is taken for sRGB.
pub(super) fn to_srgb(pixels: &mut DynamicImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    match profile.color_space {
        DataColorSpace::Rgb => from_rgb(pixels, &profile),
        DataColorSpace::Gray => from_grey(pixels, &profile),
        _ => {}
    }
}

/// The samples of all pixels and how they lie.
fn samples(pixels: &mut DynamicImage) -> Option<(&mut [u8], Layout, usize)> {
    match pixels {
        DynamicImage::ImageRgb8(pixels) => Some((&mut **pixels, Layout::Rgb, 3)),
        DynamicImage::ImageRgba8(pixels) => Some((&mut **pixels, Layout::Rgba, 4)),
        _ => None,
    }
}

fn from_rgb(pixels: &mut DynamicImage, profile: &ColorProfile) {
    let Some((samples, layout, channels)) = samples(pixels) else {
        return;
    };
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) =
        profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
    else {
        return;
    };
    let mut before = Vec::new();
    for piece in samples.chunks_mut(1024 * channels) {
        before.clear();
        before.extend_from_slice(piece);
        if transform.transform(&before, piece).is_err() {
            piece.copy_from_slice(&before);
        }
    }
}

/// A grey profile says how light each of 256 greys is: a table is enough.
fn from_grey(pixels: &mut DynamicImage, profile: &ColorProfile) {
    let srgb = ColorProfile::new_srgb();
    let greys: Vec<u8> = (0..=u8::MAX).collect();
    let mut table = vec![0; greys.len() * 3];
    let Ok(transform) = profile.create_transform_8bit(
        Layout::Gray,
        &srgb,
        Layout::Rgb,
        TransformOptions::default(),
    ) else {
        return;
    };
    if transform.transform(&greys, &mut table).is_err() {
        return;
    }
    let Some((samples, _, channels)) = samples(pixels) else {
        return;
    };
    for sample in samples
        .chunks_mut(channels)
        .flat_map(|pixel| pixel.iter_mut().take(3))
    {
        if let Some(light) = table.get(usize::from(*sample) * 3) {
            *sample = *light;
        }
    }
}

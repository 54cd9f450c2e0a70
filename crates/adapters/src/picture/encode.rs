//! The formats of what is served: JPEG for photographs, PNG and lossless WebP for drawings and whatever is transparent.
//!
//! AVIF was measured and left out. At 800 pixels and about the same likeness (SSIM 0.954 to 0.966) rav1e at its fastest took
//! 84 kB and 650 ms, this JPEG 109 kB and 10 ms; slower settings gained 10 % for twice to four times the time. Lossy WebP
//! would take 83 kB and 140 ms, as soon as the encoder that `image-webp` already has is released.

use image::codecs::{png, webp::WebPEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, SamplingFactor};

use super::kind::Kind;
use super::prepared::Variant;
use super::refusal::Refusal;

/// Where a photograph still looks like itself on a sharp screen.
const JPEG_QUALITY: u8 = 82;

/// A drawing stays exact as long as that costs no more than this many times the bytes of a JPEG.
///
/// Screenshots of text come to about 1, photographs saved as PNG to 5 and more.
const EXACT_IS_WORTH: usize = 2;

/// WebP cannot be wider or higher.
const WEBP_SIDE: u32 = 16_383;

/// How the sizes of one picture are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As JPEG alone.
    Photograph,
    /// Exactly, as PNG and, where smaller, as WebP.
    Drawing,
}

/// Decides the manner on the largest size, so that all sizes of one picture agree.
pub(super) fn manner(largest: &DynamicImage, from: Kind) -> Result<Manner, Refusal> {
    if largest.color().has_alpha() {
        return Ok(Manner::Drawing);
    }
    if from == Kind::Jpeg {
        return Ok(Manner::Photograph);
    }
    let exact = as_webp(largest)?.map_or(usize::MAX, |bytes| bytes.len());
    let exact = exact.min(as_png(largest)?.len());
    let worth = as_jpeg(largest)?.len().saturating_mul(EXACT_IS_WORTH);
    Ok(if exact <= worth {
        Manner::Drawing
    } else {
        Manner::Photograph
    })
}

/// All files of one size; what every browser shows comes first.
pub(super) fn encode(pixels: &DynamicImage, manner: Manner) -> Result<Vec<Variant>, Refusal> {
    let variant = |kind, bytes| Variant {
        width: pixels.width(),
        height: pixels.height(),
        kind,
        bytes,
    };
    if manner == Manner::Photograph {
        return Ok(vec![variant(Kind::Jpeg, as_jpeg(pixels)?)]);
    }
    let png = as_png(pixels)?;
    let webp = as_webp(pixels)?.filter(|webp| webp.len() < png.len());
    let png = variant(Kind::Png, png);
    Ok(std::iter::once(png)
        .chain(webp.map(|webp| variant(Kind::WebP, webp)))
        .collect())
}

fn as_jpeg(pixels: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let side = |length: u32| u16::try_from(length).map_err(|_| Refusal::TooManyPixels);
    let (width, height) = (side(pixels.width())?, side(pixels.height())?);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let written = match pixels {
        DynamicImage::ImageRgb8(pixels) => encoder.encode(pixels, width, height, ColorType::Rgb),
        pixels => encoder.encode(&pixels.to_rgb8(), width, height, ColorType::Rgb),
    };
    written.map(|()| bytes).map_err(|_| Refusal::Crashed)
}

fn as_png(pixels: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let encoder = png::PngEncoder::new_with_quality(
        &mut bytes,
        png::CompressionType::Default,
        png::FilterType::Adaptive,
    );
    write(pixels, encoder)?;
    Ok(bytes)
}

/// `None` where WebP has no room for it.
fn as_webp(pixels: &DynamicImage) -> Result<Option<Vec<u8>>, Refusal> {
    if pixels.width() > WEBP_SIDE || pixels.height() > WEBP_SIDE {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    write(pixels, WebPEncoder::new_lossless(&mut bytes))?;
    Ok(Some(bytes))
}

fn write(pixels: &DynamicImage, encoder: impl ImageEncoder) -> Result<(), Refusal> {
    let colour = if pixels.color().has_alpha() {
        ExtendedColorType::Rgba8
    } else {
        ExtendedColorType::Rgb8
    };
    encoder
        .write_image(pixels.as_bytes(), pixels.width(), pixels.height(), colour)
        .map_err(|_| Refusal::Crashed)
}

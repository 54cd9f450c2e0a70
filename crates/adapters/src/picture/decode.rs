//! From untrusted bytes to plain pixels, upright. Headers are weighed before anything is decoded.

use std::io::Cursor;

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{DynamicImage, ImageDecoder, ImageError, Limits, metadata::Orientation};

use super::kind::Kind;
use super::limit;
use super::refusal::Refusal;

/// The pixels of a picture, either RGB or, if anything in it is transparent, RGBA.
pub(super) struct Still {
    pub(super) pixels: DynamicImage,
    /// The colour profile that came with it, not yet applied.
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes all of a picture and turns it upright.
pub(super) fn decode(bytes: &[u8], kind: Kind) -> Result<Still, Refusal> {
    let mut decoder = open(bytes, kind).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    weigh(width, height)?;
    if decoder.total_bytes() > limit::DECODED_BYTES {
        return Err(Refusal::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(refusal)?;
    // A broken profile or a broken note on orientation is no reason to refuse a picture.
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut pixels = plain(DynamicImage::from_decoder(decoder).map_err(refusal)?);
    pixels.apply_orientation(orientation);
    Ok(Still { pixels, profile })
}

/// Refuses sizes beyond the limits.
pub(super) fn weigh(width: u32, height: u32) -> Result<(), Refusal> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        Err(Refusal::Damaged)
    } else if width > limit::SIDE || height > limit::SIDE || pixels > limit::PIXELS {
        Err(Refusal::TooManyPixels)
    } else {
        Ok(())
    }
}

fn open(bytes: &[u8], kind: Kind) -> Result<Box<dyn ImageDecoder + '_>, ImageError> {
    let reader = Cursor::new(bytes);
    Ok(match kind {
        Kind::Png => Box::new(PngDecoder::with_limits(reader, limits())?),
        Kind::Jpeg => Box::new(JpegDecoder::new(reader)?),
        Kind::Gif => Box::new(GifDecoder::new(reader)?),
        Kind::WebP => Box::new(WebPDecoder::new(reader)?),
    })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(limit::SIDE);
    limits.max_image_height = Some(limit::SIDE);
    limits.max_alloc = Some(limit::DECODED_BYTES);
    limits
}

/// Eight bits a channel, and no alpha channel unless something is transparent.
fn plain(pixels: DynamicImage) -> DynamicImage {
    if !pixels.color().has_alpha() {
        return DynamicImage::ImageRgb8(pixels.into_rgb8());
    }
    let pixels = pixels.into_rgba8();
    if pixels
        .pixels()
        .all(|pixel| pixel.0.last() == Some(&u8::MAX))
    {
        DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8())
    } else {
        DynamicImage::ImageRgba8(pixels)
    }
}

fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Damaged,
    }
}

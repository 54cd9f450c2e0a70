//! Uploads made for the tests.

use std::io::Write;

use image::{ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, RgbaImage};

/// A word that must never come out again.
pub(super) const CANARY: &[u8] = b"48.2082N-16.3738E-GPS-CANARY";

/// Something like a photograph: slow changes with grain over them. The left half is red, the right half blue.
pub(super) fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = u8::try_from((x * 7919 + y * 104_729 + x * y * 31) % 23).unwrap();
        let slow = u8::try_from((x + 2 * y) * 90 / (width + 2 * height)).unwrap();
        if x < width / 2 {
            Rgb([150 + slow + grain / 3, slow, grain])
        } else {
            Rgb([grain, slow, 150 + slow + grain / 3])
        }
    })
}

/// Something like a screenshot: few colours, hard edges.
pub(super) fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if (x / 40 + y / 40) % 7 == 0 || x % 40 == 0 {
            Rgb([20, 40, 120])
        } else {
            Rgb([250, 250, 245])
        }
    })
}

pub(super) fn file(pixels: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(super) fn transparent_png(pixels: &RgbaImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(
            pixels,
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgba8,
        )
        .unwrap();
    bytes
}

/// A JPEG that says how it was held and where, in EXIF and in a comment.
pub(super) fn photograph_taken(pixels: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]); // Orientation, SHORT
    tiff.extend([0x0e, 0x01, 2, 0]); // ImageDescription, ASCII
    tiff.extend(u32::try_from(CANARY.len()).unwrap().to_le_bytes());
    tiff.extend(38_u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(CANARY);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder
        .add_app_segment(1, [b"Exif\0\0", &tiff[..]].concat())
        .unwrap();
    encoder.add_app_segment(13, CANARY.to_vec()).unwrap();
    let side = |length| u16::try_from(length).unwrap();
    encoder
        .encode(
            pixels,
            side(pixels.width()),
            side(pixels.height()),
            jpeg_encoder::ColorType::Rgb,
        )
        .unwrap();
    bytes
}

/// A GIF of that many frames, with a comment in it.
pub(super) fn gif(frames: usize, width: u16, height: u16) -> Vec<u8> {
    let mut encoder =
        gif::Encoder::new(Vec::new(), width, height, &[255, 0, 0, 0, 0, 255]).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    encoder
        .write_raw_extension(gif::AnyExtension(0xfe), &[CANARY])
        .unwrap();
    for index in 0..frames {
        let buffer =
            vec![u8::try_from(index % 2).unwrap(); usize::from(width) * usize::from(height)];
        let frame = gif::Frame {
            width,
            height,
            delay: 7,
            buffer: buffer.into(),
            ..gif::Frame::default()
        };
        encoder.write_frame(&frame).unwrap();
    }
    encoder.into_inner().unwrap()
}

/// A PNG of one bit a pixel, all of it there, of these sizes: small on disk, huge in memory.
pub(super) fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let row = vec![0; 1 + usize::try_from(width.div_ceil(8)).unwrap()];
    for _ in 0..height {
        packed.write_all(&row).unwrap();
    }
    png(width, height, &packed.finish().unwrap())
}

/// A grey PNG of one bit a pixel with this compressed content.
pub(super) fn png(width: u32, height: u32, packed: &[u8]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([1, 0, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [(b"IHDR", &header[..]), (b"IDAT", packed), (b"IEND", b"")] {
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        let mut sum = flate2::Crc::new();
        for part in [&name[..], content] {
            sum.update(part);
            bytes.extend(part);
        }
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes
}

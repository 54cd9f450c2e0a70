//! All that is done to one picture, without a process around it.

use super::animation;
use super::colour;
use super::decode::{Still, decode};
use super::encode::{encode, manner};
use super::kind::Kind;
use super::limit;
use super::prepared::{Prepared, Purpose, Variant};
use super::refusal::Refusal;
use super::shrink;

/// Prepares a picture from its untrusted bytes.
pub(super) fn make(bytes: &[u8], purpose: Purpose) -> Result<Prepared, Refusal> {
    if bytes.len() > limit::INPUT_BYTES {
        return Err(Refusal::TooLarge);
    }
    let kind = Kind::of(bytes)?;
    let Still { pixels, profile } = decode(bytes, kind)?;
    let pixels = shrink::cut(pixels, purpose);
    let (width, height) = (pixels.width(), pixels.height());
    let moving = match (kind, purpose) {
        (Kind::Gif, Purpose::Inline) => animation::tell_again(bytes)?,
        _ => None,
    };
    let animated = moving.is_some();

    let mut variants: Vec<Variant> = moving
        .into_iter()
        .map(|bytes| Variant {
            width,
            height,
            kind: Kind::Gif,
            bytes,
        })
        .collect();
    let mut bytes_left = limit::OUTPUT_BYTES
        - variants
            .iter()
            .map(|variant| variant.bytes.len())
            .sum::<usize>();
    let mut pixels = pixels;
    let mut chosen = None;
    for width in shrink::widths(purpose, width) {
        pixels = shrink::to_width(pixels, width);
        let manner = match chosen {
            Some(manner) => manner,
            None => {
                // The first one is the largest: all later sizes come from it.
                if let Some(profile) = &profile {
                    colour::to_srgb(&mut pixels, profile);
                }
                *chosen.insert(manner(&pixels, kind)?)
            }
        };
        let made = encode(&pixels, manner)?;
        let size = made.iter().map(|variant| variant.bytes.len()).sum();
        // A size too heavy to serve is left out; a smaller one follows.
        if let Some(left) = bytes_left.checked_sub(size) {
            bytes_left = left;
            variants.extend(made);
        }
    }
    if variants.is_empty() {
        return Err(Refusal::TooLarge);
    }
    Ok(Prepared {
        kind,
        width,
        height,
        variants,
        animated,
    })
}

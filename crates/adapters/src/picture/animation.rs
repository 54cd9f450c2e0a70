//! Animated GIFs, told again frame by frame: pixels, colours and timing, nothing else.

use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, DecodingError, Encoder, EncodingError, Frame, MemoryLimit};

use super::decode::weigh;
use super::limit;
use super::refusal::Refusal;

/// Decodes every frame and writes it anew; `None` if there is only one.
///
/// Comments, foreign extensions and whatever follows the end are left behind.
pub(super) fn tell_again(bytes: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.check_frame_consistency(true);
    if let Some(most) = NonZeroU64::new(limit::PIXELS) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    let mut decoder = options.read_info(bytes).map_err(refusal)?;
    let (width, height) = (decoder.width(), decoder.height());
    weigh(u32::from(width), u32::from(height))?;
    let palette = decoder
        .global_palette()
        .map(<[u8]>::to_vec)
        .unwrap_or_default();

    let mut told = Encoder::new(Vec::new(), width, height, &palette).map_err(ours)?;
    told.set_repeat(decoder.repeat()).map_err(ours)?;
    // A small frame still makes the browser paint the whole canvas.
    let canvas = u64::from(width) * u64::from(height);
    let (mut frames, mut pixels) = (0, 0);
    while let Some(frame) = decoder.read_next_frame().map_err(refusal)? {
        frames += 1;
        pixels += canvas;
        if frames > limit::FRAMES || pixels > limit::ANIMATED_PIXELS {
            return Err(Refusal::TooManyPixels);
        }
        told.write_frame(&plain(frame)).map_err(ours)?;
        if told.get_ref().len() > limit::OUTPUT_BYTES {
            return Err(Refusal::TooLarge);
        }
    }
    let told = told.into_inner().map_err(ours)?;
    Ok((frames > 1).then_some(told))
}

/// The frame without waiting for a key; the decoder has already put its rows in order.
fn plain(frame: &Frame<'static>) -> Frame<'static> {
    let mut plain = frame.clone();
    plain.needs_user_input = false;
    plain.interlaced = false;
    plain
}

fn refusal(error: DecodingError) -> Refusal {
    match error {
        DecodingError::MemoryLimit => Refusal::TooManyPixels,
        _ => Refusal::Damaged,
    }
}

fn ours(_: EncodingError) -> Refusal {
    Refusal::Crashed
}

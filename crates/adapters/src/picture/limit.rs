//! How much one picture may cost (R61-R63).

use std::time::Duration;

/// The largest upload. A phone's photograph has 2 to 6 MiB.
pub const INPUT_BYTES: usize = 8 * 1024 * 1024;

/// The most pixels of a still, known from the header before anything is decoded.
pub const PIXELS: u64 = 40_000_000;

/// The longest side, so that no row or column by itself needs much memory.
pub const SIDE: u32 = 16_384;

/// The most bytes of the decoded pixels.
///
/// 40 Mpx with alpha fit. More only comes from pictures of 16 bits a channel, which the address space would not hold twice.
pub const DECODED_BYTES: u64 = 200 * 1024 * 1024;

/// The most frames of an animation.
pub const FRAMES: usize = 200;

/// The most pixels of all frames of an animation together.
pub const ANIMATED_PIXELS: u64 = 100_000_000;

/// The most bytes that all variants of one picture have together.
pub const OUTPUT_BYTES: usize = 32 * 1024 * 1024;

/// The most variants: three sizes in two formats, and an animation.
pub const VARIANTS: usize = 8;

/// The address space of the child.
pub const ADDRESS_SPACE: u64 = 512 * 1024 * 1024;

/// Seconds of processor time of the child; the largest photograph takes about two.
pub const CPU_SECONDS: u64 = 10;

/// How long a child may take by the clock, on a machine that is busy with other things.
pub const WALL: Duration = Duration::from_secs(20);

/// How many children work at once.
pub const AT_ONCE: usize = 2;

/// How many uploads may be in the workshop or wait before it; each holds its bytes in memory.
pub const WAITING: usize = 16;

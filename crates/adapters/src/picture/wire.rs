//! What parent and child say to each other: a request, an answer, each with its lengths, both bounded.
//!
//! The parent believes nothing of the answer that it can check, since the child has touched a stranger's bytes.

use super::kind::Kind;
use super::limit;
use super::prepared::{Prepared, Purpose, Variant};
use super::refusal::Refusal;

/// What an answer begins with, so that words of another program are not taken for one.
const MAGIC: &[u8; 8] = b"GHpict\x01\n";

/// The most bytes of an answer: the files, and less than this for all the rest.
pub(super) const ANSWER_BYTES: usize = limit::OUTPUT_BYTES + 1024;

/// The bytes before the picture in a request.
pub(super) const REQUEST_HEAD: usize = 5;

/// An answer that is none: the child was cut off, or somebody else spoke.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Garbled;

/// The head of a request, before the picture itself.
pub(super) fn request_head(purpose: Purpose, length: usize) -> Result<[u8; REQUEST_HEAD], Refusal> {
    let [a, b, c, d] = u32::try_from(length)
        .map_err(|_| Refusal::TooLarge)?
        .to_be_bytes();
    let purpose = match purpose {
        Purpose::Inline => 0,
        Purpose::Portrait => 1,
    };
    Ok([purpose, a, b, c, d])
}

/// Reads the head of a request.
pub(super) fn read_request_head(head: [u8; REQUEST_HEAD]) -> Result<(Purpose, usize), Garbled> {
    let [purpose, a, b, c, d] = head;
    let purpose = match purpose {
        0 => Purpose::Inline,
        1 => Purpose::Portrait,
        _ => return Err(Garbled),
    };
    let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).map_err(|_| Garbled)?;
    if length > limit::INPUT_BYTES {
        Err(Garbled)
    } else {
        Ok((purpose, length))
    }
}

/// Writes an answer.
pub(super) fn answer(answer: &Result<Prepared, Refusal>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    match answer {
        Err(refusal) => out.push(code(*refusal)),
        Ok(picture) => {
            out.push(0);
            out.push(format_code(picture.kind));
            out.extend(picture.width.to_be_bytes());
            out.extend(picture.height.to_be_bytes());
            out.push(u8::from(picture.animated));
            out.push(u8::try_from(picture.variants.len()).unwrap_or(u8::MAX));
            for variant in &picture.variants {
                out.extend(variant.width.to_be_bytes());
                out.extend(variant.height.to_be_bytes());
                out.extend(
                    u32::try_from(variant.bytes.len())
                        .unwrap_or(u32::MAX)
                        .to_be_bytes(),
                );
                out.extend(&variant.bytes);
            }
        }
    }
    out
}

/// Reads an answer to its last byte and checks that it can be true.
pub(super) fn read_answer(bytes: &[u8]) -> Result<Result<Prepared, Refusal>, Garbled> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(Garbled)?;
    let code = take_u8(&mut rest)?;
    if code != 0 {
        let refusal = read_code(code)?;
        return if rest.is_empty() {
            Ok(Err(refusal))
        } else {
            Err(Garbled)
        };
    }
    let kind = read_format_code(take_u8(&mut rest)?)?;
    let (width, height) = take_size(&mut rest)?;
    let animated = match take_u8(&mut rest)? {
        0 => false,
        1 => true,
        _ => return Err(Garbled),
    };
    let count = usize::from(take_u8(&mut rest)?);
    if count == 0 || count > limit::VARIANTS {
        return Err(Garbled);
    }
    let variants: Vec<Variant> = (0..count)
        .map(|_| take_variant(&mut rest))
        .collect::<Result<_, _>>()?;
    let fits = |variant: &Variant| variant.width <= width && variant.height <= height;
    let moves = variants
        .first()
        .is_some_and(|variant| variant.kind == Kind::Gif);
    if !rest.is_empty() || animated != moves || !variants.iter().all(fits) {
        return Err(Garbled);
    }
    Ok(Ok(Prepared {
        kind,
        width,
        height,
        variants,
        animated,
    }))
}

/// One file. Its format is read from the file itself, as for any other.
fn take_variant(rest: &mut &[u8]) -> Result<Variant, Garbled> {
    let (width, height) = take_size(rest)?;
    let length = usize::try_from(take_u32(rest)?).map_err(|_| Garbled)?;
    let bytes = rest.split_off(..length).ok_or(Garbled)?.to_vec();
    let kind = Kind::of(&bytes).map_err(|_| Garbled)?;
    Ok(Variant {
        width,
        height,
        kind,
        bytes,
    })
}

fn take_size(rest: &mut &[u8]) -> Result<(u32, u32), Garbled> {
    let size = (take_u32(rest)?, take_u32(rest)?);
    let sides = 1..=limit::SIDE;
    if sides.contains(&size.0) && sides.contains(&size.1) {
        Ok(size)
    } else {
        Err(Garbled)
    }
}

fn take_u8(rest: &mut &[u8]) -> Result<u8, Garbled> {
    rest.split_off_first().copied().ok_or(Garbled)
}

fn take_u32(rest: &mut &[u8]) -> Result<u32, Garbled> {
    let bytes = rest
        .split_off(..4)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Garbled)?;
    Ok(u32::from_be_bytes(bytes))
}

/// What only the parent finds out has no code of its own.
fn code(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::NotAPicture | Refusal::Heic | Refusal::OtherFormat(_) => 1,
        Refusal::TooLarge => 2,
        Refusal::TooManyPixels => 3,
        Refusal::Damaged => 4,
        Refusal::Busy | Refusal::Crashed => 5,
    }
}

fn read_code(code: u8) -> Result<Refusal, Garbled> {
    match code {
        1 => Ok(Refusal::NotAPicture),
        2 => Ok(Refusal::TooLarge),
        3 => Ok(Refusal::TooManyPixels),
        4 => Ok(Refusal::Damaged),
        5 => Ok(Refusal::Crashed),
        _ => Err(Garbled),
    }
}

fn format_code(kind: Kind) -> u8 {
    match kind {
        Kind::Png => 0,
        Kind::Jpeg => 1,
        Kind::Gif => 2,
        Kind::WebP => 3,
    }
}

fn read_format_code(code: u8) -> Result<Kind, Garbled> {
    match code {
        0 => Ok(Kind::Png),
        1 => Ok(Kind::Jpeg),
        2 => Ok(Kind::Gif),
        3 => Ok(Kind::WebP),
        _ => Err(Garbled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Prepared {
        let variant = |width, kind, bytes: &[u8]| Variant {
            width,
            height: 7,
            kind,
            bytes: bytes.to_vec(),
        };
        Prepared {
            kind: Kind::Jpeg,
            width: 1600,
            height: 9,
            variants: vec![
                variant(800, Kind::Jpeg, b"\xff\xd8\xff\xe0x"),
                variant(320, Kind::Png, b"\x89PNG\r\n\x1a\n"),
            ],
            animated: false,
        }
    }

    #[test]
    fn what_is_answered_is_read() {
        let answers = [
            Ok(picture()),
            Err(Refusal::Damaged),
            Err(Refusal::TooManyPixels),
            Err(Refusal::TooLarge),
        ];
        for said in answers {
            assert_eq!(read_answer(&answer(&said)), Ok(said));
        }
    }

    #[test]
    fn an_answer_cut_off_anywhere_is_none() {
        let said = answer(&Ok(picture()));
        for end in 0..said.len() {
            assert_eq!(read_answer(&said[..end]), Err(Garbled));
        }
        assert_eq!(read_answer(&[&said[..], b"more"].concat()), Err(Garbled));
    }

    #[test]
    fn an_answer_with_any_byte_changed_never_breaks_the_reader_or_lies_about_a_format() {
        let said = answer(&Ok(picture()));
        for at in 0..said.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut lie = said.clone();
                lie[at] = value;
                if let Ok(Ok(picture)) = read_answer(&lie) {
                    assert!(
                        picture
                            .variants
                            .iter()
                            .all(|variant| Kind::of(&variant.bytes) == Ok(variant.kind))
                    );
                    assert!(
                        picture.variants.len() <= limit::VARIANTS && picture.width <= limit::SIDE
                    );
                }
            }
        }
    }
}

//! Which encoding a file is in. The format does not say, so its bytes must.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, EUC_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::sample::Sample;

/// Large enough that a file of 500 MB takes a few thousand reads.
const CHUNK: u64 = 128 * 1024;

/// After so many broken sequences, and fewer whole ones, no further byte makes a file UTF-8.
const HOPELESS: u64 = 1_000_000;

/// One of the encodings that browsers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// What [`Encoding::detect`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The encoding to read the file in.
    pub encoding: Encoding,
    /// The file opens with a byte order mark.
    pub bom: bool,
    /// It is neither marked nor UTF-8, so this is a guess: show some of the text before trusting it.
    pub guessed: bool,
    /// Sequences that are not UTF-8, when it is UTF-8 nevertheless.
    pub invalid: u64,
}

impl Encoding {
    /// What TypePad and current Movable Type write.
    pub const UTF_8: Self = Self(UTF_8);

    /// By any of its names on the web (`latin1`, `sjis`, `euc-jp`, …), in any case.
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()).map(Self)
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Reads all of `from`, in constant memory, and says how to read it again.
    ///
    /// A mark at the start decides; else UTF-8, also with stray bytes in it; else a guess.
    pub fn detect(from: &mut impl Read) -> io::Result<Detected> {
        let mut tally = Tally::new();
        let mut sample = Sample::default();
        let mut chunk = Vec::new();
        let mut bom = false;
        let mut first = true;
        loop {
            chunk.clear();
            let last = from.by_ref().take(CHUNK).read_to_end(&mut chunk)? == 0;
            if std::mem::take(&mut first) {
                let marked = encoding_rs::Encoding::for_bom(&chunk).map(|(marked, _)| marked);
                bom = marked.is_some();
                if let Some(wide) = marked.or_else(|| wide(&chunk)).filter(|it| *it != UTF_8) {
                    return Ok(Detected {
                        encoding: Self(wide),
                        bom,
                        guessed: !bom,
                        invalid: 0,
                    });
                }
            }
            tally.feed(&chunk, last);
            sample.feed(&chunk);
            if last || (!bom && tally.hopeless()) {
                break;
            }
        }
        Ok(if bom || tally.clearly_utf8() {
            Detected {
                encoding: Self::UTF_8,
                bom,
                guessed: false,
                invalid: tally.invalid,
            }
        } else if let Some(encoding) = japanese(sample.bytes()) {
            Detected {
                encoding: Self(encoding),
                bom,
                guessed: true,
                invalid: 0,
            }
        } else if tally.rather_utf8() {
            Detected {
                encoding: Self::UTF_8,
                bom,
                guessed: true,
                invalid: tally.invalid,
            }
        } else {
            Detected {
                encoding: Self(guess(sample.bytes())),
                bom,
                guessed: true,
                invalid: 0,
            }
        })
    }

    pub(super) fn decoder(self) -> Decoder {
        self.0.new_decoder_with_bom_removal()
    }
}

/// How well bytes do as UTF-8.
struct Tally {
    decoder: Decoder,
    text: String,
    /// Whole sequences beyond ASCII.
    valid: u64,
    invalid: u64,
}

impl Tally {
    fn new() -> Self {
        Self {
            decoder: UTF_8.new_decoder_without_bom_handling(),
            text: String::with_capacity(64 * 1024),
            valid: 0,
            invalid: 0,
        }
    }

    fn feed(&mut self, bytes: &[u8], last: bool) {
        let mut rest = bytes;
        loop {
            self.text.clear();
            let (result, read) =
                self.decoder
                    .decode_to_string_without_replacement(rest, &mut self.text, last);
            rest = rest.get(read..).unwrap_or_default();
            let leads = self.text.bytes().filter(|byte| *byte >= 0xC0).count();
            self.valid = self
                .valid
                .saturating_add(u64::try_from(leads).unwrap_or(u64::MAX));
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.invalid = self.invalid.saturating_add(1),
            }
        }
    }

    fn hopeless(&self) -> bool {
        self.invalid > HOPELESS && self.invalid > self.valid
    }

    /// Kana in EUC-JP pass for UTF-8 about half the time; a stray byte in real UTF-8 is far rarer than one in eight.
    fn clearly_utf8(&self) -> bool {
        self.invalid.saturating_mul(8) <= self.valid
    }

    /// For a little text with few characters beyond ASCII. Those of Latin-1 almost never form a whole sequence.
    fn rather_utf8(&self) -> bool {
        self.invalid <= self.valid
    }
}

/// UTF-16 without a mark, if most characters are of the first 256: then every other byte is zero, and none between.
fn wide(chunk: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let zeros = |from: usize| {
        let bytes = chunk.iter().skip(from).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 4 > chunk.len(), odd * 4 > chunk.len()) {
        (true, false) if odd * 50 < chunk.len() => Some(UTF_16BE),
        (false, true) if even * 50 < chunk.len() => Some(UTF_16LE),
        _ => None,
    }
}

/// EUC-JP or Shift_JIS, if reading the sample so gives kana and little rubbish.
///
/// Asked before the general guess, which drops an encoding at its first stray byte.
fn japanese(sample: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    [EUC_JP, SHIFT_JIS]
        .into_iter()
        .filter_map(|encoding| {
            let (text, _) = encoding.decode_without_bom_handling(sample);
            let (mut kana, mut broken, mut beyond_ascii) = (0_usize, 0_usize, 0_usize);
            for character in text.chars().filter(|character| !character.is_ascii()) {
                beyond_ascii += 1;
                match character {
                    '\u{3041}'..='\u{30FF}' => kana += 1,
                    '\u{FFFD}' => broken += 1,
                    _ => {}
                }
            }
            (kana >= 2 && kana * 5 >= beyond_ascii && broken * 20 <= beyond_ascii)
                .then_some((kana, encoding))
        })
        .max_by_key(|(kana, _)| *kana)
        .map(|(_, encoding)| encoding)
}

fn guess(sample: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(mut bytes: &[u8]) -> Detected {
        Encoding::detect(&mut bytes).unwrap()
    }

    fn name(bytes: &[u8]) -> &'static str {
        detect(bytes).encoding.name()
    }

    #[test]
    fn plain_ascii_and_nothing_at_all_are_utf8() {
        assert_eq!(name(b""), "UTF-8");
        assert!(!detect(b"TITLE: Plain\n").guessed);
    }

    #[test]
    fn a_mark_at_the_start_decides() {
        assert!(detect("\u{feff}TITLE: x".as_bytes()).bom);
        assert_eq!(name(b"\xFF\xFET\0I\0"), "UTF-16LE");
        assert_eq!(name(b"\xFE\xFF\0T\0I"), "UTF-16BE");
    }

    #[test]
    fn wide_characters_are_known_without_a_mark() {
        let text: Vec<u16> = "TITLE: Été 日本\nBODY:\n".encode_utf16().collect();
        let little: Vec<u8> = text.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = text.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!((name(&little), name(&big)), ("UTF-16LE", "UTF-16BE"));
        assert!(detect(&little).guessed);
        assert_eq!(name(b"TITLE: \0a few zeros\0\0"), "UTF-8");
    }

    #[test]
    fn utf8_with_stray_bytes_is_still_utf8_and_they_are_counted() {
        let mut bytes = "L’été à la plage, déjà vu, garçon, œuvre\n"
            .repeat(50)
            .into_bytes();
        bytes.extend(b"a stray \xE9 and \x92 here\n");
        let found = detect(&bytes);
        assert_eq!(
            (found.encoding, found.guessed, found.invalid),
            (Encoding::UTF_8, false, 2)
        );
    }

    #[test]
    fn a_sequence_cut_by_the_end_of_a_chunk_is_not_broken() {
        let mut text = "a".repeat(usize::try_from(CHUNK).unwrap() - 1);
        text.push_str("é and more");
        assert_eq!(detect(text.as_bytes()).invalid, 0);
    }

    #[test]
    fn a_little_english_with_as_many_whole_as_stray_characters_is_rather_utf8() {
        assert_eq!(
            name(b"It\xE2\x80\x99s a caf\xE9 \xE2\x80\x94 fine\n"),
            "UTF-8"
        );
    }

    #[test]
    fn older_movable_type_wrote_latin_1() {
        let (bytes, ..) =
            encoding_rs::WINDOWS_1252.encode("TITLE: L’été à la plage, déjà vu, garçon\n");
        assert_eq!(name(&bytes), "windows-1252");
        assert!(detect(&bytes).guessed);
    }

    const JAPANESE: &str = "TITLE: 日本語のブログ\nBODY:\nきょうはとても天気がいいので、なにぬねのんびり散歩しました。\n";

    #[test]
    fn older_movable_type_wrote_euc_jp_and_shift_jis() {
        for encoding in [EUC_JP, SHIFT_JIS] {
            let (bytes, ..) = encoding.encode(JAPANESE);
            assert_eq!(name(&bytes), encoding.name());
            let mut stray = bytes.repeat(20);
            stray.extend(b" \xFF stray \x80 \n");
            assert_eq!(name(&stray), encoding.name(), "with stray bytes");
        }
    }

    #[test]
    fn japanese_far_down_in_a_long_file_is_found() {
        let (tail, ..) = EUC_JP.encode(JAPANESE);
        let mut bytes = b"TITLE: all English for a long while\n".repeat(100_000);
        bytes.extend(tail.iter());
        assert_eq!(name(&bytes), "EUC-JP");
    }

    #[test]
    fn the_caller_may_name_an_encoding() {
        assert_eq!(Encoding::named("Latin1").unwrap().name(), "windows-1252");
        assert_eq!(Encoding::named("sjis").unwrap().name(), "Shift_JIS");
        assert_eq!(Encoding::named("klingon"), None);
    }
}

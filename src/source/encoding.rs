//! Takes a file's bytes, gives its text: UTF-8, UTF-16, or the encoding that the bytes look most like.

use super::repeats::Repeats;
use crate::diagnostics::{Diagnostic, Diagnostics, Result};
use crate::span::{FileId, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text in UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in, if that was not UTF-8: `windows-1252`.
    pub encoding: Option<&'static str>,
    /// Where in the text U+FFFD stands for bytes that mean nothing.
    pub replaced: Vec<usize>,
}

/// First bytes of files that hold no text but may hold few control characters.
const NOT_TEXT: [&[u8]; 9] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"BZh",
];

/// How much of a file is looked at to tell whether it is text.
const SAMPLE: usize = 64 << 10;

/// How many bytes are enough to guess an encoding by.
const ENOUGH: usize = 256 << 10;

/// Decodes `bytes`, which the user knows as `name`.
///
/// # Errors
/// `not-text` for a binary file.
pub fn decode(bytes: Vec<u8>, name: &str) -> Result<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_from(encoding, bytes.get(mark..).unwrap_or_default(), name);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return decode_from(encoding, &bytes, name);
    }
    refuse_binary(&bytes, name)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(plain(text)),
        Err(error) => decode_other(&error.into_bytes(), name),
    }
}

/// Tells what was guessed and what was lost.
pub fn report(decoded: &Decoded, file: FileId, messages: &mut Diagnostics) {
    if let Some(encoding) = decoded.encoding {
        let message = format!("the text was read as {encoding}");
        messages.report(
            Diagnostic::note("encoding-guessed", message)
                .at(Span::new(file, 0..0))
                .help("saved as UTF-8, it could not be mistaken"),
        );
    }
    let mut lost = Repeats::default();
    for at in &decoded.replaced {
        lost.add(|| {
            Diagnostic::warning("invalid-bytes", "these bytes are no character")
                .at(Span::new(file, *at..*at + '\u{FFFD}'.len_utf8()))
                .help("U+FFFD stands in their place")
        });
    }
    lost.report(messages);
}

fn plain(text: String) -> Decoded {
    Decoded {
        text,
        encoding: None,
        replaced: Vec::new(),
    }
}

fn decode_other(bytes: &[u8], name: &str) -> Result<Decoded> {
    if is_mostly_utf8(bytes) {
        return Ok(with_replacements(bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(telling(bytes), true);
    decode_from(detector.guess(None, Utf8Detection::Deny), bytes, name)
}

/// The part that tells encodings apart: from the first byte that is not ASCII on, and no more than is enough.
fn telling(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii());
    let rest = bytes.get(start.unwrap_or(0)..).unwrap_or_default();
    rest.get(..ENOUGH).unwrap_or(rest)
}

fn decode_from(encoding: &'static Encoding, bytes: &[u8], name: &str) -> Result<Decoded> {
    if encoding == UTF_8 {
        refuse_binary(bytes, name)?;
        return Ok(with_replacements(bytes));
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    refuse_binary(text.as_bytes(), name)?;
    Ok(Decoded {
        replaced: replacements(&text),
        text: text.into_owned(),
        encoding: Some(encoding.name()),
    })
}

fn replacements(text: &str) -> Vec<usize> {
    text.match_indices('\u{FFFD}').map(|(at, _)| at).collect()
}

/// UTF-8 with U+FFFD in place of each ill-formed sequence (Unicode 3.9, "maximal subparts").
fn with_replacements(bytes: &[u8]) -> Decoded {
    let mut decoded = plain(String::with_capacity(bytes.len()));
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            decoded.replaced.push(decoded.text.len());
            decoded.text.push('\u{FFFD}');
        }
    }
    decoded
}

/// Well-formed sequences of several bytes hardly come by chance, and sequences cut short are a sign of UTF-8 too;
/// a lone byte above 127 is a letter of another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut signs, mut strays) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let continuations = chunk.valid().bytes().filter(|byte| byte & 0xC0 == 0xC0);
        signs += continuations.count();
        match chunk.invalid() {
            [] => {}
            [0xFE | 0xFF | 0xC0 | 0xC1] if signs > 0 => {}
            [_] => strays += 1,
            _ => signs += 1,
        }
    }
    signs > strays.saturating_mul(2)
}

/// Latin text in UTF-16 has a zero in nearly every second byte, and none in the others.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |first| {
        let bytes = sample.iter().skip(first).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd, units) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > units * 7 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 > units * 7 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_binary(bytes: &[u8], name: &str) -> Result<()> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    let zeros = sample.windows(2).any(|pair| pair == [0, 0]);
    let known = NOT_TEXT.iter().any(|magic| sample.starts_with(magic));
    if known || zeros || controls * 16 > sample.len() {
        let message = format!("`{name}` is not text");
        return Err(Box::new(
            Diagnostic::error("not-text", message).help("posts are text files, in UTF-8 at best"),
        ));
    }
    Ok(())
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), "post.md").unwrap()
    }

    fn text_and_encoding(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decoded(bytes);
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn utf8_is_taken_with_and_without_its_mark() {
        assert_eq!(decoded("é".as_bytes()), plain("é".into()));
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), plain("a".into()));
        assert_eq!(decoded(b""), plain("".into()));
    }

    #[test]
    fn utf16_is_taken_with_and_without_its_mark() {
        let units =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let expected = ("# Märchen".to_owned(), Some("UTF-16LE"));
        assert_eq!(text_and_encoding(&units("\u{FEFF}# Märchen")), expected);
        assert_eq!(text_and_encoding(&units("# Märchen")), expected);
        let big: Vec<u8> = "ab".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_and_encoding(&big), ("ab".into(), Some("UTF-16BE")));
    }

    #[test]
    fn other_encodings_are_recognised() {
        let latin = b"Le caf\xE9 est tr\xE8s bon, c\x92est d\xE9j\xE0 \xE7a.";
        let (text, encoding) = text_and_encoding(latin);
        assert_eq!(text, "Le café est très bon, c’est déjà ça.");
        assert_eq!(encoding, Some("windows-1252"));
        let japanese = "これは日本語の文章です。漢字とかなを使います。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(
            text_and_encoding(&bytes),
            (japanese.into(), Some("Shift_JIS"))
        );
    }

    #[test]
    fn utf8_with_a_few_stray_bytes_stays_utf8() {
        let mut bytes = "déjà vu, très bien ".as_bytes().to_vec();
        bytes.extend(b"\xFF x");
        let decoded = decoded(&bytes);
        assert_eq!(decoded.text, "déjà vu, très bien \u{FFFD} x");
        assert_eq!((decoded.encoding, decoded.replaced), (None, vec![22]));
    }

    #[test]
    fn a_sequence_cut_short_is_a_sign_of_utf8() {
        assert_eq!(decoded(b"abc \xE2\x80 def").text, "abc \u{FFFD} def");
    }

    #[test]
    fn binary_files_are_refused() {
        for bytes in [
            b"\x89PNG\r\n\x1a\n".as_slice(),
            b"a\0\0\0b",
            b"%PDF-1.7 text",
            b"\x01\x02\x03\x04",
            b"\xFF\xFE\0\0a\0\0\0",
        ] {
            assert_eq!(decode(bytes.to_vec(), "x").unwrap_err().code, "not-text");
        }
    }
}

//! PDF's syntax (PDF 32000-1 7.3): takes numbers, names, texts and references, gives their bytes. Every string and name passes here.

use crate::units::Pt;

/// An indirect object's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub u32);

/// Writes a dictionary.
pub fn dictionary(out: &mut Vec<u8>, fill: impl FnOnce(&mut Dictionary<'_>)) {
    out.extend_from_slice(b"<<");
    fill(&mut Dictionary { out });
    out.extend_from_slice(b">>");
}

/// Writes an array.
pub fn array(out: &mut Vec<u8>, fill: impl FnOnce(&mut Array<'_>)) {
    out.push(b'[');
    fill(&mut Array { out });
    out.push(b']');
}

/// A dictionary that is being written.
pub struct Dictionary<'a> {
    out: &'a mut Vec<u8>,
}

impl Dictionary<'_> {
    /// `/Key /Value`
    pub fn name(&mut self, key: &str, value: &str) -> &mut Self {
        name(self.key(key), value.as_bytes());
        self
    }

    /// `/Key 12`
    pub fn integer(&mut self, key: &str, value: i64) -> &mut Self {
        integer(self.spaced(key), value);
        self
    }

    /// `/Key 1.25`
    pub fn real(&mut self, key: &str, value: f32) -> &mut Self {
        real(self.spaced(key), value);
        self
    }

    /// `/Key true`
    pub fn boolean(&mut self, key: &str, value: bool) -> &mut Self {
        boolean(self.spaced(key), value);
        self
    }

    /// `/Key 12 0 R`
    pub fn reference(&mut self, key: &str, value: Ref) -> &mut Self {
        reference(self.spaced(key), value);
        self
    }

    /// `/Key (words)`
    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        text(self.key(key), value);
        self
    }

    /// `/Key (bytes)`
    pub fn bytes(&mut self, key: &str, value: &[u8]) -> &mut Self {
        bytes(self.key(key), value);
        self
    }

    /// `/Key [..]`
    pub fn array(&mut self, key: &str, fill: impl FnOnce(&mut Array<'_>)) -> &mut Self {
        array(self.key(key), fill);
        self
    }

    /// `/Key [1 2.5]`
    pub fn reals(&mut self, key: &str, values: &[f32]) -> &mut Self {
        self.array(key, |array| {
            for value in values {
                array.real(*value);
            }
        })
    }

    /// `/Key [12.34 5]`
    pub fn lengths(&mut self, key: &str, values: &[Pt]) -> &mut Self {
        self.array(key, |array| {
            for value in values {
                array.length(*value);
            }
        })
    }

    /// `/Key <<..>>`
    pub fn dictionary(&mut self, key: &str, fill: impl FnOnce(&mut Dictionary<'_>)) -> &mut Self {
        dictionary(self.key(key), fill);
        self
    }

    /// Writes a key, and gives where its value is to be written by other means.
    pub fn key(&mut self, key: &str) -> &mut Vec<u8> {
        name(self.out, key.as_bytes());
        self.out
    }

    fn spaced(&mut self, key: &str) -> &mut Vec<u8> {
        let out = self.key(key);
        out.push(b' ');
        out
    }
}

/// An array that is being written.
pub struct Array<'a> {
    out: &'a mut Vec<u8>,
}

impl Array<'_> {
    /// `12`
    pub fn integer(&mut self, value: i64) -> &mut Self {
        integer(self.next(), value);
        self
    }

    /// `1.25`
    pub fn real(&mut self, value: f32) -> &mut Self {
        real(self.next(), value);
        self
    }

    /// `12.34`
    pub fn length(&mut self, value: Pt) -> &mut Self {
        length(self.next(), value);
        self
    }

    /// `true`
    pub fn boolean(&mut self, value: bool) -> &mut Self {
        boolean(self.next(), value);
        self
    }

    /// `null`
    pub fn null(&mut self) -> &mut Self {
        self.next().extend_from_slice(b"null");
        self
    }

    /// `/Name`
    pub fn name(&mut self, value: &str) -> &mut Self {
        name(self.out, value.as_bytes());
        self
    }

    /// `12 0 R`
    pub fn reference(&mut self, value: Ref) -> &mut Self {
        reference(self.next(), value);
        self
    }

    /// `(bytes)`
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        bytes(self.out, value);
        self
    }

    /// `<<..>>`
    pub fn dictionary(&mut self, fill: impl FnOnce(&mut Dictionary<'_>)) -> &mut Self {
        dictionary(self.out, fill);
        self
    }

    fn next(&mut self) -> &mut Vec<u8> {
        if !self.out.ends_with(b"[") {
            self.out.push(b' ');
        }
        self.out
    }
}

/// A name; what isn't regular is written `#xx` (7.3.5).
pub fn name(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'/');
    for byte in value {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(byte) => out.push(*byte),
            _ => {
                out.push(b'#');
                hexadecimal(out, *byte);
            }
        }
    }
}

/// A byte in hexadecimal digits.
pub fn hexadecimal(out: &mut Vec<u8>, byte: u8) {
    let digit = |value: u8| {
        if value < 10 {
            b'0' + value
        } else {
            b'A' + value - 10
        }
    };
    out.extend([digit(byte >> 4), digit(byte & 15)]);
}

/// A whole number.
pub fn integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    digits(out, value.unsigned_abs());
}

fn digits(out: &mut Vec<u8>, mut value: u64) {
    let mut buffer = [b'0'; 20];
    let mut start = buffer.len();
    loop {
        start -= 1;
        if let Some(place) = buffer.get_mut(start) {
            *place = b'0' + (value % 10) as u8;
        }
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(buffer.get(start..).unwrap_or_default());
}

/// A number with up to five decimals.
pub fn real(out: &mut Vec<u8>, value: f32) {
    fixed(out, (f64::from(value) * 100_000.0).round() as i64, 5);
}

/// A number with up to three decimals.
pub fn thousandths(out: &mut Vec<u8>, value: f32) {
    fixed(out, (f64::from(value) * 1000.0).round() as i64, 3);
}

/// A length in points with up to two decimals.
pub fn length(out: &mut Vec<u8>, value: Pt) {
    hundredths(out, in_hundredths(value));
}

/// No page is larger than this (PDF/A-3, 6.1.13), so nothing is placed further out.
const FURTHEST: f32 = 14_400.0;

/// A length in hundredths of a point.
pub fn in_hundredths(length: Pt) -> i32 {
    nearest(length.0.clamp(-FURTHEST, FURTHEST) * 100.0)
}

/// The nearest whole number. `f32::round` is a call into the C library where the processor's instruction can't be taken for granted.
#[inline]
pub fn nearest(value: f32) -> i32 {
    (value + 0.5_f32.copysign(value)) as i32
}

/// `true` or `false`.
pub fn boolean(out: &mut Vec<u8>, value: bool) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

/// A number given as a multiple of a hundredth.
pub fn hundredths(out: &mut Vec<u8>, value: i32) {
    fixed(out, i64::from(value), 2);
}

/// `value` divided by ten to the power `decimals`, without needless zeros.
fn fixed(out: &mut Vec<u8>, value: i64, decimals: u32) {
    let unit = 10_u64.pow(decimals);
    let magnitude = value.unsigned_abs();
    if value < 0 {
        out.push(b'-');
    }
    let (whole, mut rest) = (magnitude / unit, magnitude % unit);
    if whole > 0 || rest == 0 {
        digits(out, whole);
    }
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut place = unit / 10;
    while rest > 0 && place > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// A reference to an indirect object.
pub fn reference(out: &mut Vec<u8>, value: Ref) {
    digits(out, u64::from(value.0));
    out.extend_from_slice(b" 0 R");
}

/// A byte string in parentheses (7.3.4.2). A bare carriage return would be read as a line feed, so it is escaped too.
pub fn bytes(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'(');
    for byte in value {
        string_byte(out, *byte);
    }
    out.push(b')');
}

/// One byte of a string in parentheses.
#[inline]
pub fn string_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        b'\r' => out.extend_from_slice(b"\\r"),
        _ => out.push(byte),
    }
}

/// Has a character a place in what is read? Controls but tab and line feed have none, nor has what is no character; XML 1.0 can't
/// even hold them.
pub fn is_text(character: char) -> bool {
    match character {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => !character.is_control(),
    }
}

/// A text string (7.9.2.2): ASCII as it is, all else in UTF-16BE behind its byte order mark. What is no text is left out.
pub fn text(out: &mut Vec<u8>, value: &str) {
    if value
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'))
    {
        bytes(out, value.as_bytes());
        return;
    }
    let mut encoded = vec![0xFE, 0xFF];
    for character in value.chars().filter(|character| is_text(*character)) {
        let mut units = [0; 2];
        let units = character.encode_utf16(&mut units).iter();
        encoded.extend(units.flat_map(|unit| unit.to_be_bytes()));
    }
    bytes(out, &encoded);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_are_short() {
        let numbers =
            [0, 5, -5, 50, 100, -1234, 99_999].map(|value| written(|out| hundredths(out, value)));
        assert_eq!(numbers, ["0", ".05", "-.05", ".5", "1", "-12.34", "999.99"]);
        assert_eq!(written(|out| real(out, 0.1)), ".1");
        assert_eq!(written(|out| real(out, f32::NAN)), "0");
        assert_eq!(
            written(|out| integer(out, i64::MIN)),
            "-9223372036854775808"
        );
    }

    #[test]
    fn names_and_strings_escape_what_would_end_them() {
        assert_eq!(written(|out| name(out, b"A b/c#")), "/A#20b#2Fc#23");
        assert_eq!(written(|out| bytes(out, b"(a\\\r")), "(\\(a\\\\\\r)");
        assert_eq!(written(|out| text(out, "plain")), "(plain)");
        let mut encoded = Vec::new();
        text(&mut encoded, "é");
        assert_eq!(encoded, b"(\xFE\xFF\x00\xE9)");
        encoded.clear();
        text(&mut encoded, "\0a\r\u{85}\u{FFFE}");
        assert_eq!(encoded, b"(\xFE\xFF\x00a)");
    }

    #[test]
    fn dictionaries_nest() {
        let object = written(|out| {
            dictionary(out, |dictionary| {
                dictionary
                    .name("Type", "Page")
                    .integer("N", 3)
                    .reference("P", Ref(7))
                    .array("K", |kids| {
                        kids.reference(Ref(1)).name("XYZ").null().integer(4);
                    });
            });
        });
        assert_eq!(object, "<</Type/Page/N 3/P 7 0 R/K[1 0 R/XYZ null 4]>>");
    }
}

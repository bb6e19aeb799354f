//! `data:` URLs (RFC 2397): takes one, gives the bytes it carries, and back; what type one claims is never asked.

use super::MediaKind;
use crate::percent;

/// The bytes of a `data:` URL.
pub(crate) fn decode(url: &str) -> Option<Vec<u8>> {
    let (scheme, rest) = url.trim().split_at_checked(5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (kind, data) = rest.split_once(',')?;
    let data = percent::decoded_bytes(data);
    if kind.trim_end().to_ascii_lowercase().ends_with(";base64") {
        base64(&data)
    } else {
        Some(data)
    }
}

/// The `data:` URL of a picture.
pub(super) fn encode(kind: MediaKind, bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut url = format!("data:{};base64,", kind.media_type());
    url.reserve(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 0x3F) as usize);
            url.push(
                digit
                    .filter(|_| place <= group.len())
                    .map_or('=', |digit| char::from(*digit)),
            );
        }
    }
    url
}

/// Base64 in either alphabet, spaces and padding aside (RFC 4648 sections 4 and 5).
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=')
    {
        bits = bits << 6 | sextet(*digit)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    Some(bytes)
}

fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::{MediaKind, decode as bytes, encode};

    #[test]
    fn data_is_base64_or_escaped() {
        assert_eq!(
            bytes("data:image/gif;base64,R0lGODlh").as_deref(),
            Some(&b"GIF89a"[..])
        );
        assert_eq!(
            bytes("DATA:image/svg+xml;charset=utf8;base64,PHN2Zy8+").as_deref(),
            Some(&b"<svg/>"[..])
        );
        assert_eq!(bytes("data:,a%20b%").as_deref(), Some(&b"a b%"[..]));
        assert_eq!(bytes("data:image/gif;base64,R0lG*"), None);
        assert_eq!(bytes("data:image/gif"), None);
    }

    #[test]
    fn what_is_encoded_decodes_again() {
        assert_eq!(
            encode(MediaKind::Gif, b"GIF8"),
            "data:image/gif;base64,R0lGOA=="
        );
        for length in 0..9 {
            let picture: Vec<u8> = (0..length).map(|n| 250 + (n as u8 % 6)).collect();
            assert_eq!(bytes(&encode(MediaKind::Png, &picture)), Some(picture));
        }
    }
}

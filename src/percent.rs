//! Percent-encoding (RFC 3986, 2.1): takes text with escapes, gives what they stand for.

use std::borrow::Cow;

/// The bytes that a text stands for; a stray `%` stands for itself.
pub(crate) fn decoded_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = (*first == b'%')
            .then(|| after.first_chunk::<2>().and_then(hexadecimal))
            .flatten();
        bytes.push(escape.unwrap_or(*first));
        rest = after
            .get(if escape.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    bytes
}

/// `%C3%A4` as `ä`; what stands for no UTF-8 stays as it is.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    match String::from_utf8(decoded_bytes(text)) {
        Ok(decoded) => Cow::Owned(decoded),
        Err(_) => Cow::Borrowed(text),
    }
}

fn hexadecimal(digits: &[u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? * 16 + low?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(decoded("a%20b%C3%a4"), "a bä");
        assert_eq!(decoded("100%, %4x, %FF"), "100%, %4x, %FF");
        assert_eq!(decoded_bytes("%FF%"), b"\xFF%");
    }
}

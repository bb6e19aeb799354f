//! List markers: takes a list's style and an item's number, gives the words beside the item.

use crate::pdf::page::ListNumbering;
use crate::style::ListMarker;

/// The marker of item `number`; `None` where there is none.
pub(super) fn text(marker: &ListMarker, number: i64) -> Option<String> {
    let counted =
        |letters: Option<String>| Some(letters.unwrap_or_else(|| number.to_string()) + ".");
    match marker {
        ListMarker::Disc => Some("•".to_owned()),
        ListMarker::Circle => Some("◦".to_owned()),
        ListMarker::Square => Some("▪".to_owned()),
        ListMarker::Decimal => counted(None),
        ListMarker::LowerAlpha => counted(alphabetic(number)),
        ListMarker::UpperAlpha => counted(alphabetic(number).map(|text| text.to_uppercase())),
        ListMarker::LowerRoman => counted(roman(number)),
        ListMarker::UpperRoman => counted(roman(number).map(|text| text.to_uppercase())),
        ListMarker::Text(text) => Some(text.to_string()),
        ListMarker::None => None,
    }
}

/// What a reader who doesn't see the marker is told of the list.
pub(super) fn numbering(marker: &ListMarker) -> ListNumbering {
    match marker {
        ListMarker::Disc => ListNumbering::Disc,
        ListMarker::Circle => ListNumbering::Circle,
        ListMarker::Square => ListNumbering::Square,
        ListMarker::Decimal => ListNumbering::Decimal,
        ListMarker::LowerAlpha => ListNumbering::LowerAlpha,
        ListMarker::UpperAlpha => ListNumbering::UpperAlpha,
        ListMarker::LowerRoman => ListNumbering::LowerRoman,
        ListMarker::UpperRoman => ListNumbering::UpperRoman,
        ListMarker::Text(_) | ListMarker::None => ListNumbering::None,
    }
}

/// a to z, aa to zz, ...: bijective base 26 (CSS Counter Styles 3, section 3.1.3).
fn alphabetic(number: i64) -> Option<String> {
    let mut rest = u64::try_from(number).ok().filter(|number| *number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    Some(letters.iter().rev().collect())
}

/// i to mmmcmxcix (CSS Counter Styles 3, section 6.1); outside that, figures are clearer.
fn roman(number: i64) -> Option<String> {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_count_as_their_style_says() {
        let of = |marker, number| text(&marker, number).unwrap_or_default();
        assert_eq!(of(ListMarker::Decimal, 7), "7.");
        assert_eq!(of(ListMarker::LowerAlpha, 28), "ab.");
        assert_eq!(of(ListMarker::UpperAlpha, 26), "Z.");
        assert_eq!(of(ListMarker::LowerRoman, 1994), "mcmxciv.");
        assert_eq!(of(ListMarker::UpperRoman, 4), "IV.");
    }

    #[test]
    fn numbers_without_letters_are_figures() {
        assert_eq!(text(&ListMarker::LowerRoman, 0).as_deref(), Some("0."));
        assert_eq!(text(&ListMarker::LowerAlpha, -3).as_deref(), Some("-3."));
        assert_eq!(
            text(&ListMarker::UpperRoman, i64::MAX).as_deref(),
            Some("9223372036854775807.")
        );
    }
}

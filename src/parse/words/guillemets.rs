//! Guillemets as kramdown has them typed: `<<words>>`, and with spaces inside `<< words >>`, which never part from the words.

/// Each way to type them, the longer first, and what is set.
const TYPED: [(&str, &str); 4] = [
    ("<< ", "«\u{A0}"),
    (" >>", "\u{A0}»"),
    ("<<", "«"),
    (">>", "»"),
];

/// A text with its guillemets set.
pub(in crate::parse) fn set(text: String) -> String {
    if !text.contains("<<") && !text.contains(">>") {
        return text;
    }
    let set = TYPED.iter();
    set.fold(text, |text, (typed, set)| text.replace(typed, set))
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn guillemets() {
        for (typed, expected) in [
            ("This <<is>> it", "This «is» it"),
            ("<< this >> too", "«\u{A0}this\u{A0}» too"),
            ("a < b > c", "a < b > c"),
        ] {
            assert_eq!(set(typed.to_owned()), expected);
        }
    }
}

//! Which of several families that have the same characters suits a book best: takes names, gives an order.

/// Greater is better; families are compared by what comes first.
pub type Merit = (
    /* from the user's folders */ bool,
    /* covers nearly all that is wanted */ bool,
    /* of the language's own forms */ bool,
    /* not for screens, headlines or code */ bool,
    /* a book face, as the body's is a serif */ bool,
    /* of a series that covers most scripts in one design */ bool,
    /* in hundredths of what is wanted */ usize,
    /* of equals, the first by name */ std::cmp::Reverse<String>,
);

/// Words in names of families that are not made for running text, or for another hand than books use.
const SPECIAL: [&str; 14] = [
    "ui",
    "mono",
    "kufi",
    "nastaliq",
    "rashi",
    "display",
    "looped",
    "unjoined",
    "condensed",
    "black",
    "thin",
    "symbols",
    "supplement",
    "dotless",
];
/// Words in names of book faces.
const BOOK: [&str; 8] = [
    "serif", "naskh", "mincho", "ming", "song", "batang", "myungjo", "amiri",
];

/// The merit of a family for a script in a language; `share` in hundredths is how much it covers.
pub fn merit(family: &str, is_own: bool, share: usize, script: &str, language: &str) -> Merit {
    let lower = family.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    (
        is_own,
        share >= 95,
        is_of_land(&words, land(script, language)),
        !has(&SPECIAL) || script == "Zyyy",
        has(&BOOK),
        words.first() == Some(&"noto"),
        share,
        std::cmp::Reverse(lower),
    )
}

/// Lands as families are named after them (`Noto Serif CJK JP`): Han characters are written differently from one to another.
const LANDS: [&str; 5] = ["jp", "kr", "sc", "tc", "hk"];

/// A family named after no land is of none in particular.
fn is_of_land(words: &[&str], land: &str) -> bool {
    words.contains(&land) || !words.iter().any(|word| LANDS.contains(word))
}

fn land(script: &str, language: &str) -> &'static str {
    let language = language.to_lowercase();
    match (script, language.split('-').next().unwrap_or_default()) {
        ("Hang", _) | (_, "ko") => "kr",
        (_, "ja") => "jp",
        _ if ["hk", "mo"].iter().any(|land| language.ends_with(land)) => "hk",
        _ if ["hant", "tw"].iter().any(|land| language.contains(land)) => "tc",
        _ => "sc",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(families: &[&'static str], script: &str, language: &str) -> &'static str {
        let merit = |family: &&&'static str| merit(family, false, 100, script, language);
        families.iter().max_by_key(merit).copied().unwrap_or("")
    }

    #[test]
    fn book_faces_come_before_others() {
        let arabic = [
            "Noto Kufi Arabic",
            "Noto Naskh Arabic",
            "Noto Naskh Arabic UI",
            "Noto Sans Arabic",
        ];
        assert_eq!(best(&arabic, "Arab", "fa"), "Noto Naskh Arabic");
        let hebrew = ["Noto Rashi Hebrew", "Noto Sans Hebrew", "Noto Serif Hebrew"];
        assert_eq!(best(&hebrew, "Hebr", "he"), "Noto Serif Hebrew");
    }

    #[test]
    fn han_is_set_in_the_forms_of_its_language() {
        let all = [
            "Noto Serif CJK HK",
            "Noto Serif CJK JP",
            "Noto Serif CJK SC",
            "Noto Serif CJK TC",
        ];
        let of = |language| best(&all, "Hani", language);
        assert_eq!(of("ja"), "Noto Serif CJK JP");
        assert_eq!(of("zh"), "Noto Serif CJK SC");
        assert_eq!(of("zh-Hant"), "Noto Serif CJK TC");
        assert_eq!(of("zh-HK"), "Noto Serif CJK HK");
    }
}

//! Formulas and prices: takes what stands between dollars, says whether an author meant a formula.

/// Is `$formula$` a formula? Money and shell variables are not: a dollar between letters or digits, or words after a number. Nor is
/// `\$$formula$$`, which shows dollars.
pub(super) fn is_formula(before: Option<char>, formula: &str, after: Option<char>) -> bool {
    let outside_word = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
    let outside_dollars = before != Some('$') && after != Some('$');
    outside_word(before) && outside_word(after) && outside_dollars && !is_price(formula)
}

/// `5/month or 10`: begins with a digit, holds a word, and nothing that only TeX has.
fn is_price(formula: &str) -> bool {
    formula.starts_with(|c: char| c.is_ascii_digit())
        && !formula.contains(['\\', '^', '_', '=', '{', '<', '>'])
        && formula
            .split_whitespace()
            .any(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas() {
        for formula in [
            "x",
            "O(n log n)",
            "2^n",
            "5 = 3 + 2",
            r"1 \text{ or } 2",
            "2x",
        ] {
            assert!(is_formula(Some(' '), formula, Some('.')), "{formula}");
        }
    }

    #[test]
    fn prices_and_variables() {
        assert!(!is_formula(None, "5/month or 10", None));
        assert!(!is_formula(Some('S'), "5 and CA", Some('6')));
        assert!(!is_formula(Some('$'), "x", Some('$')));
        assert!(!is_formula(None, "HOME/bin:", Some('P')));
    }
}

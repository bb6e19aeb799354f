//! Names with numbers in them in the order in which people count.

use std::cmp::Ordering;

/// `part-2` before `part-10`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (number_a, number_b) = (digits(a), digits(b));
        let (first, second) = match (number_a, number_b) {
            ("", _) | (_, "") => (a.chars().next(), b.chars().next()),
            (first, second) => {
                let (short, long) = (
                    first.trim_start_matches('0'),
                    second.trim_start_matches('0'),
                );
                match short.len().cmp(&long.len()).then_with(|| short.cmp(long)) {
                    Ordering::Equal => {
                        (a, b) = (after(a, first.len()), after(b, second.len()));
                        continue;
                    }
                    unequal => return unequal,
                }
            }
        };
        match (first, second) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) if x == y => {
                (a, b) = (after(a, x.len_utf8()), after(b, y.len_utf8()))
            }
            _ => return first.cmp(&second),
        }
    }
}

/// The digits that `text` begins with.
pub fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or("")
}

fn after(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_count() {
        let mut names = ["part-10", "part-2", "part-02b", "part-", "a"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "part-", "part-2", "part-02b", "part-10"]);
    }
}

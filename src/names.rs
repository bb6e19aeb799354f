//! Names: takes a wish, gives the wish or one like it that is free; takes a name mistyped, gives the one that was meant.

use std::collections::{HashMap, HashSet};

/// The names given so far.
#[derive(Debug, Default)]
pub(crate) struct Names {
    given: HashSet<String>,
    /// The number that the last name like this one got, so that the next needs no search.
    last: HashMap<String, usize>,
}

impl Names {
    /// Gives exactly this name, if nobody has it.
    pub(crate) fn give(&mut self, name: &str) -> bool {
        self.given.insert(name.to_owned())
    }

    /// Gives `like`, or `like-2`, `like-3`, ... if it is taken.
    pub(crate) fn free(&mut self, like: &str) -> String {
        let last = self.last.entry(like.to_owned()).or_default();
        loop {
            *last += 1;
            let name = match *last {
                1 => like.to_owned(),
                n => format!("{like}-{n}"),
            };
            if self.given.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// The known name that `typed` may have been meant to be: the one that the fewest letters set apart, two at most.
///
/// ```
/// use chapbook::names::nearest;
/// assert_eq!(nearest("titel", ["title", "author"].into_iter()), Some("title"));
/// assert_eq!(nearest("colour", ["title", "author"].into_iter()), None);
/// ```
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_ascii_lowercase();
    let by_distance = known.map(|known| (distance(&typed, known), known));
    let (distance, known) = by_distance.min()?;
    (distance <= 2).then_some(known)
}

/// How many letters must be added, dropped or replaced to make one word of the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut left = line + 1;
        let mut diagonal = line;
        for (above, b) in row.iter_mut().skip(1).zip(to.chars()) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *above;
            left = replaced.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_levenshtein_s() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn each_name_is_given_once() {
        let mut names = Names::default();
        assert!(names.give("b-2") && !names.give("b-2"));
        assert_eq!(
            ["a", "a", "b", "b"].map(|like| names.free(like)),
            ["a", "a-2", "b", "b-3"]
        );
    }
}

//! Names that are given once: takes a wish, gives the wish or one like it.

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

#[cfg(test)]
mod tests {
    use super::*;

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

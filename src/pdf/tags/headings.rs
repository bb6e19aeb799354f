//! Heading levels without gaps (PDF/UA-1 7.4.2): takes the levels of a book's headings in order, gives levels of which the first is 1
//! and none goes more than one deeper than the one before.

/// The levels that have been met on the way down to here.
#[derive(Debug, Default)]
pub struct Levels {
    open: Vec<u16>,
}

impl Levels {
    /// The level of the next heading, which its author gave the level `written`.
    pub fn next(&mut self, written: u16) -> u8 {
        while self.open.last().is_some_and(|open| *open >= written) {
            self.open.pop();
        }
        self.open.push(written);
        self.open.len().min(6) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(written: &[u16]) -> Vec<u8> {
        let mut levels = Levels::default();
        written.iter().map(|level| levels.next(*level)).collect()
    }

    #[test]
    fn gaps_are_closed_and_siblings_stay_siblings() {
        assert_eq!(levels(&[1, 2, 3, 2]), [1, 2, 3, 2]);
        assert_eq!(levels(&[1, 4, 4, 2, 5]), [1, 2, 2, 2, 3]);
        assert_eq!(levels(&[3, 2, 1]), [1, 1, 1]);
    }
}

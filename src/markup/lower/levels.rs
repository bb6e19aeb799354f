//! Headings' levels: as written, or such that none is skipped, which PDF/UA-1 (7.4.2) and readers' ears ask for.

use crate::document::HeadingLevel;

/// How an author's heading levels become elements' levels.
pub(super) enum Levels {
    /// As they are.
    AsWritten,
    /// Each one below the nearest earlier heading of a smaller number.
    Nested {
        /// The level of what all headings stand below: 1 under a title, 0 without one.
        above: u8,
        /// The author's levels of the headings that are open.
        open: Vec<HeadingLevel>,
    },
}

impl Levels {
    /// Levels below a chapter's title, or from the first on where it is `untitled`.
    pub(super) fn below(untitled: bool) -> Levels {
        Levels::Nested {
            above: u8::from(!untitled),
            open: Vec::new(),
        }
    }

    /// The level of the next heading.
    pub(super) fn next(&mut self, written: HeadingLevel) -> HeadingLevel {
        match self {
            Levels::AsWritten => written,
            Levels::Nested { above, open } => {
                while open.last().is_some_and(|last| *last >= written) {
                    open.pop();
                }
                open.push(written);
                let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
                HeadingLevel::new(above.saturating_add(depth))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(untitled: bool, written: &[u8]) -> Vec<u8> {
        let mut levels = Levels::below(untitled);
        let next = |level: &u8| levels.next(HeadingLevel::new(*level)).get();
        written.iter().map(next).collect()
    }

    #[test]
    fn no_level_is_skipped() {
        assert_eq!(numbered(false, &[3, 3, 2, 4, 1]), [2, 2, 2, 3, 2]);
        assert_eq!(numbered(true, &[2, 5, 2]), [1, 2, 1]);
        assert_eq!(numbered(false, &[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }
}

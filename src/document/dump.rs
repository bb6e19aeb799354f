//! The model as indented text, which tests compare: one node a line, with its span.

use crate::document::Chapter;

/// Writes a chapter as indented text.
pub fn dump(chapter: &Chapter) -> String {
    format!("{chapter:#?}")
}

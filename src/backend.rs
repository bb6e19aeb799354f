//! What a backend is: takes a styled book, writes bytes.

use crate::diagnostics::{Diagnostics, Result};
use crate::style::StyledBook;
use std::io::Write;

/// Turns a book into one file of its format. It touches neither disk nor network nor clock.
pub trait Backend {
    /// The value of `--to`, and the extension: `epub`.
    fn name(&self) -> &'static str;

    /// Writes the book to `out`.
    ///
    /// # Errors
    /// When `out` can't be written, or the book can't be made at all. What can be replaced by the next best is a message.
    fn render(
        &self,
        book: &StyledBook<'_>,
        out: &mut dyn Write,
        messages: &mut Diagnostics,
    ) -> Result<()>;
}

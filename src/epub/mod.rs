//! The EPUB backend: takes a styled book, gives an EPUB 3.3.

use crate::backend::Backend;
use crate::diagnostics::{Diagnostics, Result};
use crate::style::StyledBook;
use std::io::Write;

/// Writes EPUB 3.3.
#[derive(Debug, Default)]
pub struct Epub {}

impl Backend for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn render(
        &self,
        _book: &StyledBook<'_>,
        _out: &mut dyn Write,
        _messages: &mut Diagnostics,
    ) -> Result<()> {
        Ok(())
    }
}

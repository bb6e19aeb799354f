//! The PDF backend: takes a styled book, gives a tagged PDF (PDF/UA-1, PDF/A-3a).

pub mod boxes;
pub mod breaker;
pub mod fonts;
pub mod line;
pub mod page;
pub mod pages;

use crate::backend::Backend;
use crate::diagnostics::{Diagnostics, Result};
use crate::style::StyledBook;
use std::io::Write;

/// Writes tagged PDF.
#[derive(Debug, Default)]
pub struct Pdf {}

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
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

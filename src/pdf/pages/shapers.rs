//! Shapers for many threads: each keeps what it has learnt of words and faces for whoever needs one next.

use super::Typesetter;
use crate::pdf::fonts::FontLibrary;
use crate::pdf::line::{Line, Piece};
use crate::pdf::lines;
use crate::pdf::shape::Shaper;
use crate::style::ComputedStyle;
use crate::units::Pt;
use std::sync::{Mutex, PoisonError};

/// Sets lines with the faces of a library. As many shapers are made as threads ask at once.
pub struct Shapers<'f> {
    fonts: &'f FontLibrary,
    idle: Mutex<Vec<Shaper<'f>>>,
}

impl<'f> Shapers<'f> {
    /// None yet.
    pub fn new(fonts: &'f FontLibrary) -> Shapers<'f> {
        Shapers {
            fonts,
            idle: Mutex::new(Vec::new()),
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Shaper<'f>) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let mut shaper = taken.unwrap_or_else(|| Shaper::new(self.fonts));
        let outcome = work(&mut shaper);
        idle().push(shaper);
        outcome
    }
}

impl Typesetter for Shapers<'_> {
    fn set(&self, pieces: Vec<Piece>, style: &ComputedStyle, measure: Pt) -> Vec<Line> {
        self.with(|shaper| lines::set(&pieces, measure, style, shaper))
    }

    fn widths(&self, pieces: &[Piece], style: &ComputedStyle) -> (Pt, Pt) {
        let widths = self.with(|shaper| lines::widths(pieces, style, shaper));
        (widths.min, widths.max)
    }
}

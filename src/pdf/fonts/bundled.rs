//! The faces that come with the program.

use super::{Entry, Family};
use crate::style::FontSlant;
use std::sync::OnceLock;

macro_rules! face {
    ($family:ident, $weight:literal, $slant:ident, $file:literal) => {
        Entry {
            family: Family::$family,
            weight: $weight,
            slant: FontSlant::$slant,
            bytes: include_bytes!(concat!("../../../styles/fonts/", $file)),
            face: OnceLock::new(),
        }
    };
}

/// The bundled faces, none of them parsed yet.
pub(super) fn faces() -> [Entry; 8] {
    [
        face!(Serif, 400, Normal, "LibertinusSerif-Regular.otf"),
        face!(Serif, 400, Italic, "LibertinusSerif-Italic.otf"),
        face!(Serif, 700, Normal, "LibertinusSerif-Bold.otf"),
        face!(Serif, 700, Italic, "LibertinusSerif-BoldItalic.otf"),
        face!(Monospace, 400, Normal, "DejaVuSansMono.ttf"),
        face!(Monospace, 400, Italic, "DejaVuSansMono-Oblique.ttf"),
        face!(Monospace, 700, Normal, "DejaVuSansMono-Bold.ttf"),
        face!(Monospace, 700, Italic, "DejaVuSansMono-BoldOblique.ttf"),
    ]
}

//! The faces that come with the program: takes nothing, gives their files and what each is chosen by.

/// A face that comes with the program; its licence lies beside it in `styles/fonts`.
#[derive(Debug, Clone, Copy)]
pub struct BundledFace {
    /// Is it of fixed width, DejaVu Sans Mono? Else it is Libertinus Serif.
    pub monospaced: bool,
    /// Is it bold?
    pub bold: bool,
    /// Does it lean?
    pub italic: bool,
    /// Its file, TrueType or OpenType.
    pub bytes: &'static [u8],
}

/// The serif family's name.
pub const SERIF: &str = "Libertinus Serif";
/// The family of fixed width's name.
pub const MONOSPACE: &str = "DejaVu Sans Mono";

macro_rules! face {
    ($monospaced:literal, $bold:literal, $italic:literal, $file:literal) => {
        BundledFace {
            monospaced: $monospaced,
            bold: $bold,
            italic: $italic,
            bytes: include_bytes!(concat!("../../styles/fonts/", $file)),
        }
    };
}

/// The bundled faces.
pub static BUNDLED: [BundledFace; 8] = [
    face!(false, false, false, "LibertinusSerif-Regular.otf"),
    face!(false, false, true, "LibertinusSerif-Italic.otf"),
    face!(false, true, false, "LibertinusSerif-Bold.otf"),
    face!(false, true, true, "LibertinusSerif-BoldItalic.otf"),
    face!(true, false, false, "DejaVuSansMono.ttf"),
    face!(true, false, true, "DejaVuSansMono-Oblique.ttf"),
    face!(true, true, false, "DejaVuSansMono-Bold.ttf"),
    face!(true, true, true, "DejaVuSansMono-BoldOblique.ttf"),
];

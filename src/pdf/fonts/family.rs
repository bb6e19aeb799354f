//! Families: takes the names that stylesheets use, gives the family among the bundled ones that stands for them.

/// A family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Family {
    /// Libertinus Serif; stands for sans-serif families too, as there is none here.
    #[default]
    Serif,
    /// DejaVu Sans Mono.
    Monospace,
    /// One that was found on the machine, by its number in the library.
    Found(u16),
}

/// Families of fixed width that stylesheets name without `monospace` behind them.
const MONOSPACED: [&str; 15] = [
    "monospace",
    "ui-monospace",
    "dejavu sans mono",
    "bitstream vera sans mono",
    "consolas",
    "courier",
    "courier new",
    "fira code",
    "ibm plex mono",
    "jetbrains mono",
    "liberation mono",
    "menlo",
    "monaco",
    "sfmono-regular",
    "source code pro",
];

/// Generic families and those that the bundled serif is.
const SERIF: [&str; 12] = [
    "serif",
    "ui-serif",
    "sans-serif",
    "ui-sans-serif",
    "system-ui",
    "cursive",
    "fantasy",
    "math",
    "libertinus",
    "libertinus serif",
    "linux libertine",
    "linux libertine o",
];

impl Family {
    /// The family that a name in a stylesheet means; `None` if it is not here.
    pub fn of_name(name: &str) -> Option<Family> {
        let is = |known: &str| known.eq_ignore_ascii_case(name.trim());
        if MONOSPACED.iter().any(|known| is(known)) {
            Some(Family::Monospace)
        } else if SERIF.iter().any(|known| is(known)) {
            Some(Family::Serif)
        } else {
            None
        }
    }
}

//! Lengths as types: takes numbers, gives points, so that an em is never added to a point.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in PDF points, 1/72 inch.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Pt(pub f32);

impl Pt {
    /// No length.
    pub const ZERO: Pt = Pt(0.0);

    /// From millimetres.
    pub const fn from_mm(mm: f32) -> Pt {
        Pt(mm * 72.0 / 25.4)
    }

    /// From CSS pixels, 96 to the inch (CSS Values 4, section 6.2).
    pub const fn from_px(px: f32) -> Pt {
        Pt(px * 0.75)
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: Pt) -> Pt {
        Pt(self.0.max(other.0))
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: Pt) -> Pt {
        Pt(self.0.min(other.0))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Pt {
        Pt(self.0.abs())
    }
}

impl Add for Pt {
    type Output = Pt;
    fn add(self, other: Pt) -> Pt {
        Pt(self.0 + other.0)
    }
}

impl Sub for Pt {
    type Output = Pt;
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0 - other.0)
    }
}

impl Neg for Pt {
    type Output = Pt;
    fn neg(self) -> Pt {
        Pt(-self.0)
    }
}

impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        self.0 += other.0;
    }
}

impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        self.0 -= other.0;
    }
}

impl Mul<f32> for Pt {
    type Output = Pt;
    fn mul(self, factor: f32) -> Pt {
        Pt(self.0 * factor)
    }
}

impl Div<f32> for Pt {
    type Output = Pt;
    fn div(self, divisor: f32) -> Pt {
        Pt(self.0 / divisor)
    }
}

impl Div<Pt> for Pt {
    type Output = f32;
    fn div(self, other: Pt) -> f32 {
        self.0 / other.0
    }
}

impl Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(lengths: I) -> Pt {
        lengths.fold(Pt::ZERO, Add::add)
    }
}

/// Thousandths of an em, PDF's glyph space (PDF 32000-1 9.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct GlyphUnit(pub i16);

impl GlyphUnit {
    /// In points, in type of this size.
    pub fn at(self, size: Pt) -> Pt {
        size * (f32::from(self.0) / 1000.0)
    }
}

/// A point on a page: from the left edge, and down from the top.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left edge of the page.
    pub x: Pt,
    /// Down from the top edge of the page.
    pub y: Pt,
}

impl Point {
    /// Moved to the right and down.
    #[must_use]
    pub fn shifted(self, by: Point) -> Point {
        Point {
            x: self.x + by.x,
            y: self.y + by.y,
        }
    }
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Across.
    pub width: Pt,
    /// Down.
    pub height: Pt,
}

/// A rectangle on a page, `y` down from the top.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its top left corner.
    pub origin: Point,
    /// Its size.
    pub size: Size,
}

impl Rect {
    /// From the left, top, width and height.
    pub fn new(x: Pt, y: Pt, width: Pt, height: Pt) -> Rect {
        Rect {
            origin: Point { x, y },
            size: Size { width, height },
        }
    }

    /// Moved to the right and down.
    #[must_use]
    pub fn shifted(self, by: Point) -> Rect {
        Rect {
            origin: self.origin.shifted(by),
            size: self.size,
        }
    }
}

/// One value for each side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sides<T> {
    /// Top.
    pub top: T,
    /// Right.
    pub right: T,
    /// Bottom.
    pub bottom: T,
    /// Left.
    pub left: T,
}

/// An opaque colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Colour = Colour {
        red: 0,
        green: 0,
        blue: 0,
    };
    /// White.
    pub const WHITE: Colour = Colour {
        red: 255,
        green: 255,
        blue: 255,
    };
}

//! Ink: takes where the words of lines reach far above or below them, parts lines whose ink would meet.
//!
//! Scripts that stack signs on letters reach farther than Latin ones, for which leading is made. Their faces ask for room for the
//! tallest stack there is; a line is given it only where its own ink and that of the next would touch.

use super::height::{Height, Strut};
use crate::pdf::line::Line;
use crate::units::Pt;

/// The ink of a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    /// From the paragraph's left edge to its own.
    pub left: Pt,
    /// To its right edge.
    pub right: Pt,
    /// How far it reaches above and below the baseline.
    pub height: Height,
}

/// Moves lines apart whose ink would meet; each line's stands in order from left to right, that of Latin letters left out. Such letters
/// are taken to stand everywhere, also on both sides of the paragraph.
pub(super) fn part(lines: &mut [Line], inks: &[Vec<Ink>], strut: &Strut) {
    if inks.iter().all(Vec::is_empty) {
        return;
    }
    let (mut above, mut depth): (&[Ink], Pt) = (&[], strut.height.depth);
    for (line, ink) in lines.iter_mut().zip(inks) {
        line.ascent += lack(above, ink, depth + line.ascent, strut);
        (above, depth) = (ink, line.depth);
    }
    if let Some(last) = lines.last_mut() {
        last.depth += lack(above, &[], depth + strut.height.ascent, strut);
    }
}

/// What is missing from baseline to baseline.
fn lack(above: &[Ink], below: &[Ink], leading: Pt, strut: &Strut) -> Pt {
    let letters = strut.letters;
    let depths = above.iter().map(|ink| ink.height.depth + letters.ascent);
    let ascents = below.iter().map(|ink| letters.depth + ink.height.ascent);
    let needed = depths.chain(ascents).fold(Pt::ZERO, Pt::max);
    (needed.max(meeting(above, below)) - leading).max(Pt::ZERO)
}

/// The most that words above each other reach together, both lines from left to right.
fn meeting(above: &[Ink], below: &[Ink]) -> Pt {
    let (mut above, mut below) = (above.iter().peekable(), below.iter().peekable());
    let mut most = Pt::ZERO;
    while let (Some(upper), Some(lower)) = (above.peek(), below.peek()) {
        if upper.left < lower.right && lower.left < upper.right {
            most = most.max(upper.height.depth + lower.height.ascent);
        }
        match upper.right < lower.right {
            true => drop(above.next()),
            false => drop(below.next()),
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(left: f32, right: f32, ascent: f32, depth: f32) -> Ink {
        Ink {
            left: Pt(left),
            right: Pt(right),
            height: Height {
                ascent: Pt(ascent),
                depth: Pt(depth),
            },
        }
    }

    #[test]
    fn only_words_above_each_other_meet() {
        let above = [ink(0.0, 10.0, 8.0, 6.0), ink(20.0, 30.0, 8.0, 4.0)];
        let below = [ink(10.0, 19.0, 12.0, 3.0), ink(25.0, 40.0, 9.0, 3.0)];
        assert_eq!(meeting(&above, &below), Pt(13.0));
        assert_eq!(meeting(&above[..1], &below), Pt::ZERO);
    }
}

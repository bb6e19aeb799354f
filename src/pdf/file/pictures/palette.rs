//! Palettes whose colours can be seen through: takes the rows of indices, gives those of their opacities.

use super::filter::unfilter;
use super::opacities::Opacities;
use super::rows::Rows;
use crate::media::png::PngHeader;

/// The deflated rows of the opacities that the palette gives to each pixel, in `Some` unless all are opaque; `None` where the rows
/// are not whole.
pub fn opacities(header: &PngHeader, palette: &[u8], compressed: &[u8]) -> Option<Option<Vec<u8>>> {
    let width = usize::try_from(header.width).ok()?;
    let bits = usize::from(header.bit_depth);
    let mut rows = Rows::new(compressed, width.checked_mul(bits)?.div_ceil(8));
    let mut above = vec![0; width.saturating_mul(bits).div_ceil(8)];
    let mut row = Vec::with_capacity(above.len());
    let mut seen = Vec::with_capacity(width);
    let mut opacities = Opacities::new(width);
    for _ in 0..header.height {
        let (filter, filtered) = rows.next()?;
        row.clear();
        row.extend_from_slice(filtered);
        unfilter(filter, &mut row, &above);
        seen.clear();
        let indices = row.iter().flat_map(|byte| indices(*byte, bits)).take(width);
        seen.extend(indices.map(|index| palette.get(index).copied().unwrap_or(u8::MAX)));
        opacities.add(0, &seen).ok()?;
        std::mem::swap(&mut above, &mut row);
    }
    rows.end()?;
    Some(opacities.finish())
}

/// The indices that are packed into a byte, the highest bits first (PNG 3rd edition section 7.2).
fn indices(byte: u8, bits: usize) -> impl Iterator<Item = usize> {
    let places = (0..8).step_by(bits.max(1)).rev();
    places.map(move |place| usize::from(byte) >> place & ((1 << bits) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_come_with_the_highest_bits_first() {
        let of = |bits| indices(0b1101_0010, bits).collect::<Vec<_>>();
        assert_eq!(of(1), [1, 1, 0, 1, 0, 0, 1, 0]);
        assert_eq!(of(2), [3, 1, 0, 2]);
        assert_eq!(of(4), [13, 2]);
        assert_eq!(of(8), [210]);
    }
}

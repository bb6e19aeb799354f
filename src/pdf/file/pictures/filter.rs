//! PNG's filters (PNG 3rd edition section 9), which are PDF's predictors: takes samples, gives differences that deflate well, and back.

/// Each row behind the one that leaves the smallest differences.
pub fn filtered(samples: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row.max(1) + 1);
    let mut above = vec![0; row];
    let mut candidate = vec![0; row];
    let mut best = vec![0; row];
    for current in samples.chunks_exact(row.max(1)) {
        let mut least = u64::MAX;
        let mut chosen = 0;
        for number in 0..5 {
            let neighbours = Neighbours {
                current,
                above: &above,
                pixel,
            };
            let size = neighbours.filter(number, &mut candidate);
            if size < least {
                (least, chosen) = (size, number);
                std::mem::swap(&mut best, &mut candidate);
            }
        }
        out.push(chosen);
        out.extend_from_slice(&best);
        above.copy_from_slice(current);
    }
    out
}

/// A row of one byte a pixel behind a filter.
pub fn behind(number: u8, row: &[u8], above: &[u8]) -> Vec<u8> {
    let mut out = vec![0; row.len()];
    let neighbours = Neighbours {
        current: row,
        above,
        pixel: 1,
    };
    neighbours.filter(number, &mut out);
    out
}

/// A row of samples with the row above it.
struct Neighbours<'a> {
    current: &'a [u8],
    above: &'a [u8],
    /// Samples of a pixel: so far to the left is the sample that a sample is told from.
    pixel: usize,
}

impl Neighbours<'_> {
    /// Writes what a filter, by its number, leaves of the row; tells the sum of the differences.
    fn filter(&self, number: u8, out: &mut [u8]) -> u64 {
        match number {
            0 => self.differences(out, |_, _, _| 0),
            1 => self.differences(out, |left, _, _| left),
            2 => self.differences(out, |_, above, _| above),
            3 => self.differences(out, |left, above, _| left.midpoint(above)),
            _ => self.differences(out, paeth),
        }
    }

    /// A function of its own for each prediction, in straight loops over slices: compilers make vector code of these.
    #[inline]
    fn differences(&self, out: &mut [u8], predict: impl Fn(u8, u8, u8) -> u8) -> u64 {
        let (current, above) = (self.current, self.above);
        let first = self.pixel.min(current.len());
        let (out_first, out_rest) = out.split_at_mut(first);
        for ((out, sample), above) in out_first.iter_mut().zip(current).zip(above) {
            *out = sample.wrapping_sub(predict(0, *above, 0));
        }
        let (rest, above_rest) = (current.get(first..), above.get(first..));
        let samples = rest.unwrap_or_default().iter();
        let neighbours = current
            .iter()
            .zip(above_rest.unwrap_or_default())
            .zip(above);
        for ((out, sample), ((left, above), corner)) in
            out_rest.iter_mut().zip(samples).zip(neighbours)
        {
            *out = sample.wrapping_sub(predict(*left, *above, *corner));
        }
        out.iter()
            .map(|byte| u64::from((*byte as i8).unsigned_abs()))
            .sum()
    }
}

#[inline]
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let (left_off, above_off) = ((b - c).abs(), (a - c).abs());
    let corner_off = (a + b - c - c).abs();
    if left_off <= above_off && left_off <= corner_off {
        left
    } else if above_off <= corner_off {
        above
    } else {
        corner
    }
}

/// Turns a filtered row of one byte a pixel back into its samples.
pub fn unfilter(number: u8, row: &mut [u8], above: &[u8]) {
    let (mut left, mut corner) = (0, 0);
    for (sample, above) in row.iter_mut().zip(above) {
        let predicted = match number {
            1 => left,
            2 => *above,
            3 => left.midpoint(*above),
            4 => paeth(left, *above, corner),
            _ => 0,
        };
        *sample = sample.wrapping_add(predicted);
        (left, corner) = (*sample, *above);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_repeat_become_zeros() {
        let row = [3, 9, 27];
        let samples = [row, row].concat();
        let filtered = filtered(&samples, 3, 1);
        assert_eq!(filtered.get(4..), Some([2, 0, 0, 0].as_slice()));
    }

    #[test]
    fn what_was_filtered_comes_back() {
        let rows = [[3, 200, 27, 27], [4, 1, 255, 28], [90, 91, 93, 96]];
        let mut above = [0; 4];
        for row in rows {
            for filter in 0..5 {
                let mut back = behind(filter, &row, &above);
                unfilter(filter, &mut back, &above);
                assert_eq!(back, row);
            }
            above = row;
        }
    }

    #[test]
    fn paeth_takes_the_nearest_neighbour() {
        assert_eq!(paeth(10, 20, 10), 20);
        assert_eq!(paeth(20, 10, 10), 20);
        assert_eq!(paeth(10, 20, 15), 15);
    }
}

//! A picture's opacities: takes their filtered rows, gives them deflated, or nothing where all is opaque, as in most screenshots.

use super::filter::behind;
use crate::pdf::file::deflate;
use flate2::write::ZlibEncoder;
use std::io::{Result, Write};

/// Rows of opacities, one byte a pixel.
pub struct Opacities {
    /// An opaque row behind each of the filters: as the first one, and below another opaque one.
    first: [Vec<u8>; 5],
    below: [Vec<u8>; 5],
    /// How many rows are opaque before the first that isn't.
    opaque: u32,
    /// All rows, as soon as one isn't opaque.
    all: Option<ZlibEncoder<Vec<u8>>>,
}

impl Opacities {
    /// Of a picture so many pixels across.
    pub fn new(width: usize) -> Opacities {
        let (nothing, opaque) = (vec![0; width], vec![u8::MAX; width]);
        let numbers = [0, 1, 2, 3, 4];
        Opacities {
            first: numbers.map(|number| behind(number, &opaque, &nothing)),
            below: numbers.map(|number| behind(number, &opaque, &opaque)),
            opaque: 0,
            all: None,
        }
    }

    /// Adds a row behind its filter.
    ///
    /// # Errors
    /// None that a row in memory could meet with.
    pub fn add(&mut self, filter: u8, row: &[u8]) -> Result<()> {
        if self.all.is_none() && self.is_opaque(filter, row) {
            self.opaque += 1;
            return Ok(());
        }
        let all = match &mut self.all {
            Some(all) => all,
            None => {
                let before = self.opaque_rows()?;
                self.all.insert(before)
            }
        };
        all.write_all(&[filter])?;
        all.write_all(row)
    }

    /// All rows, deflated, unless all are opaque.
    pub fn finish(self) -> Option<Vec<u8>> {
        self.all?.finish().ok()
    }

    /// Below nothing but opaque rows: is this one too?
    fn is_opaque(&self, filter: u8, row: &[u8]) -> bool {
        let rows = if self.opaque == 0 {
            &self.first
        } else {
            &self.below
        };
        rows.get(usize::from(filter))
            .is_some_and(|opaque| opaque == row)
    }

    /// The opaque rows that were only counted, as they are.
    fn opaque_rows(&self) -> Result<ZlibEncoder<Vec<u8>>> {
        let mut all = deflate::writer();
        let [as_it_is, ..] = &self.first;
        for _ in 0..self.opaque {
            all.write_all(&[0])?;
            all.write_all(as_it_is)?;
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn opaque_rows_behind_any_filter_need_no_mask() {
        let mut opacities = Opacities::new(3);
        let rows: [(u8, [u8; 3]); 6] = [
            (1, [255, 0, 0]),
            (2, [0, 0, 0]),
            (3, [128, 0, 0]),
            (4, [0, 0, 0]),
            (0, [255, 255, 255]),
            (2, [0, 0, 0]),
        ];
        for (filter, row) in rows {
            opacities.add(filter, &row).unwrap();
        }
        assert_eq!(opacities.finish(), None);
    }

    #[test]
    fn the_opaque_rows_before_another_are_in_the_mask() {
        let mut opacities = Opacities::new(2);
        opacities.add(1, &[255, 0]).unwrap();
        opacities.add(2, &[0, 1]).unwrap();
        let mut rows = Vec::new();
        let deflated = opacities.finish().unwrap();
        let mut inflated = flate2::read::ZlibDecoder::new(&*deflated);
        inflated.read_to_end(&mut rows).unwrap();
        assert_eq!(rows, [0, 255, 255, 2, 0, 1]);
    }
}

//! Thai, Lao, Khmer and Burmese: takes text whose words are written together, gives the words, between which lines are justified.
//!
//! A line of these scripts has few spaces, which part sentences. It is filled by a little space between its words, which are known from
//! dictionaries as its end is. Space between letters would be calmer still, but whoever reads the text from the page takes it for spaces.

use harfrust::{Script, script as scripts};
use icu_segmenter::{LineSegmenter, options::LineBreakOptions};

/// Are the words of a script written together?
pub(super) fn are_written(script: Script) -> bool {
    [
        scripts::THAI,
        scripts::LAO,
        scripts::KHMER,
        scripts::MYANMAR,
    ]
    .contains(&script)
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(text).filter(|at| *at > 0).collect();
    let mut start = 0;
    ends.into_iter().map(move |end| {
        let word = text.get(start..end).unwrap_or_default();
        start = end;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_that_no_space_parts() {
        let parts = |text| words(text).collect::<Vec<_>>();
        assert_eq!(parts("ภาษาไทย"), ["ภาษา", "ไทย"]);
        assert_eq!(parts(""), [""; 0]);
    }
}

//! Where a sign stands in a line, such as the bars in a table's row. One behind a backslash or in code is none.

use crate::parse::kramdown::backtick;

/// Where a sign stands in a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Among words: between the cells of a row.
    pub(super) apart: Vec<usize>,
    /// In code.
    pub(super) in_code: Vec<usize>,
}

impl Signs {
    /// Those of a line.
    pub(super) fn of(line: &str, sign: u8) -> Signs {
        let mut signs = Signs::default();
        let bytes = line.as_bytes();
        // Lengths of runs of backticks that nothing closes, so that each is searched once.
        let mut unclosed = Vec::new();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                _ if *byte == sign => signs.apart.push(at),
                b'`' if !backtick::is_lone(bytes, at) => {
                    let length = run(bytes, at);
                    match closing(bytes, at + length, length, &mut unclosed) {
                        Some(close) => {
                            signs
                                .in_code
                                .extend((at..close).filter(|i| bytes.get(*i) == Some(&sign)));
                            at = close + length - 1;
                        }
                        None => at += length - 1,
                    }
                }
                _ => {}
            }
            at += 1;
        }
        signs
    }

    /// How many cells they make of `line`, if they are bars.
    pub(super) fn cells(&self, line: &str) -> usize {
        let outer = usize::from(self.apart.first() == Some(&0))
            + usize::from(self.apart.len() > 1 && self.apart.last() == Some(&(line.len() - 1)));
        (self.apart.len() + 1).saturating_sub(outer).max(1)
    }
}

fn run(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| **byte == b'`').count()
}

/// Where the next run of so many backticks begins.
fn closing(bytes: &[u8], from: usize, length: usize, unclosed: &mut Vec<usize>) -> Option<usize> {
    if unclosed.contains(&length) {
        return None;
    }
    let mut at = from;
    while at < bytes.len() {
        match run(bytes, at) {
            0 => at += 1,
            other if other == length => return Some(at),
            other => at += other,
        }
    }
    unclosed.push(length);
    None
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn bars_and_cells() {
        for (line, apart, in_code, cells) in [
            ("| a | b |", vec![0, 4, 8], vec![], 2),
            ("| a | b", vec![0, 4], vec![], 2),
            ("a | b", vec![2], vec![], 2),
            ("| `a|b` | c", vec![0, 8], vec![4], 2),
            (r"| a \| b", vec![0], vec![], 1),
            ("| ``a`|b`` ` |", vec![0, 13], vec![6], 1),
            ("|", vec![0], vec![], 1),
        ] {
            let bars = Signs::of(line, b'|');
            assert_eq!(bars.cells(line), cells, "{line}");
            assert_eq!(bars, Signs { apart, in_code }, "{line}");
        }
    }
}

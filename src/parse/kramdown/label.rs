//! Labels of links apart from their words, `[words] [label]`, as the first Markdown had them: takes a line, brings them together.

use crate::parse::Dialect;
use crate::parse::kramdown::destination;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::phrases::Edits;
use crate::parse::kramdown::scan::Scanner;
use crate::parse::kramdown::signs::Signs;
use std::collections::BTreeSet;

/// The labels that links are defined with.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeSet<String>);

impl Labels {
    /// Those of a text, if a label may stand apart in it.
    pub(super) fn of(text: &str, dialect: Dialect) -> Labels {
        let may_stand_apart = text.contains("] [") || text.contains("]\n[");
        let mut labels = Labels::default();
        if !dialect.is_kramdown() || !may_stand_apart {
            return labels;
        }
        let mut at = 0;
        while let Some(line) = Line::at(text, at) {
            at = line.range.end;
            let is_told = |_: &&str| destination::of_definition(line.text).is_some();
            labels
                .0
                .extend(defined(line.text).filter(is_told).map(label));
        }
        labels
    }

    /// Does this begin with a label known, and is that all it is?
    fn begin(&self, text: &str) -> bool {
        let found = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        found.is_some_and(|(written, after)| {
            !after.starts_with([':', '(', '[']) && self.0.contains(&label(written))
        })
    }
}

impl<'a> Scanner<'a, '_> {
    /// A label behind a space, or at the start of the next line.
    pub(super) fn labels_apart(&self, line: &Line<'a>, edits: &mut Edits) {
        if self.labels.0.is_empty() || !line.text.contains(']') {
            return;
        }
        for bracket in Signs::of(line.text, b']').apart {
            let end = line.start + bracket + 1;
            let rest = self.text.get(end..).unwrap_or("");
            let after = rest.trim_start_matches([' ', '\t']);
            let after = after.strip_prefix('\n').unwrap_or(after);
            let gap = rest.len() - after.len();
            let words = line.text.get(..bracket).unwrap_or("");
            if gap > 0 && !is_task(words) && self.labels.begin(after) {
                edits.push((end..end + gap, ""));
            }
        }
    }
}

/// The label that a line defines.
pub(super) fn defined(line: &str) -> Option<&str> {
    let (label, _) = line.strip_prefix('[')?.split_once("]:")?;
    Some(label).filter(|label| !label.starts_with('^') && !label.contains(['[', ']']))
}

/// Does a task's box end here?
fn is_task(words: &str) -> bool {
    ["[ ", "[x", "[X"].iter().any(|task| words.ends_with(task))
}

/// A label as it is looked up: without regard to case and the width of spaces.
pub(in crate::parse) fn label(written: &str) -> String {
    let words: Vec<_> = written.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

//! Code fences: takes lines, says which stand in code. A fence that nothing closes is text to kramdown.

use crate::diagnostics::Diagnostic;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::Scanner;

/// Where the longest fences stand that could close one, the last first.
#[derive(Debug, Default)]
pub(super) struct Closers {
    backticks: Vec<(usize, usize)>,
    tildes: Vec<(usize, usize)>,
}

impl Closers {
    /// Those in `text`.
    pub(super) fn of(text: &str) -> Closers {
        let mut closers = Closers::default();
        if !text.contains("```") && !text.contains("~~~") {
            return closers;
        }
        let mut at = 0;
        while let Some(line) = Line::at(text, at) {
            at = line.range.end;
            if fence_mark(line.text).is_some_and(|mark| mark.len() == line.text.len()) {
                closers.add(line.text, line.start);
            }
        }
        closers
    }

    fn add(&mut self, fence: &str, at: usize) {
        let same = self.of_kind_mut(fence);
        // One that is followed by a longer one is never the only hope.
        while same
            .last()
            .is_some_and(|(_, length)| *length <= fence.len())
        {
            same.pop();
        }
        same.push((at, fence.len()));
    }

    fn of_kind_mut(&mut self, fence: &str) -> &mut Vec<(usize, usize)> {
        if fence.starts_with('`') {
            &mut self.backticks
        } else {
            &mut self.tildes
        }
    }

    /// Does a fence behind `at` close this one?
    fn close(&self, fence: &str, at: usize) -> bool {
        let same = if fence.starts_with('`') {
            &self.backticks
        } else {
            &self.tildes
        };
        // The lengths fall from first to last, so the next one behind is the longest.
        let next = same.partition_point(|(other, _)| *other <= at);
        same.get(next)
            .is_some_and(|(_, length)| *length >= fence.len())
    }
}

impl<'a> Scanner<'a, '_> {
    /// Follows code fences, in which nothing is found.
    pub(super) fn is_code(&mut self, line: &Line<'a>) -> bool {
        let mark = fence_mark(line.text);
        match (self.fence, mark) {
            (Some(open), Some(mark)) if mark.starts_with(open) && mark.len() == line.text.len() => {
                self.fence = None;
                true
            }
            (Some(_), _) => true,
            (None, Some(mark)) => self.open_fence(mark, line),
            (None, None) => false,
        }
    }

    fn open_fence(&mut self, mark: &'a str, line: &Line<'a>) -> bool {
        let is_code = !self.dialect.is_kramdown() || self.closers.close(mark, line.start);
        if is_code {
            self.fence = Some(mark);
        } else {
            let fence = line.start..line.start + mark.len();
            let told = Diagnostic::warning("fence-open", "the code that begins here never ends");
            self.tell(
                told.help("it is read as text, as kramdown reads it"),
                fence.clone(),
            );
            let escaped: String = mark.chars().flat_map(|c| ['\\', c]).collect();
            self.copyist.replace(fence, &escaped);
        }
        is_code
    }
}

/// The backticks or tildes that open or close a code block.
fn fence_mark(line: &str) -> Option<&str> {
    let mark = line
        .bytes()
        .next()
        .filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let (fence, info) = line.split_at_checked(length)?;
    let is_fence = length >= 3 && !(mark == b'`' && info.contains('`'));
    is_fence.then_some(fence)
}

#[cfg(test)]
mod tests {
    use super::Closers;

    #[test]
    fn what_closes_what() {
        let text = "```rust\n````\n\n~~~\n\n```\n";
        let closers = Closers::of(text);
        assert!(closers.close("```", 0));
        assert!(closers.close("````", 0));
        assert!(!closers.close("`````", 0));
        assert!(closers.close("```", 8));
        assert!(!closers.close("````", 8));
        assert!(!closers.close("~~~", 14));
    }
}

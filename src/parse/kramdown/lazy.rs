//! Where kramdown's paragraphs and code blocks end otherwise than CommonMark's: takes the lines outside of lists and quotes, keeps
//! those together that are one block to kramdown.

use crate::parse::kramdown::entry::marker_length;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};

/// How far code is indented.
const INDENT: usize = 4;

/// What the lines above are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// Nothing, or a block that goes on no further.
    Nothing,
    /// A paragraph of so many lines.
    Paragraph(usize),
    /// Indented code.
    Code,
    /// What has rules of its own: quotes, HTML, what stands in lists.
    Other,
}

impl<'a> Scanner<'a, '_> {
    /// Follows the blocks that lines make. A line of hyphens or equals signs makes a heading of one line only, and a line of
    /// words directly under code is code.
    pub(super) fn follow_block(&mut self, line: &Line<'a>) {
        if !self.dialect.is_kramdown() || !self.regions.is_empty() {
            return;
        }
        let begins = self.before == Before::Blank;
        let is_words = is_words(line, self.text);
        self.above = match self.above {
            _ if self.in_html => Above::Other,
            above if line.is_blank() => above.below_blank_line(),
            Above::Other if !begins || !is_at_margin(line) => Above::Other,
            Above::Paragraph(1) if is_underline(line) => Above::Nothing,
            Above::Paragraph(lines) if is_underline(line) => {
                self.copyist.replace(line.start..line.start, "\\");
                Above::Paragraph(lines + 1)
            }
            Above::Paragraph(lines) if is_words => Above::Paragraph(lines + 1),
            Above::Code if line.indent() >= INDENT => Above::Code,
            Above::Code if is_words || is_underline(line) => self.join(line),
            _ if is_words => Above::Paragraph(1),
            _ if begins && is_code(line, self.text) => Above::Code,
            _ => Above::Other,
        };
    }

    /// Puts a line behind the one above it, as kramdown does.
    fn join(&mut self, line: &Line<'a>) -> Above {
        let above = self.text.get(..line.range.start).unwrap_or("");
        let end = above.trim_end_matches(['\n', '\r']).len();
        self.copyist.replace_in_code(end..line.range.start, " ");
        Above::Code
    }
}

impl Above {
    /// A blank line ends all blocks but those that may hold others.
    fn below_blank_line(self) -> Above {
        match self {
            Above::Other => Above::Other,
            _ => Above::Nothing,
        }
    }
}

fn is_code(line: &Line<'_>, text: &str) -> bool {
    line.indent() >= INDENT && !line.prefix(text).contains('>')
}

fn is_at_margin(line: &Line<'_>) -> bool {
    line.indent() == 0 && marker_length(line.text).is_none()
}

/// Is it a line of a paragraph, whatever stands above it?
fn is_words(line: &Line<'_>, text: &str) -> bool {
    line.indent() < INDENT
        && !line.prefix(text).contains('>')
        && !line.text.starts_with(['#', '<', '|', '[', '{'])
        && marker_length(line.text).is_none()
        && !is_underline(line)
}

/// Does it make a heading of the line above it, to CommonMark?
fn is_underline(line: &Line<'_>) -> bool {
    let is_all = |sign| line.text.chars().all(|c| c == sign);
    line.indent() < INDENT && (is_all('-') || is_all('='))
}

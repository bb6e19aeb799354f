//! HTML blocks: takes lines, says which stand in one.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::Scanner;

impl<'a> Scanner<'a, '_> {
    /// Follows HTML blocks, which end with a blank line, some with a tag or sign of their own (CommonMark 0.31.2, 4.6).
    pub(super) fn follow_html(&mut self, line: &Line<'a>) {
        if !self.in_html {
            let ends = ENDS.iter().find(|(start, _)| begins(line.text, start));
            self.html_end = ends.map(|(_, end)| *end);
        }
        let goes_on = self.html_end.is_some() || !line.is_blank();
        self.in_html = goes_on && (self.in_html || line.text.starts_with('<'));
        self.html_end = self.html_end.filter(|end| !contains(line.text, end));
    }
}

/// How HTML blocks begin that go on over blank lines, and what they end with.
const ENDS: [(&str, &str); 7] = [
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
    ("<!--", "-->"),
    ("<?", "?>"),
    ("<![CDATA[", "]]>"),
];

fn begins(line: &str, start: &str) -> bool {
    let found = line.get(..start.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(start))
}

fn contains(line: &str, end: &str) -> bool {
    let mut places = line.match_indices(end.get(..1).unwrap_or(""));
    places.any(|(at, _)| line.get(at..).is_some_and(|rest| begins(rest, end)))
}

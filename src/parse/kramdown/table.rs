//! kramdown's tables: takes the lines of one, gives them as the Markdown parser knows tables, with a mark that says which rows are
//! head and foot.
//!
//! kramdown needs no head and may have a foot, lines between any rows, and bars in code. The parser needs a head with a line
//! under it, so a table that has it otherwise gets an empty one, which holds the mark and goes when the table is made.

use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};
use crate::parse::kramdown::signs::Signs;
use crate::parse::kramdown::{Construct, MARK, Mark};

/// What a line of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Row,
    /// `|---|:-:|`
    Separator,
    /// `|===|`
    FootSeparator,
}

impl Kind {
    fn of(line: &str) -> Kind {
        let is_of = |sign| {
            line.contains(sign)
                && line
                    .chars()
                    .all(|c| c == sign || matches!(c, '+' | '|' | ':' | ' ' | '\t'))
        };
        if is_of('-') {
            Kind::Separator
        } else if is_of('=') {
            Kind::FootSeparator
        } else {
            Kind::Row
        }
    }
}

/// A line of a table, with its bars.
struct TableLine<'a> {
    line: Line<'a>,
    kind: Kind,
    bars: Signs,
}

impl<'a> TableLine<'a> {
    fn of(line: Line<'a>) -> TableLine<'a> {
        TableLine {
            kind: Kind::of(line.text),
            bars: Signs::of(line.text, b'|'),
            line,
        }
    }

    fn cells(&self) -> usize {
        self.bars.cells(self.line.text)
    }
}

/// Which rows are what, separators not counted.
struct Plan {
    /// Rows before this are the head.
    head: usize,
    /// Rows from here on are the foot.
    foot: usize,
    rows: usize,
    /// The line whose colons align the columns.
    alignment: Option<usize>,
}

impl Plan {
    /// kramdown's reading: the first line between rows parts head and body, an equals sign begins the foot.
    fn of(lines: &[TableLine<'_>]) -> Plan {
        let mut plan = Plan {
            head: 0,
            foot: usize::MAX,
            rows: 0,
            alignment: None,
        };
        for (number, line) in lines.iter().enumerate() {
            let may_be_head = plan.alignment.is_none() && plan.foot == usize::MAX && plan.rows > 0;
            match line.kind {
                Kind::Row => plan.rows += 1,
                Kind::Separator if may_be_head => {
                    plan.head = plan.rows;
                    plan.alignment = Some(number);
                }
                Kind::FootSeparator if plan.rows > 0 && plan.foot == usize::MAX => {
                    plan.foot = plan.rows;
                }
                Kind::Separator | Kind::FootSeparator => {}
            }
        }
        plan
    }

    fn has_body(&self) -> bool {
        self.head < self.rows.min(self.foot)
    }
}

impl<'a> Scanner<'a, '_> {
    /// A line with bars where a block begins, and those under it.
    pub(super) fn table(&mut self, first: &Line<'a>) -> bool {
        let begins_block = matches!(
            self.before,
            Before::Blank | Before::List { is_below: false }
        );
        if !begins_block || first.indent() - quote_marks(first.prefix(self.text)) >= 4 {
            return false;
        }
        let Some(lines) = self.table_lines(first) else {
            return false;
        };
        let plan = Plan::of(&lines);
        if is_plain(&lines) {
            lines.iter().for_each(|line| self.escape_bars_in_code(line));
        } else if plan.has_body() {
            self.rewrite_table(&lines, &plan);
        } else {
            // Lines of hyphens only: a table for GitHub, none for kramdown.
            lines.iter().for_each(|line| self.escape_first_bar(line));
        }
        if let Some(last) = lines.last() {
            self.go_on_at(last.line.range.end);
        }
        self.before = Before::Text;
        true
    }

    /// The lines up to the end of the block, if each of them has bars.
    fn table_lines(&self, first: &Line<'a>) -> Option<Vec<TableLine<'a>>> {
        let prefix = first.prefix(self.text);
        let mut lines = Vec::new();
        let mut next = Some(first.clone());
        while let Some(line) = next.filter(|line| !ends_table(line.text)) {
            let is_beside = line.prefix(self.text).trim_end() == prefix.trim_end();
            let at = line.range.end;
            let line = TableLine::of(line);
            if line.bars.apart.is_empty() || !is_beside {
                return None;
            }
            lines.push(line);
            next = Line::at(self.text, at);
        }
        let is_drawn = first.text.starts_with('|')
            || lines.iter().any(|line| line.kind != Kind::Row) && !begins_other(first.text);
        is_drawn.then_some(lines)
    }

    fn rewrite_table(&mut self, lines: &[TableLine<'a>], plan: &Plan) {
        let columns = lines.iter().filter(|line| line.kind == Kind::Row);
        let columns = columns.map(TableLine::cells).max().unwrap_or(1);
        let alignment = plan.alignment.and_then(|number| lines.get(number));
        let rule = rule(alignment.map_or("", |line| line.line.text), columns);
        let construct = Construct::Table {
            head: plan.head,
            foot: plan.foot,
        };
        let mut head = Some((rule, construct));
        for line in lines {
            if line.kind != Kind::Row {
                self.copyist.replace(line.line.range.clone(), "");
                continue;
            }
            if let Some((rule, construct)) = head.take() {
                self.empty_head(&line.line, columns, &rule, construct);
            }
            // A row that begins with a bar can be nothing else.
            if !line.line.text.starts_with('|') {
                self.copyist.replace(line.line.start..line.line.start, "|");
            }
            self.escape_bars_in_code(line);
        }
    }

    /// A head above the first row that holds nothing but the mark.
    fn empty_head(&mut self, row: &Line<'a>, columns: usize, rule: &str, construct: Construct) {
        let prefix = row.prefix(self.text);
        let bars = "|".repeat(columns.saturating_sub(1));
        let head = format!("|{MARK}{bars}|\n{prefix}{rule}\n{prefix}");
        let at = self.copyist.replace(row.start..row.start, &head) + 1;
        self.marks.push(Mark { at, construct });
    }

    fn escape_first_bar(&mut self, line: &TableLine<'a>) {
        if let Some(bar) = line.bars.apart.first() {
            let at = line.line.start + bar;
            self.copyist.replace(at..at, "\\");
        }
    }

    fn escape_bars_in_code(&mut self, line: &TableLine<'a>) {
        for bar in &line.bars.in_code {
            let at = line.line.start + bar;
            self.copyist.replace(at..at, "\\");
        }
    }
}

/// Can the Markdown parser read it as it is?
fn is_plain(lines: &[TableLine<'_>]) -> bool {
    let [head, rule, rows @ ..] = lines else {
        return false;
    };
    head.kind == Kind::Row
        && rule.kind == Kind::Separator
        && !rule.line.text.contains('+')
        && head.cells() == rule.cells()
        && rows.iter().all(|line| line.kind == Kind::Row)
}

/// The line under the head: `|:--|---|`.
fn rule(alignment: &str, columns: usize) -> String {
    let cells = alignment.trim_matches(['|', '+', ' ', '\t']);
    let cells = cells.split(['|', '+']).map(str::trim);
    let dashes = |cell: &str| match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => ":-:",
        (true, false) => ":--",
        (false, true) => "--:",
        (false, false) => "---",
    };
    let mut rule = String::from("|");
    for cell in cells.chain(std::iter::repeat("")).take(columns) {
        rule.push_str(dashes(cell));
        rule.push('|');
    }
    rule
}

fn ends_table(line: &str) -> bool {
    line.is_empty() || line == "^" || line.starts_with("{:")
}

/// Does the line begin a block that kramdown looks for before tables?
fn begins_other(line: &str) -> bool {
    line.starts_with(['#', '<', '[', ':'])
        || line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
        || line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(". ")
}

fn quote_marks(prefix: &str) -> usize {
    prefix.rfind('>').map_or(0, |last| last + 1)
}

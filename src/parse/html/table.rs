//! HTML's tables: takes a `table`, gives its caption, head, body and foot.

use crate::document::{Alignment, Attributes, BlockKind, Cell, CellKind, Row, Table};
use crate::parse::flow::{Flow, Loose};
use crate::parse::html::convert::Converter;
use crate::parse::html::dom::NodeId;

/// HTML's limits for `colspan` and `rowspan`.
const MAX_COLUMN_SPAN: u16 = 1000;
const MAX_ROW_SPAN: u16 = 65534;

impl Converter<'_> {
    pub(super) fn table(&mut self, id: NodeId, flow: &mut Flow) {
        let mut table = Table {
            columns: Vec::new(),
            caption: Vec::new(),
            head: Vec::new(),
            body: Vec::new(),
            foot: Vec::new(),
        };
        for child in self.children(id) {
            match self.name(child) {
                "caption" if table.caption.is_empty() => table.caption = self.inlines(child),
                "thead" => self.rows(child, true, &mut table.head),
                "tfoot" => self.rows(child, false, &mut table.foot),
                "tbody" => self.rows(child, false, &mut table.body),
                _ => {}
            }
        }
        if table.head.is_empty() {
            table.head = take_head(&mut table.body);
        }
        if !(table.head.is_empty() && table.body.is_empty() && table.foot.is_empty()) {
            self.push(BlockKind::Table(table), id, flow);
        }
    }

    fn rows(&mut self, section: NodeId, is_head: bool, rows: &mut Vec<Row>) {
        for row in self.children(section) {
            if self.name(row) == "tr" {
                let row = self.row(row, is_head);
                rows.push(row);
            }
        }
    }

    fn row(&mut self, id: NodeId, is_head: bool) -> Row {
        let mut cells = Vec::new();
        for cell in self.children(id) {
            if matches!(self.name(cell), "td" | "th") {
                let cell = self.cell(cell, is_head, cells.is_empty());
                cells.push(cell);
            }
        }
        Row {
            cells,
            span: self.span(id),
            attributes: self.attributes(id),
        }
    }

    fn cell(&mut self, id: NodeId, in_head: bool, is_first: bool) -> Cell {
        let scope = self
            .attribute(id, "scope")
            .unwrap_or("")
            .to_ascii_lowercase();
        let kind = match (self.name(id), scope.as_str()) {
            ("th", "row" | "rowgroup") => CellKind::RowHead,
            ("th", "col" | "colgroup") => CellKind::ColumnHead,
            ("th", _) if is_first && !in_head => CellKind::RowHead,
            ("th", _) => CellKind::ColumnHead,
            _ => CellKind::Data,
        };
        let mut attributes = self.attributes(id);
        Cell {
            kind,
            alignment: take_alignment(&mut attributes),
            column_span: self.cell_span(id, "colspan", MAX_COLUMN_SPAN),
            row_span: self.cell_span(id, "rowspan", MAX_ROW_SPAN),
            content: self.blocks(id, Loose::Plain),
            span: self.span(id),
            attributes,
        }
    }

    fn cell_span(&self, id: NodeId, name: &str, most: u16) -> u16 {
        let written = self
            .attribute(id, name)
            .and_then(|value| value.trim().parse().ok());
        written.unwrap_or(1_u16).clamp(1, most)
    }
}

fn take_alignment(attributes: &mut Attributes) -> Alignment {
    let classes = [
        ("align-left", Alignment::Left),
        ("align-center", Alignment::Centre),
        ("align-right", Alignment::Right),
    ];
    let found = classes
        .into_iter()
        .find(|(class, _)| attributes.remove_class(class));
    found.map_or(Alignment::Unset, |(_, alignment)| alignment)
}

/// The first row, if its cells are all heads: many tables have no `thead`.
fn take_head(body: &mut Vec<Row>) -> Vec<Row> {
    let is_head = body.len() > 1
        && body.first().is_some_and(|row| {
            !row.cells.is_empty() && row.cells.iter().all(|cell| cell.kind != CellKind::Data)
        });
    if !is_head {
        return Vec::new();
    }
    let mut row = body.remove(0);
    for cell in &mut row.cells {
        cell.kind = CellKind::ColumnHead;
    }
    vec![row]
}

//! Tables.

use super::attributes::{classed, element};
use super::inlines::is_blank;
use super::{Lowering, Place};
use crate::document::{Alignment, Block, BlockKind, Cell, CellKind, Row, Table};
use crate::markup::{Element, Name};

impl Lowering<'_> {
    pub(super) fn table(&mut self, table: &Table, block: &Block, at: Place) {
        let has_caption = !is_blank(&table.caption);
        if table.head.is_empty() && table.body.is_empty() && table.foot.is_empty() {
            if has_caption {
                let inside = self.append(at, element(Name::P, &block.attributes), block.span);
                self.inlines(&table.caption, inside);
            }
            return;
        }
        let inside = self.append(at, element(Name::Table, &block.attributes), block.span);
        if has_caption {
            let caption = self.append(inside, Element::new(Name::Caption), block.span);
            self.inlines(&table.caption, caption);
        }
        let groups = [
            (Name::Thead, &table.head),
            (Name::Tbody, &table.body),
            (Name::Tfoot, &table.foot),
        ];
        for (name, rows) in groups {
            self.row_group(name, rows, &table.columns, inside);
        }
    }

    fn row_group(&mut self, name: Name, rows: &[Row], columns: &[Alignment], at: Place) {
        let Some(first) = rows.first() else { return };
        let group = self.append(at, Element::new(name), first.span);
        for row in rows {
            let inside = self.append(group, element(Name::Tr, &row.attributes), row.span);
            let mut column = 0;
            for cell in &row.cells {
                let own = columns.get(column).copied().unwrap_or_default();
                self.cell(cell, own, inside);
                column += usize::from(cell.column_span.max(1));
            }
        }
    }

    fn cell(&mut self, cell: &Cell, column: Alignment, at: Place) {
        let (name, scope) = match cell.kind {
            // A head without words names nothing.
            _ if self.is_book() && cell.content.iter().all(is_blank_text) => (Name::Td, None),
            CellKind::Data => (Name::Td, None),
            CellKind::ColumnHead => (Name::Th, Some("col")),
            CellKind::RowHead => (Name::Th, Some("row")),
        };
        let class = match (cell.alignment, column) {
            (Alignment::Left, _) | (Alignment::Unset, Alignment::Left) => "align-left",
            (Alignment::Centre, _) | (Alignment::Unset, Alignment::Centre) => "align-center",
            (Alignment::Right, _) | (Alignment::Unset, Alignment::Right) => "align-right",
            (Alignment::Unset, Alignment::Unset) => "",
        };
        let mut element = classed(name, class, &cell.attributes);
        if let Some(scope) = scope {
            element = element.with("scope", scope);
        }
        // HTML 4.9.11: at most 1,000 columns.
        if cell.column_span > 1 {
            element = element.with("colspan", cell.column_span.min(1000).to_string());
        }
        if cell.row_span > 1 {
            element = element.with("rowspan", cell.row_span.min(65_534).to_string());
        }
        let inside = self.append(at, element, cell.span);
        let in_label = at.in_label || name == Name::Th;
        self.unwrapped(&cell.content, Place { in_label, ..inside });
    }
}

fn is_blank_text(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(words) | BlockKind::Plain(words) => is_blank(words),
        _ => false,
    }
}

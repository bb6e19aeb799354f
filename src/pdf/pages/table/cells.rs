//! Cells: set in their columns, with their padding and their share of the borders.

use super::columns::Columns;
use super::rows::{Row, Rows};
use crate::pdf::boxes::{CellBox, RowBox, TableBox};
use crate::pdf::pages::set::Setting;
use crate::pdf::pages::stack;
use crate::pdf::pages::strip::Stack;
use crate::style::{Border, BorderStyle, ComputedStyle, Length};
use crate::units::{Pt, Sides};
use rayon::prelude::*;
use std::sync::Arc;

/// A cell, set.
#[derive(Debug)]
pub(super) struct Cell {
    pub style: Arc<ComputedStyle>,
    pub x: Pt,
    pub width: Pt,
    pub row_span: usize,
    pub around: Sides<Pt>,
    pub stack: Stack,
}

/// Padding, and the cell's own borders; half of them where the neighbour shares them (CSS 2 section 17.6.2).
pub(super) fn around(style: &ComputedStyle, collapsed: bool) -> Sides<Pt> {
    let share = if collapsed { 0.5 } else { 1.0 };
    let fixed = |length| match length {
        Length::Fixed(length) => length,
        Length::Part(_) => Pt::ZERO,
    };
    let side = |padding: Length, border: Border| {
        let border = if border.style == BorderStyle::None {
            Pt::ZERO
        } else {
            border.width
        };
        fixed(padding) + border * share
    };
    Sides {
        top: side(style.padding.top, style.border.top),
        right: side(style.padding.right, style.border.right),
        bottom: side(style.padding.bottom, style.border.bottom),
        left: side(style.padding.left, style.border.left),
    }
}

/// Sets every cell.
pub(super) fn set(setting: &Setting<'_>, table: TableBox, columns: &Columns) -> Rows {
    let collapsed = table.style.collapse_borders;
    let row = |row: RowBox| Row {
        style: row.style,
        group: row.group,
        group_number: row.group_number,
        cells: row
            .cells
            .into_iter()
            .map(|cell| set_cell(setting, cell, columns, collapsed))
            .collect(),
    };
    Rows {
        rows: table
            .rows
            .into_par_iter()
            .with_min_len(4)
            .map(row)
            .collect(),
        style: table.style,
        spacing: columns.spacing,
        collapsed,
    }
}

fn set_cell(setting: &Setting<'_>, cell: CellBox, columns: &Columns, collapsed: bool) -> Cell {
    let (x, width) = columns.place(cell.column, cell.column_span);
    let around = around(&cell.style, collapsed);
    let measure = (width - around.left - around.right).max(Pt(1.0));
    let set = setting.set(cell.flow, measure);
    Cell {
        style: cell.style,
        x,
        width,
        row_span: cell.row_span,
        around,
        stack: stack::stack(set, setting.page_height, around.left),
    }
}

//! Tables: rows of cells with their alignment, as Markdown and HTML have them.

use crate::document::{Attributes, Block, Inline};
use crate::span::Span;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Each column's alignment, as Markdown gives it; may be shorter than the rows.
    pub columns: Vec<Alignment>,
    /// What is said of it; empty if nothing.
    pub caption: Vec<Inline>,
    /// Rows repeated at the top of every page.
    pub head: Vec<Row>,
    /// The rows.
    pub body: Vec<Row>,
    /// Rows of sums at the end.
    pub foot: Vec<Row>,
}

/// How a column's cells are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// As the style says.
    #[default]
    Unset,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its cells; those covered by a span of another are not there.
    pub cells: Vec<Cell>,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it is to its row and column.
    pub kind: CellKind,
    /// Its own alignment, or the column's.
    pub alignment: Alignment,
    /// Columns it takes, 1 or more.
    pub column_span: u16,
    /// Rows it takes, 1 or more.
    pub row_span: u16,
    /// What it holds.
    pub content: Vec<Block>,
    /// Where its author typed it.
    pub span: Span,
    /// Id, classes, key-values.
    pub attributes: Attributes,
}

/// What a cell is to its row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Data: `td`.
    Data,
    /// Names its column: `th scope="col"`.
    ColumnHead,
    /// Names its row: `th scope="row"`.
    RowHead,
}

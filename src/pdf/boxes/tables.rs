//! Tables: rows and cells as they are walked over, then the grid they make (HTML 4.9.12.1).

use super::flow::{BlockKind, CellBox, Part, RowBox, TableBox};
use super::roles;
use super::structure::Structure;
use super::walk::{Builder, Gathering, Leave};
use crate::markup::{Element, NodeId};
use crate::pdf::line::Mark;
use crate::pdf::page::{Role, StructureId};
use crate::span::Span;
use crate::style::{ComputedStyle, Display};
use std::sync::Arc;

/// More columns than any page has room for; spans are cut to it.
const MOST_COLUMNS: usize = 1000;

/// Spans of more rows than this are cut (HTML 4.9.11).
const MOST_ROWS_SPANNED: usize = 65_534;

/// A table being walked over.
#[derive(Debug)]
pub(super) struct TableBuilder {
    style: Arc<ComputedStyle>,
    span: Span,
    head: Vec<RowInMaking>,
    body: Vec<RowInMaking>,
    foot: Vec<RowInMaking>,
    caption: Vec<Part>,
    group: Group,
    group_style: Arc<ComputedStyle>,
    group_number: usize,
    /// The structure elements of the head and the foot.
    ends: Vec<StructureId>,
    /// How many flows were being gathered when it began: fewer than inside its cells.
    depth: usize,
}

/// Which rows are being walked over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Head,
    Body,
    Foot,
}

#[derive(Debug)]
struct RowInMaking {
    style: Arc<ComputedStyle>,
    group: Arc<ComputedStyle>,
    group_number: usize,
    cells: Vec<CellInMaking>,
    element: StructureId,
    order: u32,
}

#[derive(Debug)]
struct CellInMaking {
    style: Arc<ComputedStyle>,
    flow: Vec<Part>,
    column_span: usize,
    row_span: usize,
    element: StructureId,
}

impl TableBuilder {
    fn rows(&mut self) -> &mut Vec<RowInMaking> {
        match self.group {
            Group::Head => &mut self.head,
            Group::Body => &mut self.body,
            Group::Foot => &mut self.foot,
        }
    }
}

impl Builder<'_> {
    pub(super) fn open_table(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
    ) -> Leave {
        self.end_paragraph();
        self.structure.open(Role::Table, id.0, &style.language);
        self.begin(style, BlockKind::TableWrapper, None);
        self.anchor(element);
        self.tables.push(TableBuilder {
            style: style.clone(),
            span: self.tree.node(id).span,
            head: Vec::new(),
            body: Vec::new(),
            foot: Vec::new(),
            caption: Vec::new(),
            group: Group::Body,
            group_style: Arc::default(),
            group_number: 0,
            ends: Vec::new(),
            depth: self.gathering.len(),
        });
        Leave::Table
    }

    pub(super) fn close_table(&mut self) {
        self.end_paragraph();
        if let Some(table) = self.tables.pop() {
            let table = table.finish(&mut self.structure);
            if !(table.rows.is_empty() && table.caption.is_empty()) {
                self.part(Part::Table(Box::new(table)));
            }
        }
        self.close_block();
    }

    /// Is this a part of the table that is being walked over, and not of the content of one of its cells?
    pub(super) fn is_table_part(&self, display: Display) -> bool {
        let is_part = matches!(
            display,
            Display::TableRowGroup
                | Display::TableHeaderGroup
                | Display::TableFooterGroup
                | Display::TableRow
                | Display::TableCell
                | Display::TableCaption
        );
        let table = self.tables.last();
        is_part && table.is_some_and(|table| table.depth == self.gathering.len())
    }

    pub(super) fn open_table_part(
        &mut self,
        id: NodeId,
        element: &Element,
        style: &Arc<ComputedStyle>,
    ) -> Leave {
        self.end_paragraph();
        match style.display {
            Display::TableRow => self.open_row(id, style),
            Display::TableCell => self.open_cell(id, element, style),
            Display::TableCaption => self.open_caption(id, element, style),
            display => self.open_group(id, display, style),
        }
    }

    /// Rows of a kind. Only the first head is one.
    fn open_group(&mut self, id: NodeId, display: Display, style: &Arc<ComputedStyle>) -> Leave {
        let Some(table) = self.tables.last_mut() else {
            return Leave::Plain;
        };
        let (group, role) = match display {
            Display::TableHeaderGroup if table.head.is_empty() => (Group::Head, Role::TableHead),
            Display::TableFooterGroup if table.foot.is_empty() => (Group::Foot, Role::TableFoot),
            _ => (Group::Body, Role::TableBody),
        };
        table.group = group;
        table.group_style = style.clone();
        table.group_number += 1;
        let element = self.structure.open(role, id.0, &style.language);
        if group != Group::Body {
            table.ends.push(element);
        }
        Leave::RowGroup
    }

    pub(super) fn close_group(&mut self) {
        self.end_paragraph();
        if let Some(table) = self.tables.last_mut() {
            table.group = Group::Body;
            table.group_style = Arc::default();
            table.group_number += 1;
        }
    }

    fn open_row(&mut self, id: NodeId, style: &Arc<ComputedStyle>) -> Leave {
        let element = self.structure.open(Role::TableRow, id.0, &style.language);
        if let Some(table) = self.tables.last_mut() {
            let (group, group_number) = (table.group_style.clone(), table.group_number);
            table.rows().push(RowInMaking {
                style: style.clone(),
                group,
                group_number,
                cells: Vec::new(),
                element,
                order: id.0,
            });
        }
        Leave::Plain
    }

    /// A cell; without a row around it, in a row of its own.
    fn open_cell(&mut self, id: NodeId, element: &Element, style: &Arc<ComputedStyle>) -> Leave {
        if self.structure.role() != Some(&Role::TableRow) {
            self.open_row(id, style);
        }
        let in_head = self
            .tables
            .last()
            .is_some_and(|table| table.group == Group::Head);
        let column_span = span(element, "colspan", MOST_COLUMNS);
        let row_span = span(element, "rowspan", MOST_ROWS_SPANNED);
        let role = roles::cell(element, in_head, short(column_span), short(row_span));
        let opened = self.structure.open(role, id.0, &style.language);
        if let Some(own) = self.structure.element_mut(opened) {
            own.describe(|own| own.id = element.id().map(str::to_owned));
        }
        if let Some(row) = self
            .tables
            .last_mut()
            .and_then(|table| table.rows().last_mut())
        {
            row.cells.push(CellInMaking {
                style: style.clone(),
                flow: Vec::new(),
                column_span,
                row_span,
                element: opened,
            });
        }
        self.gather_apart(element, style);
        Leave::Cell
    }

    pub(super) fn close_cell(&mut self) {
        let flow = self.end_gathering();
        let row = self
            .tables
            .last_mut()
            .and_then(|table| table.rows().last_mut());
        if let Some(cell) = row.and_then(|row| row.cells.last_mut()) {
            cell.flow = flow;
        }
    }

    /// The caption stands above the rows.
    fn open_caption(&mut self, id: NodeId, element: &Element, style: &Arc<ComputedStyle>) -> Leave {
        self.structure.open(Role::Caption, id.0, &style.language);
        self.gather_apart(element, style);
        self.begin(style, BlockKind::Plain, None);
        Leave::Caption
    }

    pub(super) fn close_caption(&mut self) {
        self.close_block();
        let flow = self.end_gathering();
        if let Some(table) = self.tables.last_mut() {
            table.caption.extend(flow);
        }
    }

    /// Begins a flow of its own.
    fn gather_apart(&mut self, element: &Element, style: &Arc<ComputedStyle>) {
        self.gathering.push(Gathering {
            containers: vec![style.clone()],
            ..Gathering::default()
        });
        if let Some(id) = element.id() {
            self.part(Part::Mark(Mark::Anchor(id.to_owned())));
        }
    }

    fn end_gathering(&mut self) -> Vec<Part> {
        self.end_paragraph();
        self.gathering.pop().unwrap_or_default().flow
    }
}

/// A cell's span: 1 where it says nothing, or nonsense.
fn span(element: &Element, name: &str, most: usize) -> usize {
    let said = element
        .get(name)
        .and_then(|value| value.trim().parse().ok());
    said.unwrap_or(1).clamp(1, most)
}

fn short(span: usize) -> u16 {
    u16::try_from(span).unwrap_or(u16::MAX)
}

impl TableBuilder {
    /// The rows in the order in which they are printed, every cell at its column.
    fn finish(self, structure: &mut Structure) -> TableBox {
        if self.body.is_empty() {
            self.make_body(structure);
        }
        let mut groups = [
            Grid::of(self.head),
            Grid::of(self.body),
            Grid::of(self.foot),
        ];
        let columns = groups.iter().map(|grid| grid.columns).max().unwrap_or(0);
        for grid in &mut groups {
            grid.fill(columns, structure);
        }
        let rows_of = |grid: &Grid| grid.rows.len();
        let head_rows = match groups.each_ref().map(rows_of) {
            [_, 0, 0] => 0,
            [head, ..] => head,
        };
        TableBox {
            style: self.style,
            rows: groups.into_iter().flat_map(Grid::into_rows).collect(),
            head_rows,
            columns,
            caption: self.caption,
            span: self.span,
        }
    }

    /// A table has a head or a foot only beside a body (PDF/UA-1 7.2): without one the foot is the body, and without that the head.
    fn make_body(&self, structure: &mut Structure) {
        let last = if self.foot.is_empty() {
            Role::TableHead
        } else {
            Role::TableFoot
        };
        for end in &self.ends {
            match structure.element_mut(*end) {
                Some(element) if element.role == last => element.role = Role::TableBody,
                _ => {}
            }
        }
    }
}

/// The rows of one group with each cell's column. Cells don't span over the group's end.
struct Grid {
    rows: Vec<RowInMaking>,
    /// Each row's cells' columns.
    places: Vec<Vec<usize>>,
    /// The free columns of each row, as far as its group's widest row goes: first and one past the last.
    free: Vec<Vec<(usize, usize)>>,
    columns: usize,
}

impl Grid {
    fn of(rows: Vec<RowInMaking>) -> Grid {
        let mut grid = Grid {
            places: Vec::with_capacity(rows.len()),
            free: Vec::with_capacity(rows.len()),
            rows,
            columns: 0,
        };
        let count = grid.rows.len();
        let mut taken: Vec<usize> = Vec::new();
        for (n, row) in grid.rows.iter_mut().enumerate() {
            grid.places.push(place_row(row, count - n, &mut taken));
            grid.free.push(free_columns(&taken));
            grid.columns = grid.columns.max(taken.len());
            taken
                .iter_mut()
                .for_each(|rows| *rows = rows.saturating_sub(1));
        }
        grid
    }

    /// Gives a structure element to each stretch of columns without a cell, for all rows must have as many (PDF/UA-1 7.5).
    fn fill(&mut self, columns: usize, structure: &mut Structure) {
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if let Some(own) = structure.element_mut(cell.element) {
                own.role = with_spans(
                    own.role.clone(),
                    short(cell.column_span),
                    short(cell.row_span),
                );
            }
        }
        for (row, free) in self.rows.iter().zip(&self.free) {
            for (from, to) in free.iter().map(|(from, to)| (*from, *to.min(&columns))) {
                if from >= to {
                    continue;
                }
                let role = Role::TableCell {
                    column_span: short(to - from),
                    row_span: 1,
                };
                structure.add(
                    role,
                    Some(row.element),
                    row.order.saturating_add(u32::MAX / 2),
                );
            }
        }
    }

    fn into_rows(self) -> impl Iterator<Item = RowBox> {
        self.rows
            .into_iter()
            .zip(self.places)
            .map(|(row, places)| RowBox {
                style: row.style,
                group: row.group,
                group_number: row.group_number,
                cells: row
                    .cells
                    .into_iter()
                    .zip(places)
                    .map(CellInMaking::at)
                    .collect(),
            })
    }
}

/// Puts a row's cells in the columns that cells from above leave free; `taken` says for how many rows each column is taken.
fn place_row(row: &mut RowInMaking, rows_left: usize, taken: &mut Vec<usize>) -> Vec<usize> {
    let mut column = 0;
    let mut places = Vec::with_capacity(row.cells.len());
    for cell in &mut row.cells {
        while taken.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        let free = |at: &usize| taken.get(*at).is_none_or(|rows| *rows == 0);
        let room = (column..column + cell.column_span).take_while(free).count();
        cell.column_span = room.min(MOST_COLUMNS.saturating_sub(column)).max(1);
        cell.row_span = cell.row_span.min(rows_left);
        places.push(column);
        let end = column + cell.column_span;
        taken.resize(taken.len().max(end), 0);
        taken[column..end].fill(cell.row_span);
        column = end;
    }
    places
}

/// The stretches of columns that nothing takes; the last goes on without end.
fn free_columns(taken: &[usize]) -> Vec<(usize, usize)> {
    let mut free = Vec::new();
    let mut from = None;
    for (column, rows) in taken.iter().enumerate() {
        match (from, *rows == 0) {
            (None, true) => from = Some(column),
            (Some(start), false) => {
                free.push((start, column));
                from = None;
            }
            _ => {}
        }
    }
    free.push((from.unwrap_or(taken.len()), usize::MAX));
    free
}

fn with_spans(role: Role, column_span: u16, row_span: u16) -> Role {
    match role {
        Role::TableHeadCell { scope, .. } => Role::TableHeadCell {
            scope,
            column_span,
            row_span,
        },
        Role::TableCell { .. } => Role::TableCell {
            column_span,
            row_span,
        },
        other => other,
    }
}

impl CellInMaking {
    fn at((cell, column): (CellInMaking, usize)) -> CellBox {
        CellBox {
            style: cell.style,
            flow: cell.flow,
            column,
            column_span: cell.column_span,
            row_span: cell.row_span,
        }
    }
}

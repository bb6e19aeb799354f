//! Rows: their heights, and the strips they make. Rows that a cell spans are one block.

use super::TableStrip;
use super::block::Block;
use super::cells::Cell;
use crate::pdf::pages::fragment::Fragment;
use crate::pdf::pages::paint::Ends;
use crate::pdf::pages::place::Placing;
use crate::pdf::pages::set::Setting;
use crate::pdf::pages::stack::cost;
use crate::style::{ComputedStyle, Length, Size};
use crate::units::Pt;
use std::ops::Range;
use std::sync::Arc;

/// The rows of a table, set.
#[derive(Debug)]
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub style: Arc<ComputedStyle>,
    pub spacing: Pt,
    pub collapsed: bool,
}

/// A row, set.
#[derive(Debug)]
pub(super) struct Row {
    pub style: Arc<ComputedStyle>,
    /// The style of its head, body or foot.
    pub group: Arc<ComputedStyle>,
    pub group_number: usize,
    pub cells: Vec<Cell>,
}

/// The strips of a table.
#[derive(Debug, Default)]
pub(super) struct Strips {
    pub head: Vec<TableStrip>,
    pub body: Vec<TableStrip>,
}

/// Where a block of rows stands in its table.
struct BlockPlace {
    is_head: bool,
    follows_head: bool,
    has_head: bool,
    /// What a page break before it costs.
    cost: f64,
}

impl Strips {
    fn add(&mut self, drawn: Vec<(Pt, Fragment)>, place: BlockPlace) {
        let into = if place.is_head {
            &mut self.head
        } else {
            &mut self.body
        };
        let strips = drawn
            .into_iter()
            .enumerate()
            .map(|(n, (height, fragment))| TableStrip {
                height,
                fragment,
                cost: if n == 0 { place.cost } else { cost::WITHIN_ROW },
                is_under_head: !place.is_head && place.has_head && (n > 0 || !place.follows_head),
            });
        into.extend(strips);
    }
}

impl Rows {
    /// Draws the rows; the first `head_rows` are the head.
    pub fn into_strips(mut self, setting: &Setting<'_>, head_rows: usize, width: Pt) -> Strips {
        let mut strips = Strips::default();
        let mut placings = self.take_stacks().into_iter();
        let mut first = 0;
        while first < self.rows.len() {
            let end = self.block_end(first);
            let rows = self.rows.get(first..end).unwrap_or_default();
            let cells = rows.iter().map(|row| row.cells.len()).sum();
            let block = self.block(first..end, placings.by_ref().take(cells).collect(), width);
            strips.add(block.draw(setting), self.place_of(first, end, head_rows));
            first = end;
        }
        strips
    }

    fn place_of(&self, first: usize, end: usize, head_rows: usize) -> BlockPlace {
        BlockPlace {
            is_head: first < head_rows,
            follows_head: first == head_rows,
            has_head: head_rows > 0,
            cost: self.cost_before(first, end, head_rows),
        }
    }

    fn take_stacks(&mut self) -> Vec<Placing> {
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        cells
            .map(|cell| Placing::new(std::mem::take(&mut cell.stack)))
            .collect()
    }

    /// What a page break before a row costs.
    fn cost_before(&self, first: usize, end: usize, head_rows: usize) -> f64 {
        if first == 0 {
            0.0
        } else if first <= head_rows {
            cost::KEPT_WITH_NEXT
        } else if first == head_rows + 1 || end == self.rows.len() {
            cost::LONELY_ROW
        } else {
            0.0
        }
    }

    /// One past the last row that cells from `first` on reach.
    fn block_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        let mut row = first;
        while row < end.min(self.rows.len()) {
            let reach = |cell: &Cell| row + cell.row_span;
            let cells = self.rows.get(row).map_or(&[][..], |row| &row.cells);
            end = end.max(cells.iter().map(reach).max().unwrap_or(0));
            row += 1;
        }
        end.min(self.rows.len())
    }

    fn block(&self, rows: Range<usize>, placings: Vec<Placing>, width: Pt) -> Block<'_> {
        let own = self.rows.get(rows.clone()).unwrap_or_default();
        let heights = self.heights(own, &placings);
        let group = |row: usize| self.rows.get(row).map(|row| row.group_number);
        let group_ends = rows.clone().map(|row| Ends {
            top: row == 0 || group(row - 1) != group(row),
            bottom: group(row) != group(row + 1),
        });
        let ends = Ends {
            top: rows.start == 0,
            bottom: rows.end == self.rows.len(),
        };
        Block::new(
            self,
            own,
            &heights,
            group_ends.collect(),
            ends,
            placings,
            width,
        )
    }

    /// The rows' heights: what their cells need; what a spanning cell needs more, its last row gives.
    fn heights(&self, rows: &[Row], placings: &[Placing]) -> Vec<Pt> {
        let mut heights: Vec<Pt> = rows.iter().map(|row| least_height(&row.style)).collect();
        let mut spanning = Vec::new();
        let cells = (0..)
            .zip(rows)
            .flat_map(|(n, row): (usize, _)| row.cells.iter().map(move |cell| (n, cell)));
        for ((row, cell), placing) in cells.zip(placings) {
            let needed = cell.needed(placing);
            if cell.row_span > 1 {
                spanning.push((row, cell.row_span, needed));
            } else if let Some(height) = heights.get_mut(row) {
                *height = height.max(needed);
            }
        }
        for (row, span, needed) in spanning {
            let end = (row + span).min(heights.len());
            let spanned = heights.get(row..end).unwrap_or_default();
            let given = spanned.iter().copied().sum::<Pt>()
                + self.spacing * spanned.len().saturating_sub(1) as f32;
            if let Some(last) = heights.get_mut(end.saturating_sub(1)) {
                *last += (needed - given).max(Pt::ZERO);
            }
        }
        heights
    }
}

impl Cell {
    fn needed(&self, placing: &Placing) -> Pt {
        let least = least_height(&self.style);
        (self.around.top + placing.stack.height() + self.around.bottom).max(least)
    }
}

fn least_height(style: &ComputedStyle) -> Pt {
    match style.height {
        Size::Given(Length::Fixed(height)) => height,
        _ => Pt::ZERO,
    }
}

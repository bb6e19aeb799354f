//! Tables: takes a table's boxes and the room they have, gives its rows drawn as strips, cut where a page may end.

mod block;
mod cells;
mod columns;
mod cut;
mod narrow;
mod rows;

use super::extent::Frame;
use super::fragment::Fragment;
use super::set::{SetPart, Setting};
use crate::diagnostics::Diagnostic;
use crate::pdf::boxes::TableBox;
use crate::style::ComputedStyle;
use crate::units::{Point, Pt};
use columns::Columns;

/// A table, set.
#[derive(Debug)]
pub(in crate::pdf::pages) struct SetTable {
    /// Its left edge.
    pub x: Pt,
    /// What stands above it.
    pub caption: Vec<SetPart>,
    /// Its rows, or parts of them.
    pub rows: Vec<TableStrip>,
    /// What is repeated on each page: its height, and itself.
    pub head: Option<(Pt, Fragment)>,
    /// What had to be done to make it fit.
    pub messages: Vec<Diagnostic>,
}

/// A part of a table that no page break goes through.
#[derive(Debug)]
pub(in crate::pdf::pages) struct TableStrip {
    pub height: Pt,
    pub fragment: Fragment,
    /// What a page break before it costs.
    pub cost: f64,
    /// The head is repeated above it where it begins a page.
    pub is_under_head: bool,
}

/// A repeated head takes no more of a page than this.
const HEAD_SHARE: f32 = 0.3;

/// Lays a table out: columns, cells, rows, strips.
pub(in crate::pdf::pages) fn set(
    setting: &Setting<'_>,
    mut table: TableBox,
    frame: Frame,
) -> SetTable {
    let mut messages = Vec::new();
    let columns = columns::share(setting, &mut table, frame.inner_width, &mut messages);
    let x = columns::left_in(&table.style, frame, columns.total());
    let caption = std::mem::take(&mut table.caption);
    let caption = setting.set_in(caption, caption_frame(&columns, &table.style, frame));
    let head_rows = table.head_rows;
    let rows = cells::set(setting, table, &columns);
    let strips = rows.into_strips(setting, head_rows, columns.total());
    let head = repeated(&strips.head, setting.page_height * HEAD_SHARE);
    SetTable {
        x,
        caption,
        rows: strips.head.into_iter().chain(strips.body).collect(),
        head,
        messages,
    }
}

/// A caption is as wide as its table, or half as wide as the column if that is more.
fn caption_frame(columns: &Columns, style: &ComputedStyle, frame: Frame) -> Frame {
    let width = columns
        .total()
        .max(frame.inner_width * 0.5)
        .min(frame.inner_width);
    let inner_x = columns::left_in(style, frame, width);
    Frame {
        x: inner_x,
        width,
        inner_x,
        inner_width: width,
    }
}

/// The head once more, for every page but its own.
fn repeated(head: &[TableStrip], highest: Pt) -> Option<(Pt, Fragment)> {
    let height = head.iter().map(|strip| strip.height).sum::<Pt>();
    if head.is_empty() || height > highest {
        return None;
    }
    let mut whole = Fragment::default();
    let mut y = Pt::ZERO;
    for strip in head {
        whole.append(strip.fragment.repeated(), Point { x: Pt::ZERO, y });
        y += strip.height;
    }
    Some((height, whole))
}

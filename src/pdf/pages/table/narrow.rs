//! Making a table narrower than its longest words: smaller type, and words that break.

use crate::pdf::boxes::{Part, TableBox};
use crate::pdf::line::Piece;
use crate::style::ComputedStyle;
use std::collections::HashMap;
use std::sync::Arc;

/// Styles made smaller, each once.
struct Scaled {
    scale: f32,
    break_words: bool,
    styles: HashMap<*const ComputedStyle, (Arc<ComputedStyle>, Arc<ComputedStyle>)>,
}

/// Sets all type of the table smaller by this factor, and lets its words break.
pub(super) fn scale(table: &mut TableBox, scale: f32, break_words: bool) {
    let mut scaled = Scaled {
        scale,
        break_words,
        styles: HashMap::new(),
    };
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        scaled.flow(&mut cell.flow);
    }
}

/// What is said of it.
pub(super) fn told(scale: f32, break_words: bool) -> String {
    let percent = (scale * 100.0).round();
    if break_words {
        format!("its type is set at {percent} % and its words break where they must")
    } else {
        format!("its type is set at {percent} %")
    }
}

impl Scaled {
    fn flow(&mut self, flow: &mut [Part]) {
        for part in flow {
            match part {
                Part::Open(block) => self.style(&mut block.style),
                Part::Paragraph(paragraph) => {
                    self.style(&mut paragraph.style);
                    paragraph
                        .pieces
                        .iter_mut()
                        .for_each(|piece| self.piece(piece));
                }
                Part::Table(table) => {
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.for_each(|cell| self.flow(&mut cell.flow));
                }
                Part::Close | Part::Picture(_) | Part::Mark(_) | Part::Heading(_) => {}
            }
        }
    }

    fn piece(&mut self, piece: &mut Piece) {
        if let Piece::Text { style, .. } = piece {
            self.style(style);
        }
    }

    /// The style made smaller. The one it came of is kept beside it, so that its address stays its own.
    fn style(&mut self, style: &mut Arc<ComputedStyle>) {
        let (scale, break_words) = (self.scale, self.break_words);
        let (_, smaller) = self.styles.entry(Arc::as_ptr(style)).or_insert_with(|| {
            let mut smaller = ComputedStyle::clone(style);
            smaller.font_size = smaller.font_size * scale;
            smaller.line_height = smaller.line_height * scale;
            smaller.break_words |= break_words;
            (style.clone(), Arc::new(smaller))
        });
        *style = smaller.clone();
    }
}

//! Type in which every character is half an em wide, so that a test can count lines; and pages as readable text.

use chapbook::pdf::line::{FontId, Glyph, GlyphRun, Line, LineItem, LineItemKind, Mark, Piece};
use chapbook::pdf::page::{ChapterLayout, Item, Page, StructureId, Tag};
use chapbook::pdf::pages::Typesetter;
use chapbook::style::{ComputedStyle, LineStyle, WhiteSpace};
use chapbook::units::{GlyphUnit, Pt};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

pub struct Typewriter;

/// A word or a line end, with what it needs to be set.
enum Token<'a> {
    Word(String, &'a Piece),
    Space(Pt),
    Break,
    Object(&'a Piece, Pt),
    Mark(Mark),
}

impl Typesetter for Typewriter {
    fn set(&self, pieces: Vec<Piece>, style: &ComputedStyle, measure: Pt) -> Vec<Line> {
        let mut setter = Setter {
            lines: vec![Line::default()],
            measure,
            style,
        };
        for token in tokens(&pieces) {
            setter.add(token);
        }
        setter.finish()
    }

    fn widths(&self, pieces: &[Piece], _style: &ComputedStyle) -> (Pt, Pt) {
        let (mut longest, mut whole) = (Pt(0.0), Pt(0.0));
        for token in tokens(pieces) {
            let width = match &token {
                Token::Word(word, piece) => width(word, piece),
                Token::Object(_, width) | Token::Space(width) => *width,
                Token::Break | Token::Mark(_) => Pt(0.0),
            };
            longest = longest.max(width);
            whole += width;
        }
        (longest, whole)
    }
}

fn width(word: &str, piece: &Piece) -> Pt {
    match piece {
        Piece::Text { style, .. } => style.font_size * 0.5 * word.chars().count() as f32,
        _ => Pt(0.0),
    }
}

fn tokens(pieces: &[Piece]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text { text, style, .. } => {
                let preserved = matches!(style.white_space, WhiteSpace::Pre | WhiteSpace::PreWrap);
                for (n, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                    if n > 0 && preserved {
                        tokens.push(Token::Break);
                    }
                    let words = line
                        .split_inclusive(' ')
                        .filter(|word| preserved || *word != " " || line == " ");
                    tokens.extend(words.map(|word| Token::Word(word.to_owned(), piece)));
                }
            }
            Piece::Object { width, .. } => tokens.push(Token::Object(piece, *width)),
            Piece::Space(width) => tokens.push(Token::Space(*width)),
            Piece::Break => tokens.push(Token::Break),
            Piece::Mark(mark) => tokens.push(Token::Mark(mark.clone())),
        }
    }
    tokens
}

struct Setter<'a> {
    lines: Vec<Line>,
    measure: Pt,
    style: &'a ComputedStyle,
}

impl Setter<'_> {
    fn line(&mut self) -> &mut Line {
        self.lines.last_mut().expect("there is always a line")
    }

    fn add(&mut self, token: Token<'_>) {
        match token {
            Token::Word(word, piece) => self.word(&word, piece),
            Token::Object(piece, width) => {
                let Piece::Object {
                    object,
                    ascent,
                    link,
                    ..
                } = piece
                else {
                    return;
                };
                self.item(LineItemKind::Object(*object), width, width, *link);
                let line = self.line();
                line.ascent = line.ascent.max(*ascent);
            }
            Token::Space(width) => self.line().width += width,
            Token::Break => self.lines.push(Line::default()),
            Token::Mark(mark) => {
                let x = self.line().width;
                self.line().marks.push((x, mark));
            }
        }
    }

    /// A word; one wider than the measure breaks where it must.
    fn word(&mut self, word: &str, piece: &Piece) {
        let Piece::Text {
            style, tag, link, ..
        } = piece
        else {
            return;
        };
        let fitting = (self.measure / (style.font_size * 0.5)).floor().max(1.0) as usize;
        let letters: Vec<char> = word.chars().collect();
        let visible = word.trim_end().chars().count();
        let size = if visible > fitting {
            fitting
        } else {
            letters.len().max(1)
        };
        for part in letters.chunks(size) {
            let part: String = part.iter().collect();
            let visible = style.font_size * 0.5 * part.trim_end().chars().count() as f32;
            let kind = LineItemKind::Glyphs(*tag, run(&part, style));
            self.item(kind, width(&part, piece), visible, *link);
        }
    }

    fn item(&mut self, kind: LineItemKind, width: Pt, visible: Pt, link: Option<u32>) {
        let measure = self.measure;
        if self.line().width + visible > measure + Pt(0.01) && !self.line().items.is_empty() {
            self.lines.push(Line::default());
        }
        let line = self.line();
        let item = LineItem {
            x: line.width,
            rise: Pt(0.0),
            width,
            link,
            kind,
        };
        line.items.push(item);
        line.width += width;
    }

    fn finish(mut self) -> Vec<Line> {
        let height = self.style.line_height;
        for line in &mut self.lines {
            line.ascent = line.ascent.max(height * 0.75);
            line.depth = height * 0.25;
        }
        self.lines
    }
}

fn run(word: &str, style: &ComputedStyle) -> GlyphRun {
    let glyph = |(start, character): (usize, char)| Glyph {
        id: 1,
        dx: GlyphUnit::default(),
        dy: GlyphUnit::default(),
        cluster_len: u16::try_from(character.len_utf8()).expect("a character is short"),
        cluster_start: u32::try_from(start).expect("a word is short"),
        advance: style.font_size * 0.5,
    };
    GlyphRun {
        font: FontId(0),
        size: style.font_size,
        colour: style.colour,
        decoration: LineStyle::default(),
        background: None,
        glyphs: word.char_indices().map(glyph).collect(),
        text: Arc::from(word),
        actual_text: None,
    }
}

/// A page's lines: how far down and to the right each stands, and its text. `~` is page furniture; pictures are `[width x height]`.
pub fn read(page: &Page) -> Vec<String> {
    let mut lines: Vec<(i32, i32, String)> = Vec::new();
    for placed in &page.items {
        let (x, y, text) = match &placed.item {
            Item::Glyphs { origin, run } => (origin.x, origin.y, run.text.to_string()),
            Item::Picture(_, area) => {
                let size = format!("[{:.0} x {:.0}]", area.size.width.0, area.size.height.0);
                (area.origin.x, area.origin.y, size)
            }
            _ => continue,
        };
        let furniture = if placed.tag == Tag::Pagination {
            "~"
        } else {
            ""
        };
        let (x, y) = (x.0.round() as i32, y.0.round() as i32);
        match lines.iter_mut().find(|line| line.1 == y) {
            Some(line) => line.2.push_str(&text),
            None => lines.push((x, y, format!("{furniture}{text}"))),
        }
    }
    lines.sort_by_key(|line| line.1);
    lines
        .iter()
        .map(|(x, y, text)| format!("{y:>3} {x:>3} {}", text.trim_end()))
        .collect()
}

/// All pages, each under its number.
pub fn dump(layout: &ChapterLayout) -> String {
    let mut out = String::new();
    for (n, page) in layout.pages.iter().enumerate() {
        writeln!(out, "page {}", n + 1).expect("a string takes all");
        for line in read(page) {
            writeln!(out, "{line}").expect("a string takes all");
        }
    }
    out
}

/// All text but page furniture, each node's together: a cell's lines may stand on several pages beside another's.
pub fn words(layout: &ChapterLayout) -> String {
    let mut nodes: BTreeMap<(StructureId, u32), String> = BTreeMap::new();
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Structure { element, order }, Item::Glyphs { run, .. }) =
            (placed.tag, &placed.item)
        {
            nodes
                .entry((element, order))
                .or_default()
                .push_str(&run.text);
        }
    }
    nodes.into_values().collect::<Vec<_>>().join("\n")
}

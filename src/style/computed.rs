//! Computed styles: what the cascade leaves for layout, in points, with percentages only where the box must be known.

use crate::markup::NodeId;
use crate::units::{Colour, Pt, Sides, Size as Extent};
use std::sync::Arc;

/// A style's number in its [`StyleTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct StyleId(pub u32);

/// The styles of a tree: elements that the same rules match share one.
#[derive(Debug, Clone, Default)]
pub struct StyleTable {
    /// The different styles.
    pub styles: Vec<Arc<ComputedStyle>>,
    /// Each node's style, by its number; a text node has its parent's.
    pub of_node: Vec<StyleId>,
    /// What `::before` puts in front of an element: nodes in order, with the generated text's style.
    pub before: Vec<(NodeId, String, StyleId)>,
    /// What `::after` puts behind an element.
    pub after: Vec<(NodeId, String, StyleId)>,
}

impl StyleTable {
    /// The style of a node.
    pub fn of(&self, node: NodeId) -> &Arc<ComputedStyle> {
        &self.styles[self.of_node[node.0 as usize].0 as usize]
    }
}

/// A length, or a part of the containing block's width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// Points.
    Fixed(Pt),
    /// A part of the containing block's width: 0.5 is half.
    Part(f32),
}

impl Default for Length {
    fn default() -> Length {
        Length::Fixed(Pt::ZERO)
    }
}

impl Length {
    /// In points, in a containing block of this width.
    pub fn resolve(self, width: Pt) -> Pt {
        match self {
            Length::Fixed(length) => length,
            Length::Part(part) => width * part,
        }
    }
}

/// A box's width or height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Size {
    /// As its content and container give.
    #[default]
    Auto,
    /// As said.
    Given(Length),
}

/// What kind of box an element makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum Display {
    Block,
    #[default]
    Inline,
    InlineBlock,
    ListItem,
    Table,
    TableRowGroup,
    TableHeaderGroup,
    TableFooterGroup,
    TableRow,
    TableCell,
    TableCaption,
    TableColumnGroup,
    TableColumn,
    Ruby,
    RubyText,
    None,
}

/// Upright or slanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum FontSlant {
    #[default]
    Normal,
    Italic,
}

/// `text-align`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum TextAlign {
    #[default]
    Start,
    End,
    Left,
    Right,
    Center,
    Justify,
}

/// `hyphens`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum Hyphens {
    None,
    #[default]
    Manual,
    Auto,
}

/// `white-space`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum WhiteSpace {
    #[default]
    Normal,
    NoWrap,
    Pre,
    PreWrap,
    PreLine,
}

/// `text-transform`, and `font-variant: small-caps` where the font has no small capitals of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum TextTransform {
    #[default]
    None,
    Uppercase,
    Lowercase,
    Capitalize,
}

/// `vertical-align` of an inline box, or of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum VerticalAlign {
    #[default]
    Baseline,
    Sub,
    Super,
    Top,
    Middle,
    Bottom,
    /// Raised by a length.
    Raised(Pt),
}

/// `list-style-type`.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum ListMarker {
    #[default]
    Disc,
    Circle,
    Square,
    Decimal,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
    /// A string of the author's.
    Text(Arc<str>),
    None,
}

/// `break-before` and `break-after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum BoxBreak {
    #[default]
    Auto,
    Avoid,
    Page,
    Left,
    Right,
}

/// `break-inside`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum BreakInside {
    #[default]
    Auto,
    Avoid,
}

/// `float`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum Float {
    #[default]
    None,
    Left,
    Right,
}

/// How a border is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the CSS keyword of its name")]
pub enum BorderStyle {
    #[default]
    None,
    Solid,
    Dashed,
    Dotted,
    Double,
}

/// One side's border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// Zero where the style is none.
    pub width: Pt,
    /// How it is drawn.
    pub style: BorderStyle,
    /// Its colour.
    pub colour: Colour,
}

impl Default for Border {
    fn default() -> Border {
        Border {
            width: Pt::ZERO,
            style: BorderStyle::None,
            colour: Colour::BLACK,
        }
    }
}

/// Lines along the text: `text-decoration-line`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct LineStyle {
    /// Under it.
    pub underline: bool,
    /// Through it.
    pub line_through: bool,
    /// Over it.
    pub overline: bool,
}

/// What the cascade leaves for one element.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each is the CSS property of its name")]
pub struct ComputedStyle {
    pub display: Display,
    pub float: Float,
    /// Family names in order of preference; `serif`, `sans-serif` and `monospace` are generic.
    pub font_family: Arc<[Arc<str>]>,
    pub font_size: Pt,
    /// 100 to 900.
    pub font_weight: u16,
    pub font_slant: FontSlant,
    pub small_caps: bool,
    /// OpenType features asked for: tag and value (`font-feature-settings`, `font-variant-numeric`, `font-variant-ligatures`).
    pub font_features: Arc<[([u8; 4], u32)]>,
    /// From baseline to baseline.
    pub line_height: Pt,
    pub letter_spacing: Pt,
    pub word_spacing: Pt,
    pub colour: Colour,
    pub background: Option<Colour>,
    /// `None` is `auto`.
    pub margin: Sides<Option<Length>>,
    pub padding: Sides<Length>,
    pub border: Sides<Border>,
    pub width: Size,
    pub height: Size,
    pub min_width: Length,
    pub min_height: Length,
    pub max_width: Option<Length>,
    pub max_height: Option<Length>,
    pub text_align: TextAlign,
    pub text_align_last: Option<TextAlign>,
    pub text_indent: Length,
    pub text_transform: TextTransform,
    pub text_decoration: LineStyle,
    pub hyphens: Hyphens,
    pub white_space: WhiteSpace,
    /// Words that don't fit may break anywhere.
    pub break_words: bool,
    /// Tab stops in spaces.
    pub tab_size: u16,
    pub vertical_align: VerticalAlign,
    pub list_marker: ListMarker,
    /// The marker stands in the text, not beside it.
    pub list_marker_inside: bool,
    pub break_before: BoxBreak,
    pub break_after: BoxBreak,
    pub break_inside: BreakInside,
    pub widows: u16,
    pub orphans: u16,
    pub collapse_borders: bool,
    pub border_spacing: Pt,
    pub right_to_left: bool,
    /// BCP 47 tag of the element's text, from `lang`.
    pub language: Arc<str>,
}

impl Default for ComputedStyle {
    /// Every property's initial value, at 10 points.
    fn default() -> ComputedStyle {
        ComputedStyle {
            display: Display::Inline,
            float: Float::None,
            font_family: Arc::from([Arc::from("serif")]),
            font_size: Pt(10.0),
            font_weight: 400,
            font_slant: FontSlant::Normal,
            small_caps: false,
            font_features: Arc::from([]),
            line_height: Pt(12.0),
            letter_spacing: Pt::ZERO,
            word_spacing: Pt::ZERO,
            colour: Colour::BLACK,
            background: None,
            margin: Sides {
                top: Some(Length::default()),
                right: Some(Length::default()),
                bottom: Some(Length::default()),
                left: Some(Length::default()),
            },
            padding: Sides::default(),
            border: Sides::default(),
            width: Size::Auto,
            height: Size::Auto,
            min_width: Length::default(),
            min_height: Length::default(),
            max_width: None,
            max_height: None,
            text_align: TextAlign::Start,
            text_align_last: None,
            text_indent: Length::default(),
            text_transform: TextTransform::None,
            text_decoration: LineStyle::default(),
            hyphens: Hyphens::Manual,
            white_space: WhiteSpace::Normal,
            break_words: false,
            tab_size: 8,
            vertical_align: VerticalAlign::Baseline,
            list_marker: ListMarker::Disc,
            list_marker_inside: false,
            break_before: BoxBreak::Auto,
            break_after: BoxBreak::Auto,
            break_inside: BreakInside::Auto,
            widows: 2,
            orphans: 2,
            collapse_borders: false,
            border_spacing: Pt::ZERO,
            right_to_left: false,
            language: Arc::from("en"),
        }
    }
}

/// A page's size, margins and margin boxes.
#[derive(Debug, Clone, PartialEq)]
pub struct PageStyle {
    /// The trim size.
    pub size: Extent,
    /// From the trim to the text.
    pub margin: Sides<Pt>,
    /// Running heads and feet.
    pub boxes: Vec<MarginBox>,
}

impl Default for PageStyle {
    /// A4 with margins of 25 mm.
    fn default() -> PageStyle {
        let margin = Pt::from_mm(25.0);
        PageStyle {
            size: Extent {
                width: Pt::from_mm(210.0),
                height: Pt::from_mm(297.0),
            },
            margin: Sides {
                top: margin,
                right: margin,
                bottom: margin,
                left: margin,
            },
            boxes: Vec::new(),
        }
    }
}

/// A running head or foot.
#[derive(Debug, Clone, PartialEq)]
pub struct MarginBox {
    /// Where it stands.
    pub place: MarginBoxPlace,
    /// What it says.
    pub content: Vec<MarginBoxContent>,
    /// How it looks.
    pub style: Arc<ComputedStyle>,
}

/// Where a margin box stands (CSS Paged Media 3, section 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the CSS at-rule of its name")]
pub enum MarginBoxPlace {
    TopLeft,
    TopCenter,
    TopRight,
    BottomLeft,
    BottomCenter,
    BottomRight,
}

/// A part of what a margin box says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarginBoxContent {
    /// Words.
    Text(String),
    /// This page's number: `counter(page)`.
    PageNumber,
    /// How many pages there are: `counter(pages)`.
    PageCount,
    /// The book's title: `string(book-title)`.
    BookTitle,
    /// The title of the part that the chapter is in, and of the book where it is in none: `string(part-title)`.
    PartTitle,
    /// The chapter's title: `string(chapter-title)`.
    ChapterTitle,
}

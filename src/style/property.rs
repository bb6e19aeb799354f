//! The properties that the PDF understands, in one table: name, whether it is inherited, where it lands, and how its value is read.
//! Its initial value is its field's in [`ComputedStyle::default`].
//!
//! To add a property: a field in `ComputedStyle`, and a row here. Shorthands are in `shorthand.rs`.

use crate::style::colour::{
    Background, BorderColour, SpecifiedColour, background, border_colour, colour,
};
use crate::style::computed::{
    BorderStyle, BoxBreak, BreakInside, ComputedStyle, Display, Float, FontSlant, Hyphens,
    LineStyle, ListMarker, TextAlign, TextTransform, VerticalAlign, WhiteSpace,
};
use crate::style::content::{Content, Counting, content, counting};
use crate::style::font::{
    FeatureSources, Features, FontFamily, FontSize, FontWeight, LineHeight, SpecifiedLineHeight,
    capitals, feature_settings, font_family, font_size, font_style, font_weight, kerning,
    ligatures, line_height, numeric,
};
use crate::style::keyword::{
    SpecifiedVerticalAlign, align_last, border_width, list_marker, text_lines, vertical_align,
};
use crate::style::length::{
    BoxSize, LengthOrPart, SpecifiedLength, box_size, length_or_part, margin, maximum, minimum,
    non_negative, non_negative_length, spacing,
};
use crate::style::value::{Environment, Parsed, Specified, count, keyword, positive_count};
use crate::units::{Colour, Pt, Sides};
use cssparser::Parser;

/// A style under way: the computed style, and what stays unresolved until all of the element's declarations are applied.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cascaded {
    /// What layout will see.
    pub(crate) style: ComputedStyle,
    /// A number is inherited as a number.
    pub(crate) line_height: LineHeight,
    /// `border-*-width`, whether or not the border is drawn.
    pub(crate) border_width: Sides<Pt>,
    /// `border-*-color`; the initial one is the element's own colour.
    pub(crate) border_colour: Sides<BorderColour>,
    /// Which property asks for which features.
    pub(crate) features: FeatureSources,
    /// Lines that this element itself asks for.
    pub(crate) lines: LineStyle,
    /// What `::before` and `::after` say.
    pub(crate) content: Content,
    /// `counter-reset`
    pub(crate) counter_reset: Counting,
    /// `counter-increment`
    pub(crate) counter_increment: Counting,
}

impl Default for Cascaded {
    /// The initial values.
    fn default() -> Cascaded {
        const MEDIUM_BORDER: Pt = Pt(2.25);
        let all = |width| Sides {
            top: width,
            right: width,
            bottom: width,
            left: width,
        };
        Cascaded {
            style: ComputedStyle::default(),
            line_height: LineHeight::NORMAL,
            border_width: all(MEDIUM_BORDER),
            border_colour: Sides {
                top: BorderColour(SpecifiedColour::Current),
                right: BorderColour(SpecifiedColour::Current),
                bottom: BorderColour(SpecifiedColour::Current),
                left: BorderColour(SpecifiedColour::Current),
            },
            features: FeatureSources::default(),
            lines: LineStyle::default(),
            content: Content::default(),
            counter_reset: Counting::default(),
            counter_increment: Counting::default(),
        }
    }
}

/// The words that every property takes (CSS Cascade 5, section 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wide {
    /// The property's initial value.
    Initial,
    /// The parent's value.
    Inherit,
    /// The parent's if the property is inherited, else the initial one. `revert` is taken for this.
    Unset,
}

macro_rules! is_inherited {
    (inherited) => {
        true
    };
    (own) => {
        false
    };
}

macro_rules! longhands {
    ($($property:ident $name:literal $inherited:ident $($field:ident).+ : $specified:ty = $parse:expr;)*) => {
        /// A property that stands for itself alone.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Longhand { $($property),* }

        /// How many there are.
        pub(crate) const LONGHANDS: usize = [$(Longhand::$property),*].len();

        /// A declaration that was understood.
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) enum Declared {
            $($property($specified),)*
            /// Any property with a word that all of them take.
            Wide(Longhand, Wide),
            /// One that stands at the start or the end of a line: the first for text that runs to the right, the second for text that runs to the left.
            Flow(Box<[Declared; 2]>),
        }

        impl Longhand {
            /// The property of this lower-case name.
            pub(crate) fn of_name(name: &str) -> Option<Longhand> {
                match name { $($name => Some(Longhand::$property),)* _ => None }
            }

            /// Reads its value.
            pub(crate) fn parse(self, input: &mut Parser<'_>) -> Parsed<Declared> {
                match self { $(Longhand::$property => $parse(input).map(Declared::$property)),* }
            }
        }

        impl Declared {
            /// Which property it is of; of one that depends on the text's direction, the one for text that runs to the right.
            pub(crate) fn property(&self) -> Longhand {
                match self {
                    $(Declared::$property(_) => Longhand::$property,)*
                    Declared::Wide(property, _) => *property,
                    Declared::Flow(sides) => sides[0].property(),
                }
            }

            /// Puts the value in its place.
            pub(crate) fn apply(&self, own: &mut Cascaded, parent: &Cascaded, environment: &Environment) {
                match self {
                    $(Declared::$property(value) => own.$($field).+ = value.compute(own, environment),)*
                    Declared::Wide(property, wide) => property.apply_wide(*wide, own, parent),
                    Declared::Flow(sides) => sides[usize::from(own.style.right_to_left)].apply(own, parent, environment),
                }
            }
        }

        impl Longhand {
            fn apply_wide(self, wide: Wide, own: &mut Cascaded, parent: &Cascaded) {
                match self {
                    $(Longhand::$property => {
                        let inherits = match wide {
                            Wide::Initial => false,
                            Wide::Inherit => true,
                            Wide::Unset => is_inherited!($inherited),
                        };
                        own.$($field).+ = if inherits {
                            parent.$($field).+.clone()
                        } else {
                            Cascaded::default().$($field).+
                        };
                    })*
                }
            }
        }

        impl Cascaded {
            /// A child's style before its own declarations.
            pub(crate) fn child_of(parent: &Cascaded) -> Cascaded {
                let mut child = Cascaded::default();
                $(if is_inherited!($inherited) { child.$($field).+.clone_from(&parent.$($field).+); })*
                child.style.language.clone_from(&parent.style.language);
                child
            }
        }
    };
}

// Declarations are applied in the order of this table: what others are computed from (size, line height, colour, direction) comes first.
longhands! {
    FontSize              "font-size"               inherited style.font_size: FontSize = font_size;
    LineHeight            "line-height"             inherited line_height: SpecifiedLineHeight = line_height;
    Color                 "color"                   inherited style.colour: SpecifiedColour = colour;
    Direction             "direction"               inherited style.right_to_left: bool = crate::style::keyword::direction;

    FontFamily            "font-family"             inherited style.font_family: FontFamily = font_family;
    FontWeight            "font-weight"             inherited style.font_weight: FontWeight = font_weight;
    FontStyle             "font-style"              inherited style.font_slant: FontSlant = font_style;
    FontVariantCaps       "font-variant-caps"       inherited style.small_caps: bool = capitals;
    FontVariantLigatures  "font-variant-ligatures"  inherited features.ligatures: Features = ligatures;
    FontVariantNumeric    "font-variant-numeric"    inherited features.numeric: Features = numeric;
    FontKerning           "font-kerning"            inherited features.kerning: Features = kerning;
    FontFeatureSettings   "font-feature-settings"   inherited features.settings: Features = feature_settings;

    TextAlign             "text-align"              inherited style.text_align: TextAlign = keyword;
    TextAlignLast         "text-align-last"         inherited style.text_align_last: Option<TextAlign> = align_last;
    TextIndent            "text-indent"             inherited style.text_indent: LengthOrPart = length_or_part;
    TextTransform         "text-transform"          inherited style.text_transform: TextTransform = keyword;
    TextDecorationLine    "text-decoration-line"    own       lines: LineStyle = text_lines;
    LetterSpacing         "letter-spacing"          inherited style.letter_spacing: SpecifiedLength = spacing;
    WordSpacing           "word-spacing"            inherited style.word_spacing: SpecifiedLength = spacing;
    WhiteSpace            "white-space"             inherited style.white_space: WhiteSpace = keyword;
    OverflowWrap          "overflow-wrap"           inherited style.break_words: bool = crate::style::keyword::overflow_wrap;
    Hyphens               "hyphens"                 inherited style.hyphens: Hyphens = keyword;
    TabSize               "tab-size"                inherited style.tab_size: u16 = count;
    VerticalAlign         "vertical-align"          own       style.vertical_align: SpecifiedVerticalAlign = vertical_align;

    Display               "display"                 own       style.display: Display = keyword;
    Float                 "float"                   own       style.float: Float = keyword;
    Width                 "width"                   own       style.width: BoxSize = box_size;
    Height                "height"                  own       style.height: BoxSize = box_size;
    MinWidth              "min-width"               own       style.min_width: LengthOrPart = minimum;
    MinHeight             "min-height"              own       style.min_height: LengthOrPart = minimum;
    MaxWidth              "max-width"               own       style.max_width: Option<LengthOrPart> = maximum;
    MaxHeight             "max-height"              own       style.max_height: Option<LengthOrPart> = maximum;
    MarginTop             "margin-top"              own       style.margin.top: Option<LengthOrPart> = margin;
    MarginRight           "margin-right"            own       style.margin.right: Option<LengthOrPart> = margin;
    MarginBottom          "margin-bottom"           own       style.margin.bottom: Option<LengthOrPart> = margin;
    MarginLeft            "margin-left"             own       style.margin.left: Option<LengthOrPart> = margin;
    PaddingTop            "padding-top"             own       style.padding.top: LengthOrPart = non_negative;
    PaddingRight          "padding-right"           own       style.padding.right: LengthOrPart = non_negative;
    PaddingBottom         "padding-bottom"          own       style.padding.bottom: LengthOrPart = non_negative;
    PaddingLeft           "padding-left"            own       style.padding.left: LengthOrPart = non_negative;
    BorderTopWidth        "border-top-width"        own       border_width.top: SpecifiedLength = border_width;
    BorderRightWidth      "border-right-width"      own       border_width.right: SpecifiedLength = border_width;
    BorderBottomWidth     "border-bottom-width"     own       border_width.bottom: SpecifiedLength = border_width;
    BorderLeftWidth       "border-left-width"       own       border_width.left: SpecifiedLength = border_width;
    BorderTopStyle        "border-top-style"        own       style.border.top.style: BorderStyle = keyword;
    BorderRightStyle      "border-right-style"      own       style.border.right.style: BorderStyle = keyword;
    BorderBottomStyle     "border-bottom-style"     own       style.border.bottom.style: BorderStyle = keyword;
    BorderLeftStyle       "border-left-style"       own       style.border.left.style: BorderStyle = keyword;
    BorderTopColor        "border-top-color"        own       border_colour.top: BorderColour = border_colour;
    BorderRightColor      "border-right-color"      own       border_colour.right: BorderColour = border_colour;
    BorderBottomColor     "border-bottom-color"     own       border_colour.bottom: BorderColour = border_colour;
    BorderLeftColor       "border-left-color"       own       border_colour.left: BorderColour = border_colour;
    BackgroundColor       "background-color"        own       style.background: Background = background;

    ListStyleType         "list-style-type"         inherited style.list_marker: ListMarker = list_marker;
    ListStylePosition     "list-style-position"     inherited style.list_marker_inside: bool = crate::style::keyword::list_position;
    BorderCollapse        "border-collapse"         inherited style.collapse_borders: bool = crate::style::keyword::border_collapse;
    BorderSpacing         "border-spacing"          inherited style.border_spacing: SpecifiedLength = non_negative_length;

    BreakBefore           "break-before"            own       style.break_before: BoxBreak = keyword;
    BreakAfter            "break-after"             own       style.break_after: BoxBreak = keyword;
    BreakInside           "break-inside"            own       style.break_inside: BreakInside = keyword;
    Widows                "widows"                  inherited style.widows: u16 = positive_count;
    Orphans               "orphans"                 inherited style.orphans: u16 = positive_count;

    ContentProperty       "content"                 own       content: Content = content;
    CounterReset          "counter-reset"           own       counter_reset: Counting = counting::<0>;
    CounterIncrement      "counter-increment"       own       counter_increment: Counting = counting::<1>;
}

impl Declared {
    /// Of a declaration that depends on the text's direction, the one for this direction.
    fn on_side(&self, right_to_left: bool) -> &Declared {
        match self {
            Declared::Flow(sides) => &sides[usize::from(right_to_left)],
            declared => declared,
        }
    }
}

impl Cascaded {
    /// Applies declarations, of which the later win. The text's direction comes before all others, for it decides which side is meant.
    pub(crate) fn apply_all<'a>(
        &mut self,
        declared: impl Iterator<Item = &'a Declared> + Clone,
        parent: &Cascaded,
        environment: &Environment,
    ) {
        let directions = declared
            .clone()
            .filter(|declared| declared.property() == Longhand::Direction);
        directions.for_each(|direction| direction.apply(self, parent, environment));
        let mut winners: [Option<&Declared>; LONGHANDS] = [None; LONGHANDS];
        for declared in declared {
            let declared = declared.on_side(self.style.right_to_left);
            winners[declared.property() as usize] = Some(declared);
        }
        for winner in winners.into_iter().flatten() {
            winner.apply(self, parent, environment);
        }
        self.finish(parent);
    }

    /// Resolves what had to wait for all declarations. Lines along the parent's text go through its children (CSS Text Decoration 3, section 2).
    pub(crate) fn finish(&mut self, parent: &Cascaded) {
        let style = &mut self.style;
        style.line_height = self.line_height.resolve(style.font_size);
        style.font_features = self.features.all();
        let above = parent.style.text_decoration;
        // Lines know the style of the innermost element alone: what stands on a raised baseline is raised.
        let in_line = |style: &ComputedStyle| style.display == Display::Inline;
        if in_line(style)
            && in_line(&parent.style)
            && style.vertical_align == VerticalAlign::Baseline
        {
            style.vertical_align = parent.style.vertical_align;
        }
        style.text_decoration = LineStyle {
            underline: self.lines.underline || above.underline,
            line_through: self.lines.line_through || above.line_through,
            overline: self.lines.overline || above.overline,
        };
        self.finish_borders();
    }

    fn finish_borders(&mut self) {
        let (width, colour) = (&self.border_width, &self.border_colour);
        let border = &mut self.style.border;
        for (border, width, colour) in [
            (&mut border.top, width.top, colour.top),
            (&mut border.right, width.right, colour.right),
            (&mut border.bottom, width.bottom, colour.bottom),
            (&mut border.left, width.left, colour.left),
        ] {
            border.width = match border.style {
                BorderStyle::None => Pt::ZERO,
                _ => width,
            };
            border.colour = colour
                .0
                .on_paper(self.style.colour)
                .unwrap_or(Colour::WHITE);
        }
    }
}

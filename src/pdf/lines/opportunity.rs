//! Break opportunities: takes a shaped paragraph, gives the places at which a line may end, and what kind each is.
//!
//! Most are UAX 14's; hyphenation, soft hyphens and the joints of addresses and identifiers come on top.

use crate::pdf::shape::{LookId, Paragraph, Segment, SegmentKind, Shaper, Soft};
use crate::style::WhiteSpace;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, options::LineBreakOptions};

/// A place at which a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opportunity {
    /// Where the next line begins in the text.
    pub at: u32,
    /// What kind of break it would be. Of several at one place the first kind counts.
    pub kind: BreakKind,
}

/// Kinds of breaks, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BreakKind {
    /// A line end that stays, and the paragraph's.
    Forced,
    /// Between words.
    Plain,
    /// Behind a hyphen that is in the text.
    AfterHyphen,
    /// In a word, with a hyphen that appears.
    Hyphen,
    /// The same in a name.
    HyphenInName,
    /// At a joint of an address or identifier, unmarked.
    Joint,
    /// Anywhere, because the word is wider than the measure.
    Emergency,
}

impl BreakKind {
    /// Does a hyphen appear?
    pub(super) fn adds_hyphen(self) -> bool {
        matches!(self, BreakKind::Hyphen | BreakKind::HyphenInName)
    }

    /// Does the line end in a hyphen, its own or one that appears?
    pub(super) fn ends_in_hyphen(self) -> bool {
        self.adds_hyphen() || self == BreakKind::AfterHyphen
    }
}

/// The opportunities of UAX 14, those of soft hyphens, and the forced ones.
pub(super) fn customary(paragraph: &Paragraph, shaper: &Shaper<'_>) -> Vec<Opportunity> {
    let mut found = Vec::with_capacity(paragraph.segments.len());
    let mut joins = Vec::new();
    uax14(paragraph, shaper, &mut found);
    for (at, soft) in &paragraph.soft {
        match soft {
            Soft::Hyphen => push(&mut found, *at, BreakKind::Hyphen),
            Soft::Break => push(&mut found, *at, BreakKind::Plain),
            Soft::Join => joins.push(*at),
        }
    }
    let end = paragraph.text.len() as u32;
    found.retain(|opportunity| {
        opportunity.at < end && joins.binary_search(&opportunity.at).is_err()
    });
    if !paragraph.soft.is_empty() {
        tidy(&mut found);
    }
    push(&mut found, end, BreakKind::Forced);
    found
}

fn uax14(paragraph: &Paragraph, shaper: &Shaper<'_>, found: &mut Vec<Opportunity>) {
    let text = &*paragraph.text;
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let mut span = 0;
    for at in segmenter.segment_str(text).filter(|at| *at > 0) {
        while paragraph
            .spans
            .get(span)
            .is_some_and(|span| (span.end as usize) < at)
        {
            span += 1;
        }
        let (Some(before), after) = (text.get(..at), text.get(at..).unwrap_or_default()) else {
            continue;
        };
        let keeps_lines = |span: &crate::pdf::shape::Span| {
            span.end as usize > at && keeps_lines(shaper, span.look)
        };
        if before.ends_with('\n') {
            push(found, at as u32, BreakKind::Forced);
        } else if !paragraph.spans.get(span).is_some_and(keeps_lines) {
            let kind = kind_between(before, after);
            found.extend(kind.map(|kind| Opportunity {
                at: at as u32,
                kind,
            }));
        }
    }
}

fn keeps_lines(shaper: &Shaper<'_>, look: LookId) -> bool {
    shaper.look(look).style.white_space == WhiteSpace::NoWrap
}

/// What breaking here would be; `None` where UAX 14 allows it and typography does not: before a dash, and behind the hyphens that
/// begin an option.
fn kind_between(before: &str, after: &str) -> Option<BreakKind> {
    let mut backwards = before.chars().rev();
    match backwards.next()? {
        '-' | '\u{2010}' => match backwards.next() {
            Some(letter) if letter.is_alphanumeric() => Some(BreakKind::AfterHyphen),
            _ => None,
        },
        '/' => Some(BreakKind::Joint),
        ' ' => Some(BreakKind::Plain),
        _ if after.starts_with(['\u{2013}', '\u{2014}']) => None,
        _ => Some(BreakKind::Plain),
    }
}

/// Adds where words may be divided by the patterns of their language, and the joints of addresses and identifiers.
pub(super) fn add_divisions(
    paragraph: &Paragraph,
    shaper: &mut Shaper<'_>,
    found: &mut Vec<Opportunity>,
) {
    for segment in &paragraph.segments {
        let SegmentKind::Word(word, _) = segment.kind else {
            continue;
        };
        let text = paragraph.slice(segment.start..segment.end);
        let look = shaper.look(paragraph.span_of(segment).look);
        if look.style.white_space == WhiteSpace::NoWrap {
            continue;
        }
        if look.monospaced || is_address(text) {
            joints(text, segment.start, found);
        } else if let Some(language) = look.hyphenation {
            let kind = if is_name(text, language) {
                BreakKind::HyphenInName
            } else {
                BreakKind::Hyphen
            };
            let offsets = shaper.hyphens(word, text, language);
            found.extend(offsets.iter().map(|at| Opportunity {
                at: segment.start + u32::from(*at),
                kind,
            }));
        }
    }
    tidy(found);
}

/// Whether a word may be a name by its capital, in languages that write nouns without.
fn is_name(word: &str, language: hypher::Lang) -> bool {
    let first = word.chars().find(|character| character.is_alphabetic());
    language != hypher::Lang::German && first.is_some_and(char::is_uppercase)
}

/// Adds every grapheme of a word.
pub(super) fn add_graphemes(
    paragraph: &Paragraph,
    segment: &Segment,
    found: &mut Vec<Opportunity>,
) {
    if !matches!(
        segment.kind,
        SegmentKind::Word(..) | SegmentKind::Uncovered(_)
    ) {
        return;
    }
    let text = paragraph.slice(segment.start..segment.end);
    for at in GraphemeClusterSegmenter::new().segment_str(text) {
        push(found, segment.start + at as u32, BreakKind::Emergency);
    }
}

/// Orders opportunities by place, one at each.
pub(super) fn tidy(found: &mut Vec<Opportunity>) {
    found.sort_unstable();
    found.dedup_by_key(|opportunity| opportunity.at);
}

fn push(found: &mut Vec<Opportunity>, at: u32, kind: BreakKind) {
    found.push(Opportunity { at, kind });
}

/// How much stands at least on each side of a joint, in bytes.
const LEAST_AT_JOINT: usize = 3;

/// The joints of an address or identifier: behind the signs that part its names.
fn joints(text: &str, start: u32, found: &mut Vec<Opportunity>) {
    let bytes = text.as_bytes();
    for (at, pair) in bytes
        .windows(2)
        .enumerate()
        .map(|(at, pair)| (at + 1, pair))
    {
        let (before, after) = (pair[0], pair[1]);
        let is_joint = is_joint(before) && !is_joint(after) && after.is_ascii_alphanumeric();
        if is_joint && at >= LEAST_AT_JOINT && bytes.len() - at >= LEAST_AT_JOINT {
            push(found, start + at as u32, BreakKind::Joint);
        }
    }
}

fn is_joint(byte: u8) -> bool {
    matches!(
        byte,
        b'/' | b'.'
            | b':'
            | b'_'
            | b'-'
            | b'='
            | b'&'
            | b'?'
            | b'#'
            | b','
            | b'('
            | b'<'
            | b'{'
            | b'['
    )
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || (text.len() > 8 && text.contains('@'))
}

//! Alerts with a title of their own, `> [!NOTE] Title`: takes a quote's blocks, gives the alert if its first line is such a tag.

use crate::document::{Alert, AlertKind, Block, BlockKind, Inline, InlineKind};
use crate::span::Span;
use pulldown_cmark::BlockQuoteKind;

/// The alert of a quote that GitHub too knows as one.
pub(super) fn alert_of(kind: BlockQuoteKind, content: Vec<Block>) -> Alert {
    let kind = match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    };
    Alert {
        kind,
        title: None,
        content,
    }
}

/// The alert whose quote begins with a tag and a title, or the blocks as they were.
pub(super) fn titled(mut blocks: Vec<Block>) -> Result<Alert, Vec<Block>> {
    let Some(Block {
        kind: BlockKind::Paragraph(line),
        ..
    }) = blocks.first_mut()
    else {
        return Err(blocks);
    };
    let Some(tag) = line.first().and_then(Tag::of) else {
        return Err(blocks);
    };
    let end = line
        .iter()
        .position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::LineBreak));
    let mut rest = line.split_off(end.unwrap_or(line.len()));
    let mut title = std::mem::take(line);
    let span = line.first().map_or(Span::NOWHERE, |first| first.span);
    cut_front(&mut title, tag.end);
    if title.is_empty() {
        title.extend(tag.name.map(|name| Inline::text(name, span)));
    }
    if !rest.is_empty() {
        rest.remove(0);
    }
    if rest.is_empty() {
        blocks.remove(0);
    } else {
        *line = rest;
    }
    Ok(Alert {
        kind: tag.kind,
        title: (!title.is_empty()).then_some(title),
        content: blocks,
    })
}

/// What a quote begins with to be an alert.
struct Tag {
    kind: AlertKind,
    /// Its name as a title, where the kind's own says less: Obsidian's and Hugo's tags have more names than GitHub's.
    name: Option<String>,
    /// Where the text goes on after it.
    end: usize,
}

impl Tag {
    fn of(first: &Inline) -> Option<Tag> {
        let InlineKind::Text(text) = &first.kind else {
            return None;
        };
        let (name, rest) = text.strip_prefix("[!")?.split_once(']')?;
        let name = name.trim().to_ascii_lowercase();
        let github = match name.as_str() {
            "note" => Some(AlertKind::Note),
            "tip" => Some(AlertKind::Tip),
            "important" => Some(AlertKind::Important),
            "warning" => Some(AlertKind::Warning),
            "caution" => Some(AlertKind::Caution),
            _ => None,
        };
        // Obsidian's `[!NOTE]-` and `[!NOTE]+` fold; paper doesn't.
        let rest = rest.trim_start_matches(['+', '-']).trim_start();
        Some(Tag {
            kind: github.or_else(|| akin(&name))?,
            name: github.is_none().then(|| capitalised(&name)),
            end: text.len() - rest.len(),
        })
    }
}

/// The kind of GitHub's that another name is akin to.
fn akin(name: &str) -> Option<AlertKind> {
    Some(match name {
        "info" | "abstract" | "summary" | "tldr" | "todo" | "question" | "help" | "faq"
        | "example" | "quote" | "cite" => AlertKind::Note,
        "hint" | "success" | "check" | "done" => AlertKind::Tip,
        "attention" => AlertKind::Warning,
        "danger" | "error" | "bug" | "failure" | "fail" | "missing" => AlertKind::Caution,
        _ => return None,
    })
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn cut_front(title: &mut Vec<Inline>, at: usize) {
    if let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = title.first_mut()
    {
        text.drain(..at);
        if text.is_empty() {
            title.remove(0);
        }
    }
}

//! `markdown="1"`: takes the lines of elements whose content is Markdown, puts their tags on lines of their own.

use crate::parse::html::{Piece, Pieces, Treatment, is_phrasing, is_void, tag_name, treatment};
use crate::parse::kramdown::entry::marker_length;
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::scan::{Before, Scanner};
use crate::parse::kramdown::{Construct, PARAGRAPH_START};
use std::ops::Range;

/// A start tag may go on over so many bytes.
const MAX_TAG: usize = 4096;

/// Elements whose content kramdown takes as it stands unless they say otherwise.
const RAW: &[&str] = &[
    "audio", "colgroup", "dir", "map", "math", "menu", "noscript", "ol", "optgroup", "option",
    "picture", "pre", "script", "select", "style", "svg", "table", "tbody", "textarea", "tfoot",
    "thead", "tr", "ul", "video",
];

/// An open element.
pub(super) struct Region {
    name: String,
    /// Spaces and quote marks before its start tag.
    prefix: String,
    /// Elements of its name that are open in it.
    inner: usize,
    /// It holds HTML and no Markdown, and its tags stay where they are.
    is_raw: bool,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Blocks,
    Phrases,
    Raw,
}

impl<'a> Scanner<'a, '_> {
    /// Looks at the tags of a line that begins with one, or that stands in a region.
    pub(super) fn region_tags(&mut self, line: &Line<'a>) -> bool {
        let entry = self.entry_content(line);
        let line = entry.as_ref().unwrap_or(line);
        let begins_with_tag = line.text.starts_with('<');
        let may_close = !self.regions.is_empty() && line.text.contains("</");
        if !begins_with_tag && (!may_close || self.is_indented_code(line)) {
            return false;
        }
        if begins_with_tag && self.long_tag(line) {
            return true;
        }
        // Up to where the line's tags were put on lines of their own.
        let mut done = 0;
        for piece in Pieces::new(line.text) {
            if let Piece::Tag(range) = piece
                && let Some(construct) = self.region_tag(line, &range, begins_with_tag)
            {
                self.split(line, done, range.clone(), construct);
                done = range.end;
            }
        }
        if done == 0 && !self.regions.is_empty() {
            self.start_paragraph(line);
        }
        if done > 0 {
            self.before = Before::Blank;
        }
        done > 0
    }

    /// `- <div markdown="1">`: what stands behind the marker.
    fn entry_content(&self, line: &Line<'a>) -> Option<Line<'a>> {
        let marker = marker_length(line.text).filter(|_| line.text.contains("markdown="))?;
        let rest = line.text.get(marker..)?;
        let text = rest.trim_start();
        text.starts_with('<').then(|| Line {
            range: line.range.clone(),
            start: line.start + line.text.len() - text.len(),
            text,
        })
    }

    /// A line as far in as code stands, where no text goes before it.
    fn is_indented_code(&self, line: &Line<'a>) -> bool {
        let around = self.regions.last().map_or(0, |region| region.prefix.len());
        self.before == Before::Blank && line.indent() >= around + 4
    }

    /// A start tag that goes on over lines.
    fn long_tag(&mut self, line: &Line<'a>) -> bool {
        let is_open = !line.text.contains('>') && !line.prefix(self.text).contains('>');
        let rest = self.text.get(line.start..).unwrap_or("");
        let limit = rest.floor_char_boundary(MAX_TAG);
        let block = rest.get(..limit).and_then(|rest| rest.split("\n\n").next());
        let Some(block) = block.filter(|block| is_open && block.contains('\n')) else {
            return false;
        };
        let Some(Piece::Tag(range)) = Pieces::new(block).next() else {
            return false;
        };
        let tag = Line {
            range: line.range.start..line.start + range.end,
            start: line.start,
            text: block.get(range.clone()).unwrap_or(""),
        };
        let Some(construct) = self.region_tag(&tag, &range, true) else {
            return false;
        };
        self.split(&tag, 0, range, construct);
        if self.rest_of_line(tag.range.end).is_empty() {
            self.go_on_below(tag.range.end);
        } else {
            let prefix = self.regions.last().map_or("", |region| &region.prefix);
            let new_line = format!("\n{prefix}");
            self.copyist
                .replace(tag.range.end..tag.range.end, &new_line);
            self.go_on_at(tag.range.end);
        }
        self.before = Before::Blank;
        true
    }

    /// What a tag is to the regions: the start of one, the end of one, or nothing.
    fn region_tag(
        &mut self,
        line: &Line<'a>,
        range: &Range<usize>,
        may_open: bool,
    ) -> Option<Construct> {
        let tag = line.text.get(range.clone())?;
        let (name, is_end) = tag_name(tag)?;
        let given = line.start + range.start..line.start + range.end;
        if is_end {
            return self.end_tag(&name).then_some(Construct::Close(given));
        }
        let content = self.content_of(tag, &name, line);
        let Some(content) = content.filter(|_| may_open) else {
            let around = self.regions.last_mut();
            if let Some(region) = around.filter(|region| region.name == name) {
                region.inner += 1;
            }
            return None;
        };
        let prefix = match self.regions.first() {
            Some(outermost) => outermost.prefix.clone(),
            None => continuation(line.prefix(self.text)),
        };
        self.regions.push(Region {
            name,
            prefix,
            inner: 0,
            is_raw: content == Content::Raw,
        });
        (content != Content::Raw).then_some(Construct::Open {
            tag: given,
            holds_phrases: content == Content::Phrases && tag_name(tag)?.0 != "p",
        })
    }

    /// What the element of a start tag holds, if kramdown looks into it.
    fn content_of(&self, tag: &str, name: &str, line: &Line<'a>) -> Option<Content> {
        if is_phrasing(name) || is_void(name) {
            return None;
        }
        if let Some(content) = asked_content(tag) {
            return Some(content).filter(|content| *content != Content::Raw);
        }
        let is_raw = self.regions.last().is_some_and(|region| region.is_raw);
        if !self.html.blocks || is_raw || line.indent() >= 4 || tag.ends_with("/>") {
            return None;
        }
        if RAW.contains(&name) {
            return Some(Content::Raw);
        }
        (treatment(name) == Treatment::Element).then_some(Content::Blocks)
    }

    /// Does an end tag end a region whose tags are put apart?
    fn end_tag(&mut self, name: &str) -> bool {
        let innermost = self.regions.last_mut();
        let Some(region) = innermost.filter(|region| region.name == name) else {
            return false;
        };
        if region.inner > 0 {
            region.inner -= 1;
            return false;
        }
        let Some(region) = self.regions.pop() else {
            return false;
        };
        self.last_prefix = region.prefix;
        !region.is_raw
    }

    /// Puts a tag on a line of its own, under a blank line, which ends raw HTML.
    fn split(&mut self, line: &Line<'a>, done: usize, tag: Range<usize>, construct: Construct) {
        let prefix = match self.regions.last() {
            Some(region) => region.prefix.clone(),
            None => std::mem::take(&mut self.last_prefix),
        };
        let blank = prefix.trim_end();
        let given = line.start + tag.start..line.start + tag.end;
        let before = line.text.get(done..tag.start).unwrap_or("");
        let is_entry = line.prefix(self.text).contains(|c| !" \t>".contains(c));
        if !before.trim().is_empty() {
            let new_line = format!("\n{blank}\n{prefix}");
            self.copyist.replace(given.start..given.start, &new_line);
        } else if done == 0 && !is_entry {
            let is_apart = self.copyist.follows_blank_line(line.range.start);
            let above = if is_apart {
                String::new()
            } else {
                format!("{blank}\n")
            };
            self.copyist
                .replace(line.range.start..given.start, &format!("{above}{prefix}"));
        }
        self.mark(given.clone(), construct);
        let after = line.text.get(tag.end..).unwrap_or("");
        if !after.trim().is_empty() {
            self.copyist
                .replace(given.end..given.end, &format!("\n{prefix}"));
        }
    }

    /// A phrasing element alone on its line begins a paragraph here; CommonMark would take the lines under it for raw HTML.
    fn start_paragraph(&mut self, line: &Line<'a>) {
        let mut pieces = Pieces::new(line.text);
        let is_alone = match (pieces.next(), pieces.next()) {
            (Some(Piece::Tag(range)), None) => tag_name(line.text.get(range).unwrap_or(""))
                .is_some_and(|(name, _)| is_phrasing(&name)),
            _ => false,
        };
        if is_alone {
            self.copyist
                .replace(line.start..line.start, PARAGRAPH_START);
        }
    }
}

/// What the tag asks its content to be read as.
fn asked_content(tag: &str) -> Option<Content> {
    let (_, value) = tag.split_once("markdown=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let content = [
        ("1", Content::Blocks),
        ("block", Content::Blocks),
        ("span", Content::Phrases),
        ("0", Content::Raw),
    ];
    let asked = content
        .into_iter()
        .find(|(word, _)| value.starts_with(word));
    asked.map(|(_, content)| content)
}

/// What stands before the lines under a marker: spaces in its place.
fn continuation(prefix: &str) -> String {
    let space = |c| if matches!(c, '>' | '\t') { c } else { ' ' };
    prefix.chars().map(space).collect()
}

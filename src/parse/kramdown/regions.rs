//! `markdown="1"`: takes the lines of elements whose content is Markdown, puts their tags on lines of their own.

use crate::parse::html::{Piece, Pieces, is_phrasing, tag_name};
use crate::parse::kramdown::scan::{Line, Scanner};
use crate::parse::kramdown::{Construct, PARAGRAPH_START};
use std::ops::Range;

/// An open element with Markdown in it.
pub(super) struct Region {
    name: String,
    /// Spaces and quote marks before its start tag.
    prefix: String,
    /// Elements of its name that are open in it.
    inner: usize,
}

/// Makes a construct of where its tag stands.
type MakeConstruct = fn(Range<usize>) -> Construct;

impl<'a> Scanner<'a> {
    /// Looks at the tags of a line that begins with one, or that stands in a region.
    pub(super) fn region_tags(&mut self, line: &Line<'a>) -> bool {
        let begins_with_tag = line.text.starts_with('<');
        if !begins_with_tag && (self.regions.is_empty() || !line.text.contains("</")) {
            return false;
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
        done > 0
    }

    /// What a tag is to the regions: the start of one, the end of one, or nothing.
    fn region_tag(
        &mut self,
        line: &Line<'a>,
        range: &Range<usize>,
        may_open: bool,
    ) -> Option<MakeConstruct> {
        let tag = line.text.get(range.clone())?;
        let (name, is_end) = tag_name(tag)?;
        if is_end {
            return self.end_tag(&name);
        }
        if may_open && has_markdown(tag) && !is_phrasing(&name) {
            let prefix = match self.regions.first() {
                Some(outermost) => outermost.prefix.clone(),
                None => self.text.get(line.range.start..line.start)?.to_owned(),
            };
            self.regions.push(Region {
                name,
                prefix,
                inner: 0,
            });
            return Some(Construct::Open);
        }
        if let Some(region) = self.regions.last_mut().filter(|region| region.name == name) {
            region.inner += 1;
        }
        None
    }

    fn end_tag(&mut self, name: &str) -> Option<MakeConstruct> {
        let region = self
            .regions
            .last_mut()
            .filter(|region| region.name == name)?;
        if region.inner > 0 {
            region.inner -= 1;
            return None;
        }
        self.last_prefix = self.regions.pop()?.prefix;
        Some(Construct::Close)
    }

    /// Puts a tag on a line of its own, under a blank line, which ends raw HTML.
    fn split(&mut self, line: &Line<'a>, done: usize, tag: Range<usize>, construct: MakeConstruct) {
        let prefix = match self.regions.last() {
            Some(region) => region.prefix.clone(),
            None => std::mem::take(&mut self.last_prefix),
        };
        let blank = prefix.trim_end();
        let given = line.start + tag.start..line.start + tag.end;
        let before = line.text.get(done..tag.start).unwrap_or("");
        if !before.trim().is_empty() {
            let new_line = format!("\n{blank}\n{prefix}");
            self.copyist.replace(given.start..given.start, &new_line);
        } else if done == 0 {
            let is_apart = self.copyist.follows_blank_line(line.range.start);
            let above = if is_apart {
                String::new()
            } else {
                format!("{blank}\n")
            };
            self.copyist
                .replace(line.range.start..given.start, &format!("{above}{prefix}"));
        }
        self.mark(given.clone(), construct(given.clone()));
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

/// Does the tag ask for its content to be read as Markdown?
fn has_markdown(tag: &str) -> bool {
    let Some((_, value)) = tag.split_once("markdown=") else {
        return false;
    };
    let value = value.trim_start_matches(['"', '\'']);
    ["1", "span", "block"]
        .iter()
        .any(|word| value.starts_with(word))
}

//! Attribute lists and definitions on lines of their own: takes a line, marks it and keeps what it defines.

use crate::parse::kramdown::attribute_list::{
    AttributeList, Definitions, braced, is_only_attributes,
};
use crate::parse::kramdown::label::{defined, label};
use crate::parse::kramdown::line::Line;
use crate::parse::kramdown::phrases::Edits;
use crate::parse::kramdown::scan::{Before, Scanner};
use crate::parse::kramdown::{Construct, destination};

impl<'a> Scanner<'a, '_> {
    /// `{: .class}`
    pub(super) fn attribute_list(&mut self, line: &Line<'a>) -> bool {
        let Some((inner, length)) = braced(line.text) else {
            return false;
        };
        let is_list = AttributeList::parse(inner, &Definitions::new()).is_some();
        if length != line.text.len() || !is_list {
            return false;
        }
        if let Before::Link(label) = &self.before {
            add(&mut self.link_lists, &label.clone(), inner);
            self.mark(line.text_range(), Construct::Nothing);
            return true;
        }
        let is_below = match self.before {
            Before::List { is_below } => is_below,
            _ => self.before == Before::Text,
        };
        let start = line.start + "{:".len();
        let list = start..start + inner.len();
        self.mark(line.text_range(), Construct::Attributes { list, is_below });
        self.before = Before::List { is_below };
        true
    }

    /// Goldmark's `{.class}`, which stands right under a block; under nothing it says nothing. Braces that hold a word besides are the
    /// author's own.
    pub(super) fn block_attributes(&mut self, line: &Line<'a>) -> bool {
        let list = line.text.strip_prefix('{');
        let list = list.and_then(|rest| rest.strip_suffix('}'));
        let space = line.prefix(self.text).rsplit('>').next().unwrap_or("");
        let is_list = |list: &&str| is_only_attributes(list) && space.len() < 4 && !self.in_html;
        let Some(list) = list.filter(is_list) else {
            return false;
        };
        if self.before == Before::Blank {
            let is_class = list.starts_with(['.', '#']) || list.starts_with("class=");
            if is_class {
                self.mark(line.text_range(), Construct::Nothing);
            }
            return is_class;
        }
        let start = line.start + "{".len();
        let list = start..start + list.len();
        let is_below = true;
        self.mark(line.text_range(), Construct::Attributes { list, is_below });
        self.before = Before::List { is_below };
        true
    }

    /// `{:name: .class}`
    pub(super) fn definition(&mut self, line: &Line<'a>) -> bool {
        let Some((inner, length)) = braced(line.text) else {
            return false;
        };
        let Some((name, list)) = inner.split_once(':') else {
            return false;
        };
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if length != line.text.len() || !is_name {
            return false;
        }
        add(&mut self.definitions, name, list);
        self.mark(line.text_range(), Construct::Nothing);
        true
    }

    /// `*[HTML]: Hypertext Markup Language`
    pub(super) fn abbreviation(&mut self, line: &Line<'a>) -> bool {
        let parts = line
            .text
            .strip_prefix("*[")
            .and_then(|rest| rest.split_once("]:"));
        let is_defined = |(word, _): &(&str, &str)| !word.trim().is_empty() && line.indent() < 4;
        let Some((word, title)) = parts.filter(is_defined) else {
            return false;
        };
        let entry = (word.to_owned(), title.trim().to_owned());
        self.abbreviations.push(entry);
        self.mark(line.text_range(), Construct::Nothing);
        self.before = Before::Blank;
        true
    }

    /// `[label]: address`, which the Markdown parser reads. Lists above and below it are the link's.
    pub(super) fn link_definition(&mut self, line: &Line<'a>) -> bool {
        let begins_block = !matches!(self.before, Before::Text | Before::List { is_below: true });
        let written = defined(line.text);
        let Some(written) = written.filter(|_| begins_block && line.indent() < 4) else {
            return false;
        };
        let label = label(written);
        if self.before == (Before::List { is_below: false }) {
            self.take_lists_above(&label);
        }
        let mut edits = Edits::new();
        destination::find_in_definition(line, &mut edits);
        self.apply(edits);
        self.before = Before::Link(label);
        true
    }

    /// The lists right above are for the link defined here, and for no block.
    fn take_lists_above(&mut self, label: &str) {
        for mark in self.marks.iter_mut().rev() {
            let Construct::Attributes { list, .. } = &mark.construct else {
                break;
            };
            let inner = self.text.get(list.clone()).unwrap_or("");
            add(&mut self.link_lists, label, inner);
            mark.construct = Construct::Nothing;
        }
    }
}

/// What a list says of what was named before comes after what was said then.
fn add(lists: &mut Definitions, name: &str, list: &str) {
    let earlier = lists.entry(name.to_owned()).or_default();
    if !earlier.is_empty() {
        earlier.push(' ');
    }
    earlier.push_str(list);
}

//! Evaluating templates: takes parts, gives text that knows where it was typed.

use super::expression::Expression;
use super::limits::{Budget, Stop};
use super::print::printed;
use super::scope::Scope;
use super::tree::{Branch, Part, PartKind, When};
use super::{Surroundings, Template, stand_in};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::repeats::Repeats;
use crate::source::site::jekyll::Jekyll;
use crate::source::value::Value;
use crate::span::{MappedText, Sources, Span};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// One post being evaluated.
pub struct Evaluation<'a> {
    /// The site and post around it.
    pub(super) around: &'a Surroundings<'a>,
    pub(super) sources: &'a mut Sources,
    pub(super) messages: &'a mut Diagnostics,
    pub(super) scope: Scope,
    pub(super) budget: Budget,
    /// Told once each.
    pub(super) unknown_filters: HashSet<String>,
    /// Where a missing file was told.
    pub(super) told: HashSet<Span>,
    /// How often each `cycle` went on.
    pub(super) cycles: HashMap<Arc<str>, usize>,
    /// Where the loops of each name ended.
    pub(super) loops_ended: HashMap<Arc<str>, usize>,
    /// What `ifchanged` showed last.
    unchanged: Option<String>,
}

/// What follows a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next part.
    On,
    /// The end of the loop.
    Break,
    /// The loop's next round.
    Continue,
}

impl<'a> Evaluation<'a> {
    /// Ready to begin.
    pub fn new(
        around: &'a Surroundings<'a>,
        sources: &'a mut Sources,
        messages: &'a mut Diagnostics,
    ) -> Evaluation<'a> {
        let mut scope = Scope::default();
        scope.set_global("page", around.page.clone());
        scope.set_global("site", around.jekyll.map_or(Value::Nil, config));
        scope.set_global("jekyll", jekyll());
        scope.set_global("layout", Value::Nil);
        Evaluation {
            around,
            sources,
            messages,
            scope,
            budget: Budget::default(),
            unknown_filters: HashSet::new(),
            told: HashSet::new(),
            cycles: HashMap::new(),
            loops_ended: HashMap::new(),
            unchanged: None,
        }
    }

    /// The whole post. What asks for too much stays as it is typed; the rest is evaluated.
    pub fn document(&mut self, template: &Template) -> MappedText {
        let mut out = MappedText::default();
        let mut stopped = Repeats::default();
        for part in &template.parts {
            let mut made = MappedText::default();
            match self.part(part, &template.text, &mut made) {
                Ok(_) => out.push_mapped(&made, 0..made.as_str().len()),
                Err(stop) => {
                    self.budget.surface();
                    self.scope.surface();
                    let span = template.text.span(part.tag.clone());
                    stopped.add(|| message(stop).at(span));
                    out.push_mapped(&template.text, part.whole.clone());
                }
            }
        }
        stopped.report(self.messages);
        out
    }

    /// Parts in order, until one of them leaves the loop.
    pub fn parts(
        &mut self,
        parts: &[Part],
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<Flow, Stop> {
        self.budget.enter()?;
        let mut flow = Flow::On;
        for part in parts {
            flow = self.part(part, text, out)?;
            if flow != Flow::On {
                break;
            }
        }
        self.budget.leave();
        Ok(flow)
    }

    fn part(&mut self, part: &Part, text: &MappedText, out: &mut MappedText) -> Result<Flow, Stop> {
        self.budget.spend(1)?;
        let tag = || text.span(part.tag.clone());
        match &part.kind {
            PartKind::Text => self.literal(&part.whole, text, out)?,
            PartKind::Output(filtered) => {
                let value = self.filtered(filtered, tag())?;
                let shown = printed(&value, &mut self.budget)?;
                self.show(&shown, tag(), out)?;
            }
            PartKind::Assign(name, filtered) => {
                let value = self.filtered(filtered, tag())?;
                self.scope.assign(name, value);
            }
            PartKind::Capture(name, body) => return self.capture(name, body, text),
            PartKind::If(branches) => return self.branch(branches, text, out),
            PartKind::Case(subject, whens) => return self.case(subject, whens, text, out),
            PartKind::For(made) => self.for_loop(made, tag(), text, out)?,
            PartKind::Break => return Ok(Flow::Break),
            PartKind::Continue => return Ok(Flow::Continue),
            PartKind::Cycle(group, values) => {
                let shown = self.cycle(group, values)?;
                self.show(&shown, tag(), out)?;
            }
            PartKind::Count(name, step) => {
                let count = self.scope.count(name, *step);
                self.show(&count.to_string(), tag(), out)?;
            }
            PartKind::Include(include) => self.include(include, tag(), out)?,
            PartKind::Highlight(language, body) => {
                self.highlight(language, body, part, text, out)?;
            }
            PartKind::Link(target) => {
                let url = self.link(target, tag())?;
                self.show(&url, tag(), out)?;
            }
            PartKind::PostUrl(name) => {
                let url = self.post_url(name, tag())?;
                self.show(&url, tag(), out)?;
            }
            PartKind::IfChanged(body) => return self.if_changed(body, text, out),
            PartKind::Embed(name, markup) => self.embed(name, markup, tag(), out)?,
            PartKind::Picture(markup) => {
                let markup = self.inner_template(markup, tag())?;
                let shown = stand_in::of_tag(&markup).unwrap_or_default();
                self.show_markdown(&shown, tag(), out)?;
            }
            PartKind::Body(body) => return self.parts(body, text, out),
        }
        Ok(Flow::On)
    }

    /// Text costs nothing where it stands once; in a loop it counts as made.
    fn literal(
        &mut self,
        range: &Range<usize>,
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        if self.budget.is_inside() {
            self.budget.spend_bytes(range.len())?;
        }
        out.push_mapped(text, range.clone());
        Ok(())
    }

    pub(super) fn show(
        &mut self,
        shown: &str,
        span: Span,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        self.budget.spend_bytes(shown.len())?;
        out.push_expanded(shown, span);
        Ok(())
    }

    fn capture(&mut self, name: &Arc<str>, body: &[Part], text: &MappedText) -> Result<Flow, Stop> {
        let mut captured = MappedText::default();
        let flow = self.parts(body, text, &mut captured)?;
        self.budget.spend_bytes(captured.as_str().len())?;
        self.scope.assign(name, captured.as_str().into());
        Ok(flow)
    }

    fn if_changed(
        &mut self,
        body: &[Part],
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<Flow, Stop> {
        let mut made = MappedText::default();
        let flow = self.parts(body, text, &mut made)?;
        let words = made.as_str();
        if self.unchanged.as_deref() != Some(words) {
            out.push_mapped(&made, 0..words.len());
            self.unchanged = Some(words.to_owned());
        }
        Ok(flow)
    }

    fn branch(
        &mut self,
        branches: &[Branch],
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<Flow, Stop> {
        for branch in branches {
            let holds = match &branch.condition {
                Some(condition) => self.holds(condition)? != branch.negated,
                None => true,
            };
            if holds {
                return self.parts(&branch.body, text, out);
            }
        }
        Ok(Flow::On)
    }

    fn case(
        &mut self,
        subject: &Expression,
        whens: &[When],
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<Flow, Stop> {
        let subject = self.value(subject)?;
        for when in whens.iter().filter(|when| !when.otherwise) {
            if self.is_one_of(&subject, &when.values)? {
                return self.parts(&when.body, text, out);
            }
        }
        match whens.iter().find(|when| when.otherwise) {
            Some(when) => self.parts(&when.body, text, out),
            None => Ok(Flow::On),
        }
    }
}

fn config(site: &Jekyll) -> Value {
    Value::Map(site.config().clone())
}

/// The variable `jekyll`: which Jekyll this does as.
fn jekyll() -> Value {
    let entries = [("version", "4.4.1"), ("environment", "development")];
    let entries = entries.map(|(name, text)| (name.into(), Value::from(text).into()));
    Value::map(entries.into())
}

fn message(stop: Stop) -> Diagnostic {
    let message = match stop {
        Stop::TooLong => Diagnostic::warning(
            "template-too-long",
            "this takes too many steps, or makes too much text",
        ),
        Stop::TooDeep => Diagnostic::warning(
            "template-too-deep",
            "blocks and includes are nested too deep here",
        ),
    };
    message.help("it stays as it is typed")
}

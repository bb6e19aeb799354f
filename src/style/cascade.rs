//! The cascade: takes the rules that hold, and finds for an element those that match it, in the order of their strength.

use crate::style::element::Candidate;
use crate::style::property::Declared;
use crate::style::selector::{Css, PseudoElement, Selector};
use selectors::context::MatchingContext;
use selectors::matching::matches_selector;
use selectors::parser::Component;
use std::collections::HashMap;
use std::sync::Arc;

/// Who wrote a rule; later ones win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// What every element is without a stylesheet.
    Elements,
    /// The built-in stylesheet and the author's: one sheet in the EPUB, so one origin here.
    Author,
}

/// What a rule says, and what of it is important.
pub(crate) type Block = Arc<[(Declared, bool)]>;

/// The rules that hold for one page size, sorted by strength and found by what their subject must be.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// From the weakest to the strongest: a rule's number is its rank.
    ranked: Vec<Rule>,
    /// Rules from this number on are the author's.
    first_of_author: u32,
    elements: Index,
    before: Index,
    after: Index,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    block: Block,
}

/// Rule numbers by the rarest thing that their subject must have.
#[derive(Debug, Default)]
struct Index {
    by_id: HashMap<Box<str>, Vec<u32>>,
    by_class: HashMap<Box<str>, Vec<u32>>,
    by_name: HashMap<Box<str>, Vec<u32>>,
    anywhere: Vec<u32>,
}

impl Rules {
    /// Ranks rules that are given in document order.
    pub(crate) fn new(rules: impl Iterator<Item = (Origin, Selector, Block)>) -> Rules {
        let mut sorted: Vec<_> = rules.collect();
        sorted.sort_by_key(|(origin, selector, _)| (*origin, selector.specificity()));
        let of_elements = sorted
            .iter()
            .take_while(|(origin, _, _)| *origin == Origin::Elements)
            .count();
        let mut rules = Rules {
            first_of_author: u32::try_from(of_elements).unwrap_or(u32::MAX),
            ..Rules::default()
        };
        for (number, (_, selector, block)) in (0..).zip(sorted) {
            rules.index(&selector).add(&selector, number);
            rules.ranked.push(Rule { selector, block });
        }
        rules
    }

    /// Collects the numbers of the rules that match, from the weakest to the strongest.
    ///
    /// For a pseudo-element, `context` is one for those.
    pub(crate) fn matching(
        &self,
        element: Candidate<'_>,
        pseudo: Option<PseudoElement>,
        context: &mut MatchingContext<'_, Css>,
        matching: &mut Vec<u32>,
    ) {
        let index = match pseudo {
            None => &self.elements,
            Some(PseudoElement::Before) => &self.before,
            Some(PseudoElement::After) => &self.after,
        };
        let matches = |number: &u32| match self.ranked.get(*number as usize) {
            Some(rule) => matches_selector(&rule.selector, 0, None, element, context),
            None => false,
        };
        matching.extend(index.candidates(element).filter(matches));
        matching.sort_unstable();
        matching.dedup();
    }

    /// Is there any rule for this pseudo-element?
    pub(crate) fn may_generate(&self, pseudo: PseudoElement) -> bool {
        match pseudo {
            PseudoElement::Before => !self.before.is_empty(),
            PseudoElement::After => !self.after.is_empty(),
        }
    }

    /// What these rules declare, in the order in which it is to be applied, the author's rules after `hints` (CSS Cascade 5, section 6.1).
    pub(crate) fn declared<'a>(
        &'a self,
        matching: &'a [u32],
        hints: &'a [Declared],
    ) -> impl Iterator<Item = &'a Declared> + Clone {
        let author = matching.partition_point(|number| *number < self.first_of_author);
        let (elements, author) = matching.split_at(author);
        let ordinary = |numbers: &'a [u32]| self.declared_by(numbers, false);
        ordinary(elements)
            .chain(hints)
            .chain(ordinary(author))
            .chain(self.declared_by(matching, true))
    }

    fn declared_by<'a>(
        &'a self,
        numbers: &'a [u32],
        important: bool,
    ) -> impl Iterator<Item = &'a Declared> + Clone {
        let rules = numbers
            .iter()
            .filter_map(|number| self.ranked.get(*number as usize));
        let declared = rules.flat_map(|rule| rule.block.iter());
        declared
            .filter(move |(_, own)| *own == important)
            .map(|(declared, _)| declared)
    }

    fn index(&mut self, selector: &Selector) -> &mut Index {
        match selector.pseudo_element() {
            None => &mut self.elements,
            Some(PseudoElement::Before) => &mut self.before,
            Some(PseudoElement::After) => &mut self.after,
        }
    }
}

impl Index {
    fn is_empty(&self) -> bool {
        self.by_id.is_empty()
            && self.by_class.is_empty()
            && self.by_name.is_empty()
            && self.anywhere.is_empty()
    }

    fn add(&mut self, selector: &Selector, number: u32) {
        let (mut id, mut class, mut name) = (None, None, None);
        for component in selector.iter_raw_match_order() {
            match component {
                Component::Combinator(combinator) if !combinator.is_pseudo_element() => break,
                Component::ID(own) => id = Some(own),
                Component::Class(own) => class = Some(own),
                Component::LocalName(own) => name = Some(&own.name),
                _ => {}
            }
        }
        let numbers = match (id, class, name) {
            (Some(id), _, _) => self.by_id.entry(id.as_str().into()).or_default(),
            (_, Some(class), _) => self.by_class.entry(class.as_str().into()).or_default(),
            (_, _, Some(name)) => self.by_name.entry(name.as_str().into()).or_default(),
            _ => &mut self.anywhere,
        };
        numbers.push(number);
    }

    /// The rules whose subject this element may be.
    fn candidates(&self, element: Candidate<'_>) -> impl Iterator<Item = u32> {
        let element = element.element();
        let by_id = element.id().and_then(|id| self.by_id.get(id));
        let by_name = self.by_name.get(element.name.as_str());
        let by_class = element
            .classes()
            .filter_map(|class| self.by_class.get(class));
        let lists = by_id.into_iter().chain(by_class).chain(by_name);
        lists.chain([&self.anywhere]).flatten().copied()
    }
}

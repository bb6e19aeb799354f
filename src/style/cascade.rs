//! The cascade: takes the rules that hold, and finds for an element those that match it, in the order of their strength.

use crate::markup::Name;
use crate::style::ancestors::Ancestors;
use crate::style::element::Candidate;
use crate::style::property::Declared;
use crate::style::selector::{Css, PseudoElement, Selector};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::matches_selector;
use selectors::parser::{AncestorHashes, Component};
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
    /// What must be among the subject's ancestors.
    ancestors: AncestorHashes,
    block: Block,
}

/// Rule numbers by the rarest thing that their subject must have.
#[derive(Debug, Default)]
struct Index {
    by_id: HashMap<Box<str>, Vec<u32>>,
    by_class: HashMap<Box<str>, Vec<u32>>,
    /// In the order of the names; names that no element has are not here.
    by_name: Vec<Vec<u32>>,
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
            rules.index_of(&selector).add(&selector, number);
            let ancestors = AncestorHashes::new(&selector, QuirksMode::NoQuirks);
            rules.ranked.push(Rule {
                selector,
                ancestors,
                block,
            });
        }
        rules
    }

    /// Collects the numbers of the rules that match the element or its pseudo-element, from the weakest to the strongest.
    pub(crate) fn matching(
        &self,
        element: Candidate<'_>,
        pseudo: Option<PseudoElement>,
        ancestors: &Ancestors,
        caches: &mut Caches,
        matching: &mut Vec<u32>,
    ) {
        matching.clear();
        self.index(pseudo).candidates(element, matching);
        if matching.is_empty() {
            return;
        }
        let mut context = context(pseudo, ancestors, caches);
        matching.retain(|number| match self.ranked.get(*number as usize) {
            Some(rule) => {
                let ancestors = Some(&rule.ancestors);
                matches_selector(&rule.selector, 0, ancestors, element, &mut context)
            }
            None => false,
        });
        matching.sort_unstable();
        matching.dedup();
    }

    fn index(&self, pseudo: Option<PseudoElement>) -> &Index {
        match pseudo {
            None => &self.elements,
            Some(PseudoElement::Before) => &self.before,
            Some(PseudoElement::After) => &self.after,
        }
    }

    /// What these rules declare, in the order in which it is to be applied, the author's rules after `hints` and before
    /// the element's own style (CSS Cascade 5, section 6.1).
    pub(crate) fn declared<'a>(
        &'a self,
        matching: &'a [u32],
        hints: &'a [Declared],
        own: Option<&'a Declared>,
    ) -> impl Iterator<Item = &'a Declared> + Clone {
        let author = matching.partition_point(|number| *number < self.first_of_author);
        let (elements, author) = matching.split_at(author);
        let ordinary = |numbers: &'a [u32]| self.declared_by(numbers, false);
        ordinary(elements)
            .chain(hints)
            .chain(ordinary(author))
            .chain(own)
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

    fn index_of(&mut self, selector: &Selector) -> &mut Index {
        match selector.pseudo_element() {
            None => &mut self.elements,
            Some(PseudoElement::Before) => &mut self.before,
            Some(PseudoElement::After) => &mut self.after,
        }
    }
}

/// What the selectors crate remembers between elements.
#[derive(Default)]
pub(crate) struct Caches {
    elements: SelectorCaches,
    pseudo_elements: SelectorCaches,
}

fn context<'a>(
    pseudo: Option<PseudoElement>,
    ancestors: &'a Ancestors,
    caches: &'a mut Caches,
) -> MatchingContext<'a, Css> {
    let (mode, caches) = match pseudo {
        None => (MatchingMode::Normal, &mut caches.elements),
        Some(_) => (
            MatchingMode::ForStatelessPseudoElement,
            &mut caches.pseudo_elements,
        ),
    };
    MatchingContext::new(
        mode,
        Some(ancestors.filter()),
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

impl Index {
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
        match (id, class, name) {
            (Some(id), _, _) => push(&mut self.by_id, id.as_str(), number),
            (_, Some(class), _) => push(&mut self.by_class, class.as_str(), number),
            (_, _, Some(name)) => self.add_name(Name::parse(name.as_str()), number),
            _ => self.anywhere.push(number),
        }
    }

    fn add_name(&mut self, name: Option<Name>, number: u32) {
        let Some(name) = name else { return };
        let place = name as usize;
        if self.by_name.len() <= place {
            self.by_name.resize_with(place + 1, Vec::new);
        }
        if let Some(numbers) = self.by_name.get_mut(place) {
            numbers.push(number);
        }
    }

    /// Collects the rules whose subject this element may be.
    fn candidates(&self, element: Candidate<'_>, numbers: &mut Vec<u32>) {
        let element = element.element();
        if let Some(own) = self.by_name.get(element.name as usize) {
            numbers.extend_from_slice(own);
        }
        if !self.by_class.is_empty() {
            let own = element
                .classes()
                .filter_map(|class| self.by_class.get(class));
            numbers.extend(own.flatten());
        }
        if !self.by_id.is_empty()
            && let Some(own) = element.id().and_then(|id| self.by_id.get(id))
        {
            numbers.extend_from_slice(own);
        }
        numbers.extend_from_slice(&self.anywhere);
    }
}

fn push(numbers: &mut HashMap<Box<str>, Vec<u32>>, key: &str, number: u32) {
    numbers.entry(key.into()).or_default().push(number);
}

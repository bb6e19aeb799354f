//! Computing: takes rules and a tree, gives each node's computed style and the generated content.

use crate::assemble::quotes::marks::{Marks, Pair};
use crate::markup::{Element, Name, NodeId, Tree};
use crate::span::Span;
use crate::style::ancestors::Ancestors;
use crate::style::cascade::{Caches, Rules};
use crate::style::computed::{StyleId, StyleTable};
use crate::style::content::{ContentPart, numeral};
use crate::style::element::{Candidate, Framed};
use crate::style::font::MEDIUM;
use crate::style::hint;
use crate::style::property::Cascaded;
use crate::style::selector::PseudoElement;
use crate::style::value::Environment;
use crate::units::Size as Extent;
use selectors::Element as _;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The computed style of every node of `tree` on a page of this size.
///
/// Parents stand before their children in a tree's list, so one pass over it is enough.
pub(crate) fn compute(rules: &Rules, tree: &Tree, language: &str, page: Extent) -> StyleTable {
    let around = Framed::new(tree, language);
    let mut styling = Styling::new(rules, language, page);
    let root_parent = styling.around(&around);
    for number in 0..tree.len() {
        let node = NodeId(u32::try_from(number).unwrap_or(u32::MAX));
        let parent_node = tree.node(node).parent();
        let parent = parent_node.map_or(root_parent, |parent| styling.style_of(parent));
        let style = match around.candidate(node) {
            Some(element) => {
                styling.ancestors.close_to(parent_node);
                let style = styling.element(node, element, parent);
                styling.ancestors.open(Some(node), element);
                style
            }
            None => parent,
        };
        styling.table.of_node.push(style);
    }
    styling.table
}

/// The style of the root element, which pages inherit from.
pub(crate) fn root_style(rules: &Rules, page: Extent) -> Cascaded {
    let tree = Tree::new(Element::new(Name::Body), Span::NOWHERE);
    let around = Framed::new(&tree, "en");
    let mut styling = Styling::new(rules, "en", page);
    let root = styling.around(&around);
    styling.cascaded_of(root).clone()
}

/// The table under way.
struct Styling<'a> {
    rules: &'a Rules,
    environment: Environment,
    ancestors: Ancestors<'a>,
    caches: Caches,
    table: StyleTable,
    /// The table's styles, with what children inherit beside them.
    cascaded: Vec<Cascaded>,
    /// The style of elements that have the same parent's style, traits and matching rules.
    shared: HashMap<Box<[u32]>, StyleId>,
    /// Numbers for the traits that elements have beside their rules.
    traits: HashMap<Box<str>, u32>,
    /// Counters by name. They have no scope: what resets one inside a list resets it for the list.
    counters: BTreeMap<Arc<str>, i32>,
    /// Scratch: parent's style, traits, then the rules that match.
    key: Vec<u32>,
    matching: Vec<u32>,
    own_traits: String,
}

impl<'a> Styling<'a> {
    fn new(rules: &'a Rules, language: &str, page: Extent) -> Styling<'a> {
        let mut initial = Cascaded::default();
        initial.style.language = Arc::from(language);
        initial.style.font_size = MEDIUM;
        let mut styling = Styling {
            rules,
            environment: Environment {
                root_font_size: MEDIUM,
                page,
            },
            ancestors: Ancestors::default(),
            caches: Caches::default(),
            table: StyleTable::default(),
            cascaded: Vec::new(),
            shared: HashMap::new(),
            traits: HashMap::new(),
            counters: BTreeMap::new(),
            key: Vec::new(),
            matching: Vec::new(),
            own_traits: String::new(),
        };
        styling.add(initial);
        styling
    }

    /// Styles the elements around the tree's root and gives the innermost's style.
    fn around(&mut self, tree: &'a Framed<'a>) -> StyleId {
        let mut parent = StyleId(0);
        for (depth, element) in tree.around().enumerate() {
            parent = self.shared_style(element, None, parent);
            self.ancestors.open(None, element);
            if depth == 0 {
                self.environment.root_font_size = self.cascaded_of(parent).style.font_size;
            }
        }
        parent
    }

    /// An element's style; its generated content goes into the table.
    fn element(&mut self, node: NodeId, element: Candidate<'_>, parent: StyleId) -> StyleId {
        let style = self.shared_style(element, None, parent);
        self.count(style);
        for pseudo in [PseudoElement::Before, PseudoElement::After] {
            let generated = self.shared_style(element, Some(pseudo), style);
            self.generate(node, element, pseudo, generated);
        }
        style
    }

    /// The style that the matching rules leave, computed unless an element alike has it already.
    fn shared_style(
        &mut self,
        element: Candidate<'_>,
        pseudo: Option<PseudoElement>,
        parent: StyleId,
    ) -> StyleId {
        self.rules.matching(
            element,
            pseudo,
            &self.ancestors,
            &mut self.caches,
            &mut self.matching,
        );
        if pseudo.is_some() && self.matching.is_empty() {
            return NO_BOX;
        }
        let traits = match pseudo {
            None => self.traits_of(element.element()),
            Some(_) => NO_TRAITS,
        };
        self.key.clear();
        self.key.extend([parent.0, traits]);
        self.key.extend_from_slice(&self.matching);
        if let Some(style) = self.shared.get(self.key.as_slice()) {
            return *style;
        }
        let own = self.cascade(element.element(), traits, parent);
        let style = self.add(own);
        self.shared.insert(self.key.as_slice().into(), style);
        style
    }

    fn traits_of(&mut self, element: &Element) -> u32 {
        self.own_traits.clear();
        hint::traits(element, &mut self.own_traits);
        if self.own_traits.is_empty() {
            return NO_TRAITS;
        }
        if let Some(number) = self.traits.get(self.own_traits.as_str()) {
            return *number;
        }
        let number = NO_TRAITS + 1 + u32::try_from(self.traits.len()).unwrap_or(u32::MAX - 1);
        self.traits.insert(self.own_traits.as_str().into(), number);
        number
    }

    fn cascade(&self, element: &Element, traits: u32, parent: StyleId) -> Cascaded {
        let parent = self.cascaded_of(parent);
        let mut own = Cascaded::child_of(parent);
        let (mut hints, mut own_style) = (Vec::new(), None);
        if traits != NO_TRAITS {
            hints = hint::hints(element);
            own_style = hint::own_style(element);
            if let Some(language) = element.get("lang") {
                own.style.language = Arc::from(language);
            }
        }
        let declared = self
            .rules
            .declared(&self.matching, &hints, own_style.as_ref());
        own.apply_all(declared, parent, &self.environment);
        own
    }

    fn add(&mut self, own: Cascaded) -> StyleId {
        let style = StyleId(u32::try_from(self.cascaded.len()).unwrap_or(u32::MAX));
        self.table.styles.push(Arc::new(own.style.clone()));
        self.cascaded.push(own);
        style
    }

    fn style_of(&self, node: NodeId) -> StyleId {
        let style = self.table.of_node.get(node.0 as usize);
        style.copied().unwrap_or_default()
    }

    /// The style of this number, which is one of the table.
    fn cascaded_of(&self, style: StyleId) -> &Cascaded {
        &self.cascaded[style.0 as usize]
    }

    /// `counter-reset`, then `counter-increment` (CSS Lists 3, section 4.4).
    fn count(&mut self, style: StyleId) {
        let own = &self.cascaded[style.0 as usize];
        for (name, value) in own.counter_reset.0.iter() {
            self.counters.insert(name.clone(), *value);
        }
        for (name, step) in own.counter_increment.0.iter() {
            let counter = self.counters.entry(name.clone()).or_default();
            *counter = counter.saturating_add(*step);
        }
    }

    fn generate(
        &mut self,
        node: NodeId,
        element: Candidate<'_>,
        pseudo: PseudoElement,
        style: StyleId,
    ) {
        if style == NO_BOX {
            return;
        }
        self.count(style);
        let own = self.cascaded_of(style);
        let Some(parts) = &own.content.0 else {
            return;
        };
        let words = parts
            .iter()
            .map(|part| self.words(part, element, &own.style.language));
        let generated = (node, words.collect(), style);
        match pseudo {
            PseudoElement::Before => self.table.before.push(generated),
            PseudoElement::After => self.table.after.push(generated),
        }
    }

    fn words(&self, part: &ContentPart, element: Candidate<'_>, language: &str) -> String {
        match part {
            ContentPart::Text(text) => text.to_string(),
            ContentPart::Attribute(name) => element.element().get(name).unwrap_or("").to_owned(),
            ContentPart::Counter(name, marker) => {
                let number = self.counters.get(name).copied().unwrap_or(0);
                numeral(i64::from(number), marker)
            }
            ContentPart::OpenQuote => quotes(element, language).open.to_owned(),
            ContentPart::CloseQuote => quotes(element, language).close.to_owned(),
            // Strings have names on pages only.
            ContentPart::Named(_) => String::new(),
        }
    }
}

/// The quotation marks of the language, in turn for quotations in quotations.
fn quotes(element: Candidate<'_>, language: &str) -> Pair {
    let parents = std::iter::successors(element.parent_element(), Candidate::parent_element);
    let around = parents.filter(|parent| parent.element().name == Name::Q);
    let marks = Marks::of(language);
    match around.count() % 2 {
        0 => marks.double,
        _ => marks.single,
    }
}

/// What an element without language, direction or size of its own has.
const NO_TRAITS: u32 = 0;

/// Of a pseudo-element for which there is no rule.
const NO_BOX: StyleId = StyleId(u32::MAX);

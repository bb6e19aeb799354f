//! Selectors: what the `selectors` crate needs to know of names and pseudo-classes, and the parsing of one selector.

use crate::style::value::{Fault, Parsed};
use cssparser::{Parser, ToCss, serialize_identifier};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    NonTSPseudoClass, ParseRelative, PseudoElement as IsPseudoElement, SelectorImpl, SelectorList,
    SelectorParseErrorKind,
};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

/// The namespace of XHTML's elements.
pub(crate) const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// A selector of ours.
pub(crate) type Selector = selectors::parser::Selector<Css>;

/// What selectors are made of here.
#[derive(Debug, Clone)]
pub(crate) struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Word;
    type Identifier = Word;
    type LocalName = Word;
    type NamespaceUrl = Word;
    type NamespacePrefix = Word;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

/// A name, class, id or attribute value with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Word {
    text: Box<str>,
    hash: u32,
}

impl Word {
    /// As it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

/// FNV-1a, 32 bits: the same on every run.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl From<&str> for Word {
    fn from(text: &str) -> Word {
        Word {
            text: text.into(),
            hash: hash(text),
        }
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PrecomputedHash for Word {
    fn precomputed_hash(&self) -> u32 {
        self.hash
    }
}

impl ToCss for Word {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        serialize_identifier(&self.text, out)
    }
}

/// A pseudo-class that is not about places in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PseudoClass {
    /// `:link` and `:any-link`: in print no link was visited.
    Link,
    /// `:lang(de, fr)`
    Language(Vec<Word>),
    /// What a reader does or did: never in print.
    Interactive(Word),
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        match self {
            PseudoClass::Link => out.write_str(":link"),
            PseudoClass::Interactive(name) => write!(out, ":{}", name.as_str()),
            PseudoClass::Language(tags) => {
                let tags: Vec<String> = tags.iter().map(ToCss::to_css_string).collect();
                write!(out, ":lang({})", tags.join(", "))
            }
        }
    }
}

impl NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        matches!(self, PseudoClass::Interactive(name) if matches!(name.as_str(), "active" | "hover"))
    }
    fn is_user_action_state(&self) -> bool {
        matches!(self, PseudoClass::Interactive(_))
    }
}

/// The boxes for generated content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PseudoElement {
    /// `::before`
    Before,
    /// `::after`
    After,
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        out.write_str(match self {
            PseudoElement::Before => "::before",
            PseudoElement::After => "::after",
        })
    }
}

impl IsPseudoElement for PseudoElement {
    fn is_before_or_after(&self) -> bool {
        true
    }
}

/// The prefixes that `@namespace` declared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Namespaces {
    /// The namespace of names without a prefix.
    pub(crate) default: Option<Box<str>>,
    /// The URLs of the prefixes.
    pub(crate) prefixes: BTreeMap<Box<str>, Box<str>>,
}

impl<'i> selectors::parser::Parser<'i> for Namespaces {
    type Impl = Css;
    type Error = Fault;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_nth_child_of(&self) -> bool {
        false
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Parsed<PseudoClass> {
        const INTERACTIVE: [&str; 13] = [
            "hover",
            "active",
            "focus",
            "focus-within",
            "focus-visible",
            "visited",
            "target",
            "checked",
            "disabled",
            "enabled",
            "open",
            "fullscreen",
            "invalid",
        ];
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "link" | "any-link" => Ok(PseudoClass::Link),
            name if INTERACTIVE.contains(&name) => Ok(PseudoClass::Interactive(name.into())),
            _ => unsupported(),
        }
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut Parser<'i>,
        _after_part: bool,
    ) -> Parsed<PseudoClass> {
        if !name.eq_ignore_ascii_case("lang") {
            return unsupported();
        }
        let tag = |input: &mut Parser<'i>| Ok(Word::from(&**input.expect_ident_or_string()?));
        Ok(PseudoClass::Language(input.parse_comma_separated(tag)?))
    }

    fn parse_pseudo_element(&self, name: &str) -> Parsed<PseudoElement> {
        match name.to_ascii_lowercase().as_str() {
            "before" => Ok(PseudoElement::Before),
            "after" => Ok(PseudoElement::After),
            _ => unsupported(),
        }
    }

    fn default_namespace(&self) -> Option<Word> {
        self.default.as_deref().map(Word::from)
    }

    fn namespace_for_prefix(&self, prefix: &Word) -> Option<Word> {
        self.prefixes
            .get(prefix.as_str())
            .map(|url| Word::from(&**url))
    }
}

fn unsupported<T>() -> Parsed<T> {
    Err(cssparser::ParseError::custom(
        SelectorParseErrorKind::UnsupportedPseudoClassOrElement,
    ))
}

/// Reads one selector: no list.
pub(crate) fn selector(namespaces: &Namespaces, input: &mut Parser<'_>) -> Parsed<Selector> {
    let list = SelectorList::parse(namespaces, input, ParseRelative::No)?;
    match list.slice() {
        [one] => Ok(one.clone()),
        _ => Err(cssparser::ParseError::custom(Fault::Selector)),
    }
}

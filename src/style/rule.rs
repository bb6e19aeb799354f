//! A stylesheet as it was read: rules and groups of rules in order, for the cascade and for being written out again.

use crate::style::media::Condition;
use crate::style::page::PageRule;
use crate::style::property::Declared;
use crate::style::selector::Selector;
use crate::style::written::YoungFunction;

/// Something in a stylesheet.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// Selectors and declarations.
    Rule(StyleRule),
    /// Rules under a condition.
    Group(Group),
    /// `@page`
    Page(PageRule),
    /// An at-rule that only readers may know, written again.
    Kept(String),
}

/// Selectors and declarations.
#[derive(Debug, Clone)]
pub(crate) struct StyleRule {
    /// Those of its selectors that the PDF understands.
    pub(crate) selectors: Vec<Selector>,
    /// All of them, written again.
    pub(crate) prelude: String,
    /// Its declarations.
    pub(crate) declarations: Vec<Declaration>,
}

/// A declaration.
#[derive(Debug, Clone)]
pub(crate) struct Declaration {
    /// `name: value`, written again, unless EPUB forbids it.
    pub(crate) written: Option<String>,
    /// A function in it that old readers don't bear.
    pub(crate) function: Option<YoungFunction>,
    /// What it says to the PDF.
    pub(crate) declared: Vec<Declared>,
    /// `!important`
    pub(crate) important: bool,
}

impl Declaration {
    /// What it says to the PDF, each part with its importance.
    pub(crate) fn with_importance(&self) -> impl Iterator<Item = (Declared, bool)> {
        let declared = self.declared.iter().cloned();
        declared.map(|declared| (declared, self.important))
    }
}

/// Rules under a condition.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// The condition.
    pub(crate) condition: Condition,
    /// `@media screen`, written again.
    pub(crate) prelude: String,
    /// The rules.
    pub(crate) items: Vec<Item>,
}

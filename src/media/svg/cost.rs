//! What an SVG costs to draw when its references are followed: takes elements as they come, refuses files that multiply themselves.
//!
//! Ten `use` elements of ten `use` elements, ten deep, are a file of a kilobyte and ten thousand million shapes.

use std::collections::HashMap;

/// No drawing of a blog comes near.
const MAX_COST: u64 = 1_000_000;
/// A filter's primitive goes over every pixel.
const FILTER_PRIMITIVE: u64 = 5_000;

/// The elements of a file, with what they hold and refer to.
#[derive(Default)]
pub(super) struct Cost {
    elements: Vec<Element>,
    open: Vec<usize>,
    ids: HashMap<String, usize>,
}

#[derive(Default)]
struct Element {
    own: u64,
    children: Vec<usize>,
    references: Vec<String>,
}

impl Cost {
    /// An element begins; `references` are the ids it refers to.
    pub(super) fn begin(&mut self, name: &str, id: Option<&str>, references: Vec<String>) {
        let number = self.elements.len();
        if let Some(parent) = self
            .open
            .last()
            .and_then(|parent| self.elements.get_mut(*parent))
        {
            parent.children.push(number);
        }
        if let Some(id) = id {
            self.ids.entry(id.to_owned()).or_insert(number);
        }
        let own = if name.starts_with("fe") {
            FILTER_PRIMITIVE
        } else {
            1
        };
        self.elements.push(Element {
            own,
            children: Vec::new(),
            references,
        });
        self.open.push(number);
    }

    /// The last element that began ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Would drawing it cost more than any picture should?
    pub(super) fn is_too_high(&self) -> bool {
        self.of_all() > MAX_COST
    }

    /// What the root costs: each element after all it holds and refers to, without recursion. A circle costs nothing twice.
    fn of_all(&self) -> u64 {
        let mut costs: Vec<Option<u64>> = vec![None; self.elements.len()];
        let mut begun = vec![false; self.elements.len()];
        let mut path = vec![0];
        while let Some(&at) = path.last() {
            let first_visit = begun
                .get_mut(at)
                .is_some_and(|begun| !std::mem::replace(begun, true));
            if first_visit {
                let unknown = |next: &usize| begun.get(*next) == Some(&false);
                path.extend(self.needed(at).filter(unknown));
                continue;
            }
            path.pop();
            if costs.get(at).copied().flatten().is_some() {
                continue;
            }
            let known = |next: usize| costs.get(next).copied().flatten().unwrap_or(0);
            let own = self.elements.get(at).map_or(0, |element| element.own);
            let sum = self.needed(at).map(known).fold(own, u64::saturating_add);
            if let Some(cost) = costs.get_mut(at) {
                *cost = Some(sum);
            }
        }
        costs.first().copied().flatten().unwrap_or(0)
    }

    /// What must be drawn to draw this element.
    fn needed(&self, element: usize) -> impl Iterator<Item = usize> {
        let element = self.elements.get(element);
        let children = element
            .into_iter()
            .flat_map(|element| &element.children)
            .copied();
        let references = element.into_iter().flat_map(|element| &element.references);
        children.chain(references.filter_map(|id| self.ids.get(id).copied()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(levels: &[(&str, &[&str])]) -> Cost {
        let mut cost = Cost::default();
        cost.begin("svg", None, Vec::new());
        for (id, uses) in levels {
            cost.begin("g", Some(id), Vec::new());
            for used in *uses {
                cost.begin("use", None, vec![(*used).to_owned()]);
                cost.end();
            }
            cost.end();
        }
        cost
    }

    #[test]
    fn references_count_as_often_as_they_are_made() {
        assert_eq!(
            cost(&[("a", &[]), ("b", &["a", "a"]), ("c", &["b"])]).of_all(),
            1 + 1 + 5 + 7
        );
    }

    #[test]
    fn circles_end() {
        assert!(!cost(&[("a", &["b"]), ("b", &["a"])]).is_too_high());
    }

    #[test]
    fn what_multiplies_itself_is_too_high() {
        let ten = |id: &'static str| vec![id; 10];
        let levels = [
            ten("b"),
            ten("c"),
            ten("d"),
            ten("e"),
            ten("f"),
            ten("g"),
            ten("h"),
            vec![],
        ];
        let named: Vec<(&str, &[&str])> = ["a", "b", "c", "d", "e", "f", "g", "h"]
            .into_iter()
            .zip(levels.iter().map(Vec::as_slice))
            .collect();
        assert!(cost(&named).is_too_high());
    }
}

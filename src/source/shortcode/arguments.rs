//! What a shortcode is given: values in order, values by name.

/// The arguments of a call.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arguments {
    /// Values without a name.
    pub positional: Vec<String>,
    /// Values with their names, in the order written.
    pub named: Vec<(String, String)>,
}

impl Arguments {
    /// The value called `name`, if it says anything.
    pub fn named(&self, name: &str) -> Option<&str> {
        let mut named = self.named.iter();
        let (_, value) = named.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The value called `name`, else the one at `position`.
    pub fn get(&self, name: &str, position: usize) -> Option<&str> {
        let at = || self.positional.get(position).map(|value| value.trim());
        self.named(name)
            .or_else(at)
            .filter(|value| !value.is_empty())
    }

    /// The first of the values `names` that says anything.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.named(name))
    }

    /// All values, those without a name first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let named = self.named.iter().map(|(_, value)| value.as_str());
        self.positional.iter().map(String::as_str).chain(named)
    }
}

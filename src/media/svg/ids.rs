//! Ids in an SVG: takes what tools write, gives XML names, each used once.

use std::collections::BTreeSet;

/// The XML name of an id; the same id always gets the same name, so references find it.
pub(super) fn name(id: &str) -> String {
    let is_sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && id.chars().all(is_sound) {
        return id.to_owned();
    }
    let mut name = "id-".to_owned();
    for c in id.chars() {
        if is_sound(c) {
            name.push(c);
        } else {
            name.push_str(&format!("_{:x}", u32::from(c)));
        }
    }
    name
}

/// The ids of a file so far.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The name of `id`, if nothing has it yet: the first keeps it.
    pub(super) fn claim(&mut self, id: &str) -> Option<String> {
        let name = name(id.trim());
        self.0.insert(name.clone()).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, name};

    #[test]
    fn ids_become_xml_names() {
        assert_eq!(name("Layer_1"), "Layer_1");
        assert_eq!(name("1"), "id-1");
        assert_eq!(name("a b"), "id-a_20b");
    }

    #[test]
    fn the_first_keeps_an_id() {
        let mut ids = Ids::default();
        assert_eq!(ids.claim("a").as_deref(), Some("a"));
        assert_eq!(ids.claim("a"), None);
    }
}

//! Id, classes and key-value pairs of a node: takes them from kramdown's lists or HTML, gives them to selectors and writers.

/// What an author attached to a node. Most nodes have nothing, and then this is one pointer wide.
///
/// ```
/// use chapbook::document::Attributes;
/// let mut attributes = Attributes::default();
/// attributes.add_class("lead");
/// attributes.set("title", "A note");
/// assert_eq!(attributes.get("title"), Some("A note"));
/// assert!(attributes.classes().eq(["lead"]));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes(Option<Box<Given>>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Given {
    id: Option<String>,
    classes: Vec<String>,
    pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Is there nothing?
    pub fn is_empty(&self) -> bool {
        self.0
            .as_ref()
            .is_none_or(|given| **given == Given::default())
    }

    /// The id.
    pub fn id(&self) -> Option<&str> {
        self.0.as_ref()?.id.as_deref()
    }

    /// Gives the node an id, in place of an earlier one.
    pub fn set_id(&mut self, id: impl Into<String>) {
        self.given().id = Some(id.into());
    }

    /// Takes the id away.
    pub fn clear_id(&mut self) {
        if let Some(given) = &mut self.0 {
            given.id = None;
        }
    }

    /// The classes in the order given.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|given| given.classes.iter().map(String::as_str))
    }

    /// Has it this class?
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().any(|own| own == class)
    }

    /// Adds a class, unless it is there.
    pub fn add_class(&mut self, class: &str) {
        if !class.is_empty() && !self.has_class(class) {
            self.given().classes.push(class.to_owned());
        }
    }

    /// Takes a class away and says whether it was there.
    pub fn remove_class(&mut self, class: &str) -> bool {
        let Some(given) = &mut self.0 else {
            return false;
        };
        let before = given.classes.len();
        given.classes.retain(|own| own != class);
        given.classes.len() < before
    }

    /// The value of a key other than `id` and `class`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs()
            .find(|(own, _)| *own == key)
            .map(|(_, value)| value)
    }

    /// Keys and values other than `id` and `class`, in the order given.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|given| {
            given
                .pairs
                .iter()
                .map(|(key, value)| (key.as_str(), value.as_str()))
        })
    }

    /// Sets a key other than `id` and `class`, in place of an earlier value.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        let pairs = &mut self.given().pairs;
        match pairs.iter_mut().find(|(own, _)| own == key) {
            Some((_, old)) => *old = value.into(),
            None => pairs.push((key.to_owned(), value.into())),
        }
    }

    /// Takes a key away and gives its value.
    pub fn remove(&mut self, key: &str) -> Option<String> {
        let pairs = &mut self.0.as_mut()?.pairs;
        let at = pairs.iter().position(|(own, _)| own == key)?;
        Some(pairs.remove(at).1)
    }

    /// Adds another's classes; its id and values win.
    pub fn merge(&mut self, other: &Attributes) {
        if let Some(id) = other.id() {
            self.set_id(id);
        }
        other.classes().for_each(|class| self.add_class(class));
        other.pairs().for_each(|(key, value)| self.set(key, value));
    }

    fn given(&mut self) -> &mut Given {
        self.0.get_or_insert_default()
    }
}

//! Hugo's build options: takes a page's values, gives whether readers of the site meet its text.

use crate::source::value::{Map, Node, Value};

/// Is it a page that Hugo doesn't make, kept for templates that ask for it by name? What is said to be listed all the same, readers
/// meet on the page of its section: a glossary's entries.
pub fn is_hidden(values: &Map) -> bool {
    let build = ["build", "_build"].iter().find_map(|name| values.get(name));
    match build {
        Some(build) => {
            is_never(build.get("render"))
                && build.get("list").is_none_or(|list| is_never(Some(list)))
        }
        None => values.is_true("headless"),
    }
}

/// Older sites say `false`.
fn is_never(option: Option<&Node>) -> bool {
    match option.map(|node| &node.value) {
        Some(Value::Bool(said)) => !said,
        Some(value) => value.as_text() == Some("never"),
        None => false,
    }
}

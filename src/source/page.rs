//! The variable `page` of a post's templates: what its front matter says, and what Jekyll adds.

use super::metadata::{self, labels, words};
use super::site::permalink::folders_around;
use super::slug::FileName;
use super::template::strftime;
use super::value::{Map, Node, Value};
use std::path::Path;
use std::sync::Arc;

/// The variable of the post at `path`, from the folder that holds `_posts`, of the collection `kind`, whose page has the URL `url`.
pub fn page(values: &Map, path: &Path, url: &str, kind: &str) -> Value {
    let name = FileName::of(path);
    let mut entries = dates(values, &name);
    let mut add = |entry: &str, value: Value| entries.push((Arc::from(entry), Node::from(value)));
    let around = match kind {
        "posts" => folders_around(path),
        _ => Vec::new(),
    };
    let categories = labels(values, "categories", "category");
    add(
        "categories",
        list(around.into_iter().chain(categories).collect()),
    );
    add("tags", list(labels(values, "tags", "tag")));
    if words(values, &["title"]).is_none() {
        add("title", title(&name.slug).into());
    }
    if words(values, &["slug"]).is_none() {
        add("slug", name.slug.as_str().into());
    }
    add("url", url.into());
    add(
        "id",
        url.trim_end_matches(".html").trim_end_matches('/').into(),
    );
    add("path", path.display().to_string().into());
    let file = path.file_name().unwrap_or_default();
    add("relative_path", path.display().to_string().into());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    add(
        "dir",
        folder
            .map_or("/".to_owned(), |folder| format!("/{}/", folder.display()))
            .into(),
    );
    add("name", file.to_string_lossy().into_owned().into());
    match kind {
        "pages" => {}
        collection => add("collection", collection.into()),
    }
    match Value::map(entries) {
        Value::Map(added) => Value::Map(added.over(values)),
        other => other,
    }
}

/// The date as Ruby prints a time.
fn dates(values: &Map, name: &FileName) -> Vec<(Arc<str>, Node)> {
    let printed = metadata::moment(values, name).map(|moment| strftime(moment, "%F %T %z"));
    let entry = printed.map(|date| (Arc::from("date"), Node::from(Value::from(date))));
    entry.into_iter().collect()
}

fn list(labels: Vec<String>) -> Value {
    let labels = labels
        .into_iter()
        .map(|label| Node::from(Value::from(label)));
    Value::list(labels.collect())
}

/// `opnfv-summit-2016` as `Opnfv Summit 2016`.
fn title(slug: &str) -> String {
    let words = slug.split(['-', '_']).filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

//! The variable `page` of a post's templates: what its front matter says, and what Jekyll adds.

use super::metadata::{self, labels, words};
use super::slug::FileName;
use super::template::strftime;
use super::value::{Map, Node, Value};
use std::path::Path;
use std::sync::Arc;

/// Names and values.
type Entries = Vec<(Arc<str>, Node)>;

/// The variable of the post at `path`, from the folder that holds `_posts`, of the collection `kind`, whose page has the URL `url`.
pub fn page(values: &Map, path: &Path, url: &str, kind: &str) -> Value {
    let name = FileName::of(path);
    let mut entries = dates(values, &name);
    entries.extend(names(values, &name));
    entries.extend(labelled(values));
    entries.extend(places(path, url));
    if kind != "pages" {
        entries.push(entry("collection", kind));
    }
    match Value::map(entries) {
        Value::Map(added) => Value::Map(added.over(values)),
        other => other,
    }
}

fn entry(name: &str, value: impl Into<Value>) -> (Arc<str>, Node) {
    (name.into(), Node::from(value.into()))
}

/// Title and slug, where the front matter says none.
fn names(values: &Map, name: &FileName) -> Entries {
    let said = [
        entry("title", title(&name.slug)),
        entry("slug", name.slug.as_str()),
    ];
    let lacking = said.into_iter();
    lacking
        .filter(|(name, _)| words(values, &[name]).is_none())
        .collect()
}

fn labelled(values: &Map) -> Entries {
    let labelled = [("categories", "category"), ("tags", "tag")].into_iter();
    labelled
        .map(|(many, one)| entry(many, list(labels(values, many, one))))
        .collect()
}

/// Where the post is in its site, and on the web.
fn places(path: &Path, url: &str) -> Entries {
    let folder = path.parent().map(|folder| folder.display().to_string());
    let folder = folder.filter(|folder| !folder.is_empty());
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let shown = path.display().to_string();
    let id = url.trim_end_matches(".html").trim_end_matches('/');
    vec![
        entry("url", url),
        entry("id", id),
        entry("path", shown.clone()),
        entry("relative_path", shown),
        entry(
            "dir",
            folder.map_or("/".to_owned(), |folder| format!("/{folder}/")),
        ),
        entry("ext", extension(path)),
        entry("name", file.into_owned()),
    ]
}

/// `.md`
fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.is_empty() {
        true => String::new(),
        false => format!(".{extension}"),
    }
}

/// The date as Ruby prints a time.
fn dates(values: &Map, name: &FileName) -> Entries {
    let printed = metadata::moment(values, name).map(|moment| strftime(moment, "%F %T %z"));
    printed
        .map(|date| entry("date", date))
        .into_iter()
        .collect()
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

//! Themes and modules of a Hugo site: takes its configuration, gives the folders of theirs that Hugo lays under the site's own.

use crate::source::files::Files;
use crate::source::metadata::words;
use crate::source::value::{Map, Node, Value};
use std::path::{Path, PathBuf};

/// A folder of a theme or module, and where the site has it: `content/blog`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The folder, from the site's root.
    pub source: PathBuf,
    /// Where it is mounted.
    pub target: PathBuf,
}

/// Folders that a theme or module mounts unless the site says otherwise.
const USUAL: [&str; 3] = ["content", "static", "assets"];

/// The folders of the themes and modules that lie beside the site, in the order named.
pub fn mounts(files: &Files, config: &Map) -> Vec<Mount> {
    let themes = config.get("theme").into_iter().flat_map(names);
    let themes = themes.map(|name| (name, Vec::new()));
    let module = config.table("module");
    let imports = module.get("imports").map_or(&[][..], Node::items);
    let imports = imports.iter().filter_map(|import| {
        let skipped = ["disable", "nomounts"].iter();
        let mut skipped = skipped.filter_map(|name| import.get(name));
        let is_used = !skipped.any(|node| matches!(node.value, Value::Bool(true)));
        let name = import.get("path")?.words().filter(|_| is_used)?;
        Some((name, import.get("mounts").map_or_else(Vec::new, own_mounts)))
    });
    let all = themes.chain(imports).filter_map(|(name, mounts)| {
        let folder = folder(files, config, &name)?;
        Some(in_folder(&folder, mounts))
    });
    all.flatten().collect()
}

fn names(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(list) => list.items().iter().filter_map(Node::words).collect(),
        _ => node.words().into_iter().collect(),
    }
}

fn own_mounts(node: &Node) -> Vec<Mount> {
    let mounts = node.items().iter().filter_map(Mount::of);
    mounts.collect()
}

impl Mount {
    /// What an entry of `module.mounts` says.
    pub fn of(entry: &Node) -> Option<Mount> {
        let path = |name: &str| Some(plain(Path::new(&entry.get(name)?.words()?)));
        Some(Mount {
            source: path("source")?,
            target: path("target")?,
        })
    }
}

/// Without `./`.
pub fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

/// Where a theme or module lies, if it lies in the site.
fn folder(files: &Files, config: &Map, name: &str) -> Option<PathBuf> {
    let themes = words(config, &["themesdir"]).unwrap_or_else(|| "themes".to_owned());
    let mut places = [themes, "_vendor".to_owned()]
        .into_iter()
        .map(|place| plain(Path::new(&place)).join(name));
    places.find(|place| files.has_folder(place))
}

fn in_folder(folder: &Path, mounts: Vec<Mount>) -> Vec<Mount> {
    let usual = || {
        USUAL
            .iter()
            .map(|name| (PathBuf::from(name), PathBuf::from(name)))
    };
    let own = mounts.into_iter().map(|mount| (mount.source, mount.target));
    let own: Vec<(PathBuf, PathBuf)> = own.collect();
    let chosen = if own.is_empty() {
        usual().collect()
    } else {
        own
    };
    let mounts = chosen.into_iter().map(|(source, target)| Mount {
        source: folder.join(source),
        target,
    });
    mounts.collect()
}

//! Names that are alike: takes a folder's names, gives the one that another name means if case and Unicode form are forgotten, or
//! the one with a certain stem.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// The names of folders by what is looked for. Each folder is read once, for a site may ask for
/// as many pictures that it lacks as it has posts.
#[derive(Debug, Default)]
pub struct Alike {
    folders: Mutex<HashMap<(PathBuf, By), Names>>,
}

/// What is left of a name when it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// All but case and Unicode form.
    Letters,
    /// What stands before its extension.
    Stem,
}

type Names = HashMap<String, String>;

impl Alike {
    /// The name in `folder`, whose sorted names are `read` when they are first needed, of which `key` is left; of several the first.
    pub fn find(
        &self,
        folder: &Path,
        by: By,
        key: &str,
        read: impl FnOnce(&Path) -> Vec<String>,
    ) -> Option<String> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let names = folders.entry((folder.to_owned(), by));
        let names = names.or_insert_with(|| by.index(read(folder)));
        names.get(key).cloned()
    }
}

impl By {
    fn index(self, names: Vec<String>) -> Names {
        let mut known = Names::with_capacity(names.len());
        for name in names {
            known.entry(self.key(&name)).or_insert(name);
        }
        known
    }

    fn key(self, name: &str) -> String {
        match self {
            By::Letters => folded(name),
            By::Stem => Path::new(name)
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default(),
        }
    }
}

/// The name without its case and Unicode form.
pub fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_once_and_the_first_of_its_names_is_meant() {
        let alike = Alike::default();
        let names = |_: &Path| vec!["A.PNG".to_owned(), "a.png".to_owned()];
        let find = |by, key: &str, read: fn(&Path) -> Vec<String>| {
            alike.find(Path::new("img"), by, key, read)
        };
        assert_eq!(find(By::Letters, "a.png", names).as_deref(), Some("A.PNG"));
        assert_eq!(
            find(By::Letters, "b.png", |_| panic!("it is read already")),
            None
        );
        assert_eq!(find(By::Stem, "a", names).as_deref(), Some("a.png"));
    }
}

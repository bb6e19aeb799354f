//! Names that are alike: takes a folder's names, gives the one that another name means if case and Unicode form are forgotten.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// The names of folders by what they are if case and Unicode form are forgotten. Each folder is read once, for a site may ask for
/// as many pictures that it lacks as it has posts.
#[derive(Debug, Default)]
pub struct Alike {
    folders: Mutex<HashMap<PathBuf, Names>>,
}

type Names = HashMap<String, String>;

impl Alike {
    /// The name in `folder`, whose sorted names are `read` when they are first needed, that `name` means; of several the first.
    pub fn find(
        &self,
        folder: &Path,
        name: &str,
        read: impl FnOnce(&Path) -> Vec<String>,
    ) -> Option<String> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let names = match folders.get(folder) {
            Some(names) => names,
            None => {
                let names = by_fold(read(folder));
                folders.entry(folder.to_owned()).or_insert(names)
            }
        };
        names.get(&folded(name)).cloned()
    }
}

fn by_fold(names: Vec<String>) -> Names {
    let mut known = Names::with_capacity(names.len());
    for name in names {
        known.entry(folded(&name)).or_insert(name);
    }
    known
}

fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_once_and_the_first_of_its_names_is_meant() {
        let alike = Alike::default();
        let names = |_: &Path| vec!["A.PNG".to_owned(), "a.png".to_owned()];
        let find =
            |name: &str, read: fn(&Path) -> Vec<String>| alike.find(Path::new("img"), name, read);
        assert_eq!(find("a.Png", names).as_deref(), Some("A.PNG"));
        assert_eq!(find("b.png", |_| panic!("it is read already")), None);
    }
}

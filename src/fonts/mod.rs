//! Font files: takes characters and languages, gives the faces to set them in: those that come with the program, then the machine's.

mod bundled;
mod machine;
mod merit;

pub use bundled::{BUNDLED, BundledFace, MONOSPACE, SERIF};
pub use machine::MachineFonts;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

/// Characters that the bundled faces lack, by the language they stand in.
pub type Wanted = BTreeMap<Arc<str>, BTreeSet<char>>;

/// Where faces come from for what the bundled ones lack.
pub trait FontSource: Debug + Send + Sync {
    /// Faces that together have as many of the wanted characters as there are fonts for: of each family chosen, every
    /// weight and slant that can be embedded. The same question is given the same answer.
    fn covering(&self, wanted: &Wanted) -> Found;
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The faces.
    pub faces: Vec<FoundFace>,
    /// The families for each language, in the order in which they are asked for a character.
    pub by_language: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Families that would have served, but whose licence forbids embedding (OpenType, OS/2 `fsType`).
    pub forbidden: BTreeSet<String>,
}

/// A face that was found.
#[derive(Debug, Clone)]
pub struct FoundFace {
    /// Its family.
    pub family: Arc<str>,
    /// 100 to 900.
    pub weight: u16,
    /// Does it lean?
    pub italic: bool,
    /// Which face of its file, for collections.
    pub index: u32,
    /// Its file, read when the face is first used.
    pub file: Arc<dyn FontFile>,
}

/// A font file that is read when it is needed.
pub trait FontFile: Debug + Send + Sync {
    /// The whole file; nothing if it can't be read any more.
    fn read(&self) -> Vec<u8>;
}

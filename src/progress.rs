//! How far the work is: takes what the stages report, gives it to whoever listens. It costs nothing when nobody does.

use std::fmt::Debug;
use std::sync::Arc;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Texts are read as far as their front matter, a step each.
    Reading,
    /// Templates of posts are evaluated, a step a post.
    Evaluating,
    /// Posts' Markdown is parsed, a step each.
    Parsing,
    /// Pictures are got from the web, a step each.
    Fetching,
    /// Chapters are brought together, a step each.
    Assembling,
    /// Chapters are broken into lines and pages, a step each.
    Setting,
    /// Pictures are made ready for a book, a step each.
    Picturing,
    /// Chapters are written, a step each.
    Writing,
}

/// Hears how far the work is. Steps may come from any thread.
pub trait Progress: Debug + Send + Sync {
    /// A stage of this many steps begins; the one before is over.
    fn begin(&self, stage: Stage, steps: usize);

    /// A step of the stage is done.
    fn step(&self);
}

/// Somebody who listens, or nobody.
///
/// ```
/// use chapbook::progress::{Listener, Stage};
/// let nobody = Listener::default();
/// nobody.begin(Stage::Reading, 3);
/// nobody.step();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Listener(Option<Arc<dyn Progress>>);

impl Listener {
    /// Tells `progress` all.
    pub fn new(progress: Arc<dyn Progress>) -> Listener {
        Listener(Some(progress))
    }

    /// A stage of this many steps begins.
    pub fn begin(&self, stage: Stage, steps: usize) {
        if let Some(progress) = &self.0 {
            progress.begin(stage, steps);
        }
    }

    /// A step of the stage is done.
    pub fn step(&self) {
        if let Some(progress) = &self.0 {
            progress.step();
        }
    }
}

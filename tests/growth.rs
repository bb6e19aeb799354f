//! A blog with more posts takes time in proportion.

mod support;

use std::time::Duration;
use support::growing::{bind, blog};

/// Eight times the posts may take eight times the time, not sixty-four times, in every stage.
#[test]
fn time_grows_with_the_posts() {
    let (few, many) = (blog(150, 5), blog(1200, 5));
    // Other work on the machine slows a run now and then, but not in each of several tries.
    let mut worst = Vec::new();
    for _ in 0..4 {
        let (small, large) = (bind(&few.root()), bind(&many.root()));
        let least = Duration::from_millis(4);
        worst = small
            .into_iter()
            .zip(large)
            .filter(|((_, small), (_, large))| *large > 20 * (*small).max(least))
            .collect();
        if worst.is_empty() {
            return;
        }
    }
    panic!("more than 20 times as long for 8 times the posts: {worst:?}");
}

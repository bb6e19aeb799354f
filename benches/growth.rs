//! How the time to bind a blog grows with its posts: a line a size, microseconds a post. They stay the same where growth is linear.
//!
//! All is done on one thread, so that the time is the processor's.
//!
//!     cargo bench --bench growth               # 100, 1000 and 5000 posts
//!     cargo bench --bench growth -- 100 400    # others

#[path = "../tests/support/mod.rs"]
mod support;

use support::growing::{bind, blog};

/// Of a post: some 450 words.
const SENTENCES: usize = 40;

fn main() {
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread can be started");
    println!(
        "{:>7} {:>10} {:>10} {:>10} {:>10}  µs a post",
        "posts", "read", "assemble", "EPUB", "PDF"
    );
    for posts in sizes() {
        let blog = blog(posts, SENTENCES);
        let times = alone.install(|| bind(&blog.root()));
        let each = times.map(|(_, time)| format!("{:>10}", time.as_micros() / posts as u128));
        println!("{posts:>7} {}", each.join(" "));
    }
}

/// The sizes that are asked for, or else the usual ones.
fn sizes() -> Vec<usize> {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    match asked.is_empty() {
        true => vec![100, 1000, 5000],
        false => asked,
    }
}

//! Blogs of any number of posts, the same each time, and how long each stage of binding one takes.

use super::site::Site;
use chapbook::assemble::{Settings, assemble};
use chapbook::backend::Backend;
use chapbook::diagnostics::Diagnostics;
use chapbook::epub::Epub;
use chapbook::parse::parse;
use chapbook::pdf::Pdf;
use chapbook::source::{Collected, ReadOptions, Selection, collect};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

const WORDS: [&str; 24] = [
    "river",
    "stone",
    "of",
    "the",
    "boat",
    "and",
    "morning",
    "slowly",
    "a",
    "harbour",
    "with",
    "wind",
    "carries",
    "from",
    "letters",
    "every",
    "under",
    "bridge",
    "was",
    "lantern",
    "to",
    "remembered",
    "evening",
    "in",
];

/// Knuth's multiplicative congruences (MMIX): words in no order, yet always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        let Chance(state) = self;
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % end
    }

    fn sentence(&mut self) -> String {
        let words = 6 + self.below(10);
        let words: Vec<_> = (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        format!("So {}.", words.join(" "))
    }
}

/// Writes a blog of so many posts into a temporary folder, each of about `sentences` sentences.
pub fn blog(posts: usize, sentences: usize) -> Site {
    let config = "title: A blog\nurl: https://blog.example\n";
    let site = Site::empty().with("_config.yml", config);
    for number in 0..posts {
        let path = format!("_posts/{}.md", name(number));
        site.write(&path, post(number, posts, sentences));
    }
    site
}

/// Posts are ten days of a month and then the next.
fn name(number: usize) -> String {
    let (month, day) = (number / 10, 1 + number % 10);
    format!(
        "{}-{:02}-{day:02}-post-{number}",
        1970 + month / 12,
        1 + month % 12
    )
}

/// What posts have in common is in each: the same headings, the same notes, titles that come again, links to others.
fn post(number: usize, posts: usize, sentences: usize) -> String {
    let mut chance = Chance(number as u64);
    let title = match number % 3 {
        0 => "Notes of the week".to_owned(),
        _ => format!("Post {number}"),
    };
    let other = name(chance.below(posts));
    let mut text = format!(
        "---\ntitle: {title}\ntags: [water, t{}]\n---\n\n",
        number % 17
    );
    for part in 0..sentences.div_ceil(5) {
        if part % 4 == 0 {
            text += "## What was seen\n\n";
        }
        let sentences: Vec<_> = (0..5).map(|_| chance.sentence()).collect();
        writeln!(text, "{}\n", sentences.join(" ")).expect("memory can be written");
    }
    text + &format!(
        "- *one*\n- `two`\n\nAfter [another]({{% post_url {other} %}}).[^1]\n\n[^1]: A note.\n"
    )
}

/// How long each stage took, with its name.
pub type Times = [(&'static str, Duration); 4];

/// Binds a blog in both formats, on this thread's pool.
pub fn bind(blog: &Path) -> Times {
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let began = Instant::now();
    let (site, options) = (Collected::Folder(blog.to_owned()), ReadOptions::default());
    let selection = Selection::default();
    let collection = collect(&site, &options, &selection, &mut sources, &mut messages)
        .unwrap_or_else(|error| panic!("{error}"));
    let parsed = collection.posts.into_iter().map(|post| {
        let parsed = parse(&post.text, post.dialect, &mut messages);
        (post, parsed)
    });
    let parsed = parsed.collect();
    let read = began.elapsed();
    let settings = Settings::new();
    let book = assemble(parsed, &collection.left_out, &settings, &mut messages);
    let sheet = Stylesheet::parse(&mut sources, &[], &mut messages);
    let styled = StyledBook::new(&book, &sheet);
    let assembled = began.elapsed() - read;
    let mut written = |backend: &dyn Backend| {
        let began = Instant::now();
        backend
            .render(&styled, &mut io::sink(), &mut messages)
            .unwrap_or_else(|error| panic!("{error}"));
        began.elapsed()
    };
    [
        ("read", read),
        ("assemble", assembled),
        ("EPUB", written(&Epub::default())),
        ("PDF", written(&Pdf::default())),
    ]
}

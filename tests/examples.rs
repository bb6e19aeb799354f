//! The examples are built with the tests; here they are run.

mod support;

use std::process::Command;
use support::books;
use support::site::Site;

/// Runs an example; `cargo test` has built it. What cargo says to a test would have it build dependencies anew that look at it.
fn example(name: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    let told = std::env::vars_os().map(|(name, _)| name);
    let told = told.filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    });
    told.for_each(|name| {
        command.env_remove(name);
    });
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["run", "--quiet", "--example", name, "--"]);
    command
}

#[test]
fn a_third_backend_writes_plain_text() {
    let output = example("plain_text")
        .arg("fixtures/plain/letter.md")
        .output()
        .expect("the example runs");
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    assert_eq!(
        text,
        "A letter without a site\n\
         =======================\n\
         \n\
         No front matter, no configuration: the file’s first heading is its title, \
         and {{ braces }} are text here: {{ braces }} and {% tags %} too.\n\
         \n\
         Regards\n"
    );
}

#[test]
fn a_program_binds_a_site_in_its_own_style() {
    let folder = Site::empty();
    let output = example("site")
        .arg("fixtures/almanac")
        .arg(folder.root())
        .output()
        .expect("the example runs");
    let told = String::from_utf8(output.stderr).expect("it writes UTF-8");
    assert!(output.status.success(), "{told}");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "fixtures/almanac/_posts/2023-06-01-swifts.md:7:54: warning: the site has no text `no-such-note.md` (link-nowhere)",
            "fixtures/almanac/_posts/2023-12-22-the-shortest-day.md:5:82: warning: nothing in that post has the id `worms` (anchor-unknown)",
            "note: 1 page is not in the book (pages-left-out)",
        ]
    );
    assert_eq!(folder.names(), ["book.epub", "book.pdf"]);
    let contents = books::pages(&folder.read("book.epub"));
    let contents = contents
        .iter()
        .find(|page| page.name.ends_with("nav.xhtml"));
    let contents = contents.expect("it has contents").text();
    assert!(contents.contains(">2022</a>"), "{contents}");
    let pdf = books::pdf(&folder.read("book.pdf"));
    let first = pdf.get_pages()[&1];
    let page = pdf.get_dictionary(first).expect("it has a page");
    let area = page.get(b"MediaBox").and_then(lopdf::Object::as_array);
    let width = area.expect("it has a size")[2].as_float();
    assert_eq!(width.map(f32::round).ok(), Some(420.0), "A5");
}

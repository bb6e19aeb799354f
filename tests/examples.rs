//! The examples are built with the tests; here they are run.

use std::process::Command;

/// Runs an example; `cargo test` has built it.
fn example(name: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
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

//! The examples are built with the tests; here they are run.

use std::path::PathBuf;
use std::process::Command;

/// The folder with the built examples, beside the one with the tests.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("a test knows its own path");
    let profile = test
        .ancestors()
        .nth(2)
        .expect("tests lie in target/PROFILE/deps");
    let mut command = Command::new(profile.join("examples").join(name));
    command.current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
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

//! The command's messages and exit codes, as sessions in Markdown; README's are among them. `TRYCMD=overwrite cargo test --test command` accepts what is said now.

#[test]
fn the_command_says_what_it_should() {
    trycmd::TestCases::new()
        .case("tests/command/*.md")
        .case("README.md")
        .env("NO_COLOR", "1");
}

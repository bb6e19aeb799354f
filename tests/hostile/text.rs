//! Text, front matter and templates that explode, hide something or can't be read.

use crate::POST;
use crate::pictures::bomb;
use crate::support::site::Site;

#[test]
fn scripts_do_not_reach_the_ebook() {
    let post = "Hello <script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) <a href=\"JaVaScript:alert(4)\">b</a> <svg onload=alert(5)></svg> <iframe src=javascript:alert(6)></iframe>\n\n<style>p{}</style>\n";
    let site = Site::empty().with(POST, post);
    site.export(&[POST]).succeeded();
    let pages = site.epub_pages("post.epub").to_lowercase();
    for harm in ["\"javascript:", "<script", "onerror", "onload", "<iframe"] {
        assert!(!pages.contains(harm), "{harm}");
    }
}

#[test]
fn deep_nesting_is_flattened_and_told() {
    for (name, text) in [
        ("quotes", "> ".repeat(10_000) + "deep"),
        (
            "lists",
            (0..3_000)
                .map(|depth| "  ".repeat(depth.min(400)) + "- x\n")
                .collect(),
        ),
        ("divisions", "<div>".repeat(10_000) + "deep"),
        ("emphasis", "*a **b ".repeat(5_000)),
        ("brackets", "[".repeat(20_000)),
        ("spans", "<span>".repeat(10_000) + "deep"),
    ] {
        let site = Site::empty().with(POST, format!("# Title\n\n{text}\n"));
        let run = site.export(&[POST]).succeeded().within(100);
        if matches!(name, "quotes" | "divisions" | "spans") {
            assert!(
                run.place_of("nested-too-deep").starts_with("post.md:3:"),
                "{name}"
            );
            assert!(
                site.epub_pages("post.epub").contains("deep"),
                "{name}: the text is kept"
            );
        }
    }
}

#[test]
fn braces_at_the_start_of_a_line_are_not_lost() {
    let site = Site::empty().with(POST, "# Title\n\nfirst line\n{:.kept} second line\n");
    site.export(&[POST]).succeeded();
    assert!(
        site.epub_pages("post.epub")
            .contains("{:.kept} second line")
    );
}

#[test]
fn a_very_long_word_is_set() {
    let site = Site::empty().with(
        POST,
        format!("# Title\n\n{}\n", "abcdefghij".repeat(10_000)),
    );
    site.export(&[POST]).succeeded().within(60);
}

#[test]
fn invalid_utf8_is_told_at_its_place() {
    let site = Site::empty().with(
        POST,
        b"# Title\n\nna\xc3\xafve caf\xc3\xa9 and a stray byte: \xff, there.\n",
    );
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("invalid-bytes"), "post.md:3:30");
}

#[test]
fn a_binary_file_is_refused() {
    let site = Site::empty().with(POST, bomb(4, 4));
    let run = site.export(&[POST]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.says("not-text"));
    assert_eq!(site.names(), [POST], "nothing is written");
}

#[test]
fn control_characters_and_overrides_are_told() {
    let site = Site::empty().with(POST, "# Title\n\nbell \u{7} and \u{202e}override, end\n");
    let run = site.export(&[POST]).succeeded();
    assert!(
        run.messages
            .iter()
            .any(|message| message["severity"] != "error" && message["line"] == 3),
        "{}",
        run.stderr
    );
    assert!(!site.epub_pages("post.epub").contains('\u{7}'));
}

#[test]
fn empty_posts_make_books() {
    for text in ["", "\n\n", "---\n---\n", "---\ntitle: Only a title\n---\n"] {
        let site = Site::empty().with(POST, text);
        let run = site.export(&[POST]).succeeded();
        assert!(run.says("post-empty"), "{text:?}: {}", run.stderr);
        assert_eq!(site.names(), ["post.epub", "post.md", "post.pdf"]);
    }
}

#[test]
fn markdown_that_explodes_elsewhere_ends_fast() {
    let mut references: String = (1..2_000)
        .map(|n| format!("[a{n}]: /{}\n", "x".repeat(200)))
        .collect();
    references.push_str(&"[a1][a1999]".repeat(5_000));
    for text in [
        references,
        "a **b _c ".repeat(10_000),
        "[a](".repeat(20_000),
        "`".repeat(3).repeat(10_000) + &"x`y``".repeat(10_000),
        "| a ".repeat(5_000) + "|\n" + &"|-".repeat(5_000) + "|\n",
        "<!--".repeat(20_000),
        "&amp".repeat(20_000),
        "[^a]".repeat(10_000) + "\n\n[^a]: [^a]\n",
    ] {
        let site = Site::empty().with(POST, format!("# Title\n\n{text}\n"));
        site.export(&[POST]).succeeded().within(60);
    }
}

#[test]
fn unreadable_front_matter_is_told_and_the_rest_kept() {
    let site = Site::jekyll().with(
        POST,
        "---\ntitle: Kept\ntags: [a, b\nkey: : :\n---\nThe text.\n",
    );
    let run = site.export(&[POST]).succeeded();
    assert!(
        run.place_of("front-matter-unreadable")
            .starts_with("post.md:")
    );
    let pages = site.epub_pages("post.epub");
    assert!(
        pages.contains("The text.") && pages.contains("Kept"),
        "{pages}"
    );
}

#[test]
fn alias_bombs_end_fast() {
    let mut yaml = String::from("---\ntitle: Bomb\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        yaml.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let site = Site::jekyll().with(POST, yaml + "---\nThe text.\n");
    site.export(&[POST]).succeeded().within(30);
    let site = Site::jekyll().with(
        POST,
        format!("---\na: {}\n---\nThe text.\n", "[".repeat(100_000)),
    );
    site.export(&[POST]).succeeded().within(30);
}

#[test]
fn template_bombs_end_fast() {
    let nested = "{% for a in (1..100000) %}{% for b in (1..100000) %}{% for c in (1..100000) %}x{% endfor %}{% endfor %}{% endfor %}";
    let doubling = format!(
        "{{% assign s = 'xxxxxxxxxx' %}}{}{{{{ s }}}}",
        "{% assign s = s | append: s %}".repeat(60)
    );
    let deep = "{% if true %}".repeat(5_000);
    for text in [nested.to_owned(), doubling, deep] {
        let site =
            Site::jekyll().with(POST, format!("---\nlayout: post\n---\nBefore.\n\n{text}\n"));
        let run = site.export(&[POST]).within(60);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(
            run.messages.iter().any(|message| message["line"].is_u64()),
            "{}",
            run.stderr
        );
    }
}

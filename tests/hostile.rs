//! What Chapbook promises against: each input that would harm, hang or break a lesser program gets a message at its place,
//! and what can still be made is made.

#[path = "support/books.rs"]
mod books;
#[path = "hostile/outputs.rs"]
mod outputs;
#[path = "hostile/payloads.rs"]
mod payloads;
mod support;

use support::Site;

const POST: &str = "post.md";

/// A post that shows one picture.
fn site_with_picture(name: &str, picture: &[u8]) -> Site {
    Site::empty()
        .with(
            POST,
            format!("# Title\n\nText before.\n\n![what it shows]({name})\n"),
        )
        .with(name, picture)
}

/// A PNG of this size that claims to be grey, its pixels deflated zeros.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut pixels = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut pixels, &vec![0; 40_000_000]).expect("memory can be written");
    for (kind, content) in [
        (b"IHDR", header),
        (b"IDAT", pixels.finish().expect("memory can be written")),
        (b"IEND", Vec::new()),
    ] {
        png.extend(
            u32::try_from(content.len())
                .expect("it is small")
                .to_be_bytes(),
        );
        let mut checked = flate2::Crc::new();
        checked.update(kind);
        checked.update(&content);
        png.extend(kind);
        png.extend(content);
        png.extend(checked.sum().to_be_bytes());
    }
    png
}

// Reading outside the site.

#[test]
fn a_picture_outside_the_site_is_not_read() {
    for path in [
        "../../../../../../etc/passwd",
        "/../secret.png",
        "file:///etc/passwd",
        "%2e%2e/secret.png",
        "..\\secret.png",
    ] {
        let site = Site::jekyll().with(
            "_posts/2020-01-01-a.md",
            format!("---\n---\nText\n\n![words]({path})\n"),
        );
        std::fs::write(site.root().join("../secret.png"), "\u{89}PNG secret")
            .expect("a file can be written");
        let run = site.export(&["_posts/2020-01-01-a.md"]).succeeded();
        let told = ["outside-site", "picture-missing", "picture-forbidden"]
            .iter()
            .any(|code| run.says(code));
        assert!(told, "{path}: {}", run.stderr);
        assert!(
            site.epub_pages("a.epub").contains("words"),
            "{path}: its alternative text is kept"
        );
        assert!(!String::from_utf8_lossy(&site.read("a.epub")).contains("root:"));
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let site = Site::empty().with(POST, "Text\n\n![words](link.png)\n");
    std::fs::write(site.root().join("../secret.png"), bomb(1, 1)).expect("a file can be written");
    std::os::unix::fs::symlink("../secret.png", site.path("link.png")).expect("a link can be made");
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("outside-site"), "post.md:3:1");
    let message = run
        .messages
        .iter()
        .find(|message| message["code"] == "outside-site")
        .expect("it was just there");
    assert!(
        message["help"]
            .as_str()
            .is_some_and(|help| help.contains("--site")),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn special_files_are_not_read() {
    let site = Site::empty().with(POST, "Text\n\n![words](pipe.png)\n");
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("pipe.png"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    assert!(
        site.export(&[POST])
            .succeeded()
            .within(60)
            .says("not-a-file")
    );
    assert_eq!(site.export(&["/dev/urandom"]).within(60).code, Some(1));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read_wherever_a_file_is_named() {
    use std::os::unix::fs::symlink;
    let site = Site::empty().with(POST, "---\nheader_image: zero.png\n---\nText\n");
    symlink("/dev/zero", site.path("zero.png")).expect("a link can be made");
    let made = std::process::Command::new("mkfifo")
        .args([
            site.path("pipe.md"),
            site.path("pipe.css"),
            site.path("_config.yml"),
        ])
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    for (arguments, code) in [
        (vec!["pipe.md"], 1),
        (vec!["/dev/zero"], 1),
        (vec![POST, "--style", "pipe.css"], 2),
        (vec![POST, "--style", "/dev/zero"], 2),
    ] {
        let run = site.export(&arguments).within(60);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("not a regular file"), "{}", run.stderr);
    }
    let run = site.export(&[POST]).succeeded().within(60);
    assert_eq!(run.place_of("outside-site"), "post.md:2:15");
}

#[cfg(unix)]
#[test]
fn a_folder_linked_from_elsewhere_is_outside() {
    let site = Site::empty().with(POST, "Text\n\n![words](img/secret.png)\n");
    std::fs::create_dir(site.path("../elsewhere")).expect("a folder can be made");
    std::fs::write(site.path("../elsewhere/secret.png"), bomb(1, 1)).expect("it can be written");
    std::os::unix::fs::symlink("../elsewhere", site.path("img")).expect("a link can be made");
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("outside-site"), "post.md:3:1");
    assert!(
        books::entries(&site.read("post.epub"))
            .iter()
            .all(|entry| !entry.name.ends_with("png"))
    );
}

#[test]
fn nothing_is_fetched() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.set_nonblocking(true).expect("it can be asked");
    let url = format!(
        "http://{}",
        listener.local_addr().expect("it has an address")
    );
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{url}/a.png' width='9' height='9'/></svg>"
    );
    let css = format!(
        "@import '{url}/a.css'; @font-face {{ font-family: f; src: url({url}/f.ttf) }} p {{ background: url({url}/b.png) }}"
    );
    let post = format!(
        "---\nheader_image: {url}/h.png\n---\n# Title\n\n![a]({url}/a.png) ![b](b.svg)\n\n<link rel=stylesheet href={url}/l.css><video src={url}/v.mp4></video>\n"
    );
    let site = Site::empty()
        .with(POST, post)
        .with("b.svg", svg)
        .with("mine.css", css);
    site.export(&[POST, "--style", "mine.css"]).succeeded();
    let asked = listener.accept().expect_err("nobody asked");
    assert_eq!(asked.kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn no_program_is_started() {
    let site = Site::empty().with(POST, "# Title\n\n`ls`\n\n```sh\ntouch started\n```\n");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_chapbook"));
    command
        .current_dir(site.root())
        .env("PATH", "")
        .args(["export", POST]);
    assert_eq!(support::run(command, b"").code, Some(0));
    assert_eq!(site.names(), ["post.epub", "post.md", "post.pdf"]);
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the source is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("the source is UTF-8");
            assert!(!source.contains("process::Command"), "{}", path.display());
        }
    }
}

// Pictures.

#[test]
fn a_picture_bomb_becomes_its_alternative_text() {
    let bomb = bomb(60_000, 60_000);
    assert!(bomb.len() < 60_000);
    let site = site_with_picture("bomb.png", &bomb);
    let run = site.export(&[POST]).succeeded().within(60);
    assert_eq!(run.place_of("picture-too-large"), "post.md:5:1");
    assert!(site.epub_pages("post.epub").contains("what it shows"));
}

#[test]
fn a_picture_that_is_none_becomes_its_alternative_text() {
    let site = site_with_picture("words.png", b"these are words");
    let run = site.export(&[POST]).succeeded();
    assert!(
        run.messages
            .iter()
            .any(|message| message["severity"] == "warning" && message["line"] == 5),
        "{}",
        run.stderr
    );
    assert!(site.epub_pages("post.epub").contains("what it shows"));
}

#[test]
fn an_svg_with_a_doctype_is_refused() {
    let svg = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"#;
    let site = site_with_picture("entities.svg", svg.as_bytes());
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("svg-doctype"), "post.md:5:1");
}

#[test]
fn a_document_type_that_is_not_the_w3cs_is_refused() {
    for doctype in [
        r#"<!DOCTYPE svg SYSTEM "file:///etc/passwd">"#,
        r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://evil.example/svg11.dtd">"#,
    ] {
        let svg = format!(
            r#"{doctype}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>"#
        );
        let site = site_with_picture("typed.svg", svg.as_bytes());
        let run = site.export(&[POST]).succeeded();
        assert_eq!(run.place_of("svg-doctype"), "post.md:5:1", "{doctype}");
        let pages = site.epub_pages("post.epub");
        assert!(
            pages.contains("what it shows") && !pages.contains("<img"),
            "{doctype}"
        );
    }
}

#[test]
fn a_plain_svg_document_type_is_passed_over() {
    let svg = r#"<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>"#;
    let site = site_with_picture("plain.svg", svg.as_bytes());
    let run = site.export(&[POST]).succeeded();
    assert!(
        run.messages
            .iter()
            .all(|message| message["code"] == "written"),
        "{}",
        run.stderr
    );
    assert!(site.epub_pages("post.epub").contains("<img"));
}

#[test]
fn an_svg_loses_what_runs_or_loads() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" onload="alert(1)">
        <script>alert(1)</script><image xlink:href="file:///etc/passwd" width="5" height="5"/><rect width="5" height="5" onclick="alert(1)"/>
        <a xlink:href="javascript:alert(1)"><rect width="1" height="1"/></a><foreignObject><body/></foreignObject></svg>"#;
    let site = site_with_picture("script.svg", svg.as_bytes());
    site.export(&[POST]).succeeded();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(site.read("post.epub")))
        .expect("an EPUB is a zip file");
    let name = archive
        .file_names()
        .find(|name| name.contains("script."))
        .expect("the picture is there")
        .to_owned();
    let mut picture = Vec::new();
    std::io::copy(
        &mut archive.by_name(&name).expect("it was just there"),
        &mut picture,
    )
    .expect("it can be read");
    let picture = String::from_utf8_lossy(&picture);
    for harm in [
        "alert",
        "onload",
        "onclick",
        "file:",
        "javascript",
        "foreignObject",
    ] {
        assert!(!picture.contains(harm), "{harm} in {picture}");
    }
}

// Text.

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

// Front matter and templates.

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

// Style.

#[test]
fn a_stylesheet_loads_nothing() {
    let css = "@import 'http://example.com/a.css'; p { background: url(http://example.com/a.png); direction: rtl } h1 { color: #123 } }}} @font-face { src: url(/etc/passwd) }";
    let site = Site::empty()
        .with(POST, "# Title\n\nText\n")
        .with("mine.css", css);
    let run = site.export(&[POST, "--style", "mine.css"]).succeeded();
    assert!(
        run.messages
            .iter()
            .all(|message| message["file"] == "mine.css" || message["file"].is_null()),
        "{}",
        run.stderr
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(site.read("post.epub")))
        .expect("an EPUB is a zip file");
    let names: Vec<String> = archive
        .file_names()
        .filter(|name| name.ends_with(".css"))
        .map(str::to_owned)
        .collect();
    for name in names {
        let text = std::io::read_to_string(archive.by_name(&name).expect("it was just there"))
            .expect("it is UTF-8");
        assert!(
            !text.contains("url(") && !text.contains("@import") && !text.contains("direction:"),
            "{text}"
        );
    }
}

#[test]
fn fonts_of_a_stylesheet_are_not_opened() {
    let css = "@font-face { font-family: Broken; src: url(broken.ttf) }\n@font-face { font-family: Endless; src: url(/dev/zero), local(Arial) }\np { font-family: Broken, Endless }\n";
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'><style>@font-face { font-family: Broken; src: url(data:font/ttf;base64,AAEAAAAB) }</style><text y='15' font-family='Broken'>Words</text></svg>";
    let broken = [b"\0\x01\0\0\xff\xff".to_vec(), vec![0xFF; 100_000]].concat();
    let site = Site::empty()
        .with(POST, "# Title\n\nText ![drawn](drawn.svg)\n")
        .with("drawn.svg", svg)
        .with("broken.ttf", broken)
        .with("mine.css", css);
    let run = site
        .export(&[POST, "--style", "mine.css"])
        .succeeded()
        .within(60);
    assert_eq!(run.place_of("css-font-face"), "mine.css:1:1");
    for entry in books::entries(&site.read("post.epub")) {
        assert!(!entry.name.contains("broken"), "{}", entry.name);
        assert!(
            !String::from_utf8_lossy(&entry.bytes).contains("@font-face"),
            "{}",
            entry.name
        );
    }
    let document = books::pdf(&site.read("post.pdf"));
    for dictionary in books::dictionaries(&document) {
        if let Ok(name) = dictionary.get(b"FontName").and_then(lopdf::Object::as_name) {
            let name = String::from_utf8_lossy(name);
            assert!(
                name.contains("+LibertinusSerif") || name.contains("+DejaVuSansMono"),
                "{name}"
            );
        }
    }
}

#[test]
fn lengths_beyond_measure_are_clamped() {
    for css in [
        "p { font-size: 1e30pt; line-height: 1e30 }",
        "p { margin: -1e30pt; padding: 1e30pt; text-indent: -1e30pt }",
        "p { width: 0; letter-spacing: 1e30pt; border: 1e30pt solid }",
        "@page { size: 1pt 1pt; margin: 1e9pt }",
        "@page { size: 1e30pt 1e30pt }",
        "p, li, h1 { break-before: page; break-inside: avoid; orphans: 99999999; widows: 99999999 }",
        "* { display: table-cell; float: left; height: 1e30pt }",
    ] {
        let text = "# Title\n\nSome words in a line.\n\n- and an item\n\n| a | b |\n|---|---|\n| c | d |\n";
        let site = Site::empty().with(POST, text).with("mine.css", css);
        site.export(&[POST, "--style", "mine.css"])
            .succeeded()
            .within(60);
        let pages = books::pdf(&site.read("post.pdf")).get_pages().len();
        assert!((1..100).contains(&pages), "{css}: {pages} pages");
    }
}

#[test]
fn pages_beyond_counting_are_left_out_at_a_place() {
    let post = format!("# Title\n\n{}", "x\n\n".repeat(20_010));
    let css = "p { break-before: page } @page { size: 72pt 72pt }";
    let site = Site::empty().with(POST, post).with("mine.css", css);
    let run = site.export(&[POST, "--style", "mine.css", "--to", "pdf"]);
    let run = run.succeeded().within(100);
    // The title has the first page, and each paragraph one: line 3 is on the second.
    assert_eq!(run.place_of("too-many-pages"), "post.md:40001:1");
    assert_eq!(books::pdf(&site.read("post.pdf")).get_pages().len(), 20_000);
}

// Output.

#[test]
fn a_book_that_cannot_be_written_leaves_nothing() {
    let site = Site::empty()
        .with(POST, "Text\n")
        .with("taken.pdf/file", "");
    let run = site.export(&[POST, "-o", "taken.pdf"]);
    assert_eq!(run.code, Some(1));
    assert!(run.says("not-written"));
    assert_eq!(site.names(), [POST, "taken.pdf"]);
}

#[test]
fn nothing_of_the_machine_is_in_a_book() {
    let site = Site::jekyll()
        .with(
            "_posts/2020-01-01-a.md",
            "---\ntitle: A\n---\n# Hello\n\n![p](/p.png)\n",
        )
        .with("p.png", bomb(8, 8));
    site.export(&["_posts/2020-01-01-a.md"]).succeeded();
    let first = (site.read("a.epub"), site.read("a.pdf"));
    let moved = Site::jekyll()
        .with(
            "_posts/2020-01-01-a.md",
            "---\ntitle: A\n---\n# Hello\n\n![p](/p.png)\n",
        )
        .with("p.png", bomb(8, 8));
    std::thread::sleep(std::time::Duration::from_millis(2100)); // a zip file's clock ticks every two seconds
    moved.export(&["_posts/2020-01-01-a.md"]).succeeded();
    assert!(
        first == (moved.read("a.epub"), moved.read("a.pdf")),
        "the same input in another folder gives the same bytes"
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let post = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/river/_posts/2024-03-01-how-we-measure-a-river.md"
    );
    let books = |threads: &str| {
        let site = Site::empty();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_chapbook"));
        command
            .current_dir(site.root())
            .env("RAYON_NUM_THREADS", threads)
            .args(["export", post, "-o", "a.epub", "-o", "a.pdf"]);
        assert_eq!(support::run(command, b"").code, Some(0));
        (site.read("a.epub"), site.read("a.pdf"))
    };
    assert!(books("1") == books("2"));
}

//! Stylesheets that load something or go beyond measure.

use crate::POST;
use crate::support::books;
use crate::support::site::Site;

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

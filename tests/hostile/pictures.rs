//! Pictures that are bombs, no pictures, or drawings that run or load something.

use crate::POST;
use crate::support::site::Site;

/// A post that shows one picture.
pub fn site_with_picture(name: &str, picture: &[u8]) -> Site {
    Site::empty()
        .with(
            POST,
            format!("# Title\n\nText before.\n\n![what it shows]({name})\n"),
        )
        .with(name, picture)
}

/// A PNG of this size that claims to be grey, its pixels deflated zeros.
pub fn bomb(width: u32, height: u32) -> Vec<u8> {
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

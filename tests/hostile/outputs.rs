//! What the finished books must not hold: strings that end early, actions, traces of the machine, names that lead out of a folder.

use crate::POST;
use crate::pictures::bomb;
use crate::support::books;
use crate::support::program::run;
use crate::support::site::Site;
use lopdf::Object;

/// Characters that end or escape a string where it is written carelessly (PDF 32000-1 7.3.4.2).
const NASTY: &str = r"end) /S /Launch (begin \ back \) and >> endobj";

#[test]
fn strings_of_a_pdf_end_where_they_should() {
    let post = format!(
        "---\ntitle: '{NASTY}'\nauthor: '{NASTY}'\ndescription: \"nul \\0 return \\r bell \\a {}\"\n---\n## {NASTY}\n\n![{NASTY}](p.png)\n\n[{NASTY}](https://example.org/a)b\\)c\\\\d 'title {NASTY}')\n",
        NASTY.replace('\\', "\\\\")
    );
    let picture = include_bytes!("../../fixtures/accidents/images/dot.gif");
    let site = Site::empty().with(POST, post).with("p.png", picture);
    site.export(&[POST]).succeeded();
    let document = books::pdf(&site.read("post.pdf"));
    let mut told = Vec::new();
    for dictionary in books::dictionaries(&document) {
        for key in ["Title", "Author", "Subject", "Alt", "Contents"] {
            let text = dictionary.get(key.as_bytes()).ok();
            let text = text.filter(|object| matches!(object, Object::String(..)));
            told.extend(text.map(|text| (key, books::text(text))));
        }
    }
    for key in ["Title", "Author", "Alt"] {
        let whole = |(own, text): &(&str, String)| *own == key && text.contains("/Launch (begin");
        assert!(told.iter().any(whole), "{key} among {told:?}");
    }
    let is_clean = |(_, text): &(&str, String)| !text.contains(['\0', '\r', '\u{7}']);
    assert!(told.iter().all(is_clean), "{told:?}");
    books::links_out(&document);
}

#[test]
fn a_pdf_has_no_actions_but_links() {
    let targets = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "https://example.org/ok",
        "mailto:a@example.org",
        "#title",
        "other.pdf",
        "\\\\\\\\server\\\\share",
    ];
    let links: String = targets
        .iter()
        .map(|target| format!("[to](<{target}>)\n\n"))
        .collect();
    let site = Site::empty().with(POST, format!("# Title\n\n{links}"));
    site.export(&[POST]).succeeded();
    let mut links = books::links_out(&books::pdf(&site.read("post.pdf")));
    links.sort();
    assert_eq!(links, ["https://example.org/ok", "mailto:a@example.org"]);
}

#[test]
fn names_in_an_ebook_stay_in_it() {
    let names = [
        "..%2fup.gif",
        "sub/a b.gif",
        "sub/ü&<>.gif",
        "sub/CON.gif",
        "-rf.gif",
    ];
    let mut site = Site::empty();
    let mut post = String::from("---\ntitle: ../../up\nslug: ../../up\n---\n# ../../up\n\n");
    for name in names {
        site = site.with(
            name,
            include_bytes!("../../fixtures/accidents/images/dot.gif"),
        );
        post.push_str(&format!("![w](<{}>)\n\n", name.replace('%', "%25")));
    }
    let site = site.with(POST, &post);
    site.export(&[POST, "-d", "books"]).succeeded();
    let made = std::fs::read_dir(site.path("books")).expect("the folder was made");
    assert_eq!(made.count(), 2, "nothing is written elsewhere");
    for book in std::fs::read_dir(site.path("books")).expect("the folder was made") {
        let path = book.expect("it can be read").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "epub")
        {
            for entry in books::entries(&std::fs::read(path).expect("it can be read")) {
                let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
                let name = &entry.name;
                assert!(
                    name.chars().all(plain) && !name.contains("..") && !name.starts_with('/'),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn nothing_tells_who_made_a_book_where_and_when() {
    let photo = include_bytes!("../../fixtures/summit/img/opnfv-2016.jpg");
    assert!(has(photo, b"Exif\0"), "the photo tells of itself");
    let site = Site::jekyll()
        .with(
            "_posts/2020-01-02-a.md",
            "---\ntitle: A\n---\n# Hello\n\n![p](/p.jpg)\n",
        )
        .with("p.jpg", photo);
    let mut command = site.chapbook(&["export", "_posts/2020-01-02-a.md"]);
    command
        .envs([("USER", "gerda-muster"), ("LOGNAME", "gerda-muster")])
        .envs([("HOME", "/home/gerda-muster"), ("HOSTNAME", "gerda-muster")]);
    assert_eq!(run(command, b"").code, Some(0));
    let folder = site.root().parent().expect("it is in a folder").to_owned();
    let folder = folder.file_name().expect("it has a name").to_string_lossy();
    let date = regex::bytes::Regex::new(r"(?:D:)?((?:19|20)\d\d)-?[01]\d-?[0-3]\d(?:T|\d{4})");
    let date = date.expect("the pattern is sound");
    for part in parts(&site) {
        for trace in ["gerda-muster", &folder, "_posts/2020", "Exif\0"] {
            assert!(!has(&part, trace.as_bytes()), "{trace}");
        }
        for year in date.captures_iter(&part) {
            assert_eq!(&year[1], b"2020", "a date that is not the post's");
        }
    }
    let epub = std::io::Cursor::new(site.read("a.epub"));
    let mut archive = zip::ZipArchive::new(epub).expect("an EPUB is a zip file");
    for number in 0..archive.len() {
        let file = archive.by_index(number).expect("it has the entry");
        let time = file.last_modified().map(|time| time.year());
        assert_eq!(time, Some(1980), "{}", file.name());
    }
}

/// Every file of the EPUB and every object of the PDF, unpacked.
fn parts(site: &Site) -> Vec<Vec<u8>> {
    let entries = books::entries(&site.read("a.epub")).into_iter();
    let mut parts: Vec<Vec<u8>> = entries.map(|entry| entry.bytes).collect();
    let document = books::pdf(&site.read("a.pdf"));
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            let content = stream.decompressed_content();
            parts.push(content.unwrap_or_else(|_| stream.content.clone()));
        }
    }
    for dictionary in books::dictionaries(&document) {
        let strings = dictionary
            .iter()
            .filter_map(|(_, value)| value.as_str().ok());
        parts.extend(strings.map(<[u8]>::to_vec));
    }
    parts
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

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
        let mut command = site.chapbook(&["export", post, "-o", "a.epub", "-o", "a.pdf"]);
        command.env("RAYON_NUM_THREADS", threads);
        assert_eq!(run(command, b"").code, Some(0));
        (site.read("a.epub"), site.read("a.pdf"))
    };
    assert!(books("1") == books("2"));
}

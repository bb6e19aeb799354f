//! What is in a finished book, as a test wants to see it: an EPUB's files, a PDF's objects.

use lopdf::{Dictionary, Document, Object};
use std::io::Read;

/// A file of an EPUB.
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Entry {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("it is UTF-8")
    }
}

/// Every file of an EPUB, in its order.
pub fn entries(epub: &[u8]) -> Vec<Entry> {
    entries_where(epub, |_| true)
}

/// Its XHTML files.
pub fn pages(epub: &[u8]) -> Vec<Entry> {
    entries_where(epub, |name| name.ends_with(".xhtml"))
}

fn entries_where(epub: &[u8], is_wanted: impl Fn(&str) -> bool) -> Vec<Entry> {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an EPUB is a zip file");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let wanted = names.into_iter().filter(|name| is_wanted(name));
    let read = |name: String| {
        let mut file = archive.by_name(&name).expect("it has the entry");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it can be read");
        Entry { name, bytes }
    };
    wanted.map(read).collect()
}

/// The words of a page of XHTML; elements that stand in lines don't part them.
pub fn words_of_xhtml(page: &str) -> String {
    const INLINE: [&str; 11] = [
        "a", "em", "strong", "code", "span", "sup", "sub", "abbr", "kbd", "del", "q",
    ];
    let mut text = String::new();
    for piece in page.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').expect("a tag is closed");
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        if !INLINE.contains(&name.unwrap_or_default()) {
            text.push(' ');
        }
        text.push_str(words);
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

pub fn pdf(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF can be read")
}

/// Every dictionary of a PDF, those in others and of streams among them.
pub fn dictionaries(document: &Document) -> Vec<&Dictionary> {
    let mut open: Vec<&Object> = document.objects.values().collect();
    let mut found = vec![&document.trailer];
    while let Some(object) = open.pop() {
        match object {
            Object::Dictionary(dictionary) => found.push(dictionary),
            Object::Stream(stream) => found.push(&stream.dict),
            Object::Array(items) => {
                open.extend(items);
                continue;
            }
            _ => continue,
        }
        let last = found.last().expect("it was just found");
        open.extend(last.iter().map(|(_, value)| value));
    }
    found
}

/// Where the links of a PDF lead that leave it. Panics where it does anything else when it is opened, looked at or clicked
/// (PDF 32000-1 12.6).
pub fn links_out(document: &Document) -> Vec<String> {
    let mut links = Vec::new();
    for dictionary in dictionaries(document) {
        for key in [
            "AA",
            "OpenAction",
            "JS",
            "JavaScript",
            "Launch",
            "RichMedia",
            "EmbeddedFiles",
        ] {
            assert!(!dictionary.has(key.as_bytes()), "{key} in {dictionary:?}");
        }
        match dictionary.get(b"S").and_then(Object::as_name) {
            Ok(b"URI") => links.push(text(dictionary.get(b"URI").expect("it leads somewhere"))),
            Ok(
                b"JavaScript" | b"Launch" | b"GoToR" | b"GoToE" | b"SubmitForm" | b"ImportData"
                | b"Rendition" | b"Movie" | b"Sound" | b"Named" | b"Hide" | b"SetOCGState",
            ) => panic!("an action in {dictionary:?}"),
            _ => {}
        }
    }
    links
}

/// A text string (PDF 32000-1 7.9.2.2).
pub fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("it is a text string")
}

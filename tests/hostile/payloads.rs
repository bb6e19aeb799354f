//! The payloads of a sanitiser's suite, through the whole program: nothing of them runs in either book.

use crate::support::books;
use crate::support::site::Site;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::path::Path;

/// The schemes a link may have; everything else in a book is a name of a file in it.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "sms"];

/// Elements that run, load or ask for something.
const RUNNING: [&str; 16] = [
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base",
    "style", "svg", "math", "audio", "video", "portal",
];

/// Attributes that lead somewhere.
const LEADING: [&str; 9] = [
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "xlink:href",
];

#[test]
fn no_payload_reaches_a_book() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/html-xss.mjs");
    let Ok(suite) = std::fs::read_to_string(&suite) else {
        return eprintln!("SKIPPED: {} is not at hand", suite.display());
    };
    let payloads = payloads(&suite);
    assert_eq!(payloads.len(), 223);
    let mut site = Site::empty();
    let names: Vec<String> = (0..payloads.len())
        .map(|number| format!("p{number}"))
        .collect();
    for (name, payload) in names.iter().zip(&payloads) {
        site = site.with(&format!("{name}.md"), post(payload));
    }
    let posts: Vec<String> = names.iter().map(|name| format!("{name}.md")).collect();
    let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
    site.export(&posts).succeeded();
    for (name, payload) in names.iter().zip(&payloads) {
        for entry in books::entries(&site.read(&format!("{name}.epub"))) {
            if entry.name.ends_with(".xhtml") {
                let page = String::from_utf8(entry.bytes).expect("XHTML is UTF-8");
                assert_eq!(harms(&page), Vec::<String>::new(), "of {payload}");
            }
        }
        let document = books::pdf(&site.read(&format!("{name}.pdf")));
        for link in books::links_out(&document) {
            assert!(is_harmless(&link), "{link} of {payload}");
        }
    }
}

/// What stands behind each `"payload":`.
fn payloads(suite: &str) -> Vec<String> {
    let payload = regex::Regex::new(r#""payload"\s*:\s*("(?:[^"\\]|\\.)*")"#);
    let payload = payload.expect("the pattern is sound");
    let found = payload.captures_iter(suite);
    found
        .map(|found| serde_json::from_str(&found[1]).expect("it is a string of JSON"))
        .collect()
}

/// A payload wherever a post has room for it: as title and description, as HTML, as words and targets of links and pictures.
fn post(payload: &str) -> String {
    let quoted = serde_json::to_string(payload).expect("a string is JSON");
    let targets = payload
        .split(['"', '\'', '<', '>', ' ', '=', '\n'])
        .filter(|piece| piece.contains(':'))
        .map(|piece| format!("[x](<{piece}>) ![x](<{piece}>)\n\n"));
    let line = payload.replace(['\n', '\r'], " ");
    format!(
        "---\ntitle: {quoted}\ndescription: {quoted}\n---\n{payload}\n\n</textarea></script></style>-->\n\n[{line}](/a \"{line}\")\n\n{}",
        targets.collect::<String>()
    )
}

#[test]
fn what_would_run_is_seen() {
    for page in [
        "<p><script>a()</script></p>",
        "<p onclick='a()'/>",
        "<a href='java&#10;script:a()'>x</a>",
        "<p style='background: url(x)'/>",
        "<a xmlns:xlink='x' xlink:href=' DATA:text/html,x'/>",
    ] {
        assert_eq!(harms(page).len(), 1, "{page}");
    }
    let page = "<a href='https://example.org/a:b'><img src='images/a.png' alt='javascript:'/></a>";
    assert_eq!(harms(page), Vec::<String>::new());
}

/// What runs in a page, or leads to what runs.
fn harms(page: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(page);
    let mut harms = Vec::new();
    loop {
        match reader.read_event().expect("XHTML is XML") {
            Event::Start(element) | Event::Empty(element) => harms.extend(harms_of(&element)),
            Event::Eof => return harms,
            _ => {}
        }
    }
}

fn harms_of(element: &BytesStart<'_>) -> Vec<String> {
    let name = element.name().as_ref().to_lowercase();
    let mut harms: Vec<String> = RUNNING
        .iter()
        .filter(|running| **running == name)
        .map(|running| (*running).to_owned())
        .collect();
    for attribute in element.attributes() {
        let attribute = attribute.expect("an attribute is sound");
        let key = attribute.key.as_ref().to_lowercase();
        let value = attribute.normalized_value(XmlVersion::Explicit1_0);
        let value = value.expect("an attribute is sound");
        let runs = key.starts_with("on") || key == "srcdoc" || key == "http-equiv";
        let leads = LEADING.contains(&key.as_str()) && !is_harmless(&value);
        let pulls = key == "style" && value.contains("url(");
        if runs || leads || pulls {
            harms.push(format!("{key}={value}"));
        }
    }
    harms
}

/// Read as browsers read it, which leave out white space and controls.
fn is_harmless(url: &str) -> bool {
    let url = url.replace(|c: char| c.is_whitespace() || c.is_control(), "");
    let head = url.split(['/', '?', '#']).next().unwrap_or_default();
    head.split_once(':')
        .is_none_or(|(scheme, _)| SCHEMES.contains(&scheme.to_lowercase().as_str()))
}

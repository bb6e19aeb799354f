//! HTML's element names: takes a name, says what is done with the tag.

/// What is done with a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Treatment {
    /// Part of the tree.
    Element,
    /// Part of the tree under a name that html5ever has no special rules for.
    Renamed,
    /// Only the tag is left out: it says nothing about the text.
    Transparent,
    /// Left out with all it holds.
    Dropped,
    /// What it holds is another language, taken over whole.
    Foreign,
    /// No element of HTML: a word in angle brackets.
    Unknown,
}

/// Elements for which html5ever knows the standard's rules, and those to which none apply.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "main",
    "map",
    "mark",
    "menu",
    "meter",
    "nav",
    "nobr",
    "ol",
    "output",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements that would put html5ever into a mode in which Markdown between the tags is lost: raw text, menus, forms.
const RENAMED: &[&str] = &[
    "applet",
    "button",
    "embed",
    "form",
    "frame",
    "iframe",
    "image",
    "input",
    "keygen",
    "listing",
    "marquee",
    "noembed",
    "noframes",
    "object",
    "optgroup",
    "option",
    "param",
    "plaintext",
    "select",
    "textarea",
    "title",
    "xmp",
];

const TRANSPARENT: &[&str] = &[
    "base", "basefont", "bgsound", "body", "canvas", "frameset", "head", "html", "link", "meta",
];

const DROPPED: &[&str] = &["noscript", "script", "style", "template"];

const FOREIGN: &[&str] = &["math", "svg"];

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// What is done with a tag of this lower-case name.
pub(in crate::parse) fn treatment(name: &str) -> Treatment {
    let groups = [
        (ELEMENTS, Treatment::Element),
        (RENAMED, Treatment::Renamed),
        (TRANSPARENT, Treatment::Transparent),
        (DROPPED, Treatment::Dropped),
        (FOREIGN, Treatment::Foreign),
    ];
    let found = groups.into_iter().find(|(names, _)| names.contains(&name));
    found.map_or(Treatment::Unknown, |(_, treatment)| treatment)
}

const PHRASING: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "picture", "q", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Does the element of this name stand in a line?
pub(in crate::parse) fn is_phrasing(name: &str) -> bool {
    PHRASING.contains(&name)
}

/// Has the element of this name never any content?
pub(in crate::parse) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

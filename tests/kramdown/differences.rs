//! The cases that come out differently, by the reason.

/// Cases about what a book adds to a text: ids of headings, the order of notes, typographic quotes and dashes.
pub const ASSEMBLED: &[&str] = &[
    "block/04_header/with_auto_ids",
    "block/09_html/html_to_native/header",
    "block/11_ial/auto_id_and_ial",
    "span/02_emphasis/normal",
    "span/04_footnote/markers",
    "span/text_substitutions/typography",
];

/// Why, and which cases.
pub const DIFFERENCES: &[(&str, &[&str])] = &[
    (
        "kramdown shows it in LaTeX, as a manual page or as kramdown, so there is no HTML to compare",
        &[
            "block/03_paragraph/to_kramdown",
            "block/06_codeblock/highlighting-minted-with-opts",
            "block/08_list/nested_compact",
            "block/09_html/table",
            "man/heading-name",
            "man/heading-name-dash-description",
            "man/heading-name-section-description",
            "man/text-escaping",
            "span/01_link/empty_title",
            "span/01_link/latex_escaping",
        ],
    ),
    (
        "a list needs no blank line above it: Jekyll has kramdown end paragraphs as GitHub does",
        &["block/08_list/escaping", "span/math/normal"],
    ),
    (
        "an id is a name of XML, which a colon is not part of, and needs no space before it",
        &["block/04_header/setext_header"],
    ),
    (
        "stars pair as CommonMark pairs them",
        &["span/02_emphasis/errors", "span/02_emphasis/normal"],
    ),
    (
        "ids of headings keep their digits and letters, as Jekyll has kramdown make them; a prefix would break links between posts",
        &[
            "block/04_header/with_auto_ids",
            "block/04_header/with_auto_id_prefix",
        ],
    ),
    (
        "the case is about an option for the look of kramdown's pages: colours of code, marks for spaces, numbers and words of notes",
        &[
            "block/06_codeblock/highlighting-opts",
            "block/06_codeblock/rouge/simple",
            "block/06_codeblock/whitespace",
            "block/12_extension/options",
            "block/12_extension/options3",
            "span/04_footnote/footnote_link_text",
        ],
    ),
    (
        "HTML's elements stay what their author wrote: no option turns bold type into emphasis or HTML's code into words",
        &[
            "block/03_paragraph/with_html_to_native",
            "block/09_html/html_to_native/code",
            "block/09_html/html_to_native/emphasis",
            "block/09_html/html_to_native/table_simple",
        ],
    ),
    (
        "tags where none may stand are mended as browsers mend them, and those of forms and scripts left out",
        &["block/09_html/invalid_html_1", "span/05_html/normal"],
    ),
    (
        "a word in angle brackets that is no element of HTML is text",
        &["block/09_html/xml", "span/05_html/xml"],
    ),
    (
        "the contents are the book's, made of its headings when it is written",
        &["block/16_toc/toc_levels", "block/16_toc/toc_with_links"],
    ),
    (
        "links are defined in the text, not in options",
        &["span/01_link/reference"],
    ),
    (
        "a quote before a bracket opens, at the start of a paragraph too",
        &["span/text_substitutions/typography"],
    ),
];

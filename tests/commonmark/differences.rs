//! The examples that come out differently, by the rule that makes them so.

/// Why, and which examples.
pub const DIFFERENCES: &[(&str, &[usize])] = &[
    (
        "a word in angle brackets that is no element of HTML is text",
        &[150, 163, 201, 491, 524, 536, 613, 614, 615, 617, 623],
    ),
    (
        "scripts and style sheets are left out; without an end tag they are text",
        &[170, 172, 173, 176, 178],
    ),
    (
        "raw text and phrasing elements that stand in no block make a paragraph",
        &[151, 161, 162, 164, 165, 166, 177, 186],
    ),
    (
        "a phrasing element around blocks is put around the words of each",
        &[167],
    ),
    (
        "an element that holds nothing is left out: a link without words, an anchor without a name, an empty division",
        &[21, 31, 175, 484, 487, 616, 642, 643],
    ),
    (
        "code of nothing but spaces is nothing a reader sees",
        &[334],
    ),
    (
        "a picture always has an alternative text, if an empty one",
        &[475],
    ),
    (
        "preformatted text is code: it holds no elements, and the line end at its start is dropped",
        &[148, 169],
    ),
    ("a form's field is the text in it", &[171]),
    (
        "what HTML takes for a bogus comment is read as XML has it: a processing instruction, or text in CDATA",
        &[180, 182, 629],
    ),
];

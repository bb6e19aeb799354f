//! Words: of a Markdown source, read without Chapbook's own parser, and of the books' texts.

use regex::Regex;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What is markup in a source and not a word of its author's, with what to leave in its place.
static MARKUP: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let patterns: [(&str, &str); 19] = [
        (r"(?s)\A---\n.*?\n---\n", ""),
        (r"\{%.*?%\}|\{\{.*?\}\}", ""),
        (r"(?m)^\* .*\n\{:toc\}", ""),
        (r"\{:[^}]*\}|\{#[^}]*\}", ""),
        (r"(?m)^```.*$", ""),
        (
            r"</?(?:details|summary|figure|figcaption|table|caption|thead|tbody|tr|th|td|div|p|br)\b[^>]*>",
            " ",
        ),
        (r"<script>.*?</script>", ""),
        (r"<(?:img|abbr)\b[^>]*>", ""),
        (r"</?(?:kbd|sup|sub|abbr|b|i)\b[^>]*>", ""),
        (r"\$\$?[^$]+\$\$?", ""),
        (r#"!\[[^\]]*\]\([^\s)]*(?: "([^"]*)")?\)"#, "$1"),
        (r#"\]\([^\s)]*(?: "([^"]*)")?\)"#, "]"),
        (r"\w*\[\^\w+\]:?", ""),
        (r"(?m)^\[[^\]]+\]: \S+$", ""),
        (r"\]\[[^\]]*\]", "]"),
        (r"\[!\w+\]", ""),
        (r"(?m)^[\s>]*(?:- \[[ x]\]|\d+\. )", ""),
        (r"[*_~^]", ""),
        (r"\S*â\S*", ""),
    ];
    patterns
        .iter()
        .map(|(pattern, rest)| (Regex::new(pattern).expect("the pattern is sound"), *rest))
        .collect()
});

/// The words of a Markdown source, as a reader would count them. Mojibake and formulas in it are left out: they have tests of their own.
pub fn of_source(source: &str) -> Vec<String> {
    let mut text = source.to_owned();
    for (pattern, rest) in MARKUP.iter() {
        text = pattern.replace_all(&text, *rest).into_owned();
    }
    of(&text)
}

/// Runs of letters and digits, apostrophes straightened, hyphens within words left out: poppler takes one at a line's end for
/// a division.
pub fn of(text: &str) -> Vec<String> {
    static HYPHEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\p{L})-(\p{L})").expect("the pattern is sound"));
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*").expect("the pattern is sound")
    });
    let text = text.replace('’', "'");
    let text = HYPHEN.replace_all(&text, "$1$2");
    let words = WORD.find_iter(&text);
    words.map(|word| word.as_str().to_owned()).collect()
}

/// The words of a PDF. What a line's end has divided is joined, which a soft hyphen tells.
pub fn of_book(text: &str) -> Vec<String> {
    static DIVIDED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\u{ad}\s*").expect("the pattern is sound"));
    of(&DIVIDED.replace_all(text, ""))
}

/// Without letters that are written from right to left: poppler gives those of the structure tree in the order in which they are drawn.
pub fn left_to_right(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{590}'..='\u{8ff}'), " ")
}

/// Words that the book has less often than the source.
pub fn missing(source: &[String], book: &[String]) -> Vec<String> {
    let mut there: HashMap<&str, usize> = HashMap::new();
    book.iter()
        .for_each(|word| *there.entry(word).or_default() += 1);
    let mut lacks = |word: &&String| match there.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    source.iter().filter(|word| lacks(word)).cloned().collect()
}

/// How often each character other than white space occurs. Poppler marks where text of another direction begins and ends.
pub fn letters(text: &str) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    let visible = text.chars().filter(|c| {
        !c.is_whitespace() && !matches!(c, '\u{ad}' | '-' | '‐' | '\u{202a}'..='\u{202e}')
    });
    visible.for_each(|c| *counts.entry(c).or_default() += 1);
    counts
}

/// The counts of `a` less those of `b`, where they differ.
pub fn difference(a: &BTreeMap<char, i64>, b: &BTreeMap<char, i64>) -> BTreeMap<char, i64> {
    let mut rest = a.clone();
    b.iter()
        .for_each(|(c, count)| *rest.entry(*c).or_default() -= count);
    rest.retain(|_, count| *count != 0);
    rest
}

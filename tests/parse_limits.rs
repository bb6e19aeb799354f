//! The parser on what no author would write: any text, deep nesting, doubled sizes, real collections, attacks.

use chapbook::diagnostics::Diagnostics;
use chapbook::document::{
    Block, Inline, InlineKind, Link, MAX_DEPTH, Note, Target, Visitor, walk_block, walk_inlines,
};
use chapbook::parse::{Dialect, Parsed, parse};
use chapbook::span::{MappedText, Sources, Span};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn parsed(text: &str, dialect: Dialect) -> (Parsed, Diagnostics) {
    let mut sources = Sources::default();
    let file = sources.add("post.md", text.into());
    let mut messages = Diagnostics::default();
    let parsed = parse(&MappedText::whole(file, text), dialect, &mut messages);
    (parsed, messages)
}

/// Walks the model and checks each node: its depth, and that its span lies within the text.
struct Checker {
    length: usize,
    depth: usize,
}

impl Checker {
    fn check(&mut self, span: Span) {
        assert!(span.is_somewhere());
        assert!(
            span.start <= span.end && span.end as usize <= self.length,
            "{span:?}"
        );
        assert!(self.depth <= MAX_DEPTH, "{} deep at {span:?}", self.depth);
    }
}

impl Visitor for Checker {
    fn block(&mut self, block: &mut Block) {
        self.depth += 1;
        self.check(block.span);
        walk_block(self, block);
        self.depth -= 1;
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        self.depth += 1;
        inlines.iter().for_each(|inline| self.check(inline.span));
        walk_inlines(self, inlines);
        self.depth -= 1;
    }
}

fn check(text: &str, dialect: Dialect) {
    let (mut parsed, _) = parsed(text, dialect);
    let mut checker = Checker {
        length: text.len(),
        depth: 0,
    };
    parsed
        .blocks
        .iter_mut()
        .for_each(|block| checker.block(block));
    let notes: &mut Vec<Note> = &mut parsed.notes;
    for block in notes.iter_mut().flat_map(|note| &mut note.content) {
        checker.block(block);
    }
}

/// Those that differ most.
const DIALECTS: [Dialect; 4] = [
    Dialect::BLOG,
    Dialect::JEKYLL,
    Dialect::COMMONMARK,
    Dialect::HTML,
];

/// Pieces of Markdown, HTML and kramdown, to be put together blindly.
fn fragment() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "* {:.c} ",
        "# ",
        "```\n",
        "~~~",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~",
        "~~",
        "^",
        "$",
        "$$",
        "$$\n",
        "[",
        "]",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "| a |\n|---|\n",
        "| b | `c|d`\n",
        "|===|\n",
        "|--+:-:|\n",
        "- {:.c}\n",
        ": \n        ",
        "*      ",
        "^\n",
        " ` ",
        "\\\\\n",
        "[a]: b\n",
        "{::options parse_block_html=\"true\" parse_span_html=\"false\" /}",
        "<kbd>",
        "</kbd>",
        "<div markdown=\"span\"\n class=\"c\">",
        "- <div markdown=\"1\">",
        ": ",
        "\\",
        "&amp;",
        "word",
        "é",
        "\u{0}",
        "<div>",
        "</div>",
        "<div markdown=\"1\">",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<ul>",
        "<li>",
        "<pre>",
        "</pre>",
        "<svg>",
        "</svg>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<br>",
        "<img src=x>",
        "<esc>",
        "<select>",
        "<textarea>",
        "<math>",
        "<details>",
        "<summary>",
        "<dl>",
        "<dt>",
        "<iframe src=y>",
        "{: .c}",
        "{: .c}\n",
        "{:toc}\n",
        "{::comment}",
        "{:/}",
        "{::nomarkdown}",
        "{:a: #b}\n",
        "*[word]: title\n",
        "[x]: /u\n",
        "[x]",
        "<figure>",
        "<figcaption>",
        "<li markdown=1>",
        "</li>",
        "^\n",
        "- [ ] ",
        "] [",
        "](a b",
        "<<",
        ">>",
        "\\$$",
        "> [!NOTE]\n",
        "---\n",
        "===\n",
        "\t",
        "\r\n",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_parses(text in any::<String>()) {
        DIALECTS.iter().for_each(|dialect| check(&text, *dialect));
    }

    #[test]
    fn any_mixture_parses(pieces in prop::collection::vec(fragment(), 0..60)) {
        let text = pieces.concat();
        DIALECTS.iter().for_each(|dialect| check(&text, *dialect));
    }

    #[test]
    fn any_nesting_stays_within_its_depth(pieces in prop::collection::vec(fragment(), 0..8), times in 20_usize..200) {
        let text = pieces.concat().repeat(times);
        check(&text, Dialect::JEKYLL);
        check(&text, Dialect::HTML);
    }
}

/// Constructs whose nesting or number costs a careless parser its stack or quadratic time.
const REPEATED: &[(&str, &str)] = &[
    ("quotes", "> "),
    ("lists", "- "),
    ("divisions", "<div>"),
    ("divisions on lines", "<div>\n\n"),
    ("paragraphs never closed", "<p>\n\nx\n\n"),
    ("formatting never closed", "<p><b><i><font color=a>x</p>\n"),
    ("anchors never closed", "<a href=x>x\n\n"),
    ("tables", "<table><tr><td>"),
    ("list items", "<ul><li>"),
    ("emphasis", "*a **b "),
    ("brackets", "["),
    ("pictures", "![["),
    ("links", "[a](b"),
    ("dollars", "$a "),
    ("double dollars", "$$\na\n\n"),
    ("backticks", "`a ``b "),
    ("carets and tildes", "a^b ~c "),
    ("scripts", "<script>"),
    ("scripts in lines", "a <script> "),
    ("drawings", "<svg>\n\n"),
    ("comments", "<!-- "),
    ("open tags", "<a \""),
    ("open declarations", "<!A "),
    ("bogus CDATA", "<![CDATA["),
    ("kramdown comments", "{::comment}\n"),
    ("attribute lists", "{: .a"),
    ("attribute lists on lines", "{: .a}\n"),
    ("regions", "<div markdown=\"1\">\n"),
    ("region tags in one line", "<div markdown=\"1\">"),
    ("footnotes", "[^a]: b\n\n[^a]"),
    ("abbreviations", "*[a b]: c\na b\n"),
    ("definitions", "a\n: b\n\n"),
    ("table rows", "|a|b|\n|-|-|\n"),
    ("unknown tags", "<esc> "),
    ("unclosed fences", "```\n\n> ~~~\n"),
    ("fences that nothing closes", "````\n```\n~~~~\n\n"),
    ("rows without a head", "| a | `b|c` ``\n"),
    ("rows with backticks", "| ` `` ``` ```` "),
    ("tables that end in text", "| a |\n| b |\nc\n\n"),
    ("table feet", "| a |\n|===\n| b |\n\n"),
    ("items apart", "- a\n\n+ b\n"),
    ("empty entries", "- {:.a}\n      b\n"),
    ("deep entries", "-      a\n"),
    ("terms", "a\n"),
    ("verbatim elements", "<kbd>*a "),
    ("verbatim elements closed", "<kbd>*a</kbd> "),
    ("start tags over lines", "<div\n"),
    (
        "start tags over lines in regions",
        "<div\nmarkdown=\"1\">\n",
    ),
    (
        "options",
        "{::options parse_block_html=\"true\" /}\n<div>\n",
    ),
    ("unknown extensions", "{::a"),
    ("extensions without end", "{::comment}{:/x}"),
    ("extensions", "{::comment}{:/}"),
    ("link definitions", "{: .a}\n[a]: b\n"),
    ("bare addresses", "(www.a.b http://a.b) a@b.c "),
    ("half addresses", "www.http://@"),
    ("two backslashes", "a\\\\\n"),
    ("labels apart", "[a] [b]\n"),
    ("labels apart and defined", "[b]: c\n\n[a] [b]\n[b]\n\n"),
    ("spaces in addresses", "[a](b c ("),
    ("guillemets", "<<a>> "),
    ("escaped formulas", "\\$$a\n\n"),
    ("lines under code", "    a\nb\n\n"),
    ("preformatted", "<pre>\n\na\nb\n---\n"),
    ("whole pages", "<html><title>a</title>\n"),
];

fn time(text: &str, dialect: Dialect) -> Duration {
    let start = Instant::now();
    drop(parsed(text, dialect));
    start.elapsed()
}

/// Twice the text may take twice the time, not four times: over three doublings, noise and all, well below 8 * 8.
#[test]
fn time_grows_with_the_text() {
    let dialects = [Dialect::BLOG, Dialect::JEKYLL, Dialect::HTML];
    let each = |repeated| dialects.map(|dialect| (repeated, dialect));
    for ((name, piece), dialect) in REPEATED.iter().flat_map(each) {
        let count = 40_000 / piece.len();
        let (short, long) = (piece.repeat(count / 8), piece.repeat(count));
        // Other work on the machine slows a run now and then, but not in each of several tries.
        let mut tries = (0..5).map(|_| (time(&short, dialect), time(&long, dialect)));
        let is_linear =
            tries.any(|(small, large)| large < 24 * small.max(Duration::from_millis(8)));
        assert!(
            is_linear,
            "{name} in {dialect:?}: {} bytes take more than 24 times as long as {}",
            long.len(),
            short.len()
        );
    }
}

#[test]
fn formatting_that_is_opened_again_stays_within_the_depth() {
    let piece = "> <b><div markdown=\"1\"><a href=x>";
    for dialect in DIALECTS {
        check(&piece.repeat(49), dialect);
    }
}

#[test]
fn ten_thousand_deep_is_told_once_and_dropped_safely() {
    for piece in ["> ", "- ", "<div>", "<span>", "<div>\n\n", "<ul><li>"] {
        let text = format!("{}x", piece.repeat(10_000));
        check(&text, Dialect::BLOG);
        let (_, messages) = parsed(&text, Dialect::BLOG);
        let deep = messages
            .iter()
            .filter(|message| message.code == "nested-too-deep");
        assert_eq!(deep.count(), 1, "{piece}");
    }
    for piece in ["*a ", "**a ", "[", "![", "~~a "] {
        check(
            &format!(
                "{}x{}",
                piece.repeat(10_000),
                piece.trim_end_matches("a ").repeat(10_000)
            ),
            Dialect::BLOG,
        );
    }
}

fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(folder);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: there is nothing at {}", path.display());
    None
}

/// Texts of the files below a folder that have one of these extensions.
fn texts(folder: &Path, extensions: &[&str], found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            texts(&path, extensions, found);
        } else if extension.is_some_and(|extension| extensions.contains(&extension))
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path, text));
        }
    }
}

#[test]
fn real_collections() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let mut posts = Vec::new();
    texts(&corpus, &["md", "markdown"], &mut posts);
    assert!(posts.len() > 1000);
    for (path, text) in &posts {
        let start = Instant::now();
        check(text, Dialect::JEKYLL);
        let most = Duration::from_millis(200 + text.len() as u64 / 20);
        assert!(
            start.elapsed() < most,
            "{} took {:?}",
            path.display(),
            start.elapsed()
        );
    }
}

#[test]
fn kramdowns_own_cases() {
    let Some(suite) = shared("suites/kramdown") else {
        return;
    };
    let mut cases = Vec::new();
    texts(&suite, &["text"], &mut cases);
    assert!(!cases.is_empty());
    cases
        .iter()
        .for_each(|(_, text)| check(text, Dialect::JEKYLL));
}

/// Nothing in the model runs or loads: no element, no attribute, only links, whose schemes are judged when they are resolved.
#[test]
fn attacks() {
    let Some(suites) = shared("suites") else {
        return;
    };
    for name in ["naughty-strings.txt", "html-xss.mjs"] {
        let text = std::fs::read_to_string(suites.join(name)).unwrap_or_default();
        assert!(!text.is_empty());
        check(&text, Dialect::BLOG);
        for line in text.lines() {
            check(line, Dialect::BLOG);
            let (mut model, _) = parsed(line, Dialect::BLOG);
            model.blocks.iter_mut().for_each(|block| Inert.block(block));
        }
    }
}

/// Fails on an attribute that could run.
struct Inert;

impl Visitor for Inert {
    fn block(&mut self, block: &mut Block) {
        assert!(block.attributes.pairs().all(|(key, _)| is_inert(key)));
        walk_block(self, block);
    }

    fn inline(&mut self, inline: &mut Inline) {
        assert!(inline.attributes.pairs().all(|(key, _)| is_inert(key)));
        if let InlineKind::Link(Link { target, .. }) = &inline.kind {
            assert!(matches!(target, Target::Written(_)));
        }
        if let InlineKind::Link(Link { content, .. }) | InlineKind::Element { content, .. } =
            &mut inline.kind
        {
            self.inlines(content);
        }
    }
}

fn is_inert(key: &str) -> bool {
    !key.starts_with("on") && !["style", "src", "href", "srcdoc", "action"].contains(&key)
}

//! What Markdown becomes: each construct as a dump of the model.

use chapbook::diagnostics::Diagnostics;
use chapbook::document::dump_blocks;
use chapbook::parse::{Dialect, parse};
use chapbook::span::{MappedText, Sources};

/// The model of a text and the messages about it, as lines.
fn model(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("post.md", text.into());
    let mut messages = Diagnostics::default();
    let parsed = parse(&MappedText::whole(file, text), Dialect::BLOG, &mut messages);
    let mut dump = dump_blocks(&parsed.blocks, &parsed.notes, &sources);
    for message in messages.iter() {
        let place = message.span.and_then(|span| sources.place(span));
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        dump.push_str(&format!("! {line}:{column} {}: {message}\n", message.code));
    }
    dump
}

macro_rules! models {
    ($($name:ident: $text:expr;)*) => {
        $(#[test] fn $name() { insta::assert_snapshot!(stringify!($name), model($text)); })*
    };
}

models! {
    paragraphs_and_breaks: "One *two **three***\nnext  \nlast\\\nline &amp; &copy; end.\n\nSecond.\n";
    headings: "# A {#a .b .c k=v}\n\nB\n===\n\n## Format {name}\n";
    links_and_pictures: "[a *b*](/x \"T\") <http://e.org> <me@e.org> ![alt *x*](p.png \"P\") ![](q.png)\n";
    lists: "1. one\n2. two\n   - in\n\n     more\n\n- [ ] todo\n- [x] done\n";
    quotes: "> a\n> > b\n\n> [!NOTE]\n> Mind.\n\n> [!tip] A *title*\n> Text.\n";
    code: "```rust,ignore\nlet x;\n```\n\n    indented\n\n`in  line`\n\n~~~ {.python}\n~~~\n";
    tables: "| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | 3 |\n| x |\n";
    notes: "Text[^1] and[^b].\n\n[^1]: First.\n\n    More.\n[^b]: Second.\n[^b]: Again.\n";
    definitions: "Term\n: One\n: Two\n\nOther\nMore\n\n: Loose\n\n  text\n";
    strikethrough_and_scripts: "~~gone~~ H~2~O x^2^ ~struck out~ x^2 and y^2 a~b and c~d\n";
    formulas: "Is $x_1$ or $$y$$?\n\n$$\n\\sum x\n$$\n\nText\n$$z$$\nmore. $5 and $10, US$5 and $6.\n";
    rules_and_html_entities: "***\n\n&lt;esc&gt; &#169;\n";

}

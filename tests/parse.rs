//! What Markdown becomes: each construct as a dump of the model.

use chapbook::diagnostics::Diagnostics;
use chapbook::document::dump_blocks;
use chapbook::parse::{Dialect, parse};
use chapbook::span::{MappedText, Sources};

/// The model of a text and the messages about it, as lines.
fn model(text: &str, dialect: Dialect) -> String {
    let mut sources = Sources::default();
    let file = sources.add("post.md", text.into());
    let mut messages = Diagnostics::default();
    let parsed = parse(&MappedText::whole(file, text), dialect, &mut messages);
    let mut dump = dump_blocks(&parsed.blocks, &parsed.notes, &sources);
    for message in messages.iter() {
        let place = message.span.and_then(|span| sources.place(span));
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        dump.push_str(&format!("! {line}:{column} {}: {message}\n", message.code));
    }
    dump
}

macro_rules! models {
    ($dialect:ident; $($name:ident: $text:expr;)*) => {
        $(#[test] fn $name() {
            insta::assert_snapshot!(stringify!($name), model($text, Dialect::$dialect));
        })*
    };
}

models! {
    BLOG;
    paragraphs_and_breaks: "One *two **three***\nnext  \nlast\\\nline &amp; &copy; end.\n\nSecond.\n";
    headings: "# A {#a .b .c k=v}\n\nB\n===\n\n## Format {name}\n";
    links_and_pictures: "[a *b*](/x \"T\") <http://e.org> <me@e.org> ![alt *x*](p.png \"P\") ![](q.png)\n";
    lists: "1. one\n2. two\n   - in\n\n     more\n\n- [ ] todo\n- [x] done\n";
    quotes: "> a\n> > b\n\n> [!NOTE]\n> Mind.\n\n> [!tip] A *title*\n> Text.\n";
    quotes_with_other_tags: "> [!INFO]\n> Mind.\n\n> [!danger]- Thin *ice*\n> Text.\n\n> [!whatever]\n> Text.\n";
    code: "```rust,ignore\nlet x;\n```\n\n    indented\n\n`in  line`\n\n~~~ {.python}\n~~~\n";
    tables: "| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | 3 |\n| x |\n";
    notes: "Text[^1] and[^b].\n\n[^1]: First.\n\n    More.\n[^b]: Second.\n[^b]: Again.\n";
    definitions: "Term\n: One\n: Two\n\nOther\nMore\n\n: Loose\n\n  text\n";
    strikethrough_and_scripts: "~~gone~~ H~2~O x^2^ ~struck out~ x^2 and y^2 a~b and c~d H\\~2\\~O\n";
    formulas: "Is $x_1$ or $$y$$?\n\n$$\n\\sum x\n- y\n$$\n\nText\n$$z$$\nmore. $5 and $10, US$5 and $6.\n";
    rules_and_entities: "***\n\n&lt;esc&gt; &#169;\n";
    attribute_lists: "Under.\n{: .a #b key=\"v\"}\n\n{:.over}\nOver.\n\n> quote\n{: .q}\n\n- a\n- {:.i} b\n{: .l}\n\n| x |\n|---|\n{: .t}\n\n```\n{: .code}\n```\n";
    attribute_lists_in_lines: "[a](b){:target=\"_blank\" .c}, *e*{: .d} ![](p){: width=\"50\" alt=\"P\"} `{: .x}` {: .not}\n\n# H {: .h #i}\n";
    named_lists: "{:centre: style=\"text-align: center\"}\n\nText\n{: centre}\n";
    contents: "* table\n{:toc}\n\n# Not in it\n{:.no_toc}\n";
    kramdown_extensions: "{::comment}\nhidden\n{:/comment}\n\na {::comment}b{:/} c\n\n{::nomarkdown}\n<b>*x*</b>\n{:/}\n\n{::options toc_levels=\"2\" /}\n";
    abbreviations: "The HTML of *HTML5*.\n\n*[HTML]: Hypertext Markup Language\n";
    markdown_in_html: "<aside markdown=\"1\" class=\"q\">\n  <img src=\"a.png\" alt=\"\">\n  Text *em*.\n  <p markdown=\"1\">\n— [A](b)\n  </p>\n</aside>\n\n<div>\n<h5 markdown=\"1\">*T*</h5>\n</div>\n";
    html_phrases: "A <b>bold *em*</b>, <KBD>x</kbd><br/>\n<a href=\"u\" title=\"t\" onclick=\"x\">l</a> <span class=\"c\" lang=\"de\" style=\"color:red\">s</span> <ruby>漢<rp>(</rp><rt>kan</rt></ruby>\n";
    html_words: "Press <esc>, Vec<String>, <your-name> &lt;b&gt;.\n";
    html_blocks: "<div id=\"a\" align=\"center\">\n text &amp; more\n</div>\n\n<center><h2>T</h2></center>\n\n<blockquote><p>q<p>r</blockquote>\n<hr>\n<pre><code class=\"language-rust\">fn &lt;\n</code></pre>\n";
    html_pictures: "<img src=\"a.png\" alt=\"\" width=\"50%\">\n\n<figure><img src=b alt=B><figcaption>Cap *not*</figcaption></figure>\n\n<svg width=\"1\"><title>Dot</title>\n\n</svg>\n";
    html_lists: "<ol start=\"3\"><li>a<li><p>b</p><ul><li><input type=checkbox checked> c</ul></ol>\n\n<dl><dt>T<dd>D</dl>\n";
    html_tables: "<table><caption>C</caption><tr><th>a<th>b<tr><td colspan=2 align=right>\n\n*c*\n\n</td></tr><tfoot><tr><td>f</table>\n";
    html_around_markdown: "<details><summary>Sum</summary>\n\n**Text**\n\n- item\n\n</details>\n\n> <div>\n> never closed\n\nAfter.\n\n<b>\n\nPara\n\n</b>\n";
    html_left_out: "<script>\nx()\n</script>\n\n<style>p {}</style>\n\n<!-- no -->\n\n<iframe src=\"//www.youtube.com/embed/abc\"></iframe> <video><source src=\"m.mp4\"></video>\n\nThe <script> tag.\n";
    bare_addresses: "See https://example.org/a_b, www.example.org (or me@example.org), not [www.a.org](/x) nor `http://b.org`.\n";
    html_math: "<math><mi>x</mi></math> <math><mi>y</mi><annotation encoding=\"application/x-tex\">y_1</annotation></math>\n";
}

models! {
    JEKYLL;
    tables_of_kramdown: "| a | `b|c` |\n| d\n\n| H |\n| I |\n|:-:+\n| x |\n|---\n| y |\n|===\n| z |\n{: .t}\n\n| text\nnot a table\n";
    space_in_lists: "* a\n\n* b\n* c\n\n+ d\n  - e\n- f\n";
    entries_with_lists_alone: "* {:.a}\n    para\n* {:.b}\n        code\n*       no code\n\nterm\n: {:.c}\n        code\n";
    lines_and_code: "a\\\\\nb ` c\n`d` \\\\\n\n```\nnever closed\n";
    verbatim_elements: "<kbd>*a*</kbd> <code>`b` <b>_c_</b></code> *d*\n\n{::options parse_span_html=\"false\" /}\n\n<i>*e*</i>\n";
    lists_of_links_and_notes: "Text [A b][], [c], n[^n].\n\n[a  B]: /x\n{: .l hreflang=\"de\"}\n\n{: .m}\n[c]: /c\n\n[^n]: Note.\n{: .n}\n";
    regions_in_entries: "- <div markdown=\"1\">\n  *a*\n  </div>\n- b\n";
    regions_with_long_tags: "<div class=\"c\"\n     markdown=\"1\">*a*\n\n</div>\n\n<div markdown=\"span\"\n>\n*b*\n</div>\n";
    block_html: "{::options parse_block_html=\"true\" footnote_nr=\"3\" /}\n\n<div>\n*a*\n<table>\n<tr><td>*b*</td></tr>\n</table>\n<script>\n<p>*c*\n</script>\n</div>\n";
    ends_of_blocks: "one\n===\n\none\ntwo\n===\n\n    code\nmore\n\n- a\n\n      in it\n  b\n\n<pre>\n\nx\ny\n---\n</pre>\n";
    formulas_in_lines: "\\$$a$$\n\nb \\$$c$$, $5 \\$$d$$\n\n\\$$e\n";
    guillemets: "<<is>> <<b>> << b >>\n\n\\<<c\n\n`<<d>>`\n";
    addresses_with_spaces: "[a](b c.png) ![d](e (f).png \"T t\") `[g](h i)` [j] [k] [l](m \"T\")\n\n[j]: n o.html 'U'\n[k]: only words\n";
    lists_that_start_elsewhere: "1. a\n2. b\n{: start=\"5\" .l}\n\n{: start=\"x\"}\n1. c\n";
    labels_apart: "[a b] [1], [c]\n[d], [ ] [1], [no] [label] [e] (f)\n\n- [x] [1] done\n\n[1]: /one\n[D]: /dee\n";
    phrases: "[a](b c) ` [d](e f) `[g] [1]` [h] [1]\n\n[1]: i.html\n";
    extensions_of_kramdown: "{::nomarkdown type=\"latex\"}x{:/} {::unknown}y{:/}\n\n{::comment}\nz\n{:/comment}\n{::nomarkdown}\n<b>*n*</b>\n{:/}\n";
}

models! {
    HTML;
    html_throughout: "<p>One\n\n    two *three* &amp; <b>four</b></p>\n\n<pre>\n  a\n\n  b</pre>\nWords # no heading\n\n- no list\n<ul><li>item\n<script>\nx()\n\ny()\n</script>\n</ul>\n<!-- no -->\n";
    html_pages: "<!DOCTYPE html>\n<html><head>\n<title>Page</title>\n</head>\n<body class=\"b\">\n<h1>Title</h1>\n</body></html>\n";
    html_without_tags: "No *Markdown*\n\nhere\n";
}

models! {
    HUGO;
    hugo: "# A {#a .b}\n\n{: .x}\nhttps://gohugo.io/x\n\nterm\n: definition\n";
    block_attributes: "# A {class=\"a b\"}\n\nText\nmore\n{#p .c}\n\n> quote\n{cite=\"https://a.example\", .q}\n\n- a\n- b\n{.l}\n\n| x |\n|---|\n| y |\n{.t}\n\n\
        ```go {#f .g linenos=table,hl_lines=[1,\"2-3\"]}\nx\n```\n\n![P](p.png)\n{width=300 .i}\n\n{.nothing}\n\n{a=b}\n\nThe set\n{a, b}\n\n    {.code}\n";
}

models! {
    MDBOOK;
    hidden_lines: "```rust,ignore,editable\n# fn main() {\nlet x = 1;\n    # }\n```\n\n```py,hidelines=~\n~ a\nb\n```\n\n```sh\n# c\n```\n";
}

models! {
    ZOLA;
    lines_hidden_by_number: "```rust,linenos,hide_lines=1-2 4\na\nb\nc\nd\n```\n";
}

#[test]
fn what_is_too_deep_is_told_once_and_kept() {
    let dump = model(&format!("{}x\n", "> ".repeat(120)), Dialect::BLOG);
    assert_eq!(dump.matches("quote @").count(), 96);
    assert!(dump.contains("text \"x\" @1:241..1:242"));
    assert!(
        dump.ends_with("! 1:193 nested-too-deep: more than 100 constructs stand one in another\n"),
        "{dump}"
    );
}

//! Each construct of the model as XHTML.

mod support;

use chapbook::document::*;
use chapbook::markup::xhtml::{self, AsWritten};
use chapbook::markup::{lower, lower_blocks};
use support::model::*;

/// The XHTML of a chapter's section.
fn of_chapter(chapter: Chapter) -> String {
    let tree = lower(&book(vec![chapter]), 0);
    let mut out = String::new();
    xhtml::write(&tree, tree.root(), &AsWritten, &mut out);
    out
}

/// The XHTML of blocks in a chapter without a title.
fn of_blocks(blocks: Vec<Block>) -> String {
    let tree = lower(&book(vec![chapter("", "", blocks)]), 0);
    let mut out = String::new();
    xhtml::write_children(&tree, tree.root(), &AsWritten, &mut out);
    out.trim_end().to_owned()
}

fn of_inlines(inlines: Vec<Inline>) -> String {
    let out = of_blocks(vec![paragraph(inlines)]);
    let inner = out
        .strip_prefix("<p>")
        .and_then(|out| out.strip_suffix("</p>"));
    inner.unwrap_or(&out).to_owned()
}

#[test]
fn a_chapter_begins_with_picture_title_and_byline() {
    let mut chapter = chapter("Up & down", "up", vec![p("Text")]);
    chapter.metadata.authors = vec!["Jane Doe".into()];
    chapter.metadata.date = Some(jiff::civil::date(2016, 6, 24).at(0, 0, 0, 0));
    chapter.lead = Some(image(Picture::Missing("/img/a.jpg".into()), "A river"));
    assert_eq!(
        of_chapter(chapter),
        r#"<section class="chapter" epub:type="chapter" role="doc-chapter" aria-labelledby="title"><figure class="lead"><span class="missing-picture" role="img" aria-label="A river">A river</span></figure>
<header class="chapter-title"><h1 id="title">Up &amp; down</h1>
<p class="byline"><span class="author">Jane Doe</span>, <time datetime="2016-06-24">24 June 2016</time></p>
</header>
<p>Text</p>
</section>
"#
    );
}

#[test]
fn headings_skip_no_level_and_have_ids() {
    let mut chapter = chapter(
        "T",
        "t",
        vec![
            heading(3, "a"),
            with_id("own", heading(5, "b")),
            heading(1, "c"),
            heading(2, " "),
        ],
    );
    chapter
        .blocks
        .push(with_id("title", p("An id we would have used")));
    let out = of_chapter(chapter);
    assert!(out.contains(r#"<h1 id="title-2">T</h1>"#), "{out}");
    assert!(out.contains("<h2 id=\"section\">a</h2>\n<h3 id=\"own\">b</h3>\n<h2 id=\"section-2\">c</h2>\n<p id=\"title\">"), "{out}");
}

#[test]
fn notes_and_their_calls_lead_to_each_other() {
    let mut chapter = chapter(
        "T",
        "t",
        vec![paragraph(vec![
            text("One"),
            call("b"),
            text(" two"),
            call("b"),
            call("lost"),
        ])],
    );
    chapter.notes = vec![note("b", vec![p("Said."), p("More.")])];
    let out = of_chapter(chapter);
    assert!(out.contains(concat!(
        r##"<p>One<sup class="note-call"><a href="#note-1" id="noteref-1" epub:type="noteref" role="doc-noteref">1</a></sup>"##,
        r##" two<sup class="note-call"><a href="#note-1" id="noteref-1-2" epub:type="noteref" role="doc-noteref">1</a></sup>[^lost]</p>"##
    )), "{out}");
    assert!(out.contains(concat!(
        r##"<section class="notes" epub:type="endnotes" role="doc-endnotes" aria-label="Notes"><aside id="note-1" epub:type="footnote" role="doc-footnote">"##,
        r##"<p><a href="#noteref-1" class="note-number" epub:type="backlink" role="doc-backlink">1.</a> Said.</p>"##,
        "\n<p>More.</p>\n</aside>\n</section>\n"
    )), "{out}");
}

#[test]
fn lists() {
    let nested = vec![
        plain("one"),
        list(Some(3), true, vec![item(vec![plain("three")])]),
    ];
    assert_eq!(
        of_blocks(vec![list(
            None,
            true,
            vec![item(nested), item(vec![p("two")])]
        )]),
        "<ul><li>one<ol start=\"3\"><li>three</li>\n</ol>\n</li>\n<li>two</li>\n</ul>"
    );
    assert_eq!(
        of_blocks(vec![list(Some(1), false, vec![item(vec![p("a"), p("b")])])]),
        "<ol><li><p>a</p>\n<p>b</p>\n</li>\n</ol>"
    );
    assert_eq!(of_blocks(vec![list(None, true, vec![])]), "");
}

#[test]
fn tasks() {
    assert_eq!(
        of_blocks(vec![list(
            None,
            true,
            vec![task(true, "a"), task(false, "b")]
        )]),
        concat!(
            "<ul class=\"tasks\"><li class=\"task\"><span class=\"task-box done\" role=\"img\" aria-label=\"done\">☑</span> a</li>\n",
            "<li class=\"task\"><span class=\"task-box\" role=\"img\" aria-label=\"to do\">☐</span> b</li>\n</ul>"
        )
    );
}

#[test]
fn definition_lists_have_a_term_before_and_a_definition_after() {
    let item = |terms: &[&str], definitions: &[&str]| DefinitionItem {
        terms: terms
            .iter()
            .map(|term| (vec![text(term)], Attributes::default()))
            .collect(),
        definitions: definitions
            .iter()
            .map(|words| (vec![p(words)], Attributes::default()))
            .collect(),
        span: chapbook::span::Span::NOWHERE,
    };
    let of = |items| of_blocks(vec![block(BlockKind::DefinitionList(items))]);
    assert_eq!(
        of(vec![item(&["a", "b"], &["c"])]),
        "<dl><dt>a</dt>\n<dt>b</dt>\n<dd><p>c</p>\n</dd>\n</dl>"
    );
    assert_eq!(
        of(vec![item(&[], &["c"]), item(&["d"], &[])]),
        "<dl><dt></dt>\n<dd><p>c</p>\n</dd>\n<dt>d</dt>\n<dd></dd>\n</dl>"
    );
}

#[test]
fn alerts_say_what_they_are_in_the_books_language() {
    let alert = |kind, title| {
        block(BlockKind::Alert(Alert {
            kind,
            title,
            content: vec![p("Mind.")],
        }))
    };
    assert_eq!(
        of_blocks(vec![alert(AlertKind::Note, None)]),
        "<aside class=\"alert note\" role=\"note\"><p class=\"alert-title\">Note</p>\n<p>Mind.</p>\n</aside>"
    );
    assert_eq!(
        of_blocks(vec![alert(AlertKind::Warning, Some(vec![text("Ice")]))]),
        "<section class=\"alert warning\" epub:type=\"notice\" role=\"doc-notice\"><p class=\"alert-title\">Ice</p>\n<p>Mind.</p>\n</section>"
    );
    let mut german = book(vec![chapter("", "", vec![alert(AlertKind::Tip, None)])]);
    german.metadata.language = "de-AT".into();
    let tree = lower(&german, 0);
    assert!(tree.text_of(tree.root()).starts_with("Tipp"));
}

#[test]
fn tables_have_groups_scopes_and_alignment() {
    let mut wide = row(CellKind::RowHead, &["sum"]);
    wide.cells.push(Cell {
        column_span: 2,
        row_span: 3,
        ..cell(CellKind::Data, vec![p("a"), p("b")])
    });
    let table = Table {
        columns: vec![Alignment::Unset, Alignment::Right, Alignment::Centre],
        caption: vec![text("Levels")],
        head: vec![row(CellKind::ColumnHead, &["x", "y", "z"])],
        body: vec![row(CellKind::Data, &["1", "2", "3"])],
        foot: vec![wide],
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Table(table))]),
        r#"<table><caption>Levels</caption>
<thead><tr><th scope="col">x</th>
<th class="align-right" scope="col">y</th>
<th class="align-center" scope="col">z</th>
</tr>
</thead>
<tbody><tr><td>1</td>
<td class="align-right">2</td>
<td class="align-center">3</td>
</tr>
</tbody>
<tfoot><tr><th scope="row">sum</th>
<td class="align-right" colspan="2" rowspan="3"><p>a</p>
<p>b</p>
</td>
</tr>
</tfoot>
</table>"#
    );
}

#[test]
fn code_math_rules_and_quotes() {
    let code = CodeBlock {
        language: Some("rust".into()),
        info: "rust,ignore".into(),
        text: "a < b\n".into(),
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Code(code))]),
        "<pre><code class=\"language-rust\">a &lt; b\n</code></pre>"
    );
    assert_eq!(
        of_blocks(vec![block(BlockKind::Math("x^2\n".into()))]),
        "<div class=\"math display\"><code>x^2</code></div>"
    );
    assert_eq!(of_blocks(vec![block(BlockKind::Rule)]), "<hr/>");
    assert_eq!(
        of_blocks(vec![block(BlockKind::Quote(vec![p("q")]))]),
        "<blockquote><p>q</p>\n</blockquote>"
    );
}

#[test]
fn details_are_open() {
    let details = Details {
        summary: vec![text("More")],
        content: vec![p("Text")],
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Details(details))]),
        "<details open=\"open\"><summary>More</summary>\n<p>Text</p>\n</details>"
    );
}

#[test]
fn a_link_in_a_summary_stays_a_link() {
    let details = Details {
        summary: vec![web("https://a.b/", "More")],
        content: vec![],
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Details(details))]),
        "<div class=\"details\"><p class=\"summary\"><a href=\"https://a.b/\">More</a></p>\n</div>"
    );
}

#[test]
fn the_contents_list_headings_that_follow() {
    let hidden = with_class("no_toc", heading(2, "Hidden"));
    let out = of_chapter(chapter(
        "T",
        "t",
        vec![
            block(BlockKind::Contents),
            heading(2, "A"),
            heading(3, "B"),
            hidden,
            heading(2, "C"),
        ],
    ));
    assert!(out.contains(concat!(
        "<nav class=\"contents\" aria-label=\"Contents\"><ul class=\"toc\"><li><a href=\"#section\">A</a><ul class=\"toc\"><li><a href=\"#section-2\">B</a></li>\n</ul>\n</li>\n",
        "<li><a href=\"#section-4\">C</a></li>\n</ul>\n</nav>\n"
    )), "{out}");
    assert_eq!(of_blocks(vec![block(BlockKind::Contents)]), "");
}

#[test]
fn figures_need_no_paragraph_around_a_picture() {
    let figure = Figure {
        content: vec![paragraph(vec![picture(
            Picture::Remote("https://a.b/c.png".into()),
            "",
        )])],
        caption: vec![p("Seen from above")],
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Figure(figure))]),
        "<figure><a href=\"https://a.b/c.png\" class=\"remote-picture\">c.png</a><figcaption>Seen from above</figcaption>\n</figure>"
    );
}

#[test]
fn inlines() {
    use InlineElement::*;
    assert_eq!(
        of_inlines(vec![
            element(Emphasis, vec![text("a")]),
            inline(InlineKind::SoftBreak),
            element(Strong, vec![inline(InlineKind::Code("b".into()))]),
            inline(InlineKind::LineBreak),
            element(Strikethrough, vec![text("c")]),
            inline(InlineKind::Math("\\pi".into())),
        ]),
        "<em>a</em>\n<strong><code>b</code></strong><br/><del>c</del><code class=\"math\">\\pi</code>"
    );
}

#[test]
fn what_html_forbids_where_it_stands_becomes_what_it_allows() {
    use InlineElement::*;
    let nested = link(
        Target::External("https://a.b/".into()),
        vec![text("out "), web("https://c.d/", "in")],
    );
    assert_eq!(
        of_inlines(vec![nested]),
        "<a href=\"https://a.b/\">out in</a>"
    );
    assert_eq!(
        of_inlines(vec![
            text("x"),
            link(Target::External("https://a.b/".into()), vec![])
        ]),
        "x"
    );
    assert_eq!(
        of_inlines(vec![element(Time, vec![text("today")])]),
        "<span>today</span>"
    );
    assert_eq!(
        of_inlines(vec![element(Override, vec![text("x")])]),
        "<span>x</span>"
    );
    assert_eq!(
        of_inlines(vec![element(RubyText, vec![text("x")])]),
        "<span>x</span>"
    );
    let ruby = vec![text("漢"), element(RubyText, vec![text("kan")]), text("字")];
    assert_eq!(
        of_inlines(vec![element(Ruby, ruby)]),
        "<ruby>漢<rt>kan</rt>字<rt></rt></ruby>"
    );
    let in_head = Table {
        columns: vec![],
        caption: vec![],
        head: vec![Row {
            cells: vec![cell(
                CellKind::ColumnHead,
                vec![
                    heading(2, "h"),
                    division(DivisionElement::Section, vec![p("s")]),
                ],
            )],
            ..row(CellKind::Data, &[])
        }],
        body: vec![],
        foot: vec![],
    };
    assert_eq!(
        of_blocks(vec![block(BlockKind::Table(in_head))]),
        "<table><thead><tr><th scope=\"col\"><p class=\"heading\">h</p>\n<div><p>s</p>\n</div>\n</th>\n</tr>\n</thead>\n</table>"
    );
}

#[test]
fn runs_of_plain_text_do_not_run_together() {
    let two = division(DivisionElement::Div, vec![plain("a"), plain("b")]);
    assert_eq!(
        of_blocks(vec![two]),
        "<div><div>a</div>\n<div>b</div>\n</div>"
    );
    assert_eq!(of_blocks(vec![plain("alone")]), "<p>alone</p>");
}

#[test]
fn blocks_on_their_own_are_as_written() {
    let picture = Image {
        title: Some("t".into()),
        ..image(Picture::Written("a b.png".into()), "x")
    };
    let blocks = vec![
        heading(4, "h"),
        paragraph(vec![
            inline(InlineKind::Image(picture)),
            link(Target::Written("/u".into()), vec![]),
        ]),
    ];
    let tree = lower_blocks(&blocks, &[]);
    let mut out = String::new();
    xhtml::write_children(&tree, tree.root(), &AsWritten, &mut out);
    assert_eq!(
        out,
        "<h4>h</h4>\n<p><img src=\"a b.png\" alt=\"x\" title=\"t\"/><a href=\"/u\"></a></p>\n"
    );
}

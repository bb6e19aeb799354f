//! A book with every construct in it.

use crate::support::model::*;
use chapbook::document::*;
use image::ImageFormat;

/// A chapter with each kind of block and inline, some where HTML doesn't allow them.
pub fn every_construct() -> Book {
    use InlineElement::*;
    let mut book = book(vec![
        chapter("Everything", "everything", vec![]),
        chapter("", "", vec![p("Untitled")]),
    ]);
    let photo = add_picture(&mut book, "photo", encoded(40, 30, ImageFormat::Jpeg));
    let scan = add_picture(&mut book, "scan", encoded(40, 30, ImageFormat::Bmp));
    let sketch = add_picture(&mut book, "sketch", br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#036"/></svg>"##.to_vec());
    let moving = add_picture(&mut book, "moving", encoded(8, 8, ImageFormat::Gif));
    let all = [
        Emphasis,
        Strong,
        Strikethrough,
        Superscript,
        Subscript,
        Keyboard,
        Code,
        Sample,
        Variable,
        Abbreviation,
        Citation,
        Definition,
        Quotation,
        Bold,
        Italic,
        Underline,
        Small,
        Mark,
        Inserted,
        Deleted,
        Time,
        Isolate,
        Override,
        Ruby,
        RubyText,
        Span,
    ];
    let mut line: Vec<Inline> = all
        .iter()
        .map(|kind| {
            element(
                *kind,
                vec![text("word "), element(*kind, vec![text("in it")])],
            )
        })
        .collect();
    line.push(element(
        Ruby,
        vec![text("漢"), element(RubyText, vec![text("kan")]), text("字")],
    ));
    for (key, value) in [
        ("datetime", "2016-06-24"),
        ("lang", "fr"),
        ("dir", "rtl"),
        ("title", "T \"q\""),
        ("onclick", "x"),
    ] {
        line.iter_mut()
            .for_each(|inline| inline.attributes.set(key, value));
    }
    line.extend([
        call("a"),
        call("b"),
        call("a"),
        inline(InlineKind::LineBreak),
        inline(InlineKind::Math("a<b".into())),
    ]);
    line.push(link(
        Target::External("https://a.b/?q=1&r=2#x".into()),
        vec![
            call("a"),
            web("https://c.d/", "nested"),
            picture(Picture::Embedded(photo), ""),
        ],
    ));
    line.push(link(
        Target::External("https://a.b/".into()),
        vec![picture(Picture::Embedded(sketch), "")],
    ));
    line.push(web("mailto:jane@example.com", "mail"));
    let strange =
        ["1st", "a b", "a:b", "ü", "note-1", "title", "1st"].map(|id| with_id(id, p("id")));
    let figure = |content, caption| block(BlockKind::Figure(Figure { content, caption }));
    let table = Table {
        columns: vec![Alignment::Left, Alignment::Right],
        caption: vec![text("Caption"), call("a")],
        head: vec![Row {
            cells: vec![
                cell(
                    CellKind::ColumnHead,
                    vec![
                        heading(2, "in a head"),
                        division(DivisionElement::Header, vec![p("x")]),
                    ],
                ),
                cell(CellKind::ColumnHead, vec![]),
            ],
            ..row(CellKind::Data, &[])
        }],
        body: vec![
            row(CellKind::Data, &["1", "2"]),
            row(CellKind::RowHead, &["3", "4"]),
        ],
        foot: vec![row(CellKind::Data, &["5", "6"])],
    };
    let alerts = [
        AlertKind::Note,
        AlertKind::Tip,
        AlertKind::Important,
        AlertKind::Warning,
        AlertKind::Caution,
    ];
    let divisions = [
        DivisionElement::Div,
        DivisionElement::Section,
        DivisionElement::Article,
        DivisionElement::Aside,
        DivisionElement::Header,
        DivisionElement::Footer,
        DivisionElement::Address,
    ];
    let definitions = DefinitionItem {
        terms: vec![(vec![text("term")], Attributes::default())],
        definitions: vec![
            (
                vec![p("meaning"), heading(6, "in a meaning")],
                Attributes::default(),
            ),
            (vec![], Attributes::default()),
        ],
        span: chapbook::span::Span::NOWHERE,
    };
    let mut blocks = vec![
        block(BlockKind::Contents),
        paragraph(line),
        heading(4, "Four"),
        with_id("five", heading(5, "Five \u{1}\u{FFFE} <b>")),
        heading(1, "One"),
        block(BlockKind::Heading {
            level: HeadingLevel::new(2),
            content: vec![picture(Picture::Embedded(photo), "")],
        }),
        block(BlockKind::Quote(vec![
            heading(2, "In a quote"),
            p("q"),
            list(
                Some(-3),
                true,
                vec![item(vec![plain("a"), plain("b")]), item(vec![])],
            ),
        ])),
        list(
            None,
            false,
            vec![
                task(true, "done"),
                task(false, "open"),
                item(vec![block(BlockKind::Rule)]),
            ],
        ),
        block(BlockKind::DefinitionList(vec![
            definitions.clone(),
            DefinitionItem {
                terms: vec![],
                ..definitions
            },
        ])),
        block(BlockKind::Code(CodeBlock {
            language: Some("c++".into()),
            info: String::new(),
            text: "\n\ta && b\r\n".into(),
        })),
        block(BlockKind::Math("\\sum_{i<n}".into())),
        block(BlockKind::Table(table.clone())),
        block(BlockKind::Table(Table {
            head: vec![],
            body: vec![],
            foot: vec![],
            ..table
        })),
        figure(
            vec![paragraph(vec![picture(Picture::Embedded(scan), "scan")])],
            vec![p("Caption"), p("of two")],
        ),
        figure(
            vec![paragraph(vec![picture(
                Picture::Embedded(moving),
                "moving",
            )])],
            vec![],
        ),
        figure(vec![plain("text"), p("more")], vec![]),
        paragraph(vec![
            picture(Picture::Missing("a.png".into()), ""),
            picture(Picture::Remote("https://a.b/c%20d.png".into()), "far"),
        ]),
        block(BlockKind::Details(Details {
            summary: vec![web("https://a.b/", "in a summary")],
            content: vec![p("Hidden")],
        })),
        block(BlockKind::Details(Details {
            summary: vec![],
            content: vec![],
        })),
    ];
    blocks.extend(strange);
    blocks.extend(alerts.map(|kind| {
        block(BlockKind::Alert(Alert {
            kind,
            title: None,
            content: vec![p("Mind")],
        }))
    }));
    for outer in divisions {
        let inner =
            divisions.map(|element| division(element, vec![heading(2, "Inner"), plain("text")]));
        blocks.push(division(outer, inner.to_vec()));
    }
    book.chapters[0].blocks = blocks;
    book.chapters[0].notes = vec![
        note("a", vec![p("Note"), heading(3, "in a note")]),
        note("b", vec![block(BlockKind::Rule)]),
        note("uncalled", vec![]),
    ];
    book
}

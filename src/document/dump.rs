//! The model as indented text, which tests compare: takes blocks and notes, gives one line a node with its place and attributes.

use crate::document::{
    Alert, Alignment, Alternative, Attributes, Block, BlockKind, Cell, CellKind, Chapter,
    CodeBlock, DefinitionItem, Details, Figure, Image, Inline, InlineKind, Link, List, Note,
    Picture, Row, Table, Target,
};
use crate::span::{FileId, Sources, Span};
use std::fmt::{Display, Write};

/// Writes a chapter as indented text.
///
/// ```text
/// chapter "Hello"
///   paragraph .lead @3:1..3:9
///     text "A line." @3:1..3:8
/// ```
pub fn dump(chapter: &Chapter, sources: &Sources) -> String {
    let mut dumper = Dumper::new(sources);
    dumper.line(
        format_args!("chapter {:?}", chapter.metadata.title),
        Span::NOWHERE,
        &Attributes::default(),
    );
    dumper.inside(|inner| {
        if let Some(lead) = &chapter.lead {
            inner.image("lead", lead, chapter.lead_span, &Attributes::default());
        }
        inner.blocks(&chapter.blocks);
        inner.notes(&chapter.notes);
    });
    dumper.out
}

/// Writes blocks and notes as indented text.
pub fn dump_blocks(blocks: &[Block], notes: &[Note], sources: &Sources) -> String {
    let mut dumper = Dumper::new(sources);
    dumper.blocks(blocks);
    dumper.notes(notes);
    dumper.out
}

struct Dumper<'a> {
    sources: &'a Sources,
    out: String,
    indent: usize,
    /// The file whose name is left out: the first one met.
    home: Option<FileId>,
}

impl<'a> Dumper<'a> {
    fn new(sources: &'a Sources) -> Dumper<'a> {
        Dumper {
            sources,
            out: String::new(),
            indent: 0,
            home: None,
        }
    }

    fn line(&mut self, node: impl Display, span: Span, attributes: &Attributes) {
        let given = attribute_words(attributes);
        let place = self.place(span);
        let indent = self.indent * 2;
        // Writing to a string can't fail.
        let _ = writeln!(self.out, "{:indent$}{node}{given}{place}", "");
    }

    /// ` @line:column..line:column`, with the file's name where it isn't the first file.
    fn place(&mut self, span: Span) -> String {
        let end = Span {
            start: span.end,
            ..span
        };
        let (Some(from), Some(to)) = (self.sources.place(span), self.sources.place(end)) else {
            return String::new();
        };
        let file = if *self.home.get_or_insert(span.file) == span.file {
            String::new()
        } else {
            format!("{}:", from.path)
        };
        format!(
            " @{file}{}:{}..{}:{}",
            from.line, from.column, to.line, to.column
        )
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += 1;
        write(self);
        self.indent -= 1;
    }

    /// A line that groups what follows and is no node of its own.
    fn group(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.line(name, Span::NOWHERE, &Attributes::default());
        self.inside(write);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        self.line(block_words(&block.kind), block.span, &block.attributes);
        self.inside(|inner| inner.block_content(&block.kind));
    }

    fn block_content(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Paragraph(content)
            | BlockKind::Plain(content)
            | BlockKind::Heading { content, .. } => self.inlines(content),
            BlockKind::Quote(content) => self.blocks(content),
            BlockKind::Alert(alert) => self.alert(alert),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(items) => {
                items.iter().for_each(|item| self.definition_item(item));
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Details(details) => self.details(details),
            BlockKind::Division(division) => self.blocks(&division.content),
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Rule | BlockKind::Contents => {}
        }
    }

    fn alert(&mut self, alert: &Alert) {
        if let Some(title) = &alert.title {
            self.group("title", |inner| inner.inlines(title));
        }
        self.blocks(&alert.content);
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let task = match item.checked {
                None => "item",
                Some(false) => "item [ ]",
                Some(true) => "item [x]",
            };
            self.line(task, item.span, &item.attributes);
            self.inside(|inner| inner.blocks(&item.content));
        }
    }

    fn definition_item(&mut self, item: &DefinitionItem) {
        self.line("entry", item.span, &Attributes::default());
        self.inside(|inner| {
            for (term, attributes) in &item.terms {
                inner.line("term", Span::NOWHERE, attributes);
                inner.inside(|inner| inner.inlines(term));
            }
            for (definition, attributes) in &item.definitions {
                inner.line("definition", Span::NOWHERE, attributes);
                inner.inside(|inner| inner.blocks(definition));
            }
        });
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.group("caption", |inner| inner.inlines(&table.caption));
        }
        for (name, rows) in [
            ("head", &table.head),
            ("body", &table.body),
            ("foot", &table.foot),
        ] {
            if !rows.is_empty() {
                self.group(name, |inner| rows.iter().for_each(|row| inner.row(row)));
            }
        }
    }

    fn row(&mut self, row: &Row) {
        self.line("row", row.span, &row.attributes);
        self.inside(|inner| row.cells.iter().for_each(|cell| inner.cell(cell)));
    }

    fn cell(&mut self, cell: &Cell) {
        self.line(cell_words(cell), cell.span, &cell.attributes);
        self.inside(|inner| inner.blocks(&cell.content));
    }

    fn figure(&mut self, figure: &Figure) {
        self.blocks(&figure.content);
        if !figure.caption.is_empty() {
            self.group("caption", |inner| inner.blocks(&figure.caption));
        }
    }

    fn details(&mut self, details: &Details) {
        self.group("summary", |inner| inner.inlines(&details.summary));
        self.blocks(&details.content);
    }

    fn notes(&mut self, notes: &[Note]) {
        for note in notes {
            self.line(
                format_args!("note {:?}", note.label),
                note.span,
                &note.attributes,
            );
            self.inside(|inner| inner.blocks(&note.content));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Image(image) => self.image("image", image, inline.span, &inline.attributes),
            InlineKind::Element { element, content } => {
                let name = format!("{element:?}").to_lowercase();
                self.line(name, inline.span, &inline.attributes);
                self.inside(|inner| inner.inlines(content));
            }
            InlineKind::Link(link) => {
                self.line(link_words(link), inline.span, &inline.attributes);
                self.inside(|inner| inner.inlines(&link.content));
            }
            leaf => self.line(leaf_words(leaf), inline.span, &inline.attributes),
        }
    }

    fn image(&mut self, name: &str, image: &Image, span: Span, attributes: &Attributes) {
        let picture = match &image.picture {
            Picture::Written(source) => format!("{source:?}"),
            Picture::Embedded(id) => format!("{id:?}"),
            Picture::Missing(source) => format!("missing {source:?}"),
            Picture::Remote(url) => format!("remote {url:?}"),
        };
        let alternative = match &image.alternative {
            Alternative::Text(words) => format!(" alt={words:?}"),
            Alternative::Decorative => " decorative".to_owned(),
            Alternative::Absent => " alt-absent".to_owned(),
        };
        let title = title_words(image.title.as_deref());
        self.line(
            format_args!("{name} {picture}{alternative}{title}"),
            span,
            attributes,
        );
    }
}

fn block_words(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Paragraph(_) => "paragraph".to_owned(),
        BlockKind::Plain(_) => "plain".to_owned(),
        BlockKind::Heading { level, .. } => format!("heading {}", level.get()),
        BlockKind::Quote(_) => "quote".to_owned(),
        BlockKind::Alert(alert) => format!("alert {}", format!("{:?}", alert.kind).to_lowercase()),
        BlockKind::List(list) => list_words(list),
        BlockKind::DefinitionList(_) => "definitions".to_owned(),
        BlockKind::Code(code) => code_words(code),
        BlockKind::Math(formula) => format!("math {formula:?}"),
        BlockKind::Table(table) => table_words(table),
        BlockKind::Figure(_) => "figure".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Contents => "contents".to_owned(),
        BlockKind::Details(_) => "details".to_owned(),
        BlockKind::Division(division) => format!("{:?}", division.element).to_lowercase(),
    }
}

fn list_words(list: &List) -> String {
    let kind = match list.numbering {
        None => "bullets".to_owned(),
        Some(numbering) => format!("numbers from {}", numbering.start),
    };
    format!("{kind}{}", if list.tight { "" } else { " loose" })
}

fn code_words(code: &CodeBlock) -> String {
    let language = code.language.as_deref().unwrap_or("-");
    let info = if code.info == code.language.as_deref().unwrap_or("") {
        String::new()
    } else {
        format!(" info={:?}", code.info)
    };
    format!("code {language}{info} {:?}", code.text)
}

fn table_words(table: &Table) -> String {
    let columns: Vec<_> = table.columns.iter().copied().map(alignment_word).collect();
    format!("table {}", columns.join(" ")).trim_end().to_owned()
}

fn cell_words(cell: &Cell) -> String {
    let mut words = match cell.kind {
        CellKind::Data => "cell",
        CellKind::ColumnHead => "column-head",
        CellKind::RowHead => "row-head",
    }
    .to_owned();
    if cell.alignment != Alignment::Unset {
        words.push(' ');
        words.push_str(alignment_word(cell.alignment));
    }
    if (cell.column_span, cell.row_span) != (1, 1) {
        let _ = write!(words, " {}x{}", cell.column_span, cell.row_span);
    }
    words
}

fn alignment_word(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Unset => "-",
        Alignment::Left => "left",
        Alignment::Centre => "centre",
        Alignment::Right => "right",
    }
}

fn leaf_words(kind: &InlineKind) -> String {
    match kind {
        InlineKind::Text(text) => format!("text {text:?}"),
        InlineKind::SoftBreak => "soft-break".to_owned(),
        InlineKind::LineBreak => "line-break".to_owned(),
        InlineKind::Code(code) => format!("code {code:?}"),
        InlineKind::Math(formula) => format!("math {formula:?}"),
        InlineKind::NoteReference(label) => format!("note-reference {label:?}"),
        InlineKind::Element { .. } | InlineKind::Link(_) | InlineKind::Image(_) => String::new(),
    }
}

fn link_words(link: &Link) -> String {
    let target = match &link.target {
        Target::Written(target) => format!("{target:?}"),
        Target::External(url) => format!("external {url:?}"),
        Target::Internal { chapter, id } => {
            format!("internal {chapter}#{}", id.as_deref().unwrap_or(""))
        }
        Target::Nowhere => "nowhere".to_owned(),
    };
    format!("link {target}{}", title_words(link.title.as_deref()))
}

fn title_words(title: Option<&str>) -> String {
    title.map_or_else(String::new, |title| format!(" title={title:?}"))
}

/// ` #id .class key="value"`.
fn attribute_words(attributes: &Attributes) -> String {
    let mut words = String::new();
    if let Some(id) = attributes.id() {
        let _ = write!(words, " #{id}");
    }
    for class in attributes.classes() {
        let _ = write!(words, " .{class}");
    }
    for (key, value) in attributes.pairs() {
        let _ = write!(words, " {key}={value:?}");
    }
    words
}

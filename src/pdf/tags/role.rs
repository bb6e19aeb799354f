//! Roles as PDF knows them: standard structure types (PDF 32000-1 14.8.4) and the attributes that go with them (14.8.5).

use crate::pdf::file::syntax::Dictionary;
use crate::pdf::page::{ListNumbering, Role, Scope, StructureElement, StructureId};

/// The standard structure type.
pub fn standard_type(role: &Role) -> &'static str {
    match role {
        Role::Part => "Part",
        Role::Section => "Sect",
        Role::Division => "Div",
        Role::BlockQuote => "BlockQuote",
        Role::Caption => "Caption",
        Role::TableOfContents => "TOC",
        Role::TableOfContentsItem => "TOCI",
        Role::Paragraph => "P",
        Role::Heading(level) => heading(*level),
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableFoot => "TFoot",
        Role::TableRow => "TR",
        Role::TableHeadCell { .. } => "TH",
        Role::TableCell { .. } => "TD",
        Role::Span => "Span",
        Role::Quote => "Quote",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Code => "Code",
        Role::Link(_) => "Link",
        Role::Figure => "Figure",
        Role::Formula => "Formula",
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "H1",
        2 => "H2",
        3 => "H3",
        4 => "H4",
        5 => "H5",
        _ => "H6",
    }
}

/// Does it tell where on the page it stands?
pub fn needs_bounds(role: &Role) -> bool {
    matches!(role, Role::Figure | Role::Formula)
}

/// Is content of this element a part of one that tells where it stands? What leads elsewhere is: a picture that is a link.
pub fn has_bounds(element: StructureId, structure: &[StructureElement]) -> bool {
    let mut at = Some(element);
    while let Some(element) = at.and_then(|at| structure.get(at.0 as usize)) {
        if needs_bounds(&element.role) {
            return true;
        }
        at = element
            .parent
            .filter(|_| matches!(element.role, Role::Link(_)));
    }
    false
}

/// Does it stay though there is nothing in it? Cells do, so that a table's rows keep their length.
pub fn stays_when_empty(role: &Role) -> bool {
    matches!(role, Role::TableHeadCell { .. } | Role::TableCell { .. })
}

/// Writes the attributes that the role implies.
pub fn attributes(role: &Role, element: &mut Dictionary<'_>) {
    match role {
        Role::List { numbering } => {
            element.dictionary("A", |attributes| {
                attributes
                    .name("O", "List")
                    .name("ListNumbering", numbering_name(*numbering));
            });
        }
        Role::TableHeadCell {
            scope,
            column_span,
            row_span,
        } => cell(element, Some(*scope), *column_span, *row_span),
        Role::TableCell {
            column_span,
            row_span,
        } => cell(element, None, *column_span, *row_span),
        _ => {}
    }
}

fn cell(element: &mut Dictionary<'_>, scope: Option<Scope>, column_span: u16, row_span: u16) {
    if scope.is_none() && column_span <= 1 && row_span <= 1 {
        return;
    }
    element.dictionary("A", |attributes| {
        attributes.name("O", "Table");
        match scope {
            Some(Scope::Row) => attributes.name("Scope", "Row"),
            Some(Scope::Column) => attributes.name("Scope", "Column"),
            None => attributes,
        };
        for (name, span) in [("ColSpan", column_span), ("RowSpan", row_span)] {
            if span > 1 {
                attributes.integer(name, i64::from(span));
            }
        }
    });
}

fn numbering_name(numbering: ListNumbering) -> &'static str {
    match numbering {
        ListNumbering::None => "None",
        ListNumbering::Disc => "Disc",
        ListNumbering::Circle => "Circle",
        ListNumbering::Square => "Square",
        ListNumbering::Decimal => "Decimal",
        ListNumbering::UpperRoman => "UpperRoman",
        ListNumbering::LowerRoman => "LowerRoman",
        ListNumbering::UpperAlpha => "UpperAlpha",
        ListNumbering::LowerAlpha => "LowerAlpha",
    }
}

//! What elements mean: takes an element, gives its standard structure type (PDF 32000-1 14.8.4).

use crate::markup::{Element, Name};
use crate::pdf::page::{ListNumbering, Role, Scope};

/// The type of a block-level element; `None` for what is only there to be styled, and for lists, tables and their parts, which
/// depend on where they stand.
pub(super) fn block(element: &Element, parent: Option<Name>) -> Option<Role> {
    let role = match element.name {
        Name::Section if element.is_type("part") => Role::Part,
        Name::Section | Name::Article | Name::Body | Name::Html => Role::Section,
        Name::Header | Name::Footer | Name::Hr | Name::Img => return None,
        Name::Div if parent == Some(Name::Dl) => return None,
        Name::H1 => Role::Heading(1),
        Name::H2 => Role::Heading(2),
        Name::H3 => Role::Heading(3),
        Name::H4 => Role::Heading(4),
        Name::H5 => Role::Heading(5),
        Name::H6 => Role::Heading(6),
        Name::P | Name::Pre | Name::Summary => Role::Paragraph,
        Name::Blockquote => Role::BlockQuote,
        Name::Figcaption | Name::Caption => Role::Caption,
        Name::Li => Role::ListItem,
        Name::Dl => Role::List {
            numbering: ListNumbering::None,
        },
        Name::Dt => Role::Label,
        Name::Dd => Role::ListBody,
        name if is_phrasing(name) => return None,
        _ => Role::Division,
    };
    Some(role)
}

/// The type of an inline element that means something which the words alone don't tell.
pub(super) fn inline(element: &Element) -> Option<Role> {
    match element.name {
        Name::Code | Name::Samp | Name::Kbd => Some(Role::Code),
        Name::Q => Some(Role::Quote),
        _ => None,
    }
}

/// The type of a cell.
pub(super) fn cell(element: &Element, in_head: bool, column_span: u16, row_span: u16) -> Role {
    if element.name != Name::Th {
        return Role::TableCell {
            column_span,
            row_span,
        };
    }
    let scope = match element.get("scope") {
        Some("row" | "rowgroup") => Scope::Row,
        Some(_) => Scope::Column,
        None if in_head => Scope::Column,
        None => Scope::Row,
    };
    Role::TableHeadCell {
        scope,
        column_span,
        row_span,
    }
}

/// Is it an element of running text, whatever box its style gives it?
fn is_phrasing(name: Name) -> bool {
    use Name::*;
    matches!(
        name,
        A | Em
            | Strong
            | Del
            | Ins
            | S
            | Sup
            | Sub
            | Kbd
            | Code
            | Samp
            | Var
            | Abbr
            | Cite
            | Dfn
            | Q
            | B
            | I
            | U
            | Small
            | Mark
            | Time
            | Bdi
            | Bdo
            | Ruby
            | Rt
            | Span
            | Br
            | Wbr
    )
}

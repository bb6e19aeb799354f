//! The stylesheet for the EPUB: rules written again, without what EPUB forbids, what only print wants, and what makes old readers drop the sheet.

use crate::style::rule::{Declaration, Item, StyleRule};
use crate::style::selector::Namespaces;
use cssparser::{serialize_identifier, serialize_string};

/// Writes the rules. The namespaces come first, as they must (CSS Namespaces 3, section 3).
pub(crate) fn write(items: &[Item], namespaces: &Namespaces) -> String {
    let mut css = String::new();
    write_namespaces(namespaces, &mut css);
    write_items(items, 0, &mut css);
    css
}

fn write_namespaces(namespaces: &Namespaces, css: &mut String) {
    for (prefix, url) in &namespaces.prefixes {
        css.push_str("@namespace ");
        let _ = serialize_identifier(prefix, css);
        css.push(' ');
        let _ = serialize_string(url, css);
        css.push_str(";\n");
    }
}

fn write_items(items: &[Item], depth: usize, css: &mut String) {
    for item in items {
        match item {
            Item::Rule(rule) => write_rule(rule, depth, css),
            Item::Group(group) if group.condition.may_be_screen() => {
                write_group(&group.prelude, depth, css, |css| {
                    write_items(&group.items, depth + 1, css);
                });
            }
            // Pages are the reading system's.
            Item::Group(_) | Item::Page(_) => {}
            Item::Kept(text) => {
                indent(depth, css);
                css.push_str(text);
                css.push('\n');
            }
        }
    }
}

/// Writes a block unless nothing stands in it.
fn write_group(prelude: &str, depth: usize, css: &mut String, inside: impl FnOnce(&mut String)) {
    let before = css.len();
    indent(depth, css);
    css.push_str(prelude);
    css.push_str(" {\n");
    let empty = css.len();
    inside(css);
    if css.len() == empty {
        css.truncate(before);
    } else {
        indent(depth, css);
        css.push_str("}\n");
    }
}

/// Declarations with `calc()` or `var()` go into blocks that old readers skip; without, Adobe's drop the whole stylesheet.
/// Their order among the others stays.
fn write_rule(rule: &StyleRule, depth: usize, css: &mut String) {
    let runs = rule
        .declarations
        .chunk_by(|one, next| one.function == next.function);
    for run in runs {
        match run.first().and_then(|first| first.function) {
            None => write_declarations(&rule.prelude, run, depth, css),
            Some(function) => {
                let prelude = format!("@supports {}", function.condition());
                write_group(&prelude, depth, css, |css| {
                    write_declarations(&rule.prelude, run, depth + 1, css);
                });
            }
        }
    }
}

fn write_declarations(prelude: &str, declarations: &[Declaration], depth: usize, css: &mut String) {
    write_group(prelude, depth, css, |css| {
        for written in declarations.iter().filter_map(|one| one.written.as_ref()) {
            indent(depth + 1, css);
            css.push_str(written);
            css.push_str(";\n");
        }
    });
}

fn indent(depth: usize, css: &mut String) {
    css.extend(std::iter::repeat_n("  ", depth));
}

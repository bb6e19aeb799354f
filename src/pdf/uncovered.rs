//! Characters that no font covers: takes them and the chapters they stand in, tells of each script's once, where the first stands.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::markup::{NodeKind, Tree};
use crate::pdf::page::ChapterLayout;
use crate::span::Span;
use crate::style::StyledBook;
use std::collections::{BTreeMap, BTreeSet};
use unicode_script::{Script, UnicodeScript};

/// Tells of the characters that some chapter has and no font covers, once a script, where the first of them stands.
pub fn report(book: &StyledBook<'_>, chapters: &[ChapterLayout], messages: &mut Diagnostics) {
    let mut told: BTreeMap<&'static str, (Script, Lacking)> = BTreeMap::new();
    for (chapter, layout) in book.chapters.iter().zip(chapters) {
        for character in &layout.uncovered {
            let script = character.script();
            let (_, lacking) = told
                .entry(script.full_name())
                .or_insert_with(|| (script, Lacking::default()));
            if lacking.characters.insert(*character) && lacking.characters.len() == 1 {
                lacking.first = place(&chapter.tree, *character);
            }
        }
    }
    for (script, lacking) in told.into_values() {
        messages.report(lacking.message(script));
    }
}

/// Characters of a script that no font covers.
struct Lacking {
    characters: BTreeSet<char>,
    first: Span,
}

impl Default for Lacking {
    fn default() -> Lacking {
        Lacking {
            characters: BTreeSet::new(),
            first: Span::NOWHERE,
        }
    }
}

/// How many characters a message shows.
const SHOWN: usize = 8;

impl Lacking {
    fn message(&self, script: Script) -> Diagnostic {
        let first = self.characters.iter().take(SHOWN);
        let shown: Vec<String> = first.map(|character| shown(*character)).collect();
        let more = match self.characters.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = shown.join(", ");
        let message = format!(
            "no font has the {} {shown}{more}",
            kind(script, self.characters.len())
        );
        let help = match script {
            Script::Common | Script::Inherited | Script::Unknown => {
                "drawn as boxes with their codes; `--font-path DIR` names a folder with a font that has them".to_owned()
            }
            script => format!(
                "drawn as boxes with their codes; install a font for {}, such as Noto’s, or name its folder with `--font-path DIR`",
                script.full_name().replace('_', " ")
            ),
        };
        Diagnostic::warning("no-glyph", message)
            .at(self.first)
            .help(help)
    }
}

/// The character with its code; the code alone where there is nothing to see.
fn shown(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    match character.escape_debug().len() {
        1 => format!("{character} ({code})"),
        _ => code,
    }
}

fn kind(script: Script, count: usize) -> String {
    let noun = if count == 1 {
        "character"
    } else {
        "characters"
    };
    match script {
        Script::Common | Script::Inherited | Script::Unknown => noun.to_owned(),
        script => format!("{} {noun}", script.full_name().replace('_', " ")),
    }
}

/// Where a character stands first: the character itself if its text is as it was typed, else the text it is in.
fn place(tree: &Tree, character: char) -> Span {
    let found = tree.descendants(tree.root()).find_map(|id| {
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Text(text) => Some((node.span, text.len(), text.find(character)?)),
            NodeKind::Element(_) => None,
        }
    });
    match found {
        Some((span, length, at)) if (span.end - span.start) as usize == length => {
            let start = span.start as usize + at;
            Span::new(span.file, start..start + character.len_utf8())
        }
        Some((span, ..)) => span,
        None => Span::NOWHERE,
    }
}

//! Reads the structure tree as `pdfinfo -struct-text` prints it: an element a line, its text in quotation marks below.

/// How many structure elements of each kind.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub headings: usize,
    pub lists: usize,
    pub items: usize,
    pub table_heads: usize,
    pub figures: usize,
    pub notes: usize,
    pub quotes: usize,
}

pub fn counts(tree: &str) -> Counts {
    let mut counts = Counts::default();
    for line in tree.lines() {
        match line
            .trim_start()
            .split([' ', ':', '('])
            .next()
            .unwrap_or_default()
        {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => counts.headings += 1,
            "L" => counts.lists += 1,
            "LI" => counts.items += 1,
            "TH" => counts.table_heads += 1,
            "Figure" => counts.figures += 1,
            "Note" => counts.notes += 1,
            "BlockQuote" => counts.quotes += 1,
            _ => {}
        }
    }
    counts
}

/// All text of the tree, each block's on a line of its own. A text may run over several lines.
pub fn text(tree: &str) -> String {
    let mut text = String::new();
    let mut open = false;
    let mut block = 0;
    for line in tree.lines() {
        let indent = line.len() - line.trim_start().len();
        let quoted = line.trim_start().strip_prefix('"');
        let Some(piece) = (if open { Some(line) } else { quoted }) else {
            if !line.contains("(inline)") && !line.trim_start().starts_with(['/', 'O']) {
                text.push('\n');
                block = indent;
            }
            continue;
        };
        if !open && indent <= block {
            text.push('\n');
            block = 0;
        }
        open = !piece.ends_with('"');
        text.push_str(piece.strip_suffix('"').unwrap_or(piece));
        if open {
            text.push('\n');
        }
    }
    text
}

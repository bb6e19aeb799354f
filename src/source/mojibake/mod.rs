//! Mojibake: UTF-8 that was once read as Windows-1252 and saved again. Takes a text, gives it with `â€™` put right to `’`.
//!
//! A sequence is repaired only if it decodes entirely to a character that posts hold, and if the text as it stands is not
//! likelier: `«café…»` and `MANHÃ”` are words with punctuation, though their ends decode to something.

mod code;
mod sequence;

use super::repeats::Repeats;
use super::rewrite::Rewrite;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::span::{MappedText, Span};
use sequence::{Certainty, Sequence};
use std::collections::BTreeMap;
use std::ops::Range;

/// So many certain sequences of a script make the doubtful ones of it credible.
const CONVINCING: usize = 3;
/// How often a text may have been misread.
const MISREADINGS: usize = 4;

/// Repairs a text whose Markdown begins at byte `body`; code stays as it is.
pub fn repair(text: MappedText, body: usize, messages: &mut Diagnostics) -> MappedText {
    let runs = runs(text.as_str());
    if runs.is_empty() {
        return text;
    }
    let code = code::ranges(text.as_str(), body);
    let mut told = Repeats::default();
    let mut rewrite = Rewrite::new(text.clone());
    for run in outside(runs, &code) {
        let garbled = text.as_str().get(run.clone()).unwrap_or_default();
        let repaired = decoded(garbled);
        told.add(|| message(garbled, &repaired, text.span(run.clone())));
        rewrite.replace(run, &repaired);
    }
    told.report(messages);
    rewrite.finish()
}

fn message(garbled: &str, repaired: &str, span: Span) -> Diagnostic {
    let (garbled, repaired) = (cropped(garbled), cropped(repaired));
    Diagnostic::note(
        "mojibake-repaired",
        format!("`{garbled}` was read as `{repaired}`, which it stands for in the wrong encoding"),
    )
    .at(span)
    .help("`--keep-encoding` leaves it as it is")
}

/// The first characters, such as show nothing by their numbers.
fn cropped(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown.escape_debug().to_string()
}

/// Both lists are in order.
fn outside(runs: Vec<Range<usize>>, code: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    runs.into_iter().filter(|run| {
        let next = code.partition_point(|code| code.end <= run.start);
        code.get(next).is_none_or(|code| run.end <= code.start)
    })
}

/// Stretches of sequences one after the other that are to be repaired.
fn runs(text: &str) -> Vec<Range<usize>> {
    let sequences = sequence::find(text);
    let certain = certain_by_script(&sequences);
    let believed = |sequence: &Sequence| {
        let count = certain.get(&sequence.script).copied().unwrap_or(0);
        sequence.certainty == Certainty::Doubtful && count >= CONVINCING
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for neighbours in sequences.chunk_by(|a, b| a.range.end == b.range.start) {
        let whole = certain_run(neighbours);
        for sequence in neighbours {
            let taken = whole || sequence.certainty == Certainty::Certain || believed(sequence);
            match runs.last_mut() {
                _ if !taken => {}
                Some(run) if run.end == sequence.range.start => run.end = sequence.range.end,
                _ => runs.push(sequence.range.clone()),
            }
        }
    }
    runs
}

fn certain_by_script(sequences: &[Sequence]) -> BTreeMap<sequence::Script, usize> {
    let mut count = BTreeMap::new();
    let certain = |sequence: &&Sequence| sequence.certainty == Certainty::Certain;
    for sequence in sequences.iter().filter(certain) {
        *count.entry(sequence.script).or_insert(0) += 1;
    }
    count
}

/// Sequences beside each other hold each other up: one that is certain, or two letters of a script that Windows-1252
/// has no letters of.
fn certain_run(neighbours: &[Sequence]) -> bool {
    let words = neighbours.windows(2).any(|pair| match pair {
        [a, b] => {
            a.certainty == Certainty::InWords
                && b.certainty == Certainty::InWords
                && a.script == b.script
        }
        _ => false,
    });
    words
        || neighbours
            .iter()
            .any(|one| one.certainty == Certainty::Certain)
}

/// What a run stands for; what comes out may have been misread before, too.
fn decoded(run: &str) -> String {
    let mut text = run.to_owned();
    for _ in 0..MISREADINGS {
        let sequences = sequence::find(&text);
        let whole = sequences
            .iter()
            .map(|sequence| sequence.range.len())
            .sum::<usize>()
            == text.len();
        if sequences.is_empty() || !(whole || certain_run(&sequences)) {
            break;
        }
        text = replaced(&text, &sequences);
    }
    text.replace('\u{FEFF}', "")
}

fn replaced(text: &str, sequences: &[Sequence]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for sequence in sequences {
        out.push_str(text.get(done..sequence.range.start).unwrap_or_default());
        out.push(sequence.character);
        done = sequence.range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Sources;

    fn repaired(text: &str) -> (String, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("post.md", text.into());
        let mut messages = Diagnostics::default();
        let out = repair(MappedText::whole(file, text), 0, &mut messages);
        let places = messages.iter().map(|message| {
            let place = sources.place(message.span.unwrap()).unwrap();
            format!("{}:{}", place.line, place.column)
        });
        (out.as_str().to_owned(), places.collect())
    }

    /// `text` as it looks when its UTF-8 is read as Windows-1252.
    fn misread(text: &str) -> String {
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(text.as_bytes());
        text.into_owned()
    }

    #[test]
    fn a_garbled_apostrophe_is_repaired_and_told_at_its_place() {
        let (text, places) = repaired("One.\nA packetâ€™s way.");
        assert_eq!(text, "One.\nA packet’s way.");
        assert_eq!(places, ["2:9"]);
    }

    #[test]
    fn whole_languages_come_back() {
        for text in [
            "Il a dit “déjà vu”, très naïf, à Noël… – voilà !",
            "Grüße aus Köln, Straße",
            "Zażółć gęślą jaźń, siedzę",
            "Привет, мир",
            "Γειά σου Κόσμε",
            "שלום עולם",
            "これは日本語の文章です。",
            "中文字符和标点。",
            "한국어 문장",
            "हिन्दी में",
            "10 € ± 5 × 3 ½ © 2016 ™ → ✓",
            "smile 😀 👍🏽",
            "mașină și țară",
        ] {
            assert_eq!(repaired(&misread(text)).0, text);
        }
    }

    #[test]
    fn text_misread_twice_comes_back() {
        for text in ["packet’s", "“Hello”", "café"] {
            assert_eq!(repaired(&misread(&misread(text))).0, text);
        }
    }

    #[test]
    fn words_with_punctuation_are_no_mojibake() {
        for text in [
            "Un «\u{A0}café\u{A0}» et un « thé… », né—“le mot”",
            "« café… » «está»…” “né”… à\u{A0}… là…”",
            "“AMANHÃ”, IRMÃ… MANHÃ— “CAFÉ” ‘É’ SÃO",
            "Ä–Ü, Å, “FÅ”, «Ö»",
            "KRÁL PŘÍŠERNÝ, ÍŠ, ÚŽASNÝ",
            "Việt Nam, Tiếng Việt, tâ… “â”",
            "â€ stands alone, and so does â€",
            "Ðe ñandú, café €5, 20 °C",
            "Æ°? ¿Qué? ¡Olé! “¿Está?”…",
            "naïve œuvre Žižek Škoda",
            "مهدی صادقی، 日本語",
        ] {
            assert_eq!(repaired(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn code_stays_as_it_is() {
        let text = "a â€™\n\n```\nâ€™\n```\n\n    â€™\n\n`â€™` ``x ` â€™`` <code>â€™</code>\n\n<pre>\nâ€™\n\nâ€™</pre>\n\n- item\n\n  b â€™\n";
        let (out, places) = repaired(text);
        assert_eq!(out.matches('’').count(), 2, "{out}");
        assert_eq!(places, ["1:3", "18:5"]);
    }

    #[test]
    fn a_mark_that_was_misread_goes() {
        assert_eq!(repaired("ï»¿# Title").0, "# Title");
    }

    #[test]
    fn much_of_it_takes_no_longer_than_reading() {
        let (text, places) = repaired(&"â€™Ã©é…” ".repeat(50_000));
        assert!(text.starts_with("’é"));
        assert_eq!(places.len(), 101);
    }
}

//! Which characters of a line change: takes its text, gives edits in order. One pass, each character looked at with its neighbours.

use super::OBJECT;
use super::marks::Marks;

/// A stretch of the line to be replaced.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) replacement: &'static str,
}

const APOSTROPHE: &str = "’";

/// The edits that set a line's quotes, dashes and ellipses.
pub(super) fn edits(line: &str, marks: &Marks) -> Vec<Edit> {
    let mut setter = Setter {
        line,
        marks,
        last_closing: last_closing_single(line),
        double_open: false,
        single_open: false,
        edits: Vec::new(),
    };
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        at += match c {
            '"' => setter.double(at),
            '\'' => setter.single(at),
            '-' => setter.dashes(at),
            '.' => setter.dots(at),
            _ if starts_address(line, at) => address_length(line, at),
            _ => c.len_utf8(),
        };
    }
    setter.edits
}

struct Setter<'a> {
    line: &'a str,
    marks: &'a Marks,
    /// Where the last single quote stands that could close; one that opens must stand before it.
    last_closing: Option<usize>,
    double_open: bool,
    single_open: bool,
    edits: Vec<Edit>,
}

impl Setter<'_> {
    fn before(&self, at: usize) -> Option<char> {
        self.line.get(..at)?.chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.line.get(at..)?.chars().next()
    }

    fn replace(&mut self, at: usize, length: usize, replacement: &'static str) -> usize {
        self.edits.push(Edit {
            at,
            length,
            replacement,
        });
        length
    }

    fn double(&mut self, at: usize) -> usize {
        let (before, after) = (self.before(at), self.after(at + 1));
        let inches = !self.double_open && before.is_some_and(|c| c.is_ascii_digit());
        if inches && !after.is_some_and(char::is_alphanumeric) {
            return self.replace(at, 1, "″");
        }
        self.double_open = opens(before, after);
        let marks = self.marks.double;
        self.replace(
            at,
            1,
            if self.double_open {
                marks.open
            } else {
                marks.close
            },
        )
    }

    fn single(&mut self, at: usize) -> usize {
        let (before, after) = (self.before(at), self.after(at + 1));
        let replacement = if before.is_some_and(char::is_alphanumeric) {
            self.single_after_letter(before, after)
        } else if opens(before, after)
            && !self.is_elision(at)
            && self.last_closing.is_some_and(|last| last > at)
        {
            self.single_open = true;
            self.marks.single.open
        } else if std::mem::take(&mut self.single_open) {
            self.marks.single.close
        } else {
            APOSTROPHE
        };
        self.replace(at, 1, replacement)
    }

    /// `don't`, `5'10"`, `dogs'`, or the end of a quotation.
    fn single_after_letter(&mut self, before: Option<char>, after: Option<char>) -> &'static str {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match after {
            Some(_) if digit(before) && digit(after) => "′",
            Some(after) if after.is_alphanumeric() => APOSTROPHE,
            _ if std::mem::take(&mut self.single_open) => self.marks.single.close,
            _ if digit(before) => "′",
            _ => APOSTROPHE,
        }
    }

    /// Something left out at a word's beginning: `'90s`, `'tis`, `rock 'n' roll`.
    fn is_elision(&self, at: usize) -> bool {
        let rest = self.line.get(at + 1..).unwrap_or_default();
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .take(8)
            .flat_map(char::to_lowercase)
            .collect();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let decade = digits == 2 && matches!(word.get(2..), Some("" | "s" | "er"));
        decade
            || matches!(
                word.as_str(),
                "n" | "tis"
                    | "twas"
                    | "twere"
                    | "twill"
                    | "em"
                    | "til"
                    | "till"
                    | "bout"
                    | "cause"
                    | "cuz"
                    | "round"
                    | "nuff"
            )
    }

    /// Two hyphens are an en dash, three an em dash, as in kramdown; more are a line, and a word's two are an option's (`--verbose`).
    fn dashes(&mut self, at: usize) -> usize {
        let length = run(self.line, at, b'-');
        let after = self.after(at + length);
        let starts_word = self
            .before(at)
            .is_none_or(|c| c.is_whitespace() || opens_bracket(c));
        match length {
            2 if starts_word && after.is_some_and(|c| c.is_ascii_lowercase()) => length,
            2 => self.replace(at, length, "–"),
            3 => self.replace(at, length, "—"),
            _ => length,
        }
    }

    /// Three dots are an ellipsis; a fourth is the sentence's end.
    fn dots(&mut self, at: usize) -> usize {
        let length = run(self.line, at, b'.');
        match length {
            3 | 4 => {
                self.replace(at, 3, "…");
                length
            }
            _ => length,
        }
    }
}

/// Does a quote between these open? After a space, a bracket or a dash, before something.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let room = before.is_none_or(|c| {
        c.is_whitespace()
            || opens_bracket(c)
            || matches!(c, '-' | '–' | '—' | '/' | '=' | '"' | '\'')
    });
    let something = after
        .is_some_and(|c| c.is_alphanumeric() || c == OBJECT || !c.is_whitespace() && !closes(c));
    room && something
}

fn opens_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '<' | '«' | '‹' | '“' | '‘' | '„' | '‚' | '¿' | '¡'
    )
}

/// Stands at the end of something, never at its beginning.
fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '>' | ',' | ';' | ':' | '!' | '?' | '»' | '›' | '”' | '’'
    )
}

fn run(line: &str, at: usize, byte: u8) -> usize {
    let rest = line.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|own| **own == byte).count().max(1)
}

/// The last single quote that has something before it and no word after it.
fn last_closing_single(line: &str) -> Option<usize> {
    let mut places = line.match_indices('\'').map(|(at, _)| at).rev();
    places.find(|at| {
        let before = line.get(..*at).and_then(|line| line.chars().next_back());
        let after = line.get(at + 1..).and_then(|line| line.chars().next());
        before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Does an address typed as text begin here?
fn starts_address(line: &str, at: usize) -> bool {
    let rest = line.get(at..).unwrap_or_default();
    ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|start| rest.starts_with(start))
}

fn address_length(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'));
    end.unwrap_or(rest.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(language: &str, text: &str) -> String {
        super::super::set(text, &Marks::of(language)).into_owned()
    }

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(set("en", typed), expected);
    }

    #[test]
    fn double_quotes_open_and_close() {
        check(r#"He said "yes" and "no.""#, "He said “yes” and “no.”");
        check(r#"("birds of a feather")"#, "(“birds of a feather”)");
        check(
            r#""the acronym conference"which"#,
            "“the acronym conference”which",
        );
        check(
            r#""'Yes' is what he said," she said"#,
            "“‘Yes’ is what he said,” she said",
        );
        check("\"\u{FFFC}\" is code", "“\u{FFFC}” is code");
        check(r#""Wait--" he said"#, "“Wait–” he said");
        check(r#"a "(b)" c"#, "a “(b)” c");
        check(r#""...and so""#, "“…and so”");
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        check("don't, OPNFV's, dogs' bowls", "don’t, OPNFV’s, dogs’ bowls");
        check("the '90s and rock 'n' roll", "the ’90s and rock ’n’ roll");
        check("'tis the '80s' music", "’tis the ’80s’ music");
        check("'hello' and 'goodbye'", "‘hello’ and ‘goodbye’");
        check("get 'em, 'she said", "get ’em, ’she said");
        check("the 'dog's bowl'", "the ‘dog’s bowl’");
    }

    #[test]
    fn numbers_have_primes() {
        check(
            r#"5'10" tall, a 19" rack, 6' deep"#,
            "5′10″ tall, a 19″ rack, 6′ deep",
        );
        check(r#""in 1999" he said"#, "“in 1999” he said");
    }

    #[test]
    fn dashes_and_dots() {
        check("pages 1--2 --- or so -- more", "pages 1–2 — or so – more");
        check("not enough--you need", "not enough–you need");
        check(
            "the --verbose flag, a-b, ----",
            "the --verbose flag, a-b, ----",
        );
        check("well... yes.... no..", "well… yes…. no..");
    }

    #[test]
    fn addresses_stay() {
        check(
            "see http://a.example/x--y'z...w for \"more\"",
            "see http://a.example/x--y'z...w for “more”",
        );
    }

    #[test]
    fn other_languages_have_other_quotes() {
        assert_eq!(
            set("de", r#"Er sagte: "Das ist 'gut', oder's?""#),
            "Er sagte: „Das ist ‚gut‘, oder’s?“"
        );
        assert_eq!(
            set("fr", r#"Il dit "oui" l'été"#),
            "Il dit «\u{202F}oui\u{202F}» l’été"
        );
    }

    #[test]
    fn a_long_line_is_set_in_linear_time() {
        let line = "'a \"b-- ".repeat(50_000);
        assert!(edits(&line, &Marks::of("en")).len() > 100_000);
    }
}

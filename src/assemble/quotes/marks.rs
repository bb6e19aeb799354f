//! The quotation marks of languages, after their Unicode CLDR delimiters.

use super::language::primary;

/// The marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) double: Pair,
    pub(crate) single: Pair,
}

/// What opens and what closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
}

impl Marks {
    /// The marks of a BCP 47 tag; English ones where the language is not known.
    pub(crate) fn of(tag: &str) -> Marks {
        let tag = tag.to_ascii_lowercase();
        let (double, single) = match tag.as_str() {
            "de-ch" | "de-li" | "it-ch" => ("«»", "‹›"),
            "fr-ch" => ("«»", "‹›"),
            "pt-pt" => ("«»", "“”"),
            "zh-tw" | "zh-hk" | "zh-hant" => ("「」", "『』"),
            _ => of_language(primary(&tag)),
        };
        if primary(&tag) == "fr" && tag != "fr-ch" {
            return Marks {
                double: Pair {
                    open: "«\u{202F}",
                    close: "\u{202F}»",
                },
                single: pair("“”"),
            };
        }
        Marks {
            double: pair(double),
            single: pair(single),
        }
    }
}

/// Primary and secondary marks.
fn of_language(language: &str) -> (&'static str, &'static str) {
    match language {
        "de" | "bg" | "cs" | "et" | "is" | "lb" | "lt" | "sk" | "sl" | "ka" | "dsb" | "hsb" => {
            ("„“", "‚‘")
        }
        "sq" | "mk" => ("„“", "‘’"),
        "bs" | "hr" | "sr" | "af" => ("„”", "‘’"),
        "pl" | "ro" | "hu" => ("„”", "«»"),
        "es" | "it" | "ca" | "gl" | "eu" | "el" | "hy" => ("«»", "“”"),
        "ru" | "uk" | "be" => ("«»", "„“"),
        "no" | "nb" | "nn" => ("«»", "‘’"),
        "fa" | "ps" => ("«»", "‹›"),
        "sv" | "fi" => ("””", "’’"),
        "da" => ("“”", "‘’"),
        "he" | "yi" => ("””", "’’"),
        "ar" | "ur" => ("”“", "’‘"),
        "ja" => ("「」", "『』"),
        _ => ("“”", "‘’"),
    }
}

fn pair(marks: &'static str) -> Pair {
    let middle = marks
        .char_indices()
        .nth(1)
        .map_or(marks.len(), |(at, _)| at);
    let (open, close) = marks.split_at(middle);
    Pair { open, close }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn each_language_has_its_own() {
        let shown = |tag| {
            let Marks { double, single } = Marks::of(tag);
            format!(
                "{}{} {}{}",
                double.open, double.close, single.open, single.close
            )
        };
        assert_eq!(shown("en-GB"), "“” ‘’");
        assert_eq!(shown("de"), "„“ ‚‘");
        assert_eq!(shown("de-CH"), "«» ‹›");
        assert_eq!(shown("fr"), "«\u{202F}\u{202F}» “”");
        assert_eq!(shown("xx"), "“” ‘’");
    }
}

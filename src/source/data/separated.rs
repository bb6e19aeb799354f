//! Values separated by commas or tabs (RFC 4180): takes a text whose first line names the columns, gives a map for each other line.

use crate::source::value::{Node, Value};
use std::sync::Arc;

/// What stands between values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separated {
    /// `a,b`.
    Commas,
    /// Tabs.
    Tabs,
}

/// Reads all lines. What a line lacks is nothing; what no column is named for is left out.
pub fn read(text: &str, separated: Separated) -> Value {
    let mut lines = Lines {
        rest: text.trim_start_matches('\u{FEFF}'),
        separator: match separated {
            Separated::Commas => ',',
            Separated::Tabs => '\t',
        },
    };
    let names = lines.next().unwrap_or_default();
    let names: Vec<Arc<str>> = names.iter().map(|name| name.as_str().into()).collect();
    let rows = lines.filter(|values| values.iter().any(|value| !value.is_empty()));
    let rows = rows.map(|values| {
        let mut values = values.into_iter();
        let entries = names.iter().map(|name| {
            let value = values.next().filter(|value| !value.is_empty());
            (name.clone(), value.map_or(Value::Nil, Value::from).into())
        });
        Node::from(Value::map(entries.collect()))
    });
    Value::list(rows.collect())
}

struct Lines<'a> {
    rest: &'a str,
    separator: char,
}

impl Iterator for Lines<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut values = Vec::new();
        loop {
            values.push(self.value());
            match self.rest.chars().next() {
                Some(next) if next == self.separator => self.pass(next.len_utf8()),
                _ => break,
            }
        }
        if self.rest.starts_with('\r') {
            self.pass(1);
        }
        if self.rest.starts_with('\n') {
            self.pass(1);
        }
        Some(values)
    }
}

impl Lines<'_> {
    fn pass(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// A value up to a separator or a line's end, which may stand inside quotes; two quotes there are one.
    fn value(&mut self) -> String {
        let mut value = String::new();
        if self.rest.starts_with('"') {
            self.pass(1);
            while let Some((part, rest)) = self.rest.split_once('"') {
                value.push_str(part);
                self.rest = rest;
                if !rest.starts_with('"') {
                    break;
                }
                value.push('"');
                self.pass(1);
            }
        }
        let end = self.rest.find([self.separator, '\n', '\r']);
        let (plain, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        value.push_str(plain);
        self.rest = rest;
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separated: Separated) -> Vec<String> {
        let value = read(text, separated);
        let row = |row: &Node| match &row.value {
            Value::Map(map) => {
                let entries = map.entries().iter();
                let entries = entries.map(|(name, node)| format!("{name}={}", node.value));
                entries.collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        };
        value.items().iter().map(row).collect()
    }

    #[test]
    fn lines_become_maps_with_the_names_of_the_first() {
        let text = "name,says\r\nAnn,\"a, \"\"b\"\"\nc\"\r\n\r\nBo\r\nCy,x,y";
        let expected = [
            "name=Ann says=a, \"b\"\nc",
            "name=Bo says=",
            "name=Cy says=x",
        ];
        assert_eq!(rows(text, Separated::Commas), expected);
        assert_eq!(rows("a\tb\n1\t2,3\n", Separated::Tabs), ["a=1 b=2,3"]);
        assert_eq!(rows("", Separated::Tabs), [""; 0]);
        assert_eq!(rows("a\n\"b", Separated::Commas), ["a=b"]);
    }
}

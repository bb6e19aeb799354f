//! Evaluating expressions: takes what stands inside braces, gives values.

use super::compare;
use super::evaluate::Evaluation;
use super::expression::{Condition, Expression, Filter, Filtered, Join, Operator, Segment, Test};
use super::filters::{self, Call};
use super::limits::Stop;
use super::scope;
use crate::diagnostics::Diagnostic;
use crate::source::value::{Node, Value};
use crate::span::Span;

impl Evaluation<'_> {
    /// The value of an expression with filters, which stands at `span`.
    pub fn filtered(&mut self, filtered: &Filtered, span: Span) -> Result<Value, Stop> {
        let mut value = self.value(&filtered.base)?;
        for filter in &filtered.filters {
            value = self.apply(filter, value, span)?;
        }
        Ok(value)
    }

    fn apply(&mut self, filter: &Filter, value: Value, span: Span) -> Result<Value, Stop> {
        self.budget.spend(1)?;
        let mut arguments = Vec::with_capacity(filter.arguments.len());
        for argument in &filter.arguments {
            arguments.push(self.value(argument)?);
        }
        if &*filter.name == "markdownify" {
            return self.markdownify(&value, span);
        }
        if let Some(made) = self.by_expression(filter, &value, &arguments) {
            return made;
        }
        let Some(apply) = filters::find(&filter.name) else {
            self.report_unknown(&filter.name, span);
            return Ok(value);
        };
        let mut named = Vec::with_capacity(filter.named.len());
        for (name, argument) in &filter.named {
            named.push((name.clone(), self.value(argument)?));
        }
        apply(
            &value,
            &mut Call {
                arguments,
                named,
                budget: &mut self.budget,
                address: self.around.address,
            },
        )
    }

    fn report_unknown(&mut self, name: &str, span: Span) {
        if self.unknown_filters.insert(name.to_owned()) {
            let message = format!("`{name}` is a filter that is not known here");
            self.messages.report(
                Diagnostic::warning("liquid-unknown-filter", message)
                    .at(span)
                    .help("it changes nothing"),
            );
        }
    }

    /// The value of an expression.
    pub fn value(&mut self, expression: &Expression) -> Result<Value, Stop> {
        self.budget.spend(1)?;
        match expression {
            Expression::Literal(value) => Ok(value.clone()),
            Expression::Empty | Expression::Blank => Ok("".into()),
            Expression::Path(name, segments) => self.path(name, segments),
            Expression::Range(from, to) => self.range(from, to),
        }
    }

    fn path(&mut self, name: &str, segments: &[Segment]) -> Result<Value, Stop> {
        let names = segments.iter().map_while(|segment| match segment {
            Segment::Name(name) => Some(&**name),
            Segment::Index(_) => None,
        });
        let names: Vec<&str> = names.collect();
        if let Some(value) = self.scope.of_loop(name, &names) {
            return Ok(value);
        }
        let (mut value, segments) = self.beginning(name, segments)?;
        for segment in segments {
            self.budget.spend(1)?;
            value = match segment {
                Segment::Name(name) => scope::entry(&value, name),
                Segment::Index(index) => scope::item(&value, &self.value(index)?),
            };
        }
        Ok(value)
    }

    /// The value of a variable, or of its first entry where that is made only if it is asked for; and the steps from there.
    fn beginning<'s>(
        &mut self,
        name: &str,
        segments: &'s [Segment],
    ) -> Result<(Value, &'s [Segment]), Stop> {
        if let ("", [Segment::Index(index), rest @ ..]) = (name, segments) {
            let name = self.value(index)?;
            return Ok((self.scope.get(&name.to_string()), rest));
        }
        if let [first, rest @ ..] = segments
            && matches!(name, "site" | "page")
            && self.scope.is_global(name)
        {
            let entry = match first {
                Segment::Name(name) => Value::Text(name.clone()),
                Segment::Index(index) => self.value(index)?,
            };
            let made = entry.as_text().and_then(|entry| self.made(name, entry));
            return Ok(match made {
                Some(value) => (value, rest),
                None => (scope::item(&self.scope.get(name), &entry), rest),
            });
        }
        Ok((self.scope.get(name), segments))
    }

    /// What is in no map: `site.posts`, `page.next`.
    fn made(&mut self, name: &str, entry: &str) -> Option<Value> {
        let (site, catalogue) = (self.around.jekyll?, self.around.catalogue);
        let path = self.around.document.path();
        match (name, entry) {
            ("page", "next") => Some(site.neighbour(path, true, catalogue)),
            ("page", "previous") => Some(site.neighbour(path, false, catalogue)),
            ("site", entry) => {
                Some(site.variable(entry, path, catalogue, self.sources, self.messages))
            }
            _ => None,
        }
    }

    fn range(&mut self, from: &Expression, to: &Expression) -> Result<Value, Stop> {
        let whole = filters::numbers::whole;
        let from = whole(&self.value(from)?).unwrap_or(0);
        let to = whole(&self.value(to)?).unwrap_or(0);
        let count = (i128::from(to) - i128::from(from) + 1).max(0);
        let count = usize::try_from(count).map_err(|_| Stop::TooLong)?;
        self.budget.spend(count)?;
        let items = (from..=to).map(|number| Node::from(Value::Int(number)));
        Ok(Value::list(items.collect()))
    }

    /// Does a condition hold? `a and b or c` is `a and (b or c)`.
    pub fn holds(&mut self, condition: &Condition) -> Result<bool, Stop> {
        let mut tests = condition.tests.iter().rev();
        let mut truth = match tests.next() {
            Some((test, _)) => self.passes(test)?,
            None => false,
        };
        for (test, join) in tests {
            let passes = self.passes(test)?;
            truth = match join {
                Join::And => passes && truth,
                Join::Or => passes || truth,
            };
        }
        Ok(truth)
    }

    fn passes(&mut self, test: &Test) -> Result<bool, Stop> {
        let left = self.value(&test.left)?;
        let Some((operator, right)) = &test.right else {
            return Ok(is_truth(&left));
        };
        let right_value = self.value(right)?;
        self.budget.spend(cost(&left))?;
        let special = special(&test.left, &right_value).or_else(|| special(right, &left));
        Ok(match (special, operator) {
            (Some(truth), Operator::Equal) => truth,
            (Some(truth), Operator::Unequal) => !truth,
            _ => compare::holds(&left, *operator, &right_value),
        })
    }

    /// Is `value` one of `values`?
    pub fn is_one_of(&mut self, value: &Value, values: &[Expression]) -> Result<bool, Stop> {
        for candidate in values {
            let evaluated = self.value(candidate)?;
            let same = special(candidate, value);
            if same.unwrap_or_else(|| compare::equal(value, &evaluated)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Everything but nothing and false.
pub fn is_truth(value: &Value) -> bool {
    !matches!(value, Value::Nil | Value::Bool(false))
}

/// Is `other` what the literals `empty` and `blank` ask for? `None` if `literal` is neither.
fn special(literal: &Expression, other: &Value) -> Option<bool> {
    let hollow = match other {
        Value::Text(text) => text.is_empty(),
        Value::List(list) => list.items().is_empty(),
        Value::Map(map) => map.entries().is_empty(),
        _ => false,
    };
    match literal {
        Expression::Empty => Some(hollow),
        Expression::Blank => Some(match other {
            Value::Text(text) => text.trim().is_empty(),
            _ => hollow || !is_truth(other),
        }),
        _ => None,
    }
}

/// How many steps it takes to look through a value.
fn cost(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len() / 64,
        Value::List(list) => list.items().len(),
        _ => 0,
    }
}

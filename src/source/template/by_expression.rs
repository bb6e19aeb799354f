//! Filters whose argument is an expression about each item: `where_exp: "post", "post.title contains 'a'"`.

use super::evaluate::Evaluation;
use super::expression::{Condition, Filter, Reader};
use super::filters::select;
use super::limits::Stop;
use crate::source::value::{Node, Value};
use std::sync::Arc;

/// The text of the argument at `at`.
fn text(arguments: &[Value], at: usize) -> &str {
    let value = arguments.get(at);
    value.and_then(Value::as_text).unwrap_or_default()
}

impl Evaluation<'_> {
    /// What such a filter makes of a value; `None` if `filter` is another.
    pub(super) fn by_expression(
        &mut self,
        filter: &Filter,
        value: &Value,
        arguments: &[Value],
    ) -> Option<Result<Value, Stop>> {
        let variable: Arc<str> = text(arguments, 0).into();
        let expression = text(arguments, 1);
        Some(match &*filter.name {
            "where_exp" => {
                let fitting = self.fitting(value, &variable, expression, usize::MAX);
                fitting.map(Value::list)
            }
            "find_exp" => {
                let fitting = self.fitting(value, &variable, expression, 1);
                fitting.map(|items| {
                    items
                        .into_iter()
                        .next()
                        .unwrap_or(Node::from(Value::Nil))
                        .value
                })
            }
            "group_by_exp" => self.grouped(value, &variable, expression),
            _ => return None,
        })
    }

    /// The first `limit` items of which the expression holds.
    fn fitting(
        &mut self,
        value: &Value,
        variable: &Arc<str>,
        expression: &str,
        limit: usize,
    ) -> Result<Vec<Node>, Stop> {
        let condition = Reader::new(expression).condition();
        let condition = condition.unwrap_or(Condition { tests: Vec::new() });
        let mut fitting = Vec::new();
        for item in select::items_or_values(value) {
            self.scope.enter(variable, item.value.clone());
            let holds = self.holds(&condition)?;
            self.scope.leave();
            if holds {
                fitting.push(item);
            }
            if fitting.len() >= limit {
                break;
            }
        }
        Ok(fitting)
    }

    fn grouped(
        &mut self,
        value: &Value,
        variable: &Arc<str>,
        expression: &str,
    ) -> Result<Value, Stop> {
        let Some(expression) = Reader::new(expression).filtered() else {
            return Ok(Value::list(Vec::new()));
        };
        let mut keyed = Vec::new();
        for item in select::items_or_values(value) {
            self.scope.enter(variable, item.value.clone());
            let key = self.filtered(&expression, item.span)?;
            self.scope.leave();
            keyed.push((key, item));
        }
        select::grouped(keyed, &mut self.budget)
    }
}

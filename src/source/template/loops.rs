//! Loops: `for`, `tablerow` and `cycle`.

use super::evaluate::{Evaluation, Flow};
use super::expression::Expression;
use super::filters::numbers::whole;
use super::limits::Stop;
use super::print::printed;
use super::scope::Loop;
use super::tree::{For, Offset};
use crate::source::value::{Node, Value};
use crate::span::{MappedText, Span};
use std::sync::Arc;

impl Evaluation<'_> {
    pub(super) fn for_loop(
        &mut self,
        made: &For,
        span: Span,
        text: &MappedText,
        out: &mut MappedText,
    ) -> Result<(), Stop> {
        let items = self.rounds(made)?;
        if items.is_empty() {
            self.parts(&made.otherwise, text, out)?;
            return Ok(());
        }
        let columns = self.columns(made)?;
        self.scope
            .enter_loop(Loop::new(&made.name, items.len(), columns));
        for (round, item) in items.into_iter().enumerate() {
            if let Some(columns) = columns {
                self.show(&before_cell(round, columns), span, out)?;
            }
            self.scope.enter(&made.variable, item.value);
            let flow = self.parts(&made.body, text, out)?;
            self.scope.leave();
            self.scope.next_round();
            if columns.is_some() {
                self.show("</td>", span, out)?;
            }
            if flow == Flow::Break {
                break;
            }
        }
        self.scope.leave_loop();
        if columns.is_some() {
            self.show("</tr>\n", span, out)?;
        }
        Ok(())
    }

    /// What a loop goes through.
    fn rounds(&mut self, made: &For) -> Result<Vec<Node>, Stop> {
        let over = self.value(&made.over)?;
        let offset = match &made.offset {
            Some(Offset::At(offset)) => self.bound(Some(offset))?.unwrap_or(0),
            Some(Offset::Continue) => self.loops_ended.get(&made.name).copied().unwrap_or(0),
            None => 0,
        };
        let limit = self.bound(made.limit.as_ref())?.unwrap_or(usize::MAX);
        let mut items: Vec<Node> = match over {
            Value::List(list) => part(list.items(), offset, limit, Node::clone),
            Value::Map(map) => part(map.entries(), offset, limit, pair),
            Value::Text(text) if !text.is_empty() => vec![Value::Text(text).into()],
            _ => Vec::new(),
        };
        self.budget.spend(items.len())?;
        let ended = offset.saturating_add(items.len());
        self.loops_ended.insert(made.name.clone(), ended);
        if made.reversed {
            items.reverse();
        }
        Ok(items)
    }

    fn bound(&mut self, expression: Option<&Expression>) -> Result<Option<usize>, Stop> {
        let Some(expression) = expression else {
            return Ok(None);
        };
        let number = whole(&self.value(expression)?);
        Ok(number.map(|number| usize::try_from(number).unwrap_or(0)))
    }

    /// The columns of a `tablerow`.
    fn columns(&mut self, made: &For) -> Result<Option<usize>, Stop> {
        let Some(columns) = &made.columns else {
            return Ok(None);
        };
        let columns = self.bound(columns.as_ref())?.unwrap_or(usize::MAX);
        Ok(Some(columns.max(1)))
    }

    pub(super) fn cycle(
        &mut self,
        group: &Arc<str>,
        values: &[Expression],
    ) -> Result<String, Stop> {
        let done = self.cycles.entry(group.clone()).or_insert(0);
        let at = *done;
        *done += 1;
        match values.get(at.checked_rem(values.len()).unwrap_or(0)) {
            Some(value) => {
                let value = self.value(value)?;
                printed(&value, &mut self.budget)
            }
            None => Ok(String::new()),
        }
    }
}

fn part<T>(items: &[T], offset: usize, limit: usize, node: fn(&T) -> Node) -> Vec<Node> {
    items.iter().skip(offset).take(limit).map(node).collect()
}

/// A map's entry as loops see it: name and value.
fn pair((name, node): &(Arc<str>, Node)) -> Node {
    let name = Node::from(Value::Text(name.clone()));
    Value::list(vec![name, node.clone()]).into()
}

/// What stands before a cell of a `tablerow`.
fn before_cell(round: usize, columns: usize) -> String {
    let (row, column) = (round / columns, round % columns);
    let start = match (column, row) {
        (0, 0) => "<tr class=\"row1\">\n".to_owned(),
        (0, row) => format!("</tr>\n<tr class=\"row{}\">", row + 1),
        _ => String::new(),
    };
    format!("{start}<td class=\"col{}\">", column + 1)
}

//! `chapbook export`: takes posts, writes a book of each.

use crate::cli::Outcome;
use crate::cli::args::Export;
use crate::cli::messages::Messages;
use crate::cli::plan::{Job, plan};
use crate::cli::press::{Press, outcome, refuse};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::mpsc;

pub fn run(export: &Export) -> Outcome {
    let mut messages = Messages::new(&export.common);
    let jobs = match plan(export) {
        Ok(jobs) => jobs,
        Err(wrong) => return refuse(wrong, &mut messages),
    };
    let Some(press) = Press::set_up(&export.common, &mut messages) else {
        return Outcome::WrongUsage;
    };
    let all_written = print_in_order(&press, jobs, &mut messages);
    outcome(all_written, export.common.strict, &mut messages)
}

/// Prints books beside each other; says what became of each in the order of the posts, as soon as it can.
fn print_in_order(press: &Press, jobs: Vec<Job>, messages: &mut Messages) -> bool {
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let jobs = jobs.into_par_iter().enumerate();
            jobs.for_each_with(sender, |sender, (number, job)| {
                let printed = press.print(&job.targets, |press, sources, messages| {
                    let settings = &press.settings;
                    chapbook::book_of_post(&job.input, &press.options, settings, sources, messages)
                });
                // If the receiver is gone, nobody wants to know.
                let _ = sender.send((number, printed));
            });
        });
        let (mut waiting, mut next, mut all_written) = (BTreeMap::new(), 0, true);
        for (number, printed) in receiver {
            waiting.insert(number, printed);
            while let Some(printed) = waiting.remove(&next) {
                all_written &= printed.tell(messages);
                next += 1;
            }
        }
        all_written
    })
}

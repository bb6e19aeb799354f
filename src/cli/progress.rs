//! The progress bar: one line at the foot of a terminal while a long book is made, gone when it is done.

use crate::cli::args::{Common, MessageFormat};
use chapbook::progress::{Listener, Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Arc;
use std::time::Duration;

/// What is done, how much of it, and how many steps; as wide as the terminal. It turns, so that a long step isn't taken for a halt.
const LINE: &str = "{spinner} {prefix:<21} {wide_bar} {pos}/{len}";
const TURN: Duration = Duration::from_millis(120);

/// A bar on standard error, for as long as this is kept.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar where somebody looks at one; else one that is never drawn.
    pub fn new(common: &Common) -> Bar {
        let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        let is_human = common.message_format == MessageFormat::Human;
        let is_wanted = is_human && !common.quiet && !is_dumb;
        // Hidden by itself where standard error is no terminal.
        let target = match is_wanted {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let style = ProgressStyle::with_template(LINE);
        let style = style.map(|style| style.progress_chars("━╸ ").tick_chars("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ "));
        let bar = ProgressBar::with_draw_target(None, target);
        Bar(match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    /// Draws what is reported. Where nobody sees it, nobody listens.
    pub fn listener(&self) -> Listener {
        match self.0.is_hidden() {
            true => Listener::default(),
            false => Listener::new(Arc::new(Drawn(self.0.clone()))),
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[derive(Debug)]
struct Drawn(ProgressBar);

impl Progress for Drawn {
    fn begin(&self, stage: Stage, steps: usize) {
        if steps == 0 {
            return;
        }
        self.0.set_position(0);
        self.0.set_length(steps as u64);
        self.0.set_prefix(name(stage));
        self.0.enable_steady_tick(TURN);
    }

    fn step(&self) {
        self.0.inc(1);
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading texts",
        Stage::Evaluating => "evaluating templates",
        Stage::Parsing => "parsing Markdown",
        Stage::Fetching => "fetching pictures",
        Stage::Assembling => "assembling chapters",
        Stage::Setting => "setting pages",
        Stage::Picturing => "embedding pictures",
        Stage::Writing => "writing chapters",
    }
}

//! What a template may use up: steps, characters, depth. A template that asks for more is stopped.

/// The steps that one post's templates may take. Reading or making 16 bytes of text is a step.
const STEPS: usize = 1_000_000;
/// The bytes of a step.
const BYTES: usize = 16;
/// The longest text that a template may make, in bytes.
const LONGEST_TEXT: usize = 4 << 20;
/// Blocks and includes in each other.
const DEEPEST: usize = 100;

/// Why a template was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It takes too many steps or makes too much text.
    TooLong,
    /// It is nested too deep.
    TooDeep,
}

/// What is left to use up.
#[derive(Debug)]
pub struct Budget {
    steps: usize,
    depth: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            steps: STEPS,
            depth: 0,
        }
    }
}

impl Budget {
    /// Takes `steps` steps.
    pub fn spend(&mut self, steps: usize) -> Result<(), Stop> {
        match self.steps.checked_sub(steps) {
            Some(left) => self.steps = left,
            None => {
                self.steps = 0;
                return Err(Stop::TooLong);
            }
        }
        Ok(())
    }

    /// Reads or makes `bytes` of text.
    pub fn spend_bytes(&mut self, bytes: usize) -> Result<(), Stop> {
        if bytes > LONGEST_TEXT {
            return Err(Stop::TooLong);
        }
        self.spend(bytes / BYTES)
    }

    /// Goes one level deeper.
    pub fn enter(&mut self) -> Result<(), Stop> {
        if self.depth == DEEPEST {
            return Err(Stop::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back to the post itself.
    pub fn surface(&mut self) {
        self.depth = 0;
    }

    /// Is this inside a block or an included file?
    pub fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// Comes back up.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// A text that grows within the budget.
pub struct Growing<'a> {
    text: String,
    budget: &'a mut Budget,
}

impl<'a> Growing<'a> {
    /// An empty text.
    pub fn new(budget: &'a mut Budget) -> Growing<'a> {
        Growing {
            text: String::new(),
            budget,
        }
    }

    /// Adds `text`; each addition is a step.
    pub fn push(&mut self, text: &str) -> Result<(), Stop> {
        if self.text.len().saturating_add(text.len()) > LONGEST_TEXT {
            return Err(Stop::TooLong);
        }
        self.budget.spend(1 + text.len() / BYTES)?;
        self.text.push_str(text);
        Ok(())
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}

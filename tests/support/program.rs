//! The program run from outside, and what it says.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run of the program left.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub messages: Vec<Value>,
    pub stderr: String,
    pub took: Duration,
}

/// The program as it was built with the tests.
pub fn chapbook() -> Command {
    Command::new(env!("CARGO_BIN_EXE_chapbook"))
}

/// Runs the program; panics if it does.
pub fn run(mut command: Command, input: &[u8]) -> Run {
    let started = Instant::now();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // It may end without reading.
    let _ = child
        .stdin
        .take()
        .expect("it has an input")
        .write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !stderr.contains("panicked") && output.status.code().is_some(),
        "{stderr}"
    );
    let messages = stderr
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    Run {
        code: output.status.code(),
        stdout: output.stdout,
        messages,
        stderr,
        took: started.elapsed(),
    }
}

impl Run {
    /// Is there a message of this code?
    pub fn says(&self, code: &str) -> bool {
        self.messages.iter().any(|message| message["code"] == code)
    }

    /// The place of the first message of this code: `post.md:3:5`.
    pub fn place_of(&self, code: &str) -> String {
        let message = self.messages.iter().find(|message| message["code"] == code);
        let message = message.unwrap_or_else(|| panic!("no {code} among {}", self.stderr));
        let file = message["file"].as_str().map(|file| {
            Path::new(file)
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        });
        format!(
            "{}:{}:{}",
            file.unwrap_or_default(),
            message["line"],
            message["column"]
        )
    }

    /// All books were written.
    #[track_caller]
    pub fn succeeded(self) -> Run {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// It took no more than this, in an unoptimised build on a busy machine.
    #[track_caller]
    pub fn within(self, seconds: u64) -> Run {
        assert!(
            self.took < Duration::from_secs(seconds),
            "it took {:?}",
            self.took
        );
        self
    }
}

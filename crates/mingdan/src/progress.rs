//! Progress on standard error: always on a terminal, elsewhere only where the work is long.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// How often a terminal is drawn again.
const REDRAW: Duration = Duration::from_millis(100);
/// How long work may last, and how long a log may stay silent, before a line is written.
const SILENCE: Duration = Duration::from_secs(5);

/// A line that says how far the work has come.
pub(crate) struct Progress {
    terminal: bool,
    last: Instant,
    drawn: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            last: Instant::now(),
            drawn: false,
        }
    }

    /// Says that a stage begins; a log need not know.
    pub(crate) fn stage(&mut self, text: &str) {
        if self.terminal {
            self.draw(text);
        }
    }

    /// Says how many parts of a stage are done.
    pub(crate) fn step(&mut self, text: &str, done: usize) {
        let wait = if self.terminal { REDRAW } else { SILENCE };
        if self.last.elapsed() >= wait {
            self.draw(&format!("{text} {done}"));
        }
    }

    fn draw(&mut self, text: &str) {
        self.last = Instant::now();
        self.drawn = true;
        let line = if self.terminal {
            format!("\r\x1b[2K{text}")
        } else {
            format!("{text}\n")
        };
        // Progress that cannot be shown is no reason to stop.
        io::stderr().write_all(line.as_bytes()).ok();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.terminal && self.drawn {
            io::stderr().write_all(b"\r\x1b[2K").ok();
        }
    }
}

//! `cargo xtask test`: runs every check and prints a count at the end.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::measure::Built;
use crate::process::{Failure, command, root, watch};
use crate::{house, make, setup};

/// The outcome of a step. A step without tests of its own counts as one test.
struct Outcome {
    name: &'static str,
    passed: u64,
    failed: u64,
    duration: Duration,
}

struct Steps(Vec<Outcome>);

impl Steps {
    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<(u64, u64), Failure>) {
        println!("\nxtask: {name}");
        let start = Instant::now();
        let (passed, failed) = run().unwrap_or_else(|failure| {
            eprintln!("xtask: {failure}");
            (0, 1)
        });
        self.0.push(Outcome {
            name,
            passed,
            failed,
            duration: start.elapsed(),
        });
    }

    /// Runs a command as a step.
    fn check(&mut self, name: &'static str, command: Command) {
        self.step(name, || counted(command));
    }

    /// Prints the table and returns whether everything passed. The last line is machine-readable.
    fn report(&self) -> bool {
        println!();
        for Outcome {
            name,
            passed,
            failed,
            duration,
        } in &self.0
        {
            let verdict = if *failed == 0 { "passed" } else { "FAILED" };
            let seconds = duration.as_secs();
            println!("{verdict}  {name:<42} {passed:>5} passed {failed:>4} failed {seconds:>5} s");
        }
        let sum = |of: fn(&Outcome) -> u64| self.0.iter().map(of).sum::<u64>();
        let (passed, failed) = (sum(|o| o.passed), sum(|o| o.failed));
        println!("{passed} passed, {failed} failed");
        failed == 0 && passed > 0
    }
}

/// Runs a command and counts its tests, or one for itself if it has none.
fn counted(command: Command) -> Result<(u64, u64), Failure> {
    let (mut passed, mut failed) = (0, 0);
    let success = watch(command, |line| {
        if let Some((more, less)) = tests_of(line) {
            passed += more;
            failed += less;
        }
    })?;
    Ok(match (success, passed + failed) {
        (true, 0) => (1, 0),
        // Unsuccessful without a failed test: the runner itself failed.
        (false, _) => (passed, failed.max(1)),
        (true, _) => (passed, failed),
    })
}

/// The counts in a summary line of cargo's or Node's test runner.
fn tests_of(line: &str) -> Option<(u64, u64)> {
    if let Some(rest) = line.strip_prefix("test result: ") {
        let count = |word: &str| {
            let before = rest.split(word).next()?.trim_end();
            before.rsplit([' ', ';']).next()?.parse().ok()
        };
        return Some((count("passed")?, count("failed")?));
    }
    let node = line.strip_prefix("ℹ ")?;
    match node.split_once(' ')? {
        ("pass", count) => Some((count.parse().ok()?, 0)),
        ("fail" | "cancelled", count) => Some((0, count.parse().ok()?)),
        _ => None,
    }
}

fn cargo(line: &str) -> Command {
    command("cargo", &line.split(' ').collect::<Vec<_>>())
}

/// Clippy over the code for the browser, with the functions that are not allowed there.
fn wasm_clippy(packages: &str) -> Command {
    let target = "--target wasm32-unknown-unknown";
    let mut clippy = cargo(&format!(
        "clippy --locked {target} {packages} -- -D warnings"
    ));
    clippy.env("CLIPPY_CONF_DIR", root().join("tools/clippy-wasm"));
    clippy
}

/// The documentation of our own crates; a broken link is an error.
fn documentation() -> Command {
    let mut doc = cargo("doc --locked --workspace --no-deps");
    doc.env("RUSTDOCFLAGS", "-D warnings");
    doc
}

/// The browser tests, sorted.
fn browser_tests() -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(root().join("tests/browser"))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("tests/browser/{name}"))
        .collect();
    files.sort();
    files
}

pub(crate) fn run() -> Result<bool, Failure> {
    setup::for_tests()?;
    let mut steps = Steps(Vec::new());
    steps.check("format", cargo("fmt --all --check"));
    steps.step("house rules", || {
        let violations = house::check(root())?;
        Ok((u64::from(violations == 0), violations))
    });
    steps.check(
        "lints, native",
        cargo("clippy --locked --workspace --all-targets -- -D warnings"),
    );
    steps.check(
        "lints, WebAssembly",
        wasm_clippy("-p mingdan-portal -p api -p civic -p routes -p web -p engine-harness"),
    );
    steps.check(
        "lints, WebAssembly, split program",
        wasm_clippy("-p mingdan-portal --features split"),
    );
    // Advisories are not checked here, since their database is fetched from the network.
    steps.check(
        "licences, bans and sources of dependencies",
        cargo("deny --workspace --log-level error check bans licenses sources"),
    );
    steps.check("documentation", documentation());
    // Linking the portal uses a single core, so it is built alongside the native tests. A failure
    // is reported by the step that builds it again.
    thread::scope(|scope| {
        let portal = scope.spawn(make::browser_programs);
        steps.check("native tests", cargo("test --locked --workspace"));
        drop(portal.join());
    });
    let mut built = None;
    steps.step("build portal, program, tree and harness", || {
        built = Some(Built::make(false)?);
        Ok((1, 0))
    });
    if let Some(built) = built {
        let files = browser_tests();
        let mut arguments = vec![
            "--test",
            "--test-reporter=spec",
            "--test-concurrency=2",
            // For a whole file: a test has its own, which names it.
            "--test-timeout=1800000",
        ];
        arguments.extend(files.iter().map(String::as_str));
        steps.check("browser tests", built.node(&arguments));
        steps.check("size budget", built.node(&["tests/browser/size.mjs"]));
    }
    Ok(steps.report())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_lines_of_both_runners_are_counted() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured";
        assert_eq!(tests_of(cargo), Some((12, 3)));
        assert_eq!(tests_of("ℹ pass 7"), Some((7, 0)));
        assert_eq!(tests_of("ℹ fail 2"), Some((0, 2)));
        assert_eq!(tests_of("ℹ duration_ms 7"), None);
        assert_eq!(tests_of("test passed"), None);
    }

    #[test]
    fn a_failure_without_a_failed_test_counts_as_one() {
        assert_eq!(counted(command("false", &[])).expect("ran"), (0, 1));
        assert_eq!(counted(command("true", &[])).expect("ran"), (1, 0));
        let echo = command("echo", &["test result: ok. 4 passed; 0 failed"]);
        assert_eq!(counted(echo).expect("ran"), (4, 0));
    }
}

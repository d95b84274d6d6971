//! The log: what the operator reads, on standard error.
//!
//! It has one line for each request (`middleware::request_log`) and one, with the cause, for each
//! fault that a visitor sees only in general words. Nothing in it says who a visitor is or what they
//! wrote: no network address, no text, no query, no receipt.

use std::io;
use std::panic::{self, PanicHookInfo};

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

/// The form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A line for people.
    #[default]
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// Sends the log to standard error for the rest of the process, and panics to the log. Where the
/// process has a log already, that one stays.
pub(crate) fn start(format: LogFormat, level: Targets) {
    let lines = fmt::layer().with_writer(io::stderr);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // Fails only where a log was set up before: a second one would print every line twice.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(level))
        .try_init();
    log_panics();
}

/// Sends panics to the log with their message and place, for the rest of the process. Where nothing
/// takes the log, they are printed as before.
pub fn log_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if tracing::enabled!(tracing::Level::ERROR) {
            log_panic(info);
        } else {
            before(info);
        }
    }));
}

fn log_panic(info: &PanicHookInfo<'_>) {
    let message = info.payload_as_str().unwrap_or("no message");
    let location = info.location().map(ToString::to_string);
    tracing::error!(
        panic = without_quoted(message),
        location = location.as_deref().unwrap_or("unknown"),
        "panicked"
    );
}

/// A panic's message without what it quotes between backticks: slicing a string at the wrong place
/// quotes the string, which may be a visitor's.
fn without_quoted(message: &str) -> String {
    match (message.find('`'), message.rfind('`')) {
        (Some(first), Some(last)) if first < last => {
            let (before, after) = (message.get(..=first), message.get(last..));
            format!("{}…{}", before.unwrap_or(""), after.unwrap_or(""))
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_quoted;

    #[test]
    fn a_panic_is_logged_without_the_text_it_quotes() {
        let text = "start byte index 1 is not a char boundary; it is inside '我' of `我的电话`";
        assert_eq!(
            without_quoted(text),
            "start byte index 1 is not a char boundary; it is inside '我' of `…`"
        );
        assert_eq!(without_quoted("attempt to add"), "attempt to add");
        assert_eq!(without_quoted("an odd ` sign"), "an odd ` sign");
    }
}

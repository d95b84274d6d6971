//! The harness as a program. Natively:
//!
//! - `engine-harness PUBLISHED QUESTIONS [ROUNDS]` reads two files and prints the answers or, with
//!   `ROUNDS`, the milliseconds that each round took;
//! - `engine-harness --rules PUBLISHED FROM DAYS` prints when each rule holds by itself;
//! - `engine-harness --permitted PUBLISHED FROM DAYS` prints when each kind of goods is permitted
//!   at each place.
//!
//! In the browser, see `page.rs`.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    match native::run() {
        Ok(out) => {
            print!("{out}");
            std::process::ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("harness: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::error::Error;
    use std::fmt::Write;
    use std::time::Instant;

    use engine_harness::{Harness, permitted_times, rule_times};

    pub(crate) fn run() -> Result<String, Box<dyn Error>> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if let [flag, published, from, days] = arguments.as_slice()
            && ["--rules", "--permitted"].contains(&flag.as_str())
        {
            let published = serde_json::from_str(&std::fs::read_to_string(published)?)?;
            let from = civic::time::Date::parse(from).ok_or("FROM is a date")?;
            let days = days.parse()?;
            return Ok(match flag.as_str() {
                "--rules" => rule_times(&published, from, days)?,
                _ => permitted_times(&published, from, days)?,
            });
        }
        let (files, rounds) = match arguments.as_slice() {
            [published, questions] => ([published, questions], None),
            [published, questions, rounds] => {
                ([published, questions], Some(rounds.parse::<u32>()?))
            }
            _ => return Err("usage: harness PUBLISHED QUESTIONS [ROUNDS]".into()),
        };
        let [published, questions] = files.map(std::fs::read_to_string);
        let (published, questions) = (published?, questions?);
        let answer = || Harness::decode(&published)?.answers(&questions);
        let Some(rounds) = rounds else {
            return Ok(answer()?);
        };
        let mut out = String::new();
        for _ in 0..rounds {
            let start = Instant::now();
            std::hint::black_box(answer()?);
            writeln!(out, "{:.3}", start.elapsed().as_secs_f64() * 1000.0)?;
        }
        Ok(out)
    }
}

#[cfg(target_family = "wasm")]
mod page;

#[cfg(target_family = "wasm")]
fn main() {
    page::install();
}

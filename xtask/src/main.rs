//! `cargo xtask`: builds, runs, tests and measures Mingdan. It depends on nothing but the standard
//! library, so that it compiles within seconds on a fresh machine.

mod house;
mod make;
mod measure;
mod process;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

use process::Failure;

const HELP: &str = "\
cargo xtask COMMAND

  run [--port N] [--no-open]   build the sample city and the portal, serve both, open the home page
  test                         every check and test there is; the last line counts them
  house                        check imports and file layout against the house rules
  size                         Brotli bytes of the first visit to the home page, against size.json
  shots                        take a screenshot of every page into target/shots/
  lighthouse [PAGE]…           Lighthouse on the main pages, as on a phone, against its least scores
  torture                      kill, flood and measure the server into target/bench/torture.json
  bench NAME                   run a benchmark into target/bench/NAME.json; without NAME, list them
  setup                        install what the commands above need, and nothing else

A command installs what it needs and is missing, and names each thing first.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        ["run", options @ ..] => serve::Options::read(options).and_then(|o| serve::run(&o)),
        ["test"] => test::run(),
        ["house"] => house::check(process::root()).map(|violations| {
            println!("{violations} violations of the house rules");
            violations == 0
        }),
        ["size"] => measure::size(),
        ["shots"] => measure::shots(),
        ["lighthouse", pages @ ..] => measure::lighthouse(pages),
        ["bench"] => {
            measure::names();
            Ok(true)
        }
        ["bench", name] => measure::bench(name),
        ["torture"] => measure::torture(),
        ["setup"] => setup::for_all().map(|()| true),
        other => Err(Failure::new(
            format!("`{}` is not a command of cargo xtask", other.join(" ")),
            "see `cargo xtask help`",
        )),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::from(2)
        }
    }
}

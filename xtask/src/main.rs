//! `cargo xtask`: what builds, runs, tests and measures Mingdan. It depends on nothing but the
//! standard library, so that it is there within seconds on a fresh machine.

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
  house                        who imports whom, against the house rules; names every breach
  size                         Brotli bytes of the first visit to the home page, against size.json
  shots                        a picture of every page into target/shots/
  bench NAME                   measure, into target/bench/NAME.json; without a name, the names
  setup                        install what the commands above need, and nothing else

What is missing is installed by the command that needs it, each thing named before it is done.";

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
        ["house"] => house::check(process::root()).map(|breaches| {
            println!("{breaches} breaches of the house rules");
            breaches == 0
        }),
        ["size"] => measure::size(),
        ["shots"] => measure::shots(),
        ["bench"] => {
            measure::names();
            Ok(true)
        }
        ["bench", name] => measure::bench(name),
        ["setup"] => setup::for_all().map(|()| true),
        other => Err(Failure::new(
            format!("`{}` is no command of cargo xtask", other.join(" ")),
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

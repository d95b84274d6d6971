//! `mingdan`: checks a city's sheets, publishes them as a tree of static files, verifies a tree,
//! serves it.

mod arguments;
mod case;
mod commands;
mod export;
mod import;
mod import_folder;
mod lang;
mod notice;
mod outcome;
mod printing;
mod progress;
mod report;
mod sample;
mod store;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Cli, Command, Export, Notation, Notice, NoticeCommand};
use crate::lang::Lang;
use crate::outcome::{Failure, Output};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (out, outcome) = match Cli::parse().command {
        Command::Check(args) => {
            let out = args.printing.output();
            let outcome = commands::check(&out, &args);
            (out, outcome)
        }
        Command::Build(args) => {
            let out = args.printing.output();
            let outcome = commands::build(&out, &args);
            (out, outcome)
        }
        Command::Verify(args) => {
            let out = args.printing.output();
            let outcome = commands::verify(&out, &args);
            (out, outcome)
        }
        Command::Export(Export {
            notation: Notation::OpeningHours(args),
        }) => {
            let out = args.printing.output();
            let outcome = commands::opening_hours(&out, &args);
            (out, outcome)
        }
        Command::Export(Export {
            notation: Notation::OfficeYear(args),
        }) => {
            let out = args.printing.output();
            let outcome = commands::office_year(&out, &args);
            (out, outcome)
        }
        Command::Import(args) => {
            let out = args.printing.output();
            let outcome = import::import(&out, &args);
            (out, outcome)
        }
        Command::Notice(Notice {
            what: NoticeCommand::Compare(args),
        }) => {
            let out = args.printing.output();
            let outcome = notice::compare(&out, &args);
            (out, outcome)
        }
        Command::Notice(Notice {
            what: NoticeCommand::Check(args),
        }) => {
            let out = args.printing.output();
            let outcome = notice::check(&out, &args);
            (out, outcome)
        }
        Command::Sample(args) => {
            let out = args.printing.output();
            let outcome = sample::sample(&out, &args);
            (out, outcome)
        }
        Command::Case(args) => {
            let out = args.printing.output();
            let outcome = case::case(&out, *args);
            (out, outcome)
        }
        Command::Store(args) => {
            let out = args.of().printing.output();
            let outcome = store::store(&out, &args);
            (out, outcome)
        }
        Command::Serve(args) => return serve(args),
    };
    out.finish(outcome)
}

fn serve(args: backend::ServeArgs) -> ExitCode {
    let Err(error) = backend::run(args) else {
        return ExitCode::SUCCESS;
    };
    let out = Output {
        lang: Lang::from_environment(),
        json: false,
    };
    out.finish(Err(Failure::Outside(outcome::explain_server(&error))))
}

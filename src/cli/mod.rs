//! From argument words to an exit code: one file a subcommand.

mod annotate;
mod args;
mod check;
mod dis;
mod examples;
mod fix;
mod repl;
mod run;

use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use ungil_grammar::{Source, codes};

use args::{Cli, Command};

/// Exit code of a program with an uncaught exception, or of a text with errors.
const FAILED: u8 = 1;
/// Exit code of a command line that makes no sense.
const USAGE: u8 = 2;
/// Exit code of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Parses the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse_from(args::with_implied_run(
        std::env::args_os().collect(),
        std::io::stdin().is_terminal(),
    )) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    ExitCode::from(match cli.command {
        None => repl::repl(&args::EngineArgs::default()),
        Some(Command::Repl(engine)) => repl::repl(&engine),
        Some(Command::Run(run)) => run::run(run),
        Some(Command::Check(check)) => check::check(&check),
        Some(Command::Dis(dis)) => dis::dis(&dis),
        Some(Command::Annotate(args)) => annotate::annotate(&args),
        Some(Command::Explain { code }) => explain(&code),
    })
}

/// Reads a source file; `-` is standard input.
fn read_source(path: &Path) -> Result<Source, String> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        return match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Ok(Source::from_bytes("<stdin>", &bytes)),
            Err(error) => Err(format!("cannot read standard input: {error}")),
        };
    }
    match std::fs::read(path) {
        Ok(bytes) => Ok(Source::from_bytes(path.to_string_lossy(), &bytes)),
        Err(error) => {
            let number = error.raw_os_error().map_or(String::new(), |number| format!("[Errno {number}] "));
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            Err(format!("can't open file '{}': {number}{text}", path.display()))
        }
    }
}

/// Prints to standard output; a closed pipe is no error.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Says on standard error what went wrong before anything ran.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "ungil: {text}");
}

fn explain(name: &str) -> u8 {
    match codes::Code::from_name(name).and_then(codes::Code::row) {
        Some(row) => {
            print(&format!("{}: {}\n\n{}\n", row.code, row.title, row.explanation));
            if let Some(example) = examples::of(&row.code.to_string()) {
                print(&example.page());
            }
            0
        }
        None => {
            complain(&format!("there is no diagnostic {name}"));
            USAGE
        }
    }
}

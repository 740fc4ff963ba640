//! The command line, declared once. `ungil FILE`, `ungil -c CODE`, `ungil -m MODULE` and `ungil -` mean
//! `ungil run …`; a plain `ungil` opens a session.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A compiled Python-like language: bytecode under a lock, native code without it, on all cores.
#[derive(Parser, Debug)]
#[command(name = "ungil", version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; a plain `ungil` opens a session.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Compile and run a program.
    Run(RunArgs),
    /// Open an interactive session.
    Repl(EngineArgs),
    /// Check programs without running them.
    Check(CheckArgs),
    /// Print what a program becomes on its way to machine code.
    Dis(DisArgs),
    /// Write a page that shows who runs each line of a program, and which checks remain.
    Annotate(AnnotateArgs),
    /// Explain a diagnostic's code, such as UG301.
    Explain {
        /// The code.
        code: String,
    },
}

/// How regions are run.
#[derive(Args, Debug, Clone, Default)]
pub struct EngineArgs {
    /// How native regions are run.
    #[arg(long, value_enum, default_value_t)]
    pub engine: EngineKind,
    /// Run each region natively and in the evaluator (on copies of the arrays it writes) and compare.
    #[arg(long)]
    pub verify_native: bool,
    /// Memory that the program may use, such as 500M or 2G; a program that wants more gets MemoryError. The default
    /// is three quarters of what the machine has.
    #[arg(long, value_name = "SIZE", env = "UNGIL_MAX_MEMORY", hide_env_values = true, value_parser = parse_size)]
    pub max_memory: Option<usize>,
}

/// A number of bytes, with or without K, M, G or T (1024, …).
pub fn parse_size(text: &str) -> Result<usize, String> {
    let text = text.trim();
    let plain = text.strip_suffix(['b', 'B']).unwrap_or(text);
    let plain = plain.strip_suffix(['i']).unwrap_or(plain);
    let (digits, shift) = match plain.char_indices().last() {
        Some((at, 'k' | 'K')) => (&plain[..at], 10),
        Some((at, 'm' | 'M')) => (&plain[..at], 20),
        Some((at, 'g' | 'G')) => (&plain[..at], 30),
        Some((at, 't' | 'T')) => (&plain[..at], 40),
        _ => (plain, 0),
    };
    let wrong = || format!("'{text}' is no size: write 500M or 2G");
    let number: f64 = digits.trim().parse().map_err(|_| wrong())?;
    let bytes = number * f64::from(1u32 << (shift / 2)) * f64::from(1u32 << (shift - shift / 2));
    if (1.0..9e18).contains(&bytes) { Ok(bytes as usize) } else { Err(wrong()) }
}

/// Ways to run native regions.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EngineKind {
    /// As machine code.
    #[default]
    Native,
    /// In the evaluator of the typed representation, which is the oracle.
    Interp,
    /// As ordinary bytecode under the lock.
    Bytecode,
}

/// `ungil run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub engine: EngineArgs,
    /// Run this text; what follows are the program's arguments.
    #[arg(short = 'c', value_name = "CODE", conflicts_with = "module")]
    pub code: Option<OsString>,
    /// Run a module found on the module path; what follows are the program's arguments.
    #[arg(short = 'm', value_name = "MODULE")]
    pub module: Option<String>,
    /// The program's file, `-` for standard input, and the program's arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE")]
    pub rest: Vec<OsString>,
}

/// `ungil check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The files; `-` for standard input.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// How diagnostics are printed.
    #[arg(long, value_enum, default_value_t)]
    pub message_format: MessageFormat,
    /// Every parameter of a native function needs a type.
    #[arg(long)]
    pub strict: bool,
    /// Apply the fixes that diagnostics offer, and write the files.
    #[arg(long)]
    pub fix: bool,
}

/// How diagnostics are printed.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// With source lines, for people.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
}

/// `ungil annotate`.
#[derive(Args, Debug)]
pub struct AnnotateArgs {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// Where to write the page, which is HTML; standard output if it is not given.
    #[arg(short, long, value_name = "PAGE")]
    pub output: Option<PathBuf>,
}

/// `ungil dis`.
#[derive(Args, Debug)]
pub struct DisArgs {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// Which stages to print.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "bytecode")]
    pub emit: Vec<Stage>,
}

/// The stages that `ungil dis` prints.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The tokens, one a line.
    Tokens,
    /// The syntax tree, as CPython's `ast.dump` prints it.
    Ast,
    /// The resolved tree.
    Hir,
    /// The bytecode.
    Bytecode,
    /// The typed representation of native regions.
    Tir,
    /// The input of the code generator.
    Clif,
    /// The machine code.
    Asm,
}

/// The words that stand for subcommands, beside clap's own `help`.
const COMMANDS: [&str; 7] = ["run", "repl", "check", "dis", "annotate", "explain", "help"];

/// Put the word `run` in front of a command line that names a program and no subcommand. As Python does, an empty one
/// runs the program on standard input if that is no terminal.
pub fn with_implied_run(mut args: Vec<OsString>, terminal: bool) -> Vec<OsString> {
    if args.len() == 1 && !terminal {
        args.extend(["run", "-"].map(OsString::from));
        return args;
    }
    let program = args.get(1).map(|arg| arg.to_string_lossy().into_owned());
    let implied = match program.as_deref() {
        None | Some("-h" | "--help" | "-V" | "--version") => false,
        Some(word) => !COMMANDS.contains(&word),
    };
    if implied {
        args.insert(1, OsString::from("run"));
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Cli {
        let args = std::iter::once("ungil").chain(words.iter().copied()).map(OsString::from).collect();
        Cli::try_parse_from(with_implied_run(args, true)).expect("the words are a command line")
    }

    fn run_of(words: &[&str]) -> RunArgs {
        match parse(words).command {
            Some(Command::Run(run)) => run,
            other => panic!("not a run: {other:?}"),
        }
    }

    #[test]
    fn a_file_may_stand_without_run() {
        let run = run_of(&["prog.py", "--flag", "-c", "x"]);
        assert_eq!(run.rest, ["prog.py", "--flag", "-c", "x"]);
        assert_eq!(run.code, None);
    }

    #[test]
    fn code_takes_the_rest_as_arguments() {
        let run = run_of(&["-c", "print(1)", "a", "-b"]);
        assert_eq!(run.code, Some(OsString::from("print(1)")));
        assert_eq!(run.rest, ["a", "-b"]);
    }

    #[test]
    fn options_of_the_engine_come_before_the_program() {
        let run = run_of(&["run", "--engine", "interp", "--verify-native", "p.py", "--engine", "x"]);
        assert_eq!(run.engine.engine, EngineKind::Interp);
        assert!(run.engine.verify_native);
        assert_eq!(run.rest, ["p.py", "--engine", "x"]);
    }

    #[test]
    fn a_dash_is_standard_input_and_no_words_are_a_session() {
        assert_eq!(run_of(&["-"]).rest, ["-"]);
        assert!(parse(&[]).command.is_none());
    }

    #[test]
    fn sizes_have_suffixes() {
        assert_eq!(parse_size("4096"), Ok(4096));
        assert_eq!(parse_size("500M"), Ok(500 << 20));
        assert_eq!(parse_size("1.5g"), Ok(3 << 29));
        assert_eq!(parse_size("2GiB"), Ok(2 << 30));
        for wrong in ["", "G", "-1", "1Q", "nan", "inf", "1e30", "0"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn stages_are_a_comma_list() {
        let Some(Command::Dis(dis)) = parse(&["dis", "f.py", "--emit", "ast,clif"]).command else { panic!() };
        assert_eq!(dis.emit, [Stage::Ast, Stage::Clif]);
    }
}

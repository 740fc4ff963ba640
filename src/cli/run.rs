//! `ungil run`: a program from a file, a text, a module's name or standard input.

use std::path::Path;

use ungil::{Engine, Error, Limits};
use ungil_grammar::Source;

use super::args::{EngineArgs, EngineKind, RunArgs};
use super::{FAILED, INTERRUPTED, USAGE, complain, read_source};

/// Runs the program and gives its exit code.
pub fn run(args: RunArgs) -> u8 {
    let rest: Vec<String> = args.rest.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (source, argv, path) = if let Some(code) = &args.code {
        let argv = std::iter::once("-c".to_owned()).chain(rest).collect();
        (Ok(Source::new("<string>", code.to_string_lossy())), argv, String::new())
    } else if let Some(module) = &args.module {
        match find_module(module) {
            None => {
                complain(&format!("No module named {module}"));
                return FAILED;
            }
            Some(file) => {
                let argv = std::iter::once(file.clone()).chain(rest).collect();
                (read_source(Path::new(&file)), argv, String::new())
            }
        }
    } else {
        match rest.first().cloned() {
            None => {
                complain("run: name a file, or give -c CODE, -m MODULE or - for standard input");
                return USAGE;
            }
            Some(file) => {
                let folder =
                    Path::new(&file).parent().map_or_else(String::new, |p| p.to_string_lossy().into_owned());
                // As in Python, `__file__` and tracebacks have the whole path, `sys.argv` what was given.
                let whole = std::path::absolute(&file).unwrap_or_else(|_| file.as_str().into());
                (read_source(if file == "-" { Path::new("-") } else { &whole }), rest, folder)
            }
        }
    };
    let source = match source {
        Ok(source) => source,
        Err(error) => {
            complain(&error);
            return USAGE;
        }
    };
    let engine = match engine(&args.engine, argv, path) {
        Ok(engine) => engine,
        Err(error) => {
            complain(&error.to_string());
            return FAILED;
        }
    };
    engine.run_main(source).unwrap_or_else(|error| {
        if !matches!(error, Error::Interrupted) {
            complain(&error.to_string());
        }
        INTERRUPTED
    })
}

/// An engine with everything that the command line gives a program.
pub fn engine(args: &EngineArgs, argv: Vec<String>, path: String) -> Result<Engine, Error> {
    let tier = match args.engine {
        EngineKind::Native => ungil::Tier::Native,
        EngineKind::Interp => ungil::Tier::Interp,
        EngineKind::Bytecode => ungil::Tier::Bytecode,
    };
    let mut limits = Limits::new();
    if let Some(bytes) = args.max_memory {
        limits = limits.heap(bytes);
    }
    let engine = Engine::builder().argv(argv).path(path).tier(tier).verify_native(args.verify_native);
    engine.limits(limits).signals(true).build()
}

/// The file of a module under the current directory: `a.b` is `a/b.py` or `a/b/__main__.py`.
fn find_module(name: &str) -> Option<String> {
    let stem = name.replace('.', "/");
    [format!("{stem}.py"), format!("{stem}/__main__.py")].into_iter().find(|file| Path::new(file).is_file())
}

//! `ungil check`: the diagnostics of programs, without running them.

use ungil::check as compile;
use ungil_compiler::check::untyped;
use ungil_grammar::Diagnostic;
use ungil_grammar::render::{Format, render};

use super::args::{CheckArgs, MessageFormat};
use super::{FAILED, USAGE, complain, print, read_source};

/// Checks each file; 1 if one has errors, 2 if one cannot be read.
pub fn check(args: &CheckArgs) -> u8 {
    let format = match args.message_format {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
    };
    let mut code = 0;
    for path in &args.files {
        let source = match read_source(path) {
            Ok(source) => source,
            Err(error) => {
                complain(&error);
                code = USAGE;
                continue;
            }
        };
        let diagnostics = match compile(&source) {
            Ok(program) => {
                let mut found = program.warnings.clone();
                if args.strict {
                    let regions = program.module.regions.iter();
                    found.extend(regions.flat_map(|region| untyped(&program.module, region.id)));
                }
                found
            }
            Err(diagnostics) => diagnostics,
        };
        print(&render(&source, &diagnostics, format));
        if diagnostics.iter().any(Diagnostic::is_error) {
            code = code.max(FAILED);
        }
    }
    code
}

//! `ungil check`: the diagnostics of programs, without running them.

use std::path::Path;

use ungil::check as compile;
use ungil_compiler::check::untyped;
use ungil_grammar::render::{Format, render};
use ungil_grammar::{Diagnostic, Source};

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
        let source = if args.fix { mend(path, source, &mut code) } else { source };
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

/// The source with its fixes applied and written.
fn mend(path: &Path, source: Source, code: &mut u8) -> Source {
    let (text, count) = super::fix::fixed(source.name(), source.text());
    if count == 0 {
        return source;
    }
    if path.as_os_str() != "-"
        && let Err(error) = std::fs::write(path, &text)
    {
        complain(&format!("cannot write {}: {error}", path.display()));
        *code = USAGE;
        return source;
    }
    let s = if count == 1 { "" } else { "es" };
    complain(&format!("{}: {count} fix{s} applied", path.display()));
    Source::new(source.name(), text)
}

//! `ungil dis`: what a program becomes on its way to machine code.

use ungil_compiler::check::{EntryType, Instance, NoConstants, instantiate};
use ungil_compiler::{Program, hir};
use ungil_grammar::dump::{dump, dump_tokens};
use ungil_grammar::render::{Format, render};
use ungil_grammar::{Source, parse};

use super::args::{DisArgs, Stage};
use super::{FAILED, USAGE, complain, print, read_source};

/// Prints the stages asked for, one behind the other.
pub fn dis(args: &DisArgs) -> u8 {
    let source = match read_source(&args.file) {
        Ok(source) => source,
        Err(error) => {
            complain(&error);
            return USAGE;
        }
    };
    let mut code = 0;
    for &stage in &args.emit {
        match emit(&source, stage) {
            Ok(text) => print(&text),
            Err(text) => {
                eprint!("{text}");
                code = FAILED;
            }
        }
    }
    code
}

fn emit(source: &Source, stage: Stage) -> Result<String, String> {
    if stage == Stage::Tokens {
        return Ok(dump_tokens(source));
    }
    let refuse = |diagnostics: &[_]| render(source, diagnostics, Format::Human);
    if stage == Stage::Ast {
        let parsed = parse(source);
        return if parsed.has_errors() {
            Err(refuse(&parsed.diagnostics))
        } else {
            Ok(dump(&parsed.module) + "\n")
        };
    }
    let program = ungil::check(source).map_err(|diagnostics| refuse(&diagnostics))?;
    match stage {
        Stage::Tokens | Stage::Ast => Ok(String::new()),
        Stage::Hir => Ok(hir::print::print(&program.module)),
        Stage::Bytecode => Ok(ungil_compiler::bytecode::disasm::disassemble(&program.code)),
        Stage::Tir | Stage::Clif | Stage::Asm => native(source, &program, stage),
    }
}

/// The native stages of every region whose input types stand in the source.
fn native(source: &Source, program: &Program, stage: Stage) -> Result<String, String> {
    let mut text = String::new();
    for region in &program.module.regions {
        let name = &program.module.function(region.func).qualname;
        let line = source.line(region.head.start);
        if !region.captures.is_empty() {
            text += &format!(
                "; {name}, line {line}: a block that captures variables is compiled when it is entered\n"
            );
            continue;
        }
        let inputs: &[EntryType] = &[];
        match instantiate(&program.module, &program.source, region.id, inputs, &NoConstants) {
            Ok(instance) => {
                text += &format!("; {name}, line {line}\n");
                text += &show(&instance, stage)?;
            }
            Err(diagnostics) => return Err(render(source, &diagnostics, Format::Human)),
        }
    }
    Ok(text)
}

fn show(instance: &Instance, stage: Stage) -> Result<String, String> {
    if stage == Stage::Tir {
        return Ok(ungil_compiler::tir::print::print(&instance.group));
    }
    let listing = ungil_runtime::jit::listing(&instance.group).map_err(|error| format!("{error}\n"))?;
    Ok(if stage == Stage::Clif { listing.clif } else { listing.asm })
}

//! Tree to program: scopes, HIR, bytecode, and the native tier up to CLIF.
#![forbid(unsafe_code)]

pub mod bytecode;
pub mod check;
pub mod codegen;
mod emit;
pub mod hir;
mod lower;
mod scope;
mod session;
pub mod tir;
pub mod types;

use std::sync::Arc;

pub use emit::Mode;
pub use session::Session;
use ungil_grammar::{Diagnostic, Source, ast};

/// A compiled source: immutable, shared by every engine that loads it.
#[derive(Debug, Clone)]
pub struct Program {
    /// The text it was made from; tracebacks show its lines.
    pub source: Source,
    /// The bytecode of the module body, with all functions inside.
    pub code: Arc<bytecode::Code>,
    /// The resolved tree, of which regions are made native when their types are known.
    pub module: Arc<hir::Module>,
    /// Messages that do not stop the program.
    pub warnings: Vec<Diagnostic>,
}

/// Resolves names in a syntax tree and lowers it.
pub fn resolve(module: &ast::Module) -> (hir::Module, Vec<Diagnostic>) {
    lower::lower(module, scope::Options::default())
}

/// What names of the module's scope mean that earlier inputs of a session bound.
type Earlier = rustc_hash::FxHashMap<hir::Name, hir::Binding>;

/// How to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What the module's own statements are.
    pub mode: Mode,
    /// Whether regions that cannot become native are errors, as they are unless everything runs as bytecode.
    pub check_regions: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { mode: Mode::File, check_regions: true }
    }
}

/// Parses and compiles a file.
pub fn compile(source: &Source) -> Result<Program, Vec<Diagnostic>> {
    compile_with(source, Options::default())
}

/// Parses and compiles a file (or, in mode [`Mode::Eval`], one expression).
pub fn compile_with(source: &Source, options: Options) -> Result<Program, Vec<Diagnostic>> {
    if options.mode == Mode::Eval {
        return compile_expression(source);
    }
    compile_after(source, options, &Earlier::default())
}

fn compile_after(source: &Source, options: Options, earlier: &Earlier) -> Result<Program, Vec<Diagnostic>> {
    let parsed = ungil_grammar::parse(source);
    if parsed.has_errors() {
        return Err(parsed.diagnostics);
    }
    let mut program = compile_tree_after(source, &parsed.module, options, earlier)?;
    program.warnings.splice(0..0, parsed.diagnostics);
    Ok(program)
}

/// Parses and compiles one expression; the code returns its value.
pub fn compile_expression(source: &Source) -> Result<Program, Vec<Diagnostic>> {
    let parsed = ungil_grammar::parse_expression(source);
    let Some(value) = parsed.expr else { return Err(parsed.diagnostics) };
    let span = value.span;
    let kind = ast::StmtKind::Expr { value: Box::new(value) };
    let tree = ast::Module { body: vec![ast::Stmt { kind, span }] };
    compile_tree(source, &tree, Options { mode: Mode::Eval, ..Options::default() })
}

/// Compiles a syntax tree.
pub fn compile_tree(
    source: &Source,
    tree: &ast::Module,
    options: Options,
) -> Result<Program, Vec<Diagnostic>> {
    compile_tree_after(source, tree, options, &Earlier::default())
}

fn compile_tree_after(
    source: &Source,
    tree: &ast::Module,
    options: Options,
    earlier: &Earlier,
) -> Result<Program, Vec<Diagnostic>> {
    let scope_options = scope::Options { earlier: Some(earlier), ..scope::Options::default() };
    let (module, mut diagnostics) = lower::lower(tree, scope_options);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    if options.check_regions {
        diagnostics.extend(check::check_module(&module, source));
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(diagnostics);
        }
    }
    match emit::emit(&module, source, options.mode) {
        Ok(code) => {
            debug_assert_eq!(bytecode::verify::verify(&code), Ok(()));
            Ok(Program { source: source.clone(), code, module: Arc::new(module), warnings: diagnostics })
        }
        Err(error) => Err(vec![*error]),
    }
}

//! Text to tree: tokens, layout, grammar, syntax tree and diagnostics.
//!
//! In comes a [`Source`], out come an [`ast::Module`] and the [`Diagnostic`]s found on the way. Nothing here fails,
//! does I/O, or knows what names mean: scopes are the compiler's business.
#![forbid(unsafe_code)]

mod actions;
pub mod ast;
mod character_names;
pub mod codes;
pub mod diagnostic;
pub mod dump;
mod encoding;
mod expressions;
mod fstring;
mod layout;
mod lexer;
mod number;
mod parameters;
mod parser;
mod patterns;
pub mod printable;
pub mod render;
pub mod repr;
pub mod source;
pub mod span;
mod string;
mod syntax_error;
mod targets;
pub mod text;
pub mod token;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use dump::dump;
pub use source::{LineCol, Source};
pub use span::Span;

/// What [`parse`] found.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The tree. Statements with errors are left out, so do not run it if [`Parsed::has_errors`].
    pub module: ast::Module,
    /// The messages, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether the text is refused.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// What [`parse_expression`] found.
#[derive(Clone, Debug)]
pub struct ParsedExpression {
    /// The expression; absent if there are errors.
    pub expr: Option<ast::Expr>,
    /// The messages, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What [`parse_interactive`] found.
#[derive(Clone, Debug)]
pub enum Interactive {
    /// The input is the beginning of a statement: read another line and parse it all again.
    Incomplete,
    /// The input is complete, or wrong.
    Complete(Parsed),
}

/// Parses a file.
pub fn parse(source: &Source) -> Parsed {
    parser::parse(source)
}

/// Parses a single expression, as `eval` takes it.
pub fn parse_expression(source: &Source) -> ParsedExpression {
    parser::parse_expression(source)
}

/// Parses the input of a REPL: all lines of a statement that were read so far, each with its newline. A statement with a
/// block is complete after an empty line.
pub fn parse_interactive(source: &Source) -> Interactive {
    parser::parse_interactive(source)
}

/// The tokens of a text after layout, for people who want to see them. Faults are left to [`parse`].
pub fn tokens(source: &Source) -> Vec<token::Token> {
    layout::layout(source.text(), lexer::lex(source.text(), 0)).tokens
}

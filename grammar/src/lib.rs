//! Text to tree: tokens, layout, grammar, syntax tree and diagnostics.
//!
//! In comes a [`Source`], out come an [`ast::Module`] and the [`Diagnostic`]s found on the way. Nothing here fails,
//! does I/O, or knows what names mean: scopes are the compiler's business.
#![forbid(unsafe_code)]

pub mod ast;
pub mod codes;
pub mod diagnostic;
mod encoding;
pub mod source;
pub mod span;
pub mod text;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
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

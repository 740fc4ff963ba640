//! Regions: the parts of a program that become native code.

use super::{Block, Const, FuncId, Keyword, Name, RegionId, Span, Var};

/// A native region.
#[derive(Debug, Clone)]
pub struct Region {
    /// Its id.
    pub id: RegionId,
    /// What it is, with its statements.
    pub kind: RegionKind,
    /// The function whose variables the statements use: the native function itself, or the function around the block.
    pub func: FuncId,
    /// Where it stands.
    pub span: Span,
    /// The head: the decorator, `with nogil(…)`, or the call of `prange`.
    pub head: Span,
    /// The options (`overflow="wrap"`, `deadline=2.5`); of a stand-alone `prange` none (they are the arguments of the loop's call).
    pub options: Vec<Keyword>,
    /// The variables of the function around that a block reads or writes, in order of first appearance; empty for functions, whose
    /// inputs are their parameters. Globals of the module are in it only when they are not constant.
    pub captures: Vec<Capture>,
    /// How control can leave a block other than by its end or an exception.
    pub exits: Exits,
}

impl Region {
    /// The value of an option.
    pub fn option(&self, name: &str) -> Option<&super::Expr> {
        self.options.iter().find(|k| k.name.as_deref() == Some(name)).map(|k| &k.value)
    }

    /// The text of an option that is a string literal.
    pub fn text_option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|k| k.name.as_deref() == Some(name)).and_then(|k| match &k.value.kind {
            super::ExprKind::Const(Const::Str(text)) => Some(&**text),
            _ => None,
        })
    }
}

/// What becomes native.
#[derive(Debug, Clone)]
pub enum RegionKind {
    /// A `@nogil` function: the statements are the function's.
    Function(FuncId),
    /// `with nogil:`.
    Block(Block),
    /// `for … in prange(…, nogil=True)` outside a region: a block with this one loop.
    Loop(Block),
}

/// A variable that a block shares with the code around it.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The variable, as the function around names it.
    pub var: Var,
    /// Its name.
    pub name: Name,
    /// The first use.
    pub span: Span,
    /// Used by the block.
    pub read: bool,
    /// Assigned by the block: its value goes back when the block is left. Such a variable need not have a value at entry.
    pub written: bool,
}

/// The jumps out of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exits {
    /// A `return`.
    pub returns: bool,
    /// A `break` of a loop around the block.
    pub breaks: bool,
    /// A `continue` of a loop around the block.
    pub continues: bool,
}

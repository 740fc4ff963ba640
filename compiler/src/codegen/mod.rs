//! TIR to CLIF. The only user of cranelift-codegen and -frontend besides the runtime's code memory.
//!
//! For each function of a group: an inner function (Cranelift to Cranelift: value and status in two registers), an entry
//! thunk (the border to Rust), and one outlined function for each `prange`. References between them are by number in
//! [`GroupCode::functions`] (namespace 0), so that the runtime declares them in order and needs no names.
//!
//! `abi.rs` is the contract with the runtime, `emit.rs` holds the state of one function and raising, `expr.rs` and
//! `arith.rs` expressions, `view.rs` views and arrays, `stmt.rs` statements and loops, `prange.rs` parallel loops.

pub mod abi;
mod arith;
mod emit;
mod expr;
mod lanes;
mod prange;
mod stmt;
mod vector;
mod view;

use crate::tir::{Group, Message, Piece, Pos, Scalar, Type};
use abi::Addresses;
use cranelift_codegen::ir;
use cranelift_codegen::isa::{CallConv, TargetFrontendConfig};
use cranelift_frontend::FunctionBuilderContext;
use std::sync::Arc;

/// What one compilation is told.
#[allow(missing_debug_implementations)]
pub struct Target<'a> {
    /// Of the ISA.
    pub config: TargetFrontendConfig,
    /// Helpers and libm.
    pub addresses: &'a Addresses,
    /// For each extern of the group, the address of its inner function.
    pub externs: &'a [u64],
    /// The number that identifies this group's site table.
    pub group_id: u64,
}

/// CLIF of a group.
#[derive(Debug)]
pub struct GroupCode {
    /// Inner functions (as many as the group has), then their entry thunks, then outlined bodies.
    pub functions: Vec<CodeFunction>,
    /// What can raise, by site number.
    pub sites: Vec<Site>,
    /// How many functions the group has.
    pub count: usize,
}

impl GroupCode {
    /// The number of the entry thunk of a function.
    pub fn thunk(&self, function: usize) -> usize {
        self.count + function
    }
}

/// One CLIF function.
#[derive(Debug)]
pub struct CodeFunction {
    /// For symbols and listings.
    pub name: String,
    /// The code.
    pub clif: ir::Function,
}

/// A place that can raise.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The function's name.
    pub function: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The place.
    pub pos: Pos,
    /// The calls that were inlined around the place, outermost first.
    pub within: Vec<InlinedCall>,
    /// The text of a `raise` statement; the arguments are in `ctx.trap_args`.
    pub message: Vec<SitePiece>,
}

/// A call that has no frame of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct InlinedCall {
    /// The name of the function that calls.
    pub function: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The place of the call.
    pub pos: Pos,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum SitePiece {
    /// Literal.
    Text(Arc<str>),
    /// The next argument, of that type.
    Value(Scalar),
    /// The next argument, of that type, with a format specification.
    Spec(Scalar, Arc<str>),
    /// No text: the next argument is that of the exception.
    Argument(Scalar),
}

impl Site {
    fn pieces(message: &Message) -> Vec<SitePiece> {
        match message {
            Message::None => Vec::new(),
            Message::Value(value) => vec![SitePiece::Argument(value.ty)],
            Message::Text(text) => vec![SitePiece::Text(text.clone())],
            Message::Format(pieces) => pieces
                .iter()
                .map(|p| match p {
                    Piece::Text(text) => SitePiece::Text(text.clone()),
                    Piece::Value(value) => SitePiece::Value(value.ty),
                    Piece::Spec(value, spec) => SitePiece::Spec(value.ty, spec.clone()),
                })
                .collect(),
        }
    }

    /// The argument of the exception, if it is no text.
    pub fn argument(&self, args: &[u64]) -> Option<(Scalar, u64)> {
        match self.message[..] {
            [SitePiece::Argument(ty)] => args.first().map(|&bits| (ty, bits)),
            _ => None,
        }
    }

    /// The text with its arguments filled in; `format` is Python's, of a value with a specification.
    pub fn message(&self, args: &[u64], format: impl Fn(Scalar, u64, &str) -> String) -> String {
        let mut out = String::new();
        let mut args = args.iter();
        for piece in &self.message {
            match piece {
                SitePiece::Text(text) => out.push_str(text),
                SitePiece::Spec(ty, spec) => {
                    out.push_str(&format(*ty, args.next().copied().unwrap_or(0), spec));
                }
                SitePiece::Value(ty) | SitePiece::Argument(ty) => {
                    out.push_str(&crate::tir::format_scalar(*ty, args.next().copied().unwrap_or(0)));
                }
            }
        }
        out
    }
}

/// Lower a verified group. An error names what is too large for this code generator.
pub fn lower(group: &Group, target: &Target<'_>) -> Result<GroupCode, String> {
    let mut frontend = FunctionBuilderContext::new();
    let mut shared = emit::Shared { group, target, sites: Vec::new(), outlined: Vec::new() };
    let mut functions = Vec::with_capacity(group.functions.len() * 2);
    for function in &group.functions {
        if abi::result_words(function) > abi::ctx::RET_WORDS {
            return Err(format!("`{}` has too many results", function.name));
        }
    }
    for index in 0..group.functions.len() {
        let clif = emit::inner_function(&mut shared, &mut frontend, index);
        functions.push(CodeFunction { name: group.functions[index].name.to_string(), clif });
    }
    for (index, function) in group.functions.iter().enumerate() {
        let clif = emit::thunk(&shared, &mut frontend, index);
        functions.push(CodeFunction { name: format!("{}.entry", function.name), clif });
    }
    // Bodies of nested pranges join the queue while the outer ones are emitted.
    let mut next = 0;
    while next < shared.outlined.len() {
        let body = shared.outlined[next].clone();
        let clif = prange::outlined_function(&mut shared, &mut frontend, &body, functions.len());
        let name = format!("{}.prange{next}", group.functions[body.function].name);
        functions.push(CodeFunction { name, clif });
        next += 1;
    }
    Ok(GroupCode { functions, sites: shared.sites, count: group.functions.len() })
}

/// The CLIF signature of the inner function of a TIR signature.
pub fn inner_signature(params: &[Type], results: &[Type], outs: bool, call_conv: CallConv) -> ir::Signature {
    let mut sig = ir::Signature::new(call_conv);
    let word = ir::AbiParam::new(ir::types::I64);
    sig.params.push(word);
    for &ty in params {
        match ty {
            Type::Scalar(s) => sig.params.push(ir::AbiParam::new(emit::clif_type(s))),
            Type::View(_) => sig.params.extend(std::iter::repeat_n(word, abi::words(ty))),
        }
    }
    if outs {
        sig.params.push(word);
    }
    if let [Type::Scalar(s)] = results {
        sig.returns.push(ir::AbiParam::new(emit::clif_type(*s)));
    }
    sig.returns.push(word);
    sig
}

//! Actions for parameter lists: the grammar takes any order, this checks it.
// The generated parser copies its symbols about, so large ones travel in boxes.
#![allow(clippy::vec_box, clippy::boxed_local, clippy::too_many_arguments)]

use crate::actions::Actions;
use crate::ast::{Arg, Arguments, Expr, Ident};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// One item of a parameter list.
pub(crate) enum Param {
    /// `name: annotation = default`.
    Plain(Arg, Option<Expr>),
    /// `/`.
    Slash(Span),
    /// `*`.
    BareStar(Span),
    /// `*name`.
    Star(Arg, Option<Expr>),
    /// `**name`.
    DoubleStar(Arg, Option<Expr>),
}

fn arg(name: Ident, annotation: Option<Expr>) -> Arg {
    let end = annotation.as_ref().map_or(name.span.end, |expr| expr.span.end);
    Arg { arg: name.name, annotation: annotation.map(Box::new), span: Span::new(name.span.start, end) }
}

impl Param {
    pub fn plain(name: Ident, annotation: Option<Expr>, default: Option<Expr>) -> Box<Self> {
        Box::new(Self::Plain(arg(name, annotation), default))
    }

    pub fn slash(l: u32, r: u32) -> Box<Self> {
        Box::new(Self::Slash(Span::new(l, r)))
    }

    pub fn bare_star(l: u32, r: u32) -> Box<Self> {
        Box::new(Self::BareStar(Span::new(l, r)))
    }

    pub fn star(name: Ident, annotation: Option<Expr>, default: Option<Expr>) -> Box<Self> {
        Box::new(Self::Star(arg(name, annotation), default))
    }

    pub fn double_star(name: Ident, annotation: Option<Expr>, default: Option<Expr>) -> Box<Self> {
        Box::new(Self::DoubleStar(arg(name, annotation), default))
    }

    fn span(&self) -> Span {
        match self {
            Self::Plain(arg, _) | Self::Star(arg, _) | Self::DoubleStar(arg, _) => arg.span,
            Self::Slash(span) | Self::BareStar(span) => *span,
        }
    }
}

impl Actions<'_> {
    /// Sorts a list of parameters into their kinds.
    pub fn params(&mut self, list: Vec<Box<Param>>) -> Box<Arguments> {
        let mut params = Box::<Arguments>::default();
        let mut star: Option<Span> = None;
        let mut bare_star: Option<Span> = None;
        let mut slash = false;
        for param in list {
            let span = param.span();
            if params.kwarg.is_some() {
                self.bad_params(
                    span,
                    "arguments cannot follow var-keyword argument",
                    "`**` takes the rest, so it comes last",
                );
                break;
            }
            match *param {
                Param::Plain(arg, default) if star.is_some() => {
                    bare_star = None;
                    params.kwonly.push(arg);
                    params.kw_defaults.push(default);
                }
                Param::Plain(arg, default) => {
                    match default {
                        Some(default) => params.defaults.push(default),
                        None if !params.defaults.is_empty() => {
                            self.bad_params(
                                span,
                                "non-default argument follows default argument",
                                "this parameter needs a default too",
                            );
                        }
                        None => {}
                    }
                    params.args.push(arg);
                }
                Param::Slash(_) => {
                    if slash {
                        self.bad_params(span, "/ may appear only once", "the second `/`");
                    } else if star.is_some() {
                        self.bad_params(span, "/ must be ahead of *", "this comes too late");
                    } else if params.args.is_empty() {
                        self.bad_params(
                            span,
                            "at least one argument must precede /",
                            "nothing stands before it",
                        );
                    }
                    slash = true;
                    params.posonly.append(&mut params.args);
                }
                Param::BareStar(_) | Param::Star(..) if star.is_some() => {
                    self.bad_params(span, "* argument may appear only once", "the second `*`");
                }
                Param::BareStar(_) => {
                    star = Some(span);
                    bare_star = Some(span);
                }
                Param::Star(arg, default) => {
                    if let Some(default) = default {
                        self.bad_params(
                            default.span,
                            "var-positional argument cannot have default value",
                            "if absent it is an empty tuple",
                        );
                    }
                    star = Some(span);
                    params.vararg = Some(Box::new(arg));
                }
                Param::DoubleStar(arg, default) => {
                    if let Some(default) = default {
                        self.bad_params(
                            default.span,
                            "var-keyword argument cannot have default value",
                            "if absent it is an empty dict",
                        );
                    }
                    params.kwarg = Some(Box::new(arg));
                }
            }
        }
        if let Some(span) = bare_star {
            self.bad_params(span, "named arguments must follow bare *", "no parameter follows it");
        }
        params
    }

    fn bad_params(&mut self, span: Span, message: &str, text: &str) {
        self.report(Diagnostic::error(codes::BAD_PARAMETERS, span, message).with_text(text));
    }
}

//! Generic functions: a parameter without annotation takes its type from the argument.
//!
//! Each combination of parameter types is a version of its own, a function of its own in the group. From bytecode the types
//! are those of the values at the border ([`super::EntryType`]); from native code those of the arguments. A parameter that is
//! annotated `Callable` is open too: its type is the function that is passed, so a call of it is a direct call.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::visit::{self, Use};
use super::{Checker, EntryType, Param, ParamSource, Shape};
use crate::hir::{self, FuncId, Function, Module, RegionId, RegionKind, Var};
use crate::tir::{Scalar, Type};
use crate::types::{FuncTy, Ty, is_callable};

/// The most versions of one generic function.
pub const MAX_VERSIONS: u32 = 32;

/// The numbers of the parameters whose types come from the arguments; the entry types of a native function are of these.
pub fn open_params(module: &Module, region: RegionId) -> Vec<u32> {
    let Some(region) = module.regions.get(region.0 as usize) else { return Vec::new() };
    let RegionKind::Function(id) = region.kind else { return Vec::new() };
    let params = &module.function(id).params;
    let starred = |i: u32| Some(i) == params.varargs || Some(i) == params.kwargs;
    let all = params.all.iter().enumerate();
    all.filter(|(i, p)| is_open(p) && !starred(*i as u32)).map(|(i, _)| i as u32).collect()
}

/// What an exported function, whose types must stand in the source, lacks.
pub fn untyped(module: &Module, region: RegionId) -> Vec<Diagnostic> {
    let open = open_params(module, region);
    let Some(RegionKind::Function(id)) = module.regions.get(region.0 as usize).map(|r| &r.kind) else {
        return Vec::new();
    };
    let params = &module.function(*id).params.all;
    let open = open.into_iter().filter_map(|i| params.get(i as usize));
    open.map(|param| {
        let name = &param.name;
        let d = Diagnostic::error(
            codes::UNTYPED_PARAMETER,
            param.span,
            format!("parameter `{name}` of an exported native function has no type"),
        );
        match param.annotation {
            None => d
                .with_hint(format!("add a type: `{name}: i64`"))
                .with_fix(Span::at(param.span.start + name.len() as u32), ": i64"),
            Some(_) => d.with_text("the type of a function").with_hint("call the function by its name"),
        }
    })
    .collect()
}

/// Whether a parameter takes its type from the argument.
pub(crate) fn is_open(param: &hir::Param) -> bool {
    param.annotation.as_ref().is_none_or(is_callable)
}

/// How often a function's body assigns a parameter.
pub(crate) fn writes_of(module: &Module, function: &Function, param: &hir::Param) -> u32 {
    let mut writes = 0;
    visit::block(module, &function.body, &mut |u| {
        if let Use::Write(Var::Local(id) | Var::Cell(id), _) = u
            && *id == param.local
        {
            writes += 1;
        }
    });
    writes
}

impl<'a> Checker<'a> {
    /// The type of a value at the border. An object has none, which is said at `span`.
    fn entry_ty(&mut self, entry: &EntryType, param: &hir::Param, span: Span) -> Option<Ty> {
        let name = match entry {
            EntryType::Bool => return Some(Ty::Scalar(Scalar::Bool)),
            EntryType::Int => return Some(Ty::Scalar(Scalar::I64)),
            EntryType::Float => return Some(Ty::Scalar(Scalar::F64)),
            EntryType::View(view) => {
                // Whether a read-only buffer will do is decided by what the function writes, at the border.
                let mut view = *view;
                view.writable = true;
                return Some(Ty::View(view));
            }
            EntryType::Tuple(items) => {
                let items: Option<Vec<Ty>> =
                    items.iter().map(|item| self.entry_ty(item, param, span)).collect();
                return items.map(Ty::Tuple);
            }
            EntryType::Function { program, region } => {
                let home = self.constants.home(*program);
                let func = home.and_then(|home| Some((home, self.function_of(home, RegionId(*region))?)));
                match func {
                    Some((home, func)) => return Some(Ty::Func(self.plain_function(home, func).into())),
                    None => "function".into(),
                }
            }
            EntryType::Unbound => "missing value".into(),
            EntryType::Object(name) => {
                if let Some(class) = super::structs::named(self.module, name)
                    && let Ok(ty) = super::structs::struct_type(self.module, self.home, class, 0)
                {
                    return Some(ty);
                }
                name.clone()
            }
        };
        let mut d = Diagnostic::error(
            codes::PYTHON_OBJECT,
            span,
            format!("parameter `{}` is given a {name}, which native code cannot use", param.name),
        );
        d = d.with_hint(match &*name {
            "function" | "builtin_function_or_method" => "pass a `@nogil` function",
            "list" | "range" => "pass an array: `array([...], dtype=f64)`",
            _ => "pass numbers, arrays or tuples of numbers",
        });
        self.say_always(d);
        None
    }

    /// The types that the entry of a region gives its function's parameters.
    pub(crate) fn given_types(
        &mut self,
        region: RegionId,
        id: FuncId,
        entry: &[EntryType],
    ) -> Vec<Option<Ty>> {
        let module = self.module;
        let function = module.function(id);
        let mut given = vec![None; function.params.all.len()];
        if !self.early && entry.is_empty() {
            for d in untyped(module, region) {
                self.say_always(d);
            }
        }
        for (&i, entry) in open_params(module, region).iter().zip(entry) {
            let Some(param) = function.params.all.get(i as usize) else { continue };
            if let Some(slot) = given.get_mut(i as usize) {
                *slot = Some(self.entry_ty(entry, param, param.span).unwrap_or(Ty::Unknown));
            }
        }
        given
    }

    /// The type of a function that captures nothing.
    pub(crate) fn plain_function(&self, home: u32, func: FuncId) -> FuncTy {
        let name = match self.homes.get(home as usize) {
            Some(home) => home.module.function(func).name.clone(),
            None => "?".into(),
        };
        FuncTy { home, func, name, captures: Vec::new(), declared: None }
    }

    /// The parts of a parameter at the border; its native inputs are added to `params`.
    pub(crate) fn input_shape(
        &mut self,
        param: &hir::Param,
        ty: &Ty,
        source: ParamSource,
        params: &mut Vec<Param>,
    ) -> Shape {
        match ty {
            Ty::Func(_) => Shape::Function,
            Ty::Struct(of) => {
                let fields = of.fields.iter();
                let fields =
                    fields.map(|(name, ty)| (name.clone(), self.input_shape(param, ty, source, params)));
                Shape::Struct(of.name.clone(), fields.collect())
            }
            Ty::Tuple(items) => {
                if items
                    .iter()
                    .any(|item| !matches!(item, Ty::Scalar(_) | Ty::Tuple(_) | Ty::Struct(_) | Ty::Unknown))
                {
                    self.say_always(
                        Diagnostic::error(
                            codes::NOT_IN_NATIVE,
                            param.span,
                            format!("`{}`, a {ty}, cannot come from ordinary code", param.name),
                        )
                        .with_hint("pass arrays and functions as parameters of their own"),
                    );
                }
                Shape::Tuple(items.iter().map(|item| self.input_shape(param, item, source, params)).collect())
            }
            Ty::Scalar(_) | Ty::View(_) | Ty::None | Ty::Unknown => {
                params.push(Param {
                    name: param.name.clone(),
                    ty: Type::Scalar(Scalar::I64),
                    writes: false,
                    source,
                });
                Shape::Leaf
            }
        }
    }
}

//! Attributes of functions, builtins, methods, codes and cells.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Builtin, Def, Name};

pub(super) static FUNCTION: &[Def] = &[
    Def::getter("__name__", function_name),
    Def::getter("__qualname__", function_qualname),
    Def::getter("__module__", function_module),
    Def::getter("__doc__", function_doc),
    Def::getter("__code__", function_code),
    Def::getter("__globals__", function_globals),
    Def::getter("__closure__", function_closure),
    Def::getter("__defaults__", function_defaults),
    Def::getter("__kwdefaults__", function_kwdefaults),
    Def::getter("__annotations__", function_annotations),
    Def::new("__get__", "instance, owner=None, /", function_get),
];

/// What native functions have besides.
pub(super) static NATIVE_FUNCTION: &[Def] =
    &[Def::new("inspect", "what=None, /", crate::vm::region::inspect::inspect)];

pub(super) static BUILTIN: &[Def] = &[
    Def::getter("__name__", builtin_name),
    Def::getter("__qualname__", builtin_qualname),
    Def::getter("__module__", builtin_module),
    Def::getter("__doc__", none),
    Def::getter("__self__", builtin_self),
];

pub(super) static METHOD: &[Def] = &[
    Def::static_method("__new__", "cls, function, instance, /", method_new),
    Def::getter("__func__", method_func),
    Def::getter("__self__", method_self),
    Def::getter("__name__", method_attr_name),
    Def::getter("__qualname__", method_attr_qualname),
    Def::getter("__doc__", method_attr_doc),
    Def::getter("__module__", method_attr_module),
];

pub(super) static CODE: &[Def] = &[
    Def::getter("co_name", code_name),
    Def::getter("co_qualname", code_qualname),
    Def::getter("co_filename", code_filename),
    Def::getter("co_firstlineno", code_firstlineno),
    Def::getter("co_argcount", code_argcount),
    Def::getter("co_posonlyargcount", code_posonly),
    Def::getter("co_kwonlyargcount", code_kwonly),
    Def::getter("co_varnames", code_varnames),
    Def::getter("co_consts", code_consts),
    Def::getter("co_names", code_names),
    Def::getter("co_flags", code_flags),
    Def::getter("co_freevars", code_freevars),
    Def::getter("co_cellvars", code_cellvars),
    Def::getter("co_nlocals", code_nlocals),
    Def::getter("co_stacksize", code_stacksize),
    Def::getter("co_code", code_code),
];

pub(super) static CELL: &[Def] = &[Def::getter("cell_contents", cell_contents)];

pub(super) static TRACEBACK: &[Def] = &[
    Def::getter("tb_next", tb_next),
    Def::getter("tb_lineno", tb_lineno),
    Def::getter("tb_code", tb_code),
    Def::getter("tb_frame", super::frames::traceback_frame),
    Def::getter("tb_lasti", tb_lasti),
];

fn none(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

macro_rules! function_getters {
    ($($f:ident |$gil:ident, $function:ident| $value:expr;)*) => {
        $(fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let $gil: &Gil = gil;
            let x = args.get($gil, 0);
            let Some($function) = x.as_function().or_else(|| x.as_native_function().map(|native| native.function())) else {
                out.set($gil, $gil.none());
                return Ok(());
            };
            out.set($gil, $value);
            Ok(())
        })*
    };
}

function_getters! {
    function_name |gil, f| f.name(gil);
    function_qualname |gil, f| f.qualname(gil);
    function_module |gil, f| {
        let own = f.attrs().and_then(|dict| dict.get_str(gil, gil.name(Name::Module)));
        own.or_else(|| f.globals().get_str(gil, gil.name(Name::Name))).unwrap_or(gil.none())
    };
    function_doc |gil, f| {
        let own = f.attrs().and_then(|dict| dict.get_str(gil, gil.name(Name::Doc)));
        match (own, &f.code().source.doc) {
            (Some(own), _) => own,
            (None, Some(doc)) => gil.str_wtf8(doc),
            (None, None) => gil.none(),
        }
    };
    function_code |gil, f| { let _ = gil; f.code().local() };
    function_globals |gil, f| { let _ = gil; f.globals().local() };
    function_closure |gil, f| { let _ = gil; f.closure() };
    function_defaults |gil, f| f.defaults().map_or(gil.none(), |defaults| defaults.local());
    function_kwdefaults |gil, f| f.kwdefaults().map_or(gil.none(), |defaults| defaults.local());
    function_annotations |gil, f| {
        let dict = f.attrs_or_new(gil);
        match dict.get_str(gil, gil.name(Name::Annotations)) {
            Some(found) => found,
            None => {
                let fresh = gil.dict();
                dict.set_str(gil, gil.name(Name::Annotations), fresh.local())?;
                fresh.local()
            }
        }
    };
}

fn function_get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = args.get(gil, 0).word();
    if args.get(gil, 1).is_none() {
        out.set(gil, args.get(gil, 0));
        return Ok(());
    }
    gil.bind_class_value(found, args.reg(1), out)
}

/// The builtin itself, or the one that a bound method binds.
fn builtin(gil: &Gil, args: Args) -> Option<&Builtin> {
    let value = args.get(gil, 0);
    value.as_builtin().or_else(|| value.as_bound_method()?.function().as_builtin())
}

fn builtin_self(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let value = args.get(s, 0);
    if let Some(method) = value.as_bound_method() {
        out.set(s, method.receiver());
        return Ok(());
    }
    let module = value.as_builtin().map_or(s.none(), |builtin| builtin.module());
    let found = module.as_str().and_then(|name| s.modules_dict().get_str(s, s.intern_str(name)));
    out.set(s, found.unwrap_or(s.none()));
    Ok(())
}

fn builtin_name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let name = builtin(gil, args).map_or("", |builtin| builtin.name);
    out.set(gil, gil.intern(name).local());
    Ok(())
}

fn builtin_qualname(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let Some(builtin) = builtin(gil, args) else { return Ok(()) };
    let text = match builtin.owner().as_class() {
        Some(class) => format!("{}.{}", class.name_text(), builtin.name),
        None => builtin.name.to_owned(),
    };
    out.set(gil, gil.str(&text));
    Ok(())
}

fn builtin_module(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, builtin(gil, args).map_or(gil.none(), |builtin| builtin.module()));
    Ok(())
}

fn method_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if !gil.is_callable(args.get(gil, 1)) {
        return Err(gil.type_error("first argument must be callable"));
    }
    if args.get(gil, 2).is_none() {
        return Err(gil.type_error("instance must not be None"));
    }
    out.set(gil, gil.bound_method(args.get(gil, 1), args.get(gil, 2)));
    Ok(())
}

fn method_func(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_bound_method().map_or(gil.none(), |method| method.function()));
    Ok(())
}

fn method_self(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_bound_method().map_or(gil.none(), |method| method.receiver()));
    Ok(())
}

fn method_attr(gil: &mut Gil, args: Args, name: &str, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let function = s.slot();
    let found = args.get(s, 0).as_bound_method().map_or(s.none(), |method| method.function());
    function.set(s, found);
    s.getattr(function, name, out)
}

fn method_attr_name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    method_attr(gil, args, "__name__", out)
}

fn method_attr_qualname(gil: &mut Gil, args: Args, out: Reg) -> Res {
    method_attr(gil, args, "__qualname__", out)
}

fn method_attr_doc(gil: &mut Gil, args: Args, out: Reg) -> Res {
    method_attr(gil, args, "__doc__", out)
}

fn method_attr_module(gil: &mut Gil, args: Args, out: Reg) -> Res {
    method_attr(gil, args, "__module__", out)
}

macro_rules! code_getters {
    ($($f:ident |$gil:ident, $code:ident| $value:expr;)*) => {
        $(fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let $gil: &Gil = gil;
            let Some($code) = args.get($gil, 0).as_code() else { return Ok(()) };
            out.set($gil, $value);
            Ok(())
        })*
    };
}

code_getters! {
    code_name |gil, code| { let _ = gil; code.name() };
    code_qualname |gil, code| { let _ = gil; code.qualname() };
    code_filename |gil, code| { let _ = gil; code.filename() };
    code_firstlineno |gil, code| gil.int(i64::from(code.source.first_line));
    code_argcount |gil, code| gil.int(i64::from(code.source.params.positional));
    code_posonly |gil, code| gil.int(i64::from(code.source.params.positional_only));
    code_kwonly |gil, code| gil.int(i64::from(code.source.params.keyword_only));
    code_varnames |gil, code| {
        let params = code.source.params.registers() as usize;
        let cells = &code.source.cell_names;
        let shown = |at: usize| at < params || code.source.locals.get(at).is_none_or(|name| !cells.contains(name));
        let names = code.locals.iter().enumerate().filter(|(at, _)| shown(*at));
        let names: Vec<Local<'_>> = names.map(|(_, &word)| Local::new(word)).collect();
        gil.tuple(&names)
    };
    code_flags |gil, code| {
        let (flags, params) = (&code.source.flags, &code.source.params);
        let body = flags.module || flags.class_body;
        let bits = [
            (!body, 0x3),
            (params.star, 0x4),
            (params.double_star, 0x8),
            (!code.source.free_names.is_empty(), 0x10),
            (flags.generator && !flags.coroutine && !flags.async_generator, 0x20),
            (flags.coroutine && !flags.async_generator, 0x80),
            (flags.async_generator, 0x200),
        ];
        gil.int(bits.iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum())
    };
    code_freevars |gil, code| names(gil, &code.source.free_names);
    code_cellvars |gil, code| names(gil, &code.source.cell_names);
    code_nlocals |gil, code| gil.int(code.locals.len() as i64);
    code_stacksize |gil, code| gil.int(i64::from(code.registers));
    code_code |gil, code| {
        let bytes = code.source.instrs.iter().flat_map(|instr| instr.0.to_le_bytes()).collect::<Vec<u8>>();
        gil.bytes(bytes)
    };
    code_consts |gil, code| {
        let consts: Vec<Local<'_>> = code.consts.iter().map(|&word| Local::new(word)).collect();
        gil.tuple(&consts)
    };
    code_names |gil, code| {
        let names: Vec<Local<'_>> = code.names.iter().map(|&word| Local::new(word)).collect();
        gil.tuple(&names)
    };
}

fn names<'a>(gil: &'a Gil, names: &[std::sync::Arc<str>]) -> Local<'a> {
    let names: Vec<Local<'_>> = names.iter().map(|name| gil.intern(name).local()).collect();
    gil.tuple(&names)
}

fn cell_contents(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let value = args.get(gil, 0).as_cell_var().map_or(gil.none(), |cell| cell.value());
    if value.is_unset() {
        return Err(gil.value_error("Cell is empty"));
    }
    out.set(gil, value);
    Ok(())
}

fn tb_next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_traceback().map_or(gil.none(), |entry| entry.next()));
    Ok(())
}

fn tb_lineno(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let line = args.get(gil, 0).as_traceback().map_or(0, |entry| entry.code().line_of(entry.instr()));
    out.set(gil, gil.int(i64::from(line)));
    Ok(())
}

fn tb_lasti(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let at = args.get(gil, 0).as_traceback().map_or(0, |entry| entry.instr());
    out.set(gil, gil.int(at as i64 * 2));
    Ok(())
}

fn tb_code(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_traceback().map_or(gil.none(), |entry| entry.code().local()));
    Ok(())
}

//! `exec`, `eval`, `compile` and `__import__`.

use std::sync::Arc;

use ungil_compiler::Program;
use ungil_grammar::Source;

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::loader::{self, Mode};
use crate::object::Name;

use super::object;

/// What `compile` returns: a program that `exec` and `eval` run.
struct Compiled(Arc<Program>);

/// The program in a register: compiled from a text, or made by `compile` before.
fn program(gil: &mut Gil, value: Reg, name: &str, function: &str, mode: Mode) -> Res<Arc<Program>> {
    if let Some(compiled) = value.get(gil).as_host().and_then(|host| host.data::<Compiled>()) {
        return Ok(compiled.0.clone());
    }
    let text = {
        let value = value.get(gil);
        match (value.as_str(), value.as_bytes()) {
            (Some(text), _) => Some(text.to_string_lossy().into_owned()),
            (_, Some(bytes)) => Some(String::from_utf8_lossy(bytes.bytes()).into_owned()),
            _ => None,
        }
    };
    let Some(mut text) = text else {
        return Err(gil.type_error(format!("{function}() arg 1 must be a string, bytes or code object")));
    };
    if mode == Mode::Eval {
        text = text.trim_start_matches([' ', '\t']).to_owned();
    }
    let source = Source::new(name, text);
    match loader::compile(&source, mode) {
        Ok(program) => Ok(program),
        Err(diagnostics) => Err(gil.raise_syntax_error(&source, &diagnostics)),
    }
}

/// `breakpoint(*args, **kws)`: calls `sys.breakpointhook`.
pub(super) fn breakpoint(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (module, hook, given) = (s.slot(), s.slot(), s.slot());
    s.import_module("sys", module)?;
    if !s.getattr_opt(module, "breakpointhook", hook)? {
        return Err(s.runtime_error("lost sys.breakpointhook"));
    }
    let last = args.len() - 1;
    given.set(s, s.tuple_of_args(args.take(last)));
    s.call_ex(hook, given, args.reg(last), out)
}

/// `compile(source, filename, mode, …)`.
pub(super) fn compile(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = gil.str_text(args.reg(1))?;
    let mode = gil.str_text(args.reg(2))?;
    let mode = match &*mode {
        b"eval" => Mode::Eval,
        b"exec" => Mode::File,
        b"single" => Mode::Interactive,
        _ => return Err(gil.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let program = program(gil, args.reg(0), &String::from_utf8_lossy(&name), "compile", mode)?;
    out.set(gil, gil.host(Compiled(program), None).local());
    Ok(())
}

/// `exec(source, globals=None, locals=None, /)`.
pub(super) fn exec(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let ignored = s.slot();
    run(s, args, "exec", Mode::File, ignored)?;
    out.set(s, s.none());
    Ok(())
}

/// `eval(source, globals=None, locals=None, /)`.
pub(super) fn eval(gil: &mut Gil, args: Args, out: Reg) -> Res {
    run(gil, args, "eval", Mode::Eval, out)
}

/// Runs a text in a namespace. With two namespaces it runs in a copy of the first under the second, and what it binds goes
/// to the second.
fn run(gil: &mut Gil, args: Args, function: &str, mode: Mode, out: Reg) -> Res {
    let program = program(gil, args.reg(0), "<string>", function, mode)?;
    let s = &mut Scope::new(gil);
    let (globals, locals, namespace, result) = (s.slot(), s.slot(), s.slot(), s.slot());
    if args.get(s, 1).is_none() {
        object::globals(s, Args::NONE, globals)?;
        object::locals(s, Args::NONE, locals)?;
    } else {
        globals.set(s, args.get(s, 1));
        locals.set(s, args.get(s, 1));
    }
    if !args.get(s, 2).is_none() {
        locals.set(s, args.get(s, 2));
    }
    let Some(dict) = globals.get(s).as_dict() else {
        let name = s.type_name(globals.get(s));
        return Err(s.type_error(format!("{function}() globals must be a dict, not {name}")));
    };
    if dict.get_str(s, s.name(Name::Builtins)).is_none() {
        dict.set_str(s, s.name(Name::Builtins), s.builtins_dict().local())?;
    }
    if globals.get(s).is(locals.get(s)) {
        s.run_in(&program, globals, result)?;
    } else {
        namespace.set(s, s.dict().local());
        super::dict::merge(s, namespace, globals)?;
        super::dict::update(s, namespace, locals)?;
        let ran = s.run_in(&program, namespace, result);
        give_back(s, namespace, globals, locals)?;
        ran?;
    }
    out.set(s, result.get(s));
    Ok(())
}

/// Stores what changed in `namespace` into `locals`.
fn give_back(gil: &mut Gil, namespace: Reg, globals: Reg, locals: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (key, value) = (s.slot(), s.slot());
    let mut at = 0;
    loop {
        let same = {
            let gil: &Gil = s;
            let Some((number, k, v)) = namespace.get(gil).as_dict().and_then(|dict| dict.next_entry(at))
            else {
                return Ok(());
            };
            at = number + 1;
            key.set(gil, k);
            value.set(gil, v);
            let before = k.as_str().and_then(|k| globals.get(gil).as_dict().and_then(|d| d.get_str(gil, k)));
            before.is_some_and(|before| before.is(v))
        };
        if !same {
            s.setitem(locals, key, value)?;
        }
        s.tick(1)?;
    }
}

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`.
pub(super) fn import(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = gil.str_text(args.reg(0))?;
    let name = String::from_utf8_lossy(&name).into_owned();
    let from = !args.get(gil, 3).is_unset() && gil.truthy(args.reg(3))?;
    gil.import_module(&name, out)?;
    match name.split_once('.') {
        Some((top, _)) if !from => gil.import_module(top, out),
        _ => Ok(()),
    }
}

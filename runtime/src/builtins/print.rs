//! `print` and `input`.

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Name, Type};
use crate::stdlib::io;

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`.
///
/// What goes to the engine's own standard output is made into one text and put into its buffer. Any other file gets
/// CPython's sequence of `write` calls.
pub(super) fn print(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let count = args.len() - 4;
    let (sep, end, file, flush) =
        (args.reg(count), args.reg(count + 1), args.reg(count + 2), args.reg(count + 3));
    for (reg, name) in [(sep, "sep"), (end, "end")] {
        let value = reg.get(gil);
        if !value.is_none() && value.as_str().is_none() {
            let ty = gil.type_name(value);
            return Err(gil.type_error(format!("{name} must be None or a string, not {ty}")));
        }
    }
    let s = &mut Scope::new(gil);
    let target = s.slot();
    if file.get(s).is_none() {
        if !current_stdout(s, target) {
            // `sys.stdout` is None: there is nowhere to print to.
            out.set(s, s.none());
            return Ok(());
        }
    } else {
        target.set(s, file.get(s));
    }
    let text_of = |gil: &Gil, reg: Reg, default: &'static [u8]| match reg.get(gil).as_str() {
        Some(text) => text.bytes().to_vec(),
        None => default.to_vec(),
    };
    if target.get(s).is_unset() || io::is_std_out(s, target) {
        let (sep, end) = (text_of(s, sep, b" "), text_of(s, end, b"\n"));
        let mut text = Vec::with_capacity(64);
        for (i, arg) in args.take(count).iter().enumerate() {
            if i > 0 {
                text.extend_from_slice(&sep);
            }
            s.push_str(arg, &mut text)?;
        }
        text.extend_from_slice(&end);
        io::write_out(s, &text)?;
        if s.truthy(flush)? {
            io::flush_out(s)?;
        }
        out.set(s, s.none());
        return Ok(());
    }
    let (write, piece, ignored) = (s.slot(), s.slots(1), s.slot());
    s.getattr(target, "write", write)?;
    for (i, arg) in args.take(count).iter().enumerate() {
        if i > 0 {
            piece.reg(0).set(s, if sep.get(s).is_none() { s.str(" ") } else { sep.get(s) });
            s.call(write, piece, ignored)?;
        }
        s.to_str(arg, piece.reg(0))?;
        s.call(write, piece, ignored)?;
    }
    piece.reg(0).set(s, if end.get(s).is_none() { s.str("\n") } else { end.get(s) });
    s.call(write, piece, ignored)?;
    if s.truthy(flush)? {
        s.call_method(target, "flush", Args::NONE, ignored)?;
    }
    out.set(s, s.none());
    Ok(())
}

/// Puts `sys.stdout` into `out`, unset if `sys` was never imported, so that nobody can have replaced it; false if it is None.
fn current_stdout(gil: &Gil, out: Reg) -> bool {
    match sys_stream(gil, Name::Stdout) {
        Some(stream) => {
            out.set(gil, stream);
            !stream.is_none()
        }
        None => {
            out.set(gil, crate::heap::Local::new(crate::word::Word::UNSET));
            true
        }
    }
}

/// An attribute of module `sys`, if that is loaded.
pub(crate) fn sys_stream(gil: &Gil, name: Name) -> Option<crate::heap::Local<'_>> {
    let modules = crate::heap::Local::new(gil.engine().modules.get()).as_dict()?;
    let sys = modules.get_str(gil, gil.name(Name::Sys))?.as_module()?;
    sys.dict().get_str(gil, gil.name(name))
}

/// `input([prompt])`.
pub(super) fn input(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (stream, target, ignored) = (s.slot(), s.slot(), s.slot());
    let redirected_in = match sys_stream(s, Name::Stdin) {
        Some(stdin) => {
            stream.set(s, stdin);
            !io::is_std_in(s, stream)
        }
        None => false,
    };
    let has_target = current_stdout(s, target);
    if !args.get(s, 0).is_unset() && has_target {
        if target.get(s).is_unset() || io::is_std_out(s, target) {
            let text = s.str_text(args.reg(0))?;
            io::write_out(s, &text)?;
        } else {
            let piece = s.slots(1);
            s.to_str(args.reg(0), piece.reg(0))?;
            s.call_method(target, "write", piece, ignored)?;
        }
    }
    if target.get(s).is_unset() || io::is_std_out(s, target) {
        io::flush_out(s)?;
    } else if has_target {
        s.call_method(target, "flush", Args::NONE, ignored)?;
    }
    let line = if redirected_in {
        let line = s.slot();
        s.call_method(stream, "readline", Args::NONE, line)?;
        line.get(s).as_str().map(|line| line.bytes().to_vec()).unwrap_or_default()
    } else {
        io::read_in_line(s)?
    };
    if line.is_empty() {
        return Err(s.raise_new(Type::EOFError, "EOF when reading a line"));
    }
    out.set(s, s.str_wtf8(line.strip_suffix(b"\n").unwrap_or(&line)));
    Ok(())
}

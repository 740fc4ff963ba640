//! Frames as objects: `sys._getframe`, `tb_frame`, `gi_frame`. The class is written in the language (`_frames`): it holds the
//! code, the line and the globals, and asks here again for what changes while the frame runs.
//!
//! A frame object does not keep a frame alive. It names it by its place in the thread's array and the function that ran there; if
//! something else stands there by now, the frame has ended.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{CodeObj, GenState};
use crate::word::Word;

impl Gil {
    /// The frame object at place `index` of this thread's frames.
    pub(crate) fn frame_object(&mut self, index: u32, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let window = s.slots(5);
        {
            let gil: &Gil = s;
            let Some((function, pc)) = gil.frame_at(index) else {
                return Err(gil.value_error("call stack is not deep enough"));
            };
            let Some(found) = Local::new(function).as_function() else {
                out.set(gil, gil.none());
                return Ok(());
            };
            let code = found.code();
            window.reg(0).set(gil, code.local());
            window.reg(1).set(gil, gil.int(line(code, pc)));
            window.reg(2).set(gil, found.globals().local());
            window.reg(3).set(gil, gil.int(i64::from(index)));
            window.reg(4).set(gil, found.local());
        }
        s.make_frame(window, out)
    }

    /// The frame object of a traceback entry or of a generator: `function` is the generator or None.
    pub(crate) fn frame_object_of(
        &mut self,
        code: Word,
        line: i64,
        globals: Word,
        owner: Word,
        out: Reg,
    ) -> Res {
        let s = &mut Scope::new(self);
        let window = s.slots(5);
        {
            let gil: &Gil = s;
            let values = [code, gil.int(line).word(), globals, gil.int(-1).word(), owner];
            for (at, value) in values.into_iter().enumerate() {
                window.reg(at).set(gil, Local::new(value));
            }
        }
        s.make_frame(window, out)
    }

    fn make_frame(&mut self, window: Args, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (module, class) = (s.slot(), s.slot());
        s.import_module("_frames", module)?;
        s.getattr(module, "frame", class)?;
        s.call(class, window, out)
    }

    /// Function and pc of the frame at a place, if there are so many.
    fn frame_at(&self, index: u32) -> Option<(Word, u32)> {
        self.frame_record(index).map(|frame| (frame.function, frame.pc))
    }
}

fn line(code: &CodeObj, pc: u32) -> i64 {
    i64::from(code.line_of(pc.saturating_sub(1) as usize))
}

/// The place that a frame object names, if its function runs there still.
fn alive(gil: &mut Gil, args: Args) -> Option<u32> {
    let index = args.get(gil, 0).as_small_int().and_then(|index| u32::try_from(index).ok())?;
    let wanted = args.get(gil, 1).word();
    gil.frame_at(index).is_some_and(|(function, _)| function == wanted).then_some(index)
}

/// The frame object at a place.
pub(crate) fn frame_object(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let index = args.get(gil, 0).as_small_int().and_then(|index| u32::try_from(index).ok());
    gil.frame_object(index.unwrap_or(u32::MAX), out)
}

/// The line at which a frame stands, or None if it has ended.
pub(crate) fn frame_now(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = alive(gil, args).and_then(|index| gil.frame_at(index));
    let gil: &Gil = gil;
    let value = found.and_then(|(function, pc)| {
        Local::new(function).as_function().map(|function| gil.int(line(function.code(), pc)))
    });
    out.set(gil, value.unwrap_or(gil.none()));
    Ok(())
}

/// The variables of a frame: its namespace, or a copy of the variables of a function.
pub(crate) fn frame_locals(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let index = alive(gil, args);
    let gil: &Gil = gil;
    let Some(frame) = index.and_then(|index| gil.frame_record(index)) else {
        out.set(gil, gil.dict().local());
        return Ok(());
    };
    if Local::new(frame.extra).as_dict().is_some() {
        out.set(gil, Local::new(frame.extra));
        return Ok(());
    }
    let base = frame.base;
    let Some(function) = Local::new(frame.function).as_function() else { return Ok(()) };
    if function.code().source.flags.module {
        out.set(gil, function.globals().local());
        return Ok(());
    }
    named(gil, function.code(), |at| gil.word_at(base + at as u32), out)
}

fn named(gil: &Gil, code: &CodeObj, value: impl Fn(usize) -> Word, out: Reg) -> Res {
    let dict = gil.dict();
    for (at, &name) in code.locals.iter().enumerate() {
        let mut value = Local::new(value(at));
        if let Some(cell) = value.as_cell_var() {
            value = cell.value();
        }
        if let Some(name) = Local::new(name).as_str()
            && !value.is_unset()
        {
            dict.set_str(gil, name, value)?;
        }
    }
    out.set(gil, dict.local());
    Ok(())
}

/// The line at which a generator stands, or None if it has ended.
pub(crate) fn generator_now(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let value = match args.get(gil, 0).as_resumable() {
        Some(g) if g.state() == GenState::Suspended => gil.int(line(g.code(), g.pc.get())),
        Some(g) if g.state() == GenState::Created => gil.int(i64::from(g.code().source.first_line)),
        _ => gil.none(),
    };
    out.set(gil, value);
    Ok(())
}

/// The variables of a generator that waits.
pub(crate) fn generator_locals(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let Some(g) = args.get(gil, 0).as_resumable() else { return Ok(()) };
    let regs = g.regs();
    named(gil, g.code(), |at| regs.get(at).copied().unwrap_or(Word::UNSET), out)
}

/// `gi_frame` and its like: None at the end.
pub(super) fn generator_frame(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = args.get(gil, 0).as_resumable().filter(|g| g.state() != GenState::Finished).map(|g| {
        let at = if g.state() == GenState::Created {
            i64::from(g.code().source.first_line)
        } else {
            line(g.code(), g.pc.get())
        };
        (g.code().local().word(), at, g.function().globals().local().word(), g.local().word())
    });
    match found {
        Some((code, at, globals, owner)) => gil.frame_object_of(code, at, globals, owner, out),
        None => {
            out.set(gil, gil.none());
            Ok(())
        }
    }
}

/// `tb_frame`.
pub(super) fn traceback_frame(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = args.get(gil, 0).as_traceback().map(|entry| {
        let at = i64::from(entry.code().line_of(entry.instr()));
        (entry.code().local().word(), at, entry.globals().word())
    });
    let Some((code, at, globals)) = found else { return Ok(()) };
    gil.frame_object_of(code, at, globals, Word::NONE, out)
}

/// `sys._getframe(depth=0)`.
pub(crate) fn getframe(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let depth = gil.index(args.reg(0))?.max(0);
    let count = i64::from(gil.thread().frame_count.get());
    match u32::try_from(count - 1 - depth) {
        Ok(index) => gil.frame_object(index, out),
        Err(_) => Err(gil.value_error("call stack is not deep enough")),
    }
}

//! Generators: suspending, resuming, and their methods.

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{Def, FrameMode, Function, GenState, Generator, Type};
use crate::vm::call::Entered;
use crate::word::Word;

use ungil_compiler::bytecode::{Instr, Op};

pub(super) static METHODS: &[Def] = &[
    Def::new("__iter__", "", iter),
    Def::new("__next__", "", next),
    Def::new("send", "value, /", send),
    Def::new("throw", "type, value=?, traceback=?, /", throw),
    Def::new("close", "", close),
    Def::getter("__name__", name),
    Def::getter("__qualname__", qualname),
    Def::getter("gi_running", running),
    Def::getter("gi_code", code),
    Def::getter("gi_frame", super::frames::generator_frame),
    Def::getter("gi_suspended", suspended),
    Def::getter("gi_yieldfrom", yield_from),
];

impl Gil {
    /// The generator of a call whose arguments are in place at `base`.
    pub(crate) fn make_generator(&mut self, function: &Function, base: u32, out: u32) -> Res<Entered> {
        let code = function.code();
        let ty = match (code.source.flags.coroutine, code.source.flags.async_generator) {
            (_, true) => Type::AsyncGenerator,
            (true, _) => Type::Coroutine,
            _ => Type::Generator,
        };
        let params = code.source.params.registers().min(code.registers);
        let generator = self.new_generator(function, ty);
        // SAFETY: the arguments were bound to these registers.
        unsafe { generator.save(self.registers().add(base as usize), params as usize) };
        self.set_word_at(out, generator.header().word());
        Ok(Entered::Done)
    }

    /// Pushes the frame of a generator that is to go on with `sent`. False if it is finished already.
    pub(crate) fn resume_frame(&mut self, generator: Reg, sent: Word, out: u32) -> Res<bool> {
        let Some(g) = generator.get(self).as_resumable() else { return Ok(false) };
        match g.state() {
            GenState::Finished if self.is_exact(g.local(), Type::Coroutine) => {
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            GenState::Finished => return Ok(false),
            GenState::Running => {
                let what = self.type_name(g.local());
                return Err(self.value_error(format!("{what} already executing")));
            }
            GenState::Created if !sent.is_none() => {
                let what = self.type_name(g.local());
                return Err(self.type_error(format!("can't send non-None value to a just-started {what}")));
            }
            GenState::Created | GenState::Suspended => {}
        }
        let base = self.thread().top.get();
        let function = g.function();
        self.push_frame(function, base, out, FrameMode::Generator, g.header().word())?;
        let regs = g.regs();
        // SAFETY: `push_frame` checked that the frame's registers exist; a generator saves at most that many.
        unsafe {
            crate::object::copy_words(regs.as_ptr(), self.registers().add(base as usize), regs.len());
        }
        g.clear_regs();
        if g.state() == GenState::Suspended {
            self.set_word_at(base + g.sent.get(), sent);
        }
        self.top_frame_mut().pc = g.pc.get();
        g.set_state(GenState::Running);
        let handled = &self.thread().handled;
        g.outer.set(handled.get());
        if !g.handled().is_none() {
            handled.set(g.handled());
        }
        Ok(true)
    }

    /// Saves the generator's frame on top and pops it; the value sent next goes to its register `sent`.
    pub(crate) fn suspend_generator(&mut self, sent: u32) {
        let frame = self.top_frame_mut();
        let (base, pc) = (frame.base, frame.pc);
        // SAFETY: the function keeps the code alive.
        let registers = unsafe { (*frame.code).registers };
        let Some(g) = Local::new(frame.extra).as_resumable() else { return };
        // SAFETY: the frame's registers.
        unsafe { g.save(self.registers().add(base as usize), registers as usize) };
        g.pc.set(pc);
        g.sent.set(sent);
        g.set_state(GenState::Suspended);
        let handled = &self.thread().handled;
        let own = if handled.get() == g.outer.get() { Word::NONE } else { handled.get() };
        g.set_handled(own);
        handled.set(g.outer.replace(Word::NONE));
        self.pop_frame();
    }

    /// The generator returned.
    pub(crate) fn generator_done(&mut self, generator: Word) {
        if let Some(g) = Local::new(generator).as_resumable() {
            self.thread().handled.set(g.outer.replace(Word::NONE));
            g.set_state(GenState::Finished);
        }
    }

    /// Runs a generator to its next yield from Rust: true if `out` is a value yielded, false if it is what was returned.
    pub(super) fn run_generator(&mut self, generator: Reg, sent: Word, out: Reg) -> Res<bool> {
        let top = self.thread().top.get();
        if !self.resume_frame(generator, sent, out.index())? {
            out.set(self, self.none());
            return Ok(false);
        }
        self.finish_run(generator, top)
    }

    fn finish_run(&mut self, generator: Reg, top: u32) -> Res<bool> {
        let result = self.run_entry();
        self.thread().top.set(top);
        result?;
        Ok(generator.get(self).as_resumable().is_some_and(|g| g.state() == GenState::Suspended))
    }

    /// `out = next(generator)`; false at the end.
    pub(crate) fn generator_next(&mut self, generator: Reg, out: Reg) -> Res<bool> {
        self.run_generator(generator, Word::NONE, out)
    }

    /// `generator.send(value)`; StopIteration at the end.
    pub(crate) fn generator_send(&mut self, generator: Reg, value: Word, out: Reg) -> Res {
        if self.run_generator(generator, value, out)? {
            return Ok(());
        }
        Err(self.stop_with(out))
    }

    fn stop_with(&self, value: Reg) -> Raised {
        let value = value.get(self);
        if value.is_none() { self.stop_iteration(None) } else { self.stop_iteration(Some(value)) }
    }

    /// Raises `exception` where the generator stands.
    pub(crate) fn generator_throw(&mut self, generator: Reg, exception: Reg, out: Reg) -> Res {
        let Some(g) = generator.get(self).as_resumable() else { return Ok(()) };
        if g.state() == GenState::Finished && self.is_exact(g.local(), Type::Coroutine) {
            return Err(self.runtime_error("cannot reuse already awaited coroutine"));
        }
        if g.state() == GenState::Finished || g.state() == GenState::Created {
            g.set_state(GenState::Finished);
            return Err(self.put_raised(exception.get(self)));
        }
        if g.state() == GenState::Running {
            let what = self.type_name(g.local());
            return Err(self.value_error(format!("{what} already executing")));
        }
        if let Some((sub, result)) = delegate(g) {
            return self.throw_to_delegate(generator, sub, result, exception, out);
        }
        if self.resume_raising(generator, exception, out)? { Ok(()) } else { Err(self.stop_with(out)) }
    }

    fn resume_raising(&mut self, generator: Reg, exception: Reg, out: Reg) -> Res<bool> {
        let top = self.thread().top.get();
        if !self.resume_frame(generator, Word::NONE, out.index())? {
            return Err(self.put_raised(exception.get(self)));
        }
        match exception.get(self).as_exception() {
            Some(exception) => self.raise_exception(exception),
            None => self.type_error("exceptions must derive from BaseException"),
        };
        self.finish_run(generator, top)
    }

    /// The generator waits in `yield from sub`: the exception goes there first.
    fn throw_to_delegate(&mut self, generator: Reg, sub: Word, result: u32, exception: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (sub, method) = (s.root(Local::new(sub)), s.slot());
        let closing = s.is_instance_of(exception.get(s), Type::GeneratorExit);
        let outcome = if closing {
            s.close_iterator(sub).and_then(|()| Err(s.put_raised(exception.get(s))))
        } else if sub.get(s).as_resumable().is_some() {
            s.generator_throw(sub, exception, out)
        } else if sub.get(s).as_awaiter().is_some() {
            s.awaiter_throw(sub, exception, out)
        } else if s.getattr_opt(sub, "throw", method)? {
            s.call1(method, exception, out)
        } else {
            Err(s.put_raised(exception.get(s)))
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(_) if s.raised_is(Type::StopIteration) => {
                let value = s.stop_value();
                // `yield from` is over: the generator goes on behind it with that value.
                if let Some(g) = generator.get(s).as_resumable() {
                    g.pc.set(g.pc.get() + 1);
                    g.sent.set(result);
                }
                s.generator_send(generator, value, out)
            }
            Err(_) => {
                let raised = s.root(s.take_raised());
                if s.resume_raising(generator, raised, out)? { Ok(()) } else { Err(s.stop_with(out)) }
            }
        }
    }

    fn close_iterator(&mut self, iterator: Reg) -> Res {
        if iterator.get(self).as_resumable().is_some() {
            return self.generator_close(iterator);
        }
        let s = &mut Scope::new(self);
        let (method, out) = (s.slot(), s.slot());
        if s.getattr_opt(iterator, "close", method)? {
            s.call0(method, out)?;
        }
        Ok(())
    }

    /// `generator.close()`.
    pub(crate) fn generator_close(&mut self, generator: Reg) -> Res {
        let Some(g) = generator.get(self).as_resumable() else { return Ok(()) };
        match g.state() {
            GenState::Finished => return Ok(()),
            GenState::Created => {
                g.set_state(GenState::Finished);
                return Ok(());
            }
            GenState::Running => {
                let what = self.type_name(g.local());
                return Err(self.value_error(format!("{what} already executing")));
            }
            GenState::Suspended => {}
        }
        let s = &mut Scope::new(self);
        let (exception, out) = (s.slot(), s.slot());
        let class = s.builtin_class(Type::GeneratorExit);
        exception.set(s, s.new_exception(class, s.empty_tuple()).local());
        match s.generator_throw(generator, exception, out) {
            Ok(()) => {
                let what = s.type_name(generator.get(s));
                Err(s.runtime_error(format!("{what} ignored GeneratorExit")))
            }
            Err(_) if s.catch(Type::GeneratorExit) || s.catch(Type::StopIteration) => Ok(()),
            Err(raised) => Err(raised),
        }
    }
}

/// The iterator that a suspended generator delegates to, and the register of the result.
pub(super) fn delegate(g: &Generator) -> Option<(Word, u32)> {
    let instr = Instr(g.code().instrs.get(g.pc.get() as usize)?.get());
    if instr.op() != Some(Op::YieldFrom) {
        return None;
    }
    Some((*g.regs().get(instr.b() as usize)?, u32::from(instr.a())))
}

fn iter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.generator_send(args.reg(0), Word::NONE, out)
}

pub(super) fn send(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 1).word();
    gil.generator_send(args.reg(0), value, out)
}

pub(super) fn throw(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let exception = s.slot();
    thrown(s, args, exception)?;
    s.generator_throw(args.reg(0), exception, out)
}

/// The exception of `throw(type, value, traceback)`.
pub(super) fn thrown(s: &mut Gil, args: Args, exception: Reg) -> Res {
    let (kind, value, traceback) = (args.get(s, 1), args.get(s, 2), args.get(s, 3));
    let absent = |word: Local<'_>| word.is_unset() || word.is_none();
    if !absent(traceback) && s.type_name(traceback) != "traceback" {
        return Err(s.type_error("throw() third argument must be a traceback object"));
    }
    if kind.as_exception().is_some() && !absent(value) {
        return Err(s.type_error("instance exception may not have a separate value"));
    }
    if kind.as_exception().is_none() && kind.as_class().is_none() {
        let name = s.type_name(kind);
        return Err(s.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {name}"
        )));
    }
    if value.as_exception().is_some() {
        exception.set(s, value);
    } else if args.get(s, 1).as_class().is_some() && !value.is_unset() && !value.is_none() {
        s.call1(args.reg(1), args.reg(2), exception)?;
    } else {
        s.make_exception(
            args.reg(1),
            exception,
            "exceptions must be classes or instances deriving from BaseException, not type",
        )?;
    }
    Ok(())
}

pub(super) fn close(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.generator_close(args.reg(0))?;
    out.set(gil, gil.none());
    Ok(())
}

pub(super) fn name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_resumable().map_or(gil.none(), |g| g.name()));
    Ok(())
}

pub(super) fn qualname(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_resumable().map_or(gil.none(), |g| g.qualname()));
    Ok(())
}

pub(super) fn running(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let is = args.get(gil, 0).as_resumable().is_some_and(|g| g.state() == GenState::Running);
    out.set(gil, gil.bool(is));
    Ok(())
}

fn suspended(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let is = args.get(gil, 0).as_resumable().is_some_and(|g| g.state() == GenState::Suspended);
    out.set(gil, gil.bool(is));
    Ok(())
}

/// What a generator that waits in `yield from` delegates to.
pub(super) fn yield_from(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let found =
        args.get(gil, 0).as_resumable().filter(|g| g.state() == GenState::Suspended).and_then(delegate);
    out.set(gil, found.map_or(gil.none(), |(sub, _)| Local::new(sub)));
    Ok(())
}

pub(super) fn code(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_resumable().map_or(gil.none(), |g| g.code().local()));
    Ok(())
}

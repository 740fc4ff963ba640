//! Coroutines and asynchronous generators: the operations of `await`, `async for` and `async with`, and the methods.
//!
//! The protocols are those of PEP 492 (coroutines) and PEP 525 (asynchronous generators); the order of checks and the
//! messages are CPython 3.11's. An asynchronous generator hands two things to whoever resumes it: what it awaits (to be passed
//! outwards) and what it yields (the end of one `__anext__`). They are told apart by the instruction at which it was suspended:
//! a frame that waits in `YieldFrom` awaits, any other has yielded.

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{Awaiter, AwaiterKind, AwaiterState, Def, GenState, Generator, Kind, Name, Type};
use crate::vm::types_gen;
use crate::word::Word;

pub(super) static COROUTINE: &[Def] = &[
    Def::new("__await__", "", coroutine_await),
    Def::new("send", "value, /", types_gen::send),
    Def::new("throw", "type, value=?, traceback=?, /", types_gen::throw),
    Def::new("close", "", types_gen::close),
    Def::getter("__name__", types_gen::name),
    Def::getter("__qualname__", types_gen::qualname),
    Def::getter("cr_running", types_gen::running),
    Def::getter("cr_code", types_gen::code),
    Def::getter("cr_frame", super::frames::generator_frame),
    Def::getter("cr_await", types_gen::yield_from),
    Def::getter("cr_await", awaited),
];

pub(super) static ASYNC_GENERATOR: &[Def] = &[
    Def::new("__aiter__", "", itself),
    Def::new("__anext__", "", anext),
    Def::new("asend", "value, /", asend),
    Def::new("athrow", "type, value=?, traceback=?, /", athrow),
    Def::new("aclose", "", aclose),
    Def::getter("__name__", types_gen::name),
    Def::getter("__qualname__", types_gen::qualname),
    Def::getter("ag_running", busy),
    Def::getter("ag_code", types_gen::code),
    Def::getter("ag_frame", super::frames::generator_frame),
    Def::getter("ag_await", awaited),
];

pub(super) static AWAITER: &[Def] = &[
    Def::new("__await__", "", itself),
    Def::new("__iter__", "", itself),
    Def::new("__next__", "", awaiter_next),
    Def::new("send", "value, /", awaiter_send),
    Def::new("throw", "type, value=?, traceback=?, /", awaiter_throw),
    Def::new("close", "", awaiter_close),
];

impl Gil {
    /// `out` = the iterator that `yield from value` runs.
    pub(crate) fn yield_iter(&mut self, value: Reg, out: Reg) -> Res {
        if self.is_exact(value.get(self), Type::Coroutine) {
            return Err(
                self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator")
            );
        }
        self.iter(value, out)
    }

    /// `out` = the iterator that `await value` runs.
    pub(crate) fn awaitable(&mut self, value: Reg, out: Reg) -> Res {
        self.awaitable_or(value, out, |name| format!("object {name} can't be used in 'await' expression"))
    }

    fn awaitable_or(&mut self, value: Reg, out: Reg, refusal: fn(&str) -> String) -> Res {
        let object = value.get(self);
        if self.is_exact(object, Type::Coroutine) {
            if object.as_resumable().is_some_and(|g| types_gen::delegate(g).is_some()) {
                return Err(self.runtime_error("coroutine is being awaited already"));
            }
            out.set(self, object);
            return Ok(());
        }
        if object.kind() == Some(Kind::Awaiter) {
            out.set(self, object);
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let result = s.slot();
        if !s.call_special(value, Name::Await, Args::NONE, result)? {
            let text = refusal(&s.type_name(value.get(s)));
            return Err(s.type_error(text));
        }
        let found = result.get(s);
        if s.is_exact(found, Type::Coroutine) {
            return Err(s.type_error("__await__() returned a coroutine"));
        }
        if !s.is_iterator(found) {
            let name = s.type_name(found);
            return Err(s.type_error(format!("__await__() returned non-iterator of type '{name}'")));
        }
        out.set(s, found);
        Ok(())
    }

    /// `out` = the asynchronous iterator of an `async for`.
    pub(crate) fn async_iter(&mut self, value: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let result = s.slot();
        if !s.call_special(value, Name::AIter, Args::NONE, result)? {
            let name = s.type_name(value.get(s));
            return Err(
                s.type_error(format!("'async for' requires an object with __aiter__ method, got {name}"))
            );
        }
        let found = result.get(s);
        if s.class_of(found).lookup(s, s.name(Name::ANext)).is_none() {
            let name = s.type_name(found);
            return Err(s.type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
            )));
        }
        out.set(s, found);
        Ok(())
    }

    /// `out` = the iterator that awaits the next item of an asynchronous iterator.
    pub(crate) fn async_next(&mut self, iterator: Reg, out: Reg) -> Res {
        if self.is_exact(iterator.get(self), Type::AsyncGenerator) {
            let awaiter = self.new_awaiter(AwaiterKind::Send, iterator.get(self), self.none());
            out.set(self, awaiter);
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let result = s.slot();
        if !s.call_special(iterator, Name::ANext, Args::NONE, result)? {
            let name = s.type_name(iterator.get(s));
            return Err(
                s.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}"))
            );
        }
        s.awaitable_or(result, out, |name| {
            format!("'async for' received an invalid object from __anext__: {name}")
        })
    }

    /// The bound `__aexit__` to `exit`, the awaitable of `__aenter__()` to `entered`.
    pub(crate) fn async_with_enter(&mut self, manager: Reg, exit: Reg, entered: Reg) -> Res {
        let s = &mut Scope::new(self);
        let target = s.root(manager.get(s));
        let class = s.class_of(target.get(s));
        let found = class.lookup(s, s.name(Name::AExit)).map(Local::word);
        let enters = class.lookup(s, s.name(Name::AEnter)).is_some();
        let (true, Some(found)) = (enters, found) else {
            let name = class.name_text();
            let missed = if enters { " (missed __aexit__ method)" } else { "" };
            return Err(s.type_error(format!(
                "'{name}' object does not support the asynchronous context manager protocol{missed}"
            )));
        };
        let (bound, result) = (s.slot(), s.slot());
        s.bind_class_value(found, target, bound)?;
        s.call_special(target, Name::AEnter, Args::NONE, result)?;
        exit.set(s, bound.get(s));
        entered.set(s, result.get(s));
        Ok(())
    }

    /// Calls `__aexit__`, in `exit`, for an exception or for None; its awaitable comes back there.
    pub(crate) fn async_with_exit(&mut self, exit: Reg, exception: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (args, out) = (s.slots(3), s.slot());
        for at in 0..3 {
            args.reg(at).set(s, s.none());
        }
        let x = exception.get(s);
        if let Some(raised) = x.as_exception() {
            args.reg(0).set(s, s.class_of(x).local());
            args.reg(1).set(s, x);
            args.reg(2).set(s, raised.traceback());
        }
        s.call(exit, args, out)?;
        exit.set(s, out.get(s));
        Ok(())
    }

    /// One step of an awaitable of ours: what it awaits goes to `out`; StopIteration with its value at its end.
    pub(crate) fn awaiter_send(&mut self, awaiter: Reg, value: Word, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (target, own, sent) = (s.slot(), s.slot(), s.root(Local::new(value)));
        let Some((kind, fresh)) = s.begin_step(awaiter, target, own)? else {
            return Err(s.stop_iteration(None));
        };
        match kind {
            AwaiterKind::Coroutine => s.generator_send(target, value, out),
            AwaiterKind::Default => {
                let stepped = s.send_to(target, sent, out);
                s.anext_outcome(stepped, own)
            }
            AwaiterKind::Send => {
                if fresh && value.is_none() {
                    sent.set(s, own.get(s));
                }
                let value = sent.get(s).word();
                let stepped = s.run_generator(target, value, out);
                s.async_outcome(awaiter, target, stepped, out)
            }
            AwaiterKind::Throw | AwaiterKind::Close if fresh => {
                if !value.is_none() {
                    s.end_step(awaiter, target);
                    return Err(s.runtime_error("can't send non-None value to a just-started coroutine"));
                }
                let stepped = s.throw_into(target, own, out);
                s.async_outcome(awaiter, target, stepped, out)
            }
            AwaiterKind::Throw | AwaiterKind::Close => {
                let stepped = s.run_generator(target, value, out);
                s.async_outcome(awaiter, target, stepped, out)
            }
        }
    }

    /// Raises `exception` in what an awaitable of ours drives.
    pub(crate) fn awaiter_throw(&mut self, awaiter: Reg, exception: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (target, own) = (s.slot(), s.slot());
        let Some((kind, state)) = s.parts(awaiter, target, own) else { return Ok(()) };
        match kind {
            AwaiterKind::Coroutine => return s.generator_throw(target, exception, out),
            AwaiterKind::Default => {
                let method = s.slot();
                let stepped = if s.getattr_opt(target, "throw", method)? {
                    s.call1(method, exception, out)
                } else {
                    Err(s.put_raised(exception.get(s)))
                };
                return s.anext_outcome(stepped, own);
            }
            _ => {}
        }
        if state == AwaiterState::Done {
            return Err(s.reused(kind));
        }
        let stepped = s.throw_into(target, exception, out);
        s.async_outcome(awaiter, target, stepped, out)
    }

    fn parts(&self, awaiter: Reg, target: Reg, own: Reg) -> Option<(AwaiterKind, AwaiterState)> {
        let a = awaiter.get(self).as_awaiter()?;
        target.set(self, a.target());
        own.set(self, a.value());
        Some((a.what(), a.state.get()))
    }

    /// Checks that the awaitable may take a step, and notes that it does; `None` if there is nothing left to do.
    fn begin_step(&mut self, awaiter: Reg, target: Reg, own: Reg) -> Res<Option<(AwaiterKind, bool)>> {
        let Some((kind, state)) = self.parts(awaiter, target, own) else { return Ok(None) };
        if matches!(kind, AwaiterKind::Coroutine | AwaiterKind::Default) {
            return Ok(Some((kind, false)));
        }
        let (Some(a), Some(g)) = (awaiter.get(self).as_awaiter(), target.get(self).as_resumable()) else {
            return Ok(None);
        };
        if state == AwaiterState::Done {
            return Err(self.reused(kind));
        }
        if kind != AwaiterKind::Send && g.state() == GenState::Finished {
            a.state.set(AwaiterState::Done);
            return Ok(None);
        }
        let fresh = state == AwaiterState::Fresh;
        if fresh {
            if g.busy.get() {
                a.state.set(AwaiterState::Done);
                let what = match kind {
                    AwaiterKind::Send => "anext",
                    AwaiterKind::Throw => "athrow",
                    _ => "aclose",
                };
                return Err(
                    self.runtime_error(format!("{what}(): asynchronous generator is already running"))
                );
            }
            if kind != AwaiterKind::Send && g.closed.get() {
                a.state.set(AwaiterState::Done);
                return Err(self.stop_async_iteration());
            }
            if kind == AwaiterKind::Close {
                g.closed.set(true);
            }
        }
        a.state.set(AwaiterState::Started);
        g.busy.set(true);
        Ok(Some((kind, fresh)))
    }

    fn stop_async_iteration(&self) -> Raised {
        let class = self.builtin_class(Type::StopAsyncIteration);
        self.put_raised(self.new_exception(class, self.empty_tuple()).local())
    }

    fn reused(&self, kind: AwaiterKind) -> Raised {
        let what = if kind == AwaiterKind::Send { "__anext__()/asend()" } else { "aclose()/athrow()" };
        self.runtime_error(format!("cannot reuse already awaited {what}"))
    }

    fn end_step(&self, awaiter: Reg, target: Reg) {
        if let Some(a) = awaiter.get(self).as_awaiter() {
            a.state.set(AwaiterState::Done);
        }
        if let Some(g) = target.get(self).as_resumable() {
            g.busy.set(false);
        }
    }

    /// Raises in the generator and runs it on: whether it was suspended again. A generator's end is no exception here.
    fn throw_into(&mut self, generator: Reg, exception: Reg, out: Reg) -> Res<bool> {
        match self.generator_throw(generator, exception, out) {
            Ok(()) => Ok(true),
            // What the program raises as StopIteration has become a RuntimeError, so this is the end.
            Err(_) if self.catch(Type::StopIteration) => Ok(false),
            Err(raised) => Err(raised),
        }
    }

    /// What a step of an asynchronous generator means for the awaitable that made it.
    fn async_outcome(&mut self, awaiter: Reg, target: Reg, stepped: Res<bool>, out: Reg) -> Res {
        let closing =
            awaiter.get(self).as_awaiter().is_some_and(|a: &Awaiter| a.what() == AwaiterKind::Close);
        let outcome = match stepped {
            Ok(true) => {
                let waits = target.get(self).as_resumable().is_some_and(|g| types_gen::delegate(g).is_some());
                if waits {
                    return Ok(());
                }
                self.end_step(awaiter, target);
                if closing {
                    return Err(self.runtime_error("async generator ignored GeneratorExit"));
                }
                return Err(self.stop_iteration(Some(out.get(self))));
            }
            Ok(false) => self.stop_async_iteration(),
            Err(raised) => raised,
        };
        self.end_step(awaiter, target);
        let ended = self.raised_is(Type::StopAsyncIteration) || self.raised_is(Type::GeneratorExit);
        if ended && let Some(g) = target.get(self).as_resumable() {
            g.closed.set(true);
        }
        if ended && closing {
            self.take_raised();
            return Err(self.stop_iteration(None));
        }
        Err(outcome)
    }

    /// `send` to any iterator of an awaitable.
    fn send_to(&mut self, iterator: Reg, sent: Reg, out: Reg) -> Res {
        if iterator.get(self).as_resumable().is_some() {
            let value = sent.get(self).word();
            return self.generator_send(iterator, value, out);
        }
        if sent.get(self).is_none() {
            if self.call_special(iterator, Name::Next, Args::NONE, out)? {
                return Ok(());
            }
            let name = self.type_name(iterator.get(self));
            return Err(self.type_error(format!("'{name}' object is not an iterator")));
        }
        let s = &mut Scope::new(self);
        let method = s.slot();
        s.getattr_opt(iterator, "send", method)?;
        s.call1(method, sent, out)
    }

    /// `anext(iterator, default)`: the end of the iterator is the default.
    fn anext_outcome(&mut self, stepped: Res, default: Reg) -> Res {
        match stepped {
            Err(_) if self.catch(Type::StopAsyncIteration) => {
                Err(self.stop_iteration(Some(default.get(self))))
            }
            other => other,
        }
    }

    /// `aiter(object)`.
    pub(crate) fn builtin_aiter(&mut self, object: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let result = s.slot();
        if !s.call_special(object, Name::AIter, Args::NONE, result)? {
            let name = s.type_name(object.get(s));
            return Err(s.type_error(format!("'{name}' object is not an async iterable")));
        }
        let found = result.get(s);
        if s.class_of(found).lookup(s, s.name(Name::ANext)).is_none() {
            let name = s.type_name(found);
            return Err(s.type_error(format!("aiter() returned not an async iterator of type '{name}'")));
        }
        out.set(s, found);
        Ok(())
    }

    /// `anext(iterator)`, or with a default that is not unset.
    pub(crate) fn builtin_anext(&mut self, iterator: Reg, default: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (next, wait) = (s.slot(), s.slot());
        if !s.call_special(iterator, Name::ANext, Args::NONE, next)? {
            let name = s.type_name(iterator.get(s));
            return Err(s.type_error(format!("'{name}' object is not an async iterator")));
        }
        if default.get(s).is_unset() {
            out.set(s, next.get(s));
            return Ok(());
        }
        s.awaitable(next, wait)?;
        let awaiter = s.new_awaiter(AwaiterKind::Default, wait.get(s), default.get(s));
        out.set(s, awaiter);
        Ok(())
    }
}

fn generator_of(gil: &Gil, args: Args) -> Option<&Generator> {
    args.get(gil, 0).as_resumable()
}

fn itself(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn make(gil: &Gil, kind: AwaiterKind, args: Args, value: Local<'_>, out: Reg) -> Res {
    out.set(gil, gil.new_awaiter(kind, args.get(gil, 0), value));
    Ok(())
}

fn coroutine_await(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make(gil, AwaiterKind::Coroutine, args, gil.none(), out)
}

fn anext(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make(gil, AwaiterKind::Send, args, gil.none(), out)
}

fn asend(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make(gil, AwaiterKind::Send, args, args.get(gil, 1), out)
}

fn athrow(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let exception = s.slot();
    types_gen::thrown(s, args, exception)?;
    make(s, AwaiterKind::Throw, args, exception.get(s), out)
}

fn aclose(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let exit = gil.new_exception(gil.builtin_class(Type::GeneratorExit), gil.empty_tuple());
    make(gil, AwaiterKind::Close, args, exit.local(), out)
}

fn busy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let is = generator_of(gil, args).is_some_and(|g| g.busy.get());
    out.set(gil, gil.bool(is));
    Ok(())
}

/// What it waits for in `await`, or None.
fn awaited(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let waits = generator_of(gil, args).filter(|g| g.state() == GenState::Suspended);
    let sub = waits.and_then(types_gen::delegate).map_or(Word::NONE, |(sub, _)| sub);
    out.set(gil, Local::new(sub));
    Ok(())
}

fn awaiter_next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.awaiter_send(args.reg(0), Word::NONE, out)
}

fn awaiter_send(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 1).word();
    gil.awaiter_send(args.reg(0), value, out)
}

fn awaiter_throw(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let exception = s.slot();
    types_gen::thrown(s, args, exception)?;
    s.awaiter_throw(args.reg(0), exception, out)
}

fn awaiter_close(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (target, own) = (s.slot(), s.slot());
    match s.parts(args.reg(0), target, own) {
        Some((AwaiterKind::Coroutine, _)) => s.generator_close(target)?,
        Some(_) => {
            if let Some(a) = args.get(s, 0).as_awaiter() {
                a.state.set(AwaiterState::Done);
            }
        }
        None => {}
    }
    out.set(s, s.none());
    Ok(())
}

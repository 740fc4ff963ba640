//! An exception passes frames: traceback entries, handlers, ends of generators.

use crate::heap::{Gil, Local, Object};
use crate::object::{FrameMode, GenState, Type};
use crate::word::Word;

/// Where the interpreter goes on after an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unwound {
    /// In the frame on top, at its `pc`.
    Handler,
    /// Back to Rust, with the exception.
    Exit,
}

impl Gil {
    /// Looks for the handler of the exception being raised; the frame on top raised it at instruction `at`.
    /// `silent`: the frame on top gets no traceback entry (it raises again).
    #[cold]
    #[inline(never)]
    pub(crate) fn unwind(&mut self, mut at: u32, mut silent: bool) -> Unwound {
        loop {
            let frame = self.top_frame_mut();
            // SAFETY: the frame's function keeps the code alive.
            let code = unsafe { &*frame.code };
            let raised = self.peek_raised();
            if let Some(exception) = raised.as_exception()
                && !silent
            {
                let globals = Local::new(frame.function)
                    .as_function()
                    .map_or(self.none(), |function| function.globals().local());
                let shown = match self.thread().raise_at.replace(u32::MAX) {
                    u32::MAX => at,
                    place => place,
                };
                let entry = self.new_traceback(exception.traceback(), code, globals, shown);
                exception.set_traceback(entry);
            }
            silent = false;
            let uncatchable = self.is_exact(raised, Type::EngineClosed);
            if !uncatchable {
                let mut row = code.source.handlers.iter().find(|row| (row.start..row.end).contains(&at));
                if frame.mode == FrameMode::WithGil {
                    let around = code.source.gil_blocks.iter().rev().find(|b| (b.start..b.end).contains(&at));
                    row = row.filter(|row| around.is_some_and(|b| (b.start..b.end).contains(&row.target)));
                }
                if let Some(row) = row {
                    frame.pc = row.target;
                    return Unwound::Handler;
                }
            }
            let (mode, entry, extra) = (frame.mode, frame.entry, frame.extra);
            self.pop_frame();
            if mode == FrameMode::Generator {
                self.generator_failed(extra);
            }
            if entry {
                return Unwound::Exit;
            }
            at = self.top_frame_mut().pc - 1;
        }
    }

    fn generator_failed(&mut self, generator: Word) {
        let Some(generator) = Local::new(generator).as_resumable() else { return };
        generator.set_state(GenState::Finished);
        self.thread().handled.set(generator.outer.get());
        let flags = &generator.code().source.flags;
        let stop = if self.raised_is(Type::StopIteration) {
            Some("StopIteration")
        } else {
            (flags.async_generator && self.raised_is(Type::StopAsyncIteration))
                .then_some("StopAsyncIteration")
        };
        if let Some(stop) = stop {
            let cause = self.peek_raised();
            let what = match (flags.coroutine, flags.async_generator) {
                (true, _) => "coroutine",
                (_, true) => "async generator",
                _ => "generator",
            };
            let error = self.exception_text(Type::RuntimeError, &format!("{what} raised {stop}"));
            error.set_cause(cause);
            error.set_context(cause);
            error.set_suppress_context(true);
            self.put_raised(error.local());
        }
    }
}

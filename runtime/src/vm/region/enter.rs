//! Entering a region: a call of a native function, or a block.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use ungil_compiler::check::{EntryType, OutValue, ParamSource, ResultType};
use ungil_compiler::hir;
use ungil_compiler::tir::{ExcKind, Pos, ViewType};

use super::convert::from_bits;
use super::deadline::{self, Deadline};
use super::gil::{Lender, Place};
use super::link::{Homes, globals_of};
use super::pin::{Pinned, entry_type, input};
use super::stops::Stops;
use super::unit::{Compiled, Unit};
use crate::heap::{Gil, Local, Object, Raised, Res, Tier};
use crate::jit::{self, CallCtx, Exit, NativeError, NativeValue, StopWord};
use crate::object::{CodeObj, Function, Storage, Type};
use crate::word::Word;

thread_local! {
    /// The context of this thread's last region, with the engine it is of.
    static CONTEXT: RefCell<Option<(usize, Box<CallCtx>)>> = const { RefCell::new(None) };
}

/// What came back from native code, with the memory that its views may point into.
struct Finished {
    compiled: Arc<Compiled>,
    result: Result<Vec<NativeValue>, NativeError>,
    outs: Vec<Option<NativeValue>>,
    made: Vec<Arc<Storage>>,
    pinned: Vec<Pinned>,
    /// The register with the list of objects that `with gil:` statements made, if there were any.
    objects: u32,
}

impl Gil {
    /// Calls a native function whose arguments are bound in the registers from `base` on. False: there is no native
    /// code to run (the bytecode engine), and nothing happened.
    pub(crate) fn call_native(&mut self, function: Word, region: u32, base: u32, out: u32) -> Res<bool> {
        let Some(unit) = self.unit_of(function) else { return Ok(false) };
        let params = Local::new(function).as_function().map_or(0, |f| f.code().source.params.registers());
        let before = self.thread().top.get();
        self.raise_top(base + params)?;
        let open = unit.open_params(region).unwrap_or_default();
        let inputs: Vec<EntryType> =
            open.iter().map(|i| entry_type(self, Local::new(self.word_at(base + i)))).collect();
        let compiled = self.compiled_region(&unit, function, region, base, open, &inputs);
        let done =
            compiled.and_then(|compiled| self.run_region(compiled, &unit, (function, region), base, None));
        let result = done.and_then(|finished| self.end_call(finished, function, base, out));
        self.thread().top.set(before);
        result.map(|()| true)
    }

    fn end_call(&mut self, finished: Finished, function: Word, base: u32, out: u32) -> Res {
        let values = match finished.result {
            Ok(values) => values,
            Err(error) => return Err(self.raise_native(&error, function, None, finished.objects)),
        };
        let memory = Memory {
            function,
            base,
            compiled: &finished.compiled,
            made: &finished.made,
            pinned: &finished.pinned,
        };
        let value =
            self.native_result(&finished.compiled.instance.result, &mut values.into_iter(), &memory)?;
        let word = value.word();
        self.set_word_at(out, word);
        Ok(())
    }

    /// Runs a block whose captured values stand in the registers from `base` on, and puts back what it assigned; the
    /// registers behind them get how it was left and the value returned. False: the bytecode of the body has to run.
    pub(crate) fn run_block(&mut self, function: Word, region: u32, base: u32) -> Res<bool> {
        let before = self.thread().top.get();
        let done = self.block(function, region, base);
        self.thread().top.set(before);
        done
    }

    fn block(&mut self, function: Word, region: u32, base: u32) -> Res<bool> {
        let Some(unit) = self.unit_of(function) else { return Ok(false) };
        let Some(shape) = unit.program.module.regions.get(region as usize) else { return Ok(false) };
        let captures = shape.captures.len() as u32;
        let exits = if shape.exits == Default::default() { 0 } else { 2 };
        let deadline = match shape.option("deadline") {
            Some(_) => deadline::seconds(self, Local::new(self.word_at(base + captures + exits)))?,
            None => None,
        };
        let inputs: Vec<EntryType> =
            (0..captures).map(|i| entry_type(self, Local::new(self.word_at(base + i)))).collect();
        let all: Vec<u32> = (0..captures).collect();
        let compiled = self.compiled_region(&unit, function, region, base, &all, &inputs)?;
        let finished = self.run_region(compiled, &unit, (function, region), base, deadline)?;
        let memory = Memory {
            function,
            base,
            compiled: &finished.compiled,
            made: &finished.made,
            pinned: &finished.pinned,
        };
        let mut slots = finished.outs.iter();
        // All values first: an array may be found through the register of a variable that is given back too.
        let mut given = Vec::new();
        for variable in &finished.compiled.instance.outs {
            let values: Option<Vec<NativeValue>> = slots
                .by_ref()
                .take(variable.value.slots())
                .copied()
                .collect::<Vec<_>>()
                .into_iter()
                .collect();
            if let Some(values) = values {
                let value = self.out_value(&variable.value, &mut values.into_iter(), &memory)?;
                given.push((variable.capture, value));
            }
        }
        for (capture, value) in given {
            self.set_word_at(base + capture, value.word());
        }
        let values = match finished.result {
            Ok(values) => values,
            Err(error) => return Err(self.raise_native(&error, function, Some(()), finished.objects)),
        };
        if finished.compiled.instance.exit_code {
            let mut values = values.into_iter();
            let code = values.next().map_or(0, NativeValue::bits) as i64;
            self.set_word_at(base + captures, Word::small_int(code & 3));
            let value = self.native_result(&finished.compiled.instance.result, &mut values, &memory)?;
            self.set_word_at(base + captures + 1, value.word());
        }
        Ok(true)
    }

    /// The unit of a function's code, unless regions run as bytecode.
    fn unit_of(&self, function: Word) -> Option<Arc<Unit>> {
        if self.engine().config.tier == Tier::Bytecode {
            return None;
        }
        Unit::of(Local::new(function).as_function()?.code())
    }

    /// A region's code for these inputs, which stand in the registers `typed`, counted from `base`: RegionError if it is refused.
    fn compiled_region(
        &self,
        unit: &Arc<Unit>,
        function: Word,
        region: u32,
        base: u32,
        typed: &[u32],
        inputs: &[EntryType],
    ) -> Res<Arc<Compiled>> {
        let made = unit.known(region, inputs).unwrap_or_else(|| {
            let Some(globals) = globals_of(Local::new(function)) else {
                return unit.instance(region, inputs, &ungil_compiler::check::NoConstants);
            };
            let values: Vec<Local<'_>> = typed.iter().map(|i| Local::new(self.word_at(base + i))).collect();
            let passed = values.iter().filter_map(|value| value.as_native_function());
            let homes = Homes::of(self, unit, globals, passed);
            homes.with(|homes| unit.make(region, inputs, homes))
        });
        made.map_err(|text| self.raise_new(Type::RegionError, &*text))
    }

    fn run_region(
        &mut self,
        compiled: Arc<Compiled>,
        unit: &Arc<Unit>,
        (function, region): (Word, u32),
        base: u32,
        deadline: Option<Duration>,
    ) -> Res<Finished> {
        let mut pinned = Vec::new();
        let mut args = Vec::with_capacity(compiled.instance.params.len());
        for given in &compiled.instance.inputs {
            let value = Local::new(self.word_at(base + register_of(given.source)));
            input(self, given, &given.shape, &compiled.instance.params, value, &mut args, &mut pinned)?;
        }
        let objects = self.thread().top.get();
        if compiled.instance.takes_lock {
            self.raise_top(objects + 1)?;
            self.set_word_at(objects, Word::NONE);
        }
        let mut ctx = self.context();
        // A request from before this entry is served now, one from after it stops the region.
        ctx.stop_word().clear(StopWord::INTERRUPT);
        self.poll()?;
        if deadline.is_some_and(|after| after.is_zero()) {
            return Err(self.raise_new(Type::TimeoutError, jit::DEADLINE));
        }
        let before = self.thread().deadline.get();
        let at = deadline.and_then(|after| std::time::Instant::now().checked_add(after));
        let breaker = &self.engine().breaker;
        let started = deadline.map(|after| Deadline::start(ctx.stop_word(), breaker, after)).transpose();
        let deadline = match started {
            Ok(deadline) => deadline,
            Err(_) => return Err(self.raise_new(Type::RuntimeError, "can't start new thread")),
        };
        if let Some(at) = at {
            self.thread().deadline.set(Some(before.map_or(at, |before| before.min(at))));
        }
        self.export(&compiled, base, &pinned, true);
        // What an `Atomic` holds depends on other threads, so a second run may differ, or wait for ever.
        // What a `with gil:` does must not be done twice.
        let shared = pinned.iter().any(|pin| pin.ty.rank == 0) || compiled.instance.takes_lock;
        let verify = (self.engine().config.verify_native && !shared).then(|| Copies::of(&args, &pinned));
        let tier = match self.engine().config.tier {
            Tier::Interp => jit::Tier::Interp,
            _ => jit::Tier::Native,
        };
        let mut kept = Vec::new();
        let exit = if compiled.instance.takes_lock {
            self.set_word_at(objects, self.list().header().word());
            let place = Place { function, region, base, objects };
            let mut lender = Lender::new(self, &compiled, unit, &place, &pinned);
            let exit = ctx.with_host(&mut lender, |ctx| self.run_code(&compiled, tier, ctx, &args));
            kept = lender.kept;
            exit
        } else {
            self.run_code(&compiled, tier, &mut ctx, &args)
        };
        let verdict = match (&exit, verify) {
            (Ok(exit), Some(copies)) => copies.compare(&compiled, &mut ctx, exit, &pinned),
            _ => Ok(()),
        };
        drop(deadline);
        self.thread().deadline.set(before);
        self.export(&compiled, base, &pinned, false);
        let engine = std::ptr::from_ref(self.engine()) as usize;
        CONTEXT.with(|slot| *slot.borrow_mut() = Some((engine, ctx)));
        if let Err(difference) = verdict {
            return Err(self.raise_new(Type::SystemError, difference));
        }
        let Exit { result, outs, arrays } = match exit {
            Ok(exit) => exit,
            Err(error) => return Err(self.raise_new(Type::SystemError, error.to_string())),
        };
        let made = arrays.into_iter().map(|mut array| {
            self.note_external(array.bytes());
            array.share()
        });
        let made = made.chain(kept).collect();
        Ok(Finished { compiled, result, outs, made, pinned, objects })
    }

    fn run_code(
        &mut self,
        compiled: &Compiled,
        tier: jit::Tier,
        ctx: &mut CallCtx,
        args: &[NativeValue],
    ) -> Result<Exit, jit::CompileError> {
        // SAFETY: the views are those of buffers that stay in place: arrays are held by `pinned`, bytes and bytearrays stand in
        // live registers of this thread and the latter are exported, so that they keep their size. Writability
        // was checked against the write summary, and headers of arrays lie inside their storage by `array_over`.
        let run = |ctx: &mut CallCtx| unsafe { compiled.code.enter(tier, 0, ctx, args) };
        if compiled.instance.short && tier == jit::Tier::Native { run(ctx) } else { self.detach(|| run(ctx)) }
    }

    /// Forbids (or allows again) that bytearrays among the inputs change their size.
    fn export(&self, compiled: &Compiled, base: u32, pinned: &[Pinned], on: bool) {
        for pin in pinned.iter().filter(|pin| pin.storage.is_none()) {
            let register = base + register_of(compiled.instance.params[pin.input].source);
            if let Some(bytes) = Local::new(self.word_at(register)).as_bytearray() {
                bytes.export(on);
            }
        }
    }

    /// The context of this thread for this engine.
    fn context(&self) -> Box<CallCtx> {
        let engine = std::ptr::from_ref(self.engine()) as usize;
        let kept = CONTEXT.with(|slot| slot.borrow_mut().take());
        match kept {
            Some((of, ctx)) if of == engine => ctx,
            _ => {
                let stops = self.engine().extension::<Stops>();
                let word = if self.thread().is_main.get() { stops.main().clone() } else { stops.register() };
                Box::new(CallCtx::new(word))
            }
        }
    }

    fn native_result<'g>(
        &'g self,
        ty: &ResultType,
        values: &mut impl Iterator<Item = NativeValue>,
        memory: &Memory<'_>,
    ) -> Res<Local<'g>> {
        match ty {
            ResultType::None => Ok(self.none()),
            ResultType::Scalar(scalar) => {
                Ok(from_bits(self, *scalar, values.next().map_or(0, NativeValue::bits)))
            }
            ResultType::Array(view) => self.view_value(values.next(), *view, memory),
            ResultType::Tuple(items) => {
                let mut locals = Vec::with_capacity(items.len());
                for item in items {
                    locals.push(self.native_result(item, values, memory)?);
                }
                Ok(self.tuple(&locals))
            }
            ResultType::Struct(name, fields) => {
                let mut locals = Vec::with_capacity(fields.len());
                for (field, ty) in fields {
                    locals.push((field, self.native_result(ty, values, memory)?));
                }
                self.struct_value(name, &locals, memory)
            }
        }
    }

    /// An instance of a `@struct` class of the region's module.
    fn struct_value<'g>(
        &'g self,
        name: &str,
        fields: &[(&hir::Name, Local<'g>)],
        memory: &Memory<'_>,
    ) -> Res<Local<'g>> {
        let function = Local::new(memory.function);
        let class = globals_of(function).and_then(|globals| globals.get_str(self, self.intern(name)));
        let Some(class) = class.and_then(Local::as_class) else {
            return Err(self.type_error(format!("{name} is no struct class any more")));
        };
        let value = self.new_instance(class).local();
        for (field, part) in fields {
            self.set_own_attr(value, self.intern(field), *part)?;
        }
        Ok(value)
    }

    pub(super) fn out_value<'g>(
        &'g self,
        ty: &OutValue,
        values: &mut impl Iterator<Item = NativeValue>,
        memory: &Memory<'_>,
    ) -> Res<Local<'g>> {
        match ty {
            OutValue::Scalar(scalar) => {
                Ok(from_bits(self, *scalar, values.next().map_or(0, NativeValue::bits)))
            }
            OutValue::View(view) => self.view_value(values.next(), *view, memory),
            OutValue::Struct(name, fields) => {
                let mut locals = Vec::with_capacity(fields.len());
                for (field, ty) in fields.iter() {
                    locals.push((field, self.out_value(ty, values, memory)?));
                }
                self.struct_value(name, &locals, memory)
            }
            OutValue::Tuple(items) => {
                let mut locals = Vec::with_capacity(items.len());
                for item in items.iter() {
                    locals.push(self.out_value(item, values, memory)?);
                }
                Ok(self.tuple(&locals))
            }
        }
    }

    /// The object for a view that native code gave: an input itself, a view of one, or a new array.
    fn view_value<'g>(
        &'g self,
        value: Option<NativeValue>,
        ty: ViewType,
        memory: &Memory<'_>,
    ) -> Res<Local<'g>> {
        let view = value.map_or_else(Default::default, NativeValue::view);
        let rank = ty.rank as usize;
        let (shape, strides) = (&view.shape[..rank], &view.strides[..rank]);
        if let Some(pin) = memory.pinned.iter().find(|pin| pin.view == view && pin.ty.elem == ty.elem) {
            let register = memory.base + register_of(memory.compiled.instance.params[pin.input].source);
            return Ok(Local::new(self.word_at(register)));
        }
        let storages = memory.made.iter().chain(memory.pinned.iter().filter_map(|pin| pin.storage.as_ref()));
        for storage in storages {
            let start = storage.data().expose_provenance() as u64;
            if let Some(offset) = view.base.checked_sub(start)
                && let Some(array) =
                    self.array_over(storage.clone(), offset as usize, ty.elem, shape, strides)
            {
                return Ok(array);
            }
        }
        if view.is_empty(rank)
            && let Some(array) = self.array_zeros(ty.elem, shape)
        {
            return Ok(array);
        }
        Err(self.type_error("a view of a bytes or bytearray object cannot leave native code"))
    }

    /// Makes an exception object of a native one.
    #[cold]
    fn raise_native(
        &mut self,
        error: &NativeError,
        function: Word,
        block: Option<()>,
        objects: u32,
    ) -> Raised {
        if let Some(number) = error.object {
            let raised = self.raise_kept(error, number, function, block, objects);
            self.give_context(error, function, objects);
            return raised;
        }
        if error.kind == ExcKind::KeyboardInterrupt {
            self.take_interrupt();
        }
        let raised = self.new_native(error);
        self.give_context(error, function, objects);
        let Some(function) = Local::new(function).as_function() else { return raised };
        self.place_native(error, function, block);
        raised
    }

    /// The exception being raised gets those that native code was handling, each with its own traceback.
    fn give_context(&mut self, error: &NativeError, function: Word, objects: u32) {
        if error.context.is_empty() {
            return;
        }
        let Some(function) = Local::new(function).as_function() else { return };
        let raised = self.take_raised();
        let mut last = raised;
        for context in &error.context {
            let kept = context.object.and_then(|number| {
                let list = Local::new(self.word_at(objects)).as_list()?;
                list.get(usize::try_from(number).ok()?.checked_sub(1)?)
            });
            let next = match kept {
                Some(kept) => kept,
                None => {
                    let _: Raised = self.new_native(context);
                    self.place_native(context, function, None);
                    self.take_raised()
                }
            };
            // What is in the chain already, or would lead back, stays as it is.
            let Some(exception) = last.as_exception() else { break };
            if next.is(last) || next.is(raised) {
                break;
            }
            exception.set_context(next);
            last = next;
        }
        self.put_raised(raised);
    }

    /// A native exception as an object, which is raised without a traceback.
    fn new_native(&self, error: &NativeError) -> Raised {
        let name = error.kind.name();
        let ty = Type::TABLE.iter().find(|row| row.name == name).map_or(Type::EngineClosed, |row| row.ty);
        match error.value {
            Some((scalar, bits)) => self.raise_args(ty, &[from_bits(self, scalar, bits)]),
            None if error.message.is_empty() => self.raise_args(ty, &[]),
            None => self.raise_new(ty, &error.message),
        }
    }

    /// The traceback of the native exception being raised.
    fn place_native(&self, error: &NativeError, function: &Function, block: Option<()>) {
        // The frames, outermost first: the calls that the exception passed, then the place that raised.
        let innermost =
            jit::Caller { function: error.function.clone(), file: error.file.clone(), pos: error.pos };
        let mut frames: Vec<&jit::Caller> = error.callers.iter().chain([&innermost]).collect();
        if block.is_some()
            && let Some(first) = frames.first()
            && *first.function == *function.code().source.qualname
        {
            // The function around a block gets its entry from the interpreter.
            let at = instr_at(function.code(), first.pos);
            self.thread().raise_at.set(at);
            frames.remove(0);
        }
        if let Some(exception) = self.peek_raised().as_exception() {
            let globals = function.globals().local();
            let mut next = self.none();
            for frame in frames.into_iter().rev() {
                if let Some(code) = self.code_of(function.code(), frame).and_then(Local::as_code) {
                    next = self.new_traceback(next, code, globals, instr_at(code, frame.pos));
                }
            }
            if !next.is_none() {
                exception.set_traceback(next);
            }
        }
    }

    /// Raises what came out of a `with gil:` again. The frame of its statements stands for that of the native function around
    /// them, so only the callers of that one are added.
    #[cold]
    fn raise_kept(
        &mut self,
        error: &NativeError,
        number: u64,
        function: Word,
        block: Option<()>,
        objects: u32,
    ) -> Raised {
        let kept = Local::new(self.word_at(objects)).as_list();
        let kept = kept.and_then(|list| list.get(usize::try_from(number).ok()?.checked_sub(1)?));
        let Some(exception) = kept.and_then(Local::as_exception) else { return self.raise_memory_error() };
        let Some(function) = Local::new(function).as_function() else {
            return self.put_raised(exception.local());
        };
        let mut frames: Vec<&jit::Caller> = error.callers.iter().collect();
        let mut next = exception.traceback();
        if block.is_some() {
            let qualname = &function.code().source.qualname;
            if frames.is_empty() {
                // The interpreter adds the entry of the function around the block.
                if let Some(first) = next.as_traceback() {
                    let place = first.code().source.positions.get(first.instr());
                    let same = first.code().source.qualname == *qualname;
                    if let (Some(place), true) = (place, same) {
                        let positions = &function.code().source.positions;
                        let at = positions.iter().position(|p| p == place).unwrap_or(first.instr());
                        self.thread().raise_at.set(at as u32);
                        next = first.next();
                    }
                }
            } else if *frames[0].function == **qualname {
                let at = instr_at(function.code(), frames[0].pos);
                self.thread().raise_at.set(at);
                frames.remove(0);
            }
        }
        let globals = function.globals().local();
        for frame in frames.into_iter().rev() {
            if let Some(code) = self.code_of(function.code(), frame).and_then(Local::as_code) {
                next = self.new_traceback(next, code, globals, instr_at(code, frame.pos));
            }
        }
        exception.set_traceback(next);
        self.put_raised(exception.local())
    }

    /// The code of a native function by its name and file; `near` is tried first.
    fn code_of<'g>(&'g self, near: &'g CodeObj, frame: &jit::Caller) -> Option<Local<'g>> {
        let is =
            |code: &CodeObj| *code.source.qualname == *frame.function && *code.source.filename == *frame.file;
        if is(near) {
            return Some(near.local());
        }
        let codes = self.engine().codes.borrow();
        let mut found =
            codes.iter().map(|&word| Local::new(word)).filter(|local| local.as_code().is_some_and(is));
        // Of several functions with one name, the one with that line.
        let has_line = |local: &Local<'_>| {
            local.as_code().is_some_and(|code| code.source.positions.iter().any(|p| p.line == frame.pos.line))
        };
        let first = found.next()?;
        if has_line(&first) { Some(first) } else { found.find(has_line).or(Some(first)) }
    }

    /// The request of Ctrl-C is being served.
    fn take_interrupt(&self) {
        use std::sync::atomic::Ordering;
        self.engine().interrupted.store(false, Ordering::Relaxed);
        self.engine().breaker.clear(crate::sync::safepoint::SIGNAL);
        self.engine().extension::<Stops>().main().clear(StopWord::INTERRUPT);
    }
}

/// What the views of a result may refer to.
pub(super) struct Memory<'a> {
    pub function: Word,
    pub base: u32,
    pub compiled: &'a Compiled,
    pub made: &'a [Arc<Storage>],
    pub pinned: &'a [Pinned],
}

/// The register of an input, counted from the first.
pub(super) fn register_of(source: ParamSource) -> u32 {
    match source {
        ParamSource::Parameter(index) | ParamSource::Capture(index) => index,
    }
}

/// The instruction of the bytecode that stands for the place of a native exception.
fn instr_at(code: &CodeObj, pos: Pos) -> u32 {
    let positions = &code.source.positions;
    let find = |start: bool, end: bool| {
        positions.iter().position(|p| {
            p.line == pos.line && (!start || p.column == pos.col) && (!end || p.end_column == pos.end_col)
        })
    };
    // Several instructions begin at one place: the operands of an operator, and the operator itself.
    find(true, true).or_else(|| find(true, false)).or_else(|| find(false, false)).unwrap_or(0) as u32
}

/// Copies of the arrays that a region writes, for the evaluator to work on.
struct Copies {
    args: Vec<NativeValue>,
    /// Index in `pinned`, the copy, and what to add to an address of the original.
    copies: Vec<(usize, Arc<Storage>)>,
}

impl Copies {
    fn of(args: &[NativeValue], pinned: &[Pinned]) -> Copies {
        let mut args = args.to_vec();
        let mut copies: Vec<(usize, Arc<Storage>)> = Vec::new();
        for (i, pin) in pinned.iter().enumerate() {
            let Some(original) = &pin.storage else { continue };
            // Arrays that share memory share their copy.
            let shared = copies.iter().find(|(other, _)| {
                pinned[*other].storage.as_ref().is_some_and(|storage| Arc::ptr_eq(storage, original))
            });
            let copy = match shared {
                Some((_, copy)) => copy.clone(),
                None => match original.duplicate() {
                    Some(copy) => copy,
                    None => continue,
                },
            };
            let offset = pin.view.base.wrapping_sub(original.data().expose_provenance() as u64);
            let mut view = pin.view;
            view.base = (copy.data().expose_provenance() as u64).wrapping_add(offset);
            args[pin.input] = NativeValue::View(view);
            copies.push((i, copy));
        }
        Copies { args, copies }
    }

    /// Runs the evaluator on the copies and compares everything that can be seen.
    fn compare(
        &self,
        compiled: &Compiled,
        ctx: &mut CallCtx,
        native: &Exit,
        pinned: &[Pinned],
    ) -> Result<(), String> {
        let stopped = matches!(&native.result, Err(error) if error.kind == ExcKind::Stopped || ctx.stop_word().get() != 0);
        if stopped {
            // How far each of the two came is chance.
            return Ok(());
        }
        // SAFETY: the copies have the layout of the originals, and `self` holds them.
        let oracle = unsafe { compiled.code.enter(jit::Tier::Interp, 0, ctx, &self.args) }
            .map_err(|error| error.to_string())?;
        if ctx.stop_word().get() != 0 {
            return Ok(());
        }
        let name = compiled.instance.group.functions.first().map_or("?", |function| &*function.name);
        let differs = |what: &str, a: &dyn std::fmt::Debug, b: &dyn std::fmt::Debug| {
            Err(format!("native code of {name} and the evaluator differ in {what}: {a:?} and {b:?}"))
        };
        match (&native.result, &oracle.result) {
            (Ok(a), Ok(b)) => {
                if !a.iter().zip(b).all(|(a, b)| same(a, b)) {
                    return differs("the result", a, b);
                }
            }
            (Err(a), Err(b)) if a.kind == b.kind && a.message == b.message && a.pos.line == b.pos.line => {}
            (a, b) => return differs("how they end", a, b),
        }
        for (a, b) in native.outs.iter().zip(&oracle.outs) {
            match (a, b) {
                (None, None) => {}
                (Some(a), Some(b)) if same(a, b) => {}
                _ => return differs("a variable", a, b),
            }
        }
        for (i, copy) in &self.copies {
            if let Some(original) = &pinned[*i].storage
                && !original.same_bytes(copy)
            {
                return differs("an array", &pinned[*i].input, &"its copy");
            }
        }
        Ok(())
    }
}

/// Whether two values agree: bits of scalars, extents of views (their addresses differ by nature).
fn same(a: &NativeValue, b: &NativeValue) -> bool {
    match (a, b) {
        (NativeValue::Scalar(a), NativeValue::Scalar(b)) => a == b,
        (NativeValue::View(a), NativeValue::View(b)) => a.shape == b.shape,
        _ => false,
    }
}

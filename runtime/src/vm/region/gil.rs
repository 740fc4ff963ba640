//! `with gil:` inside native code: back from machine code to bytecode, and on.
//!
//! The statements stand in the bytecode of the function around them. They run in a frame of that code of its own
//! ([`FrameMode::WithGil`]) that begins at their first instruction: its registers get what native code holds, and when `GilEnd`
//! is reached (or an exception leaves) the variables that the statements assign are read back under the rules of the border.
//! What the bytecode's own liveness calls dead is not read back: nothing would read it natively either.
//!
//! Python objects stay in Python: those that a block captured in its window, those that a native function got from an
//! earlier `with gil:` and the exceptions under way in one list for each entry, which native code knows by number.

use std::ptr::NonNull;
use std::sync::Arc;

use ungil_compiler::check::{GilHeld, GilInput, GilSite, GilVar, OutValue};
use ungil_compiler::codegen::abi;
use ungil_compiler::hir::{LocalId, RegionKind, Var};
use ungil_compiler::tir::{ExcKind, Type as NativeType};

use super::convert::to_bits;
use super::enter::Memory;
use super::link::{Homes, globals_of};
use super::pin::{Pinned, buffer};
use super::stops::Stops;
use super::unit::{Compiled, Unit};
use crate::heap::{Engine, Gil, Local, Object, Raised, Res, Thread};
use crate::jit::{self, Host, NativeValue, OwnedArray, StopWord};
use crate::object::{CellVar, Dict, FrameMode, Function, Standing, Storage, Type};
use crate::sync::gil::Urgency;
use crate::word::Word;

/// The place of a region's entry, for `with gil:` inside it.
pub(super) struct Place {
    /// The function that was called, or the one around the block.
    pub function: Word,
    /// The region.
    pub region: u32,
    /// The first register of the inputs.
    pub base: u32,
    /// The register with the list of objects.
    pub objects: u32,
}

/// What runs the statements for one entry.
pub(super) struct Lender<'a> {
    thread: NonNull<Thread>,
    engine: NonNull<Engine>,
    compiled: &'a Compiled,
    unit: &'a Arc<Unit>,
    place: &'a Place,
    pinned: &'a [Pinned],
    /// Memory of arrays that native code got from bytecode.
    pub kept: Vec<Arc<Storage>>,
    os_thread: std::thread::ThreadId,
}

impl<'a> Lender<'a> {
    pub(super) fn new(
        gil: &Gil,
        compiled: &'a Compiled,
        unit: &'a Arc<Unit>,
        place: &'a Place,
        pinned: &'a [Pinned],
    ) -> Lender<'a> {
        Lender {
            thread: NonNull::from(gil.thread()),
            engine: NonNull::from(gil.engine()),
            compiled,
            unit,
            place,
            pinned,
            kept: Vec::new(),
            os_thread: std::thread::current().id(),
        }
    }
}

impl Host for Lender<'_> {
    fn gil(
        &mut self,
        arrays: &mut [OwnedArray],
        site: u32,
        args: &[u64],
        outs: &mut [u64],
    ) -> Option<(ExcKind, u64)> {
        // SAFETY: the region was entered from this engine, which outlives the entry.
        let engine = unsafe { self.engine.as_ref() };
        engine.lock.acquire(&engine.breaker, Urgency::Returning);
        crate::runtime::set_attached(true);
        // The token of the entry is not used before native code is left, which waits for this call.
        let mut gil = Gil::of_locking_thread(self.thread, self.engine);
        // The evaluator may run on a thread of its own, whose stack has other bounds.
        let elsewhere = std::thread::current().id() != self.os_thread;
        let limit = gil.thread().native_limit.get();
        if elsewhere {
            gil.thread().adopt(gil.thread().is_main.get());
        }
        let top = gil.thread().top.get();
        let done = self.locked(&mut gil, arrays, site as usize, args, outs);
        gil.thread().top.set(top);
        let raised = done.err().map(|_| self.note_exception(&gil));
        if let Some((ExcKind::KeyboardInterrupt, _)) = raised {
            // The request of Ctrl-C has been served by the interpreter.
            gil.engine().extension::<Stops>().main().clear(StopWord::INTERRUPT);
        }
        if elsewhere {
            gil.thread().native_limit.set(limit);
        }
        crate::runtime::set_attached(false);
        engine.lock.release();
        raised
    }
}

/// The frame that the statements run in.
struct Frame<'a> {
    base: u32,
    homes: &'a [u32],
    function: Word,
    extra: Word,
}

impl Frame<'_> {
    /// The register of a local, counted from the frame's first.
    fn home(&self, id: LocalId) -> u32 {
        self.homes.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// The cell of a variable that functions share.
    fn cell<'g>(&self, gil: &'g Gil, var: &Var) -> Option<&'g CellVar> {
        match var {
            Var::Cell(id) => Local::new(gil.word_at(self.base + self.home(*id))).as_cell_var(),
            Var::Free(id) => {
                let function = Local::new(self.function).as_function()?;
                function.closure().as_tuple()?.get(id.0 as usize)?.as_cell_var()
            }
            _ => None,
        }
    }

    /// Where the globals of the frame are.
    fn namespace<'g>(&self) -> Option<&'g Dict> {
        let function = Local::new(self.function).as_function();
        Local::new(self.extra).as_dict().or_else(|| function.map(|function| function.globals()))
    }

    fn set(&self, gil: &Gil, var: &Var, value: Local<'_>) -> Res {
        match var {
            Var::Local(id) => gil.set_word_at(self.base + self.home(*id), value.word()),
            Var::Cell(_) | Var::Free(_) => {
                if let Some(cell) = self.cell(gil, var) {
                    cell.set_value(value);
                }
            }
            Var::Global(name) => {
                if let Some(namespace) = self.namespace() {
                    namespace.set_str(gil, gil.intern(name), value)?;
                }
            }
            Var::Class(_) | Var::ClassFree(..) => {}
        }
        Ok(())
    }

    /// The value of a variable; unset if it has none.
    fn get<'g>(&self, gil: &'g Gil, var: &Var) -> Local<'g> {
        let found = match var {
            Var::Local(id) => Some(Local::new(gil.word_at(self.base + self.home(*id)))),
            Var::Cell(_) | Var::Free(_) => self.cell(gil, var).map(|cell| cell.value()),
            Var::Global(name) => self.namespace().and_then(|dict| dict.get_str(gil, gil.intern(name))),
            Var::Class(_) | Var::ClassFree(..) => None,
        };
        found.unwrap_or(Local::new(Word::UNSET))
    }
}

impl Lender<'_> {
    fn locked(
        &mut self,
        gil: &mut Gil,
        arrays: &mut [OwnedArray],
        site: usize,
        args: &[u64],
        outs: &mut [u64],
    ) -> Res {
        let compiled = self.compiled;
        let Some(site) = compiled.instance.gil_sites.get(site) else { return Err(lost(gil)) };
        // The code of a block stands in the function around it, whose frame is the one that entered it.
        let outer =
            self.is_block_of(site).then(|| gil.top_frame_mut()).map(|frame| (frame.base, frame.extra));
        let function = match outer {
            Some(_) => self.place.function,
            None => self.function_of(gil, site)?,
        };
        let Some(object) = Local::new(function).as_function() else { return Err(lost(gil)) };
        let source = object.code().source.clone();
        let Some(block) = source.gil_blocks.iter().find(|block| block.number == site.number) else {
            return Err(lost(gil));
        };
        let base = gil.thread().top.get();
        let extra = outer.map_or(Word::UNSET, |(_, extra)| extra);
        gil.push_frame(object, base, base, FrameMode::WithGil, extra)?;
        for register in base..base + object.code().registers {
            gil.set_word_at(register, Word::UNSET);
        }
        gil.top_frame_mut().pc = block.start;
        let frame = Frame { base, homes: &source.homes, function, extra };
        if let Err(raised) = self.fill(gil, arrays, site, &frame, outer.map(|(base, _)| base), args) {
            gil.pop_frame();
            return Err(raised);
        }
        let ran = gil.run_entry();
        let code = Local::new(function).as_function().map(Function::code);
        let live = code.map(|code| code.live_registers(block.end, Standing::Before));
        let mut rest = outs;
        for var in site.vars.iter().filter(|var| var.out) {
            let size = match &var.held {
                GilHeld::Captured(_) => 0,
                GilHeld::Object => 2,
                GilHeld::Value(ty) => 1 + leaves(ty).into_iter().map(abi::words).sum::<usize>(),
            };
            if size > rest.len() {
                return Err(lost(gil));
            }
            let (slots, after) = rest.split_at_mut(size);
            rest = after;
            let dead = match &var.var {
                Var::Local(id) => live.as_ref().is_some_and(|live| !live.contains(frame.home(*id))),
                _ => false,
            };
            if ran.is_ok() {
                if !dead {
                    self.read_back(gil, var, &frame, slots)?;
                }
                continue;
            }
            // The exception that is under way counts, not what is wrong with a value.
            let raised = gil.take_raised().word();
            if self.read_back(gil, var, &frame, slots).is_err() {
                gil.take_raised();
                slots.fill(0);
            }
            gil.put_raised(Local::new(raised));
        }
        ran
    }

    /// Whether a statement belongs to the block that was entered.
    fn is_block_of(&self, site: &GilSite) -> bool {
        let region = self.unit.program.module.regions.get(self.place.region as usize);
        region.is_some_and(|r| {
            !matches!(r.kind, RegionKind::Function(_)) && site.home == 0 && r.func == site.func
        })
    }

    /// The function object of a native function that has the statement in it.
    fn function_of(&self, gil: &Gil, site: &GilSite) -> Res<Word> {
        let entered = Local::new(self.place.function);
        let Some(globals) = globals_of(entered) else { return Err(lost(gil)) };
        let region = self.unit.program.module.regions.get(self.place.region as usize);
        if site.home == 0
            && region.is_some_and(|r| matches!(r.kind, RegionKind::Function(id) if id == site.func))
        {
            return Ok(self.place.function);
        }
        let passed: Vec<Local<'_>> = self
            .compiled
            .instance
            .inputs
            .iter()
            .map(|input| Local::new(gil.word_at(self.place.base + super::enter::register_of(input.source))))
            .collect();
        let passed = passed.iter().filter_map(|value| value.as_native_function());
        let homes = Homes::of(gil, self.unit, globals, passed);
        homes.function(site.home, site.func).map(|function| function.header().word()).ok_or_else(|| lost(gil))
    }

    /// Gives the frame's variables their values.
    fn fill(
        &self,
        gil: &Gil,
        arrays: &mut [OwnedArray],
        site: &GilSite,
        frame: &Frame<'_>,
        outer: Option<u32>,
        args: &[u64],
    ) -> Res {
        let unit = Local::new(frame.function).as_function().and_then(|f| Unit::of(f.code()));
        let Some(unit) = unit else { return Err(lost(gil)) };
        let Some(function) = unit.program.module.functions.get(site.func.0 as usize) else {
            return Err(lost(gil));
        };
        for (index, local) in function.locals.iter().enumerate() {
            let home = frame.home(LocalId(index as u32));
            if !local.cell || local.hidden {
                continue;
            }
            // The variables that functions share with a block are in its function's cells; those of a native function are new.
            let cell = match outer {
                Some(outer) => gil.word_at(outer + home),
                None => gil.cell_var(Local::new(Word::UNSET)).word(),
            };
            gil.set_word_at(frame.base + home, cell);
        }
        let mut rest = args;
        for var in &site.vars {
            if var.input == GilInput::No {
                continue;
            }
            match &var.held {
                GilHeld::Captured(index) => {
                    if let Var::Local(_) = var.var {
                        frame.set(gil, &var.var, Local::new(gil.word_at(self.place.base + index)))?;
                    }
                }
                GilHeld::Object => {
                    let number = take(&mut rest, 1).first().copied().unwrap_or(0);
                    if let Some(value) = self.object(gil, number) {
                        frame.set(gil, &var.var, value)?;
                    }
                }
                GilHeld::Value(ty) => {
                    let bound = var.input != GilInput::Flagged || take(&mut rest, 1).first() == Some(&1);
                    let mut values = Vec::new();
                    let mut made = self.kept.clone();
                    for leaf in leaves(ty) {
                        let (value, _) = jit::read_value(leaf, take(&mut rest, abi::words(leaf)));
                        if let NativeValue::View(view) = value
                            && let Some(array) = arrays.iter_mut().find(|array| array.contains(view.base))
                        {
                            made.push(array.share());
                        }
                        values.push(value);
                    }
                    if !bound {
                        continue;
                    }
                    let memory = Memory {
                        function: frame.function,
                        base: self.place.base,
                        compiled: self.compiled,
                        made: &made,
                        pinned: self.pinned,
                    };
                    let value = gil.out_value(ty, &mut values.into_iter(), &memory)?;
                    frame.set(gil, &var.var, value)?;
                }
            }
        }
        Ok(())
    }

    /// Takes a variable back from the frame.
    fn read_back(&mut self, gil: &Gil, var: &GilVar, frame: &Frame<'_>, slots: &mut [u64]) -> Res {
        let value = frame.get(gil, &var.var);
        match &var.held {
            GilHeld::Captured(index) => gil.set_word_at(self.place.base + index, value.word()),
            GilHeld::Object if value.is_unset() => slots.fill(0),
            GilHeld::Object => {
                slots.copy_from_slice(&[1, self.keep(gil, value)?]);
            }
            GilHeld::Value(_) if value.is_unset() => slots.fill(0),
            GilHeld::Value(ty) => {
                let mut words = vec![1];
                self.native(gil, ty, value, &var.name, &mut words)?;
                slots.copy_from_slice(&words);
            }
        }
        Ok(())
    }

    /// The words of a value that comes back.
    fn native(
        &mut self,
        gil: &Gil,
        ty: &OutValue,
        value: Local<'_>,
        name: &str,
        words: &mut Vec<u64>,
    ) -> Res {
        let wrong = |want: &dyn std::fmt::Display| {
            let found = gil.type_name(value);
            Err(gil.type_error(format!("variable '{name}' of a region: expected {want}, got {found}")))
        };
        match ty {
            OutValue::Scalar(scalar) => {
                words.push(to_bits(gil, value, *scalar, &format!("variable '{name}' of a region"))?);
            }
            OutValue::Tuple(items) => {
                let tuple = value.as_tuple().filter(|tuple| tuple.len() == items.len());
                let Some(tuple) = tuple else { return wrong(&format_args!("a tuple of {}", items.len())) };
                for (ty, item) in items.iter().zip(tuple.iter()) {
                    self.native(gil, ty, item, name, words)?;
                }
            }
            OutValue::Struct(class, fields) => {
                if gil.type_name(value) != **class {
                    return wrong(class);
                }
                for (field, ty) in fields.iter() {
                    let Some(part) = gil.own_attr(value, gil.intern(field)) else { return wrong(class) };
                    self.native(gil, ty, part, name, words)?;
                }
            }
            OutValue::View(want) => {
                let Some((view, have, storage)) = buffer(value) else { return wrong(want) };
                let known = self.pinned.iter().any(|pin| pin.view == view && pin.ty.elem == have.elem);
                if have.elem != want.elem || have.rank != want.rank {
                    return wrong(&format_args!("{want}, a buffer of that type"));
                }
                if !known && (want.writable && !have.writable || want.contiguous && !have.contiguous) {
                    return Err(gil.raise_new(
                        Type::BufferError,
                        format!(
                            "variable '{name}' of a region: expected {want}, got a buffer that is {have}"
                        ),
                    ));
                }
                match storage {
                    Some(storage) => self.kept.push(storage),
                    None if known => {}
                    None => return wrong(&format_args!("an array for {want}")),
                }
                jit::flatten(NativeValue::View(view), NativeType::View(*want), words);
            }
        }
        Ok(())
    }

    /// Keeps an object for native code; gives its number + 1.
    fn keep(&self, gil: &Gil, value: Local<'_>) -> Res<u64> {
        let Some(list) = Local::new(gil.word_at(self.place.objects)).as_list() else { return Err(lost(gil)) };
        list.push(gil, value)?;
        Ok(list.len() as u64)
    }

    fn object<'g>(&self, gil: &'g Gil, number: u64) -> Option<Local<'g>> {
        let list = Local::new(gil.word_at(self.place.objects)).as_list()?;
        list.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The exception being raised, kept: what `except` clauses of native code take it for, and its number.
    fn note_exception(&self, gil: &Gil) -> (ExcKind, u64) {
        let exception = gil.take_raised();
        let kind = kind_of(gil, exception);
        match self.keep(gil, exception) {
            Ok(number) => (kind, number),
            Err(_) => {
                gil.take_raised();
                (ExcKind::MemoryError, 0)
            }
        }
    }
}

/// The first words of an array, which loses them.
fn take<'w>(rest: &mut &'w [u64], count: usize) -> &'w [u64] {
    let (taken, after) = rest.split_at(count.min(rest.len()));
    *rest = after;
    taken
}

/// The native parts of a value.
fn leaves(ty: &OutValue) -> Vec<NativeType> {
    match ty {
        OutValue::Scalar(scalar) => vec![NativeType::Scalar(*scalar)],
        OutValue::View(view) => vec![NativeType::View(*view)],
        OutValue::Tuple(items) => items.iter().flat_map(leaves).collect(),
        OutValue::Struct(_, fields) => fields.iter().flat_map(|(_, ty)| leaves(ty)).collect(),
    }
}

/// The nearest class that native code knows.
fn kind_of(gil: &Gil, exception: Local<'_>) -> ExcKind {
    if gil.is_instance_of(exception, Type::EngineClosed) {
        return ExcKind::Stopped;
    }
    let mut best = ExcKind::BaseException;
    for &kind in ExcKind::ALL {
        let row = Type::TABLE.iter().find(|row| row.name == kind.name());
        if kind.is_a(best) && row.is_some_and(|row| gil.is_instance_of(exception, row.ty)) {
            best = kind;
        }
    }
    best
}

#[cold]
fn lost(gil: &Gil) -> Raised {
    gil.raise_new(Type::SystemError, "the statements of a `with gil:` cannot be found")
}

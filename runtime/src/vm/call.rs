//! Calling anything.
//!
//! A call is laid out as a window: the callee in register `at`, the positional arguments behind it, then the values of
//! keyword arguments. `enter_call` looks at the callee: a builtin runs at once; a function of the program gets a frame whose
//! registers begin at its first argument, and the interpreter goes on there. The interpreter's own call
//! instructions and `Gil::call` from Rust both come through here.

use smallvec::SmallVec;

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{
    BuiltinFlavor, ClassFlags, Frame, FrameMode, Function, Kind, Name, ParamDefault, Standing, Type,
};
use crate::word::Word;

/// What came of entering a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entered {
    /// The result is in the output register.
    Done,
    /// A frame was pushed; the interpreter has to run it.
    Frame,
}

impl Gil {
    /// Reads a register by number.
    #[inline(always)]
    pub(crate) fn word_at(&self, index: u32) -> Word {
        // SAFETY: register numbers of windows lie within the thread's array: frames and scopes were checked against
        // its size when they were made, with headroom for the windows behind them.
        unsafe { Reg::at(index).get(self).word() }
    }

    /// Writes a register by number.
    #[inline(always)]
    pub(crate) fn set_word_at(&self, index: u32, word: Word) {
        // SAFETY: as in `word_at`.
        unsafe { Reg::at(index).set(self, Local::new(word)) }
    }

    /// Enters the call laid out at `at` with `n` positional arguments and then one value for each name of the tuple
    /// `names`. The result goes to `out`.
    pub(crate) fn enter_call(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        let callee = Local::new(self.word_at(at));
        match callee.kind() {
            Some(Kind::Function) => self.enter_function(at, at + 1, n, names, out),
            Some(Kind::Builtin) => {
                self.call_builtin(at, at + 1, n, names, out)?;
                Ok(Entered::Done)
            }
            Some(Kind::BoundMethod) => {
                let Some(method) = callee.as_bound_method() else { return Ok(Entered::Done) };
                let (function, receiver) = (method.function().word(), method.receiver().word());
                // The receiver takes the callee's place; the callee moves out of the window.
                let shift = if Local::new(function).kind() == Some(Kind::Function) { 0 } else { 2 };
                if shift == 0 {
                    self.set_word_at(at, receiver);
                    return self.enter_function_word(function, at, n + 1, names, out);
                }
                let extra =
                    names.map_or(0, |names| Local::new(names).as_tuple().map_or(0, |t| t.len())) as u32;
                let base = self.thread().top.get().max(at + 1 + n + extra);
                self.set_word_at(base, function);
                self.set_word_at(base + 1, receiver);
                for i in 0..n + extra {
                    self.set_word_at(base + 2 + i, self.word_at(at + 1 + i));
                }
                self.with_top(base + 2 + n + extra, |gil| gil.enter_call_nested(base, n + 1, names, out))
            }
            Some(Kind::Class) => self.enter_class(at, n, names, out),
            Some(Kind::NativeFunction) => self.enter_native(at, n, names, out),
            Some(Kind::Wrapper) if self.is_static_method(callee) => {
                let inner = callee.as_wrapper().map_or(Word::NONE, |wrapper| wrapper.inner().word());
                self.set_word_at(at, inner);
                self.enter_call(at, n, names, out)
            }
            _ => self.enter_object(at, n, names, out),
        }
    }

    fn is_static_method(&self, value: Local<'_>) -> bool {
        self.is_instance_of(value, Type::StaticMethod)
    }

    /// Raises `top` around a call whose window was copied there; a pushed frame keeps its own.
    fn with_top(&mut self, top: u32, run: impl FnOnce(&mut Gil) -> Res<Entered>) -> Res<Entered> {
        let before = self.thread().top.get();
        self.raise_top(top)?;
        let entered = run(self);
        if entered != Ok(Entered::Frame) {
            self.thread().top.set(before);
        }
        entered
    }

    pub(crate) fn raise_top(&self, top: u32) -> Res {
        let thread = self.thread();
        if top > thread.soft_limit.get() && !thread.raise_soft_limit(top) {
            return Err(self.raise_recursion_error());
        }
        if top > thread.top.get() {
            thread.top.set(top);
        }
        Ok(())
    }

    fn enter_call_nested(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        self.enter_call(at, n, names, out)
    }

    #[cold]
    pub(crate) fn raise_recursion_error(&self) -> Raised {
        self.raise_new(Type::RecursionError, "maximum recursion depth exceeded")
    }

    /// Enters a function that stands in register `at`, with its arguments from `base` on.
    #[inline]
    pub(crate) fn enter_function(
        &mut self,
        at: u32,
        base: u32,
        n: u32,
        names: Option<Word>,
        out: u32,
    ) -> Res<Entered> {
        let word = self.word_at(at);
        self.enter_function_word(word, base, n, names, out)
    }

    /// Enters this function with its arguments from `base` on.
    #[inline]
    pub(crate) fn enter_function_word(
        &mut self,
        word: Word,
        base: u32,
        n: u32,
        names: Option<Word>,
        out: u32,
    ) -> Res<Entered> {
        let Some(function) = Local::new(word).as_function() else { return self.not_callable(word) };
        let code = function.code();
        if names.is_some() || code.simple_params != Some(n as u16) {
            self.bind_arguments(function, base, n, names)?;
        }
        if code.makes_generator {
            return self.make_generator(function, base, out);
        }
        self.push_frame(function, base, out, FrameMode::Call, Word::UNSET)?;
        Ok(Entered::Frame)
    }

    /// Pushes a frame; its parameters are in place.
    #[inline(always)]
    pub(crate) fn push_frame(
        &self,
        function: &Function,
        base: u32,
        out: u32,
        mode: FrameMode,
        extra: Word,
    ) -> Res {
        let thread = self.thread();
        let code = function.code();
        let top = base + code.registers;
        let count = thread.frame_count.get();
        if count >= thread.frame_limit.get() {
            return Err(self.frames_exhausted());
        }
        if top > thread.soft_limit.get() && !thread.raise_soft_limit(top) {
            return Err(self.raise_recursion_error());
        }
        thread.top.set(top);
        // SAFETY: `count` is below the limit, which is at most the size of the mapping.
        unsafe {
            thread.frames.add(count as usize).write(Frame {
                code,
                function: function.header().word(),
                extra,
                pc: 0,
                base,
                out,
                mode,
                entry: false,
                standing: Standing::Inside,
            });
        }
        thread.frame_count.set(count + 1);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn frames_exhausted(&self) -> Raised {
        self.raise_recursion_error()
    }

    /// Runs a builtin whose arguments stand from `base` on.
    #[inline]
    pub(crate) fn call_builtin(&mut self, at: u32, base: u32, n: u32, names: Option<Word>, out: u32) -> Res {
        let word = self.word_at(at);
        self.call_builtin_word(word, base, n, names, out)
    }

    /// As `call_builtin`; the builtin is kept alive elsewhere.
    #[inline]
    pub(crate) fn call_builtin_word(
        &mut self,
        word: Word,
        base: u32,
        n: u32,
        names: Option<Word>,
        out: u32,
    ) -> Res {
        let Some(builtin) = Local::new(word).as_builtin() else { return Err(self.raise_not_callable(word)) };
        if builtin.flavor == BuiltinFlavor::Method && n > 0 {
            let receiver = Local::new(self.word_at(base));
            if crate::object::shape_of(receiver) != builtin.receiver_shape {
                self.check_receiver(word, receiver)?;
            }
        }
        let run = builtin.run;
        let count = if builtin.simple && names.is_none() && builtin.min <= n && n <= builtin.max {
            for i in n..builtin.max {
                let default = builtin.signature.params[i as usize].default;
                self.set_word_at(base + i, self.default_word(default));
            }
            builtin.max
        } else {
            self.bind_builtin(builtin, base, n, names)?
        };
        let thread = self.thread();
        let before = thread.top.get();
        let top = base + count;
        if top > before {
            self.raise_top(top)?;
        }
        // SAFETY: the window lies below `top`, which was checked.
        let (args, out) = unsafe { (Args::at(base, count), Reg::at(out)) };
        let result = run(self, args, out);
        self.thread().top.set(before);
        result
    }

    #[inline(never)]
    fn check_receiver(&self, builtin: Word, receiver: Local<'_>) -> Res {
        match Local::new(builtin).as_builtin().and_then(|builtin| builtin.owner().as_class()) {
            Some(owner) if !self.class_of(receiver).is_subclass_of(owner) => {
                Err(self.wrong_receiver(builtin, receiver))
            }
            _ => Ok(()),
        }
    }

    #[inline]
    pub(crate) fn default_word(&self, default: ParamDefault) -> Word {
        match default {
            ParamDefault::Required | ParamDefault::Unset => Word::UNSET,
            ParamDefault::None => Word::NONE,
            ParamDefault::Bool(value) => Word::bool(value),
            ParamDefault::Int(value) => self.int(value).word(),
            ParamDefault::Text(text) => self.str(text).word(),
        }
    }

    #[cold]
    fn wrong_receiver(&self, builtin: Word, receiver: Local<'_>) -> Raised {
        let Some(builtin) = Local::new(builtin).as_builtin() else { return self.type_error("bad call") };
        let owner = builtin.owner().as_class().map_or_else(String::new, |class| class.name_text());
        let name = builtin.name;
        let have = self.type_name(receiver);
        if name.starts_with("__") {
            self.type_error(format!(
                "descriptor '{name}' requires a '{owner}' object but received a '{have}'"
            ))
        } else {
            self.type_error(format!(
                "descriptor '{name}' for '{owner}' objects doesn't apply to a '{have}' object"
            ))
        }
    }

    fn not_callable(&self, word: Word) -> Res<Entered> {
        Err(self.raise_not_callable(word))
    }

    #[cold]
    pub(crate) fn raise_not_callable(&self, word: Word) -> Raised {
        let name = self.type_name(Local::new(word));
        self.type_error(format!("'{name}' object is not callable"))
    }

    /// An object with `__call__`.
    fn enter_object(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        let callee = self.word_at(at);
        let class = self.class_of(Local::new(callee));
        let Some(method) = class.lookup(self, self.name(Name::Call)).map(Local::word) else {
            return self.not_callable(callee);
        };
        match Local::new(method).kind() {
            Some(Kind::Function) => {
                // The object itself is the first argument, and it stands right in front of the others.
                self.enter_function_word(method, at, n + 1, names, out)
            }
            _ => {
                let scope = &mut Scope::new(self);
                let bound = scope.slot();
                // SAFETY: `at` is a register of the window.
                let object = unsafe { Reg::at(at) };
                scope.bind_class_value(method, object, bound)?;
                let bound = bound.get(scope).word();
                let extra =
                    names.and_then(|names| Local::new(names).as_tuple()).map_or(0, |names| names.len());
                let base = scope.thread().top.get().max(at + 1 + n + extra as u32);
                scope.raise_top(base + 1 + n + extra as u32)?;
                scope.set_word_at(base, bound);
                for i in 0..n + extra as u32 {
                    scope.set_word_at(base + 1 + i, scope.word_at(at + 1 + i));
                }
                // `__call__` may be an object with a `__call__`, and so on without end.
                scope.enter_native_recursion()?;
                let result = scope.run_call(base, n, names, out);
                scope.leave_native_recursion();
                result?;
                Ok(Entered::Done)
            }
        }
    }

    /// A `@nogil` function: native code, or its bytecode under the bytecode engine.
    fn enter_native(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        let word = self.word_at(at);
        let Some(native) = Local::new(word).as_native_function() else { return self.not_callable(word) };
        let (function, region) = (native.function(), native.region);
        let function_word = function.header().word();
        if names.is_some() || function.code().simple_params != Some(n as u16) {
            self.bind_arguments(function, at + 1, n, names)?;
        }
        if self.call_native(function_word, region, at + 1, out)? {
            return Ok(Entered::Done);
        }
        let Some(function) = Local::new(function_word).as_function() else { return Ok(Entered::Done) };
        self.push_frame(function, at + 1, out, FrameMode::Call, Word::UNSET)?;
        Ok(Entered::Frame)
    }

    /// Enters a call and runs it to its end.
    pub(crate) fn run_call(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res {
        match self.enter_call(at, n, names, out)? {
            Entered::Done => Ok(()),
            Entered::Frame => self.run_entry(),
        }
    }

    /// Runs the frame on top until it returns; bounded in native stack.
    pub(crate) fn run_entry(&mut self) -> Res {
        let thread = self.thread();
        let marker = 0u8;
        if (&raw const marker as usize) < thread.native_limit.get() {
            self.pop_frame();
            return Err(self.raise_recursion_error());
        }
        self.top_frame_mut().entry = true;
        self.interpret()
    }

    pub(crate) fn pop_frame(&self) {
        let thread = self.thread();
        thread.frame_count.set(thread.frame_count.get() - 1);
    }

    /// The frame that runs.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn top_frame_mut(&self) -> &mut Frame {
        let thread = self.thread();
        // SAFETY: called while a frame exists; the interpreter of this thread alone touches frames, and no reference is
        // kept across anything that pushes or pops one.
        unsafe { &mut *thread.frames.add(thread.frame_count.get() as usize - 1) }
    }

    /// The frame at a place of this thread's array, if there are so many.
    pub(crate) fn frame_record(&self, index: u32) -> Option<&Frame> {
        let thread = self.thread();
        // SAFETY: the frames below `frame_count` exist; as for `top_frame_mut`, and `&self` lets none be pushed or popped.
        (index < thread.frame_count.get()).then(|| unsafe { &*thread.frames.add(index as usize) })
    }

    /// Calls `f(*args)`.
    pub fn call(&mut self, f: Reg, args: Args, out: Reg) -> Res {
        self.call_named(f, args, None, out)
    }

    fn call_named(&mut self, f: Reg, args: Args, names: Option<Word>, out: Reg) -> Res {
        let base = self.thread().top.get();
        let n = args.len() as u32;
        let keywords =
            names.and_then(|names| Local::new(names).as_tuple()).map_or(0, |names| names.len() as u32);
        self.raise_top(base + 1 + n)?;
        self.set_word_at(base, f.get(self).word());
        for i in 0..n {
            self.set_word_at(base + 1 + i, self.word_at(args.base() + i));
        }
        let result = self.run_call(base, n - keywords, names, out.index());
        self.thread().top.set(base);
        result
    }

    /// Calls `f(*args)` where the last arguments are given by these names.
    pub fn call_kw(&mut self, f: Reg, args: Args, names: &[&str], out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let tuple = s.slot();
        let words: SmallVec<[Local<'_>; 4]> = names.iter().map(|name| s.intern(name).local()).collect();
        tuple.set(s, s.tuple(&words));
        drop(words);
        let names = tuple.get(s).word();
        s.call_named(f, args, Some(names), out)
    }

    /// Calls `f(x)`.
    pub fn call1(&mut self, f: Reg, x: Reg, out: Reg) -> Res {
        if let Some(function) = f.get(self).as_function()
            && function.code().simple_params == Some(1)
            && !function.code().makes_generator
        {
            let base = self.thread().top.get();
            self.push_frame(function, base, out.index(), FrameMode::Call, Word::UNSET)?;
            self.set_word_at(base, x.get(self).word());
            let result = self.run_entry();
            self.thread().top.set(base);
            return result;
        }
        // SAFETY: a register.
        let args = unsafe { Args::at(x.index(), 1) };
        self.call(f, args, out)
    }

    /// Calls `f()`.
    pub fn call0(&mut self, f: Reg, out: Reg) -> Res {
        self.call(f, Args::NONE, out)
    }

    /// Calls `f(*args, **kwargs)`: `args` a list or tuple, `kwargs` a dict or None.
    pub fn call_ex(&mut self, f: Reg, args: Reg, kwargs: Reg, out: Reg) -> Res {
        let base = self.thread().top.get();
        let mut count = 0;
        let limit = self.sequence_len(args);
        self.raise_top(base + 1 + limit as u32)?;
        self.set_word_at(base, f.get(self).word());
        while let Some(item) = self.sequence_item(args, count) {
            self.set_word_at(base + 1 + count as u32, item);
            count += 1;
        }
        let mut names = None;
        if let Some(dict) = kwargs.get(self).as_dict()
            && !dict.is_empty()
        {
            let len = dict.len();
            self.raise_top(base + 2 + count as u32 + len as u32)?;
            let Some(dict) = kwargs.get(self).as_dict() else { return Ok(()) };
            let keys = self.tuple_of_shape(len, Type::Tuple.shape());
            for (i, (key, value)) in dict.iter().enumerate() {
                let Some(key) = key.as_str() else {
                    self.thread().top.set(base);
                    return Err(self.type_error("keywords must be strings"));
                };
                keys.init(i, self.intern_str(key).local());
                self.set_word_at(base + 1 + (count + i) as u32, value.word());
            }
            let last = base + 1 + (count + len) as u32;
            self.set_word_at(last, keys.header().word());
            names = Some(keys.header().word());
        }
        let result = self.run_call(base, count as u32, names, out.index());
        self.thread().top.set(base);
        result
    }

    fn sequence_len(&self, sequence: Reg) -> usize {
        let value = sequence.get(self);
        value.as_tuple().map_or(0, |tuple| tuple.len()).max(value.as_list().map_or(0, |list| list.len()))
    }

    fn sequence_item(&self, sequence: Reg, index: usize) -> Option<Word> {
        let value = sequence.get(self);
        match value.as_tuple() {
            Some(tuple) => tuple.get(index).map(Local::word),
            None => value.as_list()?.get(index).map(Local::word),
        }
    }

    /// Calls `object.name(*args)`.
    pub fn call_method(&mut self, object: Reg, name: &str, args: Args, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let method = s.slot();
        s.getattr(object, name, method)?;
        s.call(method, args, out)
    }

    /// Calls a special method of the object's class, if it has it: `type(object).name(object, *args)`.
    pub(crate) fn call_special(&mut self, object: Reg, name: Name, args: Args, out: Reg) -> Res<bool> {
        let class = self.class_of(object.get(self));
        let Some(method) = class.lookup(self, self.name(name)).map(Local::word) else { return Ok(false) };
        let base = self.thread().top.get();
        let n = args.len() as u32;
        self.raise_top(base + 2 + n)?;
        self.set_word_at(base, method);
        let direct = matches!(Local::new(method).kind(), Some(Kind::Function))
            || Local::new(method).as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Method);
        let result = if direct {
            self.set_word_at(base + 1, object.get(self).word());
            for i in 0..n {
                self.set_word_at(base + 2 + i, self.word_at(args.base() + i));
            }
            self.run_call(base, n + 1, None, out.index())
        } else {
            // SAFETY: just below the top that was raised.
            let bound = unsafe { Reg::at(base) };
            let bind = self.bind_class_value(method, object, bound);
            for i in 0..n {
                self.set_word_at(base + 1 + i, self.word_at(args.base() + i));
            }
            bind.and_then(|()| self.run_call(base, n, None, out.index()))
        };
        self.thread().top.set(base);
        result.map(|()| true)
    }

    /// Whether a guest class (or one derived from it) gave the object's class this fact.
    #[inline]
    pub(crate) fn class_has(&self, object: Local<'_>, flags: u32) -> bool {
        object.header().is_some_and(|header| header.shape() as usize >= Type::COUNT)
            && self.class_of(object).has(flags)
    }

    /// Whether the object's class was made by guest code.
    #[inline]
    pub(crate) fn is_guest(&self, object: Local<'_>) -> bool {
        object.header().is_some_and(|header| header.shape() as usize >= Type::COUNT)
            && self.class_of(object).has(ClassFlags::GUEST)
    }

    /// Whether the value can be called.
    pub fn is_callable(&self, value: Local<'_>) -> bool {
        match value.kind() {
            Some(Kind::Function | Kind::Builtin | Kind::BoundMethod | Kind::Class | Kind::NativeFunction) => {
                true
            }
            _ => self.class_of(value).lookup(self, self.name(Name::Call)).is_some(),
        }
    }
}

//! Making instances and classes.

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{Class, ClassFlags, Dict, FrameMode, Kind, Name, Str, Tuple, Type};
use crate::vm::call::Entered;
use crate::word::Word;

impl Gil {
    /// Calls the class in register `at`.
    pub(crate) fn enter_class(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        let word = self.word_at(at);
        let Some(class) = Local::new(word).as_class() else { return Err(self.raise_not_callable(word)) };
        if Local::new(word).header().map(|header| header.shape()) != Some(Type::Type.shape())
            && let Some(method) = self.class_of(Local::new(word)).lookup(self, self.name(Name::Call))
            && method.as_function().is_some()
        {
            let method = method.word();
            return self.enter_function_word(method, at, n + 1, names, out);
        }
        if class.builtin_type() == Some(Type::Type) && n == 1 && names.is_none() {
            let class = self.class_of(Local::new(self.word_at(at + 1))).header().word();
            self.set_word_at(out, class);
            return Ok(Entered::Done);
        }
        if class.has(ClassFlags::SEALED) {
            return Err(self.type_error(format!("cannot create '{}' instances", class.name_text())));
        }
        if let Some(ty) = class.builtin_type()
            && names.is_none()
            && self.construct_builtin(ty, at, n, out)?
        {
            return Ok(Entered::Done);
        }
        let plain = class.layout() == Type::Object;
        let is_exception = class.layout().row().kind == Kind::Exception;
        let is_group = is_exception && class.derives_from(self, Type::BaseExceptionGroup);
        let maps_errno = is_exception && n >= 2 && class.builtin_type() == Some(Type::OSError);
        if class.has(ClassFlags::NEW) || is_group || maps_errno || !(plain || is_exception) {
            return self.construct(at, n, names, out);
        }
        let init = class.lookup(self, self.name(Name::Init)).map_or(Word::NONE, Local::word);
        let init_kind = Local::new(init).kind();
        let instance = if plain {
            if class.builtin_type() == Some(Type::Object) && n + names.map_or(0, |_| 1) > 0 {
                return Err(self.type_error("object() takes no arguments"));
            }
            self.new_instance(class).header().word()
        } else {
            // SAFETY: the window of this call.
            let args = self.tuple_of_args(unsafe { Args::at(at + 1, n) });
            self.new_exception(class, args).header().word()
        };
        if init_kind == Some(Kind::Function) {
            let Some(function) = Local::new(init).as_function() else {
                return Err(self.raise_not_callable(init));
            };
            self.set_word_at(at, instance);
            let code = function.code();
            if names.is_some() || code.simple_params != Some(n as u16 + 1) {
                self.bind_arguments(function, at, n + 1, names)?;
            }
            if !code.makes_generator {
                self.push_frame(function, at, out, FrameMode::Init, instance)?;
                return Ok(Entered::Frame);
            }
        }
        if plain && self.is_builtin_of(init, Type::Object) {
            if n > 0 || names.is_some() {
                return Err(self.type_error(format!("{}() takes no arguments", class.name_text())));
            }
            self.set_word_at(out, instance);
            return Ok(Entered::Done);
        }
        if is_exception && names.is_none() && self.is_builtin_of(init, Type::BaseException) {
            self.set_word_at(out, instance);
            return Ok(Entered::Done);
        }
        let s = &mut Scope::new(self);
        let object = s.root(Local::new(instance));
        s.call_init(object, init, at, n, names)?;
        s.set_word_at(out, object.get(s).word());
        Ok(Entered::Done)
    }

    /// The commonest constructors of builtin types, without `__new__` and `__init__`; false if this is none of them.
    fn construct_builtin(&mut self, ty: Type, at: u32, n: u32, out: u32) -> Res<bool> {
        if n > 1 {
            return Ok(false);
        }
        // SAFETY: the output register and the window of the call.
        let (out, arg) = unsafe { (Reg::at(out), Reg::at(at + 1)) };
        match (ty, n) {
            (Type::Set, 0) => out.set(self, self.set().local()),
            (Type::List, 0) => out.set(self, self.list().local()),
            (Type::Dict, 0) => out.set(self, self.dict().local()),
            (Type::Set, 1) => {
                let s = &mut Scope::new(self);
                let set = s.root(s.set().local());
                s.set_update(set, arg)?;
                out.set(s, set.get(s));
            }
            (Type::List, 1) => self.list_from(arg, out)?,
            (Type::Tuple, 1) => self.tuple_from(arg, out)?,
            (Type::Str, 1) => self.to_str(arg, out)?,
            (Type::Bool, 1) => {
                let truth = self.truthy(arg)?;
                out.set(self, self.bool(truth));
            }
            (Type::Int, 1) if arg.get(self).word().is_int() => out.set(self, arg.get(self)),
            (Type::Float, 1) if arg.get(self).word().is_float() => out.set(self, arg.get(self)),
            (Type::Float, 1) if arg.get(self).word().is_int() => {
                let value = arg.get(self).as_small_int().unwrap_or(0) as f64;
                out.set(self, self.float(value));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether `value` is the builtin method that this builtin type defines.
    fn is_builtin_of(&self, value: Word, ty: Type) -> bool {
        Local::new(value)
            .as_builtin()
            .and_then(|builtin| builtin.owner().as_class())
            .is_some_and(|owner| owner.builtin_type() == Some(ty))
    }

    /// The general protocol: `__new__`, then `__init__`.
    fn construct(&mut self, at: u32, n: u32, names: Option<Word>, out: u32) -> Res<Entered> {
        let keywords = self.keyword_count(names);
        let s = &mut Scope::new(self);
        let (class, object) = (s.root(Local::new(s.word_at(at))), s.slot());
        let new = class.get(s).as_class().and_then(|class| class.lookup(s, s.name(Name::New)));
        let new = match new {
            Some(found) => match found.as_wrapper() {
                Some(wrapper) => wrapper.inner().word(),
                None => found.word(),
            },
            None => return Err(s.type_error("object has no __new__")),
        };
        if s.is_builtin_of(new, Type::Object) {
            // A class with data of a builtin type without constructor of its own.
            let name = class.get(s).as_class().map_or_else(String::new, Class::name_text);
            return Err(s.type_error(format!("cannot create '{name}' instances")));
        }
        let base = s.thread().top.get().max(at + 1 + n + keywords);
        s.raise_top(base + 2 + n + keywords)?;
        s.set_word_at(base, new);
        s.set_word_at(base + 1, class.get(s).word());
        for i in 0..n + keywords {
            s.set_word_at(base + 2 + i, s.word_at(at + 1 + i));
        }
        s.run_call(base, n + 1, names, object.index())?;
        let (made, wanted) = (object.get(s), class.get(s));
        let is_instance = wanted.as_class().is_some_and(|class| s.class_of(made).is_subclass_of(class));
        if is_instance {
            let init = s.class_of(made).lookup(s, s.name(Name::Init)).map_or(Word::NONE, Local::word);
            if !s.is_builtin_of(init, Type::Object) && !Local::new(init).is_none() {
                s.call_init(object, init, at, n, names)?;
            }
        }
        s.set_word_at(out, object.get(s).word());
        Ok(Entered::Done)
    }

    pub(crate) fn keyword_count(&self, names: Option<Word>) -> u32 {
        names.and_then(|names| Local::new(names).as_tuple()).map_or(0, Tuple::len) as u32
    }

    /// Calls `init` for `object` with the arguments of the call at `at`.
    fn call_init(&mut self, object: Reg, init: Word, at: u32, n: u32, names: Option<Word>) -> Res {
        let keywords = self.keyword_count(names);
        let top = self.thread().top.get();
        let base = top.max(at + 1 + n + keywords);
        self.raise_top(base + 3 + n + keywords)?;
        let result = base;
        self.set_word_at(base + 1, init);
        self.set_word_at(base + 2, object.get(self).word());
        for i in 0..n + keywords {
            self.set_word_at(base + 3 + i, self.word_at(at + 1 + i));
        }
        let done = self.run_call(base + 1, n + 1, names, result);
        self.thread().top.set(top);
        done?;
        let value = Local::new(self.word_at(result));
        if !value.is_none() {
            return Err(self.init_returned(value));
        }
        Ok(())
    }

    #[cold]
    pub(crate) fn init_returned(&self, value: Local<'_>) -> Raised {
        let name = self.type_name(value);
        self.type_error(format!("__init__() should return None, not '{name}'"))
    }

    /// The class that a class statement makes: `R[0]` the body function, then the name, the bases, and keyword values.
    pub(crate) fn build_class(&mut self, window: Args, bases: u32, names: Option<Word>, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let regs = s.slots(6);
        let (ns, base_tuple, meta, body_result, kwargs) =
            (regs.reg(0), regs.reg(1), regs.reg(2), regs.reg(3), regs.reg(4));
        base_tuple.set(s, s.tuple_of_args(window.skip(2).take(bases as usize)));
        s.resolve_bases(base_tuple, regs.reg(5))?;
        let has_orig = !regs.reg(5).get(s).is_none();
        kwargs.set(s, s.dict().local());
        meta.set(s, s.none());
        if let Some(names) = names.and_then(|names| Local::new(names).as_tuple()) {
            for (i, name) in names.iter().enumerate() {
                let value = window.get(s, 2 + bases as usize + i);
                match name.as_str() {
                    Some(name) if name.bytes() == b"metaclass" => meta.set(s, value),
                    Some(name) => {
                        if let Some(dict) = kwargs.get(s).as_dict() {
                            dict.set_str(s, name, value)?;
                        }
                    }
                    None => {}
                }
            }
        }
        if meta.get(s).is_none() {
            meta.set(s, s.builtin_class(Type::Type).local());
        }
        s.most_derived_meta(base_tuple, meta)?;
        s.prepare_namespace(meta, window.reg(1), base_tuple, kwargs, ns)?;
        if has_orig && let Some(dict) = ns.get(s).as_dict() {
            dict.set_str(s, s.name(Name::Prepared), regs.reg(5).get(s))?;
        }
        s.run_body(window.reg(0), ns, body_result)?;
        if let Some(cell) = body_result.get(s).as_cell_var()
            && let Some(dict) = ns.get(s).as_dict()
        {
            dict.set_str(s, s.name(Name::ClassCell), cell.local())?;
        }
        let is_plain = meta.get(s).as_class().is_some_and(|meta| meta.builtin_type() == Some(Type::Type));
        if is_plain {
            return s.type_new(meta, window.reg(1), base_tuple, ns, kwargs, out);
        }
        let args = s.slot();
        args.set(s, s.tuple(&[window.get(s, 1), base_tuple.get(s), ns.get(s)]));
        s.call_ex(meta, args, kwargs, out)
    }

    /// Bases that are no classes but have `__mro_entries__`.
    fn resolve_bases(&mut self, bases: Reg, original: Reg) -> Res {
        original.set(self, self.none());
        let count = bases.get(self).as_tuple().map_or(0, Tuple::len);
        let is_class = |gil: &Gil, i| {
            bases
                .get(gil)
                .as_tuple()
                .and_then(|bases| bases.get(i))
                .is_some_and(|base| base.as_class().is_some())
        };
        if (0..count).all(|i| is_class(self, i)) {
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (list, base, found) = (s.root(s.list().local()), s.slot(), s.slot());
        original.set(s, bases.get(s));
        for i in 0..count {
            let Some(value) = bases.get(s).as_tuple().and_then(|bases| bases.get(i)) else { break };
            base.set(s, value);
            // SAFETY: one register of this scope.
            let args = unsafe { Args::at(bases.index(), 1) };
            if base.get(s).as_class().is_none() && s.call_special(base, Name::MroEntries, args, found)? {
                if let (Some(entries), Some(list)) = (found.get(s).as_tuple(), list.get(s).as_list()) {
                    for entry in entries.iter() {
                        list.push(s, entry)?;
                    }
                }
            } else if let Some(list) = list.get(s).as_list() {
                list.push(s, base.get(s))?;
            }
        }
        s.tuple_from(list, bases)
    }

    fn most_derived_meta(&mut self, bases: Reg, meta: Reg) -> Res {
        let Some(tuple) = bases.get(self).as_tuple() else { return Ok(()) };
        for base in tuple.iter() {
            let Some(mut winner) = meta.get(self).as_class() else { return Ok(()) };
            let candidate = self.class_of(base);
            if winner.is_subclass_of(candidate) {
                continue;
            }
            if candidate.is_subclass_of(winner) {
                winner = candidate;
                meta.set(self, winner.local());
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                 metaclasses of all its bases",
            ));
        }
        Ok(())
    }

    fn prepare_namespace(&mut self, meta: Reg, name: Reg, bases: Reg, kwargs: Reg, ns: Reg) -> Res {
        let is_plain = meta.get(self).as_class().is_none_or(|meta| meta.builtin_type() == Some(Type::Type));
        let s = &mut Scope::new(self);
        let (prepare, args) = (s.slot(), s.slot());
        if !is_plain && s.getattr_opt(meta, "__prepare__", prepare)? {
            args.set(s, s.tuple(&[name.get(s), bases.get(s)]));
            return s.call_ex(prepare, args, kwargs, ns);
        }
        ns.set(s, s.dict().local());
        Ok(())
    }

    fn run_body(&mut self, body: Reg, ns: Reg, out: Reg) -> Res {
        let base = self.thread().top.get();
        let Some(function) = body.get(self).as_function() else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        self.push_frame(function, base, out.index(), FrameMode::Call, ns.get(self).word())?;
        let result = self.run_entry();
        self.thread().top.set(base);
        result
    }

    /// `type.__new__(meta, name, bases, namespace, **kwargs)`.
    pub(crate) fn type_new(
        &mut self,
        meta: Reg,
        name: Reg,
        bases: Reg,
        ns: Reg,
        kwargs: Reg,
        out: Reg,
    ) -> Res {
        {
            let gil: &Gil = self;
            let class = gil.make_class(meta.get(gil), name.get(gil), bases.get(gil), ns.get(gil))?;
            out.set(gil, class.local());
        }
        self.run_set_names(out)?;
        self.run_init_subclass(out, kwargs)
    }

    fn make_class<'g>(
        &'g self,
        meta: Local<'g>,
        name: Local<'g>,
        bases: Local<'g>,
        ns: Local<'g>,
    ) -> Res<&'g Class> {
        let Some(name) = name.as_str() else {
            return Err(self
                .type_error(format!("type.__new__() argument 1 must be str, not {}", self.type_name(name))));
        };
        let Some(ns) = ns.as_dict() else {
            return Err(self
                .type_error(format!("type.__new__() argument 3 must be dict, not {}", self.type_name(ns))));
        };
        let bases = match bases.as_tuple() {
            Some(tuple) if !tuple.is_empty() => bases,
            _ => self.tuple(&[self.builtin_class(Type::Object).local()]),
        };
        let base_tuple = match bases.as_tuple() {
            Some(tuple) => tuple,
            None => return Err(self.type_error("bases must be a tuple")),
        };
        let mut layout = Type::Object;
        for base in base_tuple.iter() {
            let Some(base) = base.as_class() else {
                return Err(self.type_error("bases must be types"));
            };
            if base.builtin_type().is_some_and(|ty| !ty.row().subclassable) || base.has(ClassFlags::SEALED) {
                return Err(
                    self.type_error(format!("type '{}' is not an acceptable base type", base.name_text()))
                );
            }
            let other = base.layout();
            if other.is_subtype_of(layout) {
                layout = other;
            } else if !layout.is_subtype_of(other) {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
        }
        let dict = self.dict_copy(ns)?;
        let qualname =
            dict.remove_str(self, self.name(Name::QualName)).and_then(Local::as_str).unwrap_or(name);
        let class_cell = dict.remove_str(self, self.name(Name::ClassCell));
        let meta_class = meta.as_class().unwrap_or_else(|| self.builtin_class(Type::Type));
        let object = Class::new(name, qualname, bases, dict, layout, None);
        let class = self.alloc_shaped(object, meta_class.instance_shape(self));
        let mro = self.compute_mro(class)?;
        class.set_mro(mro);
        class.add_flags(ClassFlags::GUEST);
        for base in base_tuple.iter().filter_map(Local::as_class) {
            base.add_subclass(class);
            class.set_inline(class.inline().max(base.inline()));
        }
        self.fix_methods(dict)?;
        self.apply_slots(class, dict)?;
        self.compute_flags(class);
        if dict.get_str(self, self.name(Name::Module)).is_none()
            && self.thread().frame_count.get() > 0
            && let Some(function) = Local::new(self.top_frame_mut().function).as_function()
            && let Some(module) = function.globals().get_str(self, self.name(Name::Name))
        {
            dict.set_str(self, self.name(Name::Module), module)?;
        }
        if dict.get_str(self, self.name(Name::Doc)).is_none() {
            dict.set_str(self, self.name(Name::Doc), self.none())?;
        }
        if let Some(cell) = class_cell.and_then(Local::as_cell_var) {
            cell.set_value(class.local());
        }
        self.forget_lookups();
        Ok(class)
    }

    /// `__new__` is static, `__init_subclass__` and `__class_getitem__` are class methods without being told; `__eq__` without
    /// `__hash__` makes unhashable.
    fn fix_methods(&self, dict: &Dict) -> Res {
        for (name, ty) in [
            (Name::New, Type::StaticMethod),
            (Name::InitSubclass, Type::ClassMethod),
            (Name::ClassGetItem, Type::ClassMethod),
        ] {
            if let Some(value) = dict.get_str(self, self.name(name))
                && value.as_function().is_some()
            {
                dict.set_str(self, self.name(name), self.wrapper(ty.shape(), value))?;
            }
        }
        if dict.get_str(self, self.name(Name::Eq)).is_some()
            && dict.get_str(self, self.name(Name::Hash)).is_none()
        {
            dict.set_str(self, self.name(Name::Hash), self.none())?;
        }
        Ok(())
    }

    fn apply_slots(&self, class: &Class, dict: &Dict) -> Res {
        let parent_has_dict = class.bases().iter().filter_map(Local::as_class).any(|base| {
            base.has(ClassFlags::GUEST) && !base.has(ClassFlags::NO_DICT) || base.layout() != Type::Object
        });
        let Some(slots) = dict.get_str(self, self.name(Name::Slots)) else { return Ok(()) };
        let names: Vec<Local<'_>> = match (slots.as_str(), slots.as_tuple(), slots.as_list(), slots.as_dict())
        {
            (Some(_), ..) => vec![slots],
            (_, Some(tuple), ..) => tuple.iter().collect(),
            (_, _, Some(list), _) => list.iter().collect(),
            (_, _, _, Some(dict)) => dict.iter().map(|(key, _)| key).collect(),
            _ => return Ok(()),
        };
        let mut has_dict = parent_has_dict;
        let mut count = 0;
        for name in names {
            let Some(name) = name.as_str() else {
                return Err(self
                    .type_error(format!("__slots__ items must be strings, not '{}'", self.type_name(name))));
            };
            if name.bytes() == b"__dict__" {
                has_dict = true;
                continue;
            }
            if name.bytes() == b"__weakref__" {
                continue;
            }
            let name = self.mangle(class.name(), name);
            if dict.get_str(self, name).is_some() {
                return Err(self.value_error(format!(
                    "'{}' in __slots__ conflicts with class variable",
                    name.to_string_lossy()
                )));
            }
            dict.set_str(self, name, self.wrapper(Type::Member.shape(), name.local()))?;
            count += 1;
        }
        if !has_dict {
            class.add_flags(ClassFlags::NO_DICT);
            let inherited = class
                .bases()
                .iter()
                .filter_map(Local::as_class)
                .filter(|base| base.has(ClassFlags::NO_DICT))
                .map(Class::inline)
                .max()
                .unwrap_or(0);
            class.set_inline(inherited + count);
        }
        Ok(())
    }

    fn mangle<'g>(&'g self, class: &Str, name: &'g Str) -> &'g Str {
        let (text, class) = (name.to_string_lossy(), class.to_string_lossy());
        if text.starts_with("__") && !text.ends_with("__") {
            return self.intern(&format!("_{}{text}", class.trim_start_matches('_')));
        }
        self.intern_str(name)
    }

    /// C3 linearisation.
    pub(crate) fn compute_mro<'g>(&'g self, class: &'g Class) -> Res<Local<'g>> {
        let bases: Vec<&Class> = class.bases().iter().filter_map(Local::as_class).collect();
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|other| std::ptr::eq(*other, *base)) {
                return Err(self.type_error(format!("duplicate base class {}", base.name_text())));
            }
        }
        let mut lists: Vec<Vec<Word>> =
            bases.iter().map(|base| base.mro().iter().map(Local::word).collect()).collect();
        lists.push(bases.iter().map(|base| base.header().word()).collect());
        let mut order = vec![class.header().word()];
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                break;
            }
            let next = lists
                .iter()
                .map(|list| list[0])
                .find(|head| lists.iter().all(|list| !list[1..].contains(head)));
            let Some(next) = next else {
                let names: Vec<String> = lists
                    .last()
                    .map(|list| {
                        list.iter().filter_map(|&w| Local::new(w).as_class()).map(Class::name_text).collect()
                    })
                    .unwrap_or_default();
                return Err(self.type_error(format!(
                    "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            order.push(next);
            lists.iter_mut().for_each(|list| list.retain(|&word| word != next));
        }
        let order: Vec<Local<'_>> = order.into_iter().map(Local::new).collect();
        Ok(self.tuple(&order))
    }

    /// Works out the facts of a class from what its order defines.
    pub(crate) fn compute_flags(&self, class: &Class) {
        const GUEST_DEFINED: &[(Name, u32)] = &[
            (Name::GetAttr, ClassFlags::GETATTR),
            (Name::GetAttribute, ClassFlags::GETATTRIBUTE),
            (Name::SetAttr, ClassFlags::SETATTR),
            (Name::DelAttr, ClassFlags::DELATTR),
            (Name::Eq, ClassFlags::EQ),
            (Name::Hash, ClassFlags::HASH),
            (Name::Del, ClassFlags::DEL),
            (Name::New, ClassFlags::NEW),
            (Name::Bool, ClassFlags::BOOL),
            (Name::Len, ClassFlags::BOOL | ClassFlags::CONTAINER),
            (Name::Iter, ClassFlags::CONTAINER),
            (Name::GetItem, ClassFlags::CONTAINER),
            (Name::SetItem, ClassFlags::CONTAINER),
            (Name::DelItem, ClassFlags::CONTAINER),
            (Name::Contains, ClassFlags::CONTAINER),
            (Name::Missing, ClassFlags::CONTAINER),
        ];
        let kept = ClassFlags::GUEST | ClassFlags::NO_DICT | ClassFlags::VOLATILE | ClassFlags::SEALED;
        let mut flags = class.flags() & kept;
        for &(name, flag) in GUEST_DEFINED {
            if let Some((_, owner)) = class.lookup_from(self, self.name(name), 0)
                && owner.builtin_type().is_none()
            {
                flags |= flag;
            }
        }
        class.set_flags(flags);
    }

    /// Works the facts out again after an attribute changed.
    pub(crate) fn refresh_flags(&self, class: &Class, name: &Str) {
        if name.bytes().starts_with(b"__") {
            self.compute_flags(class);
            for sub in class.subclasses() {
                if let Some(sub) = sub.as_class() {
                    self.refresh_flags(sub, name);
                }
            }
        }
    }

    /// `__set_name__` of what the namespace holds.
    fn run_set_names(&mut self, class: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (args, object, out) = (s.slots(2), s.slot(), s.slot());
        let mut at = 0;
        while let Some((number, key, value)) =
            class.get(s).as_class().and_then(|class| class.dict().next_entry(at))
        {
            at = number + 1;
            if s.is_guest(value) {
                object.set(s, value);
                args.reg(1).set(s, key);
                args.reg(0).set(s, class.get(s));
                s.call_special(object, Name::SetName, args, out)?;
            }
        }
        Ok(())
    }

    fn run_init_subclass(&mut self, class: Reg, kwargs: Reg) -> Res {
        let word = class.get(self).word();
        let name = self.name(Name::InitSubclass).header().word();
        let Some(found) = self.super_find(word, word, name) else { return Ok(()) };
        let no_kwargs = kwargs.get(self).as_dict().is_none_or(Dict::is_empty);
        if self.is_builtin_of(found, Type::Object) && no_kwargs {
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (method, args, out) = (s.slot(), s.slot(), s.slot());
        s.bind_for_class(found, class, method)?;
        args.set(s, s.empty_tuple());
        s.call_ex(method, args, kwargs, out)
    }

    /// A class that native code defines: a guest class in all respects, with builtin methods.
    pub fn new_native_class(
        &mut self,
        name: &str,
        module: &str,
        base: Reg,
        methods: &[crate::object::Def],
        out: Reg,
    ) -> Res {
        let s = &mut Scope::new(self);
        let regs = s.slots(5);
        regs.reg(0).set(s, s.builtin_class(Type::Type).local());
        regs.reg(1).set(s, s.intern(name).local());
        regs.reg(2).set(s, s.tuple(&[base.get(s)]));
        regs.reg(3).set(s, s.dict().local());
        regs.reg(4).set(s, s.none());
        if let Some(dict) = regs.get(s, 3).as_dict() {
            dict.set_str(s, s.name(Name::Module), s.intern(module).local())?;
        }
        s.type_new(regs.reg(0), regs.reg(1), regs.reg(2), regs.reg(3), regs.reg(4), out)?;
        let gil: &Gil = s;
        if let Some(class) = out.get(gil).as_class() {
            gil.add_methods(class, methods)?;
            gil.compute_flags(class);
        }
        Ok(())
    }

    /// The shape for a new object of the class in this register (the first argument of `__new__`).
    pub fn class_shape(&self, class: Reg) -> u32 {
        class.get(self).as_class().map_or(Type::Object.shape(), |class| class.instance_shape(self))
    }

    /// A plain instance of the class in this register.
    pub fn instance_of(&self, class: Local<'_>) -> Res<Local<'_>> {
        match class.as_class() {
            Some(class) if class.layout() == Type::Object => Ok(self.new_instance(class).local()),
            Some(class) => Err(self.type_error(format!(
                "object.__new__({0}) is not safe, use its own __new__",
                class.name_text()
            ))),
            None => Err(self.type_error("object.__new__(X): X is not a type object")),
        }
    }
}

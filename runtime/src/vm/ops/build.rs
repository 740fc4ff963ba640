//! Displays, unpacking, f-strings and function objects.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Kind, Name, Type};
use crate::word::Word;

impl Gil {
    pub(crate) fn build_set(&mut self, items: Args, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let set = s.root(s.set().local());
        for item in items.iter() {
            s.set_add(set, item)?;
        }
        out.set(s, set.get(s));
        Ok(())
    }

    pub(crate) fn build_dict(&mut self, pairs: Args, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let dict = s.root(s.dict().local());
        for i in 0..pairs.len() / 2 {
            s.dict_set(dict, pairs.reg(2 * i), pairs.reg(2 * i + 1))?;
        }
        out.set(s, dict.get(s));
        Ok(())
    }

    pub(crate) fn display_extend(&mut self, list: Reg, iterable: Reg) -> Res {
        match self.list_extend(list, iterable) {
            Err(_) if self.raised_is(Type::TypeError) && !self.is_iterable(iterable.get(self)) => {
                self.take_raised();
                let name = self.type_name(iterable.get(self));
                Err(self.type_error(format!("Value after * must be an iterable, not {name}")))
            }
            other => other,
        }
    }

    /// `f(*iterable)`: the message names the callee.
    pub(crate) fn arguments_extend(&mut self, list: Reg, iterable: Reg, callee: Reg) -> Res {
        match self.list_extend(list, iterable) {
            Err(_) if self.raised_is(Type::TypeError) && !self.is_iterable(iterable.get(self)) => {
                self.take_raised();
                let (f, name) = (self.callee_text(callee), self.type_name(iterable.get(self)));
                Err(self.type_error(format!("{f} argument after * must be an iterable, not {name}")))
            }
            other => other,
        }
    }

    /// Whether `iter` would find something to call.
    pub(crate) fn is_iterable(&self, value: Local<'_>) -> bool {
        matches!(
            value.kind(),
            Some(
                Kind::List
                    | Kind::Tuple
                    | Kind::Str
                    | Kind::Bytes
                    | Kind::ByteArray
                    | Kind::Dict
                    | Kind::DictView
                    | Kind::Set
                    | Kind::Range
                    | Kind::Iter
                    | Kind::Generator
                    | Kind::Array
            )
        ) || {
            let class = self.class_of(value);
            class.lookup(self, self.name(Name::Iter)).is_some_and(|method| !method.is_none())
                || class.lookup(self, self.name(Name::GetItem)).is_some()
        }
    }

    /// `{**mapping}`.
    pub(crate) fn display_update(&mut self, dict: Reg, mapping: Reg) -> Res {
        if !self.is_mapping(mapping.get(self)) {
            let name = self.type_name(mapping.get(self));
            return Err(self.type_error(format!("'{name}' object is not a mapping")));
        }
        self.dict_update(dict, mapping)
    }

    fn is_mapping(&self, value: Local<'_>) -> bool {
        value.as_dict().is_some() || {
            let class = self.class_of(value);
            let keys = self.name(Name::Keys);
            class.lookup(self, keys).is_some()
        }
    }

    /// `f(**mapping)`.
    pub(crate) fn dict_merge(&mut self, dict: Reg, mapping: Reg, callee: Reg) -> Res {
        if !self.is_mapping(mapping.get(self)) {
            let (f, name) = (self.callee_text(callee), self.type_name(mapping.get(self)));
            return Err(self.type_error(format!("{f} argument after ** must be a mapping, not {name}")));
        }
        let s = &mut Scope::new(self);
        let (source, key, value) = (s.slot(), s.slot(), s.slot());
        if mapping.get(s).as_dict().is_some() {
            source.set(s, mapping.get(s));
        } else {
            source.set(s, s.dict().local());
            s.dict_update(source, mapping)?;
        }
        let mut at = 0;
        while let Some((number, k, v)) = source.get(s).as_dict().and_then(|dict| dict.next_entry(at)) {
            at = number + 1;
            if k.as_str().is_none() {
                return Err(s.type_error("keywords must be strings"));
            }
            key.set(s, k);
            value.set(s, v);
            if s.dict_has(dict, key)? {
                let name = key.get(s).as_str().map_or_else(String::new, |k| k.to_string_lossy().into_owned());
                let f = s.callee_text(callee);
                return Err(s.type_error(format!("{f} got multiple values for keyword argument '{name}'")));
            }
            s.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    fn callee_text(&self, callee: Reg) -> String {
        let x = callee.get(self);
        let text =
            |value: Local<'_>| value.as_str().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        match x.kind() {
            Some(Kind::Function) => {
                let Some(function) = x.as_function() else { return String::new() };
                let module =
                    function.globals().get_str(self, self.name(Name::Name)).map(text).unwrap_or_default();
                format!("{module}.{}()", text(function.qualname(self)))
            }
            Some(Kind::Builtin) => format!("{}()", x.as_builtin().map_or("", |builtin| builtin.name)),
            Some(Kind::Class) => {
                let Some(class) = x.as_class() else { return String::new() };
                format!("{}()", self.class_full_name(class))
            }
            Some(Kind::BoundMethod) => {
                let Some(method) = x.as_bound_method() else { return String::new() };
                match method.function().as_builtin() {
                    Some(builtin) => match builtin.owner().as_class() {
                        Some(class) => format!("{}.{}()", class.name_text(), builtin.name),
                        None => format!("{}()", builtin.name),
                    },
                    None => match method.function().as_function() {
                        Some(function) => {
                            let module = function.globals().get_str(self, self.name(Name::Name));
                            format!(
                                "{}.{}()",
                                module.map(text).unwrap_or_default(),
                                text(function.qualname(self))
                            )
                        }
                        None => format!("{} object", self.type_name(x)),
                    },
                }
            }
            _ => format!("{} object", self.type_name(x)),
        }
    }

    /// The parts of an f-string joined; all are strings.
    pub(crate) fn build_string(&mut self, parts: Args, out: Reg) -> Res {
        let gil: &Gil = self;
        let mut bytes = Vec::new();
        for part in parts.iter() {
            if let Some(text) = part.get(gil).as_str() {
                bytes.extend_from_slice(text.bytes());
            }
        }
        out.set(gil, gil.str_wtf8(&bytes));
        Ok(())
    }

    pub(crate) fn format_value_op(&mut self, value: Reg, convert: usize, spec: Option<Reg>, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let converted = s.slot();
        match convert {
            1 => s.to_str(value, converted)?,
            2 => s.repr(value, converted)?,
            3 => {
                let text = s.repr_text(value)?;
                let mut ascii = String::with_capacity(text.len());
                for code in crate::object::points(&text) {
                    match code {
                        0..0x80 => ascii.push(code as u8 as char),
                        0x80..0x100 => ascii.push_str(&format!("\\x{code:02x}")),
                        0x100..0x1_0000 => ascii.push_str(&format!("\\u{code:04x}")),
                        _ => ascii.push_str(&format!("\\U{code:08x}")),
                    }
                }
                converted.set(s, s.str(&ascii));
            }
            _ => converted.set(s, value.get(s)),
        }
        let spec = match spec {
            Some(spec) => spec,
            None => {
                if s.is_exact(converted.get(s), Type::Str) {
                    out.set(s, converted.get(s));
                    return Ok(());
                }
                s.root(Local::new(s.engine().empty_str.get()))
            }
        };
        s.format(converted, spec, out)
    }

    /// `a, b, c = value`.
    pub(crate) fn unpack(&mut self, value: Reg, out: Args) -> Res {
        let x = value.get(self);
        let wanted = out.len();
        let exact = self.is_exact(x, Type::Tuple) || self.is_exact(x, Type::List);
        if exact {
            let len = x.as_tuple().map_or(0, |t| t.len()).max(x.as_list().map_or(0, |l| l.len()));
            if len != wanted {
                return Err(self.unpack_count(len, wanted));
            }
            // `value` may be one of the targets: read all before.
            let x = x.word();
            for i in 0..wanted {
                let x = Local::new(x);
                let item = match x.as_tuple() {
                    Some(tuple) => tuple.get(i),
                    None => x.as_list().and_then(|list| list.get(i)),
                };
                out.reg(i).set(self, item.unwrap_or(self.none()));
            }
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (it, item) = (s.slot(), s.slot());
        s.iter_for_unpack(value, it)?;
        let items = s.root(s.list().local());
        for i in 0..wanted {
            if !s.next(it, item)? {
                return Err(
                    s.value_error(format!("not enough values to unpack (expected {wanted}, got {i})"))
                );
            }
            if let Some(list) = items.get(s).as_list() {
                list.push(s, item.get(s))?;
            }
        }
        if s.next(it, item)? {
            return Err(s.value_error(format!("too many values to unpack (expected {wanted})")));
        }
        for i in 0..wanted {
            let word = items.get(s).as_list().and_then(|list| list.get(i)).unwrap_or(s.none());
            out.reg(i).set(s, word);
        }
        Ok(())
    }

    fn unpack_count(&self, len: usize, wanted: usize) -> crate::heap::Raised {
        if len > wanted {
            self.value_error(format!("too many values to unpack (expected {wanted})"))
        } else {
            self.value_error(format!("not enough values to unpack (expected {wanted}, got {len})"))
        }
    }

    fn iter_for_unpack(&mut self, value: Reg, out: Reg) -> Res {
        if !self.is_iterable(value.get(self)) {
            let name = self.type_name(value.get(self));
            return Err(self.type_error(format!("cannot unpack non-iterable {name} object")));
        }
        self.iter(value, out)
    }

    /// `a, *b, c = value`.
    pub(crate) fn unpack_star(&mut self, value: Reg, out: Args, before: usize, after: usize) -> Res {
        if !self.is_iterable(value.get(self)) {
            let name = self.type_name(value.get(self));
            return Err(self.type_error(format!("cannot unpack non-iterable {name} object")));
        }
        let s = &mut Scope::new(self);
        let items = s.slot();
        s.list_from(value, items)?;
        let gil: &Gil = s;
        let Some(list) = items.get(gil).as_list() else { return Ok(()) };
        let len = list.len();
        if len < before + after {
            return Err(gil.value_error(format!(
                "not enough values to unpack (expected at least {}, got {len})",
                before + after
            )));
        }
        for i in 0..before {
            out.reg(i).set(gil, list.get(i).unwrap_or(gil.none()));
        }
        out.reg(before).set(gil, gil.list_slice(list, before, len - after).local());
        for i in 0..after {
            out.reg(before + 1 + i).set(gil, list.get(len - after + i).unwrap_or(gil.none()));
        }
        Ok(())
    }

    /// `MakeFunction`: `child` the code, `parent` the running function, `base` its registers, `at` the register of the
    /// defaults and of the result.
    pub(crate) fn make_function(&self, child: Word, parent: Word, base: u32, at: u32, flags: usize) -> Res {
        use ungil_compiler::bytecode::Capture;
        let (Some(code), Some(parent)) = (Local::new(child).as_code(), Local::new(parent).as_function())
        else {
            return Ok(());
        };
        let captures = &code.source.captures;
        let closure = if captures.is_empty() {
            self.none()
        } else {
            let cells = self.tuple_of_shape(captures.len(), Type::Tuple.shape());
            for (i, capture) in captures.iter().enumerate() {
                let cell = match *capture {
                    Capture::Cell(register) => self.word_at(base + u32::from(register)),
                    Capture::Free(index) => parent
                        .closure()
                        .as_tuple()
                        .and_then(|cells| cells.get(index as usize))
                        .map_or(Word::NONE, Local::word),
                };
                cells.init(i, Local::new(cell));
            }
            cells.local()
        };
        let function = self.new_function(code, parent.globals(), closure);
        if flags & 1 != 0 {
            function.set_defaults(Local::new(self.word_at(at)));
        }
        if flags & 2 != 0 {
            function.set_kwdefaults(Local::new(self.word_at(at + 1)));
        }
        if flags & 4 != 0 {
            let annotations = Local::new(self.word_at(at + 2));
            function.attrs_or_new(self).set_str(self, self.name(Name::Annotations), annotations)?;
        }
        let value = match code.source.native {
            Some(region) => self.native_function(function, region).word(),
            None => function.header().word(),
        };
        self.set_word_at(at, value);
        Ok(())
    }

    pub(crate) fn print_expr(&mut self, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (sys, hook, out) = (s.slot(), s.slot(), s.slot());
        let module = s.modules_dict().get_str(s, s.intern("sys")).map(Local::word);
        if let Some(module) = module {
            sys.set(s, Local::new(module));
            if s.getattr_opt(sys, "displayhook", hook)? {
                return s.call1(hook, value, out);
            }
        }
        if value.get(s).is_none() {
            return Ok(());
        }
        s.builtins_dict().set_str(s, s.intern("_"), value.get(s))?;
        let mut text = s.repr_text(value)?;
        text.push(b'\n');
        s.write_stdout(&text)
    }

    pub(crate) fn enter_region(&mut self, function: Word, region: u32, window: Reg) -> Res<bool> {
        self.run_block(function, region, window.index())
    }
}

//! `repr`, `str`, `format`, `len`, `index`.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{BuiltinFlavor, ClassFlags, IterKind, Kind, Name, Type, ViewKind};
use crate::text::{Fault, FaultKind, float_repr, int_text, quote};
use crate::vm::heavy;
use crate::word::Word;

impl Gil {
    /// Raises what a pure algorithm refused.
    #[cold]
    pub fn raise_fault(&self, fault: &Fault) -> Raised {
        let ty = match fault.kind {
            FaultKind::Value => Type::ValueError,
            FaultKind::Type => Type::TypeError,
            FaultKind::Overflow => Type::OverflowError,
            FaultKind::ZeroDivision => Type::ZeroDivisionError,
            FaultKind::Index => Type::IndexError,
            FaultKind::Key => Type::KeyError,
            FaultKind::Lookup => Type::LookupError,
            FaultKind::Memory => return self.raise_memory_error(),
        };
        self.raise_new(ty, &fault.message)
    }

    /// `out = repr(value)`.
    pub fn repr(&mut self, value: Reg, out: Reg) -> Res {
        let text = self.repr_text(value)?;
        out.set(self, self.str_wtf8(&text));
        Ok(())
    }

    /// `out = str(value)`.
    pub fn to_str(&mut self, value: Reg, out: Reg) -> Res {
        if self.is_exact(value.get(self), Type::Str) {
            out.set(self, value.get(self));
            return Ok(());
        }
        if let Some(int) = value.get(self).as_small_int() {
            out.set(self, self.str_ascii(int_text::decimal(int, &mut [0; 20]).as_bytes()));
            return Ok(());
        }
        let text = self.str_text(value)?;
        out.set(self, self.str_wtf8(&text));
        Ok(())
    }

    /// `repr(value)` as WTF-8.
    pub fn repr_text(&mut self, value: Reg) -> Res<Vec<u8>> {
        let mut out = Vec::new();
        self.push_repr(value, &mut out)?;
        Ok(out)
    }

    /// `str(value)` as WTF-8.
    pub fn str_text(&mut self, value: Reg) -> Res<Vec<u8>> {
        let mut out = Vec::new();
        self.push_str(value, &mut out)?;
        Ok(out)
    }

    /// Appends `str(value)`.
    pub fn push_str(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let x = value.get(self);
        if !self.is_guest(x) && x.as_exception().is_none() {
            if let Some(text) = x.as_str() {
                out.extend_from_slice(text.bytes());
                return Ok(());
            }
            if let Some(view) = x.as_dict_view()
                && view.what() == ViewKind::Proxy
            {
                let dict = view.dict().local().word();
                let s = &mut Scope::new(self);
                let dict = s.root(Local::new(dict));
                return s.push_str(dict, out);
            }
            return self.push_repr(value, out);
        }
        let method = self.class_of(x).lookup(self, self.name(Name::Str));
        if method.is_none_or(|method| {
            method
                .as_builtin()
                .is_some_and(|b| b.owner().as_class().is_some_and(|c| c.builtin_type() == Some(Type::Object)))
        }) {
            if let Some(text) = x.as_str() {
                out.extend_from_slice(text.bytes());
                return Ok(());
            }
            return self.push_repr(value, out);
        }
        self.push_special(value, Name::Str, "__str__", out)
    }

    fn push_special(&mut self, value: Reg, name: Name, text: &str, out: &mut Vec<u8>) -> Res {
        let s = &mut Scope::new(self);
        let result = s.slot();
        s.call_special(value, name, Args::NONE, result)?;
        match result.get(s).as_str() {
            Some(text) => {
                out.extend_from_slice(text.bytes());
                Ok(())
            }
            None => {
                let have = s.type_name(result.get(s));
                Err(s.type_error(format!("{text} returned non-string (type {have})")))
            }
        }
    }

    /// Appends `repr(value)`.
    pub fn push_repr(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let x = value.get(self);
        if self.is_guest(x) {
            let method = self.class_of(x).lookup(self, self.name(Name::Repr));
            if method.is_some_and(|method| !crate::vm::slots::is_native(method)) {
                return self.push_special(value, Name::Repr, "__repr__", out);
            }
        }
        if self.has_own_repr(x) {
            return self.push_special(value, Name::Repr, "__repr__", out);
        }
        self.push_repr_native(value, out)
    }

    /// Whether this is an object of a module's own type (a file, a lock, `sys.version_info`) with a `__repr__` in its table.
    fn has_own_repr(&self, x: Local<'_>) -> bool {
        let candidate = matches!(x.kind(), Some(Kind::Host | Kind::Alias))
            || (x.kind() == Some(Kind::Tuple) && !self.is_exact(x, Type::Tuple));
        let method = if candidate { self.class_of(x).lookup(self, self.name(Name::Repr)) } else { None };
        let owner = method.and_then(Local::as_builtin).and_then(|builtin| builtin.owner().as_class());
        owner.is_some_and(|owner| !matches!(owner.builtin_type(), None | Some(Type::Object | Type::Tuple)))
    }

    /// Appends the repr that the builtin type gives.
    pub(crate) fn push_repr_native(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let x = value.get(self);
        if let Some(int) = x.as_small_int() {
            out.extend_from_slice(int_text::decimal(int, &mut [0; 20]).as_bytes());
            return Ok(());
        }
        if let Some(float) = x.as_float() {
            out.extend_from_slice(float_repr::repr(float).as_bytes());
            return Ok(());
        }
        match x.word() {
            Word::NONE => out.extend_from_slice(b"None"),
            Word::TRUE => out.extend_from_slice(b"True"),
            Word::FALSE => out.extend_from_slice(b"False"),
            Word::NOT_IMPLEMENTED => out.extend_from_slice(b"NotImplemented"),
            Word::ELLIPSIS => out.extend_from_slice(b"Ellipsis"),
            Word::UNSET => out.extend_from_slice(b"<unset>"),
            _ => return self.push_repr_cell(value, out),
        }
        Ok(())
    }

    fn push_repr_cell(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let x = value.get(self);
        let text = match x.kind() {
            Some(Kind::Str) => {
                if let Some(s) = x.as_str() {
                    let mut text = String::new();
                    match s.as_utf8() {
                        Some(utf8) => quote::push_repr(&mut text, utf8),
                        None => {
                            let points: Vec<u32> = s.code_points().collect();
                            quote::push_repr_points(&mut text, points.into_iter(), false);
                        }
                    }
                    out.extend_from_slice(text.as_bytes());
                }
                return Ok(());
            }
            Some(Kind::Int) => {
                let limit = crate::builtins::glue::digit_limit(self);
                let Some(big) = x.as_big() else { return Ok(()) };
                let cost = heavy::quadratic(big.value().bits());
                let text = if limit != 0 || cost < heavy::HEAVY {
                    int_text::big_decimal(big.value(), limit)
                } else {
                    let big = big.value().clone();
                    self.heavy(cost, move || int_text::big_decimal(&big, limit))?
                };
                text.map_err(|fault| self.raise_fault(&fault))?
            }
            Some(Kind::Complex) => match x.as_complex().map(|complex| complex.parts()) {
                Some((real, imag)) => crate::text::spec::complex_repr(real, imag),
                None => return Ok(()),
            },
            Some(Kind::Array) => {
                let s = &mut Scope::new(self);
                let shown = s.slot();
                crate::builtins::array_repr(s, value, shown)?;
                out.extend_from_slice(shown.get(s).as_str().map_or(b"", |text| text.bytes()));
                return Ok(());
            }
            Some(Kind::Bytes) => {
                let mut text = String::new();
                quote::push_repr_bytes(&mut text, x.as_bytes().map_or(&[], |bytes| bytes.bytes()));
                text
            }
            Some(Kind::ByteArray) => {
                let mut text = format!("{}(", self.type_name(x));
                quote::push_repr_bytes(&mut text, &x.as_bytearray().map_or(Vec::new(), |b| b.to_vec()));
                text + ")"
            }
            Some(Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::DictView) => {
                return self.push_container(value, out);
            }
            Some(Kind::Range | Kind::Slice) => return self.push_parts(value, out),
            Some(Kind::Exception) => return self.push_exception(value, out),
            Some(Kind::BoundMethod)
                if x.as_bound_method().is_some_and(|method| method.function().as_builtin().is_none()) =>
            {
                return self.push_bound_method(value, out);
            }
            _ => self.simple_repr(x),
        };
        out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn push_bound_method(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let s = &mut Scope::new(self);
        let (function, receiver, name) = (s.slot(), s.slot(), s.slot());
        let Some(method) = value.get(s).as_bound_method() else { return Ok(()) };
        function.set(s, method.function());
        receiver.set(s, method.receiver());
        out.extend_from_slice(b"<bound method ");
        if s.getattr_opt(function, "__qualname__", name)? {
            s.push_str(name, out)?;
        } else {
            out.push(b'?');
        }
        out.extend_from_slice(b" of ");
        s.enter_native_recursion()?;
        let result = s.push_repr(receiver, out);
        s.leave_native_recursion();
        result?;
        out.push(b'>');
        Ok(())
    }

    fn simple_repr(&self, x: Local<'_>) -> String {
        let address = x.word().bits() & !7;
        let text =
            |value: Local<'_>| value.as_str().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        match x.kind() {
            Some(Kind::Class) => {
                let Some(class) = x.as_class() else { return String::new() };
                format!("<class '{}'>", self.class_full_name(class))
            }
            Some(Kind::Function) => {
                let name = x.as_function().map_or_else(String::new, |f| text(f.qualname(self)));
                format!("<function {name} at 0x{address:x}>")
            }
            Some(Kind::NativeFunction) => {
                let name =
                    x.as_native_function().map_or_else(String::new, |f| text(f.function().qualname(self)));
                format!("<nogil function {name} at 0x{address:x}>")
            }
            Some(Kind::Builtin) => {
                let Some(builtin) = x.as_builtin() else { return String::new() };
                let owner = builtin.owner().as_class().map(|class| class.name_text()).unwrap_or_default();
                match builtin.flavor {
                    BuiltinFlavor::Method if builtin.name.starts_with("__") => {
                        format!("<slot wrapper '{}' of '{owner}' objects>", builtin.name)
                    }
                    BuiltinFlavor::Method => format!("<method '{}' of '{owner}' objects>", builtin.name),
                    BuiltinFlavor::Getter => format!("<attribute '{}' of '{owner}' objects>", builtin.name),
                    _ => format!("<built-in function {}>", builtin.name),
                }
            }
            Some(Kind::Module) => {
                let Some(module) = x.as_module() else { return String::new() };
                let of = |name| module.dict().get_str(self, self.name(name)).map(text).unwrap_or_default();
                let file = of(Name::File);
                let name = of(Name::Name);
                let comes_along =
                    name == "builtins" || crate::stdlib::MODULES.iter().any(|module| module.name == name);
                if file.is_empty() && !comes_along {
                    format!("<module '{name}'>")
                } else if file.is_empty() {
                    format!("<module '{name}' (built-in)>")
                } else {
                    format!("<module '{}' from '{file}'>", of(Name::Name))
                }
            }
            Some(Kind::BoundMethod) => {
                let Some(method) = x.as_bound_method() else { return String::new() };
                let receiver = method.receiver();
                let (class, address) = (self.type_name(receiver), receiver.word().bits() & !7);
                match method.function().as_builtin() {
                    Some(builtin) if self.is_exact(x, Type::MethodWrapper) => {
                        format!("<method-wrapper '{}' of {class} object at 0x{address:x}>", builtin.name)
                    }
                    Some(builtin) => {
                        format!("<built-in method {} of {class} object at 0x{address:x}>", builtin.name)
                    }
                    None => {
                        let name = method
                            .function()
                            .as_function()
                            .map_or_else(String::new, |f| text(f.qualname(self)));
                        let shown = self.default_repr(receiver);
                        format!("<bound method {name} of {shown}>")
                    }
                }
            }
            Some(Kind::Generator | Kind::Coroutine) => {
                let name = x.as_resumable().map_or_else(String::new, |g| text(g.qualname()));
                format!("<{} object {name} at 0x{address:x}>", self.type_name(x))
            }
            Some(Kind::CodeObj) => {
                let Some(code) = x.as_code() else { return String::new() };
                format!(
                    "<code object {} at 0x{address:x}, file \"{}\", line {}>",
                    text(code.name()),
                    text(code.filename()),
                    code.source.first_line
                )
            }
            Some(Kind::CellVar) => {
                let value = x.as_cell_var().map_or(self.none(), |cell| cell.value());
                if value.is_unset() {
                    format!("<cell at 0x{address:x}: empty>")
                } else {
                    format!(
                        "<cell at 0x{address:x}: {} object at 0x{:x}>",
                        self.type_name(value),
                        value.word().bits() & !7
                    )
                }
            }
            Some(Kind::Wrapper) if self.is_exact(x, Type::Member) => {
                let name = x.as_wrapper().map_or_else(String::new, |w| text(w.inner()));
                format!("<member '{name}'>")
            }
            Some(Kind::Super) => {
                let name = x
                    .as_super()
                    .and_then(|s| s.class().as_class())
                    .map_or_else(String::new, |c| c.name_text());
                if x.as_super().is_some_and(|s| s.object_class().is_none()) {
                    return format!("<super: <class '{name}'>, NULL>");
                }
                format!(
                    "<super: <class '{name}'>, <{} object>>",
                    self.type_name(x.as_super().map_or(self.none(), |s| s.object()))
                )
            }
            _ => self.default_repr(x),
        }
    }

    /// `module.Class`, without the module for builtins.
    pub fn class_full_name(&self, class: &crate::object::Class) -> String {
        let name = class.qualname().to_string_lossy().into_owned();
        if matches!(class.builtin_type(), Some(Type::Pattern | Type::Match)) {
            return format!("re.{name}");
        }
        if matches!(class.builtin_type(), Some(Type::GenericAlias | Type::UnionType)) {
            return format!("types.{name}");
        }
        if class.builtin_type().is_some_and(|ty| ty != Type::RegionError) {
            return name;
        }
        let module = class.dict().get_str(self, self.name(Name::Module)).and_then(Local::as_str);
        match module.map(|module| module.to_string_lossy().into_owned()) {
            Some(module) if module != "builtins" => format!("{module}.{name}"),
            _ => name,
        }
    }

    /// `<module.Class object at 0x…>`.
    pub(crate) fn default_repr(&self, x: Local<'_>) -> String {
        format!("<{} object at 0x{:x}>", self.class_full_name(self.class_of(x)), x.word().bits() & !7)
    }

    fn push_container(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        if self.enter_native_recursion().is_err() {
            self.take_raised();
            let text = "maximum recursion depth exceeded while getting the repr of an object";
            return Err(self.raise_new(Type::RecursionError, text));
        }
        let word = value.get(self).word();
        let seen = self.thread().repr_stack.borrow().contains(&word);
        let result = if seen {
            out.extend_from_slice(match value.get(self).kind() {
                Some(Kind::List) => b"[...]",
                Some(Kind::Tuple) => b"(...)",
                Some(Kind::Dict) => b"{...}",
                _ => b"...",
            });
            Ok(())
        } else {
            self.thread().repr_stack.borrow_mut().push(word);
            let result = self.push_container_items(value, out);
            self.thread().repr_stack.borrow_mut().pop();
            result
        };
        self.leave_native_recursion();
        result
    }

    fn push_container_items(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let s = &mut Scope::new(self);
        let (item, second) = (s.slot(), s.slot());
        let x = value.get(s);
        let kind = x.kind();
        let view = x.as_dict_view().map(|view| view.what());
        let is_dict = kind == Some(Kind::Dict) || view == Some(ViewKind::Proxy);
        let name = s.type_name(x);
        let (open, close) = match kind {
            Some(Kind::List) => ("[".to_owned(), "]"),
            Some(Kind::Tuple) => ("(".to_owned(), ")"),
            Some(Kind::Dict) => ("{".to_owned(), "}"),
            Some(Kind::DictView) if is_dict => ("mappingproxy({".to_owned(), "})"),
            Some(Kind::DictView) => (format!("{name}(["), "])"),
            _ => {
                if x.as_set().is_some_and(|set| set.is_empty()) {
                    out.extend_from_slice(format!("{name}()").as_bytes());
                    return Ok(());
                }
                if s.is_exact(x, Type::Set) { ("{".to_owned(), "}") } else { (format!("{name}({{"), "})") }
            }
        };
        out.extend_from_slice(open.as_bytes());
        let (mut at, mut count) = (0, 0);
        loop {
            let x = value.get(s);
            let found = match kind {
                Some(Kind::List) => x.as_list().and_then(|list| list.get(at)).map(|v| (at, v, None)),
                Some(Kind::Tuple) => x.as_tuple().and_then(|tuple| tuple.get(at)).map(|v| (at, v, None)),
                Some(Kind::Set) => x.as_set().and_then(|set| set.next_slot(at)).map(|(n, v)| (n, v, None)),
                _ => {
                    let dict = match x.as_dict_view() {
                        Some(view) => Some(view.dict()),
                        None => x.as_dict(),
                    };
                    dict.and_then(|dict| dict.next_entry(at)).map(|(n, k, v)| match view {
                        Some(ViewKind::Keys) => (n, k, None),
                        Some(ViewKind::Values) => (n, v, None),
                        _ => (n, k, Some(v)),
                    })
                }
            };
            let Some((number, first, other)) = found else { break };
            item.set(s, first);
            if let Some(other) = other {
                second.set(s, other);
            }
            let pair = other.is_some();
            if count > 0 {
                out.extend_from_slice(b", ");
            }
            if pair && !is_dict {
                out.push(b'(');
            }
            s.push_repr(item, out)?;
            if pair {
                out.extend_from_slice(if is_dict { b": " } else { b", " });
                s.push_repr(second, out)?;
                if !is_dict {
                    out.push(b')');
                }
            }
            count += 1;
            at = number + 1;
            s.tick(1)?;
        }
        if kind == Some(Kind::Tuple) && count == 1 {
            out.push(b',');
        }
        out.extend_from_slice(close.as_bytes());
        Ok(())
    }

    fn push_parts(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let s = &mut Scope::new(self);
        let regs = s.slots(3);
        let x = value.get(s);
        let is_range = x.as_range().is_some();
        let parts = match (x.as_range(), x.as_slice()) {
            (Some(range), _) => range.parts(),
            (_, Some(slice)) => slice.parts(),
            _ => return Ok(()),
        };
        for (i, part) in parts.into_iter().enumerate() {
            regs.reg(i).set(s, part);
        }
        let count = if is_range && regs.get(s, 2).as_small_int() == Some(1) { 2 } else { 3 };
        out.extend_from_slice(if is_range { b"range(" } else { b"slice(" });
        for i in 0..count {
            if i > 0 {
                out.extend_from_slice(b", ");
            }
            s.push_repr(regs.reg(i), out)?;
        }
        out.push(b')');
        Ok(())
    }

    fn push_exception(&mut self, value: Reg, out: &mut Vec<u8>) -> Res {
        let s = &mut Scope::new(self);
        let args = s.slot();
        let Some(exception) = value.get(s).as_exception() else { return Ok(()) };
        args.set(s, exception.args());
        out.extend_from_slice(s.type_name(value.get(s)).as_bytes());
        if s.group_items(value.get(s)).is_some() {
            // The parts are a tuple inside; they are shown as the list they were given as.
            let (message, parts) = (s.slot(), s.slot());
            {
                let gil: &Gil = s;
                let items: Vec<Local<'_>> =
                    args.get(gil).as_tuple().map(|a| a.iter().collect()).unwrap_or_default();
                message.set(gil, items.first().copied().unwrap_or(gil.none()));
                let inner: Vec<Local<'_>> =
                    items.get(1).and_then(|i| i.as_tuple()).map(|t| t.iter().collect()).unwrap_or_default();
                parts.set(gil, gil.list_of(&inner).local());
            }
            out.push(b'(');
            s.push_repr(message, out)?;
            out.extend_from_slice(b", ");
            s.push_repr(parts, out)?;
            out.push(b')');
            return Ok(());
        }
        let only = args.get(s).as_tuple().filter(|tuple| tuple.len() == 1).and_then(|tuple| tuple.get(0));
        match only {
            Some(only) => {
                let item = s.root(only);
                out.push(b'(');
                s.push_repr(item, out)?;
                out.push(b')');
                Ok(())
            }
            None => s.push_repr(args, out),
        }
    }

    /// `out = format(value, spec)`; `spec` a str.
    pub fn format(&mut self, value: Reg, spec: Reg, out: Reg) -> Res {
        let x = value.get(self);
        if self.is_guest(x) || x.kind() == Some(Kind::Instance) {
            let method = self.class_of(x).lookup(self, self.name(Name::Format));
            if method.is_some_and(|method| !crate::vm::slots::is_native(method)) {
                // SAFETY: one register.
                let args = unsafe { Args::at(spec.index(), 1) };
                self.call_special(value, Name::Format, args, out)?;
                if out.get(self).as_str().is_none() {
                    let have = self.type_name(out.get(self));
                    return Err(self.type_error(format!("__format__ must return a str, not {have}")));
                }
                return Ok(());
            }
        }
        if spec.get(self).as_str().is_none_or(|spec| spec.is_empty()) {
            return self.to_str(value, out);
        }
        self.format_native(value, spec, out)
    }

    /// `len(value)`.
    pub fn len(&mut self, value: Reg) -> Res<usize> {
        let x = value.get(self);
        if !self.class_has(x, ClassFlags::CONTAINER)
            && let Some(len) = self.native_len(x)
        {
            return len;
        }
        let s = &mut Scope::new(self);
        let out = s.slot();
        if !s.call_special(value, Name::Len, Args::NONE, out)? {
            let name = s.type_name(value.get(s));
            return Err(s.type_error(format!("object of type '{name}' has no len()")));
        }
        if !out.get(s).is_int_like() {
            let have = s.type_name(out.get(s));
            return Err(s.type_error(format!("'{have}' object cannot be interpreted as an integer")));
        }
        match out.get(s).to_i64() {
            Some(len) if len >= 0 => Ok(len as usize),
            Some(_) => Err(s.value_error("__len__() should return >= 0")),
            None => Err(s.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    pub(crate) fn native_len(&self, x: Local<'_>) -> Option<Res<usize>> {
        Some(Ok(match x.kind()? {
            Kind::List => x.as_list()?.len(),
            Kind::Str => x.as_str()?.char_len(),
            Kind::Dict => x.as_dict()?.len(),
            Kind::Tuple => x.as_tuple()?.len(),
            Kind::Set => x.as_set()?.len(),
            Kind::Bytes => x.as_bytes()?.bytes().len(),
            Kind::ByteArray => x.as_bytearray()?.len(),
            Kind::DictView => x.as_dict_view()?.dict().len(),
            Kind::Range => {
                return Some(match crate::vm::compare::range_length(x.as_range()?.parts()).to_usize() {
                    Some(len) if len <= i64::MAX as usize => Ok(len),
                    _ => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
                });
            }
            Kind::Array => x.as_array()?.shape[0] as usize,
            _ => return None,
        }))
    }

    /// `operator.index(value)` as an `i64`; OverflowError beyond.
    pub fn index(&mut self, value: Reg) -> Res<i64> {
        if let Some(int) = value.get(self).to_i64() {
            return Ok(int);
        }
        let s = &mut Scope::new(self);
        let out = s.slot();
        s.index_big(value, out)?;
        match out.get(s).to_i64() {
            Some(int) => Ok(int),
            None => Err(s.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// `out = operator.index(value)`: an int, not a bool or an instance of a derived class.
    pub fn index_big(&mut self, value: Reg, out: Reg) -> Res {
        let x = value.get(self);
        if let Some(int) = self.plain_int(x) {
            out.set(self, int);
            return Ok(());
        }
        if x.header().is_some() && self.call_special(value, Name::Index, Args::NONE, out)? {
            if let Some(int) = self.plain_int(out.get(self)) {
                out.set(self, int);
                return Ok(());
            }
            let have = self.type_name(out.get(self));
            return Err(self.type_error(format!("__index__ returned non-int (type {have})")));
        }
        let name = self.type_name(value.get(self));
        Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
    }

    /// An int as it is; the value of a bool or of an instance of a class derived from int.
    fn plain_int<'g>(&'g self, value: Local<'g>) -> Option<Local<'g>> {
        if value.as_small_int().is_some() || self.is_exact(value, Type::Int) {
            return Some(value);
        }
        value.to_bigint().map(|big| self.bigint(big.into_owned()))
    }

    /// The value as a float, if it is a float, int or bool; OverflowError for huge ints.
    pub fn number_to_f64(&self, value: Local<'_>) -> Option<Res<f64>> {
        if let Some(float) = value.as_float() {
            return Some(Ok(float));
        }
        if let Some(small) = value.as_small_int() {
            return Some(Ok(small as f64));
        }
        let big = value.to_bigint()?;
        Some(crate::text::float_ops::from_big(&big).map_err(|fault| self.raise_fault(&fault)))
    }

    /// The value as a float by `__float__` or `__index__`; TypeError otherwise.
    pub fn to_f64(&mut self, value: Reg) -> Res<f64> {
        if let Some(float) = self.number_to_f64(value.get(self)) {
            return float;
        }
        let s = &mut Scope::new(self);
        let out = s.slot();
        if value.get(s).header().is_some() && s.call_special(value, Name::Float, Args::NONE, out)? {
            return match out.get(s).as_float() {
                Some(float) => Ok(float),
                None => {
                    let (name, have) = (s.type_name(value.get(s)), s.type_name(out.get(s)));
                    Err(s.type_error(format!("{name}.__float__ returned non-float (type {have})")))
                }
            };
        }
        if value.get(s).header().is_some() && s.call_special(value, Name::Index, Args::NONE, out)? {
            return s.to_f64(out);
        }
        let name = s.type_name(value.get(s));
        Err(s.type_error(format!("must be real number, not {name}")))
    }

    /// Whether an iterator is of this kind.
    pub fn is_iter_kind(&self, value: Local<'_>, what: IterKind) -> bool {
        value.as_iter().is_some_and(|iter| iter.what() == what)
    }

    /// An int as `BigInt`, whatever its size, by `__index__`.
    pub fn index_bigint(&mut self, value: Reg) -> Res<BigInt> {
        let s = &mut Scope::new(self);
        let out = s.slot();
        s.index_big(value, out)?;
        Ok(out.get(s).to_bigint().map(|big| big.into_owned()).unwrap_or_default())
    }
}

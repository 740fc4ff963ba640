//! Methods of `object`, `type`, `module`, `super`, `property`, `staticmethod`, `classmethod`, `mappingproxy` basics.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{ClassFlags, Def, Kind, Name, Type, ViewKind};
use crate::vm::CompareOp;
use crate::word::Word;

pub(super) static OBJECT: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", object_new),
    Def::new("__init__", "*args, **kwargs", object_init),
    Def::new("__repr__", "", object_repr),
    Def::new("__str__", "", object_str),
    Def::new("__format__", "format_spec, /", object_format),
    Def::new("__eq__", "value, /", object_eq),
    Def::new("__ne__", "value, /", object_ne),
    Def::new("__hash__", "", object_hash),
    Def::new("__getattribute__", "name, /", object_getattribute),
    Def::new("__setattr__", "name, value, /", object_setattr),
    Def::new("__delattr__", "name, /", object_delattr),
    Def::new("__dir__", "", object_dir),
    Def::class_method("__init_subclass__", "", nothing),
    Def::getter("__class__", get_class),
    Def::getter("__dict__", get_dict),
    Def::new("__reduce_ex__", "protocol, /", reduce_ex),
    Def::new("__reduce__", "", reduce),
    Def::new("__getstate__", "", get_state),
    Def::new("__sizeof__", "", size_of),
];

pub(super) static TYPE: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", type_new),
    Def::new("__init__", "*args, **kwargs", nothing),
    Def::new("__call__", "*args, **kwargs", type_call),
    Def::new("mro", "", type_mro),
    Def::new("__subclasses__", "", type_subclasses),
    Def::new("__instancecheck__", "instance, /", type_instancecheck),
    Def::new("__subclasscheck__", "subclass, /", type_subclasscheck),
    Def::class_method("__prepare__", "*args, **kwargs", type_prepare),
    Def::getter("__name__", type_name),
    Def::getter("__qualname__", type_qualname),
    Def::getter("__bases__", type_bases),
    Def::getter("__base__", type_base),
    Def::getter("__mro__", type_mro_tuple),
    Def::getter("__dict__", type_dict),
    Def::getter("__module__", type_module),
    Def::getter("__doc__", type_doc),
];

pub(super) static MODULE: &[Def] = &[
    Def::static_method("__new__", "cls, name, doc=None, /", module_new),
    Def::getter("__dict__", module_dict),
];

pub(super) static SUPER: &[Def] = &[
    Def::static_method("__new__", "cls, type=?, object=?, /", super_new),
    Def::getter("__thisclass__", super_class),
    Def::getter("__self__", super_self),
    Def::getter("__self_class__", super_self_class),
    Def::new("__get__", "instance, owner=None, /", super_get),
];

pub(super) static PROPERTY: &[Def] = &[
    Def::static_method("__new__", "cls, fget=None, fset=None, fdel=None, doc=None", property_new),
    Def::new("getter", "fget, /", property_getter),
    Def::new("setter", "fset, /", property_setter),
    Def::new("deleter", "fdel, /", property_deleter),
    Def::new("__get__", "instance, owner=None, /", property_get),
    Def::getter("fget", property_fget),
    Def::getter("fset", property_fset),
    Def::getter("fdel", property_fdel),
    Def::getter("__doc__", property_doc),
];

pub(super) static WRAPPER: &[Def] = &[
    Def::static_method("__new__", "cls, function, /", wrapper_new),
    Def::getter("__func__", wrapper_func),
    Def::getter("__wrapped__", wrapper_func),
    Def::new("__get__", "instance, owner=None, /", wrapper_get),
];

fn nothing(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

fn object_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let class = args.get(gil, 0);
    let extra =
        args.len() > 2 || args.get(gil, args.len() - 1).as_dict().is_some_and(|kwargs| !kwargs.is_empty());
    if let Some(class) = class.as_class()
        && extra
    {
        let own_init =
            class.lookup(gil, gil.name(Name::Init)).is_some_and(|init| init.as_builtin().is_none());
        if class.has(ClassFlags::NEW) {
            return Err(
                gil.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if !own_init {
            return Err(gil.type_error(format!("{}() takes no arguments", class.name_text())));
        }
    }
    if let Some(class) = class.as_class()
        && class.layout().row().kind == Kind::Exception
    {
        out.set(gil, gil.new_exception(class, gil.empty_tuple()).local());
        return Ok(());
    }
    out.set(gil, gil.instance_of(class)?);
    Ok(())
}

fn object_init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let extra =
        args.len() > 2 || args.get(gil, args.len() - 1).as_dict().is_some_and(|kwargs| !kwargs.is_empty());
    let class = gil.class_of(args.get(gil, 0));
    if extra {
        let own_init =
            class.lookup(gil, gil.name(Name::Init)).is_some_and(|init| init.as_builtin().is_none());
        if own_init {
            return Err(
                gil.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
        if !class.has(ClassFlags::NEW) {
            return Err(gil.type_error(format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                class.name_text()
            )));
        }
    }
    out.set(gil, gil.none());
    Ok(())
}

fn object_repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut text = Vec::new();
    gil.push_repr_native(args.reg(0), &mut text)?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

fn object_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.repr(args.reg(0), out)
}

fn object_format(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let empty = args.get(gil, 1).as_str().is_some_and(|spec| spec.is_empty());
    if empty {
        return gil.to_str(args.reg(0), out);
    }
    if args.get(gil, 0).kind() == Some(Kind::Instance) {
        let name = gil.type_name(args.get(gil, 0));
        return Err(gil.type_error(format!("unsupported format string passed to {name}.__format__")));
    }
    gil.format_native(args.reg(0), args.reg(1), out)
}

fn object_eq(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !gil.compare_native(CompareOp::Eq, args.reg(0), args.reg(1), out)? {
        let same = args.get(gil, 0).is(args.get(gil, 1));
        out.set(gil, Local::new(if same { Word::TRUE } else { Word::NOT_IMPLEMENTED }));
    }
    Ok(())
}

fn object_ne(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !gil.compare_native(CompareOp::Ne, args.reg(0), args.reg(1), out)? {
        let same = args.get(gil, 0).is(args.get(gil, 1));
        out.set(gil, Local::new(if same { Word::FALSE } else { Word::NOT_IMPLEMENTED }));
    }
    Ok(())
}

fn object_hash(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = args.get(gil, 0);
    let hash = if x.kind() == Some(Kind::Instance) {
        (x.word().bits() >> 4) as i64
    } else {
        gil.hash_native(args.reg(0))?
    };
    out.set(gil, gil.int(hash));
    Ok(())
}

fn name_word(gil: &Gil, name: Reg) -> Res<Word> {
    match name.get(gil).as_str() {
        Some(name) => Ok(gil.intern_str(name).header().word()),
        None => {
            let have = gil.type_name(name.get(gil));
            Err(gil.type_error(format!("attribute name must be string, not '{have}'")))
        }
    }
}

fn object_getattribute(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = name_word(gil, args.reg(1))?;
    args.reg(1).set(gil, Local::new(name));
    if gil.find_attr_plain(args.reg(0), name, out)? {
        return Ok(());
    }
    Err(gil.no_attribute(args.get(gil, 0), name))
}

fn object_setattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = name_word(gil, args.reg(1))?;
    args.reg(1).set(gil, Local::new(name));
    gil.setattr_plain(args.reg(0), name, args.reg(2))?;
    out.set(gil, gil.none());
    Ok(())
}

fn object_delattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = name_word(gil, args.reg(1))?;
    args.reg(1).set(gil, Local::new(name));
    gil.delattr_plain(args.reg(0), name)?;
    out.set(gil, gil.none());
    Ok(())
}

fn object_dir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let object = args.get(gil, 0);
    let names = gil.dict();
    let add_dict = |dict: &crate::object::Dict| -> Res {
        for (key, _) in dict.iter() {
            if let Some(key) = key.as_str() {
                names.set_str(gil, key, gil.none())?;
            }
        }
        Ok(())
    };
    if let Some(module) = object.as_module() {
        add_dict(module.dict())?;
    } else {
        let class = object.as_class().unwrap_or_else(|| gil.class_of(object));
        for class in class.mro_classes() {
            add_dict(class.dict())?;
        }
        if let Some(attrs) = object.as_function().and_then(|function| function.attrs()) {
            add_dict(attrs)?;
        }
        for name in gil.own_attr_names(object) {
            if let Some(name) = name.as_str() {
                names.set_str(gil, name, gil.none())?;
            }
        }
    }
    let mut keys: Vec<Local<'_>> = names.iter().map(|(key, _)| key).collect();
    keys.sort_by(|a, b| a.as_str().map(|s| s.bytes()).cmp(&b.as_str().map(|s| s.bytes())));
    out.set(gil, gil.list_of(&keys).local());
    Ok(())
}

/// How an object is taken apart is said by module `copyreg`.
fn taken_apart(gil: &mut Gil, object: Reg, function: &str, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (module, f) = (s.slot(), s.slot());
    s.import_module("copyreg", module)?;
    s.getattr(module, function, f)?;
    s.call1(f, object, out)
}

fn reduce_ex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.index(args.reg(1))?;
    taken_apart(gil, args.reg(0), "_reduce_ex", out)
}

fn reduce(gil: &mut Gil, args: Args, out: Reg) -> Res {
    taken_apart(gil, args.reg(0), "_parts", out)
}

fn get_state(gil: &mut Gil, args: Args, out: Reg) -> Res {
    taken_apart(gil, args.reg(0), "_state_of", out)
}

fn size_of(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let cell = args.get(gil, 0).header().map_or(8, |header| header.cell_size());
    out.set(gil, gil.int(cell as i64));
    Ok(())
}

fn get_class(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, gil.class_of(args.get(gil, 0)).local());
    Ok(())
}

fn get_dict(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let object = args.get(gil, 0);
    if let Some(function) = object.as_function() {
        out.set(gil, function.attrs_or_new(gil).local());
        return Ok(());
    }
    if !gil.class_of(object).has(ClassFlags::NO_DICT)
        && let Some(dict) = gil.attr_dict(object)
    {
        out.set(gil, dict.local());
        return Ok(());
    }
    let name = gil.intern("__dict__").header().word();
    Err(gil.no_attribute(object, name))
}

fn type_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let kwargs = args.reg(args.len() - 1);
    if args.len() == 3 {
        let class = gil.class_of(args.get(gil, 1)).header().word();
        out.set(gil, Local::new(class));
        return Ok(());
    }
    if args.len() != 5 {
        return Err(gil.type_error("type() takes 1 or 3 arguments"));
    }
    if args.get(gil, 2).as_tuple().is_none() {
        let have = gil.type_name(args.get(gil, 2));
        return Err(gil.type_error(format!("type.__new__() argument 2 must be tuple, not {have}")));
    }
    let s = &mut Scope::new(gil);
    let made = s.slot();
    s.type_new(args.reg(0), args.reg(1), args.reg(2), args.reg(3), kwargs, made)?;
    out.set(s, made.get(s));
    Ok(())
}

fn type_call(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let list = s.root(s.tuple_of_args(args.skip(1).take(args.len() - 2)));
    let result = s.slot();
    s.type_call_plain(args.reg(0), list, args.reg(args.len() - 1), result)?;
    out.set(s, result.get(s));
    Ok(())
}

impl Gil {
    /// `type.__call__`: the constructor protocol, whatever `__call__` the metaclass defines.
    fn type_call_plain(&mut self, class: Reg, args: Reg, kwargs: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (new, list, init) = (s.slot(), s.slot(), s.slot());
        s.getattr(class, "__new__", new)?;
        let mut items = vec![class.get(s)];
        if let Some(tuple) = args.get(s).as_tuple() {
            items.extend(tuple.iter());
        }
        list.set(s, s.tuple(&items));
        drop(items);
        s.call_ex(new, list, kwargs, out)?;
        let is_instance =
            class.get(s).as_class().is_some_and(|wanted| s.class_of(out.get(s)).is_subclass_of(wanted));
        if is_instance && s.getattr_opt(out, "__init__", init)? {
            let ignored = s.slot();
            s.call_ex(init, args, kwargs, ignored)?;
        }
        Ok(())
    }

    /// The hash that the builtin type gives, whatever the class of the value defines.
    fn hash_native(&mut self, value: Reg) -> Res<i64> {
        let x = value.get(self);
        if x.kind().is_none() || x.as_str().is_some() || x.as_tuple().is_some() || x.as_big().is_some() {
            if !self.class_has(x, ClassFlags::HASH) {
                return self.hash(value);
            }
            if let Some(text) = x.as_str() {
                return Ok(text.hash(self) as i64);
            }
            if let Some(big) = x.as_big() {
                return Ok(crate::text::hash::big(big.value()));
            }
        }
        Ok((x.word().bits() >> 4) as i64)
    }
}

fn type_mro(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if let Some(class) = args.get(gil, 0).as_class() {
        out.set(gil, gil.list_of_tuple(class.mro()).local());
    }
    Ok(())
}

fn type_subclasses(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let subclasses = args.get(gil, 0).as_class().map(|class| class.subclasses()).unwrap_or_default();
    out.set(gil, gil.list_of(&subclasses).local());
    Ok(())
}

fn type_instancecheck(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let is = match args.get(gil, 0).as_class() {
        Some(class) => gil.class_of(args.get(gil, 1)).is_subclass_of(class),
        None => false,
    };
    out.set(gil, gil.bool(is));
    Ok(())
}

fn type_subclasscheck(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let is = match (args.get(gil, 1).as_class(), args.get(gil, 0).as_class()) {
        (Some(sub), Some(class)) => sub.is_subclass_of(class),
        _ => false,
    };
    out.set(gil, gil.bool(is));
    Ok(())
}

fn type_prepare(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.dict().local());
    Ok(())
}

fn type_name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_class().map_or(gil.none(), |class| class.name().local()));
    Ok(())
}

fn type_qualname(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_class().map_or(gil.none(), |class| class.qualname().local()));
    Ok(())
}

fn type_bases(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let class = args.get(gil, 0).as_class();
    let is_object = class.is_some_and(|class| class.builtin_type() == Some(Type::Object));
    let bases = class.map_or(gil.none(), |class| class.bases().local());
    out.set(gil, if is_object { gil.empty_tuple() } else { bases });
    Ok(())
}

fn type_base(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let class = args.get(gil, 0).as_class();
    let base = class
        .filter(|class| class.builtin_type() != Some(Type::Object))
        .and_then(|class| class.bases().get(0));
    out.set(gil, base.unwrap_or(gil.none()));
    Ok(())
}

fn type_mro_tuple(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_class().map_or(gil.none(), |class| class.mro().local()));
    Ok(())
}

fn type_dict(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if let Some(class) = args.get(gil, 0).as_class() {
        out.set(gil, gil.dict_view(class.dict(), ViewKind::Proxy));
    }
    Ok(())
}

fn type_module(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let module = args
        .get(gil, 0)
        .as_class()
        .filter(|class| class.builtin_type().is_none())
        .and_then(|class| class.dict().get_str(gil, gil.name(Name::Module)));
    out.set(gil, module.unwrap_or_else(|| gil.name(Name::BuiltinsName).local()));
    Ok(())
}

fn type_doc(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let doc = args.get(gil, 0).as_class().and_then(|class| class.dict().get_str(gil, gil.name(Name::Doc)));
    out.set(gil, doc.unwrap_or(gil.none()));
    Ok(())
}

fn module_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let dict = gil.dict();
    dict.set_str(gil, gil.name(Name::Name), args.get(gil, 1))?;
    dict.set_str(gil, gil.name(Name::Doc), args.get(gil, 2))?;
    out.set(gil, gil.module_over(dict));
    Ok(())
}

fn module_dict(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_module().map_or(gil.none(), |module| module.dict().local()));
    Ok(())
}

fn super_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let (class, object) = (args.get(gil, 1), args.get(gil, 2));
    if class.is_unset() {
        return match gil.super_of_frame() {
            Some((class, object, order)) => {
                out.set(gil, gil.super_object(Local::new(class), Local::new(object), Local::new(order)));
                Ok(())
            }
            None => Err(gil.runtime_error("super(): no arguments")),
        };
    }
    let Some(owner) = class.as_class() else {
        let have = gil.type_name(class);
        return Err(gil.type_error(format!("super() argument 1 must be a type, not {have}")));
    };
    if object.is_unset() {
        out.set(gil, gil.super_object(class, gil.none(), gil.none()));
        return Ok(());
    }
    let order = match object.as_class() {
        Some(own) if own.is_subclass_of(owner) => own,
        _ => gil.class_of(object),
    };
    if !order.is_subclass_of(owner) {
        return Err(gil.type_error("super(type, obj): obj must be an instance or subtype of type"));
    }
    out.set(gil, gil.super_object(class, object, order.local()));
    Ok(())
}

impl Gil {
    /// An unbound `super(C)` in a class binds to the instance through which it is read.
    pub(crate) fn bind_super(&mut self, found: Word, object: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let unbound = Local::new(found).as_super().filter(|x| x.object_class().is_none());
        let Some(class) = unbound.filter(|_| !object.get(s).is_none()).map(|x| x.class().word()) else {
            out.set(s, Local::new(found));
            return Ok(());
        };
        let window = s.slots(3);
        window.reg(0).set(s, s.builtin_class(Type::Super).local());
        window.reg(1).set(s, Local::new(class));
        window.reg(2).set(s, object.get(s));
        super_new(s, window, out)
    }

    /// What `super()` means in the frame that runs: the `__class__` cell and the first parameter.
    fn super_of_frame(&self) -> Option<(Word, Word, Word)> {
        if self.thread().frame_count.get() == 0 {
            return None;
        }
        let frame = self.top_frame_mut();
        // SAFETY: the function keeps the code alive.
        let code = unsafe { &*frame.code };
        let index = code.source.free_names.iter().position(|name| &**name == "__class__")?;
        let function = Local::new(frame.function).as_function()?;
        let cell = function.closure().as_tuple()?.get(index)?.as_cell_var()?;
        let class = cell.value();
        let owner = class.as_class()?;
        if code.source.params.registers() == 0 {
            return None;
        }
        let first = Local::new(self.word_at(frame.base));
        let first = first.as_cell_var().map_or(first, |cell| cell.value());
        let order = match first.as_class() {
            Some(own) if own.is_subclass_of(owner) => own,
            _ => self.class_of(first),
        };
        order.is_subclass_of(owner).then(|| (class.word(), first.word(), order.header().word()))
    }
}

fn super_class(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_super().map_or(gil.none(), |s| s.class()));
    Ok(())
}

fn super_self_class(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_super().map_or(gil.none(), |s| s.object_class()));
    Ok(())
}

fn super_get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = args.get(gil, 0).word();
    gil.bind_super(found, args.reg(1), out)
}

fn super_self(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_super().map_or(gil.none(), |s| s.object()));
    Ok(())
}

fn property_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let parts = [args.get(gil, 1), args.get(gil, 2), args.get(gil, 3), args.get(gil, 4)];
    out.set(gil, gil.property(gil.class_shape(args.reg(0)), parts));
    Ok(())
}

fn property_with(gil: &Gil, args: Args, part: usize, out: Reg) -> Res {
    let Some(property) = args.get(gil, 0).as_property() else { return Ok(()) };
    let mut parts = [property.part(0), property.part(1), property.part(2), property.part(3)];
    parts[part] = args.get(gil, 1);
    let shape = gil.class_of(property.local()).instance_shape(gil);
    out.set(gil, gil.property(shape, parts));
    Ok(())
}

fn property_getter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_with(gil, args, 0, out)
}

fn property_setter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_with(gil, args, 1, out)
}

fn property_deleter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_with(gil, args, 2, out)
}

fn property_get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 1).is_none() {
        out.set(gil, args.get(gil, 0));
        return Ok(());
    }
    let found = args.get(gil, 0).word();
    gil.bind_class_value(found, args.reg(1), out)
}

fn property_part(gil: &Gil, args: Args, part: usize, out: Reg) -> Res {
    out.set(gil, args.get(gil, 0).as_property().map_or(gil.none(), |property| property.part(part)));
    Ok(())
}

fn property_fget(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_part(gil, args, 0, out)
}

fn property_fset(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_part(gil, args, 1, out)
}

fn property_fdel(gil: &mut Gil, args: Args, out: Reg) -> Res {
    property_part(gil, args, 2, out)
}

fn property_doc(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let getter = s.slot();
    property_part(s, args, 3, out)?;
    if out.get(s).is_none() {
        property_part(s, args, 0, getter)?;
        if !getter.get(s).is_none() {
            s.getattr(getter, "__doc__", out)?;
        }
    }
    Ok(())
}

fn wrapper_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, gil.wrapper(gil.class_shape(args.reg(0)), args.get(gil, 1)));
    Ok(())
}

fn wrapper_func(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, args.get(gil, 0).as_wrapper().map_or(gil.none(), |wrapper| wrapper.inner()));
    Ok(())
}

fn wrapper_get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = args.get(gil, 0).word();
    if args.get(gil, 1).is_none() {
        return gil.bind_for_class(found, args.reg(2), out);
    }
    gil.bind_class_value(found, args.reg(1), out)
}

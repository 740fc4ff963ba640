//! Builtins about any object: `isinstance`, `type` names, attributes, `id`, `hash`, `repr`, namespaces.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Class, ClassFlags, Name, Type};

use super::sort::sort_list;

/// `isinstance(object, class_or_tuple, /)`.
pub(super) fn isinstance(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let answer = is_instance(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.bool(answer));
    Ok(())
}

/// `issubclass(class, class_or_tuple, /)`.
pub(super) fn issubclass(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let answer = is_subclass(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.bool(answer));
    Ok(())
}

/// Whether the class of this class has a check of its own (`abc`).
fn has_hook(gil: &Gil, class: &Class, name: Name) -> bool {
    let meta = gil.class_of(class.local());
    meta.builtin_type().is_none() && meta.has(ClassFlags::GUEST) && {
        let own = meta.lookup(gil, gil.name(name));
        own.is_some_and(|own| own.as_function().is_some())
    }
}

/// `isinstance(object, classes)`.
pub(crate) fn is_instance(gil: &mut Gil, object: Reg, classes: Reg) -> Res<bool> {
    if let Some(class) = classes.get(gil).as_class() {
        let of = gil.class_of(object.get(gil));
        if of.is_subclass_of(class) {
            return Ok(true);
        }
        if !has_hook(gil, class, Name::InstanceCheck) {
            return claims_class(gil, object, classes);
        }
        return call_check(gil, classes, object, "__instancecheck__");
    }
    if let Some(found) = in_tuple(gil, object, classes, is_instance)? {
        return Ok(found);
    }
    if has_check(gil, classes, "__instancecheck__")? {
        return call_check(gil, classes, object, "__instancecheck__");
    }
    Err(gil.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"))
}

/// An object whose `__class__` is a property may claim another class than its own.
fn claims_class(gil: &mut Gil, object: Reg, classes: Reg) -> Res<bool> {
    if !gil.is_guest(object.get(gil)) {
        return Ok(false);
    }
    let name = gil.name(Name::Class);
    let found = |class: &Class| class.lookup(gil, name).map(Local::word);
    if found(gil.class_of(object.get(gil))) == found(gil.builtin_class(Type::Object)) {
        return Ok(false);
    }
    let s = &mut Scope::new(gil);
    let claimed = s.slot();
    if !s.getattr_opt(object, "__class__", claimed)? {
        return Ok(false);
    }
    let (claimed, class) = (claimed.get(s).as_class(), classes.get(s).as_class());
    Ok(matches!((claimed, class), (Some(claimed), Some(class)) if claimed.is_subclass_of(class)))
}

/// The classes of a tuple or of a union.
fn members(gil: &Gil, classes: Reg) -> Option<&crate::object::Tuple> {
    let classes = classes.get(gil);
    classes
        .as_tuple()
        .or_else(|| classes.as_alias().filter(|alias| alias.is_union()).map(|alias| alias.args()))
}

type Check = fn(&mut Gil, Reg, Reg) -> Res<bool>;

/// Checks each item of a tuple; `None` if it is no tuple.
fn in_tuple(gil: &mut Gil, object: Reg, classes: Reg, check: Check) -> Res<Option<bool>> {
    let Some(len) = members(gil, classes).map(crate::object::Tuple::len) else { return Ok(None) };
    let s = &mut Scope::new(gil);
    let item = s.slot();
    s.enter_native_recursion()?;
    let mut answer = Ok(false);
    for at in 0..len {
        if let Some(found) = members(s, classes).and_then(|tuple| tuple.get(at)) {
            item.set(s, found);
        }
        answer = check(s, object, item);
        if answer != Ok(false) {
            break;
        }
    }
    s.leave_native_recursion();
    answer.map(Some)
}

/// Whether the class of `classes` defines this method.
fn has_check(gil: &mut Gil, classes: Reg, name: &str) -> Res<bool> {
    // The class's own order only: its metaclass has a check of this name for other purposes.
    let key = gil.intern(name);
    Ok(gil.class_of(classes.get(gil)).lookup(gil, key).is_some())
}

fn call_check(gil: &mut Gil, classes: Reg, object: Reg, name: &str) -> Res<bool> {
    let s = &mut Scope::new(gil);
    let (class, method, answer) = (s.slot(), s.slot(), s.slot());
    class.set(s, s.class_of(classes.get(s)).local());
    let args = s.slots(2);
    args.reg(0).set(s, classes.get(s));
    args.reg(1).set(s, object.get(s));
    s.getattr(class, name, method)?;
    s.call(method, args, answer)?;
    s.truthy(answer)
}

/// `issubclass(class, classes)`.
pub(crate) fn is_subclass(gil: &mut Gil, class: Reg, classes: Reg) -> Res<bool> {
    if let Some(base) = classes.get(gil).as_class() {
        let Some(own) = class.get(gil).as_class() else {
            return Err(gil.type_error("issubclass() arg 1 must be a class"));
        };
        if own.is_subclass_of(base) {
            return Ok(true);
        }
        if !has_hook(gil, base, Name::SubclassCheck) {
            return Ok(false);
        }
        return call_check(gil, classes, class, "__subclasscheck__");
    }
    if let Some(found) = in_tuple(gil, class, classes, is_subclass)? {
        return Ok(found);
    }
    if has_check(gil, classes, "__subclasscheck__")? {
        return call_check(gil, classes, class, "__subclasscheck__");
    }
    if class.get(gil).as_class().is_none() {
        return Err(gil.type_error("issubclass() arg 1 must be a class"));
    }
    Err(gil.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"))
}

/// `id(object, /)`: the address of a cell, the bits of everything else.
pub(super) fn id(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.bigint(args.get(gil, 0).word().bits().into()));
    Ok(())
}

/// `exit(code)` and `quit(code)`.
pub(super) fn exit(gil: &mut Gil, args: Args, _: Reg) -> Res {
    Err(gil.raise_args(Type::SystemExit, &[args.get(gil, 0)]))
}

/// `callable(object, /)`.
pub(super) fn callable(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.bool(gil.is_callable(args.get(gil, 0))));
    Ok(())
}

fn name_must_be_str(gil: &Gil, name: Reg) -> Res {
    if name.get(gil).as_str().is_some() {
        return Ok(());
    }
    Err(gil.type_error(format!("attribute name must be string, not '{}'", gil.type_name(name.get(gil)))))
}

/// `getattr(object, name[, default], /)`.
pub(super) fn getattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    name_must_be_str(gil, args.reg(1))?;
    if args.get(gil, 2).is_unset() {
        return gil.getattr_reg(args.reg(0), args.reg(1), out);
    }
    let s = &mut Scope::new(gil);
    let found = s.slot();
    if s.getattr_reg_opt(args.reg(0), args.reg(1), found)? {
        out.set(s, found.get(s));
    } else {
        out.set(s, args.get(s, 2));
    }
    Ok(())
}

/// `hasattr(object, name, /)`.
pub(super) fn hasattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    name_must_be_str(gil, args.reg(1))?;
    let s = &mut Scope::new(gil);
    let found = s.slot();
    let answer = s.getattr_reg_opt(args.reg(0), args.reg(1), found)?;
    out.set(s, s.bool(answer));
    Ok(())
}

/// `setattr(object, name, value, /)`.
pub(super) fn setattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    name_must_be_str(gil, args.reg(1))?;
    gil.setattr_reg(args.reg(0), args.reg(1), args.reg(2))?;
    out.set(gil, gil.none());
    Ok(())
}

/// `delattr(object, name, /)`.
pub(super) fn delattr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    name_must_be_str(gil, args.reg(1))?;
    gil.delattr_reg(args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

/// `vars([object])`.
pub(super) fn vars(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 0).is_unset() {
        return locals(gil, args, out);
    }
    let s = &mut Scope::new(gil);
    let dict = s.slot();
    if !s.getattr_opt(args.reg(0), "__dict__", dict)? {
        return Err(s.type_error("vars() argument must have __dict__ attribute"));
    }
    out.set(s, dict.get(s));
    Ok(())
}

/// `dir([object])`.
pub(super) fn dir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (names, list) = (s.slot(), s.slot());
    list.set(s, s.list().local());
    if args.get(s, 0).is_unset() {
        locals(s, Args::NONE, names)?;
        let found: Vec<_> =
            names.get(s).as_dict().map(|d| d.iter().map(|(key, _)| key).collect()).unwrap_or_default();
        list.set(s, s.list_of(&found).local());
    } else {
        let (class, method) = (s.slot(), s.slot());
        class.set(s, s.class_of(args.get(s, 0)).local());
        let guest = s.is_guest(args.get(s, 0))
            && s.class_of(args.get(s, 0))
                .lookup(s, s.name(Name::Dir))
                .is_some_and(|f| f.as_function().is_some());
        if guest && s.getattr_opt(class, "__dir__", method)? {
            s.call1(method, args.reg(0), names)?;
            super::items::extend_list(s, list, names)?;
        } else {
            attribute_names(s, args.reg(0), names)?;
            super::items::extend_list(s, list, names)?;
        }
    }
    let key = s.root(s.none());
    sort_list(s, list, key, false)?;
    out.set(s, list.get(s));
    Ok(())
}

/// A dict whose keys are the names of all attributes of an object.
pub(crate) fn attribute_names(gil: &mut Gil, object: Reg, out: Reg) -> Res {
    out.set(gil, gil.dict().local());
    let gil: &Gil = gil;
    let value = object.get(gil);
    let Some(names) = out.get(gil).as_dict() else { return Ok(()) };
    let add = |name: Local<'_>| match name.as_str() {
        Some(text) => names.set_str(gil, text, gil.none()),
        None => Ok(()),
    };
    if let Some(module) = value.as_module() {
        for (key, _) in module.dict().iter() {
            add(key)?;
        }
        return Ok(());
    }
    for name in gil.own_attr_names(value) {
        add(name)?;
    }
    if let Some(attrs) = value.as_function().and_then(|f| f.attrs()) {
        for (key, _) in attrs.iter() {
            add(key)?;
        }
    }
    let class = value.as_class().unwrap_or_else(|| gil.class_of(value));
    for class in class.mro_classes() {
        for (key, _) in class.dict().iter() {
            add(key)?;
        }
    }
    Ok(())
}

/// `globals()`: the namespace of the caller's module.
pub(super) fn globals(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let thread = gil.thread();
    if thread.frame_count.get() == 0 {
        out.set(gil, gil.dict().local());
        return Ok(());
    }
    let function = Local::new(gil.top_frame_mut().function);
    if let Some(function) = function.as_function() {
        out.set(gil, function.globals().local());
    }
    Ok(())
}

/// `locals()`: the namespace of a module or class body, or a copy of a function's variables.
pub(super) fn locals(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if gil.thread().frame_count.get() == 0 {
        return globals(gil, args, out);
    }
    let (function, extra, base) = {
        let frame = gil.top_frame_mut();
        (frame.function, frame.extra, frame.base)
    };
    if Local::new(extra).as_dict().is_some() {
        out.set(gil, Local::new(extra));
        return Ok(());
    }
    let Some(function) = Local::new(function).as_function() else { return Ok(()) };
    let code = function.code();
    if code.source.flags.module {
        return globals(gil, args, out);
    }
    let dict = gil.dict();
    for (at, &name) in code.locals.iter().enumerate() {
        let mut value = Local::new(gil.word_at(base + at as u32));
        if let Some(cell) = value.as_cell_var() {
            value = cell.value();
        }
        if let Some(name) = Local::new(name).as_str()
            && !value.is_unset()
        {
            dict.set_str(gil, name, value)?;
        }
    }
    out.set(gil, dict.local());
    Ok(())
}

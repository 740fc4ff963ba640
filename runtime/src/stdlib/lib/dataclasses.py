"""Classes that hold data: `__init__`, `__repr__` and comparisons are made from the annotations."""

from keyword import iskeyword
from types import MappingProxyType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()
_no_metadata = MappingProxyType({})


class KW_ONLY:
    pass


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


_FIELD, _CLASS, _INIT = "_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"


class Field:
    """What is known of a field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _no_metadata if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        # A descriptor that stands as the default hears of its name.
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(annotation):
    text = annotation if isinstance(annotation, str) else ""
    head = text.split("[")[0].strip()
    if head in ("ClassVar", "typing.ClassVar") or "typing.ClassVar" in (text or repr(annotation)):
        return _CLASS
    if head in ("InitVar", "dataclasses.InitVar") or isinstance(annotation, InitVar) or annotation is InitVar:
        return _INIT
    return _FIELD


def _make_init(cls, own, frozen, post, slots):
    scope = {"_MISSING": MISSING, "_set": object.__setattr__}
    ordinary = [f for f in own if f.init and not f.kw_only]
    named = [f for f in own if f.init and f.kw_only]
    seen = None
    for f in ordinary:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen = f.name
        elif seen is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")

    def parameter(f):
        if f.default is not MISSING:
            scope["_default_" + f.name] = f.default
            return f"{f.name}=_default_{f.name}"
        if f.default_factory is not MISSING:
            return f"{f.name}=_MISSING"
        return f.name

    me = "self" if all(f.name != "self" for f in own) else "_dataclass_self"
    parameters = [me] + [parameter(f) for f in ordinary]
    if named:
        parameters += ["*"] + [parameter(f) for f in named]
    lines = []
    for f in own:
        if f.default_factory is not MISSING:
            scope["_factory_" + f.name] = f.default_factory
            value = f"_factory_{f.name}()"
            if f.init:
                value += f" if {f.name} is _MISSING else {f.name}"
        elif f.init:
            value = f.name
        elif f.default is not MISSING and slots:
            scope["_default_" + f.name] = f.default
            value = f"_default_{f.name}"
        else:
            continue
        if f._field_type is _INIT:
            continue
        lines.append(f"  _set({me}, {f.name!r}, {value})" if frozen else f"  {me}.{f.name} = {value}")
    if post:
        args = ", ".join([f.name for f in own if f._field_type is _INIT])
        lines.append(f"  {me}.__post_init__({args})")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or "  pass"), scope)
    made = scope["__init__"]
    made.__qualname__ = cls.__qualname__ + ".__init__"
    return made


def _make_repr(shown):
    active = set()

    def __repr__(self):
        if id(self) in active:
            return "..."
        active.add(id(self))
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in shown]
        finally:
            active.discard(id(self))
        return f"{self.__class__.__qualname__}({', '.join(parts)})"

    return __repr__


def _tuple_of(names):
    scope = {}
    body = "".join([f"self.{name}," for name in names])
    exec(f"def values(self):\n  return ({body})", scope)
    return scope["values"]


def _orders(values):
    def __lt__(self, other):
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    return __lt__, __le__, __gt__, __ge__


def _slots_of(cls):
    found = cls.__dict__.get("__slots__", ())
    if isinstance(found, str):
        return (found,)
    if not hasattr(found, "__iter__") or hasattr(found, "__next__"):
        raise TypeError(f"Slots of {cls.__name__!r} cannot be determined")
    return found


def _annotation_text(hint):
    if isinstance(hint, type) and type(hint) is type:
        return hint.__qualname__ if hint.__module__ == "builtins" else hint.__module__ + "." + hint.__qualname__
    return repr(hint).replace("typing.", "")


def _signature_text(cls, known):
    """The parameters as the documentation shows them."""
    if known is None:
        import inspect

        try:
            return str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    parts, named = [], []
    for f in known:
        if f._field_type is _CLASS or not f.init:
            continue
        text = f"{f.name}: {_annotation_text(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        (named if f.kw_only else parts).append(text)
    if named:
        parts += ["*", *named]
    return f"({', '.join(parts)})"


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    known = {}
    any_frozen = has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        found = base.__dict__.get("__dataclass_fields__")
        if found is not None:
            has_dataclass_bases = True
            for f in found.values():
                known[f.name] = f
            if base.__dataclass_params__["frozen"]:
                any_frozen = True
    if has_dataclass_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    after = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            if after:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            after = True
            continue
        # Through the class: a descriptor gives its default itself.
        default = getattr(cls, name, MISSING) if name in cls.__dict__ else MISSING
        f = default if isinstance(default, Field) else field(default=default)
        f.name = name
        f.type = annotation
        f._field_type = _kind_of(annotation)
        if f._field_type is not _FIELD and f.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if f._field_type is _CLASS and f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        if f.kw_only is MISSING:
            f.kw_only = kw_only or after
        if isinstance(default, Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        if f._field_type is _FIELD and f.default is not MISSING and f.default.__class__.__hash__ is None:
            raise ValueError(
                f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory"
            )
        known[name] = f
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    cls.__dataclass_fields__ = known
    cls.__dataclass_params__ = {"init": init, "repr": repr, "eq": eq, "order": order, "frozen": frozen}
    real = [f for f in known.values() if f._field_type is _FIELD]
    has_eq = "__eq__" in cls.__dict__
    has_hash = "__hash__" in cls.__dict__ and not (cls.__dict__["__hash__"] is None and has_eq)
    if init:
        own = [f for f in known.values() if f._field_type is not _CLASS]
        cls.__init__ = _make_init(cls, own, frozen, hasattr(cls, "__post_init__"), slots)
    if repr and "__repr__" not in cls.__dict__:
        cls.__repr__ = _make_repr([f.name for f in real if f.repr])
    values = _tuple_of([f.name for f in real if f.compare])
    if eq and not has_eq:
        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        cls.__eq__ = __eq__
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name, method in zip(("__lt__", "__le__", "__gt__", "__ge__"), _orders(values)):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
            setattr(cls, name, method)
    if frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        names = {f.name for f in real}

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        cls.__setattr__ = __setattr__
        cls.__delattr__ = __delattr__
    if unsafe_hash or (eq and frozen and not has_hash):
        if unsafe_hash and has_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        hashed = _tuple_of([f.name for f in real if (f.compare if f.hash is None else f.hash)])
        cls.__hash__ = lambda self: hash(hashed(self))
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in known.values() if f.init and not f.kw_only])
    if not getattr(cls, "__doc__", None):
        cls.__doc__ = cls.__name__ + _signature_text(cls, known.values() if init else None)
    if slots:
        if "__slots__" in cls.__dict__:
            raise TypeError(f"{cls.__name__} already specifies __slots__")
        inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
        namespace = dict(cls.__dict__)
        names = tuple([f.name for f in real])
        for name in names:
            namespace.pop(name, None)
        namespace.pop("__dict__", None)
        namespace.pop("__weakref__", None)
        if weakref_slot:
            names += ("__weakref__",)
        namespace["__slots__"] = tuple([name for name in names if name not in inherited])
        qualname = cls.__qualname__
        cls = type(cls)(cls.__name__, cls.__bases__, namespace)
        cls.__qualname__ = qualname
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        known = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in known.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _convert(value, whole):
    if hasattr(type(value), "__dataclass_fields__"):
        return whole(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_convert(item, whole) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_convert(item, whole) for item in value])
    if isinstance(value, dict):
        return type(value)([(_convert(k, whole), _convert(v, whole)) for k, v in value.items()])
    from copy import deepcopy
    return deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("asdict() should be called on dataclass instances")

    def whole(value):
        return dict_factory([(f.name, _convert(getattr(value, f.name), whole)) for f in fields(value)])

    return whole(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("astuple() should be called on dataclass instances")

    def whole(value):
        return tuple_factory([_convert(getattr(value, f.name), whole) for f in fields(value)])

    return whole(obj)


def replace(obj, /, **changes):
    if not hasattr(type(obj), "__dataclass_fields__"):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _CLASS:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _INIT and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body = dict(namespace or {})
    hints = {}
    for item in fields:
        if isinstance(item, str):
            name, hint = item, "typing.Any"
        elif len(item) == 2:
            name, hint = item
        elif len(item) == 3:
            name, hint, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in hints:
            raise TypeError(f"Field name duplicated: {name!r}")
        hints[name] = hint
    body["__annotations__"] = hints
    return dataclass(type(cls_name, bases, body), **options)

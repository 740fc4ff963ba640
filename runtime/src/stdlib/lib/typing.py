"""Names for annotations. Nothing is checked when a program runs."""

import sys

TYPE_CHECKING = False

__all__ = [
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable",
    "BinaryIO", "ByteString", "Callable", "ChainMap", "ClassVar", "Collection", "Concatenate", "Container",
    "ContextManager", "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final", "ForwardRef", "FrozenSet",
    "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator", "KeysView", "List", "Literal",
    "LiteralString", "Mapping", "MappingView", "Match", "MutableMapping", "MutableSequence", "MutableSet", "NamedTuple",
    "Never", "NewType", "NoReturn", "NotRequired", "Optional", "OrderedDict", "ParamSpec", "Pattern", "Protocol",
    "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes", "SupportsComplex",
    "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "TYPE_CHECKING", "Text", "TextIO", "Tuple",
    "Type", "TypeAlias", "TypeGuard", "TypeVar", "TypedDict", "Union", "ValuesView", "cast", "final",
    "get_type_hints", "get_origin", "get_args", "no_type_check", "overload", "runtime_checkable",
]


def _text(x):
    if x is None or x is type(None):
        return "None"
    if x is ...:
        return "..."
    if isinstance(x, type):
        return x.__qualname__ if x.__module__ == "builtins" else f"{x.__module__}.{x.__qualname__}"
    if isinstance(x, list):
        return "[" + ", ".join([_text(item) for item in x]) + "]"
    return repr(x)


class _Form:
    """A special form: `Any`, `Union`, `Optional` and so on."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        if self._name == "Optional":
            return _union((args[0], None))
        if self._name == "Union":
            return _union(args)
        return _Alias(self._name, self.__origin__, args)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, instance):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, subclass):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with issubclass()")
        return issubclass(subclass, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if self.__origin__ is not None else ()

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        return f"typing.{self._name}"


class _Alias:
    """A form or class with arguments: `List[int]`."""

    def __init__(self, name, origin, args):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for item in [arg] if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if item not in found:
                    found.append(item)
        return tuple(found)

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        table = dict(zip(self.__parameters__, args))
        new = []
        for arg in self.__args__:
            if isinstance(arg, _Alias) and arg.__parameters__:
                arg = arg[tuple(table.get(p, p) for p in arg.__parameters__)]
            new.append(table.get(arg, arg) if isinstance(arg, TypeVar) else arg)
        return _Alias(self._name, self.__origin__, tuple(new))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self._name == "Generic" or self._name == "Protocol":
            return (self.__origin__,)
        extra = () if any(b is Generic for b in bases) or not isinstance(self.__origin__, type) else ()
        return (self.__origin__,) + extra if isinstance(self.__origin__, type) else extra

    def __instancecheck__(self, instance):
        if self._name == "Union":
            return any(instance is None if a is None or a is type(None) else isinstance(instance, a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, subclass):
        if self._name == "Union":
            return any(issubclass(subclass, type(None) if a is None else a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._name == "Union":
            return other._name == "Union" and set(self.__args__) == set(other.__args__)
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__args__ if self._name != "Union" else frozenset(self.__args__)))

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        if self._name == "Union":
            args = self.__args__
            if len(args) == 2 and type(None) in args:
                only = args[0] if args[1] is type(None) else args[1]
                return f"typing.Optional[{_text(only)}]"
        if self._name == "Callable" and self.__args__:
            first = self.__args__[0]
            text = "..." if first is ... else _text(first)
            return f"typing.Callable[{text}, {_text(self.__args__[-1])}]"
        if self._name == "Literal":
            return "typing.Literal[" + ", ".join([repr(arg) for arg in self.__args__]) + "]"
        name = f"typing.{self._name}" if isinstance(self._name, str) else _text(self.__origin__)
        return f"{name}[" + ", ".join([_text(arg) for arg in self.__args__]) + "]"


def _union(args):
    flat = []
    for arg in args:
        if arg is None:
            arg = type(None)
        for item in arg.__args__ if isinstance(arg, _Alias) and arg._name == "Union" else (arg,):
            if item not in flat:
                flat.append(item)
    if len(flat) == 1:
        return flat[0]
    return _Alias("Union", None, tuple(flat))


class _TypeVarLike:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, **more):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))

    def __repr__(self):
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__


class TypeVar(_TypeVarLike):
    """A variable of a generic type."""


class ParamSpec(TypeVar):
    """A variable for the parameters of a function."""

    @property
    def args(self):
        return _Alias("ParamSpecArgs", None, (self,))

    @property
    def kwargs(self):
        return _Alias("ParamSpecKwargs", None, (self,))


class TypeVarTuple(TypeVar):
    """A variable for several types."""

    def __iter__(self):
        yield Unpack[self]


class Any:
    """Every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _AnyType(type):
    def __repr__(self):
        return "typing.Any" if self.__name__ == "Any" else type.__repr__(self)

    def __or__(self, other):
        return _union((self, other))

    def __ror__(self, other):
        return _union((other, self))


Any = _AnyType("Any", (), {"__doc__": "Every type.", "__module__": "typing"})


class Generic:
    """A class with type parameters."""

    def __class_getitem__(cls, args):
        if not isinstance(args, tuple):
            args = (args,)
        return _Alias(cls.__name__ if cls is Generic or cls.__name__ == "Protocol" else cls, cls, args)


class Protocol(Generic):
    """A class that says what others have."""

    _is_runtime_protocol = False


class _ProtocolType(type):
    """The class of protocols that may be asked with `isinstance`."""

    def __instancecheck__(cls, instance):
        if "_protocol_members" in cls.__dict__:
            return all(hasattr(instance, name) for name in cls._protocol_members)
        return type.__instancecheck__(cls, instance)


def runtime_checkable(cls):
    ignored = ("__module__", "__qualname__", "__doc__", "__dict__", "__annotations__", "__weakref__", "__init__")
    members = []
    for base in cls.__mro__:
        if base in (object, Protocol, Generic):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
            if name not in ignored and not name.startswith("_protocol") and name not in members:
                members.append(name)
    namespace = {k: v for k, v in cls.__dict__.items() if k not in ("__dict__", "__weakref__")}
    namespace["_protocol_members"] = members
    return _ProtocolType(cls.__name__, cls.__bases__, namespace)


List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
Final = _Form("Final")
ClassVar = _Form("ClassVar")
Annotated = _Form("Annotated")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
Concatenate = _Form("Concatenate")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
Unpack = _Form("Unpack")
Text = str
AnyStr = TypeVar("AnyStr", bytes, str)


class ForwardRef:
    """A name in an annotation that stands for a type defined later."""

    def __init__(self, arg, is_argument=True):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


def __getattr__(name):
    """The names of abstract and other containers, made when they are first wanted."""
    abstract = (
        "Callable", "Iterable", "Iterator", "Generator", "Sequence", "MutableSequence", "Mapping", "MutableMapping",
        "Hashable", "Sized", "Container", "Collection", "Reversible", "KeysView", "ValuesView", "ItemsView",
        "MappingView", "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "ByteString",
        "MutableSet", "AbstractSet",
    )
    concrete = {"DefaultDict": "defaultdict", "OrderedDict": "OrderedDict", "Counter": "Counter",
                "ChainMap": "ChainMap", "Deque": "deque"}
    if name in abstract:
        import collections.abc
        origin = getattr(collections.abc, "Set" if name == "AbstractSet" else name)
    elif name in concrete:
        import collections
        origin = getattr(collections, concrete[name])
    elif name in ("IO", "TextIO", "BinaryIO"):
        import io
        origin = io.IOBase
    elif name in ("ContextManager", "AsyncContextManager"):
        import contextlib
        origin = getattr(contextlib, "Abstract" + name)
    elif name in ("Pattern", "Match"):
        origin = object
    elif name.startswith("Supports"):
        method = {"SupportsInt": "__int__", "SupportsFloat": "__float__", "SupportsAbs": "__abs__",
                  "SupportsIndex": "__index__", "SupportsRound": "__round__", "SupportsBytes": "__bytes__",
                  "SupportsComplex": "__complex__"}.get(name)
        if method is None:
            raise AttributeError(f"module 'typing' has no attribute '{name}'")
        form = _ProtocolType(name, (Protocol,), {"_protocol_members": [method], "__module__": "typing"})
        globals()[name] = form
        return form
    else:
        raise AttributeError(f"module 'typing' has no attribute '{name}'")
    form = _Form(name, origin)
    globals()[name] = form
    return form


def cast(typ, val):
    return val


def overload(func):
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
            "module should always be followed by an implementation that is not @overload-ed."
        )

    return _overload_dummy


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    return arg


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def dataclass_transform(**kwargs):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Union if tp._name == "Union" else tp.__origin__
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for base in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        found = base.__dict__.get("__annotations__", {}) if isinstance(base, type) else base.__annotations__
        hints.update(found)
    return hints


class NewType:
    """A name for a type that checkers hold apart."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __or__(self, other):
        return _union((self, other))

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


class _NamedTupleType(type):
    def __new__(meta, name, bases, namespace):
        if namespace.get("_named_tuple_root"):
            return type.__new__(meta, name, bases, namespace)
        from collections import namedtuple
        hints = namespace.get("__annotations__", {})
        fields = list(hints)
        defaults = [namespace[field] for field in fields if field in namespace]
        made = namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        made.__annotations__ = dict(hints)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "_fields", "_make", "_replace", "_asdict"):
                if key in ("__slots__",):
                    continue
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in fields and key not in ("__module__", "__dict__", "__annotations__"):
                setattr(made, key, value)
        return made


class _NamedTuple(metaclass=_NamedTupleType):
    _named_tuple_root = True


class _NamedTupleMaker:
    def __mro_entries__(self, bases):
        return (_NamedTuple,)

    def __call__(self, typename, fields=None, /, **kwargs):
        from collections import namedtuple
        pairs = list(fields) if fields is not None else list(kwargs.items())
        made = namedtuple(typename, [name for name, _ in pairs])
        made.__annotations__ = dict(pairs)
        return made


NamedTuple = _NamedTupleMaker()


class _TypedDictType(type):
    def __new__(meta, name, bases, namespace, total=True):
        made = type.__new__(meta, name, (dict,), {k: v for k, v in namespace.items() if k != "__classcell__"})
        hints = {}
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
        hints.update(namespace.get("__annotations__", {}))
        made.__annotations__ = hints
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class _TypedDict(dict, metaclass=_TypedDictType):
    pass


class _TypedDictMaker:
    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __call__(self, typename, fields, /, *, total=True):
        return _TypedDictType(typename, (_TypedDict,), {"__annotations__": dict(fields)}, total=total)


TypedDict = _TypedDictMaker()

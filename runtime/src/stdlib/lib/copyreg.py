"""How objects of other types are taken apart for `pickle` and `copy`."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = f"_{stripped}{name}" if stripped else name
            names.append(name)
    return names


def add_extension(module, name, code):
    _extension_registry[module, name] = code
    _inverted_registry[code] = (module, name)


def remove_extension(module, name, code):
    del _extension_registry[module, name]
    del _inverted_registry[code]


def clear_extension_cache():
    _extension_cache.clear()


def _state_of(obj):
    values = getattr(obj, "__dict__", None) or None
    slots = {}
    for name in _slotnames(type(obj)):
        if hasattr(obj, name):
            slots[name] = getattr(obj, name)
    return (values, slots) if slots else values


def _unwritable(obj):
    return TypeError(f"cannot pickle {type(obj).__name__!r} object")


_SIMPLE_BASES = (int, float, complex, str, bytes, tuple, frozenset)


def _iterator_parts(obj):
    """Iterators of builtin types: what is left of them."""
    name = type(obj).__name__
    if name.endswith("iterator") or name in ("enumerate", "zip", "map", "filter", "reversed"):
        if type(obj).__module__ == "builtins":
            import copy

            return iter, (list(copy.copy(obj)),)
    return None


_REFUSED = ("generator", "coroutine", "async_generator", "module", "traceback", "frame", "code", "cell")


def _parts(obj):
    """What `__reduce_ex__` of objects gives: function, arguments, state, items, pairs."""
    cls = type(obj)
    if cls.__module__ == "builtins" and cls.__name__ in _REFUSED:
        raise _unwritable(obj)
    found = _iterator_parts(obj)
    if found is not None:
        return found
    if cls.__dict__.get("__slots__") is not None and not hasattr(obj, "__dict__") and cls.__module__ == "builtins":
        raise _unwritable(obj)
    newargs_ex = getattr(obj, "__getnewargs_ex__", None)
    newargs = getattr(obj, "__getnewargs__", None)
    if newargs_ex is not None:
        args, kwargs = newargs_ex()
        make, args = (__newobj_ex__, (cls, args, kwargs)) if kwargs else (__newobj__, (cls, *args))
    elif newargs is not None:
        make, args = __newobj__, (cls, *newargs())
    else:
        make, args = __newobj__, (cls,)
        for base in _SIMPLE_BASES:
            if isinstance(obj, base):
                args = (cls, base(obj))
                break
    state = obj.__getstate__()
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if isinstance(obj, set):
        return cls, (list(obj),), state, None, None
    return make, args, state, items, pairs


def _reduce_ex(obj):
    cls = type(obj)
    if cls.__reduce__ is not object.__reduce__:
        return obj.__reduce__()
    return _parts(obj)

"""References that do not keep their object alive. The collector clears them (`_weakref`)."""

import _weakref

__all__ = [
    "CallableProxyType", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary", "WeakMethod", "WeakSet",
    "WeakValueDictionary", "finalize", "getweakrefcount", "getweakrefs", "proxy", "ref",
]


class ref:
    """`ref(object[, callback])`: called, it gives the object, or None once the object is gone."""

    __slots__ = ("_weak", "_hash", "__callback__", "__weakref__")

    def __new__(cls, object, callback=None, /, *args, **kwargs):
        if callback is None and cls is ref:
            for owner in _weakref.owners(object):
                if type(owner) is ref and owner.__callback__ is None:
                    return owner
        self = super().__new__(cls)
        self._hash = None
        self.__callback__ = callback
        self._weak = _weakref.new(object, self, callback is not None)
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return _weakref.get(self._weak)

    def __hash__(self):
        if self._hash is None:
            target = _weakref.get(self._weak)
            if target is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(target)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        mine, theirs = self(), other()
        if mine is None or theirs is None:
            return self is other
        return mine is theirs or mine == theirs

    def __repr__(self):
        target = self()
        if target is None:
            return f"<weakref at {hex(id(self))}; dead>"
        name = getattr(target, "__name__", None)
        shown = f" ({name})" if isinstance(name, str) else ""
        return f"<weakref at {hex(id(self))}; to '{type(target).__name__}' at {hex(id(target))}{shown}>"


ReferenceType = ref


def getweakrefs(object):
    return [owner for owner in _weakref.owners(object) if isinstance(owner, (ref, ProxyType))]


def getweakrefcount(object):
    return len(getweakrefs(object))


def _forward(name):
    def method(self, *args):
        return getattr(_referent(self), name)(*args)
    method.__name__ = name
    return method


def _operator(function):
    def method(self, *args):
        args = [_referent(x) if isinstance(x, ProxyType) else x for x in args]
        return function(_referent(self), *args)
    return method


def _reflected(function):
    def method(self, other):
        return function(other, _referent(self))
    return method


def _referent(proxy):
    target = object.__getattribute__(proxy, "_ref")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


class ProxyType:
    __slots__ = ("_ref", "__callback__", "__weakref__")

    def __init__(self, target, callback=None):
        object.__setattr__(self, "__callback__", callback)
        told = None if callback is None else (lambda _: callback(self))
        object.__setattr__(self, "_ref", ref(target, told))

    def __getattribute__(self, name):
        return getattr(_referent(self), name)

    def __setattr__(self, name, value):
        setattr(_referent(self), name, value)

    def __delattr__(self, name):
        delattr(_referent(self), name)

    def __repr__(self):
        target = _referent(self)
        return f"<weakproxy at {hex(id(self))} to {type(target).__name__} at {hex(id(target))}>"

    def __str__(self):
        return str(_referent(self))

    def __bool__(self):
        return bool(_referent(self))

    __hash__ = None


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _referent(self)(*args, **kwargs)


def _fill_proxy():
    import operator
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "xor", "matmul"):
        setattr(ProxyType, f"__{name}__", _operator(getattr(operator, name)))
        setattr(ProxyType, f"__r{name}__", _reflected(getattr(operator, name)))
    for name in ("and", "or"):
        setattr(ProxyType, f"__{name}__", _operator(getattr(operator, name + "_")))
        setattr(ProxyType, f"__r{name}__", _reflected(getattr(operator, name + "_")))
    for name in ("lt", "le", "gt", "ge", "eq", "ne", "neg", "pos", "abs", "invert", "index", "contains", "getitem",
                 "setitem", "delitem"):
        setattr(ProxyType, f"__{name}__", _operator(getattr(operator, name)))
    for name, function in (("len", len), ("iter", iter), ("next", next), ("int", int), ("float", float)):
        setattr(ProxyType, f"__{name}__", _operator(function))
    for name in ("enter", "exit", "reversed"):
        setattr(ProxyType, f"__{name}__", _forward(f"__{name}__"))


_fill_proxy()
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None):
    """An object that stands for another one without keeping it alive."""
    kind = CallableProxyType if callable(object) else ProxyType
    return kind(object, callback)


class WeakMethod(ref):
    """A reference to a bound method that lives as long as its object does."""

    __slots__ = ("_function", "_type")

    def __new__(cls, method, callback=None):
        try:
            object, function = method.__self__, method.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(method)}") from None
        self = ref.__new__(cls, object, callback)
        self._function = function
        self._type = type(method)
        return self

    def __call__(self):
        object = super().__call__()
        if object is None:
            return None
        return self._function.__get__(object, type(object))

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function is other._function

    __hash__ = ref.__hash__


class _KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(cls, object, callback, key):
        self = super().__new__(cls, object, callback)
        self.key = key
        return self

    def __init__(self, object, callback, key):
        pass


KeyedRef = _KeyedRef


class _Mapping:
    """What both weak dictionaries share: everything that follows from items, `[]`, and `del`."""

    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key, value in self.items():
            del self[key]
            return key, value
        raise KeyError("dictionary is empty")

    def update(self, other=(), /, **kwargs):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in list(pairs):
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def clear(self):
        self.data.clear()

    def copy(self):
        new = type(self)()
        new.update(self)
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))}>"


class WeakValueDictionary(_Mapping):
    """A dict whose entries go when their values die."""

    def __init__(self, other=(), /, **kwargs):
        self.data = {}
        me = ref(self)

        def remove(weak):
            self = me()
            if self is not None and self.data.get(weak.key) is weak:
                del self.data[weak.key]

        self._remove = remove
        self.update(other, **kwargs)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = _KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        weak = self.data.get(key)
        return weak is not None and weak() is not None

    def items(self):
        for key, weak in list(self.data.items()):
            value = weak()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())

    def itervaluerefs(self):
        return iter(self.valuerefs())


class WeakKeyDictionary(_Mapping):
    """A dict whose entries go when their keys die."""

    def __init__(self, other=None, /):
        self.data = {}
        me = ref(self)

        def remove(weak):
            self = me()
            if self is not None:
                self.data.pop(weak, None)

        self._remove = remove
        if other is not None:
            self.update(other)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for weak, value in list(self.data.items()):
            key = weak()
            if key is not None:
                yield key, value

    def keyrefs(self):
        return list(self.data)


class WeakSet:
    """A set whose members go when they die."""

    def __init__(self, data=()):
        self.data = set()
        me = ref(self)

        def remove(weak):
            self = me()
            if self is not None:
                self.data.discard(weak)

        self._remove = remove
        for item in data:
            self.add(item)

    def __iter__(self):
        for weak in list(self.data):
            item = weak()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    __or__ = union

    def intersection(self, other):
        other = list(other)
        return type(self)(item for item in self if item in other)

    __and__ = intersection

    def difference(self, other):
        other = list(other)
        return type(self)(item for item in self if item not in other)

    __sub__ = difference

    def symmetric_difference(self, other):
        other = type(self)(other)
        return (self - other) | (other - self)

    __xor__ = symmetric_difference

    def issubset(self, other):
        return all(item in other for item in self)

    __le__ = issubset

    def issuperset(self, other):
        return all(item in self for item in other)

    __ge__ = issuperset

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __eq__(self, other):
        if not isinstance(other, WeakSet):
            return NotImplemented
        return set(self) == set(other)

    __hash__ = None

    def __repr__(self):
        return repr(set(self))


class finalize:
    """Calls a function when an object dies, or at the end of the program."""

    __slots__ = ()
    _registry = {}
    _count = 0

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        info = finalize._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs
        info.atexit = True
        info.index = finalize._count
        finalize._count += 1
        finalize._registry[self] = info

    def __call__(self, _=None):
        info = finalize._registry.pop(self, None)
        if info is not None:
            return info.func(*info.args, **info.kwargs)

    def detach(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and finalize._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs

    def peek(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs

    @property
    def alive(self):
        return self in finalize._registry

    @property
    def atexit(self):
        info = finalize._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = finalize._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = finalize._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f"<finalize object at {hex(id(self))}; dead>"
        return f"<finalize object at {hex(id(self))}; for {type(obj).__name__!r} at {hex(id(obj))}>"


def _run_finalizers():
    # The latest first, those that they make included.
    while True:
        due = [(info.index, f) for f, info in finalize._registry.items() if info.atexit]
        if not due:
            return
        max(due, key=lambda entry: entry[0])[1]()

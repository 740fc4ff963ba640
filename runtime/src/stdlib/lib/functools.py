"""Functions that make functions of functions."""

from _thread import RLock, get_ident

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    """A function with some of its arguments given already."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial) and type(func) is cls is partial and not func.__dict__.keys() - _partial_parts:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if self.keywords or keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args)

    def __repr__(self):
        cls = type(self)
        name = "functools.partial" if cls is partial else cls.__qualname__
        key = id(self), get_ident()
        if key in _partials_shown:
            return "..."
        _partials_shown.add(key)
        try:
            parts = [repr(self.func)] + [repr(arg) for arg in self.args]
            parts += [f"{key}={value!r}" for key, value in self.keywords.items()]
        finally:
            _partials_shown.discard(key)
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        more = {key: value for key, value in self.__dict__.items() if key not in _partial_parts}
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, more or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError(f"expected 4 items in state, got {len(state)}")
        func, args, keywords, more = state
        if not callable(func) or not isinstance(args, tuple) or not isinstance(keywords, (dict, type(None))) \
                or not isinstance(more, (dict, type(None))):
            raise TypeError("invalid partial state")
        self.__dict__.clear()
        if more:
            self.__dict__.update(more)
        self.func = func
        self.args = tuple(args)
        self.keywords = {} if keywords is None else dict(keywords)


_partial_parts = {"func", "args", "keywords"}
_partials_shown = set()


class partialmethod:
    """A method with some of its arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)] + [repr(arg) for arg in self.args]
        parts += [f"{key}={value!r}" for key, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            func = get(instance, owner)
            if func is not self.func:
                made = partial(func, *self.args, **self.keywords)
                try:
                    made.__self__ = func.__self__
                except AttributeError:
                    pass
                return made
        return self._method().__get__(instance, owner)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


_mark = object()


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_mark,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        if kwds:
            key += tuple([type(value) for value in kwds.values()])
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _cached(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return wrapper

    return decorate


def cache(function, /):
    return lru_cache(maxsize=None)(function)


def _cached(function, maxsize, typed):
    found = {}
    hits = misses = 0
    get = found.get
    lock = RLock()

    if maxsize is None:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed) if typed or kwds else args
            result = get(key, _missing)
            if result is not _missing:
                hits += 1
                return result
            misses += 1
            result = function(*args, **kwds)
            found[key] = result
            return result
    elif maxsize == 0:
        def wrapper(*args, **kwds):
            nonlocal misses
            misses += 1
            return function(*args, **kwds)
    else:
        # The dict keeps the order of use: what was used last stands last. A call out of the comparison of keys only
        # looks: if it changed the order, the search outside would begin anew for ever.
        busy = False

        def wrapper(*args, **kwds):
            nonlocal hits, misses, busy
            key = _make_key(args, kwds, typed)
            with lock:
                if busy:
                    result = get(key, _missing)
                    if result is not _missing:
                        hits += 1
                        return result
                    misses += 1
                    return function(*args, **kwds)
                busy = True
                try:
                    result = found.pop(key, _missing)
                    if result is not _missing:
                        hits += 1
                        found[key] = result
                        return result
                finally:
                    busy = False
                misses += 1
            result = function(*args, **kwds)
            with lock:
                if busy:
                    return result
                if key not in found and len(found) >= maxsize:
                    for oldest in found:
                        break
                    del found[oldest]
                found[key] = result
            return result

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(found))

    def cache_clear():
        nonlocal hits, misses
        with lock:
            found.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return update_wrapper(wrapper, function)


class cached_property:
    """A property that is computed once for each instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = values.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                values[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support item "
                    f"assignment for caching {self.attrname!r} property."
                ) from None
        return value


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


def _derived(root, negate, with_equal):
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if with_equal == "or":
            return (not result if negate else result) or self == other
        if with_equal == "and":
            return (not result if negate else result) and self != other
        return not result

    return compare


_orders = {
    "__lt__": {"__gt__": (True, "and"), "__le__": (False, "or"), "__ge__": (True, None)},
    "__le__": {"__ge__": (True, "or"), "__lt__": (False, "and"), "__gt__": (True, None)},
    "__gt__": {"__lt__": (True, "and"), "__ge__": (False, "or"), "__le__": (True, None)},
    "__ge__": {"__le__": (True, "or"), "__gt__": (False, "and"), "__lt__": (True, None)},
}


def total_ordering(cls):
    roots = [op for op in _orders if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, (negate, with_equal) in _orders[root].items():
        if name not in roots:
            method = _derived(root, negate, with_equal)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            method.__module__ = cls.__module__
            setattr(cls, name, method)
    return cls


def _c3_merge(sequences):
    """One order out of several that keeps each of them."""
    merged = []
    while True:
        sequences = [order for order in sequences if order]
        if not sequences:
            return merged
        for order in sequences:
            candidate = order[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(candidate)
        for order in sequences:
            if order[0] == candidate:
                del order[0]


def _c3_mro(cls, abcs=None):
    """The order of a class's bases with abstract classes put where the class first is one of them."""
    for at in range(len(cls.__bases__) - 1, -1, -1):
        if hasattr(cls.__bases__[at], "__abstractmethods__"):
            boundary = at + 1
            break
    else:
        boundary = 0
    abcs = list(abcs or ())
    explicit, other = list(cls.__bases__[:boundary]), list(cls.__bases__[boundary:])
    implied = [base for base in abcs
               if issubclass(cls, base) and not any(issubclass(b, base) for b in cls.__bases__)]
    for base in implied:
        abcs.remove(base)
    orders = [[cls]]
    for bases in (explicit, implied, other):
        orders += [_c3_mro(base, abcs=abcs) for base in bases]
    return _c3_merge(orders + [explicit, implied, other])


def _compose_mro(cls, types):
    """The order in which implementations for `types` are looked for, for a class."""
    bases = set(cls.__mro__)

    def wanted(kind):
        return kind not in bases and hasattr(kind, "__mro__") and not isinstance(kind, _GenericAlias) \
            and issubclass(cls, kind)

    types = [kind for kind in types if wanted(kind)]
    # A base of another is found through that one.
    types = [kind for kind in types if not any(kind is not other and kind in other.__mro__ for other in types)]
    known = set(types)
    order = []
    for kind in types:
        found = []
        for sub in kind.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in known])
        if not found:
            order.append(kind)
            continue
        found.sort(key=len, reverse=True)
        for subs in found:
            for sub in subs:
                if sub not in order:
                    order.append(sub)
    return _c3_mro(cls, abcs=order)


_GenericAlias = type(list[int])
_Union = type(int | str)


def _find_impl(cls, registry):
    match = None
    order = _compose_mro(cls, registry.keys())
    for kind in order:
        if match is not None:
            # Two abstract classes that do not know of each other are no answer.
            if (kind in registry and kind not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, kind)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {kind}")
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _is_union(cls):
    from typing import Union, get_origin

    return isinstance(cls, _Union) or get_origin(cls) is Union


def _union_members(cls):
    return [type(None) if kind is None else kind for kind in cls.__args__]


def singledispatch(func):
    registry = {object: func}
    found = {}

    def dispatch(cls):
        impl = found.get(cls)
        if impl is None:
            impl = registry.get(cls)
            if impl is None:
                impl = _find_impl(cls, registry)
            if all(type(kind) is type for kind in registry):
                # What abstract classes say of a class may change.
                found[cls] = impl
        return impl

    def proper(cls):
        if isinstance(cls, type) and not isinstance(cls, _GenericAlias):
            return True
        return _is_union(cls) and all(isinstance(kind, type) and not isinstance(kind, _GenericAlias)
                                      for kind in _union_members(cls))

    def register(cls, func=None):
        if proper(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            if not getattr(cls, "__annotations__", {}):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function."
                )
            func = cls
            from typing import get_type_hints

            name, cls = next(iter(get_type_hints(func).items()))
            if not proper(cls):
                if _is_union(cls):
                    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for kind in _union_members(cls) if _is_union(cls) else (cls,):
            registry[kind] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """A method chosen by the class of its first argument."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            function = self.dispatcher.dispatch(args[0].__class__)
            return function.__get__(obj, cls)(*args, **kwargs)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

"""Copies of objects, shallow and deep."""


class Error(Exception):
    pass


error = Error

_atomic = (int, float, bool, complex, str, bytes, type, range, slice, type(None), type(...), type(NotImplemented),
           type(lambda: None), type(len), property) if "complex" in dir(__builtins__) else (
           int, float, bool, str, bytes, type, range, slice, type(None), type(...), type(NotImplemented),
           type(lambda: None), type(len), property)


def _is_atomic(cls):
    return cls in _atomic or issubclass(cls, type)


def copy(x):
    cls = type(x)
    if _is_atomic(cls) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuild(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls is not slice and _is_atomic(cls):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    if cls is list:
        y = memo[key] = []
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = memo[key] = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if key in memo:
            return memo[key]
        y = x if all(a is b for a, b in zip(items, x)) else tuple(items)
    elif cls is set or cls is frozenset:
        y = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        y = x.copy()
    elif cls is slice:
        y = slice(deepcopy(x.start, memo), deepcopy(x.stop, memo), deepcopy(x.step, memo))
    else:
        method = getattr(cls, "__deepcopy__", None)
        y = method(x, memo) if method is not None else _rebuild(x, cls, memo)
    memo[key] = y
    # The original must outlive the memo, whose keys are identities.
    memo.setdefault(id(memo), []).append(x)
    return y


def _rebuild(x, cls, memo):
    """A new object of the same class with the same content and attributes."""
    deep = (lambda value: value) if memo is None else (lambda value: deepcopy(value, memo))
    if isinstance(x, list):
        y = cls.__new__(cls)
        if memo is not None:
            memo[id(x)] = y
        for item in x:
            list.append(y, deep(item))
    elif isinstance(x, dict):
        y = cls.__new__(cls)
        if memo is not None:
            memo[id(x)] = y
        for key, value in x.items():
            dict.__setitem__(y, deep(key), deep(value))
    elif isinstance(x, set):
        y = cls.__new__(cls)
        for item in x:
            set.add(y, deep(item))
    elif isinstance(x, BaseException):
        y = cls.__new__(cls, *[deep(arg) for arg in x.args])
    elif isinstance(x, (int, float, str, bytes, tuple, frozenset)):
        base = next(kind for kind in (int, float, str, bytes, tuple, frozenset) if isinstance(x, kind))
        args = getattr(x, "__getnewargs__", None)
        y = cls.__new__(cls, *args()) if args is not None and base is not tuple else base.__new__(
            cls, [deep(item) for item in x] if base in (tuple, frozenset) else x)
    else:
        if hasattr(cls, "__reduce__") and cls.__module__ in ("_thread", "_io"):
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
        y = object.__new__(cls)
    if memo is not None:
        memo[id(x)] = y
    state = getattr(x, "__dict__", None)
    if state:
        for name, value in list(state.items()):
            object.__setattr__(y, name, deep(value))
    if any("__slots__" in base.__dict__ for base in cls.__mro__):
        from copyreg import _slotnames

        for name in _slotnames(cls):
            if hasattr(x, name):
                object.__setattr__(y, name, deep(getattr(x, name)))
    return y


def replace(obj, /, **changes):
    return obj.__replace__(**changes)

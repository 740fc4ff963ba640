"""What native code is written with. The compiler knows these names when they come through a module-level import;
what stands here is how they behave in ordinary code."""

from _ungil import AliasError, RegionError, arange, array, empty, full, ones, zeros
from _ungil import atomic as _atomic



class _Scalar:
    """A type of native code: converts when called, and names an element type."""

    __slots__ = ("dtype", "_low", "_high")

    def __init__(self, dtype, low=None, high=None):
        self.dtype = dtype
        self._low = low
        self._high = high

    def __repr__(self):
        return "ungil." + self.dtype

    def __call__(self, value=0):
        if self._low is None:
            value = float(value)
            return value if self.dtype == "f64" else full(1, value, dtype="f32")[0]
        value = int(value)
        if not self._low <= value <= self._high:
            raise OverflowError("value does not fit in " + self.dtype)
        return value


i8 = int8 = _Scalar("i8", -(2**7), 2**7 - 1)
i16 = int16 = _Scalar("i16", -(2**15), 2**15 - 1)
i32 = int32 = _Scalar("i32", -(2**31), 2**31 - 1)
i64 = int64 = _Scalar("i64", -(2**63), 2**63 - 1)
u8 = uint8 = _Scalar("u8", 0, 2**8 - 1)
u16 = uint16 = _Scalar("u16", 0, 2**16 - 1)
u32 = uint32 = _Scalar("u32", 0, 2**32 - 1)
u64 = uint64 = _Scalar("u64", 0, 2**64 - 1)
f32 = float32 = _Scalar("f32")
f64 = float64 = _Scalar("f64")


class _Generic:
    """`View` and its kin: `View[f64]` is an annotation."""

    __slots__ = ("_name", "_item")

    def __init__(self, name, item=None):
        self._name = name
        self._item = item

    def __getitem__(self, item):
        return _Generic(self._name, item)

    def __repr__(self):
        if self._item is None:
            return "ungil." + self._name
        name = getattr(self._item, "dtype", None) or getattr(self._item, "__name__", None) or repr(self._item)
        return "ungil." + self._name + "[" + name + "]"


View = _Generic("View")
View2 = _Generic("View2")
View3 = _Generic("View3")
CView = _Generic("CView")
CView2 = _Generic("CView2")
CView3 = _Generic("CView3")
ConstView = _Generic("ConstView")
ConstView2 = _Generic("ConstView2")
ConstView3 = _Generic("ConstView3")
Array = _Generic("Array")
Array2 = _Generic("Array2")
Array3 = _Generic("Array3")


class _NoGil:
    """Stands for `@nogil` and `with nogil:`, which the compiler takes out of the program when it can see them."""

    def __call__(self, *args, **options):
        raise TypeError("nogil is a decorator or a with item, used through a module-level import from ungil")

    def __enter__(self):
        raise TypeError("`with nogil` needs nogil through a module-level import from ungil that is never rebound")

    def __exit__(self, *exc):
        return None

    def __repr__(self):
        return "ungil.nogil"


class _Gil:
    """`with gil:`. Ordinary code holds the lock already."""

    def __enter__(self):
        return None

    def __exit__(self, *exc):
        return None

    def __repr__(self):
        return "ungil.gil"


nogil = _NoGil()
gil = _Gil()


def prange(start, stop=None, step=1, *, schedule=None, chunk=None, threads=None, num_threads=None, chunksize=None, nogil=False):
    """A range whose iterations may run on all cores inside native code; in ordinary code, a range."""
    if stop is None:
        return range(start)
    return range(start, stop, step)


def _field(value, kind, name):
    """The value of a field, converted as a native parameter is."""
    if isinstance(kind, type) and kind not in (int, float, bool):
        if not isinstance(value, kind):
            raise TypeError(f"field '{name}': expected {kind.__name__}, got {type(value).__name__}")
        return value
    text = repr(kind)
    if kind is bool:
        fits = isinstance(value, bool)
    elif kind is float or text in ("ungil.f64", "ungil.f32"):
        fits = isinstance(value, (int, float))
    else:
        fits = isinstance(value, int)
    if not fits:
        raise TypeError(f"field '{name}': expected {getattr(kind, 'dtype', text)}, got {type(value).__name__}")
    if kind is bool:
        return value
    return kind(value)


def struct(cls):
    """A class of immutable values, usable in native code and in ordinary code."""
    kinds = dict(cls.__annotations__)
    names = tuple(kinds)
    defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}
    put = object.__setattr__

    def __init__(self, *args, **given):
        if len(args) > len(names):
            raise TypeError(f"{cls.__name__}() takes {len(names)} fields but {len(args)} were given")
        for name, value in zip(names, args):
            if name in given:
                raise TypeError(f"{cls.__name__}() got multiple values for field '{name}'")
            given[name] = value
        for name in given:
            if name not in kinds:
                raise TypeError(f"{cls.__name__}() got an unexpected field '{name}'")
        for name in names:
            if name in given:
                value = given[name]
            elif name in defaults:
                value = defaults[name]
            else:
                raise TypeError(f"{cls.__name__}() is missing field '{name}'")
            put(self, name, _field(value, kinds[name], name))

    def __setattr__(self, name, value):
        raise AttributeError(f"cannot assign to field '{name}' of the value {cls.__name__}")

    def __delattr__(self, name):
        raise AttributeError(f"cannot delete field '{name}' of the value {cls.__name__}")

    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def __eq__(self, other):
        if type(other) is not cls:
            return NotImplemented
        for name in names:
            if not getattr(self, name) == getattr(other, name):
                return False
        return True

    def __hash__(self):
        return hash(tuple(getattr(self, name) for name in names))

    cls.__init__ = __init__
    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__
    cls.__repr__ = __repr__
    cls.__eq__ = __eq__
    cls.__hash__ = __hash__
    cls.__struct_fields__ = names
    return cls


def disjoint(indices):
    """A copy of an index array whose elements are not negative and all distinct; else ValueError."""
    seen = {}
    for position, index in enumerate(indices):
        if index < 0:
            raise ValueError("disjoint: negative index " + str(index) + " at position " + str(position))
        if index in seen:
            raise ValueError(
                "disjoint: index " + str(index) + " at positions " + str(seen[index]) + " and " + str(position)
            )
        seen[index] = position
    return array(indices, dtype="i64")


class Atomic:
    """A number that threads and regions change one at a time; each method but `cas` gives the value before."""

    def __init__(self, value=0, dtype=None):
        if dtype is None:
            if isinstance(value, bool):
                dtype = "bool"
            elif isinstance(value, int):
                dtype = "i64" if value < 2**63 else "u64"
            elif isinstance(value, float):
                dtype = "f64"
            else:
                raise TypeError("Atomic() takes a number, not " + type(value).__name__)
        dtype = getattr(dtype, "dtype", dtype)
        dtype = {int: "i64", float: "f64", bool: "bool"}.get(dtype, dtype)
        if dtype not in ("i64", "u64", "f64", "bool"):
            raise TypeError("an Atomic is i64, u64, f64 or bool")
        self._cell = full(1, value, dtype=dtype)

    def __class_getitem__(cls, item):
        return _Generic("Atomic", item)

    def __repr__(self):
        return "Atomic(" + repr(self.load()) + ")"

    def add(self, value):
        return _atomic(self._cell, "add", value, None)

    def sub(self, value):
        return _atomic(self._cell, "sub", value, None)

    def min(self, value):
        return _atomic(self._cell, "min", value, None)

    def max(self, value):
        return _atomic(self._cell, "max", value, None)

    def load(self):
        return _atomic(self._cell, "load", None, None)

    def store(self, value):
        return _atomic(self._cell, "swap", value, None)

    def swap(self, value):
        return _atomic(self._cell, "swap", value, None)

    def cas(self, expected, new):
        return _atomic(self._cell, "cas", expected, new)


def atomic_add(view, index, value):
    """`view[index] += value` as one step; gives the value before."""
    view[index]
    indices = index if isinstance(index, tuple) else (index,)
    part = tuple([slice(i, i + 1 if i != -1 else None) for i in indices])
    return _atomic(view[part], "add", value, None)

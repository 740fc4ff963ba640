"""`ungil` for CPython: enough of it to run test programs of the native surface as plain Python and compare.

Ints are unbounded here and everything is sequential, so only programs in default modes that stay in range agree.
"""
import array as _array
import math as _math
import struct as _struct

__all__ = ["AliasError", "Array", "Array2", "Array3", "Atomic", "CView", "CView2", "ConstView", "RegionError", "View", "atomic_add", "disjoint",
           "View2", "View3", "arange", "array", "empty", "f32", "f64", "full", "gil", "i16", "i32", "i64", "i8", "nogil",
           "ones", "prange", "struct", "u16", "u32", "u64", "u8", "zeros"]


class RegionError(TypeError):
    pass


class AliasError(ValueError):
    pass


class _Int:
    def __init__(self, name, bits, signed, code):
        self.name, self.code = name, code
        self.low, self.high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)

    def __call__(self, x=0):
        if isinstance(x, float):
            x = int(x)
        x = int(x)
        if not self.low <= x <= self.high:
            raise OverflowError(f"{x} does not fit {self.name}")
        return x


class _Float:
    def __init__(self, name, code):
        self.name, self.code = name, code

    def __call__(self, x=0.0):
        x = float(x)
        if self.code == "f":
            try:
                return _struct.unpack("f", _struct.pack("f", x))[0]
            except OverflowError:
                return _math.copysign(_math.inf, x)
        return x


i8, i16, i32, i64 = _Int("i8", 8, True, "b"), _Int("i16", 16, True, "h"), _Int("i32", 32, True, "i"), _Int("i64", 64, True, "q")
u8, u16, u32, u64 = _Int("u8", 8, False, "B"), _Int("u16", 16, False, "H"), _Int("u32", 32, False, "I"), _Int("u64", 64, False, "Q")
f32, f64 = _Float("f32", "f"), _Float("f64", "d")
int8, int16, int32, int64, uint8, uint16, uint32, uint64 = i8, i16, i32, i64, u8, u16, u32, u64
float32, float64 = f32, f64


class _Generic:
    def __class_getitem__(cls, item):
        return cls


class View(_Generic):
    pass


View2 = View3 = CView = CView2 = CView3 = ConstView = ConstView2 = View


class _Nogil:
    """Decorator, decorator with options, and context manager."""

    def __call__(self, f=None, **options):
        if f is not None:
            return f
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


nogil = _Nogil()
gil = _Nogil()


def _field(value, kind, name):
    """The value of a field, converted as a native parameter is."""
    if isinstance(kind, type) and kind not in (int, float, bool):
        if not isinstance(value, kind):
            raise TypeError(f"field '{name}': expected {kind.__name__}, got {type(value).__name__}")
        return value
    text = getattr(kind, "name", repr(kind))
    if kind is bool:
        fits = isinstance(value, bool)
    elif kind is float or text in ("f64", "f32"):
        fits = isinstance(value, (int, float))
    else:
        fits = isinstance(value, int)
    if not fits:
        raise TypeError(f"field '{name}': expected {text}, got {type(value).__name__}")
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


def prange(*bounds, schedule=None, chunk=None, chunksize=None, threads=None, num_threads=None, nogil=False):
    return range(*bounds)


class Array(_Generic):
    """An n-d array over a flat list."""

    def __init__(self, data, shape, strides, offset, dtype):
        self._data, self.shape, self._strides, self._offset, self.dtype = data, shape, strides, offset, dtype

    @staticmethod
    def of(data, shape, dtype):
        strides, step = [], 1
        for n in reversed(shape):
            strides.insert(0, step)
            step *= n
        return Array(data, tuple(shape), tuple(strides), 0, dtype)

    def __len__(self):
        return self.shape[0]

    ndim = property(lambda self: len(self.shape))

    def _index(self, key):
        """(offset, shape, strides) of what a key selects."""
        key = key if isinstance(key, tuple) else (key,)
        if len(key) > len(self.shape):
            raise IndexError("too many indices")
        offset, shape, strides = self._offset, [], []
        for n, (size, step) in enumerate(zip(self.shape, self._strides)):
            k = key[n] if n < len(key) else slice(None)
            if isinstance(k, slice):
                start, stop, by = k.indices(size)
                shape.append(len(range(start, stop, by)))
                strides.append(step * by)
                offset += start * step
            else:
                k = k.__index__()
                if not -size <= k < size:
                    raise IndexError("index out of range")
                offset += (k + size if k < 0 else k) * step
        return offset, tuple(shape), tuple(strides)

    def __getitem__(self, key):
        offset, shape, strides = self._index(key)
        return Array(self._data, shape, strides, offset, self.dtype) if shape else self._data[offset]

    def _cells(self):
        offsets = [self._offset]
        for size, step in zip(self.shape, self._strides):
            offsets = [o + i * step for o in offsets for i in range(size)]
        return offsets

    def __setitem__(self, key, value):
        offset, shape, strides = self._index(key)
        if not shape:
            self._data[offset] = self.dtype(value)
            return
        cells = Array(self._data, shape, strides, offset, self.dtype)._cells()
        values = [value._data[c] for c in value._cells()] if isinstance(value, Array) else [value] * len(cells)
        if len(values) != len(cells):
            raise ValueError("shapes differ")
        for c, v in zip(cells, values):
            self._data[c] = self.dtype(v)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def copy(self):
        return Array.of([self._data[c] for c in self._cells()], self.shape, self.dtype)

    def reshape(self, *shape):
        shape = shape[0] if isinstance(shape[0], tuple) else shape
        return Array.of(self.copy()._data, shape, self.dtype)

    @property
    def T(self):
        return Array(self._data, self.shape[::-1], self._strides[::-1], self._offset, self.dtype)


Array2 = Array3 = Array


def full(shape, value, dtype=f64):
    shape = shape if isinstance(shape, tuple) else (shape,)
    count = 1
    for n in shape:
        count *= n
    return Array.of([dtype(value)] * count, shape, dtype)


def zeros(shape, dtype=f64):
    return full(shape, 0, dtype)


empty = zeros


def ones(shape, dtype=f64):
    return full(shape, 1, dtype)


def arange(*bounds, dtype=i64):
    values = [dtype(x) for x in range(*bounds)]
    return Array.of(values, (len(values),), dtype)


def array(values, dtype=f64):
    values = list(values)
    if values and isinstance(values[0], (list, tuple)):
        return Array.of([dtype(x) for row in values for x in row], (len(values), len(values[0])), dtype)
    return Array.of([dtype(x) for x in values], (len(values),), dtype)


class Atomic:
    def __init__(self, value, dtype=None):
        self._value = value

    def __class_getitem__(cls, item):
        return cls

    def __repr__(self):
        return f"Atomic({self._value!r})"

    def load(self):
        return self._value

    def swap(self, value):
        old, self._value = self._value, value
        return old

    store = swap

    def add(self, n):
        return self.swap(self._value + n)

    def sub(self, n):
        return self.swap(self._value - n)

    def min(self, n):
        return self.swap(min(self._value, n))

    def max(self, n):
        return self.swap(max(self._value, n))

    def cas(self, expected, new):
        if self._value != expected:
            return False
        self._value = new
        return True


def atomic_add(view, index, value):
    old = view[index]
    view[index] = old + value
    return old


def disjoint(indices):
    seen = {}
    for position, index in enumerate(indices):
        if index < 0:
            raise ValueError(f"disjoint: negative index {index} at position {position}")
        if index in seen:
            raise ValueError(f"disjoint: index {index} at positions {seen[index]} and {position}")
        seen[index] = position
    return array(indices, dtype=i64)

"""Arrays of numbers of one type. The numbers stand in a list; what goes in is checked against the type code."""

import sys

__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuhHiIlLqQfd"
_sizes = {"b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
_names = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short",
          "i": "signed integer", "I": "unsigned int", "l": "signed long", "L": "unsigned long"}


def _round_to_single(value):
    """The float of 32 bits that is nearest to a float."""
    import math
    if value == 0.0 or not math.isfinite(value):
        return value
    mantissa, exponent = math.frexp(value)
    bits = 24 if exponent > -126 else 24 - (-125 - exponent)
    if bits < 0:
        return math.copysign(0.0, value)
    rounded = math.ldexp(round(math.ldexp(mantissa, bits)), exponent - bits)
    return math.copysign(math.inf, value) if abs(rounded) >= 2.0 ** 128 else rounded


class array:
    """`array(typecode, items)`."""

    __slots__ = ("typecode", "itemsize", "_items", "_low", "_high", "__weakref__")
    __module__ = "array"

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not " + type(typecode).__name__)
        if typecode not in _sizes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        self.typecode = typecode
        self.itemsize = size = _sizes[typecode]
        bits = 8 * size
        self._low, self._high = (0, (1 << bits) - 1) if typecode in "BHILQ" else (-(1 << bits - 1), (1 << bits - 1) - 1)
        self._items = []
        if isinstance(initializer, str):
            if typecode != "u":
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self._items.extend(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        elif isinstance(initializer, array):
            if (initializer.typecode == "u") != (typecode == "u"):
                raise TypeError("cannot use a unicode array to initialize an array with typecode "
                                f"'{typecode}'" if typecode != "u" else "array item must be a unicode character")
            self._items.extend([self._check(item) for item in initializer._items])
        else:
            self.extend(initializer)
        return self

    def _check(self, item):
        code = self.typecode
        if code in "fd":
            if isinstance(item, str) or not hasattr(item, "__float__") and not hasattr(item, "__index__"):
                raise TypeError(f"must be real number, not {type(item).__name__}")
            item = float(item)
            return item if code == "d" else _round_to_single(item)
        if code == "u":
            if not isinstance(item, str) or len(item) != 1:
                raise TypeError("array item must be a unicode character, not " + type(item).__name__)
            return item
        if type(item) is not int:
            if not hasattr(item, "__index__"):
                raise TypeError(f"'{type(item).__name__}' object cannot be interpreted as an integer")
            item = item.__index__()
        if item < self._low:
            if code in "LQ" or code == "I" and item < 0:
                raise OverflowError("can't convert negative value to unsigned int")
            if code in "lqi":
                raise OverflowError("Python int too large to convert to C long" if code != "q" else "int too big to convert")
            raise OverflowError(f"{_names[code]} is less than minimum")
        if item > self._high:
            if code in "lLqQ" or code == "i" and item >> 63:
                unsigned = "unsigned " if code == "L" else ""
                raise OverflowError("int too big to convert" if code in "qQ" else f"Python int too large to convert to C {unsigned}long")
            raise OverflowError(f"{_names[code]} is greater than maximum")
        return item

    def append(self, item, /):
        self._items.append(self._check(item))

    def extend(self, items, /):
        if isinstance(items, array):
            if items.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(items._items)
            return
        check = self._check
        for item in items:
            self._items.append(check(item))

    def fromlist(self, items, /):
        if not isinstance(items, list):
            raise TypeError("arg must be list")
        self._items.extend([self._check(item) for item in items])

    def insert(self, at, item, /):
        self._items.insert(at, self._check(item))

    def pop(self, at=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        if not -len(self._items) <= at < len(self._items):
            raise IndexError("pop index out of range")
        return self._items.pop(at)

    def remove(self, item, /):
        try:
            self._items.remove(item)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None

    def index(self, item, start=0, stop=sys.maxsize, /):
        try:
            return self._items.index(item, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, item, /):
        return self._items.count(item)

    def reverse(self):
        self._items.reverse()

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on unicode type arrays")
        return "".join(self._items)

    def fromunicode(self, text, /):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on unicode type arrays")
        self._items.extend(text)

    def tobytes(self):
        code, size = self.typecode, self.itemsize
        if code in "fd":
            import struct

            return struct.pack(f"={len(self._items)}{code}", *self._items)
        if code == "u":
            return b"".join([ord(item).to_bytes(4, sys.byteorder) for item in self._items])
        signed = self._low < 0
        return b"".join([item.to_bytes(size, sys.byteorder, signed=signed) for item in self._items])

    def frombytes(self, data, /):
        code, size = self.typecode, self.itemsize
        data = bytes(data)
        if len(data) % size:
            raise ValueError("bytes length not a multiple of item size")
        parts = [data[at:at + size] for at in range(0, len(data), size)]
        if code in "fd":
            import struct

            self._items.extend(struct.unpack(f"={len(parts)}{code}", data))
        elif code == "u":
            self._items.extend([chr(int.from_bytes(part, sys.byteorder)) for part in parts])
        else:
            signed = self._low < 0
            self._items.extend([int.from_bytes(part, sys.byteorder, signed=signed) for part in parts])

    def byteswap(self):
        size = self.itemsize
        data = self.tobytes()
        self._items.clear()
        self.frombytes(b"".join([data[at:at + size][::-1] for at in range(0, len(data), size)]))

    def tofile(self, f, /):
        f.write(self.tobytes())

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data[:len(data) - len(data) % self.itemsize])
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def buffer_info(self):
        return (id(self._items), len(self._items))

    def _made(self, items):
        new = array(self.typecode)
        new._items = items
        return new

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __contains__(self, item):
        return item in self._items

    def __getitem__(self, at):
        if isinstance(at, slice):
            return self._made(self._items[at])
        try:
            return self._items[at]
        except IndexError:
            raise IndexError("array index out of range") from None
        except TypeError:
            raise TypeError("array indices must be integers") from None

    def __setitem__(self, at, item):
        if isinstance(at, slice):
            if not isinstance(item, array):
                raise TypeError(f'can only assign array (not "{type(item).__name__}") to array slice')
            if item.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            self._items[at] = list(item._items)
            return
        item = self._check(item)
        try:
            self._items[at] = item
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, at):
        try:
            del self._items[at]
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._made(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        if not hasattr(n, "__index__"):
            return NotImplemented
        return self._made(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __bytes__(self):
        return self.tobytes()

    def __copy__(self):
        return self._made(list(self._items))

    def __deepcopy__(self, memo):
        return self._made(list(self._items))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        shown = repr("".join(self._items)) if self.typecode == "u" else repr(self._items)
        return f"array('{self.typecode}', {shown})"


ArrayType = array

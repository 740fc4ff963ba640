"""Values as bytes in C's layouts, and back."""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    """A format or a value that does not fit."""


# letter: size with native sizes, size otherwise
_INTS = {"b": (1, 1), "B": (1, 1), "h": (2, 2), "H": (2, 2), "i": (4, 4), "I": (4, 4), "l": (8, 4), "L": (8, 4),
         "q": (8, 8), "Q": (8, 8), "n": (8, None), "N": (8, None), "P": (8, None)}
_NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}


def _float_bits(value, exponent_bits, fraction_bits, letter):
    """The bits of an IEEE number, rounded to even."""
    import math

    bias = (1 << (exponent_bits - 1)) - 1
    sign = 1 if math.copysign(1.0, value) < 0 else 0
    top = (1 << exponent_bits) - 1
    if value != value:
        return (sign << (exponent_bits + fraction_bits)) | (top << fraction_bits) | (1 << (fraction_bits - 1))
    value = abs(value)
    if value == math.inf:
        return (sign << (exponent_bits + fraction_bits)) | (top << fraction_bits)
    if value == 0:
        return sign << (exponent_bits + fraction_bits)
    mantissa, exponent = math.frexp(value)
    exponent -= 1
    if exponent < 1 - bias:
        scaled = math.ldexp(value, bias - 1 + fraction_bits)
        bits = round(scaled)
    else:
        scaled = math.ldexp(mantissa, fraction_bits + 1)
        bits = round(scaled) + ((exponent + bias - 1) << fraction_bits)
    if bits >> fraction_bits >= top:
        raise OverflowError(f"float too large to pack with {letter} format")
    return (sign << (exponent_bits + fraction_bits)) | bits


def _bits_float(bits, exponent_bits, fraction_bits):
    import math

    bias = (1 << (exponent_bits - 1)) - 1
    sign = -1.0 if bits >> (exponent_bits + fraction_bits) else 1.0
    exponent = bits >> fraction_bits & ((1 << exponent_bits) - 1)
    fraction = bits & ((1 << fraction_bits) - 1)
    if exponent == (1 << exponent_bits) - 1:
        return math.copysign(math.nan if fraction else math.inf, sign)
    if exponent == 0:
        return sign * math.ldexp(fraction, 1 - bias - fraction_bits)
    return sign * math.ldexp(fraction | 1 << fraction_bits, exponent - bias - fraction_bits)


_FLOATS = {"e": (2, 5, 10), "f": (4, 8, 23), "d": (8, 11, 52)}


def _parse(format):
    if isinstance(format, (bytes, bytearray)):
        format = format.decode("ascii")
    elif not isinstance(format, str):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
    native = True
    order = "little"
    i = 0
    if format[:1] in ("@", "=", "<", ">", "!"):
        native = format[0] == "@"
        order = "big" if format[0] in ">!" else "little"
        i = 1
    items = []
    size = 0
    while i < len(format):
        letter = format[i]
        i += 1
        if letter.isspace():
            continue
        count = None
        if letter.isdigit():
            start = i - 1
            while i < len(format) and format[i].isdigit():
                i += 1
            count = int(format[start:i])
            if i >= len(format):
                raise error("repeat count given without format specifier")
            letter = format[i]
            i += 1
        if letter in _INTS:
            width = _INTS[letter][0 if native else 1]
            if width is None:
                raise error("bad char in struct format")
        elif letter in _FLOATS:
            width = _FLOATS[letter][0]
        elif letter in "xc?sp":
            width = 1
        else:
            raise error("bad char in struct format")
        if native and size % width:
            pad = width - size % width
            items.append(("x", pad, 1, size))
            size += pad
        count = 1 if count is None else count
        items.append((letter, count, width, size))
        size += count * width
        if size > 1 << 62:
            raise error("total struct size too long")
    return order, items, size


def _int_of(value):
    try:
        return value.__index__()
    except AttributeError:
        raise error("required argument is not an integer") from None


class Struct:
    """A format, taken apart once."""

    def __init__(self, format):
        self.format = format.decode("ascii") if isinstance(format, (bytes, bytearray)) else format
        self._order, self._items, self.size = _parse(format)
        self._count = sum([0 if letter == "x" else 1 if letter in "sp" else count for letter, count, _, _ in self._items])

    def pack(self, *values):
        if len(values) != self._count:
            raise error(f"pack expected {self._count} items for packing (got {len(values)})")
        out = bytearray()
        order = self._order
        at = 0
        for letter, count, width, _ in self._items:
            if letter == "x":
                out += bytes(count)
                continue
            if letter in "sp":
                value = values[at]
                at += 1
                if not isinstance(value, (bytes, bytearray)):
                    raise error(f"argument for '{letter}' must be a bytes object")
                if letter == "p":
                    if count:
                        value = bytes(value)[: min(count - 1, 255)]
                        out += bytes([len(value)]) + value + bytes(count - 1 - len(value))
                else:
                    value = bytes(value)[:count]
                    out += value + bytes(count - len(value))
                continue
            for _ in range(count):
                value = values[at]
                at += 1
                if letter == "?":
                    out.append(1 if value else 0)
                elif letter == "c":
                    if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                        raise error("char format requires a bytes object of length 1")
                    out += value
                elif letter in _FLOATS:
                    try:
                        value = float(value)
                    except TypeError:
                        raise error("required argument is not a float") from None
                    _, exponent, fraction = _FLOATS[letter]
                    out += _float_bits(value, exponent, fraction, letter).to_bytes(width, order)
                else:
                    number = _int_of(value)
                    signed = letter.islower() and letter != "P"
                    bits = width * 8
                    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
                    if not low <= number <= high:
                        if letter in _NAMES:
                            raise error(f"{_NAMES[letter]} format requires {low} <= number <= {high}")
                        if width == 4:
                            raise error(f"'{letter}' format requires {low} <= number <= {high}")
                        raise error("int too large to convert" if letter in "qQ" else "argument out of range")
                    out += number.to_bytes(width, order, signed=signed)
        return bytes(out)

    def pack_into(self, buffer, offset, *values):
        data = self.pack(*values)
        if offset < 0:
            if offset + len(buffer) < 0:
                raise error(f"offset {offset} out of range for {len(buffer)}-byte buffer")
            offset += len(buffer)
        if len(buffer) - offset < self.size:
            raise error(
                f"pack_into requires a buffer of at least {self.size + offset} bytes for packing {self.size} bytes at "
                f"offset {offset} (actual buffer size is {len(buffer)})"
            )
        buffer[offset : offset + self.size] = data

    def _read(self, data, base):
        values = []
        order = self._order
        for letter, count, width, start in self._items:
            start += base
            if letter == "x":
                continue
            if letter == "s":
                values.append(bytes(data[start : start + count]))
            elif letter == "p":
                size = min(data[start], count - 1) if count else 0
                values.append(bytes(data[start + 1 : start + 1 + size]))
            else:
                for i in range(count):
                    piece = bytes(data[start + i * width : start + (i + 1) * width])
                    if letter == "?":
                        values.append(piece != b"\0")
                    elif letter == "c":
                        values.append(piece)
                    elif letter in _FLOATS:
                        _, exponent, fraction = _FLOATS[letter]
                        values.append(_bits_float(int.from_bytes(piece, order), exponent, fraction))
                    else:
                        values.append(int.from_bytes(piece, order, signed=letter.islower()))
        return tuple(values)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._read(buffer, 0)

    def unpack_from(self, buffer, offset=0):
        if offset < 0:
            if offset + len(buffer) < 0:
                raise error(f"offset {offset} out of range for {len(buffer)}-byte buffer")
            offset += len(buffer)
        if len(buffer) - offset < self.size:
            raise error(
                f"unpack_from requires a buffer of at least {self.size + offset} bytes for unpacking {self.size} bytes at "
                f"offset {offset} (actual buffer size is {len(buffer)})"
            )
        return self._read(buffer, offset)

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        return (self._read(buffer, at) for at in range(0, len(buffer), self.size))

    def __repr__(self):
        return f"Struct({self.format!r})"


_cache = {}


def _of(format):
    made = _cache.get(format) if isinstance(format, (str, bytes)) else None
    if made is None:
        made = Struct(format)
        if len(_cache) > 100:
            _cache.clear()
        if isinstance(format, (str, bytes)):
            _cache[format] = made
    return made


def calcsize(format, /):
    return _of(format).size


def pack(format, /, *values):
    return _of(format).pack(*values)


def pack_into(format, /, buffer, offset, *values):
    _of(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return _of(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _of(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _of(format).iter_unpack(buffer)


def _clearcache():
    _cache.clear()

"""Base 16, 32 and 64."""

import binascii

__all__ = [
    "a85decode", "a85encode", "b16decode", "b16encode", "b32decode", "b32encode", "b64decode", "b64encode", "b85decode",
    "b85encode", "decodebytes", "encodebytes",
    "standard_b64decode", "standard_b64encode", "urlsafe_b64decode", "urlsafe_b64encode",
]


def _bytes(s):
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s.encode("ascii")
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}")


def b64encode(s, altchars=None):
    out = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return out.translate(bytes.maketrans(b"+/", altchars))
    return out


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    for byte in s:
        if byte not in b"0123456789ABCDEF":
            raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def b32encode(s):
    s = bytes(s)
    out = bytearray()
    for at in range(0, len(s), 5):
        part = s[at:at + 5]
        n = int.from_bytes(part.ljust(5, b"\0"), "big")
        digits = (len(part) * 8 + 4) // 5
        for i in range(8):
            out.append(_DIGITS[n >> 35 - 5 * i & 31] if i < digits else 61)
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _bytes(map01)))
    if casefold:
        s = s.upper()
    size = len(s)
    s = s.rstrip(b"=")
    pads = size - len(s)
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    out = bytearray()
    for at in range(0, len(s), 8):
        n = 0
        for byte in s[at:at + 8].ljust(8, b"A"):
            value = _DIGITS.find(byte)
            if value < 0:
                raise binascii.Error("Non-base32 digit found")
            n = n << 5 | value
        out += n.to_bytes(5, "big")
    return bytes(out[:len(out) - (0, 1, 0, 2, 3, 0, 4)[pads]] if pads else out)


_DIGITS_85 = (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~")


def _groups_85(data, digits):
    """Each four bytes as five digits; the last ones filled up with zeros."""
    for at in range(0, len(data), 4):
        n = int.from_bytes(data[at:at + 4].ljust(4, b"\0"), "big")
        yield bytes(digits[n // 85 ** i % 85] for i in (4, 3, 2, 1, 0))


def b85encode(b, pad=False):
    b = bytes(b)
    out = b"".join(_groups_85(b, _DIGITS_85))
    return out if pad else out[:len(out) - (-len(b)) % 4]


def b85decode(b):
    b = _bytes(b)
    padding = -len(b) % 5
    b += b"~" * padding
    out = bytearray()
    for at in range(0, len(b), 5):
        n = 0
        for i in range(at, at + 5):
            value = _DIGITS_85.find(b[i])
            if value < 0:
                raise ValueError("bad base85 character at position %d" % i)
            n = n * 85 + value
        if n > 0xffffffff:
            raise ValueError("base85 overflow in hunk starting at byte %d" % at)
        out += n.to_bytes(4, "big")
    return bytes(out[:len(out) - padding])


_ASCII_85 = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    b = bytes(b)
    padding = -len(b) % 4
    groups = []
    for group in _groups_85(b, _ASCII_85):
        groups.append(b"z" if group == b"!!!!!" else b"y" if foldspaces and group == b"+<VdL" else group)
    if padding and not pad:
        if groups[-1] == b"z":
            groups[-1] = b"!!!!!"
        groups[-1] = groups[-1][:-padding]
    out = b"".join(groups)
    if adobe:
        out = b"<~" + out
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [out[i:i + wrapcol] for i in range(0, len(out), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        out = b"\n".join(lines)
    return out + b"~>" if adobe else out


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out, group = bytearray(), []
    for byte in b + b"u" * 4:
        if 33 <= byte <= 117:
            group.append(byte - 33)
            if len(group) == 5:
                n = 0
                for digit in group:
                    n = n * 85 + digit
                if n > 0xffffffff:
                    raise ValueError("Ascii85 overflow")
                out += n.to_bytes(4, "big")
                group = []
        elif byte == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += b"\0\0\0\0"
        elif foldspaces and byte == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif byte not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % byte)
    padding = 4 - len(group)
    return bytes(out[:len(out) - padding] if padding else out)

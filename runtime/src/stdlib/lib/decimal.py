"""Decimal floating point: the General Decimal Arithmetic of Mike Cowlishaw, with the interface of PEP 327.

A finite number is (-1)**_sign * _int * 10**_exp with an int for coefficient; `_kind` is "" for those, else "F" (infinity),
"n" (NaN) or "N" (signalling NaN). An operation computes exactly, or with one sticky digit, and rounds once in `_finish`, which
tells the context everything that happened at once.
"""

import math as _math
from collections import namedtuple as _namedtuple
from threading import local as _local

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
__version__ = "1.70"
__libmpdec_version__ = "2.5.1"


class DecimalException(ArithmeticError):
    """What all signals are."""


class Clamped(DecimalException):
    """An exponent was changed to fit."""


class InvalidOperation(DecimalException):
    """An operation without a result."""


class ConversionSyntax(InvalidOperation):
    """A text that is no number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number over zero."""


class DivisionImpossible(InvalidOperation):
    """An integer quotient of too many digits."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero over zero."""


class Inexact(DecimalException):
    """Digits that are not zero were lost."""


class InvalidContext(InvalidOperation):
    """A context that makes no sense."""


class Rounded(DecimalException):
    """Digits were lost."""


class Subnormal(DecimalException):
    """The exponent is below Emin."""


class Overflow(Inexact, Rounded):
    """Too large."""


class Underflow(Inexact, Rounded, Subnormal):
    """Inexact and subnormal."""


class FloatOperation(DecimalException, TypeError):
    """A float was mixed with decimals."""


# In the order in which they win when several are trapped; and in the order in which a context shows them.
_signals = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
_shown = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_conditions = (DivisionImpossible, DivisionUndefined, InvalidContext, ConversionSyntax)


class _Signals(dict):
    """The flags or traps of a context: every signal is a key."""

    def __setitem__(self, key, value):
        if key not in self:
            raise KeyError("invalid error flag")
        dict.__setitem__(self, key, bool(value))

    def __delitem__(self, key):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        return "{" + ", ".join(f"{k!r}:{v!r}" for k, v in self.items()) + "}"


def _signal_dict(given):
    if isinstance(given, dict):
        return _Signals((s, bool(given.get(s, False))) for s in _signals)
    return _Signals((s, s in given) for s in _signals)


def _bounded(name, low, high, range):
    def get(self):
        return getattr(self, "_" + name)

    def put(self, value):
        if not isinstance(value, int):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        if not low <= value <= high:
            raise ValueError(range)
        setattr(self, "_" + name, value)

    return property(get, put)


class Context:
    """Precision, rounding, limits, and which signals are errors."""

    prec = _bounded("prec", 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]")
    Emin = _bounded("Emin", MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")
    Emax = _bounded("Emax", 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")
    capitals = _bounded("capitals", 0, 1, "valid values for capitals are 0 or 1")
    clamp = _bounded("clamp", 0, 1, "valid values for clamp are 0 or 1")

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        # DefaultContext itself is made with all of them given.
        self.prec = DefaultContext.prec if prec is None else prec
        self.rounding = DefaultContext.rounding if rounding is None else rounding
        self.Emin = DefaultContext.Emin if Emin is None else Emin
        self.Emax = DefaultContext.Emax if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self.flags = _signal_dict(flags or [])
        traps = DefaultContext.traps if traps is None else traps
        self.traps = _signal_dict(traps)

    @property
    def rounding(self):
        return self._rounding

    @rounding.setter
    def rounding(self, value):
        if value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                            "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        self._rounding = value

    def _signal(self, happened):
        """Notes what happened; raises if one of it is trapped. `happened` are signals and conditions of InvalidOperation."""
        trapped = []
        for one in happened:
            signal = InvalidOperation if one in _conditions else one
            dict.__setitem__(self.flags, signal, True)
            if self.traps[signal]:
                trapped.append(one)
        if trapped:
            signals = {InvalidOperation if one in _conditions else one for one in trapped}
            order = _conditions + _signals
            shown = sorted(set(trapped), key=order.index)
            raise next(s for s in _signals if s in signals)(shown)

    def __repr__(self):
        names = lambda signals: "[" + ", ".join(s.__name__ for s in _shown if signals[s]) + "]"
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags={names(self.flags)}, traps={names(self.traps)})")

    def clear_flags(self):
        self.flags = _signal_dict([])

    def clear_traps(self):
        self.traps = _signal_dict([])

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def radix(self):
        return Decimal(10)

    def create_decimal(self, num="0"):
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self._invalid(ConversionSyntax)
        d = Decimal(num, context=self)
        if d._kind in ("n", "N") and d._int and _digits(d._int) > self.prec - self.clamp:
            return self._invalid(ConversionSyntax)
        return d._plus(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._plus(self)

    def _invalid(self, condition=InvalidOperation):
        self._signal([condition])
        return _NAN

    def __hash__(self):
        raise TypeError("unhashable type: 'decimal.Context'")

    def canonical(self, a):
        if not isinstance(a, Decimal):
            raise TypeError("argument must be a Decimal")
        return a

    def power(self, a, b, modulo=None):
        return _of(a).__pow__(_of(b), modulo if modulo is None else _of(modulo), self)

    def number_class(self, a):
        return _of(a).number_class(self)

    def plus(self, a):
        return _of(a)._plus(self)

    def minus(self, a):
        return _of(a).__neg__(self)

    def abs(self, a):
        return _of(a).__abs__(context=self)

    def to_sci_string(self, a):
        return _of(a).__str__(context=self)

    def to_eng_string(self, a):
        return _of(a).to_eng_string(self)


def _delegate(name, method):
    def call(self, *operands):
        first, *rest = [_of(operand) for operand in operands]
        result = getattr(first, method)(*rest, context=self)
        if result is NotImplemented:
            raise TypeError(f"Unable to convert {rest[0]} to Decimal")
        return result

    call.__name__ = name
    setattr(Context, name, call)


for _name, _method in (("add", "__add__"), ("subtract", "__sub__"), ("multiply", "__mul__"), ("divide", "__truediv__"),
                       ("divide_int", "__floordiv__"), ("remainder", "__mod__"), ("divmod", "__divmod__")):
    _delegate(_name, _method)
for _name in ("compare", "compare_signal", "exp", "fma", "ln", "log10", "logb", "max", "max_mag", "min", "min_mag",
              "next_minus", "next_plus", "next_toward", "normalize", "quantize", "remainder_near", "scaleb", "shift", "rotate",
              "sqrt", "to_integral_exact", "to_integral_value", "is_normal", "is_subnormal", "logical_and",
              "logical_or", "logical_xor", "logical_invert"):
    _delegate(_name, _name)
Context.to_integral = Context.to_integral_value


def _plain(name):
    def call(self, *operands):
        first, *rest = [_of(operand) for operand in operands]
        return getattr(first, name)(*rest)

    call.__name__ = name
    setattr(Context, name, call)


for _name in ("copy_abs", "copy_negate", "copy_sign", "compare_total", "compare_total_mag", "is_canonical", "is_finite",
              "is_infinite", "is_nan", "is_qnan", "is_snan", "is_signed", "is_zero", "same_quantum"):
    _plain(_name)

_POWERS = [10**n for n in range(60)]


def _ten(n):
    return _POWERS[n] if n < 60 else 10**n


def _digits(n):
    """How many digits an int has."""
    if n < 10**18:
        return len(str(n)) if n else 1
    guess = int(n.bit_length() * 0.30102999566398120)
    return guess + 1 if n >= _ten(guess) else guess


def _text(n):
    """The digits of an int of any length."""
    if n.bit_length() < 14000:
        return str(n)
    half = _digits(n) // 2
    high, low = divmod(n, _ten(half))
    return _text(high) + _text(low).zfill(half)


def _number(text):
    if len(text) <= 4300:
        return int(text)
    half = len(text) // 2
    return _number(text[:half]) * _ten(len(text) - half) + _number(text[half:])


def _cut(sign, n, drop, rounding):
    """n / 10**drop as an int by a rounding rule, and whether anything was lost."""
    unit = _ten(drop)
    q, r = divmod(n, unit)
    if not r:
        return q, False
    if rounding == ROUND_HALF_EVEN:
        up = 2 * r > unit or 2 * r == unit and q & 1
    elif rounding == ROUND_HALF_UP:
        up = 2 * r >= unit
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    elif rounding == ROUND_HALF_DOWN:
        up = 2 * r > unit
    else:
        up = q % 5 == 0
    return q + bool(up), True


def _make(sign, coefficient, exp, kind=""):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exp
    self._kind = kind
    return self


def _finish(sign, n, exp, context, happened=()):
    """The finite number rounded to the context."""
    prec = context._prec
    top = context._Emax - prec + 1
    tiny = context._Emin - prec + 1
    if not n:
        low = min(max(exp, tiny), top if context._clamp else context._Emax)
        if low != exp:
            context._signal([*happened, Clamped])
        elif happened:
            context._signal(happened)
        return _make(sign, 0, low)
    happened = list(happened)
    size = _digits(n)
    least = size + exp - prec
    if least > top:
        happened += [Overflow, Inexact, Rounded]
        rounding = context._rounding
        context._signal(happened)
        if (rounding in (ROUND_DOWN, ROUND_05UP) or rounding == ROUND_CEILING and sign
                or rounding == ROUND_FLOOR and not sign):
            return _make(sign, _ten(prec) - 1, top)
        return _INFINITIES[sign]
    subnormal = least < tiny
    if subnormal:
        least = tiny
    if exp < least:
        n, inexact = _cut(sign, n, least - exp, context._rounding)
        exp = least
        if n >= _ten(prec):
            n //= 10
            exp += 1
        if exp > top:
            happened += [Overflow, Inexact, Rounded]
            context._signal(happened)
            return _INFINITIES[sign]
        if inexact:
            if subnormal:
                happened.append(Underflow)
            happened.append(Inexact)
        if subnormal:
            happened.append(Subnormal)
        happened.append(Rounded)
        if not n:
            happened.append(Clamped)
    else:
        if subnormal:
            happened.append(Subnormal)
        if context._clamp and exp > top:
            n *= _ten(exp - top)
            exp = top
            happened.append(Clamped)
    if happened:
        context._signal(happened)
    return _make(sign, n, exp)


def _of(value, lenient=False):
    """An operand as a Decimal."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(int(value)), 0)
    if lenient:
        return NotImplemented
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _operand(value):
    return value if isinstance(value, Decimal) else _of(value, True)


def _reflected(method):
    """The operator whose left operand is no Decimal."""

    def call(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else getattr(other, method)(self, context)

    return call


class Decimal:
    """A decimal number: exact as written, rounded by the context in operations."""

    __slots__ = ("_sign", "_int", "_exp", "_kind", "__weakref__")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        if isinstance(value, Decimal):
            parts = value
        elif isinstance(value, int):
            parts = _make(int(value < 0), abs(int(value)), 0)
        elif isinstance(value, str):
            parts = cls._parse(value)
            if parts is None:
                context = context or getcontext()
                context._signal([ConversionSyntax])
                parts = _NAN
        elif isinstance(value, float):
            (context or getcontext())._signal([FloatOperation])
            parts = cls._float(value)
        elif isinstance(value, (tuple, list)):
            parts = cls._tuple(value)
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self._sign, self._int, self._exp, self._kind = parts._sign, parts._int, parts._exp, parts._kind
        return self

    @staticmethod
    def _parse(text):
        text = text.strip().replace("_", "")
        sign = 0
        if text[:1] in ("+", "-"):
            sign = int(text[0] == "-")
            text = text[1:]
        lower = text.lower()
        if lower in ("inf", "infinity"):
            return _make(sign, 0, 0, "F")
        for word, kind in (("nan", "n"), ("snan", "N")):
            if lower.startswith(word):
                payload = lower[len(word):]
                if payload and not payload.isdecimal():
                    return None
                return _make(sign, _number(payload) if payload else 0, 0, kind)
        mantissa, e, exponent = lower.partition("e")
        whole, dot, fraction = mantissa.partition(".")
        digits = whole + fraction
        if not digits.isdecimal():
            return None
        if e:
            bare = exponent[1:] if exponent[:1] in ("+", "-") else exponent
            if not bare.isdecimal():
                return None
        exp = (int(exponent) if e else 0) - len(fraction)
        n = _number(digits)
        if abs(exp) > 2 * MAX_EMAX:
            exp = MAX_EMAX if exp > 0 else MIN_ETINY
        return _make(sign, n, exp)

    @staticmethod
    def _float(value):
        if value != value:
            return _make(int(_math.copysign(1.0, value) < 0), 0, 0, "n")
        if value in (_math.inf, -_math.inf):
            return _INFINITIES[int(value < 0)]
        n, d = abs(value).as_integer_ratio()
        k = d.bit_length() - 1
        return _make(int(_math.copysign(1.0, value) < 0), n * 5**k, -k)

    @staticmethod
    def _tuple(value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exp = value
        if not (isinstance(sign, int) and sign in (0, 1)):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if exp == "F":
            return _make(sign, 0, 0, "F")
        n = 0
        for digit in digits:
            if not (isinstance(digit, int) and 0 <= digit <= 9):
                raise ValueError("coefficient must be a tuple of digits")
            n = n * 10 + digit
        if exp in ("n", "N"):
            return _make(sign, n, 0, exp)
        if not isinstance(exp, int):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'"
                             if isinstance(exp, str) else "exponent must be an integer")
        return _make(sign, n, exp)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        return cls(cls._float(f))

    def as_tuple(self):
        if self._kind == "F":
            return DecimalTuple(self._sign, (0,), "F")
        digits = tuple(map(int, _text(self._int)))
        if self._kind:
            return DecimalTuple(self._sign, digits if self._int else (), self._kind)
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._kind:
            if self._kind == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = self._int, 1
        if self._exp >= 0:
            n *= _ten(self._exp)
        else:
            d = _ten(-self._exp)
            common = _math.gcd(n, d)
            n, d = n // common, d // common
        return -n if self._sign else n, d

    # Text.

    def _special_text(self):
        word = {"F": "Infinity", "n": "NaN", "N": "sNaN"}[self._kind]
        return "-" * self._sign + word + (_text(self._int) if self._kind != "F" and self._int else "")

    def _shown(self, eng, context):
        if self._kind:
            return self._special_text()
        text = _text(self._int)
        left = self._exp + len(text)
        if self._exp <= 0 and left > -6:
            dot = left
        elif not eng:
            dot = 1
        elif self._int == 0:
            dot = (left + 1) % 3 - 1
        else:
            dot = (left - 1) % 3 + 1
        if dot <= 0:
            whole, fraction = "0", "." + "0" * -dot + text
        elif dot >= len(text):
            whole, fraction = text + "0" * (dot - len(text)), ""
        else:
            whole, fraction = text[:dot], "." + text[dot:]
        exp = ""
        if left != dot:
            exp = ("E" if (context or getcontext())._capitals else "e") + f"{left - dot:+d}"
        return "-" * self._sign + whole + fraction + exp

    def __str__(self, context=None):
        return self._shown(False, context)

    def to_eng_string(self, context=None):
        return self._shown(True, context)

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec, context=None):
        if not isinstance(spec, str):
            raise TypeError("format argument must be str")
        return _formatted(self, spec, context or getcontext())

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self if type(self) is Decimal else self.__class__(str(self))

    # Predicates.

    def is_nan(self):
        return self._kind in ("n", "N")

    def is_qnan(self):
        return self._kind == "n"

    def is_snan(self):
        return self._kind == "N"

    def is_infinite(self):
        return self._kind == "F"

    def is_finite(self):
        return not self._kind

    def is_signed(self):
        return bool(self._sign)

    def is_zero(self):
        return not self._kind and not self._int

    def is_canonical(self):
        return True

    def is_normal(self, context=None):
        return not self._kind and bool(self._int) and (context or getcontext())._Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return not self._kind and bool(self._int) and self.adjusted() < (context or getcontext())._Emin

    def number_class(self, context=None):
        if self._kind:
            return {"n": "NaN", "N": "sNaN"}.get(self._kind) or "-+"[not self._sign] + "Infinity"
        sign = "-+"[not self._sign]
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def __bool__(self):
        return bool(self._kind) or bool(self._int)

    def adjusted(self):
        return 0 if self._kind else self._exp + _digits(self._int) - 1

    def canonical(self):
        return self

    def conjugate(self):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def radix(self):
        return Decimal(10)

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        return _make(_of(other)._sign, self._int, self._exp, self._kind)

    def same_quantum(self, other, context=None):
        other = _of(other)
        if self._kind or other._kind:
            return self.is_nan() and other.is_nan() or self._kind == other._kind == "F"
        return self._exp == other._exp

    # Comparison.

    def _order(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._kind or other._kind:
            a = (1 - 2 * self._sign) if self._kind else 0
            b = (1 - 2 * other._sign) if other._kind else 0
            return (a > b) - (a < b)
        a = -self._int if self._sign else self._int
        b = -other._int if other._sign else other._int
        if self._exp == other._exp or not a or not b or (a < 0) != (b < 0):
            pass
        else:
            here, there = self.adjusted(), other.adjusted()
            if here != there:
                return (1 if here > there else -1) * (1 if a > 0 else -1)
            if self._exp > other._exp:
                a *= _ten(self._exp - other._exp)
            else:
                b *= _ten(other._exp - self._exp)
        return (a > b) - (a < b)

    def _comparable(self, other, equality):
        if isinstance(other, Decimal):
            return self, other
        if isinstance(other, int):
            return self, _of(other)
        if isinstance(other, float):
            context = getcontext()
            if equality:
                dict.__setitem__(context.flags, FloatOperation, True)
            else:
                context._signal([FloatOperation])
            return self, Decimal._float(other)
        if isinstance(other, complex) and equality and other.imag == 0:
            return self, Decimal._float(other.real)
        if not isinstance(other, type) and hasattr(other, "numerator") and hasattr(other, "denominator"):
            if self._kind:
                return self, _of(int(other.numerator))
            return _make(self._sign, self._int * other.denominator, self._exp), _of(int(other.numerator))
        return self, NotImplemented

    def __eq__(self, other, context=None):
        a, b = self._comparable(other, True)
        if b is NotImplemented:
            return b
        if a.is_nan() or b.is_nan():
            if a._kind == "N" or b._kind == "N":
                (context or getcontext())._signal([InvalidOperation])
            return False
        return a._order(b) == 0

    def _ordered(self, other, test, context=None):
        a, b = self._comparable(other, False)
        if b is NotImplemented:
            return b
        if a.is_nan() or b.is_nan():
            (context or getcontext())._signal([InvalidOperation])
            return False
        return test(a._order(b))

    def __lt__(self, other, context=None):
        return self._ordered(other, lambda order: order < 0, context)

    def __le__(self, other, context=None):
        return self._ordered(other, lambda order: order <= 0, context)

    def __gt__(self, other, context=None):
        return self._ordered(other, lambda order: order > 0, context)

    def __ge__(self, other, context=None):
        return self._ordered(other, lambda order: order >= 0, context)

    def __hash__(self):
        if self._kind == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._kind == "n":
            return object.__hash__(self)
        if self._kind:
            return -314159 if self._sign else 314159
        prime = 2**61 - 1
        power = pow(10, self._exp, prime) if self._exp >= 0 else pow(pow(10, prime - 2, prime), -self._exp, prime)
        value = self._int * power % prime
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def compare(self, other, context=None):
        other = _of(other)
        nan = self._nan(other, context)
        return nan if nan is not None else _of(self._order(other))

    def compare_signal(self, other, context=None):
        other = _of(other)
        if self.is_nan() or other.is_nan():
            return (context or getcontext())._invalid()
        return _of(self._order(other))

    def compare_total(self, other, context=None):
        other = _of(other)
        if self._sign != other._sign:
            return _of(-1 if self._sign else 1)
        sign = -1 if self._sign else 1
        a, b = [{"": 0, "F": 1, "N": 2, "n": 3}[one._kind] for one in (self, other)]
        if a != b:
            return _of(sign if a > b else -sign)
        if a >= 2:
            return _of(sign * ((self._int > other._int) - (self._int < other._int)))
        order = self._order(other)
        if order:
            return _of(order)
        return _of(sign * ((self._exp > other._exp) - (self._exp < other._exp)))

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_of(other).copy_abs())

    def _extreme(self, other, context, sign, magnitude):
        context = context or getcontext()
        other = _of(other)
        if self.is_nan() or other.is_nan():
            if self._kind == "n" and not other.is_nan():
                return other._plus(context)
            if other._kind == "n" and not self.is_nan():
                return self._plus(context)
            return self._nan(other, context)
        a, b = (self.copy_abs(), other.copy_abs()) if magnitude else (self, other)
        order = a._order(b) or int(self.compare_total(other)._signed())
        return (self if order * sign >= 0 else other)._plus(context)

    def _signed(self):
        return -self._int if self._sign else self._int

    def max(self, other, context=None):
        return self._extreme(other, context, 1, False)

    def min(self, other, context=None):
        return self._extreme(other, context, -1, False)

    def max_mag(self, other, context=None):
        return self._extreme(other, context, 1, True)

    def min_mag(self, other, context=None):
        return self._extreme(other, context, -1, True)

    # Arithmetic.

    def _nan(self, other, context):
        """The NaN that an operation with a NaN gives; None if neither is one."""
        if self._kind in ("", "F") and (other is None or other._kind in ("", "F")):
            return None
        context = context or getcontext()
        for one in (self, other):
            if one is not None and one._kind == "N":
                context._signal([InvalidOperation])
                return one._quiet(context)
        return (self if self._kind == "n" else other)._quiet(context)

    def _quiet(self, context):
        n = self._int
        room = context._prec - context._clamp
        return _make(self._sign, n if _digits(n) <= room else n % _ten(room), 0, "n")

    def _plus(self, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or _make(self._sign, 0, 0, "F")
        return _finish(self._sign, self._int, self._exp, context)

    def __pos__(self, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or self
        sign = self._sign if self._int or context._rounding == ROUND_FLOOR else 0
        return _finish(sign, self._int, self._exp, context)

    def __neg__(self, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or self.copy_negate()
        sign = 1 - self._sign if self._int or context._rounding == ROUND_FLOOR else 0
        return _finish(sign, self._int, self._exp, context)

    def __abs__(self, round=True, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or self.copy_abs()
        return _finish(0, self._int, self._exp, context)

    def __add__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._kind or other._kind:
            nan = self._nan(other, context)
            if nan is not None:
                return nan
            if self._kind and other._kind and self._sign != other._sign:
                return context._invalid()
            return _INFINITIES[self._sign if self._kind else other._sign]
        a, x, b, y = self._int, self._exp, other._int, other._exp
        exp = min(x, y)
        if not a or not b:
            if not a and not b:
                floor = context._rounding == ROUND_FLOOR
                sign = (self._sign | other._sign) if floor else (self._sign & other._sign)
                return _finish(sign, 0, exp, context)
            one = self if a else other
            exp = max(exp, one._exp - context._prec - 1)
            n = one._int * _ten(one._exp - exp) if one._exp > exp else one._int
            return _finish(one._sign, n, min(exp, one._exp) if one._exp > exp else one._exp, context)
        # Digits far below the last one that counts are only sticky.
        if x < y:
            b, y = b, y
            low = y + min(-1, _digits(b) - context._prec - 2)
            if _digits(a) + x - 1 < low:
                a, x = 1, low
            b *= _ten(y - x)
            exp = x
        elif y < x:
            low = x + min(-1, _digits(a) - context._prec - 2)
            if _digits(b) + y - 1 < low:
                b, y = 1, low
            a *= _ten(x - y)
            exp = y
        total = (-a if self._sign else a) + (-b if other._sign else b)
        if not total:
            return _finish(int(context._rounding == ROUND_FLOOR), 0, exp, context)
        return _finish(int(total < 0), abs(total), exp, context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        if other._kind in ("n", "N") or self._kind in ("n", "N"):
            return self._nan(other, context)
        return self.__add__(other.copy_negate(), context)

    __rsub__ = _reflected("__sub__")

    def __mul__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            nan = self._nan(other, context)
            if nan is not None:
                return nan
            if self.is_zero() or other.is_zero():
                return context._invalid()
            return _INFINITIES[sign]
        return _finish(sign, self._int * other._int, self._exp + other._exp, context)

    __rmul__ = __mul__

    def fma(self, other, third, context=None):
        other, third = _of(other), _of(third)
        if self._kind or other._kind:
            wide = (context or getcontext())
            product = self.__mul__(other, wide)
        else:
            product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    def __truediv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            nan = self._nan(other, context)
            if nan is not None:
                return nan
            if self._kind and other._kind:
                return context._invalid()
            if self._kind:
                return _INFINITIES[sign]
            context._signal([Clamped])
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._invalid(DivisionUndefined)
            context._signal([DivisionByZero])
            return _INFINITIES[sign]
        ideal = self._exp - other._exp
        if not self._int:
            return _finish(sign, 0, ideal, context)
        shift = _digits(other._int) - _digits(self._int) + context._prec + 1
        exp = ideal - shift
        if shift >= 0:
            n, rest = divmod(self._int * _ten(shift), other._int)
        else:
            n, rest = divmod(self._int, other._int * _ten(-shift))
        if rest:
            if n % 5 == 0:
                n += 1
        else:
            while exp < ideal and n % 10 == 0:
                n //= 10
                exp += 1
        return _finish(sign, n, exp, context)

    __rtruediv__ = _reflected("__truediv__")

    def _integer_division(self, other, context):
        """Quotient and remainder of finite numbers, towards zero; None if the quotient is too long."""
        exp = min(self._exp, other._exp)
        sign = self._sign ^ other._sign
        gap = self.adjusted() - other.adjusted()
        if not self._int or gap <= -2:
            near = not self._int or self._exp - exp <= context._prec + 60
            rest = self._int and self._int * _ten(self._exp - exp) if near else None
            if rest is None:
                rest, exp = self._int, self._exp
            return _make(sign, 0, 0), _make(self._sign, rest, exp)
        if gap <= context._prec:
            a, b = self._int * _ten(self._exp - exp), other._int * _ten(other._exp - exp)
            q, r = divmod(a, b)
            if q < _ten(context._prec):
                return _make(sign, q, 0), _make(self._sign, r, exp)
        return None

    def __divmod__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = self._nan(other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._kind:
            if other._kind:
                return context._invalid(), _NAN
            context._signal([InvalidOperation])
            return _INFINITIES[sign], _NAN
        if other._kind:
            return _make(sign, 0, 0), self._plus(context)
        if not other._int:
            if not self._int:
                return context._invalid(DivisionUndefined), _NAN
            context._signal([DivisionByZero, InvalidOperation])
            return _INFINITIES[sign], _NAN
        parts = self._integer_division(other, context)
        if parts is None:
            return context._invalid(DivisionImpossible), _NAN
        return parts[0], parts[1]._plus(context)

    __rdivmod__ = _reflected("__divmod__")

    def __floordiv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind:
            return context._invalid() if other._kind else _INFINITIES[sign]
        if other._kind:
            return _make(sign, 0, 0)
        if not other._int:
            if not self._int:
                return context._invalid(DivisionUndefined)
            context._signal([DivisionByZero])
            return _INFINITIES[sign]
        parts = self._integer_division(other, context)
        return context._invalid(DivisionImpossible) if parts is None else parts[0]

    __rfloordiv__ = _reflected("__floordiv__")

    def __mod__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        if self._kind or not other._int and not other._kind:
            return context._invalid(DivisionUndefined if self.is_zero() else InvalidOperation)
        if other._kind:
            return self._plus(context)
        parts = self._integer_division(other, context)
        return context._invalid(DivisionImpossible) if parts is None else parts[1]._plus(context)

    __rmod__ = _reflected("__mod__")

    def remainder_near(self, other, context=None):
        other = _of(other)
        context = context or getcontext()
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        if self._kind or not other._int and not other._kind:
            return context._invalid(DivisionUndefined if self.is_zero() else InvalidOperation)
        if other._kind:
            return self._plus(context)
        exp = min(self._exp, other._exp)
        if not self._int:
            return _finish(self._sign, 0, exp, context)
        if self.adjusted() - other.adjusted() > context._prec:
            return context._invalid(DivisionImpossible)
        if self.adjusted() - other.adjusted() <= -2:
            exp = max(exp, self._exp - context._prec - 60)
            return _finish(self._sign, self._int * _ten(self._exp - exp), exp, context)
        a, b = self._int * _ten(self._exp - exp), other._int * _ten(other._exp - exp)
        q, r = divmod(a, b)
        sign = self._sign
        if 2 * r + (q & 1) > b:
            r, q, sign = b - r, q + 1, sign
            sign = 1 - sign
        if q >= _ten(context._prec):
            return context._invalid(DivisionImpossible)
        return _finish(sign if r else self._sign, r, exp, context)

    def __int__(self):
        if self._kind:
            if self._kind == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._int * _ten(self._exp) if self._exp >= 0 else self._int // _ten(min(-self._exp, _digits(self._int) + 1))
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._kind == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._kind == "n":
            return -_math.nan if self._sign else _math.nan
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def _integer(self, rounding):
        if self._kind:
            if self._kind == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        if self._exp >= 0:
            return int(self)
        n, _ = _cut(self._sign, self._int, min(-self._exp, _digits(self._int) + 2), rounding)
        return -n if self._sign else n

    def __round__(self, n=None):
        if n is None:
            return self._integer(ROUND_HALF_EVEN)
        if not isinstance(n, int):
            raise TypeError("optional argument must be an integer")
        return self.quantize(_make(0, 1, -n))

    def __floor__(self):
        return self._integer(ROUND_FLOOR)

    def __ceil__(self):
        return self._integer(ROUND_CEILING)

    def quantize(self, exp, rounding=None, context=None):
        exp = _of(exp)
        context = context or getcontext()
        if rounding is None:
            rounding = context._rounding
        elif rounding not in _ROUNDINGS:
            Context(rounding=rounding)
        if self._kind or exp._kind:
            nan = self._nan(exp, context)
            if nan is not None:
                return nan
            return self if self._kind and exp._kind else context._invalid()
        if not context.Etiny() <= exp._exp <= context._Emax:
            return context._invalid()
        if not self._int:
            return _finish(self._sign, 0, exp._exp, context)
        if self.adjusted() > context._Emax or self.adjusted() - exp._exp + 1 > context._prec:
            return context._invalid()
        n, inexact = self._scaled(exp._exp, rounding)
        if n and _digits(n) > context._prec or n and _digits(n) + exp._exp - 1 > context._Emax:
            return context._invalid()
        happened = [Subnormal] if n and _digits(n) + exp._exp - 1 < context._Emin else []
        if exp._exp > self._exp:
            happened += [Inexact, Rounded] if inexact else [Rounded]
        if happened:
            context._signal(happened)
        return _make(self._sign, n, exp._exp)

    def _scaled(self, exp, rounding):
        """The coefficient for another exponent, and whether it is inexact."""
        if self._exp >= exp:
            return self._int * _ten(self._exp - exp), False
        drop = exp - self._exp
        if drop > _digits(self._int) + 2:
            return _cut(self._sign, int(self._int > 0), 2, rounding)
        return _cut(self._sign, self._int, drop, rounding)

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or self
        if self._exp >= 0:
            return self
        if not self._int:
            return _make(self._sign, 0, 0)
        n, inexact = self._scaled(0, rounding or context._rounding)
        context._signal([Inexact, Rounded] if inexact else [Rounded])
        return _make(self._sign, n, 0)

    def to_integral_value(self, rounding=None, context=None):
        if self._kind:
            return self._nan(None, context) or self
        if self._exp >= 0:
            return self
        return _make(self._sign, self._scaled(0, rounding or (context or getcontext())._rounding)[0], 0)

    to_integral = to_integral_value

    def normalize(self, context=None):
        context = context or getcontext()
        if self._kind:
            return self._nan(None, context) or self
        done = self._plus(context)
        if done._kind:
            return done
        if not done._int:
            return _make(done._sign, 0, 0)
        n, exp = done._int, done._exp
        most = context.Etop() if context._clamp else context._Emax
        while n % 10 == 0 and exp < most:
            n //= 10
            exp += 1
        return _make(done._sign, n, exp)

    def _is_integer(self):
        if self._kind:
            return False
        return self._exp >= 0 or self._int % _ten(min(-self._exp, _digits(self._int) + 1)) == 0

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._kind:
            nan = self._nan(None, context)
            if nan is not None:
                return nan
            return self if not self._sign else context._invalid()
        if not self._int:
            return _finish(self._sign, 0, self._exp >> 1, context)
        if self._sign:
            return context._invalid()
        prec = context._prec + 1
        exp = self._exp >> 1
        n, size = self._int, _digits(self._int)
        if self._exp & 1:
            n *= 10
            half = (size >> 1) + 1
        else:
            half = (size + 1) >> 1
        shift = prec - half
        if shift >= 0:
            n *= _ten(2 * shift)
            exact = True
        else:
            n, rest = divmod(n, _ten(-2 * shift))
            exact = not rest
        exp -= shift
        root = _math.isqrt(n)
        exact = exact and root * root == n
        if exact:
            root = root // _ten(shift) if shift >= 0 else root * _ten(-shift)
            exp += shift
        elif root % 5 == 0:
            root += 1
        return _finish(0, root, exp, _nearest(context))

    def exp(self, context=None):
        context = context or getcontext()
        nan = self._nan(None, context)
        if nan is not None:
            return nan
        if self._kind:
            return _make(0, 0, 0) if self._sign else self
        if not self._int:
            return _of(1)
        near = _nearest(context)
        if self.adjusted() > max(_digits(context._Emax), _digits(-context.Etiny())) + 1:
            return _finish(0, 1, context._Emax + 1 if not self._sign else context.Etiny() - 1, near)
        if self.adjusted() < -context._prec - 2:
            # 1 with one sticky digit above or below.
            n = _ten(context._prec + 1)
            return _finish(0, n - 1 if self._sign else n + 1, -context._prec - 1, near)
        return _ziv(lambda digits: _exp_of(self, digits), near)

    def ln(self, context=None):
        context = context or getcontext()
        nan = self._nan(None, context)
        if nan is not None:
            return nan
        if not self._kind and not self._int:
            return _INFINITIES[1]
        if self._kind and not self._sign:
            return self
        if self._sign:
            return context._invalid()
        if self._order(_of(1)) == 0:
            return _of(0)
        return _ziv(lambda digits: _ln_of(self, digits), _nearest(context))

    def log10(self, context=None):
        context = context or getcontext()
        nan = self._nan(None, context)
        if nan is not None:
            return nan
        if not self._kind and not self._int:
            return _INFINITIES[1]
        if self._kind and not self._sign:
            return self
        if self._sign:
            return context._invalid()
        n, exp = self._int, self._exp
        while n % 10 == 0:
            n //= 10
            exp += 1
        if n == 1:
            return _finish(int(exp < 0), abs(exp), 0, _nearest(context))
        return _ziv(lambda digits: _log10_of(self, digits), _nearest(context))

    def logb(self, context=None):
        context = context or getcontext()
        nan = self._nan(None, context)
        if nan is not None:
            return nan
        if self._kind:
            return _INFINITIES[0]
        if not self._int:
            context._signal([DivisionByZero])
            return _INFINITIES[1]
        return _of(self.adjusted())._plus(context)

    def scaleb(self, other, context=None):
        context = context or getcontext()
        other = _of(other)
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        if other._kind or other._exp or other._int > 2 * (context._Emax + context._prec):
            return context._invalid()
        if self._kind:
            return self
        return _finish(self._sign, self._int, self._exp + other._signed(), context)

    def _turned(self, other, context, wrap):
        context = context or getcontext()
        other = _of(other)
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        if other._kind or other._exp or other._int > context._prec:
            return context._invalid()
        if self._kind:
            return self
        prec, by = context._prec, other._signed()
        text = _text(self._int % _ten(prec)).zfill(prec)
        if wrap:
            by %= prec
            text = text[by:] + text[:by]
        elif by >= 0:
            text = text[by:] + "0" * by
        else:
            text = text[:by] or "0"
        return _make(self._sign, _number(text), self._exp)

    def shift(self, other, context=None):
        return self._turned(other, context, False)

    def rotate(self, other, context=None):
        return self._turned(other, context, True)

    def _neighbour(self, up, context):
        context = (context or getcontext())
        nan = self._nan(None, context)
        if nan is not None:
            return nan
        if self._kind:
            if bool(self._sign) != up:
                return self
            return _make(self._sign, _ten(context._prec) - 1, context.Etop())
        quiet = context.copy()
        quiet.clear_traps()
        quiet.rounding = ROUND_CEILING if up else ROUND_FLOOR
        same = self._plus(quiet)
        if same._order(self):
            return same
        return self.__add__(_make(int(not up), 1, context.Etiny() - 1), quiet)

    def next_plus(self, context=None):
        return self._neighbour(True, context)

    def next_minus(self, context=None):
        return self._neighbour(False, context)

    def next_toward(self, other, context=None):
        context = context or getcontext()
        other = _of(other)
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        order = self._order(other)
        if not order:
            return self.copy_sign(other)
        result = self._neighbour(order < 0, context)
        if result._kind:
            context._signal([Overflow, Inexact, Rounded])
        elif result.adjusted() < context._Emin:
            context._signal([Underflow, Subnormal, Inexact, Rounded] + ([] if result._int else [Clamped]))
        return result

    def _bits(self):
        if self._sign or self._kind or self._exp:
            return None
        text = _text(self._int)
        return int(text, 2) if not text.strip("01") else None

    def _logical(self, other, context, combine):
        context = context or getcontext()
        a, b = self._bits(), _of(other)._bits()
        if a is None or b is None or max(_digits(self._int), _digits(_of(other)._int)) > context._prec:
            return context._invalid()
        return _make(0, int(bin(combine(a, b))[2:]), 0)

    def logical_and(self, other, context=None):
        return self._logical(other, context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        return self._logical(other, context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        return self._logical(other, context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        context = context or getcontext()
        ones = _make(0, (_ten(context._prec) - 1) // 9, 0)
        return self._logical(ones, context, lambda a, b: a ^ b)

    # Powers.

    def __pow__(self, other, modulo=None, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if modulo is not None:
            modulo = _operand(modulo)
            return modulo if modulo is NotImplemented else self._power_modulo(other, modulo, context)
        nan = self._nan(other, context)
        if nan is not None:
            return nan
        if other.is_zero():
            return context._invalid() if self.is_zero() else _of(1)
        whole = other._is_integer()
        odd = whole and other._exp <= 0 and int(other) & 1
        sign = 0
        if self._sign:
            if whole:
                sign = int(bool(odd))
            elif not self.is_zero() and not (other._kind and self._int == 1):
                if other._kind != "F":
                    return context._invalid()
            if other._kind == "F" and self._int:
                return context._invalid()
        base = self.copy_abs()
        if base.is_zero():
            return _make(sign, 0, 0) if not other._sign else _INFINITIES[sign]
        if base._kind:
            return _INFINITIES[sign] if not other._sign else _make(sign, 0, 0)
        one = base._order(_of(1))
        if one == 0:
            if whole and not other._kind:
                if base._exp == 0:
                    return _make(sign, 1, 0)
                times = min(int(other) if not other._sign else context._prec, context._prec)
                exp = max(base._exp * times, 1 - context._prec)
                happened = [Rounded] if base._exp * times < 1 - context._prec or other._sign else []
                context._signal(happened)
                return _make(sign, _ten(-exp), exp)
            context._signal([Inexact, Rounded])
            return _make(0, _ten(context._prec - 1), 1 - context._prec)
        if other._kind:
            return _make(0, 0, 0) if (one > 0) == bool(other._sign) else _INFINITIES[0]
        return _power(base, other, whole, sign, context)

    def __rpow__(self, other, modulo=None, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__pow__(self, modulo, context)

    def _power_modulo(self, other, modulo, context):
        for one in (self, other, modulo):
            nan = one._nan(None, context)
            if nan is not None:
                return nan
        if not (self._is_integer() and other._is_integer() and modulo._is_integer()):
            return context._invalid()
        if other._sign or not modulo._int or modulo.adjusted() >= context._prec:
            return context._invalid()
        if not other._int and not self._int:
            return context._invalid()
        n = pow(abs(int(self)), int(other), abs(int(modulo)))
        return _make(int(self._sign and int(other) & 1), n, 0)


def _nearest(context):
    if context._rounding == ROUND_HALF_EVEN:
        return context
    return _Rounded(context)


class _Rounded:
    """A context's limits and signals with rounding to nearest, even."""

    def __init__(self, context):
        self._context = context
        self._prec, self._Emin, self._Emax = context._prec, context._Emin, context._Emax
        self._clamp, self._rounding = context._clamp, ROUND_HALF_EVEN
        self._signal = context._signal

    def Etiny(self):
        return self._context.Etiny()


def _ziv(approximate, context):
    """Rounds a number that is not exact: `approximate(digits)` gives sign, coefficient of so many digits or more, exponent,
    the last place wrong by at most 10 units (Ziv, 1991)."""
    extra = 4
    while True:
        sign, n, exp = approximate(context._prec + extra)
        # Safe if everything within the error rounds alike.
        size = _digits(n)
        drop = size - context._prec
        if drop > 1 and _cut(0, n - 10, drop, ROUND_HALF_EVEN)[0] == _cut(0, n + 10, drop, ROUND_HALF_EVEN)[0]:
            if n % 5 == 0:
                n += 1
            return _finish(sign, n, exp, context)
        extra += extra


def _fixed(number, places):
    """A finite number times 10**places as an int, cut."""
    shift = number._exp + places
    return number._int * _ten(shift) if shift >= 0 else number._int // _ten(min(-shift, _digits(number._int) + 1))


def _fixed_exp(x, places):
    """exp(x / 10**places) * 10**places for 0 <= x < 10**places, by halving and the series."""
    halvings = int(places**0.5) + 4
    scale = _ten(places + halvings)
    x = (x * _ten(halvings)) >> halvings
    total = term = scale
    k = 1
    while term:
        term = term * x // (scale * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // _ten(halvings)


def _fixed_ln(x, places):
    """ln(x / 10**places) * 10**places for x about 10**places, by Newton's steps over exp."""
    scale = _ten(places)
    y = int(_math.log(x / scale) * 2**60) * scale >> 60
    good = 14
    while good < places * 2:
        e = _fixed_exp(y, places) if y >= 0 else scale * scale // _fixed_exp(-y, places)
        y += 2 * scale * (x - e) // (x + e)
        good *= 3
    return y


_ln10_known = [0, 0]


def _ln10(places):
    """ln(10) * 10**places."""
    if _ln10_known[0] < places:
        # ln 10 = 3 ln 2 + ln 1.25, both by the inverse hyperbolic tangent.
        unit = _ten(places + 10)

        def atanh(q):
            total = power = unit // q
            k = 1
            while power:
                power //= q * q
                k += 2
                total += power // k
            return total

        _ln10_known[:] = places, (3 * 2 * atanh(3) + 2 * atanh(9)) // _ten(10)
    return _ln10_known[1] // _ten(_ln10_known[0] - places)


def _exp_scaled(x, places, digits):
    """exp(x / 10**places) as coefficient and exponent, about `digits` digits good."""
    ln10 = _ln10(places)
    k, rest = divmod(x, ln10)
    if rest * 1 >= _ten(places):
        # e**rest with 1 <= rest < 2.31: a third of it three times.
        third = _fixed_exp(rest // 3, places)
        unit = _ten(places)
        n = third * third // unit * third // unit
    else:
        n = _fixed_exp(rest, places)
    drop = _digits(n) - digits - 2
    return (n // _ten(drop), k - places + drop) if drop > 0 else (n, k - places)


def _exp_of(x, digits):
    places = digits + max(x.adjusted(), 0) + 12
    n, exp = _exp_scaled(-_fixed(x, places) if x._sign else _fixed(x, places), places, digits)
    return 0, n, exp


def _ln_scaled(x, places):
    """ln(x) * 10**places."""
    size = _digits(x._int)
    exp = x._exp + size
    n = x._int * _ten(places) // _ten(size) if size > 0 else 0
    if 10 * n < 4 * _ten(places):
        n = x._int * _ten(places + 1) // _ten(size)
        exp -= 1
    return _fixed_ln(n, places) + exp * _ln10(places)


def _near_one(x):
    """How many leading digits the logarithm of a number near 1 lacks."""
    gap = _make(x._sign, x._int, x._exp)
    exp = min(gap._exp, 0)
    difference = abs(gap._int * _ten(gap._exp - exp) - _ten(-exp)) if -exp < 10**6 and gap._exp < 10**6 else 0
    return max(0, -exp - _digits(difference) + 1) if difference and abs(x.adjusted()) <= 1 else 0


def _leading(y, places, digits):
    """y / 10**places as sign, coefficient and exponent, a little more than `digits` digits of it."""
    drop = max(_digits(abs(y)) - digits - 2, 0)
    return int(y < 0), abs(y) // _ten(drop), drop - places


def _ln_of(x, digits):
    places = digits + _near_one(x) + 10
    return _leading(_ln_scaled(x, places), places, digits)


def _log10_of(x, digits):
    places = digits + _near_one(x) + 10
    return _leading(_ln_scaled(x, places) * _ten(places) // _ln10(places), places, digits)


def _power(base, other, whole, sign, context):
    """base ** other for a positive finite base other than 1 and a finite exponent other than 0."""
    n, exp = base._int, base._exp
    while n % 10 == 0:
        n //= 10
        exp += 1
    if whole and other.adjusted() < 12:
        times = abs(int(other))
        if _digits(n) * times <= 8 * context._prec + 200 or n == 1:
            if not other._sign:
                ideal = base._exp * times
                power, at = n**times, exp * times
                while at > ideal and _digits(power) < context._prec and at - ideal < 10**6:
                    power *= 10
                    at -= 1
                return _finish(sign, power, at, context)
            return _inverse(sign, n**times, exp * times, context)
    if not whole:
        exact = _exact_root(n, exp, other, context)
        if exact is not None:
            root, at = exact
            pad = context._prec - _digits(root)
            if pad > 0:
                root, at = root * _ten(pad), at - pad
            context._signal([Inexact, Rounded])
            return _finish(sign, root, at, context)
    # Far beyond the limits there is nothing to compute.
    size = abs(base.adjusted()) if base.adjusted() not in (0, -1) else 0
    if other.adjusted() > _digits(context._Emax) + context._prec + _near_one(base) + 3:
        up = (base._order(_of(1)) > 0) != bool(other._sign)
        return _finish(sign, 1, context._Emax + 1 if up else context.Etiny() - 2, context)

    def approximate(digits):
        places = digits + _near_one(base) + max(other.adjusted(), 0) + _digits(size + 1) + 14
        y = _ln_scaled(base, places) * other._int
        y = y * _ten(other._exp) if other._exp >= 0 else y // _ten(-other._exp)
        if other._sign:
            y = -y
        result, at = _exp_scaled(y, places, digits)
        return sign, result, at

    estimate = approximate(10)
    top = _digits(estimate[1]) + estimate[2] - 1
    if top > context._Emax + 1 or top < context.Etiny() - 2:
        return _finish(sign, 1, context._Emax + 1 if top > 0 else context.Etiny() - 2, context)
    return _ziv(approximate, context)


def _inverse(sign, n, exp, context):
    """1 / (n * 10**exp)."""
    shift = _digits(n) + context._prec + 1
    q, rest = divmod(_ten(shift), n)
    exp = -exp - shift
    if rest:
        if q % 5 == 0:
            q += 1
    else:
        while q % 10 == 0:
            q //= 10
            exp += 1
    return _finish(sign, q, exp, context)


def _exact_root(n, exp, other, context):
    """(n * 10**exp) ** other if it is exact within the precision: coefficient and exponent."""
    p, q = other.as_integer_ratio()
    if q > 4 * context._prec + 60 or abs(p) > 8 * context._prec + 200 or exp % q:
        return None
    root = _integer_root(n, q)
    if root**q != n:
        return None
    at = exp // q * p
    if p > 0:
        power = root**p
    else:
        # An inverse is exact for products of 2 and 5 alone.
        power = root**-p
        places = power.bit_length() + 1
        whole, rest = divmod(_ten(places), power)
        if rest:
            return None
        power, at = whole, at - places
    while power % 10 == 0:
        power //= 10
        at += 1
    return (power, at) if _digits(power) <= context._prec else None


def _integer_root(n, q):
    """The integer part of the q-th root."""
    x = 1 << -(-n.bit_length() // q)
    while True:
        y = ((q - 1) * x + n // x ** (q - 1)) // q
        if y >= x:
            return x
        x = y


_align = "<>=^"


def _parse_spec(spec):
    """fill, align, sign, z, zero padding, width, grouping, precision, type."""
    at = 0
    fill, align = " ", ""
    if len(spec) >= 2 and spec[1] in _align:
        fill, align, at = spec[0], spec[1], 2
    elif spec[:1] and spec[0] in _align:
        align, at = spec[0], 1
    take = lambda chars: spec[at:at + 1] and spec[at] in chars
    sign = "-"
    if take("+- "):
        sign = spec[at]
        at += 1
    no_negative_zero = bool(take("z"))
    at += no_negative_zero
    if take("#"):
        at += 1
    zero = bool(take("0"))
    at += zero
    start = at
    while take("0123456789"):
        at += 1
    width = int(spec[start:at]) if at > start else 0
    comma = "," if take(",") else ""
    at += len(comma)
    precision = None
    if take("."):
        start = at = at + 1
        while take("0123456789"):
            at += 1
        if at == start:
            raise ValueError("invalid format string")
        precision = int(spec[start:at])
    kind = spec[at:]
    if kind not in ("", "e", "E", "f", "F", "g", "G", "n", "%"):
        raise ValueError("invalid format string")
    if zero and not align:
        fill, align = "0", "="
    return fill, align or ">", sign, no_negative_zero, width, comma, precision, kind


def _formatted(d, spec, context):
    fill, align, plus, no_negative_zero, width, comma, precision, kind = _parse_spec(spec)
    sign = d._sign
    if d._kind:
        body = d.copy_abs()._special_text() + ("%" if kind == "%" else "")
        if fill == "0" and align == "=":
            fill, align = " ", ">"
        comma = ""
    else:
        n, exp = d._int, d._exp
        if kind == "":
            kind = "G" if context._capitals else "g"
        if kind == "n":
            kind = "g"
        if kind == "%":
            exp += 2
        if precision is not None and (kind in "gG") and not precision:
            precision = 1

        def cut(to):
            nonlocal n, exp
            if to > exp:
                n, exp = _make(sign, n, exp)._scaled(to, context._rounding)[0], to

        if precision is not None:
            if kind in "eE":
                drop = _digits(n) - precision - 1
                if drop > 0:
                    cut(exp + drop)
                    if _digits(n) > precision + 1:
                        n, exp = n // 10, exp + 1
                elif n:
                    n, exp = n * _ten(-drop), exp + drop
            elif kind in "fF%":
                if exp > -precision:
                    n, exp = n * _ten(exp + precision), -precision
                else:
                    cut(-precision)
            elif _digits(n) > precision:
                cut(exp + _digits(n) - precision)
                if _digits(n) > precision:
                    n, exp = n // 10, exp + 1
        if kind in "fF%" and exp > 0:
            n, exp = n * _ten(exp), 0
        if no_negative_zero and not n:
            sign = 0
        text = _text(n)
        left = exp + len(text)
        if kind in "eE":
            dot = 1 if n or precision is None else 1 - precision
        elif kind in "fF%":
            dot = left
        else:
            dot = left if exp <= 0 and left > -6 else 1
        if dot <= 0:
            whole, fraction = "0", "0" * -dot + text
        elif dot > len(text):
            whole, fraction = text + "0" * (dot - len(text)), ""
        else:
            whole, fraction = text[:dot], text[dot:]
        tail = "." + fraction if fraction else ""
        if left != dot or kind in "eE":
            tail += ("E" if kind in "EG" else "e") + f"{left - dot:+d}"
        if kind == "%":
            tail += "%"
        body = whole + tail
    lead = "-" if sign else plus if plus != "-" else ""
    if comma:
        tail = body[len(whole):]
        if fill == "0" and align == "=":
            room = width - len(lead) - len(tail)
            grouped = f"{int(whole):,}" if len(whole) < 4000 else whole
            while len(grouped) < room:
                whole = "0" + whole
                parts = []
                rest = whole
                while len(rest) > 3:
                    parts.append(rest[-3:])
                    rest = rest[:-3]
                grouped = ",".join([rest, *reversed(parts)])
            body = grouped + tail
        else:
            body = f"{int(whole):,}" + tail
    missing = width - len(lead) - len(body)
    if missing <= 0:
        return lead + body
    if align == "<":
        return lead + body + fill * missing
    if align == "=":
        return lead + fill * missing + body
    if align == "^":
        return fill * (missing // 2) + lead + body + fill * (missing - missing // 2)
    return fill * missing + lead + body


_NAN = _make(0, 0, 0, "n")
_INFINITIES = (_make(0, 0, 0, "F"), _make(1, 0, 0, "F"))

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])

_current = _local()


def getcontext():
    """The context of this thread."""
    try:
        return _current.context
    except AttributeError:
        context = _current.context = DefaultContext.copy()
        context.clear_flags()
        return context


def setcontext(context):
    """Makes a context that of this thread."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.context = context


Context.__eq__ = object.__eq__


class _Local:
    """A context for the length of a block."""

    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._old = getcontext()
        _current.context = self._new
        return self._new

    def __exit__(self, *_):
        _current.context = self._old


def localcontext(ctx=None, **kwargs):
    """A block with a copy of the context."""
    context = (ctx or getcontext()).copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(context, name, _signal_dict(value) if name in ("flags", "traps") else value)
    return _Local(context)

"""Exact fractions."""

import math
import numbers
import sys

__all__ = ["Fraction"]

_prime = sys.hash_info.modulus


def _digits(text):
    """An unsigned run of digits with single underscores between them, or None."""
    if not text or not all(part.isdecimal() for part in text.split("_")):
        return None
    return text.replace("_", "")


def _parse(text):
    """The numerator and denominator that a text gives, or None."""
    text = text.strip()
    sign = 1
    if text[:1] in ("+", "-"):
        sign = -1 if text[0] == "-" else 1
        text = text[1:]
    if "/" in text:
        top, _, bottom = text.partition("/")
        top, bottom = _digits(top), _digits(bottom)
        return None if top is None or bottom is None else (sign * int(top), int(bottom))
    mantissa, mark, exponent = text.partition("e" if "e" in text else "E")
    power = 0
    if mark:
        digits = _digits(exponent[1:] if exponent[:1] in ("+", "-") else exponent)
        if digits is None:
            return None
        power = -int(digits) if exponent[0] == "-" else int(digits)
    whole, dot, places = mantissa.partition(".")
    if not whole and not places:
        return None
    whole = _digits(whole) if whole else ""
    places = _digits(places) if places else ""
    if whole is None or places is None:
        return None
    top = int((whole + places) or "0")
    power -= len(places)
    if power >= 0:
        return sign * top * 10 ** power, 1
    return sign * top, 10 ** -power


class Fraction(numbers.Rational):
    """A quotient of two ints in lowest terms."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._made(numerator, 1)
            if isinstance(numerator, numbers.Rational):
                return cls._made(numerator.numerator, numerator.denominator)
            if isinstance(numerator, float) or type(numerator).__name__ == "Decimal":
                return cls._made(*numerator.as_integer_ratio())
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            parsed = _parse(numerator)
            if parsed is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            top, bottom = parsed
        elif type(numerator) is int is type(denominator):
            top, bottom = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        divisor = math.gcd(top, bottom)
        if bottom < 0:
            divisor = -divisor
        return cls._made(top // divisor, bottom // divisor)

    @classmethod
    def _made(cls, top, bottom):
        self = object.__new__(cls)
        self._numerator = top
        self._denominator = bottom
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._made(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction with a denominator no larger than this: a walk along the continued fraction."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, now = (0, 1), (1, 0)
        top, bottom = self._numerator, self._denominator
        while True:
            step = top // bottom
            below = before[1] + step * now[1]
            if below > max_denominator:
                break
            before, now = now, (before[0] + step * now[0], below)
            top, bottom = bottom, top - step * bottom
        step = (max_denominator - before[1]) // now[1]
        side = Fraction(before[0] + step * now[0], before[1] + step * now[1])
        last = Fraction(*now)
        return last if abs(last - self) <= abs(side - self) else side

    def __repr__(self):
        return f"{type(self).__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def _binary(self, other, exact, operator, swapped=False):
        if isinstance(other, (int, Fraction)):
            return exact(other, self) if swapped else exact(self, other)
        if isinstance(other, (float, complex)):
            mine = complex(self) if isinstance(other, complex) else float(self)
            return operator(other, mine) if swapped else operator(mine, other)
        if isinstance(other, numbers.Rational):
            other = Fraction(other)
            return exact(other, self) if swapped else exact(self, other)
        return NotImplemented

    def __add__(self, other):
        return self._binary(other, _add, lambda a, b: a + b)

    def __radd__(self, other):
        return self._binary(other, _add, lambda a, b: a + b, True)

    def __sub__(self, other):
        return self._binary(other, _sub, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._binary(other, _sub, lambda a, b: a - b, True)

    def __mul__(self, other):
        return self._binary(other, _mul, lambda a, b: a * b)

    def __rmul__(self, other):
        return self._binary(other, _mul, lambda a, b: a * b, True)

    def __truediv__(self, other):
        return self._binary(other, _div, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._binary(other, _div, lambda a, b: a / b, True)

    def __floordiv__(self, other):
        return self._binary(other, _floordiv, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return self._binary(other, _floordiv, lambda a, b: a // b, True)

    def __mod__(self, other):
        return self._binary(other, _mod, lambda a, b: a % b)

    def __rmod__(self, other):
        return self._binary(other, _mod, lambda a, b: a % b, True)

    def __divmod__(self, other):
        return self._binary(other, lambda a, b: (_floordiv(a, b), _mod(a, b)), divmod)

    def __rdivmod__(self, other):
        return self._binary(other, lambda a, b: (_floordiv(a, b), _mod(a, b)), divmod, True)

    def __pow__(self, other):
        if isinstance(other, numbers.Rational):
            if other.denominator != 1:
                return float(self) ** float(other)
            power = other.numerator
            if power >= 0:
                return Fraction._made(self._numerator ** power, self._denominator ** power)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
            top, bottom = self._denominator ** -power, self._numerator ** -power
            return Fraction._made(-top, -bottom) if bottom < 0 else Fraction._made(top, bottom)
        return float(self) ** other

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        if isinstance(other, numbers.Rational):
            return Fraction(other.numerator, other.denominator) ** self
        if self._denominator == 1:
            return other ** self._numerator
        return other ** float(self)

    def __neg__(self):
        return Fraction._made(-self._numerator, self._denominator)

    def __pos__(self):
        return Fraction._made(self._numerator, self._denominator)

    def __abs__(self):
        return Fraction._made(abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 > self._denominator or rest * 2 == self._denominator and whole % 2:
                whole += 1
            return whole
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _prime)
        except ValueError:
            result = sys.hash_info.inf
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(self, other):
        if type(other) is int:
            return self._numerator == other and self._denominator == 1
        if isinstance(other, numbers.Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == Fraction.from_float(other)
        return NotImplemented

    def _compare(self, other, decide):
        if isinstance(other, numbers.Rational):
            return decide(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return decide(0.0, other)
            top, bottom = other.as_integer_ratio()
            return decide(self._numerator * bottom, self._denominator * top)
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __bool__(self):
        return bool(self._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _add(a, b):
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _sub(a, b):
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _mul(a, b):
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)


def _div(a, b):
    top, bottom = a.numerator, a.denominator * b.numerator
    if bottom == 0:
        raise ZeroDivisionError(f"Fraction({_mul(Fraction(top, a.denominator), b.denominator).numerator}, 0)")
    return Fraction(top * b.denominator, bottom)


def _floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _mod(a, b):
    below = a.denominator * b.denominator
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), below)

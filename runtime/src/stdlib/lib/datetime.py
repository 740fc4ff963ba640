"""Dates, times of day, spans of time and fixed zones."""

import math
import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR = 1
MAXYEAR = 9999

_month_names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"]
_day_names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_before = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _ordinal(year, month, day):
    years = year - 1
    days = years * 365 + years // 4 - years // 100 + years // 400
    return days + _before[month] + (month > 2 and _is_leap(year)) + day


def _from_ordinal(n):
    if not 1 <= n <= 3652059:
        raise OverflowError("date value out of range")
    n -= 1
    centuries4, n = divmod(n, 146097)
    centuries, n = divmod(n, 36524)
    years4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year = centuries4 * 400 + centuries * 100 + years4 * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _month_days(year, month):
        n -= _month_days(year, month)
        month += 1
    return year, month, n + 1


def _index(value):
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    parts = _index(hour), _index(minute), _index(second), _index(microsecond)
    for value, limit, name in zip(parts, (23, 59, 59, 999999), ("hour", "minute", "second", "microsecond")):
        if not 0 <= value <= limit:
            raise ValueError(f"{name} must be in 0..{limit}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return parts


def _offset_text(offset, separator=":"):
    if offset is None:
        return ""
    sign = "+"
    if offset.days < 0:
        sign, offset = "-", -offset
    minutes, seconds = divmod(offset.days * 86400 + offset.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{sign}{hours:02d}{separator}{minutes:02d}"
    if seconds or offset.microseconds:
        text += f"{separator}{seconds:02d}"
        if offset.microseconds:
            text += f".{offset.microseconds:06d}"
    return text


def _clock_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    forms = {
        "hours": f"{hour:02d}",
        "minutes": f"{hour:02d}:{minute:02d}",
        "seconds": f"{hour:02d}:{minute:02d}:{second:02d}",
        "milliseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}",
        "microseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}",
    }
    if timespec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[timespec]


class timedelta:
    """A span of time."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for name, value in (("days", days), ("seconds", seconds), ("microseconds", microseconds),
                            ("milliseconds", milliseconds), ("minutes", minutes), ("hours", hours), ("weeks", weeks)):
            if not isinstance(value, (int, float)):
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        total = 0
        rest = 0.0
        for value, factor in ((weeks, 604800000000), (days, 86400000000), (hours, 3600000000), (minutes, 60000000),
                              (seconds, 1000000), (milliseconds, 1000), (microseconds, 1)):
            if isinstance(value, float):
                whole = int(value)
                total += whole * factor
                fraction = (value - whole) * factor
                whole = int(fraction)
                total += whole
                rest += fraction - whole
            else:
                total += value * factor
        # Rounded once, half to even.
        whole = math.floor(rest)
        total += whole
        rest -= whole
        if rest > 0.5 or rest == 0.5 and total % 2:
            total += 1
        return cls._made(total)

    @classmethod
    def _made(cls, total):
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(total, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f"days={self._days}; must have magnitude <= 999999999")
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = []
        for name in ("days", "seconds", "microseconds"):
            value = getattr(self, name)
            if value:
                parts.append(f"{name}={value}")
        module = type(self).__module__ + "." if type(self).__module__ == "datetime" else ""
        return f"{module}{type(self).__qualname__}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {text}"
        return text + f".{self._microseconds:06d}" if self._microseconds else text

    def __add__(self, other):
        return timedelta._made(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._made(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._made(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._made(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._made(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._made(self._total() * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._made(_nearest(self._total() * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._made(_nearest(self._total(), other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._made(_nearest(self._total() * bottom, top))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._made(self._total() // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._made(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0


def _nearest(top, bottom):
    """`top / bottom` rounded to the nearest int, ties to even."""
    if bottom == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    if bottom < 0:
        top, bottom = -top, -bottom
    whole, rest = divmod(top, bottom)
    if rest * 2 > bottom or rest * 2 == bottom and whole % 2:
        whole += 1
    return whole


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """The base class of zones."""

    __slots__ = ()

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    """A zone that is always the same distance from UTC."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                             f"not {offset!r}")
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _strftime(value, form, year, month, day, hour, minute, second, microsecond, offset, name):
    ordinal = _ordinal(year, month, day)
    weekday = (ordinal + 6) % 7
    in_year = ordinal - _ordinal(year, 1, 1) + 1
    out = []
    at = 0
    while at < len(form):
        c = form[at]
        at += 1
        if c != "%" or at == len(form):
            out.append(c)
            continue
        c = form[at]
        at += 1
        plain = c == "-"
        if plain and at < len(form):
            c = form[at]
            at += 1
        if c == "f":
            text = f"{microsecond:06d}"
        elif c == "z":
            text = _offset_text(offset, "")
        elif c == "Z":
            text = name or ""
        elif c == "Y":
            text = str(year)
        elif c in "aA":
            text = _day_names[weekday] if c == "A" else _day_names[weekday][:3]
        elif c in "bBh":
            text = _month_names[month - 1] if c == "B" else _month_names[month - 1][:3]
        elif c == "p":
            text = "AM" if hour < 12 else "PM"
        elif c in "mdHMSyIjUWGVCegs":
            iso = _iso(ordinal, year)
            number, width = {
                "m": (month, 2), "d": (day, 2), "H": (hour, 2), "M": (minute, 2), "S": (second, 2), "y": (year % 100, 2),
                "I": (hour % 12 or 12, 2), "j": (in_year, 3), "U": ((in_year + 6 - (weekday + 1) % 7) // 7, 2),
                "W": ((in_year + 6 - weekday) // 7, 2), "G": (iso[0], 4), "V": (iso[1], 2), "C": (year // 100, 2),
                "e": (day, 2), "g": (iso[0] % 100, 2), "s": (0, 1),
            }[c]
            if c == "s":
                raise ValueError("strftime: the directive %s is not supported")
            text = f"{number:{'' if c == 'e' else '0'}{width}d}"
            if plain:
                text = text.strip().lstrip("0") or "0"
        elif c in "wu":
            text = str((weekday + 1) % 7 if c == "w" else weekday + 1)
        elif c in "cxXDFTRr":
            forms = {"c": "%a %b %e %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "F": "%Y-%m-%d",
                     "T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p"}
            text = _strftime(value, forms[c], year, month, day, hour, minute, second, microsecond, offset, name)
        elif c in "%nt":
            text = {"%": "%", "n": "\n", "t": "\t"}[c]
        else:
            text = "%" + ("-" if plain else "") + c
        out.append(text)
    return "".join(out)


def _iso(ordinal, year):
    """Year, week and day of the week as ISO 8601 counts them."""
    def first(year):
        january = _ordinal(year, 1, 1)
        weekday = (january + 6) % 7
        return january - weekday + (7 if weekday > 3 else 0)

    if ordinal < first(year):
        year -= 1
    elif ordinal >= first(year + 1):
        year += 1
    week, day = divmod(ordinal - first(year), 7)
    return year, week + 1, day + 1


class IsoCalendarDate(tuple):
    """Year, week and day of the week."""

    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    """A day."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        parts = _time.localtime(t)
        return cls(parts[0], parts[1], parts[2])

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        parts = _parse_date(text)
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        january = _ordinal(year, 1, 1)
        weekday = (january + 6) % 7
        first = january - weekday + (7 if weekday > 3 else 0)
        n = first + (week - 1) * 7 + day - 1
        if not 1 <= week <= 53 or _iso(n - day + 1, year)[0] != year:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(n)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        return IsoCalendarDate(_iso(self.toordinal(), self._year))

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def ctime(self):
        return self.strftime("%a %b %e 00:00:00 %Y")

    def strftime(self, format):
        return _strftime(self, format, self._year, self._month, self._day, 0, 0, 0, 0, None, None)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def timetuple(self):
        in_year = self.toordinal() - _ordinal(self._year, 1, 1) + 1
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), in_year, -1))

    def __repr__(self):
        return f"datetime.date({self._year}, {self._month}, {self._day})"

    def __str__(self):
        return self.isoformat()

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*_from_ordinal(self.toordinal() + other.days))
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self):
        return (self._year, self._month, self._day)

    def _with(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._with(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._with(other) else _not_comparable(self, other)

    def __le__(self, other):
        return self._key() <= other._key() if self._with(other) else _not_comparable(self, other)

    def __gt__(self, other):
        return self._key() > other._key() if self._with(other) else _not_comparable(self, other)

    def __ge__(self, other):
        return self._key() >= other._key() if self._with(other) else _not_comparable(self, other)

    def __hash__(self):
        return hash(self._key())


def _not_comparable(a, b):
    if isinstance(b, date):
        raise TypeError(f"can't compare {_full(a)} to {_full(b)}")
    return NotImplemented


def _full(value):
    return f"{type(value).__module__}.{type(value).__qualname__}"


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class time:
    """A time of day."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        parts = _parse_time(text)
        if parts is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*parts)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        text = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + _offset_text(self.utcoffset())

    def strftime(self, format):
        return _strftime(self, format, 1900, 1, 1, self._hour, self._minute, self._second, self._microsecond,
                         self.utcoffset(), self.tzname())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def __repr__(self):
        return f"datetime.time({_clock_args(self)}{_tail(self)})"

    def __str__(self):
        return self.isoformat()

    def _key(self):
        total = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return total if offset is None else total - offset._total()

    def _same_kind(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._same_kind(other) and self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._same_kind(other) and self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._same_kind(other) and self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._same_kind(other) and self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def _clock_args(value):
    parts = [value._hour, value._minute]
    if value._second or value._microsecond:
        parts.append(value._second)
    if value._microsecond:
        parts.append(value._microsecond)
    return ", ".join(map(str, parts))


def _tail(value):
    text = f", tzinfo={value._tzinfo!r}" if value._tzinfo is not None else ""
    return text + f", fold={value._fold}" if value._fold else text


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


def _parse_date(text):
    if len(text) == 8 and text.isdigit():
        return int(text[:4]), int(text[4:6]), int(text[6:])
    if len(text) == 10 and text[4] == text[7] == "-" and (text[:4] + text[5:7] + text[8:]).isdigit():
        return int(text[:4]), int(text[5:7]), int(text[8:])
    return None


def _parse_time(text):
    zone = None
    for at, c in enumerate(text):
        if c in "+-Z":
            zone, text = text[at:], text[:at]
            break
    tz = None
    if zone == "Z":
        tz = timezone.utc
    elif zone is not None:
        parts = _parse_time(zone[1:])
        if parts is None:
            return None
        offset = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2], microseconds=parts[3])
        tz = timezone(-offset if zone[0] == "-" else offset) if offset else timezone.utc
    text, dot, places = text.replace(",", ".").partition(".")
    if dot and not places.isdigit():
        return None
    fields = text.split(":") if ":" in text else [text[i:i + 2] for i in range(0, len(text), 2)]
    if not 1 <= len(fields) <= 3 or any(len(field) != 2 or not field.isdigit() for field in fields):
        return None
    if dot and len(fields) != 3:
        return None
    numbers = [int(field) for field in fields] + [0] * (3 - len(fields))
    return (*numbers, int((places + "000000")[:6]) if dot else 0, tz)


class datetime(date):
    """A day with a time."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    # The same fields as those of `time`, so the same properties.
    hour, minute, second, microsecond = time.hour, time.minute, time.second, time.microsecond
    tzinfo, fold = time.tzinfo, time.fold

    @classmethod
    def _from_total(cls, total, tz=None):
        days, micro = divmod(total, 86400000000)
        seconds, micro = divmod(micro, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(*_from_ordinal(days), hour, minute, second, micro, tz)

    def _total(self):
        seconds = (self.toordinal() * 24 + self._hour) * 3600 + self._minute * 60 + self._second
        return seconds * 1000000 + self._microsecond

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is not None:
            return tz.fromutc(cls.utcfromtimestamp(timestamp).replace(tzinfo=tz))
        micro = round(timestamp * 1000000) if isinstance(timestamp, int) else _micro(timestamp)
        whole, micro = divmod(micro, 1000000)
        parts = _time.localtime(whole)
        return cls(*parts[:5], min(parts[5], 59), micro)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        micro = timestamp * 1000000 if isinstance(timestamp, int) else _micro(timestamp)
        return cls._from_total(719163 * 86400000000 + micro)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        size = 8 if len(text) >= 8 and text[:8].isdigit() else 10
        day = _parse_date(text[:size])
        clock = (0, 0, 0, 0, None) if len(text) == size else _parse_time(text[size + 1:])
        if day is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {text!r}")
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, text, format):
        return _strptime(cls, text, format)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if offset is None or tz is None:
            raise NotImplementedError("astimezone() from or to the system's own zone is not supported")
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def timestamp(self):
        offset = self.utcoffset()
        if offset is None:
            whole = _time.mktime(self.timetuple())
            return whole + self._microsecond / 1000000
        return (self._total() - offset._total() - 719163 * 86400000000) / 1000000

    def timetuple(self):
        in_year = self.toordinal() - _ordinal(self._year, 1, 1) + 1
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second,
                                  self.weekday(), in_year, -1))

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def isoformat(self, sep="T", timespec="auto"):
        clock = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{clock}{_offset_text(self.utcoffset())}"

    def strftime(self, format):
        return _strftime(self, format, self._year, self._month, self._day, self._hour, self._minute, self._second,
                         self._microsecond, self.utcoffset(), self.tzname())

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
                *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def __repr__(self):
        return f"datetime.datetime({self._year}, {self._month}, {self._day}, {_clock_args(self)}{_tail(self)})"

    def __str__(self):
        return self.isoformat(" ")

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_total(self._total() + other._total(), self._tzinfo)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_total(self._total() - other._total(), self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._made(self._key() - other._key())

    def _key(self):
        offset = self.utcoffset()
        return self._total() if offset is None else self._total() - offset._total()

    def _with(self, other):
        if not isinstance(other, datetime):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    __hash__ = date.__hash__


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _micro(timestamp):
    """Microseconds of a number of seconds, rounded half to even."""
    fraction, whole = math.modf(timestamp)
    return int(whole) * 1000000 + round(fraction * 1e6)


def _strptime(cls, text, form):
    import re
    names = {"d": r"(?P<d>3[01]|[12]\d|0?[1-9])", "m": r"(?P<m>1[0-2]|0?[1-9])", "Y": r"(?P<Y>\d{4})",
             "y": r"(?P<y>\d\d)", "H": r"(?P<H>2[0-3]|[01]?\d)", "I": r"(?P<I>1[0-2]|0?[1-9])", "M": r"(?P<M>[0-5]?\d)",
             "S": r"(?P<S>6[01]|[0-5]?\d)", "f": r"(?P<f>\d{1,6})", "j": r"(?P<j>\d{1,3})", "p": r"(?P<p>am|pm)",
             "z": r"(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d)?|Z)", "Z": r"(?P<Z>utc|gmt)",
             "a": "(?P<a>" + "|".join(day[:3] for day in _day_names) + ")", "A": "(?P<A>" + "|".join(_day_names) + ")",
             "b": "(?P<b>" + "|".join(month[:3] for month in _month_names) + ")",
             "B": "(?P<B>" + "|".join(sorted(_month_names, key=len, reverse=True)) + ")", "%": "%"}
    for short, long in (("%T", "%H:%M:%S"), ("%R", "%H:%M"), ("%D", "%m/%d/%y"), ("%F", "%Y-%m-%d"),
                        ("%c", "%a %b %d %H:%M:%S %Y"), ("%x", "%m/%d/%y"), ("%X", "%H:%M:%S")):
        form_read = form.replace(short, long) if short in form else None
        if form_read is not None:
            return _strptime(cls, text, form_read)
    pattern = ""
    at = 0
    while at < len(form):
        c = form[at]
        at += 1
        if c == "%":
            if at == len(form):
                raise ValueError(f"stray %% in format '{form}'".replace("%%", "%"))
            code = form[at]
            at += 1
            if code not in names:
                raise ValueError(f"'{code}' is a bad directive in format '{form}'")
            pattern += names[code]
        elif c.isspace():
            pattern += r"\s+" if not pattern.endswith(r"\s+") else ""
        else:
            pattern += re.escape(c)
    found = re.match(pattern, text, re.IGNORECASE)
    if found is None:
        raise ValueError(f"time data {text!r} does not match format {form!r}")
    if found.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    got = {key: value for key, value in found.groupdict().items() if value is not None}
    year = int(got.get("Y", 1900))
    if "y" in got:
        year = int(got["y"])
        year += 1900 if year >= 69 else 2000
    month = int(got.get("m", 1))
    for key, size in (("b", 3), ("B", None)):
        if key in got:
            month = [name[:size].lower() for name in _month_names].index(got[key].lower()) + 1
    hour = int(got.get("H", 0))
    if "I" in got:
        hour = int(got["I"]) % 12 + (12 if got.get("p", "").lower() == "pm" else 0)
    day = int(got.get("d", 1))
    if "j" in got and "d" not in got:
        _, month, day = _from_ordinal(_ordinal(year, 1, 1) + int(got["j"]) - 1)
    tz = None
    if "z" in got:
        zone = got["z"]
        if zone in ("Z", "z"):
            tz = timezone.utc
        else:
            digits = zone[1:].replace(":", "")
            offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:] or 0))
            tz = timezone(-offset if zone[0] == "-" else offset) if offset else timezone.utc
    return cls(year, month, day, hour, int(got.get("M", 0)), int(got.get("S", 0)), int((got.get("f", "0") + "000000")[:6]), tz)

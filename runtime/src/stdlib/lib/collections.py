"""Containers beyond the built-in ones."""

import sys as _sys
from keyword import iskeyword as _iskeyword

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]


class deque:
    """A queue with two ends. The items stand in a list; what was taken from the left leaves a gap at its start."""

    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._max = maxlen
        self.extend(iterable)

    def __class_getitem__(cls, item):
        return cls

    maxlen = property(lambda self: self._max)

    def append(self, x):
        self._items.append(x)
        if self._max is not None and len(self._items) - self._head > self._max:
            self.popleft()

    def appendleft(self, x):
        head = self._head
        if head == 0:
            # As much room in front as there are items, so that this happens seldom.
            head = len(self._items) + 8
            self._items[:0] = [None] * head
        head -= 1
        self._head = head
        self._items[head] = x
        if self._max is not None and len(self._items) - head > self._max:
            self.pop()

    def pop(self):
        if len(self._items) == self._head:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        head = self._head
        items = self._items
        if len(items) == head:
            raise IndexError("pop from an empty deque")
        x = items[head]
        items[head] = None
        head += 1
        if head > 32 and head * 2 > len(items):
            del items[:head]
            head = 0
        self._head = head
        return x

    def extend(self, iterable):
        if iterable is self:
            iterable = list(self)
        if self._max is None:
            self._items.extend(iterable)
        else:
            for x in iterable:
                self.append(x)

    def extendleft(self, iterable):
        for x in list(iterable) if iterable is self else iterable:
            self.appendleft(x)

    def clear(self):
        self._items = []
        self._head = 0

    def copy(self):
        return type(self)(self, self._max)

    __copy__ = copy

    def _tight(self):
        if self._head:
            del self._items[:self._head]
            self._head = 0
        return self._items

    def count(self, x):
        return self._tight().count(x)

    def index(self, x, *bounds):
        try:
            return self._tight().index(x, *bounds)
        except ValueError:
            raise ValueError(f"{x!r} is not in deque") from None

    def insert(self, i, x):
        if self._max is not None and len(self) >= self._max:
            raise IndexError("deque already at its maximum size")
        self._tight().insert(i, x)

    def remove(self, value):
        try:
            self._tight().remove(value)
        except ValueError:
            raise ValueError("deque.remove(x): x not in deque") from None

    def reverse(self):
        self._tight().reverse()

    def rotate(self, n=1):
        items = self._tight()
        if items:
            n %= len(items)
            if n:
                items[:0] = items[-n:]
                del items[-n:]

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _at(self, index):
        index = index.__index__()
        length = len(self._items) - self._head
        if index < 0:
            index += length
        if not 0 <= index < length:
            raise IndexError("deque index out of range")
        return index + self._head

    def __getitem__(self, index):
        if isinstance(index, slice):
            raise TypeError("sequence index must be integer, not 'slice'")
        return self._items[self._at(index)]

    def __setitem__(self, index, value):
        self._items[self._at(index)] = value

    def __delitem__(self, index):
        del self._items[self._at(index)]

    def __iter__(self):
        items = self._items
        start = self._head
        length = len(items) - start
        for i in range(length):
            if len(self._items) - self._head != length:
                raise RuntimeError("deque mutated during iteration")
            yield self._items[self._head + i]

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def __contains__(self, x):
        return x in self._tight()

    def __repr__(self):
        body = "[" + ", ".join(["[...]" if x is self else repr(x) for x in self]) + "]"
        if self._max is not None:
            return f"{type(self).__name__}({body}, maxlen={self._max})"
        return f"{type(self).__name__}({body})"

    def __eq__(self, other):
        return self._tight() == other._tight() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._tight() < other._tight() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._tight() <= other._tight() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._tight() > other._tight() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._tight() >= other._tight() if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        new = self.copy()
        new.extend(other)
        return new

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(list(self) * n, self._max)

    __rmul__ = __mul__


class defaultdict(dict):
    """A dict that makes the values of absent keys."""

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = self[key] = factory()
        return value

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new


class OrderedDict(dict):
    """A dict that cares about its order."""

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        for key in self:
            break
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
        else:
            rest = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            for k, v in rest:
                dict.__setitem__(self, k, v)

    def copy(self):
        return self.__class__(self)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    __hash__ = None

    def __ne__(self, other):
        return not self == other

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(self)
        new.update(other)
        return new

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        return f"{self.__class__.__name__}({list(self.items())!r})"


def _count_elements(mapping, iterable):
    """Counts what `iterable` gives in `mapping`."""
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1


class Counter(dict):
    """A dict that counts."""

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        if n == 1:
            return [max(self.items(), key=_second)] if self else []
        ordered = sorted(self.items(), key=_second, reverse=True)
        return ordered if n is None else ordered[:max(n, 0)]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                if not self:
                    # Counts of any kind are taken as they are.
                    dict.update(self, iterable)
                else:
                    for key, count in iterable.items():
                        self[key] = count + self.get(key, 0)
            else:
                get = self.get
                for key in iterable:
                    self[key] = get(key, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, dict):
                for key, count in iterable.items():
                    self[key] = self[key] - count
            else:
                for key in iterable:
                    self[key] = self[key] - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __delitem__(self, key):
        if key in self:
            dict.__delitem__(self, key)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            pairs = self.most_common()
        except TypeError:
            pairs = list(self.items())
        return f"{self.__class__.__name__}({{" + ", ".join([f"{k!r}: {v!r}" for k, v in pairs]) + "})"

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for part in (self, other) for key in part)

    __hash__ = None

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for part in (self, other) for key in part)

    def __lt__(self, other):
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for part in (self, other) for key in part)

    def __gt__(self, other):
        return self >= other and self != other

    def _merged(self, other, combine):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            new = combine(count, other[key])
            if new > 0:
                result[key] = new
        for key, count in other.items():
            if key not in self:
                new = combine(0, count)
                if new > 0:
                    result[key] = new
        return result

    def __add__(self, other):
        return self._merged(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._merged(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._merged(other, max)

    def __and__(self, other):
        return self._merged(other, min)

    def __pos__(self):
        return self._merged(Counter(), lambda a, b: a)

    def __neg__(self):
        return Counter()._merged(self, lambda a, b: a - b)

    def _take(self, result):
        dict.clear(self)
        for key, count in result.items():
            self[key] = count
        return self

    def __iadd__(self, other):
        return self._take(self + other)

    def __isub__(self, other):
        return self._take(self - other)

    def __ior__(self, other):
        return self._take(self | other)

    def __iand__(self, other):
        return self._take(self & other)


def _second(pair):
    return pair[1]


class _tuplegetter(property):
    """A field of a named tuple; the runtime words the error of setting it."""


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for i, name in enumerate(fields):
            if not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in seen:
                fields[i] = f"_{i}"
            seen.add(name)
    for name in [typename] + fields:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in fields:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    fields = tuple(fields)
    count = len(fields)
    given = ()
    if defaults is not None:
        given = tuple(defaults)
        if len(given) > count:
            raise TypeError("Got more default values than field names")
    field_defaults = dict(zip(fields[count - len(given):], given))
    make = tuple.__new__

    def wrong(values, named):
        left = [name for name in fields[len(values):] if name not in named and name not in field_defaults]
        for name in named:
            if name not in fields:
                return f"{typename}.__new__() got an unexpected keyword argument '{name}'"
            if fields.index(name) < len(values):
                return f"{typename}.__new__() got multiple values for argument '{name}'"
        if len(values) > count:
            takes = f"from {count + 1 - len(given)} to {count + 1}" if given else f"{count + 1}"
            s = "" if takes == "1" else "s"
            return f"{typename}.__new__() takes {takes} positional argument{s} but {len(values) + 1} were given"
        names = [f"'{name}'" for name in left]
        if len(names) > 1:
            text = ", ".join(names[:-1]) + (" and " if len(names) == 2 else ", and ") + names[-1]
        else:
            text = names[0]
        s = "" if len(names) == 1 else "s"
        return f"{typename}.__new__() missing {len(names)} required positional argument{s}: {text}"

    def __new__(_cls, /, *values, **named):
        if named or len(values) != count:
            if len(values) > count:
                raise TypeError(wrong(values, named))
            row = list(values)
            used = 0
            for name in fields[len(values):]:
                if name in named:
                    row.append(named[name])
                    used += 1
                elif name in field_defaults:
                    row.append(field_defaults[name])
                else:
                    raise TypeError(wrong(values, named))
            if used != len(named):
                raise TypeError(wrong(values, named))
            values = row
        return make(_cls, values)

    def _make(cls, iterable):
        result = make(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        parts = [f"{name}={value!r}" for name, value in zip(fields, self)]
        return f"{self.__class__.__name__}({', '.join(parts)})"

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return tuple(self)

    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except AttributeError:
            module = "__main__"
    namespace = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__slots__": (),
        "__module__": module,
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for i, name in enumerate(fields):
        namespace[name] = _tuplegetter(_item_getter(i), doc=f"Alias for field number {i}")
    return type(typename, (tuple,), namespace)


def _item_getter(i):
    return lambda self: self[i]


def _is_mapping(value):
    from collections.abc import Mapping

    return isinstance(value, Mapping)


class ChainMap:
    """Several mappings seen as one."""

    __hash__ = None

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def _merged(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(dict.fromkeys(mapping))
        return merged

    def __len__(self):
        return len(self._merged())

    def __iter__(self):
        return iter(self._merged())

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def keys(self):
        return self._merged().keys()

    def values(self):
        from collections.abc import ValuesView

        return ValuesView(self)

    def items(self):
        from collections.abc import ItemsView

        return ItemsView(self)

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        made = dict(other)
        for mapping in reversed(self.maps):
            made.update(mapping)
        return self.__class__(made)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwds):
        self.maps[0].update(*args, **kwds)

    def clear(self):
        self.maps[0].clear()

    def __eq__(self, other):
        return dict(self.items()) == (dict(other.items()) if hasattr(other, "items") else other)

    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join([repr(m) for m in self.maps])})"


class UserDict(dict):
    """A dict to derive from."""

    @property
    def data(self):
        return self


class UserList(list):
    """A list to derive from."""

    @property
    def data(self):
        return self


class UserString(str):
    """A str to derive from."""

    @property
    def data(self):
        return str(self)

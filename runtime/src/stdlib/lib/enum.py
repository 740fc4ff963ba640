"""Enumerations."""

__all__ = ["Enum", "EnumMeta", "EnumType", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto", "member", "nonmember",
           "property", "unique", "verify", "UNIQUE", "global_enum"]

_property = property
UNIQUE = "one name per value"


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(_property):
    """An attribute of members that a member's own name may hide."""


def _is_descriptor(value):
    return hasattr(type(value), "__get__") or hasattr(type(value), "__set__")


class _Names(dict):
    """The namespace of an enumeration's body: it notes members in order."""

    def __init__(self):
        dict.__init__(self)
        self._members = []
        self._ignored = ["_ignore_"]
        self._values = []

    def __setitem__(self, key, value):
        private = key.startswith("_") and key.endswith("_")
        if key == "_ignore_":
            self._ignored += value.replace(",", " ").split() if isinstance(value, str) else list(value)
        elif private or key in self._ignored or (key.startswith("_") and "__" in key[1:]):
            pass
        elif key in self._members:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if isinstance(value, member):
                value = value.value
            value = self._resolve(key, value)
            self._members.append(key)
            self._values.append(value)
        dict.__setitem__(self, key, value)

    def _resolve(self, key, value):
        if isinstance(value, auto):
            return self._next(key)
        if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            return tuple([self._next(key) if isinstance(part, auto) else part for part in value])
        return value

    def _next(self, key):
        generate = self.get("_generate_next_value_", self._generate)
        if isinstance(generate, staticmethod):
            generate = generate.__func__
        return generate(key, 1, len(self._values), self._values[:])


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        names = _Names()
        names._generate = None
        for base in bases:
            found = getattr(base, "_generate_next_value_", None)
            if found is not None:
                names._generate = found
                break
        return names

    def __new__(metacls, cls, bases, names, *, boundary=None, **kwds):
        if not any(isinstance(base, EnumType) for base in bases):
            made = type.__new__(metacls, cls, bases, dict(names))
            made._member_names_ = []
            made._member_map_ = {}
            return made
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        values = {name: dict.__getitem__(names, name) for name in names._members}
        namespace = {key: value for key, value in names.items() if key not in values and key != "_ignore_"}
        own_new = namespace.pop("__new__", None)
        made = type.__new__(metacls, cls, bases, namespace, **kwds)
        made._member_names_ = []
        made._member_map_ = {}
        made._value2member_map_ = {}
        made._unhashable_values_ = []
        data = None
        for base in made.__mro__[1:]:
            if base is not object and not isinstance(base, EnumType) and "__new__" in base.__dict__:
                data = base
                break
        if own_new is None:
            for base in made.__mro__[1:]:
                if "__new_member__" in base.__dict__ and base.__dict__["__new_member__"] is not None:
                    own_new = base.__dict__["__new_member__"]
                    break
        function = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        type.__setattr__(made, "__new_member__", staticmethod(function) if function is not None else None)
        made._member_type_ = data or object
        if data is not None:
            # Calls of the class look members up; the data type's own constructor made them.
            type.__setattr__(made, "__new__", staticmethod(Enum.__new__))
        flag = any(base.__name__ == "Flag" and base.__module__ == "enum" for base in made.__mro__)
        for name in names._members:
            metacls._add(made, name, values[name], data, function, flag)
        return made

    def _add(cls, name, value, data, function, flag):
        args = value if isinstance(value, tuple) else (value,)
        if function is not None:
            item = function(cls, *args)
            if not hasattr(item, "_value_"):
                item._value_ = value
        elif data is not None:
            item = data.__new__(cls, *args)
            if not isinstance(value, tuple) and data in (int, str, float):
                value = data(value) if not isinstance(value, data) else value
            item._value_ = value if data is not str or not isinstance(value, tuple) else str(*value)
        else:
            item = object.__new__(cls)
            item._value_ = value
        value = item._value_
        for known in cls._member_map_.values():
            if known._value_ == value:
                cls._member_map_[name] = known
                type.__setattr__(cls, name, known)
                return
        item._name_ = name
        item.__objclass__ = cls
        item._sort_order_ = len(cls._member_names_)
        init = cls.__init__
        if init is not object.__init__ and (data is None or init is not getattr(data, "__init__", None)):
            item.__init__(*args)
        if not flag or (value and value & (value - 1) == 0):
            cls._member_names_.append(name)
        cls._member_map_[name] = item
        type.__setattr__(cls, name, item)
        try:
            cls._value2member_map_[value] = item
        except TypeError:
            cls._unhashable_values_.append(value)

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create(value, names, type, start)

    def _create(cls, name, members, mixin, start):
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = EnumType.__prepare__(name, bases)
        if isinstance(members, str):
            members = members.replace(",", " ").split()
        if isinstance(members, (list, tuple)) and members and isinstance(members[0], str):
            flag = issubclass(cls, Flag)
            for i, key in enumerate(members):
                namespace[key] = (1 << i) if flag else i + start
        else:
            for key, value in members.items() if isinstance(members, dict) else members:
                namespace[key] = value
        return EnumType.__new__(type(cls), name, bases, namespace)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return reversed([cls._member_map_[name] for name in cls._member_names_])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{cls.__class__.__qualname__}'"
            )
        return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @_property
    def __members__(cls):
        return type(type.__dict__)(cls._member_map_)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if Flag is not None and issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)


EnumMeta = EnumType
Flag = None


class Enum(metaclass=EnumType):
    """An enumeration: each name is its only instance with its value."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            if isinstance(last, int):
                return max([value for value in last_values if isinstance(value, int)]) + 1
        return start

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        except TypeError:
            for item in cls._member_map_.values():
                if item._value_ == value:
                    return item
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")

    __new_member__ = None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class IntEnum(int, Enum):
    """An enumeration whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    __hash__ = int.__hash__


class StrEnum(str, Enum):
    """An enumeration whose members are texts."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    __hash__ = str.__hash__


class Flag(Enum):
    """An enumeration of bits."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        highest = max(last_values, default=0)
        return 1 << highest.bit_length() if highest else start

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for item in cls._member_map_.values():
            every |= item._value_
        if value < 0:
            value &= every
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        if value & ~every and not issubclass(cls, int):
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given {value:#b}\n  allowed {every:#b}"
            )
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        made._value_ = value
        names = [item._name_ for item in cls if item._value_ & value]
        made._name_ = "|".join(names) or None
        cls._value2member_map_[value] = made
        return made

    def __iter__(self):
        return iter([item for item in self.__class__ if item._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_}>"
        return f"<{name}.{self._name_}: {self._value_}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_})" if self._name_ is None else f"{name}.{self._name_}"

    def _bits(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if issubclass(self.__class__, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        every = 0
        for item in self.__class__:
            every |= item._value_
        return self.__class__(every & ~self._value_)

    def __hash__(self):
        return hash(self._value_)


class IntFlag(int, Flag):
    """An enumeration of bits whose members are ints."""

    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __hash__ = int.__hash__

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)


def unique(enumeration):
    aliases = [(name, item._name_) for name, item in enumeration._member_map_.items() if name != item._name_]
    if aliases:
        listed = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {listed}")
    return enumeration


def verify(*checks):
    return lambda enumeration: unique(enumeration) if UNIQUE in checks else enumeration


def global_enum(cls, update_str=False):
    import sys
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

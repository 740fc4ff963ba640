"""Enumerations."""

__all__ = ["Enum", "EnumMeta", "EnumType", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto", "member", "nonmember",
           "property", "unique", "verify", "UNIQUE", "CONTINUOUS", "NAMED_FLAGS", "EnumCheck", "FlagBoundary", "STRICT",
           "CONFORM", "EJECT", "KEEP", "ReprEnum", "global_enum", "global_enum_repr", "global_flag_repr", "global_str",
           "pickle_by_enum_name", "pickle_by_global_name"]

_property = property
STRICT = CONFORM = EJECT = KEEP = None


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
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    """Whether a name in a class's body is one that is mangled."""
    start = f"_{cls_name}__"
    return len(name) > len(start) and name.startswith(start) and name[len(start)] != "_" and not name.endswith("__")


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

    def __init__(cls, *args, **kwds):
        pass

    def __new__(metacls, cls, bases, names, *, boundary=None, _simple=False, **kwds):
        if not any(isinstance(base, EnumType) for base in bases):
            made = type.__new__(metacls, cls, bases, dict(names))
            made._member_names_ = []
            made._member_map_ = {}
            made._boundary_ = None
            return made
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        wrong = [name for name in names._members if name in ("mro", "")]
        if wrong:
            raise ValueError(f"invalid enum member name(s) {','.join([repr(name) for name in wrong])}")
        values = {name: dict.__getitem__(names, name) for name in names._members}
        namespace = {key: value for key, value in names.items() if key not in values and key != "_ignore_"}
        own_new = namespace.pop("__new__", None)
        made = type.__new__(metacls, cls, bases, namespace, **kwds)
        made._member_names_ = []
        made._member_map_ = {}
        made._value2member_map_ = {}
        made._unhashable_values_ = []
        made._boundary_ = boundary or getattr(made, "_boundary_", None)
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
        type.__setattr__(made, "_new_member_", function if function is not None else made._member_type_.__new__)
        made._value_repr_ = (data or object).__repr__
        if data is not None:
            # Calls of the class look members up; the data type's own constructor made them.
            type.__setattr__(made, "__new__", staticmethod(Enum.__new__))
        flag = any(base.__name__ == "Flag" and base.__module__ == "enum" for base in made.__mro__)
        for name in names._members:
            metacls._add(made, name, values[name], data, function, flag)
        if flag:
            every = single = 0
            for item in made._member_map_.values():
                value = item._value_
                if isinstance(value, int):
                    every |= value
                    if value > 0 and value & (value - 1) == 0:
                        single |= value
            made._flag_mask_ = every
            made._singles_mask_ = single
            made._all_bits_ = 2 ** every.bit_length() - 1 if every > 0 else 0
            made._member_names_.sort(key=lambda name: made._member_map_[name]._value_)
            if made._boundary_ is not KEEP and KEEP is not None:
                missed = {}
                for name, item in made._member_map_.items():
                    if isinstance(item._value_, int) and item._value_ > 0:
                        gone = [bit for bit in _iter_bits_lsb(item._value_) if not bit & single]
                        if gone:
                            missed[name] = gone
        order = names.get("_order_")
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            wanted = [name for name in wanted if name in made._member_map_ and made._member_map_[name]._name_ == name]
            if wanted != made._member_names_:
                raise TypeError(
                    f"member order does not match _order_:\n  {made._member_names_!r}\n  {wanted!r}"
                )
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

    def __getattr__(cls, name):
        raise AttributeError(name) from None

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            if not cls._member_map_ and cls is not Flag and cls.__class__ is EnumType and not hasattr(cls, "_missing_"):
                raise TypeError(f"{cls} has no members defined")
            return cls.__new__(cls, value)
        return cls._create(value, names, type, start, module, qualname, boundary)

    def _create(cls, name, members, mixin, start, module=None, qualname=None, boundary=None):
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = EnumType.__prepare__(name, bases)
        if module is None:
            import sys

            module = sys._getframe(2).f_globals.get("__name__")
        dict.__setitem__(namespace, "__module__", module)
        if qualname is not None:
            dict.__setitem__(namespace, "__qualname__", qualname)
        if isinstance(members, str):
            members = members.replace(",", " ").split()
        if isinstance(members, (list, tuple)) and members and isinstance(members[0], str):
            last = []
            for i, key in enumerate(members):
                value = cls._generate_next_value_(key, start, i, last[:])
                last.append(value)
                namespace[key] = value
        else:
            for key, value in members.items() if isinstance(members, dict) else members:
                namespace[key] = value
        return type(cls)(name, bases, namespace, boundary=boundary)

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


class ReprEnum(Enum):
    """An enumeration that changes only the representation of its members."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    """An enumeration whose members are texts."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        made = str.__new__(cls, str(*values))
        made._value_ = str(*values)
        return made

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
        boundary = cls._boundary_
        if boundary is None:
            boundary = KEEP if issubclass(cls, int) else STRICT
        extra = value & ~every
        if extra or value < 0:
            if boundary == STRICT:
                bits = max(value.bit_length(), every.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_bits_text(value, bits)}\n  allowed {_bits_text(every, bits)}"
                )
            if boundary == CONFORM:
                value &= every
            elif boundary == EJECT:
                return value
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        made._value_ = value
        names = [item._name_ for item in cls if item._value_ & value]
        extra = value & ~getattr(cls, "_flag_mask_", every)
        if names and extra:
            names.append(f"{extra}" if not issubclass(cls, int) or True else "")
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


class IntFlag(int, ReprEnum, Flag):
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


class FlagBoundary(StrEnum):
    """What happens to bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
Flag._boundary_ = STRICT
IntFlag._boundary_ = KEEP


class EnumCheck(StrEnum):
    """What `verify` looks at."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        flag = issubclass(enumeration, Flag)
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(n, item._name_) for n, item in enumeration._member_map_.items() if n != item._name_]
                if aliases:
                    listed = ", ".join([f"{alias} -> {known}" for alias, known in aliases])
                    raise ValueError(f"aliases found in {enumeration!r}: {listed}")
            elif check is CONTINUOUS:
                values = {item._value_ for item in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if flag:
                    missing = [1 << i for i in range(low.bit_length(), high.bit_length()) if 1 << i not in values]
                else:
                    missing = [i for i in range(low + 1, high) if i not in values]
                if missing:
                    text = ", ".join(map(str, missing))
                    raise ValueError(f"invalid {'flag' if flag else 'enum'} {name!r}: missing values {text}"[:256])
            elif check is NAMED_FLAGS:
                named = {item._value_ for item in enumeration}
                missing_names, missing = [], 0
                for alias, item in enumeration._member_map_.items():
                    if alias in enumeration._member_names_ or item._value_ < 0:
                        continue
                    gone = [bit for bit in _iter_bits_lsb(item._value_) if bit not in named]
                    if gone:
                        missing_names.append(alias)
                        for bit in gone:
                            missing |= bit
                if missing_names:
                    if len(missing_names) == 1:
                        alias = f"alias {missing_names[0]} is missing"
                    else:
                        alias = f"aliases {', '.join(missing_names[:-1])} and {missing_names[-1]} are missing"
                    count = missing.bit_count()
                    value = f"value {missing:#x}" if count == 1 else f"combined values of {missing:#x}"
                    raise ValueError(
                        f"invalid Flag {name!r}: {alias} {value} [use enum.show_flag_values(value) for details]"
                    )
        return enumeration


def _bits_text(value, bits):
    from builtins import bin as to_bin

    text = to_bin(value & ((1 << bits) - 1) if value < 0 else value)[2:].zfill(bits)
    return f"0b{1 if value < 0 else 0} {text}"


def bin(num, max_bits=None):
    """A number in two's complement with the sign in front."""
    bits = num.bit_length() if num >= 0 else (~num).bit_length()
    digits = format(num & ((1 << bits) - 1), "b") if bits else ""
    if max_bits is not None and len(digits) < max_bits:
        digits = ("0" if num >= 0 else "1") * (max_bits - len(digits)) + digits
    return f"0b{0 if num >= 0 else 1} {digits}"


def _iter_bits_lsb(num):
    if isinstance(num, Enum):
        num = num._value_
    if num < 0:
        raise ValueError(f"{num!r} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


def global_enum_repr(self):
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_})"
    return "|".join([f"{module}.{name}" for name in self._name_.split("|")])


def global_str(self):
    return f"{self.__class__.__name__}({self._value_})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Puts the members into the module of the enumeration."""
    import sys

    type.__setattr__(cls, "__repr__", global_flag_repr if issubclass(cls, Flag) else global_enum_repr)
    if not issubclass(cls, ReprEnum) or update_str:
        type.__setattr__(cls, "__str__", global_str)
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Makes an ordinary class an enumeration."""

    def convert(cls):
        namespace = type(etype).__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        return type(etype)(cls.__name__, (etype,), namespace, boundary=boundary)

    return convert


def _test_simple_enum(checked_enum, simple_enum):
    for name, item in checked_enum._member_map_.items():
        other = simple_enum._member_map_.get(name)
        if other is None or other._value_ != item._value_:
            raise TypeError(f"enum mismatch:\n{name!r}")

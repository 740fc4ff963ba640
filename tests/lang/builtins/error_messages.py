# The messages of errors that builtins raise.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
    def __matmul__(self, o):
        return Matrix([[sum(a*b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __imatmul__(self, o):
        self.rows = (self @ o).rows
        return self
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __repr__(self): return f"{type(self).__name__}({self.rows!r})"
    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __len__(self): return len(self.rows)
    def __iter__(self): return iter(self.rows)
    def __contains__(self, v): return any(v in r for r in self.rows)
    def __neg__(self): return Matrix([[-x for x in r] for r in self.rows])
    def __pow__(self, n, mod=None):
        r = Matrix([[int(i == j) for j in range(len(self))] for i in range(len(self))])
        for _ in range(n): r = r @ self
        return r
    def __bool__(self): return any(map(any, self.rows))
    def __hash__(self): return hash(tuple(map(tuple, self.rows)))
    def __format__(self, spec): return "\n".join(" ".join(format(x, spec) for x in r) for r in self.rows)
m = Matrix([[1, 1], [1, 0]])
print(m @ m, m ** 10, -m, 1 in m, 7 in m, len(m), bool(Matrix([[0]])))
# expect: Matrix([[2, 1], [1, 1]]) Matrix([[89, 55], [55, 34]]) Matrix([[-1, -1], [-1, 0]]) True False 2 False
m @= m
print(m, m[0, 1], hash(m) == hash(Matrix([[2, 1], [1, 1]])))  # expect: Matrix([[2, 1], [1, 1]]) 1 True
m[0, 0] = 99
print(f"{m:5.1f}")
# expect:  99.0   1.0
# expect:   1.0   1.0
print({m: 1}[Matrix([[99, 1], [1, 1]])])  # expect: 1
for bad in ("m + 1", "1 + m", "m[5, 5]", "m['a']", "m < m", "m()", "~m", "m @ 3", "m.foo", "len(5)", "abs('x')", "-'x'", "[] + ()", "'a' + 1", "1 + 'a'", "{} + {}", "None + 1", "[1] * 'a'", "'a' * 'b'", "{}[[]]", "hash([])", "{[]: 1}", "set([[]])", "int('x')", "float('y')", "int([])", "float([])", "chr(-1)", "chr(1114112)", "ord('ab')", "ord(3)", "[][0]", "()[0]", "''[0]", "b''[0]", "{}['k']", "range(3)[5]", "range('a')", "range(1, 2, 0)", "next(iter([]))", "iter(5)", "[*5]", "{**5}", "print(*5)", "print(**5)", "dict([1])", "dict([(1, 2, 3)])", "sorted([1, 'a'])", "max([])", "min()", "sum(['a'])", "sum([[1]], 0)", "''.join([1])", "','.join(5)", "'abc'.index('z')", "[1].index(2)", "[1].remove(2)", "[].pop()", "{}.pop('a')", "{}.popitem()", "set().pop()", "{1}.remove(5)", "(1).bit_length(2)", "'%d' % 'a'", "'%s %s' % 1", "'%s' % (1, 2)", "'{} {}'.format(1)", "'{a}'.format(1)", "'{0.x}'.format(1)", "'{:d}'.format('a')", "f'{1:z}'", "f'{1.5:d}'", "format('a', 'd')", "'%c' % 'ab'", "'%z' % 1", "int('12', 40)", "int(1.5, 2)", "round('a')", "round(1.5, 'a')", "divmod(1, 0)", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "0 ** -1", "0.0 ** -1", "pow(2, -1, 4)", "pow(2, 3, 0)", "2 ** 'a'", "1 << -1", "1 << 1.0", "isinstance(1, 1)", "issubclass(1, int)", "type('a', 1, {})", "object(1)", "int(1, 2, 3)", "str(1, 2, 3)", "bytes('a')", "bytes([256])", "bytearray(b'a')[5]", "zip(1)", "map()", "map(1)", "filter(1)", "enumerate()", "enumerate(5)", "reversed(5)", "reversed({1})", "getattr(1, 'a')", "getattr(1)", "setattr(1, 'a', 2)", "len()", "len(1, 2)", "abs()", "open()", "super()", "open('/nonexistent')", "__import__('nomod')", "eval('1 +')", "exec('x = = 1')", "1 .foo", "None.foo", "(lambda x: x)()", "(lambda: 0)(1)", "int.foo", "list.append()", "list.append(1)", "list.append([])", "str.upper(1)", "[].append()", "[].append(1, 2)", "{}.get()", "''.split(1)", "''.replace('a')", "'a'.center()", "[].sort(1)", "[1,2].sort(key=1)", "sorted()", "sorted(1)", "sum(1)", "sum()", "any(1)", "any()", "x", "del_x", "[1,2,3][::0]", "'abc'.encode('nope')", "b'\\xff'.decode()", "'\\xff'.encode('ascii')", "1 < 'a'", "[] < 1", "{} < {}", "1j < 2" if 0 else "None < None", "1 in 5", "'a' in 5", "1 in 'abc'", "not_defined()", "math.sqrt(-1)"):
    try:
        print(bad, '->', eval(bad))
    except BaseException as e:
        print(bad, '->', type(e).__name__, '|', e)
# expect: m + 1 -> TypeError | unsupported operand type(s) for +: 'Matrix' and 'int'
# expect: 1 + m -> TypeError | unsupported operand type(s) for +: 'int' and 'Matrix'
# expect: m[5, 5] -> IndexError | list index out of range
# expect: m['a'] -> ValueError | not enough values to unpack (expected 2, got 1)
# expect: m < m -> TypeError | '<' not supported between instances of 'Matrix' and 'Matrix'
# expect: m() -> TypeError | 'Matrix' object is not callable
# expect: ~m -> TypeError | bad operand type for unary ~: 'Matrix'
# expect: m @ 3 -> AttributeError | 'int' object has no attribute 'rows'
# expect: m.foo -> AttributeError | 'Matrix' object has no attribute 'foo'
# expect: len(5) -> TypeError | object of type 'int' has no len()
# expect: abs('x') -> TypeError | bad operand type for abs(): 'str'
# expect: -'x' -> TypeError | bad operand type for unary -: 'str'
# expect: [] + () -> TypeError | can only concatenate list (not "tuple") to list
# expect: 'a' + 1 -> TypeError | can only concatenate str (not "int") to str
# expect: 1 + 'a' -> TypeError | unsupported operand type(s) for +: 'int' and 'str'
# expect: {} + {} -> TypeError | unsupported operand type(s) for +: 'dict' and 'dict'
# expect: None + 1 -> TypeError | unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: [1] * 'a' -> TypeError | can't multiply sequence by non-int of type 'str'
# expect: 'a' * 'b' -> TypeError | can't multiply sequence by non-int of type 'str'
# expect: {}[[]] -> TypeError | unhashable type: 'list'
# expect: hash([]) -> TypeError | unhashable type: 'list'
# expect: {[]: 1} -> TypeError | unhashable type: 'list'
# expect: set([[]]) -> TypeError | unhashable type: 'list'
# expect: int('x') -> ValueError | invalid literal for int() with base 10: 'x'
# expect: float('y') -> ValueError | could not convert string to float: 'y'
# expect: int([]) -> TypeError | int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: float([]) -> TypeError | float() argument must be a string or a real number, not 'list'
# expect: chr(-1) -> ValueError | chr() arg not in range(0x110000)
# expect: chr(1114112) -> ValueError | chr() arg not in range(0x110000)
# expect: ord('ab') -> TypeError | ord() expected a character, but string of length 2 found
# expect: ord(3) -> TypeError | ord() expected string of length 1, but int found
# expect: [][0] -> IndexError | list index out of range
# expect: ()[0] -> IndexError | tuple index out of range
# expect: ''[0] -> IndexError | string index out of range
# expect: b''[0] -> IndexError | index out of range
# expect: {}['k'] -> KeyError | 'k'
# expect: range(3)[5] -> IndexError | range object index out of range
# expect: range('a') -> TypeError | 'str' object cannot be interpreted as an integer
# expect: range(1, 2, 0) -> ValueError | range() arg 3 must not be zero
# expect: next(iter([])) -> StopIteration |
# expect: iter(5) -> TypeError | 'int' object is not iterable
# expect: [*5] -> TypeError | Value after * must be an iterable, not int
# expect: {**5} -> TypeError | 'int' object is not a mapping
# expect: print(*5) -> TypeError | print() argument after * must be an iterable, not int
# expect: print(**5) -> TypeError | print() argument after ** must be a mapping, not int
# expect: dict([1]) -> TypeError | cannot convert dictionary update sequence element #0 to a sequence
# expect: dict([(1, 2, 3)]) -> ValueError | dictionary update sequence element #0 has length 3; 2 is required
# expect: sorted([1, 'a']) -> TypeError | '<' not supported between instances of 'str' and 'int'
# expect: max([]) -> ValueError | max() arg is an empty sequence
# expect: min() -> TypeError | min expected at least 1 argument, got 0
# expect: sum(['a']) -> TypeError | unsupported operand type(s) for +: 'int' and 'str'
# expect: sum([[1]], 0) -> TypeError | unsupported operand type(s) for +: 'int' and 'list'
# expect: ''.join([1]) -> TypeError | sequence item 0: expected str instance, int found
# expect: ','.join(5) -> TypeError | can only join an iterable
# expect: 'abc'.index('z') -> ValueError | substring not found
# expect: [1].index(2) -> ValueError | 2 is not in list
# expect: [1].remove(2) -> ValueError | list.remove(x): x not in list
# expect: [].pop() -> IndexError | pop from empty list
# expect: {}.pop('a') -> KeyError | 'a'
# expect: {}.popitem() -> KeyError | 'popitem(): dictionary is empty'
# expect: set().pop() -> KeyError | 'pop from an empty set'
# expect: {1}.remove(5) -> KeyError | 5
# expect: (1).bit_length(2) -> TypeError | int.bit_length() takes no arguments (1 given)
# expect: '%d' % 'a' -> TypeError | %d format: a real number is required, not str
# expect: '%s %s' % 1 -> TypeError | not enough arguments for format string
# expect: '%s' % (1, 2) -> TypeError | not all arguments converted during string formatting
# expect: '{} {}'.format(1) -> IndexError | Replacement index 1 out of range for positional args tuple
# expect: '{a}'.format(1) -> KeyError | 'a'
# expect: '{0.x}'.format(1) -> AttributeError | 'int' object has no attribute 'x'
# expect: '{:d}'.format('a') -> ValueError | Unknown format code 'd' for object of type 'str'
# expect: f'{1:z}' -> ValueError | Negative zero coercion (z) not allowed in integer format specifier
# expect: f'{1.5:d}' -> ValueError | Unknown format code 'd' for object of type 'float'
# expect: format('a', 'd') -> ValueError | Unknown format code 'd' for object of type 'str'
# expect: '%c' % 'ab' -> TypeError | %c requires int or char
# expect: '%z' % 1 -> ValueError | unsupported format character 'z' (0x7a) at index 1
# expect: int('12', 40) -> ValueError | int() base must be >= 2 and <= 36, or 0
# expect: int(1.5, 2) -> TypeError | int() can't convert non-string with explicit base
# expect: round('a') -> TypeError | type str doesn't define __round__ method
# expect: round(1.5, 'a') -> TypeError | 'str' object cannot be interpreted as an integer
# expect: divmod(1, 0) -> ZeroDivisionError | integer division or modulo by zero
# expect: 1 // 0 -> ZeroDivisionError | integer division or modulo by zero
# expect: 1 % 0 -> ZeroDivisionError | integer modulo by zero
# expect: 1.0 / 0 -> ZeroDivisionError | float division by zero
# expect: 1.0 // 0 -> ZeroDivisionError | float floor division by zero
# expect: 1.0 % 0 -> ZeroDivisionError | float modulo
# expect: 0 ** -1 -> ZeroDivisionError | 0.0 cannot be raised to a negative power
# expect: 0.0 ** -1 -> ZeroDivisionError | 0.0 cannot be raised to a negative power
# expect: pow(2, -1, 4) -> ValueError | base is not invertible for the given modulus
# expect: pow(2, 3, 0) -> ValueError | pow() 3rd argument cannot be 0
# expect: 2 ** 'a' -> TypeError | unsupported operand type(s) for ** or pow(): 'int' and 'str'
# expect: 1 << -1 -> ValueError | negative shift count
# expect: 1 << 1.0 -> TypeError | unsupported operand type(s) for <<: 'int' and 'float'
# expect: isinstance(1, 1) -> TypeError | isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: issubclass(1, int) -> TypeError | issubclass() arg 1 must be a class
# expect: type('a', 1, {}) -> TypeError | type.__new__() argument 2 must be tuple, not int
# expect: object(1) -> TypeError | object() takes no arguments
# expect: int(1, 2, 3) -> TypeError | int() takes at most 2 arguments (3 given)
# expect: str(1, 2, 3) -> TypeError | str() argument 'encoding' must be str, not int
# expect: bytes('a') -> TypeError | string argument without an encoding
# expect: bytes([256]) -> ValueError | bytes must be in range(0, 256)
# expect: bytearray(b'a')[5] -> IndexError | bytearray index out of range
# expect: zip(1) -> TypeError | 'int' object is not iterable
# expect: map() -> TypeError | map() must have at least two arguments.
# expect: map(1) -> TypeError | map() must have at least two arguments.
# expect: filter(1) -> TypeError | filter expected 2 arguments, got 1
# expect: enumerate() -> TypeError | enumerate() missing required argument 'iterable'
# expect: enumerate(5) -> TypeError | 'int' object is not iterable
# expect: reversed(5) -> TypeError | 'int' object is not reversible
# expect: reversed({1}) -> TypeError | 'set' object is not reversible
# expect: getattr(1, 'a') -> AttributeError | 'int' object has no attribute 'a'
# expect: getattr(1) -> TypeError | getattr expected at least 2 arguments, got 1
# expect: setattr(1, 'a', 2) -> AttributeError | 'int' object has no attribute 'a'
# expect: len() -> TypeError | len() takes exactly one argument (0 given)
# expect: len(1, 2) -> TypeError | len() takes exactly one argument (2 given)
# expect: abs() -> TypeError | abs() takes exactly one argument (0 given)
# expect: open() -> TypeError | open() missing required argument 'file' (pos 1)
# expect: super() -> RuntimeError | super(): no arguments
# expect: open('/nonexistent') -> FileNotFoundError | [Errno 2] No such file or directory: '/nonexistent'
# expect: __import__('nomod') -> ModuleNotFoundError | No module named 'nomod'
# expect: eval('1 +') -> SyntaxError | invalid syntax (<string>, line 1)
# expect: exec('x = = 1') -> SyntaxError | invalid syntax (<string>, line 1)
# expect: 1 .foo -> AttributeError | 'int' object has no attribute 'foo'
# expect: None.foo -> AttributeError | 'NoneType' object has no attribute 'foo'
# expect: (lambda x: x)() -> TypeError | <lambda>() missing 1 required positional argument: 'x'
# expect: (lambda: 0)(1) -> TypeError | <lambda>() takes 0 positional arguments but 1 was given
# expect: int.foo -> AttributeError | type object 'int' has no attribute 'foo'
# expect: list.append() -> TypeError | unbound method list.append() needs an argument
# expect: list.append(1) -> TypeError | descriptor 'append' for 'list' objects doesn't apply to a 'int' object
# expect: list.append([]) -> TypeError | list.append() takes exactly one argument (0 given)
# expect: str.upper(1) -> TypeError | descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: [].append() -> TypeError | list.append() takes exactly one argument (0 given)
# expect: [].append(1, 2) -> TypeError | list.append() takes exactly one argument (2 given)
# expect: {}.get() -> TypeError | get expected at least 1 argument, got 0
# expect: ''.split(1) -> TypeError | must be str or None, not int
# expect: ''.replace('a') -> TypeError | replace expected at least 2 arguments, got 1
# expect: 'a'.center() -> TypeError | center expected at least 1 argument, got 0
# expect: [].sort(1) -> TypeError | sort() takes no positional arguments
# expect: [1,2].sort(key=1) -> TypeError | 'int' object is not callable
# expect: sorted() -> TypeError | sorted expected 1 argument, got 0
# expect: sorted(1) -> TypeError | 'int' object is not iterable
# expect: sum(1) -> TypeError | 'int' object is not iterable
# expect: sum() -> TypeError | sum() takes at least 1 positional argument (0 given)
# expect: any(1) -> TypeError | 'int' object is not iterable
# expect: any() -> TypeError | any() takes exactly one argument (0 given)
# expect: x -> NameError | name 'x' is not defined
# expect: del_x -> NameError | name 'del_x' is not defined
# expect: [1,2,3][::0] -> ValueError | slice step cannot be zero
# expect: 'abc'.encode('nope') -> LookupError | unknown encoding: nope
# expect: b'\xff'.decode() -> UnicodeDecodeError | 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: '\xff'.encode('ascii') -> UnicodeEncodeError | 'ascii' codec can't encode character '\xff' in position 0: ordinal not in range(128)
# expect: 1 < 'a' -> TypeError | '<' not supported between instances of 'int' and 'str'
# expect: [] < 1 -> TypeError | '<' not supported between instances of 'list' and 'int'
# expect: {} < {} -> TypeError | '<' not supported between instances of 'dict' and 'dict'
# expect: None < None -> TypeError | '<' not supported between instances of 'NoneType' and 'NoneType'
# expect: 1 in 5 -> TypeError | argument of type 'int' is not iterable
# expect: 'a' in 5 -> TypeError | argument of type 'int' is not iterable
# expect: 1 in 'abc' -> TypeError | 'in <string>' requires string as left operand, not int
# expect: not_defined() -> NameError | name 'not_defined' is not defined
# expect: math.sqrt(-1) -> NameError | name 'math' is not defined

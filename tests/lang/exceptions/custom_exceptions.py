# Exceptions of one's own with data, notes, and chains.
class ParseError(Exception):
    def __init__(self, message, line, column=0):
        super().__init__(message)
        self.line = line
        self.column = column
    def __str__(self):
        return f"{self.line}:{self.column}: {self.args[0]}"

try:
    raise ParseError("unexpected token", 3, 7)
except ParseError as e:
    print(e, e.line, e.args, repr(e))
# expect: 3:7: unexpected token 3 ('unexpected token',) ParseError('unexpected token')

class Simple(Exception): pass
print(repr(Simple()), str(Simple("a")), Simple(1, 2).args, isinstance(Simple(), Exception))
# expect: Simple() a (1, 2) True

class WithDefault(ValueError):
    code = 42

try:
    raise WithDefault("m")
except ValueError as e:
    print(e.code, type(e).__name__, type(e).__mro__[1].__name__)
# expect: 42 WithDefault ValueError

def chain():
    try:
        try:
            try:
                raise ValueError("a")
            except ValueError as e:
                raise KeyError("b") from e
        except KeyError as e:
            raise RuntimeError("c") from e
    except RuntimeError as e:
        names = []
        while e:
            names.append(repr(e))
            e = e.__cause__
        return names

print(chain())  # expect: ["RuntimeError('c')", "KeyError('b')", "ValueError('a')"]
err = ValueError("with note")
err.add_note("a note")
print(err.__notes__)  # expect: ['a note']
err.extra = 5
print(err.extra, err.with_traceback(None) is err)  # expect: 5 True
def retry(f, times):
    for attempt in range(1, times + 1):
        try:
            return f(attempt)
        except Simple as e:
            print("attempt", attempt, "failed:", e)
    raise RuntimeError("gave up")
def flaky(n):
    if n < 3:
        raise Simple(f"not yet {n}")
    return "ok"
print(retry(flaky, 5))
# expect: attempt 1 failed: not yet 1
# expect: attempt 2 failed: not yet 2
# expect: ok
try:
    retry(flaky, 2)
except RuntimeError as e:
    print(e, e.__context__)
# expect: attempt 1 failed: not yet 1
# expect: attempt 2 failed: not yet 2
# expect: gave up None

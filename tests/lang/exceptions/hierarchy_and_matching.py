# Subclasses match their bases; the first match wins.
class AppError(Exception):
    pass

class NotFound(AppError):
    def __init__(self, what):
        super().__init__(what + " not found")
        self.what = what

class Denied(AppError):
    def __str__(self):
        return "denied!"

for exc in (NotFound("x"), Denied(), AppError("plain"), KeyError("k"), IndexError(3), OSError(2, "gone")):
    try:
        raise exc
    except NotFound as e:
        print("not found", e, e.what)
    except AppError as e:
        print("app", e, repr(e))
    except LookupError as e:
        print("lookup", type(e).__name__, e)
    except Exception as e:
        print("other", type(e).__name__, e)
# expect: not found x not found x
# expect: app denied! Denied()
# expect: app plain AppError('plain')
# expect: lookup KeyError 'k'
# expect: lookup IndexError 3
# expect: other FileNotFoundError [Errno 2] gone
print(issubclass(ZeroDivisionError, ArithmeticError), issubclass(KeyError, LookupError), issubclass(Exception, BaseException))
# expect: True True True
print([c.__name__ for c in FileNotFoundError.__mro__], [c.__name__ for c in UnicodeDecodeError.__mro__])
# expect: ['FileNotFoundError', 'OSError', 'Exception', 'BaseException', 'object'] ['UnicodeDecodeError', 'UnicodeError', 'ValueError', 'Exception', 'BaseException', 'object']
print(issubclass(NotImplementedError, RuntimeError), issubclass(RecursionError, RuntimeError), issubclass(KeyboardInterrupt, Exception), issubclass(StopIteration, Exception), issubclass(ModuleNotFoundError, ImportError))
# expect: True True False True True
kinds = (ValueError, (TypeError, KeyError))
try:
    raise KeyError("nested tuple")
except kinds[1] as e:
    print(e)
# expect: 'nested tuple'
try:
    try:
        raise ValueError("x")
    except "not a class":
        pass
except TypeError as e:
    print(e)
# expect: catching classes that do not inherit from BaseException is not allowed
def pick():
    print("pick evaluated")
    return ValueError
try:
    raise ValueError("y")
except pick():
    print("picked")
# expect: pick evaluated
# expect: picked
print(str(KeyError("k")), str(KeyError()), str(ValueError("a", "b")), str(OSError(2, "msg")), repr(OSError(2, "msg")), str(IndexError()))
# expect: 'k'  ('a', 'b') [Errno 2] msg FileNotFoundError(2, 'msg')

# raise: class, instance, re-raise, from, from None.
try:
    raise ValueError
except ValueError as e:
    print(repr(e), e.args, str(e) == "")
# expect: ValueError() () True
try:
    raise ValueError("one", 2)
except ValueError as e:
    print(repr(e), e.args, e)
# expect: ValueError('one', 2) ('one', 2) ('one', 2)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as e:
    print("again", e)
# expect: again division by zero
try:
    try:
        int("x")
    except ValueError as e:
        raise RuntimeError("wrapped") from e
except RuntimeError as e:
    print(repr(e), repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
# expect: RuntimeError('wrapped') ValueError("invalid literal for int() with base 10: 'x'") True True
try:
    try:
        int("x")
    except ValueError:
        raise KeyError("new")
except KeyError as e:
    print(repr(e), repr(e.__context__), e.__cause__)
# expect: KeyError('new') ValueError("invalid literal for int() with base 10: 'x'") None
try:
    try:
        int("x")
    except ValueError:
        raise KeyError("hidden") from None
except KeyError as e:
    print(e.__cause__, e.__suppress_context__, repr(e.__context__))
# expect: None True ValueError("invalid literal for int() with base 10: 'x'")
for bad in (lambda: exec_raise(5), lambda: exec_raise("text"), lambda: exec_raise(int)):
    def exec_raise(x):
        raise x
    try:
        bad()
    except TypeError as e:
        print(e)
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
# expect: exceptions must derive from BaseException
def no_active():
    raise
try:
    no_active()
except RuntimeError as e:
    print(e)
# expect: No active exception to reraise
try:
    raise ValueError("x") from 5
except TypeError as e:
    print(e)
# expect: exception causes must derive from BaseException

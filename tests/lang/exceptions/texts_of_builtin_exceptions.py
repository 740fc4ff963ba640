# repr and str of exceptions, chaining, groups, context managers.
import sys
def f():
    try: raise ValueError('a')
    except ValueError as e:
        try: raise KeyError('k') from e
        except KeyError as k:
            print(repr(k), repr(k.__cause__), repr(k.__context__), k.args, str(k))
            raise RuntimeError('z')
try: f()
except RuntimeError as r: print(repr(r), repr(r.__context__), r.__suppress_context__, r.__cause__)
# expect: KeyError('k') ValueError('a') ValueError('a') ('k',) 'k'
# expect: RuntimeError('z') KeyError('k') False None
class MyErr(Exception):
    def __init__(self, code, msg='default'):
        super().__init__(code, msg); self.code = code
    def __str__(self): return f'[{self.code}] {self.args[1]}'
class Sub(MyErr): pass
for cls in (MyErr, Sub):
    try: raise cls(4)
    except MyErr as e: print(e, repr(e), type(e).__name__, e.args)
# expect: [4] default MyErr(4, 'default') MyErr (4, 'default')
# expect: [4] default Sub(4, 'default') Sub (4, 'default')
def t(n):
    try:
        if n == 0: return 'try'
        if n == 1: raise ValueError
        if n == 2: raise KeyError('x')
    except ValueError: return 'exc'
    except (KeyError, IndexError) as e: return repr(e)
    else: return 'else'
    finally: print('fin', n)
print([t(i) for i in range(4)])
# expect: fin 0
# expect: fin 1
# expect: fin 2
# expect: fin 3
# expect: ['try', 'exc', "KeyError('x')", 'else']
def loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print(i)
        finally: print('f', i)
    else: print('no')
    return 'done'
print(loop())
# expect: 0
# expect: f 0
# expect: f 1
# expect: 2
# expect: f 2
# expect: f 3
# expect: done
def ff():
    try: return 1
    finally: return 2
print(ff())  # expect: 2
try:
    try: 1/0
    finally: print('cleanup')
except ZeroDivisionError as e: print(e, e.__traceback__ is not None)
# expect: cleanup
# expect: division by zero True
try: raise Exception('a', 1, [2])
except Exception as e: print(e, e.args); e.add_note('nn'); print(e.__notes__)
# expect: ('a', 1, [2]) ('a', 1, [2])
# expect: ['nn']
try: assert 1 == 2, 'msg'
except AssertionError as e: print(repr(e))
# expect: AssertionError('msg')
try: assert False
except AssertionError as e: print(repr(e), str(e) == '')
# expect: AssertionError() True
try: raise ExceptionGroup('g', [ValueError(1), TypeError('t'), ExceptionGroup('n', [KeyError('k')])])
except* ValueError as eg: print('VE', eg.exceptions)
except* (TypeError, KeyError) as eg: print('TK', eg, eg.exceptions)
# expect: VE (ValueError(1),)
# expect: TK g (2 sub-exceptions) (TypeError('t'), ExceptionGroup('n', [KeyError('k')]))
try: exec('raise')
except RuntimeError as e: print(e)
# expect: No active exception to reraise
try: raise 5
except TypeError as e: print(e)
# expect: exceptions must derive from BaseException
try: raise ValueError from 5
except TypeError as e: print(e)
# expect: exception causes must derive from BaseException
try: int('z')
except ValueError as e: err = e
print(err, sys.exc_info())  # expect: invalid literal for int() with base 10: 'z' (None, None, None)
try: e
except NameError as x: print(x)
# expect: name 'e' is not defined
for e in (StopIteration(3), SystemExit(2), KeyError(), KeyError('a'), OSError(2, 'No such', 'f'), UnicodeDecodeError('utf-8', b'a\xff', 1, 2, 'bad'), SyntaxError('bad'), ImportError('x', name='n'), NameError('q'), IndexError('i', 2), Exception(), Exception(None), Warning('w'), KeyboardInterrupt()): print(repr(e), '|', str(e), '|', type(e).__mro__[1].__name__)
# expect: StopIteration(3) | 3 | Exception
# expect: SystemExit(2) | 2 | BaseException
# expect: KeyError() |  | LookupError
# expect: KeyError('a') | 'a' | LookupError
# expect: FileNotFoundError(2, 'No such') | [Errno 2] No such: 'f' | OSError
# expect: UnicodeDecodeError('utf-8', b'a\xff', 1, 2, 'bad') | 'utf-8' codec can't decode byte 0xff in position 1: bad | UnicodeError
# expect: SyntaxError('bad') | bad | Exception
# expect: ImportError('x') | x | Exception
# expect: NameError('q') | q | Exception
# expect: IndexError('i', 2) | ('i', 2) | LookupError
# expect: Exception() |  | BaseException
# expect: Exception(None) | None | BaseException
# expect: Warning('w') | w | Exception
# expect: KeyboardInterrupt() |  | BaseException
import contextlib
@contextlib.contextmanager
def ctx(x):
    print('in', x)
    try: yield x * 2
    except ValueError as e: print('supp', e)
    finally: print('out')
with ctx(1) as a, ctx(2) as b: print(a, b); raise ValueError('v')
# expect: in 1
# expect: in 2
# expect: 2 4
# expect: supp v
# expect: out
# expect: out
with contextlib.suppress(KeyError): {}[1]
with contextlib.ExitStack() as st: st.enter_context(ctx(5)); st.callback(print, 'cb')
# expect: in 5
# expect: cb
# expect: out
class C:
    def __enter__(s): print('enter'); return s
    def __exit__(s, t, v, tb): print('exit', t and t.__name__, v); return t is KeyError
with C(): pass
# expect: enter
# expect: exit None None
with C(): raise KeyError('zz')
# expect: enter
# expect: exit KeyError 'zz'
try:
    with C() as c: raise IndexError('ii')
except IndexError as e: print('prop', e)
# expect: enter
# expect: exit IndexError ii
# expect: prop ii
try:
    with 5: pass
except Exception as e: print(type(e), e)
# expect: <class 'TypeError'> 'int' object does not support the context manager protocol
def rec(n): return rec(n+1)
try: rec(0)
except RecursionError as e: print(e)
# expect: maximum recursion depth exceeded
print(sys.getrecursionlimit() >= 1000)  # expect: True

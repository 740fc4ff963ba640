# Modules types, queue and traceback.
import types, queue, traceback, sys, threading
print(types.FunctionType, types.SimpleNamespace(a=1, b='x'), types.MethodType, types.GeneratorType, types.BuiltinFunctionType, types.ModuleType, types.MappingProxyType({'a': 1}), types.NoneType, types.TracebackType, types.CodeType, types.CellType, types.GenericAlias(list, int), types.UnionType)
# expect: <class 'function'> namespace(a=1, b='x') <class 'method'> <class 'generator'> <class 'builtin_function_or_method'> <class 'module'> {'a': 1} <class 'NoneType'> <class 'traceback'> <class 'code'> <class 'cell'> list[int] <class 'types.UnionType'>
print(isinstance(lambda: 0, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(sys, types.ModuleType), isinstance((i for i in []), types.GeneratorType))
# expect: True True True True
class A:
    def f(self): return self
a = A(); a.g = types.MethodType(lambda s, x: (type(s).__name__, x), a); print(a.g(3), isinstance(a.f, types.MethodType))
# expect: ('A', 3) True
print(types.new_class('Q', (A,), {}, lambda ns: ns.update(x=5)).x, types.ModuleType('m'), types.SimpleNamespace(x=1) == types.SimpleNamespace(x=1))
# expect: 5 <module 'm'> True
m = types.ModuleType('m', 'doc'); m.v = 1; print(m.__doc__, m.v, m.__name__)  # expect: doc 1 m
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.get(), q.qsize(), q.empty())  # expect: True 1 1 False
try: q.put(1); q.put_nowait(3)
except queue.Full as e: print(repr(e))
# expect: Full()
try: queue.LifoQueue().get(timeout=0.01)
except queue.Empty as e: print(repr(e), type(e))
# expect: Empty() <class '_queue.Empty'>
p = queue.PriorityQueue(); [p.put(x) for x in (3, 1, 2)]; print([p.get() for _ in range(3)])  # expect: [1, 2, 3]
w = queue.Queue(); res = []
def worker():
    while (item := w.get()) is not None: res.append(item * 2); w.task_done()
    w.task_done()
ts = [threading.Thread(target=worker) for _ in range(2)]; [t.start() for t in ts]
for i in range(5): w.put(i)
w.join(); [w.put(None) for _ in ts]; [t.join() for t in ts]; print(sorted(res))  # expect: [0, 2, 4, 6, 8]
def f(x): return 1 / x
def g():
    try: f(0)
    except ZeroDivisionError as e: raise KeyError('k') from e
def without_files(text):
    return [line for line in text.split("\n") if not line.startswith("  File") and set(line.strip()) - set("~^")]
try: g()
except KeyError as e:
    print(without_files(traceback.format_exc()))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e), len(traceback.extract_tb(e.__traceback__)), traceback.extract_tb(e.__traceback__)[-1].name)
    print(without_files("".join(traceback.format_exception(e, chain=False))))
# expect: ['Traceback (most recent call last):', '    try: f(0)', '    def f(x): return 1 / x', 'ZeroDivisionError: division by zero', 'The above exception was the direct cause of the following exception:', 'Traceback (most recent call last):', '    try: g()', "    except ZeroDivisionError as e: raise KeyError('k') from e", "KeyError: 'k'"]
# expect: ["KeyError: 'k'\n"] ["KeyError: 'k'\n"] 2 g
# expect: ['Traceback (most recent call last):', '    try: g()', "    except ZeroDivisionError as e: raise KeyError('k') from e", "KeyError: 'k'"]
traceback.print_exception(ValueError('x'), file=sys.stdout)  # expect: ValueError: x
try: exec('x = (')
except SyntaxError as e: print(e.lineno, type(e).__name__)
# expect: 1 SyntaxError
try: [].foo
except AttributeError as e: print(traceback.format_exc().splitlines()[-1], e.name, e.obj)
# expect: AttributeError: 'list' object has no attribute 'foo' foo []

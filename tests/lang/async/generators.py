# Asynchronous generators and iterators, driven by hand.
class Switch:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def run(coro):
    value = None
    trace = []
    while True:
        try:
            trace.append(coro.send(value))
            value = f"<{trace[-1]}>"
        except StopIteration as stop:
            return stop.value, trace
        except BaseException as error:
            return f"{type(error).__name__}: {error}", trace


async def count(n):
    try:
        for i in range(n):
            await Switch(f"before {i}")
            got = yield i
            if got is not None:
                print("got", got)
    finally:
        print("count ends")


async def collect(source):
    out = []
    async for x in source:
        out.append(x)
    else:
        out.append("else")
    return out


print(run(collect(count(3))))
# expect: count ends
# expect: ([0, 1, 2, 'else'], ['before 0', 'before 1', 'before 2'])


async def comprehensions():
    a = [x async for x in count(3) if x != 1]
    b = {x: y async for x in count(2) for y in "ab"}
    c = {x async for x in count(2)}
    g = (x * 2 async for x in count(2))
    d = [x async for x in g]
    return a, b, c, d, type(g).__name__


print(run(comprehensions()))
# expect: count ends
# expect: count ends
# expect: count ends
# expect: count ends
# expect: (([0, 2], {0: 'b', 1: 'b'}, {0, 1}, [0, 2], 'async_generator'), ['before 0', 'before 1', 'before 2', 'before 0', 'before 1', 'before 0', 'before 1', 'before 0', 'before 1'])


async def sends():
    g = count(5)
    out = [await g.__anext__(), await g.asend("hello"), await g.asend(None)]
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration as stop:
        out.append(repr(stop))
    return out


print(run(sends()))
# expect: got hello
# expect: count ends
# expect: ([0, 1, 2, 'StopAsyncIteration()'], ['before 0', 'before 1', 'before 2'])


async def handles():
    while True:
        try:
            yield 1
        except ValueError as error:
            print("handled", error)
            yield 2


async def throws():
    g = handles()
    out = [await anext(g), await g.athrow(ValueError("v")), await g.athrow(ValueError, "w")]
    try:
        await g.athrow(KeyError("out"))
    except KeyError as error:
        out.append(repr(error))
    out.append(await anext(g, "default"))
    await g.aclose()
    return out


print(run(throws()))
# expect: handled v
# expect: ('ValueError: w', [])


async def ignores():
    try:
        yield 1
    finally:
        yield 2


async def closing():
    g = ignores()
    await anext(g)
    await g.aclose()


print(run(closing()))  # expect: ('RuntimeError: async generator ignored GeneratorExit', [])


async def stops(kind):
    yield 1
    raise kind(2)


print(run(collect(stops(StopIteration))))  # expect: ('RuntimeError: async generator raised StopIteration', [])
print(run(collect(stops(StopAsyncIteration))))
# expect: ('RuntimeError: async generator raised StopAsyncIteration', [])
print(run(collect(stops(ZeroDivisionError))))  # expect: ('ZeroDivisionError: 2', [])
print(run(collect([1])))  # expect: ("TypeError: 'async for' requires an object with __aiter__ method, got list", [])
print(run(collect(5)))  # expect: ("TypeError: 'async for' requires an object with __aiter__ method, got int", [])


class Items:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Switch(self.i)


print(run(collect(Items(3))))  # expect: (['<1>', '<2>', '<3>', 'else'], [1, 2, 3])
print(aiter(Items(1)).n)  # expect: 1


class NoNext:
    def __aiter__(self):
        return 1


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 7


print(run(collect(NoNext())))
# expect: ("TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: int", [])
print(run(collect(BadNext())))  # expect: ("TypeError: 'async for' received an invalid object from __anext__: int", [])


async def loops():
    out = []
    async for x in Items(10):
        if x == 2:
            continue
        if x == 5:
            break
        out.append(x)
    return out


print(run(loops()))
# expect: (['<1>', '<2>', '<3>', '<4>', '<5>', '<6>', '<7>', '<8>', '<9>', '<10>'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])


async def plain_count(n):
    for i in range(n):
        await Switch(f"before {i}")
        yield i


async def reuse():
    g = plain_count(3)
    step = g.__anext__()
    await step
    try:
        await step
    except RuntimeError as error:
        print(error)
    first = g.__anext__()
    first.send(None)
    print(g.ag_running)
    try:
        await g.__anext__()
    except RuntimeError as error:
        print(error)
    first.close()
    closer = g.aclose()
    try:
        await closer
    except RuntimeError as error:
        print(error)


print(run(reuse()))
# expect: cannot reuse already awaited __anext__()/asend()
# expect: True
# expect: anext(): asynchronous generator is already running
# expect: aclose(): asynchronous generator is already running
# expect: (None, ['before 0'])
g = count(1)
print(type(g).__name__, repr(g).startswith("<async_generator object count at 0x"), type(g.asend(1)).__name__)
# expect: async_generator True async_generator_asend
try:
    for x in g:
        pass
except TypeError as error:
    print(error)
# expect: 'async_generator' object is not iterable
for bad in (aiter, anext):
    try:
        bad(5)
    except TypeError as error:
        print(error)
# expect: 'int' object is not an async iterable
# expect: 'int' object is not an async iterator


async def nested(n):
    if n:
        async for x in nested(n - 1):
            yield x + 1
    yield 0


print(run(collect(nested(5))))  # expect: ([5, 4, 3, 2, 1, 0, 'else'], [])


async def awaiting_default():
    return [await anext(Items(0), "none"), await anext(plain_count(1), 5)]


print(run(awaiting_default()))  # expect: (['none', 0], ['before 0'])

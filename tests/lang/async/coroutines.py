# Coroutines driven by hand: await, return values, exceptions both ways, what cannot be awaited.
class Switch:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def drive(coro, *sent):
    try:
        item = coro.send(None)
        for value in sent:
            print("awaits", item)
            item = coro.send(value)
        print("still awaits", item)
    except StopIteration as stop:
        print("returned", stop.value)
    except Exception as error:
        print("raised", type(error).__name__, error)


async def inner(x):
    a = await Switch(x)
    b = await Switch(a * 2)
    return a + b


async def outer():
    total = 0
    for i in range(2):
        total += await inner(i + 1)
    return total


drive(outer(), 10, 20, 30, 40)
# expect: awaits 1
# expect: awaits 20
# expect: awaits 2
# expect: awaits 60
# expect: returned 100
drive(outer(), 10)
# expect: awaits 1
# expect: still awaits 20


async def catches():
    try:
        await Switch("first")
    except ValueError as error:
        print("caught", error)
        return await Switch("second")
    finally:
        print("finally")


c = catches()
print(c.send(None))  # expect: first
print(c.throw(ValueError("thrown in")))
# expect: caught thrown in
# expect: second
try:
    c.send("end")
except StopIteration as stop:
    print("value", stop.value)
# expect: finally
# expect: value end
try:
    c.send(None)
except RuntimeError as error:
    print(error)
# expect: cannot reuse already awaited coroutine
try:
    c.throw(KeyError("late"))
except RuntimeError as error:
    print(error)
# expect: cannot reuse already awaited coroutine
c.close()

for bad in (1, [], "x", None):
    async def waits(bad=bad):
        await bad

    drive(waits())
# expect: raised TypeError object int can't be used in 'await' expression
# expect: raised TypeError object list can't be used in 'await' expression
# expect: raised TypeError object str can't be used in 'await' expression
# expect: raised TypeError object NoneType can't be used in 'await' expression


class Odd:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        return self.result


async def wait(x):
    return await x


drive(wait(Odd(5)))  # expect: raised TypeError __await__() returned non-iterator of type 'int'
drive(wait(Odd(iter([1, 2]))), None, None)
# expect: awaits 1
# expect: awaits 2
# expect: returned None
c = inner(1)
drive(wait(Odd(c)))  # expect: raised TypeError __await__() returned a coroutine
c.close()
c = wait(1)
try:
    for _ in c:
        pass
except TypeError as error:
    print(error)
# expect: 'coroutine' object is not iterable
try:
    next(c)
except TypeError as error:
    print(error)
# expect: 'coroutine' object is not an iterator
try:
    c.send(5)
except TypeError as error:
    print(error)
# expect: can't send non-None value to a just-started coroutine
c.close()

c = outer()
c.send(None)
try:
    drive(wait(c))
finally:
    print(c.cr_await is not None, c.cr_running, c.__name__, c.__qualname__)
    c.close()
# expect: raised RuntimeError coroutine is being awaited already
# expect: True False outer outer
print(c.cr_await)  # expect: None


async def stops():
    raise StopIteration(3)


drive(stops())  # expect: raised RuntimeError coroutine raised StopIteration


async def stubborn():
    try:
        await Switch(1)
    except GeneratorExit:
        await Switch(2)


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print(error)
# expect: coroutine ignored GeneratorExit

c = inner(3)
it = c.__await__()
print(type(it).__name__, iter(it) is it, next(it), it.send(4))  # expect: coroutine_wrapper True 3 8
try:
    it.send(5)
except StopIteration as stop:
    print(stop.value)
# expect: 9


def plain():
    yield from inner(1)


try:
    list(plain())
except TypeError as error:
    print(error)
# expect: cannot 'yield from' a coroutine object in a non-coroutine generator
print(type(c).__name__, repr(c).startswith("<coroutine object inner at 0x"))  # expect: coroutine True


async def comprehend():
    return [await Switch(i) for i in range(3)], {k: await Switch(k) for k in "ab"}


drive(comprehend(), 1, 2, 3, 4, 5)
# expect: awaits 0
# expect: awaits 1
# expect: awaits 2
# expect: awaits a
# expect: awaits b
# expect: returned ([1, 2, 3], {'a': 4, 'b': 5})


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    async def __aenter__(self):
        print("enter", await Switch("entering"))
        return self

    async def __aexit__(self, kind, value, tb):
        print("exit", kind and kind.__name__, value, tb is not None, await Switch("leaving"))
        return self.swallow


async def uses(swallow, fail):
    async with Manager(swallow) as m, Manager(False):
        await Switch("inside")
        if fail:
            raise KeyError("inside")
    return "done"


drive(uses(False, False), 1, 2, 3, 4, 5)
# expect: awaits entering
# expect: enter 1
# expect: awaits entering
# expect: enter 2
# expect: awaits inside
# expect: awaits leaving
# expect: exit None None False 4
# expect: awaits leaving
# expect: exit None None False 5
# expect: returned done
drive(uses(True, True), 1, 2, 3, 4, 5)
# expect: awaits entering
# expect: enter 1
# expect: awaits entering
# expect: enter 2
# expect: awaits inside
# expect: awaits leaving
# expect: exit KeyError 'inside' True 4
# expect: awaits leaving
# expect: exit KeyError 'inside' True 5
# expect: returned done
drive(uses(False, True), 1, 2, 3, 4, 5)
# expect: awaits entering
# expect: enter 1
# expect: awaits entering
# expect: enter 2
# expect: awaits inside
# expect: awaits leaving
# expect: exit KeyError 'inside' True 4
# expect: awaits leaving
# expect: exit KeyError 'inside' True 5
# expect: raised KeyError 'inside'


async def early():
    for i in range(3):
        async with Manager(False):
            if i == 1:
                return i


drive(early(), 1, 2, 3, 4)
# expect: awaits entering
# expect: enter 1
# expect: awaits leaving
# expect: exit None None False 2
# expect: awaits entering
# expect: enter 3
# expect: awaits leaving
# expect: exit None None False 4
# expect: returned 1


async def wrong(manager):
    async with manager:
        pass


drive(wrong(5))  # expect: raised TypeError 'int' object does not support the asynchronous context manager protocol


class Half:
    async def __aenter__(self):
        pass


drive(wrong(Half()))
# expect: raised TypeError 'Half' object does not support the asynchronous context manager protocol (missed __aexit__ method)

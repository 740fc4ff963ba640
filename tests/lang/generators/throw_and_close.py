# throw raises at the yield; close raises GeneratorExit there.
def careful():
    while True:
        try:
            yield "waiting"
        except ValueError as e:
            print("handled", e)
            yield "after " + str(e)
        finally:
            print("finally")

g = careful()
print(next(g))  # expect: waiting
print(g.throw(ValueError("boom")))
# expect: handled boom
# expect: after boom
print(next(g))
# expect: finally
# expect: waiting
g.close()  # expect: finally
g.close()
try:
    next(g)
except StopIteration:
    print("closed")
# expect: closed

def simple():
    yield 1
    yield 2

g = simple()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("came back", e)
# expect: came back 'k'
print(list(g))  # expect: []

def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2

g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
# expect: generator ignored GeneratorExit

def cleanup():
    try:
        yield 1
    finally:
        print("cleaned")

g = cleanup()
next(g)
g.close()  # expect: cleaned
cleanup().close()
g = cleanup()
try:
    g.throw(ValueError("before start"))
except ValueError as e:
    print(e)
# expect: before start
print(list(g))  # expect: []

def catches():
    try:
        yield 1
    except ValueError:
        return "done"

g = catches()
next(g)
try:
    g.throw(ValueError)
except StopIteration as e:
    print(e.value)
# expect: done

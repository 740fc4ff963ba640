# A finally that returns, breaks or raises replaces what was under way.
def ret():
    try:
        raise ValueError("lost")
    finally:
        return "finally wins"

def loop():
    for i in range(3):
        try:
            raise ValueError("lost")
        finally:
            break
    return i

def replace():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")

def cont():
    out = []
    for i in range(3):
        try:
            if i == 1:
                raise ValueError
            out.append(i)
        finally:
            continue
    return out

print(ret(), loop(), cont())  # expect: finally wins 0 [0, 2]
try:
    replace()
except KeyError as e:
    print(repr(e), repr(e.__context__))
# expect: KeyError('second') ValueError('first')

def order():
    log = []
    def inner():
        try:
            log.append("try")
            return log.append("value") or len(log)
        finally:
            log.append("finally")
    r = inner()
    return r, log

print(order())  # expect: (2, ['try', 'value', 'finally'])

def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2

print(value_kept())  # expect: 1

def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            [][0]
        finally:
            print("inner")
    except IndexError as e:
        print("caught", e, repr(e.__context__))
    finally:
        print("outer")

nested()
# expect: inner
# expect: caught list index out of range ZeroDivisionError('division by zero')
# expect: outer

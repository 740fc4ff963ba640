# Ways out of try: break, continue, return and exceptions through else and finally.
from ungil import View, i64, nogil, zeros

@nogil
def ways(x: i64) -> i64:
    r = 0
    for i in range(5):
        try:
            if i == x:
                break
            if i == x + 1:
                continue
            r += 10 // (i - 3)
        except ZeroDivisionError:
            r += 1000
        else:
            r += 1
        finally:
            r += 100
    try:
        try:
            r = r // (x - 2)
        finally:
            r += 7
    except ZeroDivisionError:
        return -r
    return r

@nogil
def order(a: View[i64], x: i64) -> i64:
    # What is written stands, whatever happens after it.
    n = 0
    try:
        a[n] = 1
        n += 1
        try:
            a[n] = 2
            n += 1
            if x == 1:
                raise KeyError("one")
            if x == 2:
                return n
            a[n] = 10 // (x - 3)
            n += 1
        except LookupError:
            a[n] = 3
            n += 1
            if x == 1:
                raise ValueError("from the handler")
        finally:
            a[n] = 4
            n += 1
    except ArithmeticError:
        a[n] = 5
        n += 1
    else:
        a[n] = 6
        n += 1
    finally:
        a[n] = 7
        n += 1
    return n

@nogil
def callee(n: i64) -> i64:
    if n % 3 == 0:
        raise IndexError(f"{n}")
    if n % 3 == 1:
        raise KeyError("k")
    return n

@nogil
def counted(n: i64) -> i64:
    # Caught across calls, in a loop.
    index = key = good = 0
    for i in range(n):
        try:
            good += callee(i)
        except IndexError:
            index += 1
        except (KeyError, ValueError):
            key += 1
    return index * 1000000 + key * 1000 + good

@nogil
def nested(n: i64) -> i64:
    r = 0
    while n > 0:
        n -= 1
        try:
            try:
                r += callee(n)
            except IndexError:
                r += 10
                r += callee(n + 1)
        except KeyError:
            r += 100
            continue
        finally:
            r += 1
        r += 1000
    return r

for x in range(5):
    a = zeros(8, dtype=i64)
    try:
        print(ways(x), order(a, x), list(a))
    except Exception as e:
        print(type(e).__name__, e, list(a))
print(counted(30), nested(7))
# expect: -43 6 [1, 2, -4, 4, 6, 7, 0, 0]
# expect: ValueError from the handler [1, 2, 3, 4, 7, 0, 0, 0]
# expect: -300 2 [1, 2, 4, 7, 0, 0, 0, 0]
# expect: 391 5 [1, 2, 4, 5, 7, 0, 0, 0]
# expect: 749 6 [1, 2, 10, 4, 6, 7, 0, 0]
# expect: 10010155 2544

# while, for over range forms, break, continue, else, nesting.
from ungil import i64, nogil

@nogil
def collatz(n: i64) -> i64:
    k = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        k += 1
    return k

@nogil
def skip(n: i64) -> i64:
    s = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        if i > 20:
            break
        s += i
    else:
        s += 1000
    return s

@nogil
def steps(a: i64, b: i64, c: i64) -> i64:
    s = 0
    for i in range(a, b, c):
        s = s * 10 + abs(i)
    return s

@nogil
def nested(n: i64) -> i64:
    c = 0
    for i in range(n):
        for j in range(i, n):
            if (i + j) % 7 == 0:
                break
            k = j
            while k > 0:
                k -= 2
                c += 1
    return c

@nogil
def prime(n: i64) -> bool:
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True

print([collatz(n) for n in (1, 7, 27, 97)], skip(5), skip(100), steps(0, 5, 1), steps(9, 0, -3), steps(5, 0, 1), steps(-4, 5, 3))
# expect: [0, 16, 111, 118] 1007 147 1234 963 0 412
print(nested(30), [n for n in range(60) if prime(n)])
# expect: 672 [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
@nogil
def loop_variable(n: i64) -> i64:
    i = -1
    for i in range(n):
        pass
    return i
print(loop_variable(5), loop_variable(0))  # expect: 4 -1

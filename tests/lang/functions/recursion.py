# Recursion: factorial, fibonacci, mutual, ackermann, hanoi.
def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)

def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def is_even(n):
    return True if n == 0 else is_odd(n - 1)

def is_odd(n):
    return False if n == 0 else is_even(n - 1)

def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))

def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)

print(fact(10), fact(25))  # expect: 3628800 15511210043330985984000000
print([fib(i) for i in range(15)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377]
print(is_even(100), is_odd(77))  # expect: True True
print(ack(2, 3))  # expect: 9
print(hanoi(8, "a", "b", "c"))  # expect: 255

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

print(depth(900))  # expect: 900

# Long products, quotients and modular powers.
def fact(n):
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r

print(fact(30))  # expect: 265252859812191058636308480000000
print(fact(60) // fact(57))  # expect: 205320
print(len(str(fact(500))), fact(500) % 1000003)  # expect: 1135 144305
print(pow(7, 1000, 10 ** 9 + 7), pow(2, 10 ** 18, 998244353))  # expect: 224787023 242199768
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)  # expect: 222232244629420445529739893461909967206666939096499764990979600
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(fact(20), 2 ** 50), gcd(10 ** 40, 6 ** 30))  # expect: 262144 1073741824
def isqrt(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x
print(isqrt(2 * 10 ** 80))  # expect: 14142135623730950488016887242096980785696
digits = 0
n = 2 ** 1000
while n:
    digits += n % 10
    n //= 10
print(digits)  # expect: 1366

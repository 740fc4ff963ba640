# slow
# Sieve, digit sums, perfect numbers, collatz, base conversion.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, f in enumerate(flags) if f]

print(sieve(60))  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
print(len(sieve(5000)))  # expect: 669

def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

print([collatz(n) for n in range(1, 20)])  # expect: [0, 1, 7, 2, 5, 8, 16, 3, 19, 6, 14, 9, 9, 17, 17, 4, 12, 20, 20]

def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n == 0:
        return "0"
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(digits[d])
    return "".join(reversed(out))

print(to_base(255, 2), to_base(255, 16), to_base(10 ** 20, 36))  # expect: 11111111 ff l3r41ifs0q5ts
print([n for n in range(1, 1000) if sum(d for d in range(1, n) if n % d == 0) == n])  # expect: [6, 28, 496]

def factors(n):
    out = []
    d = 2
    while d * d <= n:
        while n % d == 0:
            out.append(d)
            n //= d
        d += 1
    if n > 1:
        out.append(n)
    return out

print(factors(360), factors(97), factors(600851475143))  # expect: [2, 2, 2, 3, 3, 5] [97] [71, 839, 1471, 6857]
print(sum(int(c) for c in str(2 ** 100)))  # expect: 115

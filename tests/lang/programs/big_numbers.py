# Digits of pi and e, factorial digit sums, square roots, continued fractions.
def pi_digits(n):
    out = []
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(str(m))
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = (q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2)
    return "".join(out)


def e_digits(n):
    scale = 10 ** (n + 10)
    total, term, k = 0, scale, 1
    while term:
        total += term
        term //= k
        k += 1
    return str(total)[:n]


def isqrt(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def convergents(terms):
    h0, h1, k0, k1 = 0, 1, 1, 0
    for a in terms:
        h0, h1 = h1, a * h1 + h0
        k0, k1 = k1, a * k1 + k0
        yield h1, k1


print(pi_digits(60))  # expect: 314159265358979323846264338327950288419716939937510582097494
print(e_digits(60))  # expect: 271828182845904523536028747135266249775724709369995957496696
print(isqrt(2 * 10 ** 120))  # expect: 1414213562373095048801688724209698078569671875376948073176679
f = 1
for i in range(1, 201):
    f *= i
print(sum(map(int, str(f))), len(str(f)), str(f).rstrip("0")[-10:])  # expect: 1404 375 0389737472
print([f"{a}/{b}" for a, b in convergents([1] + [2] * 12)][-3:])  # expect: ['8119/5741', '19601/13860', '47321/33461']
a, b = 0, 1
index = 1
while len(str(b)) < 100:
    a, b = b, a + b
    index += 1
print(index, b)
# expect: 476 1344719667586153181419716641724567886890850696275767987106294472017884974410332069524504824747437757
print(pow(3, 10 ** 6, 2 ** 127 - 1), (2 ** 127 - 1) % 1000003, 7 ** 77 // 3 ** 99)
# expect: 76680424781939633926089563193284323913 1512 687930973858181420


def is_prime(n):
    if n < 4:
        return n > 1
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % a == 0:
            return n == a
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([p for p in range(60, 130) if is_prime(2 ** p - 1)], is_prime(10 ** 30 + 57), is_prime(10 ** 30 + 59))
# expect: [61, 89, 107, 127] True False


def egcd(a, b):
    return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))


p, q, exponent = 61 * 10 ** 9 + 21, 10 ** 18 + 9, 65537
phi = (p - 1) * (q - 1)
g, d, _ = egcd(exponent, phi)
message = 123456789012345
if g == 1:
    print(pow(pow(message, exponent, p * q), d % phi, p * q) == message if is_prime(p) and is_prime(q) else (p, q))
# expect: (61000000021, 1000000000000000009)

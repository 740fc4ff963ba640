# Newton, trapezoid rule, a series for pi, compound interest.
def newton(f, df, x):
    for _ in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) < 1e-15:
            break
    return x

print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0))  # expect: 1.414213562373095

def trapezoid(f, a, b, n):
    h = (b - a) / n
    s = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        s += f(a + i * h)
    return s * h

print(trapezoid(lambda x: x * x, 0.0, 3.0, 1000))  # expect: 9.000004500000005
pi = 0.0
sign = 1.0
for k in range(10000):
    pi += sign / (2 * k + 1)
    sign = -sign
print(4 * pi)  # expect: 3.1414926535900345
balance = 1000.0
for year in range(1, 6):
    balance *= 1.035
    print(year, round(balance, 2))
# expect: 1 1035.0
# expect: 2 1071.22
# expect: 3 1108.72
# expect: 4 1147.52
# expect: 5 1187.69

def mean(xs):
    return sum(xs) / len(xs)

def stdev(xs):
    m = mean(xs)
    return (sum((x - m) ** 2 for x in xs) / (len(xs) - 1)) ** 0.5

data = [2.5, 3.7, 1.2, 9.8, 4.4]
print(mean(data), stdev(data))  # expect: 4.32 3.2965133095438883
e = 0.0
term = 1.0
for i in range(1, 25):
    e += term
    term /= i
print(e)  # expect: 2.7182818284590455

# Every operator of native code, in every overflow mode, against its rule computed with Python's unbounded ints. With the
# argument `full` on all pairs of types; the suite takes some of them.
# oracle: none
# engines: native interp
# slow
import math
import random
import sys

from ungil import f32, f64, i8, i16, i32, i64, nogil, u8, u16, u32, u64

FULL = "full" in sys.argv
BITS = {"bool": (0, 1), "u8": (0, 2**8 - 1), "u16": (0, 2**16 - 1), "u32": (0, 2**32 - 1), "u64": (0, 2**64 - 1),
        "i8": (-(2**7), 2**7 - 1), "i16": (-(2**15), 2**15 - 1), "i32": (-(2**31), 2**31 - 1),
        "i64": (-(2**63), 2**63 - 1)}
rng = random.Random(20)


def values(name, count=6):
    """The ends of the type's range, the numbers about zero, and some of every size."""
    low, high = BITS[name]
    if name == "bool":
        return [False, True]
    found = [low, low + 1, -1, 0, 1, 2, 7, 63, 64, high - 1, high]
    for _ in range(count):
        size = rng.randrange(high.bit_length()) + 1
        found.append(rng.choice((1, -1)) * rng.getrandbits(size))
    return [v for v in dict.fromkeys(found) if low <= v <= high]


def width(a, b, op):
    """The type in which the operator works: i64, or u64 where both sides are unsigned and one is a u64."""
    if op in ("<<", ">>", "**"):
        return "u64" if a == "u64" else "i64"
    if "u64" not in (a, b):
        return "i64"
    return "u64" if a[0] in "ub" and b[0] in "ub" else None


def fit(exact, name, mode):
    low, high = BITS[name]
    if low <= exact <= high:
        return exact
    if mode == "raise":
        return "OverflowError"
    if mode == "saturate":
        return low if exact < low else high
    return (exact - low) % (high - low + 1) + low


def rule(op, x, y, name, mode):
    x, y = int(x), int(y)
    if op in ("//", "%", "/") and y == 0:
        return "ZeroDivisionError"
    if op in ("<<", ">>") and y < 0:
        return "ValueError"
    if op == "**" and y < 0:
        return "ValueError"
    if op == "<<":
        if y > 200:
            if x == 0:
                return 0
            return fit(x << 200, name, mode)
        return fit(x << y, name, mode)
    if op == ">>":
        return x >> min(y, 200)
    if op == "**":
        if abs(x) > 1 and y > 200:
            if mode == "wrap":
                low, high = BITS[name]
                return fit(pow(x, y, 2**64), name, mode)
            return fit((-1) ** y * 2**200 if x < 0 else 2**200, name, mode)
        return fit(x**y, name, mode)
    if op == "/":
        return x / y
    exact = {"+": lambda: x + y, "-": lambda: x - y, "*": lambda: x * y, "//": lambda: x // y, "%": lambda: x % y,
             "&": lambda: x & y, "|": lambda: x | y, "^": lambda: x ^ y}[op]()
    return fit(exact, name, mode)


def attempt(function, *operands):
    try:
        return function(*operands)
    except (OverflowError, ZeroDivisionError, ValueError) as error:
        return type(error).__name__


def same(a, b):
    if a != a and b != b:
        return True
    signed = not isinstance(a, float) or math.copysign(1.0, a) == math.copysign(1.0, b)
    return type(a) is type(b) and a == b and signed


def native(text):
    space = {}
    exec("from ungil import f32, f64, i8, i16, i32, i64, nogil, u8, u16, u32, u64\n" + text, space)
    return space["f"]


wrong = checked = 0


def compare(what, got, expected):
    global wrong, checked
    checked += 1
    if not same(got, expected):
        wrong += 1
        if wrong < 20:
            print(what, "native:", got, "rule:", expected)


names = list(BITS)
pairs = [(a, b) for a in names for b in names] if FULL else [
    ("i64", "i64"), ("u64", "u64"), ("u8", "i32"), ("bool", "i16"), ("u32", "u64"), ("i8", "u8")]
modes = ("raise", "wrap", "saturate")
for a, b in pairs:
    for op in ("+", "-", "*", "//", "%", "/", "<<", ">>", "**", "&", "|", "^"):
        name = width(a, b, op)
        if name is None:
            continue
        for mode in modes if op not in "/&|^" else ("raise",):
            result = "f64" if op == "/" else name
            f = native(f"@nogil(overflow='{mode}')\ndef f(x: {a}, y: {b}) -> {result}:\n    return x {op} y\n")
            for x in values(a):
                for y in values(b):
                    compare((a, op, b, mode, x, y), attempt(f, x, y), rule(op, x, y, name, mode))
    for op in ("<", "<=", "==", "!=", ">", ">="):
        f = native(f"@nogil\ndef f(x: {a}, y: {b}) -> bool:\n    return x {op} y\n")
        for x in values(a):
            for y in values(b):
                compare((a, op, b, x, y), f(x, y), eval(f"x {op} y"))

for a in names if FULL else ("i64", "u64", "i8"):
    name = "u64" if a == "u64" else "i64"
    for mode in modes:
        for op in ("-", "abs", "+", "~"):
            if op == "~" and (a == "u64") and mode != "wrap" or op == "-" and a == "u64" and mode == "raise":
                continue
            f = native(f"@nogil(overflow='{mode}')\ndef f(x: {a}) -> {name}:\n    return {op}(x)\n")
            for x in values(a):
                exact = {"-": -int(x), "abs": abs(x), "+": int(x), "~": ~int(x)}[op]
                compare((op, a, mode, x), attempt(f, x), fit(exact, name, mode))
        for to in names if FULL else ("u8", "i16", "u64", "i64"):
            if to == "bool":
                continue
            f = native(f"@nogil(overflow='{mode}')\ndef f(x: {a}) -> {to}:\n    return {to}(x)\n")
            for x in values(a):
                compare((to, a, mode, x), attempt(f, x), fit(int(x), to, mode))
        for to in ("f64", "f32"):
            f = native(f"@nogil(overflow='{mode}')\ndef f(x: {a}) -> f64:\n    return f64({to}(x))\n")
            for x in values(a):
                if to == "f64":
                    compare((to, a, mode, x), attempt(f, x), float(x))

floats = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e300, -1e300, 1e-310, 2.0**53 + 2, 2.0**63, -(2.0**63), 2.0**64,
          math.inf, -math.inf, math.nan] + [rng.uniform(-10, 10) for _ in range(6)]


def float_rule(op, x, y, division):
    if op == "**" and -math.inf < x < 0 and math.isfinite(y) and y != int(y):
        return "ValueError"  # Python gives a complex.
    try:
        return eval(f"x {op} y")
    except ZeroDivisionError:
        if division == "raise":
            return "ZeroDivisionError"
        if op == "/":
            return math.nan if x == 0 or x != x else math.copysign(math.inf, x) * math.copysign(1.0, y)
        return None
    except OverflowError:
        return "OverflowError"


for op in ("+", "-", "*", "/", "//", "%", "**"):
    for division in ("raise", "ieee"):
        f = native(f"@nogil(division='{division}')\ndef f(x: f64, y: f64) -> f64:\n    return x {op} y\n")
        for x in floats:
            for y in floats:
                expected = float_rule(op, x, y, division)
                if expected is not None and not (division == "ieee" and op == "**"):
                    compare((x, op, y, division), attempt(f, x, y), expected)
for op in ("<", "<=", "==", "!=", ">", ">="):
    for a in ("i64", "u64", "i8"):
        f = native(f"@nogil\ndef f(x: {a}, y: f64) -> bool:\n    return x {op} y\n")
        g = native(f"@nogil\ndef f(x: {a}, y: f64) -> bool:\n    return y {op} x\n")
        for x in values(a):
            for y in floats + [float(x), math.nextafter(float(x), math.inf), math.nextafter(float(x), -math.inf)]:
                compare((x, op, y), f(x, y), eval(f"x {op} y"))
                compare((y, op, x), g(x, y), eval(f"y {op} x"))
for to in ("i64", "u64", "i32", "u8", "i8", "int"):
    for mode in modes:
        name = "i64" if to == "int" else to
        f = native(f"@nogil(overflow='{mode}')\ndef f(x: f64) -> {name}:\n    return {to}(x)\n")
        for x in floats + [255.5, 256.0, -0.9, 127.99, -128.99, -129.0, 2.0**31 - 0.5, 2.0**63 - 1024, 1e18]:
            try:
                expected = fit(int(x), name, "raise")
            except ValueError:
                expected = "ValueError"
            except OverflowError:
                expected = "OverflowError"
            got = attempt(f, x)
            if mode == "raise":
                compare((to, x, mode), got, expected)
            elif not isinstance(expected, str):
                compare((to, x, mode), got, expected)
for text in ("round(x)", "int(x)", "abs(x)", "-x", "float(x)", "bool(x)", "divmod(x, y)[0]", "divmod(x, y)[1]", "min(x, y)", "max(x, y)", "min(y, x, 1.5)"):
    kind = "bool" if text.startswith("bool") else "i64" if text[0] in "ri" else "f64"
    f = native(f"@nogil\ndef f(x: f64, y: f64) -> {kind}:\n    return {text}\n")
    for x in floats:
        for y in floats if "y" in text else [1.0]:
            try:
                expected = eval(text)
                if kind == "i64":
                    expected = fit(expected, "i64", "raise")
            except (ValueError, OverflowError, ZeroDivisionError) as error:
                expected = type(error).__name__
            compare((text, x, y), attempt(f, x, y), expected)
print(checked > 5000, wrong)
# expect: True 0

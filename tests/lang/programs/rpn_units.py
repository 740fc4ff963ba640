# A calculator with a stack, variables, user words, and units as dimension vectors.
class Quantity:
    BASE = ("m", "s", "kg")

    def __init__(self, value, *dims):
        self.value, self.dims = value, tuple(dims) + (0,) * (3 - len(dims))

    def _same(self, o):
        if self.dims != o.dims:
            raise TypeError(f"cannot mix {self.unit() or 'number'} and {o.unit() or 'number'}")
        return o

    def __add__(self, o):
        return Quantity(self.value + self._same(o).value, *self.dims)

    def __sub__(self, o):
        return Quantity(self.value - self._same(o).value, *self.dims)

    def __mul__(self, o):
        return Quantity(self.value * o.value, *(a + b for a, b in zip(self.dims, o.dims)))

    def __truediv__(self, o):
        return Quantity(self.value / o.value, *(a - b for a, b in zip(self.dims, o.dims)))

    def unit(self):
        def part(sign):
            return " ".join(n if abs(d) == 1 else f"{n}^{abs(d)}" for n, d in zip(self.BASE, self.dims) if d * sign > 0)
        top, bottom = part(1), part(-1)
        return (top or ("1" if bottom else "")) + ("/" + bottom if bottom else "")

    def __repr__(self):
        return f"{self.value:g} {self.unit()}".rstrip()


UNITS = {"m": Quantity(1, 1), "km": Quantity(1000, 1), "s": Quantity(1, 0, 1), "h": Quantity(3600, 0, 1), "kg": Quantity(1, 0, 0, 1),
         "g": Quantity(0.001, 0, 0, 1), "N": Quantity(1, 1, -2, 1)}


class Calculator:
    def __init__(self):
        self.stack, self.words = [], {}

    def run(self, text):
        tokens = text.split()
        i = 0
        while i < len(tokens):
            t = tokens[i]
            i += 1
            if t == ":":
                end = tokens.index(";", i)
                self.words[tokens[i]] = " ".join(tokens[i + 1:end])
                i = end + 1
            elif t in self.words:
                self.run(self.words[t])
            elif t in ("+", "-", "*", "/"):
                b, a = self.stack.pop(), self.stack.pop()
                self.stack.append({"+": Quantity.__add__, "-": Quantity.__sub__, "*": Quantity.__mul__, "/": Quantity.__truediv__}[t](a, b))
            elif t in UNITS:
                self.stack.append(self.stack.pop() * UNITS[t])
            elif t == "dup":
                self.stack.append(self.stack[-1])
            elif t == "swap":
                self.stack[-2:] = self.stack[:-3:-1]
            else:
                self.stack.append(Quantity(float(t)))
        return self.stack


for line in ("3 4 + 2 *", "100 km 2 h /", "5 kg 9.8 m * 1 s 1 s * /", "1 km 500 m +", "1 m 1 s +", ": square dup * ; 3 m square",
             "1 2 swap -", "+", "abc", "1 0 /", "10 N 2 kg /", "1 1 s /"):
    c = Calculator()
    try:
        print(f"{line:28} {c.run(line)}")
    except (TypeError, IndexError, ValueError, ZeroDivisionError) as e:
        print(f"{line:28} {type(e).__name__}: {e}")
# expect: 3 4 + 2 *                    [14]
# expect: 100 km 2 h /                 [13.8889 m/s]
# expect: 5 kg 9.8 m * 1 s 1 s * /     [49 m kg/s^2]
# expect: 1 km 500 m +                 [1500 m]
# expect: 1 m 1 s +                    TypeError: cannot mix m and s
# expect: : square dup * ; 3 m square  [9 m^2]
# expect: 1 2 swap -                   [1]
# expect: +                            IndexError: pop from empty list
# expect: abc                          ValueError: could not convert string to float: 'abc'
# expect: 1 0 /                        ZeroDivisionError: float division by zero
# expect: 10 N 2 kg /                  [5 m/s^2]
# expect: 1 1 s /                      [1 1/s]

# Cells with formulas, dependencies, recomputation, cycles.
class CycleError(Exception):
    pass


class Sheet:
    def __init__(self):
        self.source = {}
        self.cache = {}
        self.active = []

    def __setitem__(self, name, text):
        self.source[name] = text
        self.cache.clear()

    def __getitem__(self, name):
        if name in self.cache:
            return self.cache[name]
        if name in self.active:
            raise CycleError(" -> ".join(self.active + [name]))
        self.active.append(name)
        try:
            value = self.compute(self.source.get(name, 0))
        finally:
            self.active.pop()
        self.cache[name] = value
        return value

    def compute(self, text):
        if not isinstance(text, str) or not text.startswith("="):
            return text
        total = 0
        for sign, term in self.terms(text[1:]):
            product = 1
            for factor in term.split("*"):
                product *= self.factor(factor.strip())
            total += sign * product
        return total

    def terms(self, text):
        sign, start = 1, 0
        for i, c in enumerate(text + "+"):
            if c in "+-":
                if text[start:i].strip():
                    yield sign, text[start:i]
                sign, start = (1 if c == "+" else -1), i + 1

    def factor(self, text):
        if text.startswith("sum("):
            first, last = text[4:-1].split(":")
            column = first[0]
            return sum(self[f"{column}{r}"] for r in range(int(first[1:]), int(last[1:]) + 1))
        if text[0].isalpha():
            return self[text]
        return float(text) if "." in text else int(text)


s = Sheet()
s["a1"], s["a2"], s["a3"] = 10, 20, 30
s["b1"] = "=sum(a1:a3)"
s["b2"] = "=b1*2 - a1"
s["b3"] = "=b2*0.5 + 1 - 2*3"
print(s["b1"], s["b2"], s["b3"], s["zz9"])  # expect: 60 110 50.0 0
s["a2"] = "=a1*a1"
print(s["b1"], s["b2"], s["b3"])  # expect: 140 270 130.0
s["c1"], s["c2"], s["c3"] = "=c2+1", "=c3+1", "=c1"
try:
    s["c1"]
except CycleError as e:
    print("cycle:", e)
# expect: cycle: c1 -> c2 -> c3 -> c1
s["c3"] = 100
print(s["c1"], s.active)  # expect: 102 []
s["d1"] = "=oops1x*2"
try:
    print(s["d1"])
except ValueError as e:
    print(e)
# expect: 0

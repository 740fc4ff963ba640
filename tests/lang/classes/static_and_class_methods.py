# staticmethod, classmethod, alternative constructors, counters.
class Date:
    count = 0
    def __init__(self, y, m, d):
        self.y, self.m, self.d = y, m, d
        Date.count += 1
    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))
    @staticmethod
    def is_leap(y):
        return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    def __repr__(self):
        return f"{type(self).__name__}({self.y}, {self.m}, {self.d})"

class Holiday(Date):
    pass

print(Date.parse("2024-02-29"), Holiday.parse("2025-12-25"), Date.count)
# expect: Date(2024, 2, 29) Holiday(2025, 12, 25) 2
print(Date.is_leap(2000), Date(1, 1, 1).is_leap(1900))  # expect: True False
f = Holiday.parse
print(f("1999-1-1"))  # expect: Holiday(1999, 1, 1)

class Reg:
    items = {}
    @classmethod
    def register(cls, name):
        def deco(f):
            cls.items[name] = f
            return f
        return deco

@Reg.register("hi")
def hi():
    return "registered"

print(Reg.items["hi"]())  # expect: registered
class S:
    @staticmethod
    def add(a, b=1):
        return a + b
    plus = add
print(S.add(1), S().add(1, 5), S.plus(2))  # expect: 2 6 3

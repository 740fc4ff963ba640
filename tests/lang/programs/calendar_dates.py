# Day numbers, weekdays, leap years, a month's page, Easter, date arithmetic.
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
NAMES = "January February March April May June July August September October November December".split()


class Date:
    def __init__(self, y, m, d):
        if not 1 <= m <= 12 or not 1 <= d <= month_days(y, m):
            raise ValueError(f"no such date: {y}-{m}-{d}")
        self.y, self.m, self.d = y, m, d

    @classmethod
    def from_number(cls, n):
        y = n // 366 + 1
        while number(y + 1, 1, 1) <= n:
            y += 1
        m = 1
        while m < 12 and number(y, m + 1, 1) <= n:
            m += 1
        return cls(y, m, n - number(y, m, 1) + 1)

    @property
    def number(self):
        return number(self.y, self.m, self.d)

    @property
    def weekday(self):
        return (self.number + 6) % 7

    def __add__(self, days):
        return Date.from_number(self.number + days)

    def __sub__(self, other):
        return self.number - other.number if isinstance(other, Date) else self + -other

    def __lt__(self, other):
        return self.number < other.number

    def __eq__(self, other):
        return isinstance(other, Date) and self.number == other.number

    def __hash__(self):
        return hash(self.number)

    def __str__(self):
        return f"{self.y:04}-{self.m:02}-{self.d:02}"

    __repr__ = __str__

    def __format__(self, spec):
        return spec.replace("%d", f"{self.d:02}").replace("%B", NAMES[self.m - 1]).replace("%Y", str(self.y)) if spec else str(self)


def leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def month_days(y, m):
    return 29 if m == 2 and leap(y) else DAYS[m - 1]


def number(y, m, d):
    y1 = y - 1
    return y1 * 365 + y1 // 4 - y1 // 100 + y1 // 400 + sum(month_days(y, k) for k in range(1, m)) + d


def page(y, m):
    print(f"{NAMES[m - 1]} {y}".center(20).rstrip())
    print("Mo Tu We Th Fr Sa Su")
    first = Date(y, m, 1).weekday
    cells = ["  "] * first + [f"{d:2}" for d in range(1, month_days(y, m) + 1)]
    for i in range(0, len(cells), 7):
        print(" ".join(cells[i:i + 7]).rstrip())


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return Date(y, month, day + 1)


page(2024, 2)
# expect:    February 2024
# expect: Mo Tu We Th Fr Sa Su
# expect:           1  2  3  4
# expect:  5  6  7  8  9 10 11
# expect: 12 13 14 15 16 17 18
# expect: 19 20 21 22 23 24 25
# expect: 26 27 28 29
page(2026, 11)
# expect:    November 2026
# expect: Mo Tu We Th Fr Sa Su
# expect:                    1
# expect:  2  3  4  5  6  7  8
# expect:  9 10 11 12 13 14 15
# expect: 16 17 18 19 20 21 22
# expect: 23 24 25 26 27 28 29
# expect: 30
today = Date(2024, 2, 28)
print(today + 1, today + 2, today - 59, Date(2000, 1, 1) - Date(1900, 1, 1), f"{today:%d %B %Y}", f"{today}")
# expect: 2024-02-29 2024-03-01 2023-12-31 36524 28 February 2024 2024-02-28
print([str(easter(y)) for y in (1999, 2000, 2024, 2025, 2038)])
# expect: ['1999-04-04', '2000-04-23', '2024-03-31', '2025-04-20', '2038-04-25']
print(all(Date.from_number(Date.from_number(n).number).number == n for n in range(700000, 740000, 371)))
# expect: True
print([y for y in range(1890, 1910) if leap(y)], "MTWTFSS"[Date(1970, 1, 1).weekday], sorted({today, Date(1999, 12, 31), today + 0}))
# expect: [1892, 1896, 1904, 1908] T [1999-12-31, 2024-02-28]
friday13 = [f"{y}-{m}" for y in (2023, 2024, 2025, 2026) for m in range(1, 13) if Date(y, m, 13).weekday == 4]
print(friday13)  # expect: ['2023-1', '2023-10', '2024-9', '2024-12', '2025-6', '2026-2', '2026-3', '2026-11']
for bad in ((2023, 2, 29), (2023, 13, 1), (2023, 4, 31)):
    try:
        Date(*bad)
    except ValueError as e:
        print(e)
# expect: no such date: 2023-2-29
# expect: no such date: 2023-13-1
# expect: no such date: 2023-4-31

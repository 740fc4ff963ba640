# slow
# Numbers as Roman numerals and as English words, both ways.
PAIRS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " \
       "seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError(f"{n} has no Roman numeral")
    out = ""
    for value, text in PAIRS:
        count, n = divmod(n, value)
        out += text * count
    return out


def from_roman(text):
    values = dict((t, v) for v, t in PAIRS if len(t) == 1)
    total = 0
    for a, b in zip(text, text[1:] + " "):
        v = values[a]
        total += -v if v < values.get(b, 0) else v
    return total


def words(n):
    if n < 0:
        return "minus " + words(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        ten, one = divmod(n, 10)
        return TENS[ten] + ("-" + ONES[one] if one else "")
    for size, name in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            big, rest = divmod(n, size)
            return words(big) + " " + name + ("" if not rest else (" and " if rest < 100 else " ") + words(rest))


print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])
# expect: ['I', 'IV', 'IX', 'XIV', 'XL', 'XC', 'CD', 'MCMXCIV', 'MMXXIV', 'MMMCMXCIX']
print(all(from_roman(to_roman(n)) == n for n in range(1, 4000)))  # expect: True
for n in (0, 7, 13, 20, 42, 100, 115, 999, 1000, 12345, 1000001, -17):
    print(n, words(n))
# expect: 0 zero
# expect: 7 seven
# expect: 13 thirteen
# expect: 20 twenty
# expect: 42 forty-two
# expect: 100 one hundred
# expect: 115 one hundred and fifteen
# expect: 999 nine hundred and ninety-nine
# expect: 1000 one thousand
# expect: 12345 twelve thousand three hundred and forty-five
# expect: 1000001 one million and one
# expect: -17 minus seventeen
for bad in (0, 4000):
    try:
        to_roman(bad)
    except ValueError as e:
        print(e)
# expect: 0 has no Roman numeral
# expect: 4000 has no Roman numeral
print(sum(len(words(n).replace(" ", "").replace("-", "")) for n in range(1, 1001)))  # expect: 21124

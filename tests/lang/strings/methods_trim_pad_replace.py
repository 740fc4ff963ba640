# strip, justify, replace, prefixes, expandtabs, translate.
print([" x ".strip(), " x ".lstrip(), " x ".rstrip(), "xxaxx".strip("x"), "abcba".strip("ab"), "www.x.com".lstrip("w.")])
# expect: ['x', 'x ', ' x', 'a', 'c', 'x.com']
print(["ab".ljust(5), "ab".rjust(5, "*"), "ab".center(7, "-"), "ab".center(5), "abc".center(6, "."), "42".zfill(5), "-42".zfill(5), "+7".zfill(4), "abc".ljust(2)])
# expect: ['ab   ', '***ab', '---ab--', '  ab ', '.abc..', '00042', '-0042', '+007', 'abc']
print("aXbXc".replace("X", "--"), "aaaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("z", "y"))
# expect: a--b--c bbaa -a-b-c- abc
print("prefix_name".removeprefix("prefix_"), "name.py".removesuffix(".py"), "abc".removeprefix("x"))
# expect: name name abc
print("a\tb\tccc\td".expandtabs(), "a\tb".expandtabs(4))  # expect: a       b       ccc     d a   b
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), "hello".translate({ord("l"): None, ord("h"): "J"}))  # expect: xxyyzz Jeo
print(str.maketrans({"a": 1}))  # expect: {97: 1}
print("Hello".encode(), "é".encode("utf-8"), "abc".encode("ascii"))  # expect: b'Hello' b'\xc3\xa9' b'abc'
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
# expect: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)

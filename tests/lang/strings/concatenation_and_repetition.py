# + and * and comparison, hashing as keys, building in loops.
print("a" + "b", "ab" * 3, 3 * "ab", "x" * 0, "x" * -1)  # expect: ab ababab ababab
print("abc" < "abd", "a" < "B", "abc" < "ab", "" < "a", "é" > "z", "Z" < "a", "日" > "é")
# expect: True False False True True True True
s = ""
for i in range(1000):
    s += str(i % 10)
print(len(s), s[:15], s[-5:])  # expect: 1000 012345678901234 56789
parts = []
for i in range(5):
    parts.append("item" + str(i))
print("/".join(parts))  # expect: item0/item1/item2/item3/item4
d = {"a" + "b": 1}
print(d["ab"], d["".join(["a", "b"])])  # expect: 1 1
print(hash("abc") == hash("ab" + "c"), "abc" is not None)  # expect: True True
print(max("hello"), min("hello"), sorted("hello"), list("abc"), tuple("ab"), set("aaa"))
# expect: o e ['e', 'h', 'l', 'l', 'o'] ['a', 'b', 'c'] ('a', 'b') {'a'}
print("%s" % "x" + "y", ("a" "b").upper())  # expect: xy AB
try:
    "a" * 2.0
except TypeError as e:
    print(e)
# expect: can't multiply sequence by non-int of type 'float'
try:
    "a" - "b"
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for -: 'str' and 'str'

# find, index, count, startswith, endswith, in, partition.
s = "the cat sat on the mat"
print(s.find("the"), s.find("the", 1), s.rfind("the"), s.find("dog"), s.find("t", 5, 9), s.find(""))
# expect: 0 15 15 -1 6 0
print(s.index("cat"), s.rindex("at"), s.count("at"), s.count(""), s.count("t", 4), "aaaa".count("aa"))
# expect: 4 20 3 23 4 2
print(s.startswith("the"), s.startswith("cat", 4), s.startswith(("a", "th")), s.endswith("mat"), s.endswith(("x", "t")))
# expect: True True True True True
print(s.partition(" "), s.rpartition(" "), s.partition("dog"), s.rpartition("dog"))
# expect: ('the', ' ', 'cat sat on the mat') ('the cat sat on the', ' ', 'mat') ('the cat sat on the mat', '', '') ('', '', 'the cat sat on the mat')
try:
    s.index("dog")
except ValueError as e:
    print(e)
# expect: substring not found
print("" in s, "cat sat" in s, "x" not in s)  # expect: True True True
print("añb日".find("日"), "日日".count("日"), "ab".rfind(""))  # expect: 3 2 2

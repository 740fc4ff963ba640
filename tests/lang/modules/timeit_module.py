import timeit

calls = []
print(timeit.timeit(lambda: calls.append(1), number=10) >= 0, len(calls))  # expect: True 10
print(timeit.timeit("x = a + 1", setup="a = 2", number=5) > 0)  # expect: True
print(len(timeit.repeat("seen.append(1)", repeat=3, number=2, globals={"seen": calls})), len(calls))  # expect: 3 16
print(timeit.Timer("for i in range(3):\n    pass").timeit(1) >= 0, timeit.default_timer() > 0)  # expect: True True

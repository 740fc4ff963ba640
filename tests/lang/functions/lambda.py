# Lambdas with all kinds of parameters.
print((lambda: 42)())  # expect: 42
print((lambda x, y=2: x * y)(4))  # expect: 8
print((lambda *a, **k: (a, k))(1, 2, z=3))  # expect: ((1, 2), {'z': 3})
print((lambda a, /, b, *, c: a + b + c)(1, 2, c=3))  # expect: 6
print(list(map(lambda x: x ** 2, range(5))))  # expect: [0, 1, 4, 9, 16]
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))  # expect: ['ccc', 'bb', 'a']
print([f(3) for f in [lambda x: x, lambda x: x + x, lambda x: x if x > 5 else None]])  # expect: [3, 6, None]
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(6))  # expect: 720
adder = lambda a: lambda b: lambda c: a + b + c
print(adder(1)(2)(3))  # expect: 6

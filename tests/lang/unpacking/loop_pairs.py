# Loops over pairs set both targets at once; what they leave behind is that of the last whole pair.


def leave():
    for a, b in zip([1, 2, 3], [4, 5]):
        pass
    print(a, b)
    # expect: 2 5
    for i, c in enumerate("xyz", 5):
        pass
    print(i, c)
    # expect: 7 z
    for k, v in {"p": [1], "q": [2]}.items():
        pass
    print(k, v)
    # expect: q [2]
    it = iter([1, 2, 3])
    for a, b in zip(it, [9]):
        pass
    print(a, b, next(it))
    # expect: 1 9 3


def collect():
    out = []
    for i, text in enumerate([str(n) * 3 for n in range(200)]):
        out.append((i, text + "!"))
    print(out[0], out[199], len(out))
    # expect: (0, '000!') (199, '199199199!') 200


class Odd:
    def __iter__(self):
        return iter([(1, 2), [3, 4], "ab"])


def mixed():
    for a, b in Odd():
        print(a, b)
    # expect: 1 2
    # expect: 3 4
    # expect: a b
    try:
        for a, b in enumerate([1]):
            for c, d in [(1, 2), (3,)]:
                pass
    except ValueError as e:
        print(e, a, b, c, d)
    # expect: not enough values to unpack (expected 2, got 1) 0 1 1 2
    try:
        grow = {1: 2, 3: 4}
        for k, v in grow.items():
            grow[k + 10] = v
    except RuntimeError as e:
        print(e)
    # expect: dictionary changed size during iteration
    print([(i, x) for i, x in enumerate(zip("ab", "cd"))])
    # expect: [(0, ('a', 'c')), (1, ('b', 'd'))]


leave()
collect()
mixed()

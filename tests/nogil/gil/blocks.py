"""`with gil:` in blocks of functions and of the module: captured objects, cells, globals."""
from ungil import array, f64, gil, nogil

words = []
total = 0
count = 0


def bump():
    global count
    count += 1


def show():
    print("total is", total)


with nogil:
    for i in range(3):
        total = total + i
        with gil:
            words.append(total)
            show()
            bump()
    n = count * 10
    with gil:
        last = f"last {n}"
        total = total + 100
    total = total + 1
# expect: total is 0
# expect: total is 1
# expect: total is 3
print(words, total, count, n, last)  # expect: [0, 1, 3] 104 3 30 last 30


def function(names, d):
    best = ""
    k = 0
    with nogil:
        for i in range(3):
            k = k + i
            with gil:
                d[i] = names[i]
                if len(names[i]) > len(best):
                    best = names[i]
        with gil:
            d = dict(sorted(d.items()))
            fresh = [k]
    return best, d, k, fresh


print(function(["a", "ccc", "bb"], {9: "z"}))  # expect: ('ccc', {0: 'a', 1: 'ccc', 2: 'bb', 9: 'z'}, 3, [3])


def cells():
    x = 1
    y = 0

    def get():
        return x, y

    def put(v):
        nonlocal y
        y = v

    with nogil:
        x = x + 1
        with gil:
            print(get())
            put(7)
            x = x * 10
        z = x + y
    return x, y, z, get()


print(cells())
# expect: (2, 0)
# expect: (20, 7, 27, (20, 7))


def conditional(flag):
    with nogil:
        if flag:
            r = 1.5
        with gil:
            try:
                print("r is", r)
            except NameError as e:
                print(type(e).__name__)
    return flag


print(conditional(True), conditional(False))
# expect: r is 1.5
# expect: UnboundLocalError
# expect: True False


def arrays(a, b):
    with nogil:
        with gil:
            same = a
            a = b
        a[0] = 5.0
    return a is b, list(a), list(b), len(same)


print(arrays(array([1.0, 2.0], dtype=f64), array([3.0, 4.0], dtype=f64)))  # expect: (True, [5.0, 4.0], [5.0, 4.0], 2)


def leaves(n):
    for k in range(n):
        with nogil:
            with gil:
                done = k == 2
                print("k", k)
            if done:
                break
    return k


print(leaves(5))
# expect: k 0
# expect: k 1
# expect: k 2
# expect: 2

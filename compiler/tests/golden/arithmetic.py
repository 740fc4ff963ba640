def f(x, y):
    z = x + 1 - y * 2.5
    z += y
    z -= 3
    x = (x if y else z) // 2 ** y
    return -x, not y, ~z, 2 * 3 + 1, (1, 2, "a")

def f(n, xs):
    for i in range(2, n):
        if i == 3:
            continue
        if i > 5:
            break
    else:
        n = 0
    while n:
        n -= 1
    while (line := next(xs)):
        print(line)
    for a, b in xs:
        print(a, b)
    return i

from ungil import gil, i64, nogil


@nogil
def f(n: i64) -> i64:
    for i in range(n):
        with gil:
            if n > 3:
                break  # refuse: UG207
            print(n)
            return n  # refuse: UG207
    with gil:
        for k in range(3):
            if k == 1:
                continue
            break
        del n  # refuse: UG207
        text = str(k)
    return len(text)  # refuse: UG203

# while with break, continue and else.
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n)
else:
    print("not printed")
# expect: 1
# expect: 3
while n > 0:
    n -= 1
else:
    print("else runs", n)
# expect: else runs 0
while True:
    n += 1
    if n > 100:
        break
print(n)  # expect: 101
while False:
    print("never")
else:
    print("at once")
# expect: at once
i = 0
while i < 3:
    j = 0
    while True:
        j += 1
        if j > i:
            break
    else:
        print("never")
    print(i, j)
    i += 1
# expect: 0 1
# expect: 1 2
# expect: 2 3

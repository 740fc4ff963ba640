# Patterns of loops: sentinels, flags, two pointers, windows, accumulation, countdown.
data = [3, -1, 4, 1, -5, 9, 2, 6]
best = run = data[0]
for x in data[1:]:
    run = max(x, run + x)
    best = max(best, run)
print(best)  # expect: 19
i, j = 0, len(data) - 1
ordered = sorted(data)
pairs = []
while i < j:
    s = ordered[i] + ordered[j]
    if s == 8:
        pairs.append((ordered[i], ordered[j]))
        i += 1
        j -= 1
    elif s < 8:
        i += 1
    else:
        j -= 1
print(pairs)  # expect: [(-1, 9), (2, 6)]
found = None
for x in data:
    if x > 4:
        found = x
        break
print(found, next((x for x in data if x < -3), "none"), next((x for x in data if x > 100), "none"))
# expect: 9 -5 none
lo, hi = 0, 1000
steps = 0
while lo < hi:
    mid = (lo + hi) // 2
    steps += 1
    if mid * mid < 123456:
        lo = mid + 1
    else:
        hi = mid
print(lo, steps)  # expect: 352 10
for n in range(10, 0, -3):
    print(n, end=" ")
print("liftoff")  # expect: 10 7 4 1 liftoff
total = 0
for i in range(4):
    for j in range(4):
        if j > i:
            break
        if (i + j) % 2:
            continue
        total += i * 10 + j
print(total)  # expect: 117
k = 0
while True:
    k += 1
    if k % 2: continue
    if k > 8: break
    print(k, end=",")
print()  # expect: 2,4,6,8,
windows = [sum(data[i:i + 3]) for i in range(len(data) - 2)]
print(windows, [b - a for a, b in zip(data, data[1:])], [x for i, x in enumerate(data) if x == max(data[:i + 1])])
# expect: [6, 4, 0, 5, 6, 17] [-4, 5, -3, -6, 14, -7, 4] [3, 4, 9]

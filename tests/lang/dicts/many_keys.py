# Growth, deletion, reinsertion, order with many keys.
d = {}
for i in range(2000):
    d[i * 7 % 2003] = i
print(len(d), list(d)[:5], d[7], d[14])  # expect: 2000 [0, 7, 14, 21, 28] 1 2
for i in range(0, 2003, 2):
    d.pop(i, None)
print(len(d), list(d)[:5])  # expect: 1000 [7, 21, 35, 49, 63]
for i in range(0, 100, 2):
    d[i] = "back"
print(len(d), list(d)[-3:])  # expect: 1050 [94, 96, 98]
big = {str(i): i for i in range(500)}
print(sum(big.values()), big["499"], "500" in big)  # expect: 124750 499 False
big2 = dict(sorted(big.items(), key=lambda kv: -kv[1]))
print(list(big2)[:3], big == big2)  # expect: ['499', '498', '497'] True
mixed = {}
for i in range(50):
    mixed[i] = 1
    mixed[str(i)] = 2
    mixed[(i,)] = 3
    mixed[i + 0.5] = 4
print(len(mixed), sum(mixed.values()))  # expect: 200 500
while d:
    d.popitem()
print(d)  # expect: {}
neg = {-1: "a", -2: "b", 2 ** 61 - 1: "c", 2 ** 61 - 2: "d", 0: "z"}
print(neg[-1], neg[-2], neg[2 ** 61 - 1], neg[0])  # expect: a b c z

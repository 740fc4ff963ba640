# The order of comparisons is visible: which pairs are compared, and how far a list is sorted when one raises.
class Key:
    def __init__(self, value, number):
        self.value = value
        self.number = number

    def __lt__(self, other):
        log.append((self.number, other.number))
        if len(log) == stop:
            raise ValueError((self.number, other.number))
        return self.value < other.value


def digest(pairs):
    total = 0
    for a, b in pairs:
        total = (total * 1009 + a * 31 + b) % 1000000007
    return total


def values(size, kind):
    seed = size * 8 + kind
    noise = []
    for _ in range(size):
        seed = (seed * 1103515245 + 12345) % 2147483648
        noise.append(seed >> 8)
    if kind == 0:
        return noise
    if kind == 1:
        return [v % 5 for v in noise]
    if kind == 2:
        return list(range(size))
    if kind == 3:
        return list(range(size, 0, -1))
    if kind == 4:
        return list(range(size // 2)) + list(range(size - size // 2))
    return [i // 10 * 10 + v % 40 for i, v in enumerate(noise)]


for size in (2, 3, 33, 65, 130):
    for kind in (0, 1, 4, 5):
        for reverse in (False, True):
            stop, log = 0, []
            keys = [Key(v, i) for i, v in enumerate(values(size, kind))]
            keys.sort(reverse=reverse)
            total = len(log)
            print(size, kind, reverse, total, digest(log), digest((k.number, 0) for k in keys))
            stop, log = total * 2 // 3 + 1, []
            keys = [Key(v, i) for i, v in enumerate(values(size, kind))]
            try:
                keys.sort(reverse=reverse)
            except ValueError as error:
                print(error, digest((k.number, 0) for k in keys))
# expect: 2 0 False 1 31 31
# expect: (1, 0) 31
# expect: 2 0 True 1 1 31279
# expect: (0, 1) 31
# expect: 2 1 False 1 31 31
# expect: (1, 0) 31
# expect: 2 1 True 1 1 31279
# expect: (0, 1) 31
# expect: 2 4 False 1 31 31
# expect: (1, 0) 31
# expect: 2 4 True 1 1 31
# expect: (0, 1) 31
# expect: 2 5 False 1 31 31
# expect: (1, 0) 31
# expect: 2 5 True 1 1 31279
# expect: (0, 1) 31
# expect: 3 0 False 3 31624140 31560573
# expect: (2, 0) 31560573
# expect: 3 0 True 4 900062926 63121053
# expect: (0, 2) 62589
# expect: 3 1 False 2 31342 63152301
# expect: (2, 1) 31341
# expect: 3 1 True 2 33298 31341
# expect: (0, 1) 31341
# expect: 3 4 False 2 31342 31341
# expect: (2, 1) 31341
# expect: 3 4 True 4 900062926 63121053
# expect: (0, 2) 62589
# expect: 3 5 False 4 908758114 63121053
# expect: (2, 1) 31341
# expect: 3 5 True 4 900061918 31560573
# expect: (0, 1) 31341
# expect: 33 0 False 124 435111111 239710292
# expect: (24, 20) 939882181
# expect: 33 0 True 126 827474448 786181460
# expect: (8, 19) 573483592
# expect: 33 1 False 122 639205709 85509704
# expect: (24, 12) 431687657
# expect: 33 1 True 123 228783860 911664970
# expect: (8, 11) 38817637
# expect: 33 4 False 97 65861710 887673436
# expect: (26, 13) 565369975
# expect: 33 4 True 91 517691851 690490097
# expect: (6, 23) 239687244
# expect: 33 5 False 124 534658749 193200172
# expect: (24, 0) 811823838
# expect: 33 5 True 131 645346659 722079600
# expect: (8, 25) 99152863
# expect: 65 0 False 307 154059985 466768281
# expect: (57, 50) 135267732
# expect: 65 0 True 302 770733009 979340253
# expect: (7, 25) 858378121
# expect: 65 1 False 292 169870634 471145920
# expect: (56, 37) 681548336
# expect: 65 1 True 286 838384774 353601771
# expect: (8, 26) 539728172
# expect: 65 4 False 134 945670276 742090885
# expect: (40, 8) 134265177
# expect: 65 4 True 128 900549648 832544214
# expect: (10, 42) 456322857
# expect: 65 5 False 273 579716908 195961147
# expect: (51, 38) 56713954
# expect: 65 5 True 297 432939958 820715441
# expect: (11, 13) 47846685
# expect: 130 0 False 751 268007390 306326922
# expect: (118, 104) 735357376
# expect: 130 0 True 748 848367141 856017216
# expect: (11, 18) 296827876
# expect: 130 1 False 668 985106606 8991021
# expect: (109, 106) 382050460
# expect: 130 1 True 683 104248763 446854753
# expect: (18, 21) 899734063
# expect: 130 4 False 258 739911219 403388966
# expect: (85, 21) 298268010
# expect: 130 4 True 258 599425185 229481425
# expect: (20, 86) 968341666
# expect: 130 5 False 610 974540710 300120030
# expect: (35, 19) 283919681
# expect: 130 5 True 647 674980241 608793284
# expect: (96, 100) 314869984

mixed = [3, 1, "b", 2, "a", 0]
for reverse in (False, True):
    for key in (None, lambda v: v):
        items = list(mixed)
        try:
            items.sort(key=key, reverse=reverse)
        except TypeError as error:
            print(error, items)
# expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'b', 2, 'a', 0]
# expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'b', 2, 'a', 0]
# expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'b', 2, 'a', 0]
# expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'b', 2, 'a', 0]

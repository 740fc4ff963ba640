# range: all forms, indexing, slicing, comparison.
print(list(range(5)), list(range(2, 5)), list(range(10, 0, -3)), list(range(0)), list(range(5, 2)))
# expect: [0, 1, 2, 3, 4] [2, 3, 4] [10, 7, 4, 1] [] []
r = range(0, 20, 3)
print(r, len(r), r[2], r[-1], r[1:4], r[::-1], 9 in r, 10 in r)
# expect: range(0, 20, 3) 7 6 18 range(3, 12, 3) range(18, -3, -3) True False
print(r.start, r.stop, r.step, r.index(9), r.count(6))  # expect: 0 20 3 3 1
print(range(3) == range(0, 3, 1), range(0) == range(5, 2), range(3) == [0, 1, 2])  # expect: True True False
print(range(10 ** 20, 10 ** 20 + 3)[1], len(range(-5, 5)), bool(range(0)), hash(range(3)) == hash(range(0, 3)))
# expect: 100000000000000000001 10 False True
print(sum(range(101)), max(range(5)), sorted(range(3), reverse=True), list(reversed(range(4))))
# expect: 5050 4 [2, 1, 0] [3, 2, 1, 0]
for bad in (lambda: range(1, 2, 0), lambda: range(5)[10], lambda: range("a"), lambda: range(3).index(7)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError range() arg 3 must not be zero
# expect: IndexError range object index out of range
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError 7 is not in range
for i in range(3, -4, -2):
    print(i)
# expect: 3
# expect: 1
# expect: -1
# expect: -3
total = 0
for i in range(2 ** 62, 2 ** 62 + 3):
    total += i
print(total)  # expect: 13835058055282163715

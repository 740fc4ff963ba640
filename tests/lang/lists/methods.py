# All methods of list.
xs = [3, 1, 2]
xs.append(5)
xs.insert(0, 9)
xs.insert(-1, 8)
xs.insert(100, 7)
print(xs)  # expect: [9, 3, 1, 2, 8, 5, 7]
xs.extend((1, 1))
xs.remove(1)
print(xs, xs.count(1), xs.index(8), xs.index(1, 3))  # expect: [9, 3, 2, 8, 5, 7, 1, 1] 2 3 6
print(xs.pop(), xs.pop(0), xs)  # expect: 1 9 [3, 2, 8, 5, 7, 1]
xs.sort()
print(xs)  # expect: [1, 2, 3, 5, 7, 8]
xs.sort(reverse=True)
print(xs)  # expect: [8, 7, 5, 3, 2, 1]
xs.reverse()
ys = xs.copy()
xs.clear()
print(xs, ys)  # expect: [] [1, 2, 3, 5, 7, 8]
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2][5], lambda: [1].extend(3), lambda: [1]["a"]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: IndexError pop from empty list
# expect: IndexError pop index out of range
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 2 is not in list
# expect: IndexError list index out of range
# expect: TypeError 'int' object is not iterable
# expect: TypeError list indices must be integers or slices, not str
print([].append(1), list(), list("ab"), list({"k": 1}), list(range(3)), list((1, 2)))
# expect: None [] ['a', 'b'] ['k'] [0, 1, 2] [1, 2]

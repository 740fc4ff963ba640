# Module array.
from array import array
import array as arr, sys
a = array('i', [3, 1, 2]); a.append(5); a.extend([7, 8]); a.insert(0, 9); print(a, a[0], a[-1], a[1:3], len(a), 5 in a, a.index(5), a.count(1), a.typecode, a.itemsize, a.tolist(), sorted(a), max(a), sum(a), list(reversed(a)))
# expect: array('i', [9, 3, 1, 2, 5, 7, 8]) 9 8 array('i', [3, 1]) 7 True 4 1 i 4 [9, 3, 1, 2, 5, 7, 8] [1, 2, 3, 5, 7, 8, 9] 9 35 [8, 7, 5, 2, 1, 3, 9]
a[0] = 4; a[1:3] = array('i', [0, 0, 0]); del a[0]; print(a, a.pop(), a.pop(0)); a.reverse(); a.remove(5); print(a, a + array('i', [1]), a * 2, a == array('i', a), a < array('i', [9]), array('d'), array('d', [1, 2.5]), array('f', [0.1, 1e-40, 3.4e38]), array('b', b'ab'), array('u', 'héy'), array('B', range(5)))
# expect: array('i', [0, 0, 2, 5, 7]) 8 0
# expect: array('i', [7, 2, 0, 0]) array('i', [7, 2, 0, 0, 1]) array('i', [7, 2, 0, 0, 7, 2, 0, 0]) True True array('d') array('d', [1.0, 2.5]) array('f', [0.10000000149011612, 9.99994610111476e-41, 3.3999999521443642e+38]) array('b', [97, 98]) array('u', 'héy') array('B', [0, 1, 2, 3, 4])
print(a.tobytes(), array('h', [1, -1]).tobytes(), array('d', [1.5, -0.0, float('inf')]).tobytes().hex(), array('f', [0.1]).tobytes().hex(), array('d', bytes(8)), array('i', b'\x01\0\0\0'))
# expect: b'\x07\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00' b'\x01\x00\xff\xff' 000000000000f83f0000000000000080000000000000f07f cdcccc3d array('d', [0.0]) array('i', [1])
b = array('H', [1, 256]); b.byteswap(); print(b); c = array('q', [0]) * 3; c[1] += 5; print(c, [x for x in c], arr.typecodes)
# expect: array('H', [256, 1])
# expect: array('q', [0, 5, 0]) [0, 5, 0] bBuhHiIlLqQfd
for f in (lambda: array('z'), lambda: array('b', [200]), lambda: array('B', [-1]), lambda: array('i', [1.5]), lambda: array('i', ['a']), lambda: array('d', ['a']), lambda: array('i', [2**40]), lambda: a[99], lambda: a['x'], lambda: a.remove(77), lambda: a.index(77), lambda: array('i').pop(), lambda: a + [1], lambda: array('u', 5), lambda: array('h', [70000]), lambda: array('i', 'abc'), lambda: array('q', [2**70]), lambda: array('L', [-1]), lambda: array(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# expect: ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
# expect: OverflowError signed char is greater than maximum
# expect: OverflowError unsigned byte integer is less than minimum
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError must be real number, not str
# expect: OverflowError signed integer is greater than maximum
# expect: IndexError array index out of range
# expect: TypeError array indices must be integers
# expect: ValueError array.remove(x): x not in array
# expect: ValueError array.index(x): x not in array
# expect: IndexError pop from empty array
# expect: TypeError can only append array (not "list") to array
# expect: TypeError 'int' object is not iterable
# expect: OverflowError signed short integer is greater than maximum
# expect: TypeError cannot use a str to initialize an array with typecode 'i'
# expect: OverflowError int too big to convert
# expect: OverflowError can't convert negative value to unsigned int
# expect: TypeError array() argument 1 must be a unicode character, not int
for i, x in enumerate(array('d', [0.5, 1])): print(i, x)
# expect: 0 0.5
# expect: 1 1.0

# Index, negative index, slices with every sign of step.
s = "abcdefghij"
print(s[0], s[9], s[-1], s[-10])  # expect: a j j a
print(s[2:5], s[:3], s[7:], s[:], s[-3:], s[:-7], s[3:3], s[5:2])  # expect: cde abc hij abcdefghij hij abc
print(s[::2], s[1::3], s[::-1], s[8:2:-2], s[-1:-4:-1], s[100:], s[-100:2], s[:100])
# expect: acegi beh jihgfedcba ige jih  ab abcdefghij
u = "añ日😀z"
print(u[1], u[2], u[3], u[-1], u[1:4], u[::-1], len(u))  # expect: ñ 日 😀 z ñ日😀 z😀日ña 5
for bad in (10, -11):
    try:
        s[bad]
    except IndexError as e:
        print(e)
# expect: string index out of range
# expect: string index out of range
try:
    s["a"]
except TypeError as e:
    print(e)
# expect: string indices must be integers, not 'str'
try:
    s[0] = "x"
except TypeError as e:
    print(e)
# expect: 'str' object does not support item assignment
print(s[slice(1, 4)], s[True], "".join(s[i] for i in range(0, 10, 3)))  # expect: bcd b adgj

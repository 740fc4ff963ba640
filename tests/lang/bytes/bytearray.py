# bytearray: the bytes that change.
a = bytearray(b"abc")
a[0] = 90
a.append(100)
a += b"ef"
a.extend([103])
print(a, len(a), a[1:3], bytes(a))  # expect: bytearray(b'Zbcdefg') 7 bytearray(b'bc') b'Zbcdefg'
del a[0]
a[0:2] = b"12345"
a.insert(0, 33)
print(a, a.pop(), a.pop(0), a)  # expect: bytearray(b'12345def') 103 33 bytearray(b'12345def')
a.reverse()
print(a, a.find(b"5"), bytearray(3), bytearray([1, 2]), a == bytes(a))
# expect: bytearray(b'fed54321') 3 bytearray(b'\x00\x00\x00') bytearray(b'\x01\x02') True
a.clear()
print(a)  # expect: bytearray(b'')
try:
    a.append(256)
except ValueError as e:
    print(e)
# expect: byte must be in range(0, 256)
a = bytearray(4)
for i in range(4):
    a[i] = i * 60
print(list(a), a.hex())  # expect: [0, 60, 120, 180] 003c78b4

# Views of memory: items, slices, writing through, casts.
data = bytearray(b"hello world")
view = memoryview(data)
print(len(view), view[0], view[-1], view.readonly, view.format, view.itemsize, view.nbytes, view.shape, view.strides)
# expect: 11 104 100 False B 1 11 (11,) (1,)
part = view[2:8:2]
print(part.tolist(), part.tobytes(), bytes(part), part.contiguous, part.strides)
# expect: [108, 111, 119] b'low' b'low' False (2,)
view[0] = 72
view[6:11] = b"WORLD"
print(data)  # expect: bytearray(b'Hello WORLD')
print(view == data, b"HeLLo" == view[:5], view[:2] == b"He", view != b"x", view == 3)
# expect: True False True True False
print([c for c in view[:3]], list(reversed(view[:3])), 72 in view)  # expect: [72, 101, 108] [108, 101, 72] True
print(view[::-1].tobytes().decode())  # expect: DLROW olleH
for action in [lambda: view.__setitem__(0, 300), lambda: view.__setitem__(0, "a"), lambda: view[20],
               lambda: view.__setitem__(slice(0, 2), b"abc"), lambda: view["x"], lambda: memoryview("text"),
               lambda: memoryview(b"abc").__setitem__(0, 1), lambda: hash(view), lambda: view.__delitem__(0),
               lambda: view.cast("x"), lambda: view[:3].cast("H"), lambda: view[1.5]]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError memoryview: invalid value for format 'B'
# expect: TypeError memoryview: invalid type for format 'B'
# expect: IndexError index out of bounds on dimension 1
# expect: ValueError memoryview assignment: lvalue and rvalue have different structures
# expect: TypeError memoryview: invalid slice key
# expect: TypeError memoryview: a bytes-like object is required, not 'str'
# expect: TypeError cannot modify read-only memory
# expect: ValueError cannot hash writable memoryview object
# expect: TypeError cannot delete memory
# expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
# expect: TypeError memoryview: length is not a multiple of itemsize
# expect: TypeError memoryview: invalid slice key
ints = memoryview(bytearray(16)).cast("i")
ints[0], ints[3] = -5, 2 ** 31 - 1
print(ints.tolist(), ints.nbytes, len(ints), ints.tobytes())
# expect: [-5, 0, 0, 2147483647] 16 4 b'\xfb\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\x7f'
grid = memoryview(bytes(range(12))).cast("B", [3, 4])
print(grid[1, 2], grid.tolist(), grid.ndim, grid.shape, grid.strides)
# expect: 6 [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]] 2 (3, 4) (4, 1)
print(memoryview(b"abc").hex(), memoryview(b"abcd").hex("-", 2), hash(memoryview(b"abc")) == hash(b"abc"))
# expect: 616263 6162-6364 True
doubles = memoryview(bytearray(8)).cast("d")
doubles[0] = 1.5
print(doubles[0], doubles.tolist(), memoryview(b"ab").cast("c")[1])  # expect: 1.5 [1.5] b'b'
with memoryview(b"xyz") as short:
    print(short[1], short.obj)
# expect: 121 b'xyz'
try:
    short[0]
except ValueError as error:
    print(error)
# expect: operation forbidden on released memoryview object
print(repr(short)[:22], repr(view)[:12], isinstance(view, memoryview), type(view))
# expect: <released memory at 0x <memory at 0 True <class 'memoryview'>
print(b"-".join([view[:2], b"x"]), int.from_bytes(view[:2], "big"), bytearray(view[:4]))
# expect: b'He-x' 18533 bytearray(b'Hell')
frozen = memoryview(data).toreadonly()
print(frozen.readonly, frozen[0], {memoryview(b"k"): 1}[b"k"])  # expect: True 72 1


def checksum(block):
    total = 0
    while block:
        total = (total * 31 + block[0]) & 0xffff
        block = block[1:]
    return total


print(checksum(memoryview(b"a longer piece of text")))  # expect: 20812

# Objects to bytes and back; values in C's layouts.
import pickle
import struct


class P:
    def __init__(self, x):
        self.x = x


loop = [1]
loop.append(loop)
back = pickle.loads(pickle.dumps(loop))
print(back[1] is back)  # expect: True
print(pickle.loads(pickle.dumps({"a": (1, -2, 2**70), "b": {1, 2}, "c": b"x", "d": None, "e": 1.5})))
# expect: {'a': (1, -2, 1180591620717411303424), 'b': {1, 2}, 'c': b'x', 'd': None, 'e': 1.5}
print(pickle.loads(pickle.dumps(P(3))).x, pickle.loads(pickle.dumps(len)) is len, pickle.loads(pickle.dumps(range(3))))
# expect: 3 True range(0, 3)
print(struct.pack("<hIf", -2, 7, 1.5), struct.unpack(">d", struct.pack(">d", -0.1)), struct.calcsize("bq"))
# expect: b'\xfe\xff\x07\x00\x00\x00\x00\x00\xc0?' (-0.1,) 16
try:
    struct.pack("b", 200)
except struct.error as e:
    print(e)
# expect: byte format requires -128 <= number <= 127

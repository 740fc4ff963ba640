# Huffman coding with a heap of tuples and recursive trees.
def push(heap, x):
    heap.append(x)
    heap.sort(key=lambda t: (-t[0], -t[1]))


def tree(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    heap = []
    for order, (c, n) in enumerate(sorted(counts.items())):
        push(heap, (n, order, c))
    order = len(heap)
    while len(heap) > 1:
        a, b = heap.pop(), heap.pop()
        push(heap, (a[0] + b[0], order, (a[2], b[2])))
        order += 1
    return heap[0][2]


def codes(node, prefix=""):
    if isinstance(node, str):
        return {node: prefix or "0"}
    left, right = node
    return {**codes(left, prefix + "0"), **codes(right, prefix + "1")}


def decode(bits, root):
    node, out = root, []
    for b in bits:
        node = node[int(b)]
        if isinstance(node, str):
            out.append(node)
            node = root
    return "".join(out)


text = "she sells sea shells by the sea shore"
root = tree(text)
table = codes(root)
bits = "".join(table[c] for c in text)
for c in sorted(table, key=lambda c: (len(table[c]), c)):
    print(repr(c), table[c])
# expect: 's' 01
# expect: ' ' 110
# expect: 'e' 111
# expect: 'h' 001
# expect: 'l' 100
# expect: 'a' 0001
# expect: 'y' 0000
# expect: 'b' 10100
# expect: 'o' 10101
# expect: 'r' 10110
# expect: 't' 10111
print(len(text) * 8, len(bits), decode(bits, root) == text)  # expect: 296 114 True
packed = bytes(int(bits[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8))
print(packed.hex(), len(packed))  # expect: 4fcf91cf1c9f23a81ae7e78e4d6dc0 15
unpacked = "".join(format(b, "08b") for b in packed)[:len(bits)]
print(decode(unpacked, root))  # expect: she sells sea shells by the sea shore

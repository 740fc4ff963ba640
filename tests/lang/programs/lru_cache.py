# A least-recently-used cache on a doubly linked list and a dict.
class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = None


class LRU:
    def __init__(self, capacity):
        self.capacity = capacity
        self.map = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _push_front(self, node):
        node.next, node.prev = self.head.next, self.head
        self.head.next.prev = node
        self.head.next = node

    def get(self, key, default=None):
        node = self.map.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._push_front(node)
        return node.value

    def put(self, key, value):
        if key in self.map:
            self._unlink(self.map.pop(key))
        elif len(self.map) == self.capacity:
            oldest = self.tail.prev
            self._unlink(oldest)
            del self.map[oldest.key]
        node = self.map[key] = Node(key, value)
        self._push_front(node)

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next

    def __len__(self):
        return len(self.map)


cache = LRU(3)
for k in "abc":
    cache.put(k, k.upper())
print(list(cache), cache.get("a"), list(cache))  # expect: ['c', 'b', 'a'] A ['a', 'c', 'b']
cache.put("d", "D")
print(list(cache), cache.get("b"), cache.get("b", "gone"))  # expect: ['d', 'a', 'c'] None gone
cache.put("c", "C2")
print(list(cache), cache.get("c"), len(cache), cache.hits, cache.misses)  # expect: ['c', 'd', 'a'] C2 3 2 2


def cached(capacity):
    def deco(f):
        store = LRU(capacity)
        def wrapper(*args):
            found = store.get(args)
            if found is None:
                found = f(*args)
                store.put(args, found)
            return found
        wrapper.store = store
        return wrapper
    return deco


@cached(50)
def paths(r, c):
    return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)


print(paths(16, 16), paths.store.hits > 0, len(paths.store))  # expect: 601080390 True 50
seed = 7
small = LRU(10)
for _ in range(2000):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    key = (seed >> 16) % 15
    if small.get(key) is None:
        small.put(key, key * key)
print(small.hits, small.misses, sorted(small))  # expect: 1336 664 [0, 3, 5, 6, 7, 9, 10, 11, 13, 14]

# slow
# A linked list, a queue on two stacks, a binary search tree, a trie.
class LinkedList:
    class Node:
        def __init__(self, value, next=None):
            self.value, self.next = value, next

    def __init__(self, items=()):
        self.head = None
        for x in reversed(list(items)):
            self.head = LinkedList.Node(x, self.head)

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
        return self

    def remove(self, value):
        node, previous = self.head, None
        while node and node.value != value:
            previous, node = node, node.next
        if node is None:
            raise ValueError(f"{value!r} not in list")
        if previous:
            previous.next = node.next
        else:
            self.head = node.next

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"


class Queue:
    def __init__(self):
        self.inbox, self.outbox = [], []

    def put(self, x):
        self.inbox.append(x)

    def get(self):
        if not self.outbox:
            while self.inbox:
                self.outbox.append(self.inbox.pop())
        return self.outbox.pop()


class BST:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, key, value=None):
        link, node = None, self.root
        while node:
            if key == node[0]:
                node[1] = value
                return
            link, side = node, 2 if key < node[0] else 3
            node = node[side]
        new = [key, value, None, None]
        self.size += 1
        if link is None:
            self.root = new
        else:
            link[2 if key < link[0] else 3] = new

    def __iter__(self):
        stack, node = [], self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node[2]
            node = stack.pop()
            yield node[0]
            node = node[3]

    def height(self):
        def h(node):
            return 0 if node is None else 1 + max(h(node[2]), h(node[3]))
        return h(self.root)

    def __contains__(self, key):
        node = self.root
        while node:
            if key == node[0]:
                return True
            node = node[2] if key < node[0] else node[3]
        return False


class Trie:
    def __init__(self, *words):
        self.root = {}
        for w in words:
            self.add(w)

    def add(self, word):
        node = self.root
        for c in word:
            node = node.setdefault(c, {})
        node["$"] = True

    def starting(self, prefix):
        node = self.root
        for c in prefix:
            if c not in node:
                return
            node = node[c]
        yield from self._walk(node, prefix)

    def _walk(self, node, prefix):
        if "$" in node:
            yield prefix
        for c in sorted(k for k in node if k != "$"):
            yield from self._walk(node[c], prefix + c)


xs = LinkedList("abcd")
print(xs, xs.reverse(), list(xs))  # expect: 'd' -> 'c' -> 'b' -> 'a' 'd' -> 'c' -> 'b' -> 'a' ['d', 'c', 'b', 'a']
xs.remove("b")
xs.remove("d")
print(xs, LinkedList())  # expect: 'c' -> 'a' empty
try:
    xs.remove("zz")
except ValueError as e:
    print(e)
# expect: 'zz' not in list
q = Queue()
out = []
for i in range(6):
    q.put(i)
    if i % 2:
        out.append(q.get())
print(out, q.get(), q.get(), q.get())  # expect: [0, 1, 2] 3 4 5
try:
    q.get()
except IndexError as e:
    print(e)
# expect: pop from empty list
tree = BST()
for k in [50, 30, 70, 20, 40, 60, 80, 30]:
    tree.insert(k, str(k))
print(list(tree), tree.size, tree.height(), 60 in tree, 65 in tree)
# expect: [20, 30, 40, 50, 60, 70, 80] 7 3 True False
deep = BST()
for i in range(200):
    deep.insert(i * 37 % 200)
print(deep.size, deep.height(), list(deep) == list(range(200)))  # expect: 200 16 True
t = Trie("tea", "ten", "to", "inn", "in", "i", "tent")
print(list(t.starting("te")), list(t.starting("i")), list(t.starting("")), list(t.starting("zz")))
# expect: ['tea', 'ten', 'tent'] ['i', 'in', 'inn'] ['i', 'in', 'inn', 'tea', 'ten', 'tent', 'to'] []
big = LinkedList(range(50000))
print(sum(big), sum(1 for _ in big.reverse()))  # expect: 1249975000 50000

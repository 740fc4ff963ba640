# A discrete event simulation on a binary heap: customers, tellers, waiting times.
class Heap:
    def __init__(self):
        self.a = []

    def push(self, x):
        a = self.a
        a.append(x)
        i = len(a) - 1
        while i > 0 and a[i] < a[(i - 1) // 2]:
            a[i], a[(i - 1) // 2] = a[(i - 1) // 2], a[i]
            i = (i - 1) // 2

    def pop(self):
        a = self.a
        top, last = a[0], a.pop()
        if a:
            a[0] = last
            i = 0
            while True:
                child = 2 * i + 1
                if child >= len(a):
                    break
                if child + 1 < len(a) and a[child + 1] < a[child]:
                    child += 1
                if not a[child] < a[i]:
                    break
                a[i], a[child] = a[child], a[i]
                i = child
        return top

    def __len__(self):
        return len(self.a)


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % n


class Simulation:
    def __init__(self, tellers, seed):
        self.now = 0
        self.events = Heap()
        self.free = tellers
        self.waiting = []
        self.random = Random(seed)
        self.count = 0
        self.waits = []
        self.log = []

    def at(self, time, name, *args):
        self.count += 1
        self.events.push((time, self.count, name, args))

    def run(self, until):
        while self.events:
            time, _, name, args = self.events.pop()
            if time > until:
                break
            self.now = time
            getattr(self, "on_" + name)(*args)

    def on_arrive(self, n):
        self.waiting.append((n, self.now))
        self.at(self.now + 1 + self.random.below(5), "arrive", n + 1)
        self.serve()

    def on_leave(self, n):
        self.free += 1
        if n < 5:
            self.log.append(f"{self.now:4} customer {n} leaves")
        self.serve()

    def serve(self):
        while self.free and self.waiting:
            n, came = self.waiting.pop(0)
            self.free -= 1
            self.waits.append(self.now - came)
            self.at(self.now + 2 + self.random.below(8), "leave", n)


for tellers in (1, 2, 3):
    s = Simulation(tellers, 42)
    s.at(0, "arrive", 0)
    s.run(500)
    print(tellers, "tellers:", len(s.waits), "served, mean wait", round(sum(s.waits) / len(s.waits), 3), "max", max(s.waits),
          "still waiting", len(s.waiting))
    print("\n".join(s.log))
# expect: 1 tellers: 93 served, mean wait 114.645 max 205 still waiting 71
# expect:    4 customer 0 leaves
# expect:   14 customer 1 leaves
# expect:   20 customer 2 leaves
# expect:   28 customer 3 leaves
# expect:   32 customer 4 leaves
# expect: 2 tellers: 161 served, mean wait 2.534 max 14 still waiting 0
# expect:    4 customer 0 leaves
# expect:   14 customer 1 leaves
# expect:   15 customer 2 leaves
# expect:   22 customer 3 leaves
# expect:   26 customer 4 leaves
# expect: 3 tellers: 161 served, mean wait 0.211 max 4 still waiting 0
# expect:    4 customer 0 leaves
# expect:   14 customer 1 leaves
# expect:   15 customer 2 leaves
# expect:   22 customer 3 leaves
# expect:   26 customer 4 leaves
h = Heap()
for x in [5, 3, 9, 1, 7, 3]:
    h.push(x)
print([h.pop() for _ in range(len(h))])  # expect: [1, 3, 3, 5, 7, 9]

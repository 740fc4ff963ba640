# Union-find, Kruskal, Floyd-Warshall, max flow, bipartite check.
class UnionFind:
    def __init__(self, items):
        self.parent = {x: x for x in items}
        self.size = dict.fromkeys(self.parent, 1)

    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


edges = [(7, "A", "B"), (5, "B", "C"), (8, "A", "D"), (9, "B", "D"), (7, "B", "E"), (5, "C", "E"), (15, "D", "E"), (6, "D", "F"),
         (8, "E", "F"), (9, "E", "G"), (11, "F", "G")]
nodes = sorted({n for _, a, b in edges for n in (a, b)})
uf = UnionFind(nodes)
tree = [(w, a, b) for w, a, b in sorted(edges) if uf.union(a, b)]
print(sum(w for w, *_ in tree), tree, len({uf.find(n) for n in nodes}))
# expect: 40 [(5, 'B', 'C'), (5, 'C', 'E'), (6, 'D', 'F'), (7, 'A', 'B'), (8, 'A', 'D'), (9, 'E', 'G')] 1

INF = float("inf")
dist = {(a, b): 0 if a == b else INF for a in nodes for b in nodes}
for w, a, b in edges:
    dist[a, b] = dist[b, a] = w
for k in nodes:
    for a in nodes:
        for b in nodes:
            if dist[a, k] + dist[k, b] < dist[a, b]:
                dist[a, b] = dist[a, k] + dist[k, b]
print([[dist[a, b] for b in nodes] for a in nodes][0], max(dist.values()))  # expect: [0, 7, 12, 8, 14, 14, 23] 23


def max_flow(capacity, source, sink):
    flow = {}
    total = 0
    while True:
        parent, queue = {source: None}, [source]
        while queue and sink not in parent:
            u = queue.pop(0)
            for (a, b), c in capacity.items():
                for x, y, room in ((a, b, c - flow.get((a, b), 0)), (b, a, flow.get((a, b), 0))):
                    if x == u and y not in parent and room > 0:
                        parent[y] = (u, room, (a, b), 1 if x == a else -1)
                        queue.append(y)
        if sink not in parent:
            return total
        path, at = [], sink
        while parent[at]:
            path.append(parent[at])
            at = parent[at][0]
        push = min(p[1] for p in path)
        for _, _, edge, sign in path:
            flow[edge] = flow.get(edge, 0) + sign * push
        total += push


print(max_flow({("s", "a"): 10, ("s", "b"): 5, ("a", "b"): 15, ("a", "t"): 5, ("b", "t"): 10}, "s", "t"))  # expect: 15


def two_colour(graph):
    colour = {}
    for start in graph:
        if start in colour:
            continue
        colour[start] = 0
        stack = [start]
        while stack:
            n = stack.pop()
            for m in graph[n]:
                if m not in colour:
                    colour[m] = 1 - colour[n]
                    stack.append(m)
                elif colour[m] == colour[n]:
                    return None
    return colour


print(two_colour({1: [2, 4], 2: [1, 3], 3: [2, 4], 4: [1, 3]}), two_colour({1: [2, 3], 2: [1, 3], 3: [1, 2]}))
# expect: {1: 0, 2: 1, 4: 1, 3: 0} None

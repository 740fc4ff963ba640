# Breadth-first, depth-first, Dijkstra, topological order, components.
EDGES = [("a", "b", 7), ("a", "c", 9), ("a", "f", 14), ("b", "c", 10), ("b", "d", 15), ("c", "d", 11), ("c", "f", 2),
         ("d", "e", 6), ("e", "f", 9), ("x", "y", 1)]


def build(edges):
    graph = {}
    for a, b, w in edges:
        graph.setdefault(a, {})[b] = w
        graph.setdefault(b, {})[a] = w
    return graph


def bfs(graph, start):
    order, queue, seen = [], [start], {start}
    while queue:
        node = queue.pop(0)
        order.append(node)
        for n in sorted(graph[node]):
            if n not in seen:
                seen.add(n)
                queue.append(n)
    return order


def dfs(graph, node, seen=None):
    seen = set() if seen is None else seen
    seen.add(node)
    yield node
    for n in sorted(graph[node]):
        if n not in seen:
            yield from dfs(graph, n, seen)


def dijkstra(graph, start):
    dist, prev, todo = {start: 0}, {}, set(graph)
    while todo:
        reachable = [n for n in todo if n in dist]
        if not reachable:
            break
        node = min(reachable, key=lambda n: (dist[n], n))
        todo.remove(node)
        for n, w in graph[node].items():
            d = dist[node] + w
            if d < dist.get(n, float("inf")):
                dist[n] = d
                prev[n] = node
    return dist, prev


def path(prev, target):
    out = [target]
    while out[-1] in prev:
        out.append(prev[out[-1]])
    return out[::-1]


def components(graph):
    left = set(graph)
    while left:
        found = set(dfs(graph, min(left)))
        left -= found
        yield sorted(found)


def topological(deps):
    done, order, active = set(), [], set()

    def visit(n):
        if n in done:
            return
        if n in active:
            raise ValueError(f"cycle through {n}")
        active.add(n)
        for d in sorted(deps.get(n, ())):
            visit(d)
        active.remove(n)
        done.add(n)
        order.append(n)

    for n in sorted(deps):
        visit(n)
    return order


g = build(EDGES)
print(bfs(g, "a"))  # expect: ['a', 'b', 'c', 'f', 'd', 'e']
print(list(dfs(g, "a")))  # expect: ['a', 'b', 'c', 'd', 'e', 'f']
dist, prev = dijkstra(g, "a")
print(dist, path(prev, "e"))  # expect: {'a': 0, 'b': 7, 'c': 9, 'f': 11, 'd': 20, 'e': 20} ['a', 'c', 'f', 'e']
print(list(components(g)))  # expect: [['a', 'b', 'c', 'd', 'e', 'f'], ['x', 'y']]
print(topological({"shirt": ["tie"], "tie": ["jacket"], "trousers": ["shoes", "belt"], "belt": ["jacket"], "socks": ["shoes"]}))
# expect: ['jacket', 'belt', 'tie', 'shirt', 'shoes', 'socks', 'trousers']
try:
    topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e:
    print(e)
# expect: cycle through a
maze = ["S.#.....", "..#.###.", ".##...#.", "....#.#.", "##.##.#E"]
def solve(maze):
    cells = {(r, c): ch for r, row in enumerate(maze) for c, ch in enumerate(row) if ch != "#"}
    start = next(p for p, ch in cells.items() if ch == "S")
    queue, came = [start], {start: None}
    for r, c in queue:
        if cells[r, c] == "E":
            steps, at = [], (r, c)
            while at:
                steps.append(at)
                at = came[at]
            return steps[::-1]
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            n = (r + dr, c + dc)
            if n in cells and n not in came:
                came[n] = (r, c)
                queue.append(n)
way = solve(maze)
print(len(way), way[:4], way[-1])  # expect: 18 [(0, 0), (1, 0), (2, 0), (3, 0)] (4, 7)
marked = [list(row) for row in maze]
for r, c in way[1:-1]:
    marked[r][c] = "*"
print("\n".join("".join(row) for row in marked))
# expect: S.#*****
# expect: *.#*###*
# expect: *##*..#*
# expect: ****#.#*
# expect: ##.##.#E

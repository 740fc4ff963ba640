# Conway's game of life on a list grid and on a set.
class Life:
    def __init__(self, rows):
        self.grid = [[c == "#" for c in row] for row in rows]
        self.h, self.w = len(rows), len(rows[0])

    def neighbours(self, r, c):
        n = 0
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                if (dr or dc) and self.grid[(r + dr) % self.h][(c + dc) % self.w]:
                    n += 1
        return n

    def step(self):
        self.grid = [[self.neighbours(r, c) in ((2, 3) if self.grid[r][c] else (3,)) for c in range(self.w)]
                     for r in range(self.h)]

    def __str__(self):
        return "\n".join("".join("#" if x else "." for x in row) for row in self.grid)


def sparse_step(cells):
    count = {}
    for r, c in cells:
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                if dr or dc:
                    k = r + dr, c + dc
                    count[k] = count.get(k, 0) + 1
    return {k for k, n in count.items() if n == 3 or n == 2 and k in cells}


glider = Life([".#......", "..#.....", "###.....", "........", "........", "........"])
for generation in range(3):
    print("generation", generation)
    print(glider)
    glider.step()
# expect: generation 0
# expect: .#......
# expect: ..#.....
# expect: ###.....
# expect: ........
# expect: ........
# expect: ........
# expect: generation 1
# expect: ........
# expect: #.#.....
# expect: .##.....
# expect: .#......
# expect: ........
# expect: ........
# expect: generation 2
# expect: ........
# expect: ..#.....
# expect: #.#.....
# expect: .##.....
# expect: ........
# expect: ........
for _ in range(45):
    glider.step()
print(glider)
# expect: .....#..
# expect: ......#.
# expect: ....###.
# expect: ........
# expect: ........
# expect: ........
cells = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
start = cells
for _ in range(40):
    cells = sparse_step(cells)
print(sorted(cells), len(cells) == len(start))  # expect: [(10, 11), (11, 12), (12, 10), (12, 11), (12, 12)] True
r_pentomino = {(0, 1), (0, 2), (1, 0), (1, 1), (2, 1)}
sizes = []
for g in range(60):
    sizes.append(len(r_pentomino))
    r_pentomino = sparse_step(r_pentomino)
print(sizes)
# expect: [5, 6, 7, 9, 8, 9, 12, 11, 18, 11, 11, 10, 13, 16, 19, 19, 23, 25, 35, 25, 32, 27, 37, 30, 46, 39, 45, 30, 31, 29, 27, 32, 32, 39, 34, 29, 34, 31, 34, 36, 33, 31, 29, 34, 31, 42, 37, 36, 45, 48, 64, 45, 60, 50, 67, 58, 66, 68, 72, 72]

# Rule 30 and 110, Sierpinski, Koch as strings, dragon curve, L-systems.
def automaton(rule, width, steps, start=None):
    cells = start or [int(i == width // 2) for i in range(width)]
    for _ in range(steps):
        yield "".join(".#"[c] for c in cells)
        cells = [rule >> (cells[i - 1] << 2 | cells[i] << 1 | cells[(i + 1) % width]) & 1 for i in range(width)]


for rule in (30, 90, 110):
    print("rule", rule)
    for line in automaton(rule, 31, 8):
        print(line)
# expect: rule 30
# expect: ...............#...............
# expect: ..............###..............
# expect: .............##..#.............
# expect: ............##.####............
# expect: ...........##..#...#...........
# expect: ..........##.####.###..........
# expect: .........##..#....#..#.........
# expect: ........##.####..######........
# expect: rule 90
# expect: ...............#...............
# expect: ..............#.#..............
# expect: .............#...#.............
# expect: ............#.#.#.#............
# expect: ...........#.......#...........
# expect: ..........#.#.....#.#..........
# expect: .........#...#...#...#.........
# expect: ........#.#.#.#.#.#.#.#........
# expect: rule 110
# expect: ...............#...............
# expect: ..............##...............
# expect: .............###...............
# expect: ............##.#...............
# expect: ...........#####...............
# expect: ..........##...#...............
# expect: .........###..##...............
# expect: ........##.#.###...............


def lsystem(axiom, rules, n):
    for _ in range(n):
        axiom = "".join(rules.get(c, c) for c in axiom)
    return axiom


print(lsystem("A", {"A": "AB", "B": "A"}, 7), [len(lsystem("A", {"A": "AB", "B": "A"}, n)) for n in range(10)])
# expect: ABAABABAABAABABAABABAABAABABAABAAB [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
dragon = lsystem("FX", {"X": "X+YF+", "Y": "-FX-Y"}, 7)


def draw(commands, turn):
    x = y = 0
    dx, dy = 1, 0
    cells = {(0, 0)}
    for c in commands:
        if c == "F":
            for _ in range(2):
                x, y = x + dx, y + dy
                cells.add((x, y))
        elif c == "+":
            dx, dy = -dy, dx
        elif c == "-":
            dx, dy = dy, -dx
    x0, x1 = min(p[0] for p in cells), max(p[0] for p in cells)
    for row in range(min(p[1] for p in cells), max(p[1] for p in cells) + 1):
        print("".join("#" if (col, row) in cells else " " for col in range(x0, x1 + 1)).rstrip())


draw(dragon, 90)
# expect:           ### ###
# expect:           # # # #
# expect:         #########         ###
# expect:         # # # #           # #
# expect:         ### ##### ###     # ###
# expect:               # # # #         #
# expect:             #########       ###
# expect:             # # # #         #
# expect:   ### ### ########### ### #####
# expect:   # # # # # # # # # # # # # # #
# expect: ########### ####### ####### ###
# expect: # # # # #     # #     # #
# expect: ### #######   #####   #####
# expect:       # # #     # #     # #
# expect:     ### ###     ###     ###
# expect:     #
# expect:   #####
# expect:   # # #
# expect: #######
# expect: # # #
# expect: ### ###   ###
# expect:       #     #
# expect:     ##### ###
# expect:     # # # #
# expect:     ### ###


def sierpinski(n):
    rows = ["*"]
    for i in range(n):
        pad = " " * 2 ** i
        rows = [pad + r + pad for r in rows] + [r + " " + r for r in rows]
    return [r.rstrip() for r in rows]


print("\n".join(sierpinski(3)))
# expect:        *
# expect:       * *
# expect:      *   *
# expect:     * * * *
# expect:    *       *
# expect:   * *     * *
# expect:  *   *   *   *
# expect: * * * * * * * *
print(sum(bin(n).count("1") for n in range(1024)), "".join(str(bin(n).count("1") % 2) for n in range(32)))
# expect: 5120 01101001100101101001011001101001

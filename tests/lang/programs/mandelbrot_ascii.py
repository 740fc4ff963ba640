# The Mandelbrot set in characters, and a Julia set, with float arithmetic by hand.
def escape(cr, ci, zr=0.0, zi=0.0, limit=60):
    for n in range(limit):
        r2, i2 = zr * zr, zi * zi
        if r2 + i2 > 4.0:
            return n
        zi = 2 * zr * zi + ci
        zr = r2 - i2 + cr
    return limit


SHADES = " .:-=+*#%@"


def picture(w, h, f):
    for y in range(h):
        yield "".join(SHADES[min(f(x / w, y / h) * len(SHADES) // 61, 9)] for x in range(w))


for line in picture(56, 20, lambda x, y: escape(x * 3 - 2.2, y * 2.4 - 1.2)):
    print(line.rstrip())
# expect:
# expect:                                      ..
# expect:                                      ..:..
# expect:                                    .=:*@-=.
# expect:                               .......@@@@:...
# expect:                              ..@@:@@@@@@@@@@:.:::.
# expect:                            ..@:@@@@@@@@@@@@@@@@:.
# expect:                  .....:.....@@@@@@@@@@@@@@@@@@@@@:.
# expect:                 ...=@@@@@*.:@@@@@@@@@@@@@@@@@@@@@.
# expect:              ..=..*@@@@@@@@=@@@@@@@@@@@@@@@@@@@@*.
# expect:     @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@-..
# expect:              ..=..*@@@@@@@@=@@@@@@@@@@@@@@@@@@@@*.
# expect:                 ...=@@@@@*.:@@@@@@@@@@@@@@@@@@@@@.
# expect:                  .....:.....@@@@@@@@@@@@@@@@@@@@@:.
# expect:                            ..@:@@@@@@@@@@@@@@@@:.
# expect:                              ..@@:@@@@@@@@@@:.:::.
# expect:                               .......@@@@:...
# expect:                                    .=:*@-=.
# expect:                                      ..:..
# expect:                                      ..
print(sum(escape(x / 20 - 2, y / 20 - 1) for x in range(60) for y in range(40)))  # expect: 48201
print([escape(-0.8, 0.156, x / 5 - 1, 0.1) for x in range(11)])  # expect: [60, 60, 39, 25, 21, 60, 53, 12, 36, 51, 60]

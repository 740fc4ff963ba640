# A picture computed row by row in native code, shown as text.
from ungil import View2, f64, i64, nogil, prange, zeros

@nogil
def picture(out: View2[i64], limit: i64) -> None:
    h, w = out.shape[0], out.shape[1]
    for y in prange(h):
        for x in range(w):
            cr = 3.0 * x / w - 2.2
            ci = 2.4 * y / h - 1.2
            zr = 0.0
            zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            out[y, x] = n

out = zeros((16, 48), dtype=i64)
picture(out, 40)
for y in range(16):
    print("".join(" .:-=+*#%@"[out[y, x] * 9 // 40] for x in range(48)).rstrip())
# expect:
# expect:                               ...:..
# expect:                             ....:--...
# expect:                          ......-@@@+......
# expect:                     ......-@-@@@@@@@@@-:-*..
# expect:               ..........=%@@@@@@@@@@@@@@#:..
# expect:            ....:--:+::::+@@@@@@@@@@@@@@@@@:.
# expect:          ....:::@@@@@@@=@@@@@@@@@@@@@@@@@@..
# expect:     @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@:...
# expect:          ....:::@@@@@@@=@@@@@@@@@@@@@@@@@@..
# expect:            ....:--:+::::+@@@@@@@@@@@@@@@@@:.
# expect:               ..........=%@@@@@@@@@@@@@@#:..
# expect:                     ......-@-@@@@@@@@@-:-*..
# expect:                          ......-@@@+......
# expect:                             ....:--...
# expect:                               ...:..

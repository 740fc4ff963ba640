"""The Mandelbrot set as a picture, computed on all cores without the lock.

    ungil run examples/mandelbrot.py mandelbrot.ppm [WIDTH [ITERATIONS]]

Any image viewer opens the result (a binary PPM).
"""
import math
import sys
import time

from ungil import View2, f64, i64, nogil, prange, u8, zeros


@nogil
def escape(cr: f64, ci: f64, limit: i64) -> f64:
    """How fast the orbit of a point leaves the disc of radius 16; -1 if it stays for `limit` steps."""
    zr = 0.0
    zi = 0.0
    for n in range(limit):
        r2 = zr * zr
        i2 = zi * zi
        if r2 + i2 > 256.0:
            return n + 1.0 - math.log(0.5 * math.log(r2 + i2)) / math.log(2.0)
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
    return -1.0


@nogil
def shade(t: f64, phase: f64) -> i64:
    """A smooth colour component, 0 to 255."""
    return int(127.5 + 127.5 * math.cos(0.16 * t + phase))


@nogil
def render(pixels: View2[u8], limit: i64) -> i64:
    """Fill the picture, three bytes a pixel, rows in parallel. The result: how many points never left."""
    height = pixels.shape[0]
    width = pixels.shape[1] // 3
    inside = 0
    for y in prange(height, schedule="dynamic"):
        ci = 2.4 * y / height - 1.2
        for x in range(width):
            t = escape(3.2 * x / width - 2.3, ci, limit)
            if t < 0.0:
                inside += 1
                pixels[y, 3 * x] = 0
                pixels[y, 3 * x + 1] = 0
                pixels[y, 3 * x + 2] = 0
            else:
                pixels[y, 3 * x] = shade(t, 3.1)
                pixels[y, 3 * x + 1] = shade(t, 3.8)
                pixels[y, 3 * x + 2] = shade(t, 4.7)
    return inside


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "mandelbrot.ppm"
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    height = width * 3 // 4
    pixels = zeros((height, 3 * width), dtype=u8)
    start = time.perf_counter()
    inside = render(pixels, limit)
    elapsed = time.perf_counter() - start
    with open(path, "wb") as f:
        f.write(b"P6\n%d %d\n255\n" % (width, height))
        for y in range(height):
            f.write(bytes(pixels[y]))
    print(f"{path}: {width} x {height} pixels in {elapsed:.3f} s, {inside / (width * height):.1%} of the points inside")


main()

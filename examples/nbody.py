"""A planetary system, step by step in native code.

    ungil run examples/nbody.py [STEPS]
"""
import math
import sys
import time

from ungil import View2, array, f64, i64, nogil

# Position, velocity (per year), mass (Sun = 4 pi^2) of Sun, Jupiter, Saturn, Uranus, Neptune.
BODIES = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743],
    [4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.606326392995832, 2.81198684491626, -0.02521836165988763,
     0.037693674870389],
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -1.01077434617879, 1.82566237123041, 0.00841576137658415,
     0.011286326131968767],
    [12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 1.08279100644154, 0.868713018169608, -0.0108326374013636,
     0.0017237240570597112],
    [15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.979090732243898, 0.594698998647676, -0.0347559555040781,
     0.0020336868699246304],
]


@nogil
def energy(b: View2[f64]) -> f64:
    e = 0.0
    n = b.shape[0]
    for i in range(n):
        e += 0.5 * b[i, 6] * (b[i, 3] ** 2 + b[i, 4] ** 2 + b[i, 5] ** 2)
        for j in range(i + 1, n):
            dx = b[i, 0] - b[j, 0]
            dy = b[i, 1] - b[j, 1]
            dz = b[i, 2] - b[j, 2]
            e -= b[i, 6] * b[j, 6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return e


@nogil
def advance(b: View2[f64], dt: f64, steps: i64) -> None:
    n = b.shape[0]
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = b[i, 0] - b[j, 0]
                dy = b[i, 1] - b[j, 1]
                dz = b[i, 2] - b[j, 2]
                d2 = dx * dx + dy * dy + dz * dz
                mag = dt / (d2 * math.sqrt(d2))
                mi = b[i, 6] * mag
                mj = b[j, 6] * mag
                b[i, 3] -= dx * mj
                b[i, 4] -= dy * mj
                b[i, 5] -= dz * mj
                b[j, 3] += dx * mi
                b[j, 4] += dy * mi
                b[j, 5] += dz * mi
        for i in range(n):
            b[i, 0] += dt * b[i, 3]
            b[i, 1] += dt * b[i, 4]
            b[i, 2] += dt * b[i, 5]


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 500000
    bodies = array(BODIES, dtype=f64)
    for k in range(3, 6):  # the Sun moves so that the whole stays where it is
        bodies[0, k] = -sum(row[k] * row[6] for row in BODIES[1:]) / BODIES[0][6]
    print(f"{energy(bodies):.9f}")
    start = time.perf_counter()
    advance(bodies, 0.01, steps)
    elapsed = time.perf_counter() - start
    print(f"{energy(bodies):.9f}")
    print(f"{steps} steps in {elapsed:.3f} s", file=sys.stderr)


main()

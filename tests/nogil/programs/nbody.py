# A simulation of bodies with arrays, native steps and energy.
import math
from ungil import View, array, f64, i64, nogil

@nogil
def advance(x: View[f64], y: View[f64], vx: View[f64], vy: View[f64], m: View[f64], dt: f64, steps: i64) -> None:
    n = len(x)
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = x[i] - x[j]
                dy = y[i] - y[j]
                d2 = dx * dx + dy * dy + 0.01
                mag = dt / (d2 * math.sqrt(d2))
                vx[i] -= dx * m[j] * mag
                vy[i] -= dy * m[j] * mag
                vx[j] += dx * m[i] * mag
                vy[j] += dy * m[i] * mag
        for i in range(n):
            x[i] += dt * vx[i]
            y[i] += dt * vy[i]

@nogil
def energy(x: View[f64], y: View[f64], vx: View[f64], vy: View[f64], m: View[f64]) -> f64:
    e = 0.0
    for i in range(len(x)):
        e += 0.5 * m[i] * (vx[i] * vx[i] + vy[i] * vy[i])
        for j in range(i):
            dx = x[i] - x[j]
            dy = y[i] - y[j]
            e -= m[i] * m[j] / math.sqrt(dx * dx + dy * dy + 0.01)
    return e

state = [array(v, dtype=f64) for v in ([0.0, 1.0, -1.5, 3.0], [0.0, 0.5, 2.0, -1.0], [0.0, -0.5, 0.3, 0.0], [0.0, 1.0, 0.2, 0.4], [10.0, 1.0, 0.5, 0.1])]
print(energy(*state))  # expect: -10.778289006041282
advance(*state, 0.01, 200)
print(energy(*state), state[0][1], state[1][3])  # expect: -10.967540778536577 -0.7351080111972312 0.5691417021854258

#!/usr/bin/env python3
"""Run the everyday kernels of more.c (gcc -O3) and more.py (ungil) in turn, and print the ratio of the least CPU times.

    compare.py EXE [REPS [NAME [ROUNDS]]]

Run it in this folder. NAME selects the kernels whose name contains it.
"""
import math
import os
import subprocess
import sys

exe = sys.argv[1]
reps = sys.argv[2] if len(sys.argv) > 2 else "20"
only = sys.argv[3] if len(sys.argv) > 3 else ""
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 2
os.makedirs("build", exist_ok=True)
subprocess.run(["gcc", "-std=gnu11", "-O3", "-w", "more.c", "-o", "build/more", "-lm"], check=True)
best, values = {}, {}
for _ in range(rounds):
    for column, command in [("c", ["build/more", reps, only]), ("u", [exe, "run", "more.py", reps, only])]:
        run = subprocess.run(command, capture_output=True, text=True, timeout=600)
        if run.returncode:
            sys.exit(run.stderr[-2000:])
        for line in run.stdout.splitlines():
            name, seconds, value = line.split()
            best.setdefault(name, {}).setdefault(column, []).append(float(seconds))
            values.setdefault(name, {})[column] = float(value)
ratios = []
print("| kernel | c-O3 us | ungil us | ratio |\n|---|---:|---:|---:|")
for name, b in best.items():
    if len(b) == 2:
        c, u = min(b["c"]) * 1e6, min(b["u"]) * 1e6
        ratios.append(u / c)
        same = abs(values[name]["c"] - values[name]["u"]) <= 1e-6 * max(1.0, abs(values[name]["c"]))
        print(f"| {name} | {c:.0f} | {u:.0f} | {u / c:.2f}{'' if same else ' WRONG'} |")
print(f"| **geomean ratio of {len(ratios)}** | | | {math.exp(sum(map(math.log, ratios)) / len(ratios)):.2f} |")

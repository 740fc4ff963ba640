f"{"
f"{}"
f"{a b}"
f"{x!z}"
f"{'a'

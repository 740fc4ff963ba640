# except* splits groups.
try:
    raise ExceptionGroup("many", [ValueError("v1"), KeyError("k"), ValueError("v2")])
except* ValueError as g:
    print([str(e) for e in g.exceptions])
except* KeyError as g:
    print("keys", len(g.exceptions))
# expect: ['v1', 'v2']
# expect: keys 1
g = ExceptionGroup("outer", [TypeError("t"), ExceptionGroup("inner", [OSError("o")])])
print(g.message, len(g.exceptions), str(g))  # expect: outer 2 outer (2 sub-exceptions)
try:
    raise ValueError("single")
except* ValueError as g:
    print(type(g).__name__, g.exceptions)
# expect: ExceptionGroup (ValueError('single'),)

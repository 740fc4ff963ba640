# A module that does not parse raises SyntaxError at its import.
print("start")  # expect: start
try:
    import bad
except SyntaxError as e:
    print("SyntaxError")
# expect: SyntaxError
print("goes on")  # expect: goes on

# sys.exit: caught as SystemExit, with a message, through finally.
import sys
for arg in (None, 0, 5, "text"):
    try:
        sys.exit(arg)
    except SystemExit as e:
        print(repr(e), e.code)
# expect: SystemExit() None
# expect: SystemExit(0) 0
# expect: SystemExit(5) 5
# expect: SystemExit('text') text
try:
    try:
        sys.exit(1)
    except Exception:
        print("never: SystemExit is no Exception")
    finally:
        print("finally runs")
except SystemExit:
    print("caught")
# expect: finally runs
# expect: caught
def f():
    raise SystemExit(4)
try:
    f()
finally:
    print("last words")
# expect: last words
# expect exit: 4

# args: one two --flag
# sys: argv, version_info, maxsize, limits, exit status.
import sys
print(sys.argv)  # expect: ['sys.py', 'one', 'two', '--flag']
print(sys.version_info[0], sys.version_info >= (3, 8), sys.version_info.major, sys.maxsize)
# expect: 3 True 3 9223372036854775807
print(sys.getrecursionlimit(), sys.byteorder, type(sys.platform).__name__)  # expect: 1000 little str
sys.setrecursionlimit(500)
print(sys.getrecursionlimit())  # expect: 500
def deep(n):
    return n if n == 0 else deep(n - 1)
try:
    deep(1000)
except RecursionError:
    print("limited")
# expect: limited
print(deep(300))  # expect: 0
print("sys" in sys.modules, sys.modules["sys"] is sys, "math" in sys.modules or True)  # expect: True True True
sys.stdout.write("out\n")  # expect: out
sys.stderr.write("err\n")
sys.stdout.flush()
print(isinstance(sys.path, list), sys.getswitchinterval())  # expect: True 0.005
print(sys.float_info.max, sys.float_info.epsilon, sys.maxunicode)
# expect: 1.7976931348623157e+308 2.220446049250313e-16 1114111
sys.exit(3)
# expect exit: 3
print("never")

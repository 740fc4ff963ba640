# sys.stdin as an iterable and read.
# stdin: 3
# stdin: 1 2 3
# stdin: 4 5 6
# stdin: 7 8 9
import sys
n = int(sys.stdin.readline())
rows = [list(map(int, line.split())) for line in sys.stdin]
print(n, rows, sum(map(sum, rows)))  # expect: 3 [[1, 2, 3], [4, 5, 6], [7, 8, 9]] 45
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))  # expect: '' ''

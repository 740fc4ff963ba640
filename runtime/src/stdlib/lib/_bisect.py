"""The functions of `bisect` under the name of CPython's module in C."""

from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right

x = 0123
y = 0xZZ
z = 1__0
w = 12abc

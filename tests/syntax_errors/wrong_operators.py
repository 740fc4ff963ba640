x = a && b
y = !a
z = a ? b : c
i++
w = a <> b
